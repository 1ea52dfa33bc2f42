"""The drawn pictures show what the code really does: drawn again, they are the same."""

from __future__ import annotations

from tools.pictures import DRAWINGS, FOLDER


def test_every_drawing_is_the_one_in_the_repository() -> None:
    drawn = {name: draw() for name, draw in DRAWINGS.items()}
    kept = {name: (FOLDER / f"{name}.svg").read_text(encoding="utf-8") for name in DRAWINGS}
    assert drawn == kept
