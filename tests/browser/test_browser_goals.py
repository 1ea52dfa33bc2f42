"""Ways to the nearest of several, in the hall and on the plain page: an accessible toilet, a unit's window, the way out."""

from __future__ import annotations

import re
from collections.abc import Callable

from inside import find_item, read, wait_for_hall
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
BEFORE_K01 = "/walk?from=window:K01"


def seconds(page: Page, goal: str) -> float:
    """How long the way from before window K01 takes, as the server has it."""
    found = page.request.get(f"/api/v1/route?from=window:K01&to={goal}")
    return float(found.json()["duration_s"])


def wait_for_goal(page: Page, goal: str) -> None:
    page.wait_for_function("goal => window.hall.way?.goal === goal", arg=goal)


def test_the_nearest_accessible_toilet(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(BEFORE_K01)
    wait_for_hall(page, "walk")
    find_item(page, "无障碍卫生间", "最近的无障碍卫生间")
    page.locator(".walk-card").get_by_role("button", name="带我去").click()
    page.wait_for_function("() => window.hall.way?.goal.startsWith('place:toilet-f3')")
    places = [
        one["id"] for one in page.request.get("/api/v1/hall").json()["places"] if one["kind"] == "accessible_toilet"
    ]
    goal = str(read(page, "way")["goal"])
    assert seconds(page, goal) == min(seconds(page, f"place:{place}") for place in places)
    expect(page.locator(".walk-ribbon")).to_contain_text("去 无障碍卫生间")


def test_leave(open_page: OpenPage) -> None:
    page = open_page(390, 844, touch=True)
    page.goto(BEFORE_K01)
    wait_for_hall(page, "walk")
    page.locator(".walk-menu").tap()
    page.get_by_role("button", name="离开").tap()
    wait_for_goal(page, "entrance:main")
    expect(page.locator(".walk-ribbon")).to_contain_text("去 正门")
    assert "to=leave" in page.url


def test_a_unit_is_its_nearest_window(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(BEFORE_K01)
    wait_for_hall(page, "walk")
    find_item(page, "国税局", "国家税务局")
    page.locator(".walk-card").get_by_role("button", name="带我去").click()
    page.wait_for_function("() => /^window:A/.test(window.hall.way?.goal ?? '')")
    windows = page.request.get("/api/v1/units/U01").json()["windows"]
    nearest = min(seconds(page, f"window:{code}") for code in windows)
    assert seconds(page, str(read(page, "way")["goal"])) == nearest


def test_the_same_without_javascript(open_page: OpenPage) -> None:
    page = open_page(javascript=False)
    page.goto(BEFORE_K01)
    page.get_by_role("link", name="最近的无障碍卫生间").click()
    expect(page.get_by_role("heading", level=2, name="从K01到无障碍卫生间")).to_be_visible()
    page.get_by_role("link", name="离开", exact=True).click()
    expect(page.get_by_role("heading", level=2, name="从K01到正门")).to_be_visible()
    expect(page).to_have_url(re.compile("to=leave"))
