"""For whom: one choice where the way is chosen, kept from page to page, and an answer when it leaves no way."""

from __future__ import annotations

import re
from collections.abc import Callable

from inside import read, wait_for_hall
from playwright.sync_api import Page, expect
from test_browser_closures import close, log_in
from test_browser_pages import too_wide

from tools.browsing import ServedHall

OpenPage = Callable[..., Page]
# From the entrance to the third floor.
WAY = "/walk?from=entrance:main&to=window:K01"


def test_on_a_phone_a_step_free_way_takes_the_lift_until_both_are_closed(open_page: OpenPage, hall: ServedHall) -> None:
    visitor = open_page(390, 844, touch=True, still=True)
    visitor.goto(WAY)
    wait_for_hall(visitor, "walk")
    ribbon = visitor.locator(".walk-ribbon")
    expect(ribbon).to_be_visible()
    steps = visitor.locator(".walk-steps")
    expect(steps).not_to_contain_text("电梯")
    choice = ribbon.get_by_label("走法")
    choice.select_option(label="无台阶路线")
    expect(steps).to_contain_text(re.compile(r"电梯\d上到"))
    expect(choice).to_have_value("step_free")
    assert "profile=step_free" in visitor.url
    assert too_wide(visitor) == []
    staff = open_page(still=True)
    log_in(staff, hall)
    try:
        close(staff, "connector:lift-1")
        close(staff, "connector:lift-2")
        said = visitor.locator(".walk-toast")
        expect(said).to_contain_text("电梯1检修，电梯2检修，没有其他通路")
        expect(said).to_contain_text("服务台")
        assert read(visitor, "way") is None
    finally:
        while staff.locator("form[action$='/end']").count():
            staff.locator("form[action$='/end'] button").first.click()
            staff.wait_for_load_state()


def test_the_choice_is_kept_on_the_next_page_and_in_the_hall(open_page: OpenPage) -> None:
    visitor = open_page(still=True)
    visitor.goto(f"{WAY}&plain=1")
    visitor.get_by_label("走法").select_option("pram")
    visitor.locator(".route-form button").click()
    expect(visitor.locator("#way")).to_contain_text("婴儿车路线")
    visitor.goto(WAY)
    wait_for_hall(visitor, "walk")
    expect(visitor.locator(".walk-ribbon").get_by_label("走法")).to_have_value("pram")
    expect(visitor.locator(".walk-steps")).to_contain_text("电梯")


def test_without_javascript_the_choice_is_kept_too(open_page: OpenPage) -> None:
    visitor = open_page(390, 844, javascript=False)
    visitor.goto(f"{WAY}&profile=no_escalator")
    expect(visitor.locator("#way")).to_contain_text("避开扶梯路线")
    expect(visitor.locator("ol.steps")).not_to_contain_text("扶梯1")
    visitor.goto(WAY)
    expect(visitor.get_by_label("走法")).to_have_value("no_escalator")
    assert too_wide(visitor) == []
