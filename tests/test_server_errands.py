"""Several items in one visit: which stops they need, in which order, when; as JSON and as the page where one collects them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from wangcheng_site import read_page, wangcheng

from server.foundation.clock import SHANGHAI
from server.windows.board import WINDOWS, Queues

MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
# Of three units on two floors; the permit's result is decided at once by none of them.
THREE = ("U17-002", "U01-001", "U39-001")


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with wangcheng().at(MORNING):
        yield


def errands(*items: str, more: str = "&end=leave") -> dict[str, Any]:
    answer = wangcheng().get("/api/v1/errands?" + "&".join(f"item={item}" for item in items) + more)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def kinds(found: dict[str, Any]) -> list[str]:
    return [stop["kind"] for stop in found["stops"]]


def way(start: str, goal: str) -> float:
    return float(wangcheng().get(f"/api/v1/route?from={start}&to={goal}").json["duration_s"])


def test_three_items_of_three_units_are_one_round() -> None:
    found = errands(*THREE)
    assert found["exact"]
    assert kinds(found)[:2] == ["forms", "ticket"]
    assert sorted(stop["unit"] for stop in found["stops"] if stop["kind"] == "window") == ["U01", "U17", "U39"]
    done = [item["code"] for stop in found["stops"] if stop["kind"] == "window" for item in stop["items"]]
    assert sorted(done) == sorted(THREE)
    assert found["end"].startswith("entrance:")


def test_the_times_are_those_of_the_ways_between() -> None:
    found = errands(*THREE)
    here, now = found["start"], datetime.fromisoformat(found["begins"])
    assert now == MORNING
    for stop in found["stops"]:
        arrive, leave = (datetime.fromisoformat(stop[name]) for name in ("arrive", "leave"))
        assert (arrive - now).total_seconds() == pytest.approx(way(here, stop["goal"]), abs=1.1)
        assert (leave - arrive).total_seconds() == pytest.approx(stop["wait_s"] + stop["serve_s"], abs=1.1)
        here, now = stop["goal"], leave
    assert found["total_s"] == pytest.approx((now - MORNING).total_seconds() + way(here, "leave"), abs=1.1)


def test_the_route_passes_every_stop_and_names_it() -> None:
    found = errands(*THREE)
    route = found["route"]
    assert [stop["at_m"] for stop in found["stops"]] == sorted(stop["at_m"] for stop in found["stops"])
    assert found["stops"][-1]["at_m"] < route["length_m"]
    told = [step["text"]["zh"] for step in route["steps"] if step["text"]["zh"].startswith("第")]
    assert [words[:3] for words in told] == [f"第{number}站" for number in range(1, len(found["stops"]) + 1)]


def test_stops_that_are_done_are_left_out_and_counted_on() -> None:
    first = errands(*THREE)
    done = [stop["key"] for stop in first["stops"][:3]]
    assert done[:2] == ["forms", "ticket"]
    rest = errands(*THREE, more=f"&from={first['stops'][2]['goal']}" + "".join(f"&done={key}" for key in done))
    assert {stop["key"] for stop in rest["stops"]} == {stop["key"] for stop in first["stops"][3:]}
    told = [step["text"]["zh"] for step in rest["route"]["steps"] if step["text"]["zh"].startswith("第")]
    assert [words[:3] for words in told] == [f"第{number}站" for number in range(4, len(first["stops"]) + 1)]


def test_when_all_is_done_there_is_nothing_to_plan() -> None:
    answer = wangcheng().get("/api/v1/errands?unit=U17&done=window:U17&done=ticket")
    assert answer.status == 422
    assert answer.json["error"]["message"]["zh"] == "这次行程的事都办完了。"


def test_items_of_one_unit_share_a_stop() -> None:
    found = errands("U17-002", "U17-001")
    windows = [stop for stop in found["stops"] if stop["kind"] == "window"]
    assert [item["code"] for item in windows[0]["items"]] == ["U17-002", "U17-001"]
    assert len(windows) == 1
    assert kinds(found) == ["forms", "ticket", "window"]


def test_what_is_decided_at_once_is_collected_where_that_is_handed_out() -> None:
    found = errands("U04-011")
    assert kinds(found) == ["forms", "ticket", "window", "collection"]
    assert found["stops"][-1]["goal"] == "window:B05"


def test_what_to_bring_is_told_at_the_window() -> None:
    found = errands("U17-002")
    window = next(stop for stop in found["stops"] if stop["kind"] == "window")
    assert len(window["bring"]) == 10
    assert {one["item"] for one in window["bring"]} == {"U17-002"}


def test_who_comes_before_lunch_is_told_to_wait() -> None:
    found = errands(*THREE, more="&at=2026-03-02T11:45")
    late = [stop for stop in found["stops"] if stop["wait_s"] > 600]
    assert late
    assert late[0]["why"]["zh"].startswith("窗口休息，13:00开始办理")
    for stop in found["stops"]:
        if stop["kind"] == "window":
            served = datetime.fromisoformat(stop["leave"])
            assert served.hour < 12 or served.hour >= 13


def test_at_night_one_sets_out_when_windows_open() -> None:
    with wangcheng().at(datetime(2026, 3, 2, 22, 0, tzinfo=SHANGHAI)):
        assert errands("U17-002")["begins"] == "2026-03-03T09:00:00+08:00"


def test_a_long_queue_is_gone_round() -> None:
    usual = next(stop["goal"] for stop in errands("U01-001")["stops"] if stop["kind"] == "window")
    windows = wangcheng().get("/api/v1/units/U01").json["windows"]
    waiting = {code: (5 if f"window:{code}" == usual else 0) for code in windows}
    wangcheng().app[WINDOWS].queues = Queues(waiting=waiting, told_at=MORNING)
    try:
        found = errands("U01-001")
    finally:
        wangcheng().app[WINDOWS].queues = None
    assert next(stop["goal"] for stop in found["stops"] if stop["kind"] == "window") != usual


def test_ten_units_are_a_good_round_that_is_said_not_to_be_exact() -> None:
    units = [f"U{number:02}" for number in (1, 3, 5, 7, 9, 17, 23, 31, 39, 45)]
    answer = wangcheng().get("/api/v1/errands?" + "&".join(f"unit={unit}" for unit in units))
    assert answer.status == 200, answer.text
    assert answer.json["exact"] is False
    assert {stop["unit"] for stop in answer.json["stops"] if stop["kind"] == "window"} == set(units)


def visit(*items: str, lang: str = "zh", query: str = "") -> str:
    cookies = f"visit={'.'.join(items)}; lang={lang}"
    answer = wangcheng().get(f"/visit{query}", Cookie=cookies)
    assert answer.status == 200
    return answer.text


def test_one_collects_items_by_links_alone() -> None:
    assert "/visit?add=U17-002" in read_page(wangcheng().get("/items/U17-002").text).links
    added = wangcheng().get("/visit?add=U17-002", Cookie="visit=U01-001")
    assert (added.status, added.headers["location"]) == (303, "/visit")
    assert "visit=U01-001.U17-002;" in added.headers["set-cookie"]
    removed = wangcheng().get("/visit?remove=U01-001", Cookie="visit=U01-001.U17-002")
    assert "visit=U17-002;" in removed.headers["set-cookie"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_shows_the_round(lang: str) -> None:
    page = read_page(visit(*THREE, lang=lang))
    assert page.faults == []
    assert page.text.count("9:") >= 6
    assert f"/walk?items={'.'.join(THREE)}&profile=walk&end=leave" in page.links
    assert "None" not in page.text
    for stop in errands(*THREE)["stops"]:
        assert stop["goal"].startswith(("window:", "place:", "F"))
        if stop["kind"] == "window":
            assert f"/windows/{stop['goal'].removeprefix('window:')}" in page.links


@pytest.mark.parametrize("cookie", ["", "U99-999", "<script>", "." * 50, "U17-002" * 100])
def test_an_empty_or_a_wrong_visit_says_how_to_begin(cookie: str) -> None:
    assert "还没有要办的事" in read_page(visit(cookie)).text
