"""Steps in words: what a person would say, in Chinese and in English."""

from __future__ import annotations

from typing import Any

from navmesh_halls import box, connector, floor, make_hall

from navmesh import Route, build_navigation, find_route, parse_spot
from navmesh.steps import USUAL_STEPS
from scene.hall import Hall

SQUARE = box(0, 0, 40, 30)


def counter(name: str, floor_id: str, at: list[float], heading_deg: float) -> dict[str, Any]:
    window = {"code": name, "kind": "unit"}
    size = {"kind": "counter", "pitch": 1.5, "depth": 2.0}
    return {"id": f"c{name}", "floor": floor_id, "at": at, "heading_deg": heading_deg, "windows": [window], **size}


def told(hall: Hall, start: str, goal: str, profile: str = "wide") -> list[tuple[str, str]]:
    found = find_route(build_navigation(hall, (profile,)), parse_spot(hall, start), parse_spot(hall, goal), profile)
    assert isinstance(found, Route)
    assert [step.at_m for step in found.steps] == sorted(step.at_m for step in found.steps)
    return [(step.text.zh, step.text.en) for step in found.steps]


def test_straight_to_a_window_in_front() -> None:
    hall = make_hall([floor(1, SQUARE)], counters=[counter("A03", "F1", [20, 25], 270)])
    assert told(hall, "F1,20,4", "window:A03") == [
        ("沿脚印前行20米", "Follow the footprints for 20 m"),
        ("A03窗口就在正前方", "Window A03 is ahead of you"),
    ]


def test_a_turn_at_the_service_desk_and_a_window_on_the_right() -> None:
    desk = {
        "id": "desk",
        "floor": "F1",
        "at": [8, 22],
        "kind": "service_desk",
        "name": {"zh": "服务台", "en": "the service desk"},
    }
    hall = make_hall(
        [floor(1, SQUARE)],
        obstacles=[box(12, 0, 40, 20), box(0, 23, 40, 30)],
        counters=[counter("B01", "F1", [30, 20.4], 90)],
        places=[desk],
    )
    assert told(hall, "F1,11,2", "window:B01") == [
        ("沿脚印前行20米，在服务台旁右转", "Follow the footprints for 20 m, then turn right at the service desk"),
        ("前行20米", "Walk 20 m"),
        ("B01窗口就在右手边", "Window B01 is on your right"),
    ]


def test_a_way_of_many_turns_tells_every_one() -> None:
    """More than there is room for at first."""
    baffles = [box(x, 0, x + 1, 20) if x % 20 else box(x, 10, x + 1, 30) for x in range(10, 300, 10)]
    steps = told(make_hall([floor(1, box(0, 0, 310, 30))], obstacles=baffles), "F1,2,4", "F1,308,4")
    assert len([zh for zh, _ in steps if "转" in zh]) == len(baffles) > USUAL_STEPS
    assert steps[-1] == ("到达目的地", "You have arrived at your destination")


def test_a_ride_names_the_connector_the_floor_and_the_side() -> None:
    up = connector("自动扶梯E1", "escalator", "up", ("F1", 10, 10), ("F2", 16, 10))
    hall = make_hall([floor(1, SQUARE, label="1F"), floor(2, SQUARE, label="2F")], connectors=[up])
    assert told(hall, "F1,2,10", "F2,16,25") == [
        ("沿脚印前行8米，到自动扶梯E1", "Follow the footprints for 8 m to 自动扶梯E1"),
        ("乘自动扶梯E1上到2F，下扶梯后左转", "Take 自动扶梯E1 up to 2F, then turn left as you step off"),
        ("沿脚印前行15米", "Follow the footprints for 15 m"),
        ("到达目的地", "You have arrived at your destination"),
    ]


def test_one_who_comes_in_by_a_door_is_told_the_first_turn() -> None:
    door = {
        "id": "main",
        "floor": "F1",
        "at": [20, 1],
        "heading_deg": 90,
        "name": {"zh": "正门", "en": "Main entrance"},
    }
    hall = make_hall([floor(1, SQUARE)], entrances=[door])
    assert told(hall, "entrance:main", "F1,35,1")[0] == (
        "右转，沿脚印前行15米",
        "Turn right and follow the footprints for 15 m",
    )


def test_pillars_beside_the_way_cause_no_chatter() -> None:
    pillars = [box(x, 9.6 + 0.3 * (x % 2), x + 0.5, 10.1 + 0.3 * (x % 2)) for x in range(4, 36, 4)]
    hall = make_hall([floor(1, SQUARE)], obstacles=pillars)
    assert len(told(hall, "F1,1,10", "F1,39,10")) == 2


def test_who_is_there_already_is_not_sent_anywhere() -> None:
    hall = make_hall([floor(1, SQUARE)], counters=[counter("A03", "F1", [20, 25], 270)])
    assert told(hall, "window:A03", "window:A03") == [("到达A03窗口", "You have arrived at window A03")]
