"""What changes while somebody walks: closed, open again, shut doors, queues, another hall; and what lies at the rides."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest
from inside import read, wait_for_hall
from PIL import Image
from playwright.sync_api import Page, expect
from test_browser_closures import log_in

from tools.browsing import ServedHall

OpenPage = Callable[..., Page]
UP = "/walk?from=entrance:main&to=window:K01&profile=step_free"
INNER_DOOR = "door:self-service-inner-door"
THREE = ("U17-002", "U01-001", "U39-001")
REPAIR = {"zh": "检修", "en": "repair"}


@pytest.fixture
def staff(open_page: OpenPage, hall: ServedHall) -> Iterator[Page]:
    """A supervisor; what they have closed is open again afterwards."""
    page = open_page(javascript=False)
    log_in(page, hall)
    yield page
    for one in page.request.get("/api/v1/closures").json()["closures"]:
        end(page, one["id"])


def close(staff: Page, target: str) -> str:
    answer = staff.request.post("/api/v1/closures", data={"target": target, "reason": REPAIR})
    assert answer.status == 201, answer.text()
    return str(answer.json()["id"])


def end(staff: Page, closure: str) -> None:
    assert staff.request.post(f"/api/v1/closures/{closure}/end", data={}).ok


def walking(open_page: OpenPage, address: str) -> Page:
    page = open_page(still=True)
    page.goto(address)
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    return page


def length(page: Page) -> float:
    return float(read(page, "way")["length"])


def test_who_was_led_round_a_closed_lift_is_led_back_when_it_opens(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, UP)
    usual, ribbon = length(page), page.locator(".walk-ribbon")
    closure = close(staff, "connector:lift-2")
    expect(ribbon).to_contain_text("电梯2 已关闭，已改道。")
    assert length(page) > usual + 5
    end(staff, closure)
    expect(ribbon).to_contain_text("电梯2 已恢复通行。")
    assert length(page) == pytest.approx(usual, abs=0.1)


def test_who_was_left_without_a_way_is_offered_it_when_a_lift_opens(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, UP)
    closures = [close(staff, f"connector:lift-{number}") for number in (1, 2)]
    page.wait_for_function("() => window.hall.way === null")
    end(staff, closures[0])
    page.locator(".walk-offer").get_by_role("button", name="带我去").click()
    page.wait_for_function("() => window.hall.way?.goal === 'window:K01'")
    assert {arrow["label"] for arrow in read(page, "laid")["arrows"]} > {""}, "footprints lead to the lift again"
    expect(page.locator(".walk-offer")).to_be_hidden()


def test_a_visit_led_round_a_closure_keeps_what_is_done(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, f"/walk?items={'.'.join(THREE)}&end=leave")
    ribbon = page.locator(".walk-ribbon")
    ribbon.get_by_role("button", name="全部步骤").click()
    ribbon.locator(".walk-steps li").filter(has_text="第2站").get_by_role("button").click()
    at = float(read(page, "way")["at"])
    close(staff, f"connector:{ridden_after(page, at)}")
    expect(ribbon).to_contain_text("已关闭，已改道。")
    told = ribbon.locator(".walk-steps li").filter(has_text="站：")
    expect(told.first).to_contain_text("第3站")
    asked = parse_qs(urlparse(page.url).query)
    assert len(asked["done"][0].split(".")) == 2
    assert asked["end"] == ["leave"]


def ridden_after(page: Page, metres: float) -> str:
    """What the visit rides first after so many metres."""
    items = "&".join(f"item={item}" for item in THREE)
    begun = 0.0
    for leg in page.request.get(f"/api/v1/errands?{items}&from=entrance:main&end=leave").json()["route"]["legs"]:
        if "connector" in leg and begun >= metres:
            return str(leg["connector"])
        begun += leg["length_m"]
    raise AssertionError("the visit stays on its floor")


def test_a_closed_door_stops_who_walks_and_says_why(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, "/walk?from=F1,-9,4.3&heading=180")
    # The page has heard of it when it asks whether its way led through.
    with page.expect_response("**/api/v1/tours/**"):
        close(staff, INNER_DOOR)
    page.locator(".walk-canvas").focus()
    page.keyboard.down("ArrowUp")
    # Told before one stands at it; whoever goes on gets there, and no further.
    expect(page.locator(".walk-toast")).to_contain_text("内门 已关闭：检修。")
    wait_until(page, lambda: read(page, "x") < -10.5)
    page.wait_for_timeout(1000)
    page.keyboard.up("ArrowUp")
    assert -11 < read(page, "x") < -10.5


def test_a_closed_door_is_seen_to_be_closed_until_it_opens(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, "/walk?from=F1,-6,4.3&heading=180")
    assert red_share(page) < 0.01
    closure = close(staff, INNER_DOOR)
    wait_until(page, lambda: red_share(page) > 0.1)
    end(staff, closure)
    wait_until(page, lambda: red_share(page) < 0.01)


def red_share(page: Page) -> float:
    """How much of the picture about eye height, straight ahead, is as red as a notice."""
    picture = Image.open(io.BytesIO(page.screenshot(clip={"x": 590, "y": 330, "width": 100, "height": 50})))
    red, green, blue = (np.asarray(band, dtype=int) for band in picture.convert("RGB").split())
    return float(((red > 120) & (green < 80) & (blue < 80)).mean())


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to hold within ten seconds")


def test_the_sheet_of_a_window_follows_its_queue(open_page: OpenPage, staff: Page) -> None:
    page = open_page(still=True)
    page.goto("/walk")
    wait_for_hall(page, "walk")
    page.locator("#walk-find").fill("A03")
    page.get_by_role("option").filter(has_text="A03").first.click()
    page.locator(".walk-card").get_by_role("button", name="查看详情").click()
    sheet = page.locator(".walk-sheet")
    expect(sheet.get_by_role("heading", level=1)).to_be_visible()
    for waiting in (4, 7):
        assert staff.request.put("/api/v1/queues", data={"A03": waiting}).ok
        expect(sheet).to_contain_text(f"{waiting} 人在等")
    staff.request.put("/api/v1/queues", data={})


def test_the_windows_boards_follow_the_queues(open_page: OpenPage, staff: Page) -> None:
    page = walking(open_page, "/walk")
    with page.expect_response("**/api/v1/windows") as read_again:
        assert staff.request.put("/api/v1/queues", data={"A05": 6}).ok
    told = {one["code"]: one["waiting"] for one in read_again.value.json()["windows"]}
    assert told["A05"] == 6
    staff.request.put("/api/v1/queues", data={})


def test_a_page_of_an_older_hall_offers_to_load_the_new_one(open_page: OpenPage) -> None:
    page = open_page(still=True)
    other = 'event: hall\ndata: {"version": "0000000000000000"}\n\n'
    page.route("**/api/v1/live", lambda route: route.fulfill(content_type="text/event-stream", body=other), times=1)
    page.goto("/walk?from=entrance:main&to=window:K01")
    wait_for_hall(page, "walk")
    page.locator(".walk-offer").get_by_role("button", name="重新载入").click()
    page.wait_for_url("**/walk?from=*to=window%3AK01*")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    assert read(page, "way")["goal"] == "window:K01"
    expect(page.locator(".walk-offer")).to_be_hidden()


def test_arrows_lie_where_one_boards_and_leaves_and_no_footprint_on_them(open_page: OpenPage) -> None:
    page = walking(open_page, "/walk?from=entrance:main&to=window:K01")
    laid: dict[str, Any] = read(page, "laid")
    assert len(laid["prints"]) > 50
    assert [arrow["label"] for arrow in laid["arrows"] if arrow["label"]]
    assert len(laid["arrows"]) % 2 == 0
    rides = stops(page)
    for arrow in laid["arrows"]:
        assert min(away(arrow, stop) for stop in rides) < 1.2
        assert min(away(arrow, one) for one in laid["prints"]) > 0.7
    for one in laid["prints"]:
        assert min(away(one, stop) for stop in rides) > 0.2


def stops(page: Page) -> list[dict[str, Any]]:
    """Where rides begin and end."""
    base = page.request.get("/api/v1/hall").json()["files_base"]
    connectors = page.request.get(f"{base}layout.json").json()["connectors"]
    return [
        {"floor": stop["floor"], "x": stop["at"][0], "y": stop["at"][1]} for one in connectors for stop in one["stops"]
    ]


def away(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Metres; endless on another floor."""
    return math.dist((one["x"], one["y"]), (other["x"], other["y"])) if one["floor"] == other["floor"] else math.inf
