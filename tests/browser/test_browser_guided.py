"""For people who do not see: the choice in the hall, its steps read out, nothing for axe to say; and without a connection."""

from __future__ import annotations

from collections.abc import Callable

from inside import read, wait_for_hall
from playwright.sync_api import Page, expect
from test_browser_pages import barriers, too_wide

OpenPage = Callable[..., Page]
WAY = "/walk?from=entrance:main&to=window:A05"
LABEL = "盲人路线（沿墙与盲道）"


def test_the_choice_leads_along_paving_and_says_so(open_page: OpenPage) -> None:
    visitor = open_page(390, 844, touch=True, still=True)
    visitor.goto(WAY)
    wait_for_hall(visitor, "walk")
    steps = visitor.locator(".walk-steps")
    expect(steps).to_contain_text("A05")
    expect(steps).not_to_contain_text("盲道")
    choice = visitor.locator(".walk-ribbon").get_by_label("走法")
    choice.select_option(label=LABEL)
    expect(steps).to_contain_text("如需帮助，导服台")
    expect(steps).to_contain_text("沿盲道前行28米，经过右手边三根柱子，到第二个岔口")
    expect(steps).to_contain_text("数左手边的窗口，第五个就是A05窗口")
    assert "profile=guided" in visitor.url
    assert too_wide(visitor) == []


def test_without_the_server_the_page_says_that_only_it_knows(open_page: OpenPage) -> None:
    visitor = open_page(still=True)
    visitor.goto(f"{WAY}&profile=guided")
    wait_for_hall(visitor, "walk")
    expect(visitor.locator(".walk-steps")).to_contain_text("沿盲道")
    visitor.route("**/api/v1/route*", lambda route: route.abort("internetdisconnected"))
    choice = visitor.locator(".walk-ribbon").get_by_label("走法")
    choice.select_option(value="step_free")
    expect(visitor.locator(".walk-steps")).not_to_contain_text("盲道")
    choice.select_option(label=LABEL)
    expect(visitor.locator(".walk-toast")).to_contain_text("盲人路线要联网才能查到")
    assert read(visitor, "way") is None


def test_the_plain_page_reads_the_same_steps_without_javascript(open_page: OpenPage) -> None:
    visitor = open_page(390, 844, javascript=False)
    visitor.goto(f"{WAY}&profile=guided")
    expect(visitor.locator("ol.steps")).to_contain_text("第五个就是A05窗口")
    expect(visitor.locator("#way")).to_contain_text(LABEL)
    assert too_wide(visitor) == []


def test_the_plain_page_is_axe_clean(open_page: OpenPage) -> None:
    visitor = open_page(still=True)
    visitor.goto(f"{WAY}&profile=guided&plain=1")
    assert barriers(visitor) == []
