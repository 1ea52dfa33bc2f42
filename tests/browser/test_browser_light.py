"""The hall's light: worked out after publishing, handed to pages that are open, and there at once for those that come later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from inside import read, wait_for_hall
from playwright.sync_api import Browser, Page

from tools.browsing import ServedHall, served_hall

SMALL = Path(__file__).parents[1] / "halls" / "good" / "escalators_and_lift.json"


@pytest.fixture(scope="module")
def small_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHall]:
    """A hall of two floors whose light is worked out within seconds."""
    folder = tmp_path_factory.mktemp("small") / "var"
    with served_hall(folder, HALL_BAKE="1", HALL_FILE=str(SMALL), HALL_DEFAULT=SMALL.stem) as served:
        yield served


def open_walk(chromium: Browser, hall: ServedHall, words: str = "") -> Page:
    page = chromium.new_page(base_url=hall.address)
    page.goto(f"/walk{words}")
    wait_for_hall(page, "walk")
    return page


def test_a_page_takes_the_light_as_soon_as_it_is_worked_out(chromium: Browser, small_hall: ServedHall) -> None:
    page = open_walk(chromium, small_hall)
    page.wait_for_function("() => window.hall.light.baked", timeout=90_000)
    assert page.request.get("/api/v1/hall").json()["light"].startswith("/light/")


def test_who_comes_later_has_it_at_once(chromium: Browser, small_hall: ServedHall) -> None:
    page = open_walk(chromium, small_hall)
    assert read(page, "light") == {"baked": True, "time": "day"}


def test_the_evening_can_be_asked_for(chromium: Browser, small_hall: ServedHall) -> None:
    assert read(open_walk(chromium, small_hall, "?light=evening"), "light")["time"] == "evening"
