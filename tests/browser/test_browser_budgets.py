"""What a frame may cost: draws and triangles, on a desk's screen and on a phone's, wherever one stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from inside import read, wait_for_hall
from playwright.sync_api import Page

OpenPage = Callable[..., Page]
# The entrance, a zone with its rows, the atrium from above, a window, below an escalator.
STANDS = ("", "from=F2,-36,32", "from=F3,0,36&heading=270", "from=window:D05", "from=F1,-10,16.5&heading=90")


@pytest.mark.parametrize(
    ("width", "height", "more", "draws", "triangles"),
    [
        pytest.param(1280, 720, "", 60, 200_000, id="desk"),
        pytest.param(1280, 720, "quality=high", 60, 200_000, id="desk, mirrored"),
        pytest.param(390, 844, "quality=high", 40, 80_000, id="phone"),
    ],
)
def test_frames_stay_within_their_budget(
    open_page: OpenPage, width: int, height: int, more: str, draws: int, triangles: int
) -> None:
    page = open_page(width, height, touch=width < 700, still=True)
    found = {}
    for stand in STANDS:
        page.goto(f"/walk?{'&'.join(part for part in (stand, more) if part)}")
        wait_for_hall(page, "walk")
        page.wait_for_function("() => window.hall.draws > 10")
        found[stand] = (read(page, "draws"), read(page, "triangles"))
    assert max(drawn for drawn, _ in found.values()) <= draws, found
    assert max(drawn for _, drawn in found.values()) <= triangles, found
