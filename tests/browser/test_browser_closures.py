"""A supervisor closes a lift at the desk, and the way that a citizen is told leads round it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from test_browser_pages import barriers, too_wide

from tools.browsing import ServedHall, launched_chromium
from tools.office_hours import ten_oclock

OpenPage = Callable[..., Page]
WAY = "/walk?from=entrance:main&to=window:K01&profile=step_free"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched_chromium("--disable-3d-apis") as browser:
        yield browser


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 390)], ids=["desk", "phone without JavaScript"]
)
def test_a_lift_closed_at_the_desk_changes_the_public_way_until_it_is_opened(
    open_page: OpenPage, hall: ServedHall, *, javascript: bool, width: int
) -> None:
    citizen = open_page(width, 844, javascript=False)
    assert "到电梯2" in "\n".join(steps(citizen))
    staff = open_page(width, 844, javascript=javascript)
    log_in(staff, hall)
    end = (ten_oclock() + timedelta(hours=6)).strftime("%Y-%m-%dT%H:%M")
    close(staff, "connector:lift-2", to=end)
    row = staff.get_by_role("row").filter(has_text="电梯2")
    expect(row).to_contain_text("检修")
    expect(row).to_contain_text(hall.name_of("supervisor"))
    assert re.search(r"^电梯2检修至\S*\d+:\d\d，改走电梯1，多走\d+米$", steps(citizen)[0])
    assert too_wide(staff) == []
    row.get_by_role("button").click()
    expect(staff.locator("main")).to_contain_text("所有通道均已开放")
    assert "检修" not in steps(citizen)[0]


def test_closing_nothing_is_refused_in_words_beside_the_field(open_page: OpenPage, hall: ServedHall) -> None:
    staff = open_page(still=True)
    log_in(staff, hall)
    close(staff, "", to="2020-01-01T10:00")
    expect(staff.locator("#target-error")).to_be_visible()
    expect(staff.locator("#to-error")).to_be_visible()
    expect(staff.locator("#to")).to_have_value("2020-01-01T10:00")
    assert barriers(staff) == []


def test_the_desks_page_of_closures_has_no_barrier_and_fits_any_screen(open_page: OpenPage, hall: ServedHall) -> None:
    staff = open_page(still=True)
    log_in(staff, hall)
    begin = (ten_oclock() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    close(staff, "connector:escalator-3", **{"from": begin})
    close(staff, "connector:lift-1")
    for theme in ("light", "dark", "contrast"):
        staff.goto(f"/desk/closures?theme={theme}")
        assert barriers(staff) == [], theme
    for width in (320, 390, 1280):
        staff.set_viewport_size({"width": width, "height": 844})
        for choice in ("lang=zh&size=normal", "lang=en&size=large"):
            staff.goto(f"/desk/closures?{choice}")
            assert too_wide(staff) == [], f"{width} px, {choice}"
    while staff.locator("form[action$='/end']").count():
        staff.locator("form[action$='/end'] button").first.click()
        staff.wait_for_load_state()


def log_in(page: Page, hall: ServedHall) -> None:
    """The supervisor, on the page of closures."""
    page.goto("/desk/closures")
    expect(page).to_have_url(re.compile(r"/desk/login"))
    page.locator("#login").fill("supervisor")
    page.locator("#password").fill(hall.password_of("supervisor"))
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/desk/closures$"))


def close(page: Page, target: str, **moments: str) -> None:
    """Fill in the form and send it."""
    page.locator("#target").select_option(target)
    for name, moment in moments.items():
        page.locator(f"#{name}").fill(moment)
    page.locator("form[action$='/desk/closures'] button[type=submit]").click()
    page.wait_for_load_state()


def steps(page: Page) -> list[str]:
    """What the public page says of the way."""
    page.goto(WAY)
    return page.locator("ol.steps li").all_inner_texts()
