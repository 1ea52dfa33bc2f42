"""The hall files of tests/halls: every good one goes through every path, every bad one says what is wrong with it.

halls/good/NAME.json        valid halls, in which everything can be reached
halls/bad/NAME.json         what `hall check` refuses, with NAME.expected = its problems, one `place: message` a line
halls/bad/walk_NAME.json    the ones among them that parse: only walking them shows what is wrong
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HALLS = Path(__file__).parent / "halls"
GOOD = tuple(sorted(path.stem for path in (HALLS / "good").glob("*.json")))
BAD = tuple(sorted(path.stem for path in (HALLS / "bad").glob("*.json")))
BAD_TO_PARSE = tuple(name for name in BAD if not name.startswith("walk_"))
BAD_TO_WALK = tuple(name for name in BAD if name.startswith("walk_"))


def good_path(name: str) -> Path:
    """Where a good hall lies."""
    return HALLS / "good" / f"{name}.json"


def bad_path(name: str) -> Path:
    """Where a bad hall lies."""
    return HALLS / "bad" / f"{name}.json"


def good_source(name: str) -> bytes:
    """The bytes of a good hall."""
    return good_path(name).read_bytes()


def bad_source(name: str) -> bytes:
    """The bytes of a bad hall."""
    return bad_path(name).read_bytes()


def expected_problems(name: str) -> list[str]:
    """What a bad hall must be refused for, `place: message` each."""
    return bad_path(name).with_suffix(".expected").read_text(encoding="utf-8").splitlines()


def good_document(name: str) -> dict[str, Any]:
    """A good hall as plain JSON values, to be changed by a test."""
    document: dict[str, Any] = json.loads(good_source(name))
    return document


def to_source(document: dict[str, Any]) -> bytes:
    """Plain JSON values as the bytes of a file."""
    return json.dumps(document, ensure_ascii=False).encode()
