"""What /api/v1/route leads to: the nearest open window of a unit or of an item, of a kind of places, the nearest way out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from wangcheng_site import Answer, wangcheng

from server.foundation.clock import SHANGHAI
from server.foundation.texts import Translated
from server.hall.published import HALLS, Closed
from server.windows.board import WINDOWS, Queues

MORNING = datetime(2026, 3, 2, 10, 0, tzinfo=SHANGHAI)
LUNCH = datetime(2026, 3, 2, 12, 30, tzinfo=SHANGHAI)
FROM = "F1,-27.5,35.6"


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with wangcheng().at(MORNING):
        yield


def ask(goal: str, start: str = FROM, **more: str) -> Answer:
    return wangcheng().get(f"/api/v1/route?from={start}&to={goal}" + "".join(f"&{k}={v}" for k, v in more.items()))


def reached(goal: str, start: str = FROM, **more: str) -> str:
    return str(ask(goal, start, **more).json["arrives"]["goal"])


def seconds(goal: str, start: str = FROM) -> float:
    return float(ask(goal, start).json["duration_s"])


def windows_of(unit: str) -> list[str]:
    return list(wangcheng().get(f"/api/v1/units/{unit}").json["windows"])


def tell(waiting: dict[str, int]) -> None:
    wangcheng().app[WINDOWS].queues = Queues(waiting=waiting, told_at=wangcheng().clock())


@pytest.fixture
def _no_queues_after() -> Iterator[None]:
    yield
    wangcheng().app[WINDOWS].queues = None


@pytest.mark.parametrize("unit", ["U01", "U04", "U17", "U39"])
def test_a_unit_means_its_nearest_window(unit: str) -> None:
    nearest = min(windows_of(unit), key=lambda code: seconds(f"window:{code}"))
    assert seconds(f"unit:{unit}") == seconds(f"window:{nearest}")


def test_an_item_means_the_nearest_window_where_it_is_served() -> None:
    kinds = {one["code"]: one["kind"] for one in wangcheng().get("/api/v1/windows").json["windows"]}
    aside = [code for code in windows_of("U01") if kinds[code] == "consultation"]
    assert aside
    code = reached("item:U01-001", f"window:{aside[0]}").removeprefix("window:")
    assert code in windows_of("U01")
    assert kinds[code] == "unit"
    assert reached("unit:U01", f"window:{aside[0]}") == f"window:{aside[0]}"


@pytest.mark.parametrize(
    "kind", ["women_toilet", "men_toilet", "accessible_toilet", "ticket_machine", "touch_terminal"]
)
def test_a_kind_means_its_nearest_place(kind: str) -> None:
    places = [one for one in wangcheng().get("/api/v1/hall").json["places"] if one["kind"] == kind]
    least = min(seconds(f"place:{one['id']}") for one in places)
    assert len(places) > 3
    assert seconds(f"kind:{kind}") == least


def test_any_toilet_is_the_nearest_of_all_kinds() -> None:
    kinds = ("women_toilet", "men_toilet", "accessible_toilet")
    assert seconds("kind:toilet") == min(seconds(f"kind:{kind}") for kind in kinds)


def test_leave_means_the_nearest_entrance() -> None:
    assert reached("leave", "F1,-17.5,3.0") == "entrance:self-service-door"
    assert reached("leave", "window:K01") == "entrance:main"


@pytest.mark.parametrize(("goal", "near"), [("unit:U170", "U17"), ("item:U17-0022", "U17-002"), ("kind:wc", "toilet")])
def test_what_is_not_there_is_told_with_what_is(goal: str, near: str) -> None:
    error = ask(goal).json["error"]
    assert (error["code"], error["where"]) == ("not_found", "to")
    assert near in error["reason"]


@pytest.mark.usefixtures("_no_queues_after")
def test_who_waits_counts_as_a_way() -> None:
    near = reached("unit:U01")
    tell({code: (0 if f"window:{code}" != near else 3) for code in windows_of("U01")})
    assert reached("unit:U01") != near
    tell(dict.fromkeys(windows_of("U01"), 3))
    assert reached("unit:U01") == near


@pytest.mark.usefixtures("_no_queues_after")
def test_a_queue_told_too_long_ago_counts_for_nothing() -> None:
    near = reached("unit:U01")
    tell({code: (30 if f"window:{code}" == near else 0) for code in windows_of("U01")})
    assert reached("unit:U01") != near
    with wangcheng().at(MORNING + timedelta(minutes=6)):
        assert reached("unit:U01") == near


def test_a_route_says_first_that_its_window_is_closed_and_when_it_opens() -> None:
    with wangcheng().at(LUNCH):
        found: dict[str, Any] = ask("window:A03").json
    assert found["steps"][0]["text"] == {
        "zh": "A03窗口现在休息，13:00开始办公",
        "en": "Window A03 is closed now, opens 13:00",
    }
    assert found["arrives"]["opens"] == "2026-03-02T13:00:00+08:00"
    assert "opens" not in ask("window:A03").json["arrives"]


@pytest.mark.usefixtures("_no_queues_after")
def test_a_window_says_whether_it_is_open_and_who_waits() -> None:
    tell({"A03": 2})
    now = wangcheng().get("/api/v1/windows/A03").json
    assert (now["state"], now["until"], now["waiting"]) == ("open", "2026-03-02T12:00:00+08:00", 2)
    page = wangcheng().get("/windows/A03").text
    assert "办公中，12:00止" in page
    assert "2 人在等" in page
    with wangcheng().at(LUNCH):
        assert wangcheng().get("/api/v1/windows/A03").json["state"] == "closed"
        assert "Closed now, opens 13:00" in wangcheng().get("/windows/A03?lang=en").text


def test_with_every_lift_closed_there_is_no_step_free_way_and_all_of_them_are_named() -> None:
    current = wangcheng().app[HALLS].current
    lifts = [one.id for one in current.hall.connectors if one.kind == "lift"]
    reason: Translated = {"zh": "检修", "en": "repair"}
    closed = [Closed(target=f"connector:{lift}", reason=reason, until=None) for lift in lifts]
    ways = current.building.result().while_so(closed, {})
    error = ways.route("entrance:main", "window:K01", "step_free")["error"]
    assert error["reason"]["connectors"] == lifts
    assert error["message"]["zh"] == "电梯1检修，电梯2检修，没有其他通路"
    assert "legs" in ways.route("entrance:main", "window:K01", "walk")
