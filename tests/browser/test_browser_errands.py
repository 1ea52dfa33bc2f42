"""Errands: three items of different units are collected on their pages, ordered on one, and walked in the hall."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from inside import read, wait_for_hall
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
THREE = ("U17-002", "U01-001", "U39-001")


def collect(page: Page) -> None:
    """加入本次行程 on the page of each item."""
    for item in THREE:
        page.goto(f"/items/{item}")
        page.get_by_role("link", name="加入本次行程").click()
        expect(page.get_by_role("heading", level=1, name="本次行程")).to_be_visible()


def stops(page: Page) -> list[str]:
    found: list[str] = page.locator(".visit-stop").evaluate_all("all => all.map((one) => one.dataset.goal)")
    return found


def see_the_round(page: Page) -> None:
    """Forms and a ticket first, then the three windows, each with its papers."""
    goals = stops(page)
    assert len(goals) >= 5
    assert goals[0].startswith("F")
    assert goals[1].startswith("place:at-ticket")
    windows = [goal for goal in goals if goal.startswith("window:")]
    units = {one["code"]: one["units"] for one in page.request.get("/api/v1/windows").json()["windows"]}
    served = {unit["code"] for goal in windows for unit in units[goal.removeprefix("window:")]}
    assert {"U17", "U01", "U39"} <= served
    expect(page.locator(".visit-bring")).to_have_count(3)
    expect(page.locator(".way-plans .plan svg").first).to_be_visible()


def test_three_items_are_collected_ordered_and_walked(open_page: OpenPage) -> None:
    page = open_page()
    collect(page)
    see_the_round(page)
    page.get_by_role("link", name="在大厅里走一遍").click()
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    way = read(page, "way")
    assert way["goal"] == ".".join(THREE)
    expect(page.locator(".walk-ribbon")).to_contain_text("本次行程")
    page.locator(".walk-ribbon").get_by_role("button", name="全部步骤").click()
    told = page.locator(".walk-steps li").filter(has_text="站：")
    expect(told.first).to_have_text(re.compile("第1站：.*填单台"))
    assert told.count() >= 5
    page.locator(".walk-ribbon").get_by_role("button", name="跟着走").click()
    page.wait_for_function("() => window.hall.way.at > 5")


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_without_javascript_one_collects_and_takes_out(width: int, height: int, open_page: OpenPage) -> None:
    page = open_page(width, height, javascript=False)
    collect(page)
    see_the_round(page)
    before = stops(page)
    page.get_by_role("link", name="移除").first.click()
    assert len(stops(page)) < len(before)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_item_is_added_from_the_sheet_in_the_hall(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    page.locator("#walk-find").fill("网吧")
    page.get_by_role("option", name="设立互联网").first.click()
    page.locator(".walk-card").get_by_role("button", name="查看详情").click()
    page.locator(".walk-sheet").get_by_role("link", name="加入本次行程").click()
    expect(page.locator(".walk-sheet").get_by_role("heading", name="本次行程")).to_be_visible()
    expect(page.locator(".walk-sheet .visit-stop")).to_have_count(3)
    assert read(page, "mode") == "walk"
