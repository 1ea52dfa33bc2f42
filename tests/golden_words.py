"""The ways whose words are kept in tests/golden; `python tests/golden_words.py` writes them anew.

Read every one of them, as a stranger would, before you commit what it wrote.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from navmesh import Navigation, Route, build_navigation, find_route, parse_spot
from scene.hall import Hall
from scene.hall_file import read_hall
from tools.compose_wangcheng import HALL_FILE

GOLDEN_FILE = Path(__file__).parent / "golden" / "words.json"
# Those for people who do not see.
GUIDED_FILE = Path(__file__).parent / "golden" / "guided_words.json"


class Told(NamedTuple):
    """A way, and its steps: zh and en of each."""

    start: str
    goal: str
    profile: str
    steps: list[list[str]]


def golden(path: Path = GOLDEN_FILE) -> list[Told]:
    """The ways as committed."""
    return [Told(*one.values()) for one in json.loads(path.read_text("utf-8"))]


def tell(navigation: Navigation, hall: Hall, start: str, goal: str, profile: str) -> Told:
    """A way as it is told now."""
    route = find_route(navigation, parse_spot(hall, start), parse_spot(hall, goal), profile)
    assert isinstance(route, Route)
    return Told(start, goal, profile, [[step.text.zh, step.text.en] for step in route.steps])


def write_anew() -> None:
    """The same ways, told as they are now."""
    hall = read_hall(HALL_FILE)
    navigation = build_navigation(hall)
    for path in (GOLDEN_FILE, GUIDED_FILE):
        told = [tell(navigation, hall, *one[:3])._asdict() for one in golden(path)]
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_anew()
