"""docs/hall_file.md names every field of a hall file, and its example is a hall."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scene.hall_file import hall_schema, parse_hall

PAGE = (Path(__file__).parent.parent / "docs" / "hall_file.md").read_text(encoding="utf-8")
FIELDS = {
    (kind, field)
    for kind, definition in ({"Hall": hall_schema()} | hall_schema()["$defs"]).items()
    for field in definition["properties"]
    if kind != "Text"
}


@pytest.mark.parametrize(("kind", "field"), sorted(FIELDS))
def test_every_field_is_named(kind: str, field: str) -> None:
    assert f"`{field}`" in PAGE, f"{kind}.{field} is not in docs/hall_file.md"


def test_the_example_is_a_hall() -> None:
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    assert parse_hall(example[1].encode()).id == "least"
