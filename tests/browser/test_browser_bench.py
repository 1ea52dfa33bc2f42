"""`hall bench view`: what it measures of a page, on its own page with one cube."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scene.hall_file import read_hall
from tools.bench import HALL
from tools.benching.cube_page import served_cube
from tools.benching.view import cube_row, farthest_windows, print_view, ratios_of
from tools.browsing import launched_chromium


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched_chromium() as browser:
        yield browser


def test_a_page_with_one_cube_is_measured_whole(
    chromium: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with served_cube(tmp_path / "cube") as address:
        row = cube_row(chromium, address, "phone", 1.0)
    assert set(row["bytes"]) == {"page", "scripts", "all"}
    assert row["bytes"]["all"] == row["bytes"]["page"] + row["bytes"]["scripts"]
    assert 80_000 < row["bytes"]["scripts"] < 200_000
    assert row["first_frame_ms"] > 0
    [walk] = row["walks"]
    assert (walk["draws"], walk["triangles"]) == (1, 12)
    assert walk["frame_ms"] > 0
    assert walk["texture_mb"] < 1
    print_view({"rows": [row], "scripts": [], "ratios": {}, "missing": {"viewers": "npm could not fetch aframe"}})
    said = capsys.readouterr().out
    assert "one cube, phone" in said
    assert "viewers missing: npm could not fetch aframe" in said


def test_the_walk_on_a_floor_is_between_its_farthest_windows() -> None:
    ends = farthest_windows(read_hall(HALL))
    assert list(ends) == ["F1", "F2", "F3"]
    assert all(one != other for one, other in ends.values())


def test_ratios_are_against_one_cube_on_the_same_screen() -> None:
    rows = [
        {"page": page, "screen": screen, "first_frame_ms": first, "bytes": {"all": size}}
        for page, first, size in (("hall", 3000.0, 300), ("one cube", 1000.0, 100))
        for screen in ("desk", "phone")
    ]
    assert set(ratios_of(rows).values()) == {3.0}
