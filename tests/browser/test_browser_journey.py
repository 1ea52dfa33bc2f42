"""The main job, end to end: from outside the building to an application that a named officer has pre-accepted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from inside import arrive, enter_hall, find_item, go_there, press_plate
from papers import Papers
from playwright.sync_api import Page, expect
from steps import ITEM, ITEM_NAME, UNIT_ITEMS, apply, pre_accept, read_guide, read_pre_acceptance, track

from tools.browsing import ServedHall

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(("width", "height", "touch"), [(1280, 720, False), (390, 844, True)], ids=["desk", "phone"])
def test_citizen_gets_through_in_the_hall(
    open_page: OpenPage, hall: ServedHall, papers: Papers, *, width: int, height: int, touch: bool
) -> None:
    citizen = open_page(width, height, touch=touch)
    citizen.goto("/")
    enter_hall(citizen)
    find_item(citizen, "网吧", ITEM_NAME)
    code = go_there(citizen)
    arrive(citizen)
    press_plate(citizen, code)
    choose_item(citizen, ".walk-sheet")
    read_guide(citizen)
    number = apply(citizen, papers)
    track(citizen, number, papers)
    officer = pre_accept(open_page(), hall, number)
    assert officer in read_pre_acceptance(citizen, number, papers)


def test_citizen_gets_through_without_javascript(open_page: OpenPage, hall: ServedHall, papers: Papers) -> None:
    citizen = open_page(390, 844, javascript=False)
    citizen.goto("/")
    citizen.get_by_role("link", name="走进").first.click()
    expect(citizen).to_have_url(re.compile(r"/walk"))
    find_plainly(citizen, "网吧")
    read_the_way(citizen)
    citizen.locator("main a[href*='/windows/']").first.click()
    choose_item(citizen, "main")
    read_guide(citizen)
    number = apply(citizen, papers)
    track(citizen, number, papers)
    officer = pre_accept(open_page(javascript=False), hall, number)
    assert officer in read_pre_acceptance(citizen, number, papers)


def find_plainly(page: Page, words: str) -> None:
    """The find field of the page's head, and its answer that names the item."""
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.locator("main")).to_contain_text(ITEM_NAME)


def read_the_way(page: Page) -> None:
    """From what was found to the route: steps in words and a line on the plan."""
    hit = page.locator("main li, main article").filter(has_text=ITEM_NAME).last
    hit.locator("[data-go^='item:']").first.click()
    expect(page).to_have_url(re.compile(r"/walk\?.*to=item"))
    assert page.locator("main ol li").count() >= 2
    expect(page.locator("main svg polyline").first).to_be_attached()


def choose_item(page: Page, place: str) -> None:
    """What the window's unit can do, all of it; then the item."""
    links = page.locator(f"{place} #items a[href*='/items/U17-']")
    expect(links.first).to_be_visible()
    assert len({link.get_attribute("href") for link in links.all()}) == UNIT_ITEMS
    page.locator(f"{place} #items a[href$='/items/{ITEM}']").first.click()
