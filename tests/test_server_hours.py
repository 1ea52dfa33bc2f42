"""Hours and doors on the server: which way things run now, what is shut at a moment asked for, and who is told of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from closures_world import HALL, closing_app, supervising
from corpus import good_document, to_source
from desk_world import HandClock, browsing
from wangcheng_site import wangcheng

from navmesh import Route, build_navigation, find_route, parse_spot
from scene.hall_file import parse_hall
from server.closures.board import CLOSURES
from server.hall.ends import first_end

OFFICE = {"days": "mon-fri", "from": "08:30", "to": "17:30"}
DOOR = "door:d1"
# The hand clock stands at Monday, 2 March 2026, 9:30.
NIGHT = "&at=2026-03-02T22:00"


def written(folder: Path, document: dict[str, Any], name: str = "hall.json") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(to_source(document))
    return folder / name


def turning_hall() -> dict[str, Any]:
    """Its escalator runs up in the morning and down in the afternoon."""
    document = good_document(HALL)
    up = next(one for one in document["connectors"] if one["id"] == "up")
    up["hours"] = [
        {"days": "mon-fri", "from": "08:30", "to": "12:00", "direction": "up"},
        {"days": "mon-fri", "from": "12:00", "to": "17:30", "direction": "down"},
    ]
    return document


def hall_of_rooms(**hours: Any) -> dict[str, Any]:
    """Its first door leads to window B1, the only way there is; the id is the other small hall's, which the tests serve."""
    document = good_document("rooms_and_doors")
    document["id"] = HALL
    door = document["walls"][0]["doors"][0]
    door["name"] = {"zh": "东门", "en": "the east door"}
    document["walls"][0]["doors"][0] = door | ({"hours": [OFFICE]} if hours.get("door") else {})
    if hours.get("entrance"):
        document["entrances"][0]["hours"] = [OFFICE]
    return document


def seconds_by_hand(document: dict[str, Any], to: str, profile: str = "walk") -> float:
    """What a way takes in a hall file that was edited by hand."""
    hall = parse_hall(to_source(document))
    found = find_route(build_navigation(hall), parse_spot(hall, "entrance:main"), parse_spot(hall, to), profile)
    assert isinstance(found, Route)
    return found.duration_s


async def test_an_escalator_turns_by_the_clock_and_every_route_with_it(tmp_path: Path) -> None:
    clock, document = HandClock(), turning_hall()
    path = written(tmp_path / "files", document)
    async with supervising(closing_app(tmp_path, clock, path), tmp_path) as supervisor:
        assert await supervisor.ridden() == ["up"]
        await supervisor.move_clock(clock, hours=2, minutes=30)
        found = await supervisor.way()
        by_hand = good_document(HALL)
        next(one for one in by_hand["connectors"] if one["id"] == "up")["direction"] = "down"
        assert found["duration_s"] == seconds_by_hand(by_hand, "window:C01")
        assert await supervisor.ridden() == ["lift1"]
        await supervisor.move_clock(clock, hours=20, minutes=30)
        assert await supervisor.ridden() == ["up"]


@pytest.mark.parametrize(
    ("at", "ridden"),
    [
        ("2026-03-02T08:29", ["lift1"]),
        ("2026-03-02T08:30", ["up"]),
        ("2026-03-02T11:59:59", ["up"]),
        ("2026-03-02T12:00", ["lift1"]),
        ("2026-03-02T03:00Z", ["up"]),
        ("2026-03-02T00:00", ["lift1"]),
        ("2026-03-07T10:00", ["lift1"]),
        # A Thursday of the National Day holiday, and the Saturday on which offices work instead.
        ("2026-10-01T10:00", ["lift1"]),
        ("2026-10-10T10:00", ["up"]),
    ],
)
async def test_at_a_moment_asked_for_things_run_as_they_will_then(tmp_path: Path, at: str, ridden: list[str]) -> None:
    path = written(tmp_path / "files", turning_hall())
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        assert await supervisor.ridden(more=f"&at={at}") == ridden


async def test_a_closed_door_is_a_wall_until_it_is_opened(tmp_path: Path) -> None:
    path = written(tmp_path / "files", hall_of_rooms())
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        assert (await supervisor.way(to="window:B1"))["steps"]
        made = await (await supervisor.close(DOOR, to="2026-03-02T15:00")).json()
        assert made["name"] == {"zh": "东门", "en": "the east door"}
        error = (await supervisor.way(to="window:B1"))["error"]
        assert error["message"] == {
            "zh": "东门检修至15:00，没有其他通路",
            "en": "The east door is closed for repair until 15:00; there is no other way",
        }
        assert error["reason"] == {"code": "closed", "profile": "walk", "connectors": [], "closed": [DOOR]}
        await supervisor.end(made["id"])
        assert (await supervisor.way(to="window:B1"))["steps"]


async def test_a_way_round_a_closed_door_is_that_of_a_hall_without_it_and_says_so(tmp_path: Path) -> None:
    document = hall_of_rooms()
    # The wall between the two rooms behind the doors has a door too.
    document["walls"][2]["doors"] = [{"at": 6, "width": 1.2}]
    path = written(tmp_path / "files", document)
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        usual = await supervisor.way(to="window:B1")
        await supervisor.close(DOOR)
        found = await supervisor.way(to="window:B1")
        by_hand = json.loads(json.dumps(document))
        del by_hand["walls"][0]["doors"][0]
        assert found["duration_s"] == seconds_by_hand(by_hand, "window:B1") > usual["duration_s"]
        more = round(found["length_m"] - usual["length_m"])
        assert found["steps"][0]["text"]["zh"] == f"东门检修，改走其他路线，多走{more}米"
        # Who does not come through it is told nothing.
        assert "检修" not in (await supervisor.way(to="place:wc"))["steps"][0]["text"]["zh"]


