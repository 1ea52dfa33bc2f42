"""What stands on tactile paving."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from corpus import good_path, to_source

from scene.hall_file import parse_hall
from scene.paving_checks import things_on_paving

WANGCHENG = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"
STRIP = [[2.0, 1.0], [2.4, 1.0], [2.4, 6.0], [2.0, 6.0]]


def told(**lists: Any) -> list[str]:
    """What is said of a room with a strip of paving and some things."""
    document = json.loads(good_path("one_room").read_bytes())
    document["areas"].append({"id": "strip", "floor": "F1", "kind": "tactile", "polygon": STRIP})
    document |= {"furniture": [], "obstacles": [], "tours": []} | lists
    return [str(problem) for problem in things_on_paving(parse_hall(to_source(document)))]


def litter_bin(x: float) -> dict[str, Any]:
    """A piece 36 cm wide whose middle is at x."""
    return {"id": "bin", "floor": "F1", "kind": "bin", "at": [x, 3.0], "heading_deg": 0}


@pytest.mark.parametrize(("x", "stands"), [(2.2, True), (2.5, True), (2.57, False), (3.4, False)])
def test_a_thing_is_told_when_it_covers_paving_not_when_it_touches_it(x: float, stands: bool) -> None:
    assert told(furniture=[litter_bin(x)]) == ["furniture[0]: stands on the tactile paving strip"] * stands


def test_obstacles_and_counters_are_told_too() -> None:
    counter = {"id": "c", "floor": "F1", "at": [2.8, 4.0], "heading_deg": 0, "kind": "counter", "pitch": 1, "depth": 1}
    found = told(
        obstacles=[{"id": "shop", "floor": "F1", "polygon": [[1, 1], [3, 1], [3, 2], [1, 2]]}],
        counters=[counter | {"windows": [{"code": "A01", "kind": "unit"}]}],
    )
    assert found == [f"{one}[0]: stands on the tactile paving strip" for one in ("obstacles", "counters")]


def test_what_hangs_above_does_not_stand_there() -> None:
    assert told(furniture=[litter_bin(2.2) | {"kind": "hanging_display"}]) == []


def test_what_stands_on_another_floor_does_not() -> None:
    document = json.loads(good_path("escalators_and_lift").read_bytes())
    document["areas"] = [{"id": "strip", "floor": "F2", "kind": "tactile", "polygon": STRIP}]
    document["furniture"] = [litter_bin(2.2)]
    assert list(things_on_paving(parse_hall(to_source(document)))) == []


def test_nothing_stands_on_the_tactile_paving_of_wangcheng() -> None:
    assert list(things_on_paving(parse_hall(WANGCHENG.read_bytes()))) == []