async def test_a_closed_entrance_is_no_way_in_nor_out(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        await supervisor.close("entrance:main")
        error = (await supervisor.way())["error"]
        assert error["message"]["zh"].endswith("检修")
        assert error["reason"]["closed"] == ["entrance:main"]
        out = await supervisor.browser.client.get("/api/v1/route?from=window:C01&to=entrance:main")
        assert out.status == 422


async def test_hours_are_told_by_default_and_count_when_a_moment_is_asked_for(tmp_path: Path) -> None:
    clock = HandClock()
    path = written(tmp_path / "files", hall_of_rooms(door=True, entrance=True))
    async with supervising(closing_app(tmp_path, clock, path), tmp_path) as supervisor:
        by_day = await supervisor.way(to="window:B1")
        assert (await supervisor.way(to="window:B1", more=NIGHT))["error"]["message"] == {
            "zh": "正门未开放，3月3日8:30开放",
            "en": "Main entrance is shut, and opens at 8:30 on 3 March",
        }
        clock.move(hours=12, minutes=30)
        by_night = await supervisor.way(to="window:B1")
        assert by_night["duration_s"] == by_day["duration_s"]
        assert [step["text"]["zh"] for step in by_night["steps"][:2]] == [
            "正门未开放，3月3日8:30开放",
            "东门未开放，3月3日8:30开放",
        ]
        assert by_night["steps"][2:] == by_day["steps"]


async def test_a_door_outside_its_hours_is_a_wall_when_a_moment_is_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path / "files", hall_of_rooms(door=True))
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        error = (await supervisor.way(to="window:B1", more=NIGHT))["error"]
        assert error["message"]["en"] == "The east door is shut, and opens at 8:30 on 3 March; there is no other way"
        assert "error" not in await supervisor.way(to="window:B1", more="&at=2026-03-03T08:30")


async def test_who_arrives_when_it_has_shut_is_told_before_setting_out(tmp_path: Path) -> None:
    clock = HandClock()
    path = written(tmp_path / "files", hall_of_rooms(door=True))
    async with supervising(closing_app(tmp_path, clock, path), tmp_path) as supervisor:
        clock.move(hours=7, minutes=59, seconds=58)
        assert "东门" in (await supervisor.way(to="window:B1"))["steps"][0]["text"]["zh"]


async def test_closures_that_are_planned_count_at_their_moment(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        await supervisor.close(**{"from": "2026-03-04T10:00", "to": "2026-03-04T11:00"})
        assert await supervisor.ridden() == ["up"]
        assert await supervisor.ridden(more="&at=2026-03-04T10:30") == ["lift1"]


@pytest.mark.parametrize("words", ["tomorrow", "2026-03-04", "9999-12-31T23:59", "0001-01-01T00:00", ""])
async def test_what_is_no_moment_is_refused(tmp_path: Path, words: str) -> None:
    path = written(tmp_path / "files", hall_of_rooms(door=True))
    async with browsing(closing_app(tmp_path, HandClock(), path)) as browser:
        answer = await browser.client.get(f"/api/v1/route?from=entrance:main&to=window:B1&at={words}")
        assert (answer.status, (await answer.json())["error"]["where"]) == (400, "at")


async def test_the_desk_offers_doors_and_entrances(tmp_path: Path) -> None:
    path = written(tmp_path / "files", hall_of_rooms())
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        page = await supervisor.browser.open("/desk/closures")
        assert '<option value="door:d1"' in page
        assert '<option value="entrance:main"' in page


def test_a_way_begins_at_an_entrance_that_is_open_when_nobody_says_where() -> None:
    document = hall_of_rooms()
    document["entrances"].append({"id": "side", "floor": "F1", "at": [6, 0], "heading_deg": 90})
    hall = parse_hall(to_source(document))
    assert first_end(hall, ()).words == "entrance:main"
    assert first_end(hall, {"entrance:main"}).words == "entrance:side"
    assert first_end(hall, {"entrance:main", "entrance:side"}).words == "entrance:main"


async def test_all_lifts_that_would_have_opened_a_way_are_named(tmp_path: Path) -> None:
    document = good_document(HALL)
    lift = next(one for one in document["connectors"] if one["id"] == "lift1")
    other = json.loads(json.dumps(lift)) | {"id": "lift2", "wait_s": 500, "name": {"zh": "2号电梯", "en": "Lift 2"}}
    document["connectors"].append(other)
    path = written(tmp_path / "files", document)
    async with supervising(closing_app(tmp_path, HandClock(), path), tmp_path) as supervisor:
        for target in ("connector:lift1", "connector:lift2"):
            await supervisor.close(target)
        error = (await supervisor.way("step_free"))["error"]
        assert error["reason"]["connectors"] == ["lift1", "lift2"]
        assert error["message"]["zh"] == "1号电梯检修，2号电梯检修，没有其他通路"
        assert len(supervisor.app[CLOSURES].in_force) == 2


def test_on_a_public_holiday_windows_and_doors_are_closed_and_tell_when_they_open() -> None:
    holiday = "at=2026-10-01T10:00"
    found = wangcheng().get(f"/api/v1/route?from=place:service_desk&to=window:A03&{holiday}").json
    assert found["arrives"]["opens"] == "2026-10-08T09:00:00+08:00"
    assert "10月8日" in found["steps"][0]["text"]["zh"]
    shut = wangcheng().get(f"/api/v1/route?from=entrance:main&to=window:A03&{holiday}")
    assert shut.status == 422
    assert "10月8日" in shut.json["error"]["message"]["zh"]
    worked = wangcheng().get("/api/v1/route?from=entrance:main&to=window:A03&at=2026-10-10T10:00").json
    assert "opens" not in worked["arrives"]
