"""What the checks let pass, and where they draw the line. What they refuse is in tests/halls/bad, message by message."""

from __future__ import annotations

from typing import Any

import pytest
from corpus import good_document, to_source

from scene.checks import check_hall
from scene.hall import Hall
from scene.hall_file import parse_hall

Document = dict[str, Any]


def room(**lists: Any) -> Document:
    """One floor of 20 x 12 m with what is given."""
    return good_document("least") | {"floors": [floor("F1", 0)]} | lists


def floor(name: str, ordinal: int, **fields: Any) -> Document:
    outline = [[0, 0], [20, 0], [20, 12], [0, 12]]
    return {"id": name, "ordinal": ordinal, "elevation": ordinal * 4.5, "height": 4, "outline": outline} | fields


def counter(**fields: Any) -> Document:
    windows = [{"code": "A01", "kind": "unit"}, {"code": "A02", "kind": "unit"}]
    plain = {"id": "c1", "floor": "F1", "at": [10, 6], "heading_deg": 0, "kind": "counter", "pitch": 2, "depth": 2}
    return plain | {"windows": windows} | fields


def places(document: Document) -> list[str]:
    """Where the checks find fault with a well-formed file."""
    return [problem.place for problem in check_hall(Hall.model_validate_json(to_source(document)))]


def test_a_room_is_in_order() -> None:
    assert places(room()) == []


# --- the floor


@pytest.mark.parametrize("turn", [1, -1])
@pytest.mark.parametrize("closed", [False, True])
def test_rings_may_turn_either_way_and_be_closed(turn: int, *, closed: bool) -> None:
    outline = [[0, 0], [20, 0], [20, 12], [0, 12]][::turn]
    if closed:
        outline.append(outline[0])
    assert places(room(floors=[floor("F1", 0, outline=outline)])) == []


def test_floors_may_come_in_any_order() -> None:
    assert places(room(floors=[floor("F3", 2), floor("B1", -1), floor("F1", 0)])) == []


def test_a_void_may_touch_the_outline_and_other_voids() -> None:
    voids = [[[0, 0], [5, 0], [5, 5], [0, 5]], [[5, 0], [8, 0], [8, 5], [5, 5]]]
    assert places(room(floors=[floor("F1", 0, voids=voids)])) == []


def test_a_broken_outline_hides_no_other_fault_and_makes_none() -> None:
    cross = [[0, 0], [20, 12], [20, 0], [0, 12]]
    document = room(floors=[floor("F1", 0, outline=cross), floor("F2", 1)], counters=[counter(at=[99, 99])])
    document["places"] = [{"id": "p", "floor": "F2", "at": [99, 99], "kind": "toilet"}]
    assert places(document) == ["floors[0].outline", "places[0].at"]


# --- things on it


def test_things_may_overlap() -> None:
    block = {"id": "o1", "floor": "F1", "polygon": [[9, 5], [11, 5], [11, 7], [9, 7]]}
    bench = {"id": "b1", "floor": "F1", "kind": "bench", "at": [10, 6], "heading_deg": 0}
    assert places(room(obstacles=[block, block | {"id": "o2"}], furniture=[bench], counters=[counter()])) == []


def test_a_column_may_stand_in_the_facade_and_a_wall_run_along_it() -> None:
    column = {"id": "o1", "floor": "F1", "polygon": [[19.5, 5], [20.5, 5], [20.5, 6], [19.5, 6]]}
    wall = {"id": "w1", "floor": "F1", "line": [[0, 0], [20, 0], [20, 12]], "thickness": 0.3, "height": 4}
    assert places(room(obstacles=[column], walls=[wall])) == []


@pytest.mark.parametrize(("x", "found"), [(2.0, []), (1.9999995, []), (1.9999, ["counters[0]"])])
def test_a_counter_may_stand_against_the_outline_but_not_in_it(x: float, found: list[str]) -> None:
    assert places(room(counters=[counter(at=[x, 6])])) == found


@pytest.mark.parametrize(("heading", "found"), [(0, ["counters[0]"]), (90, []), (180, []), (270, [])])
def test_a_counter_reaches_behind_its_front(heading: float, found: list[str]) -> None:
    assert places(room(counters=[counter(at=[1.0, 6], heading_deg=heading, pitch=0.6, depth=1.5)])) == found


def test_doors_may_touch_each_other_and_both_ends() -> None:
    doors = [{"at": 5, "width": 2}, {"at": 1, "width": 2}, {"at": 3, "width": 2}]
    wall = {"id": "w1", "floor": "F1", "line": [[1, 6], [7, 6]], "thickness": 0.2, "height": 3, "doors": doors}
    assert places(room(walls=[wall])) == []


def test_a_door_is_measured_along_a_bent_wall() -> None:
    wall = {"id": "w1", "floor": "F1", "line": [[1, 6], [4, 6], [4, 10]], "thickness": 0.2, "height": 3}
    assert places(room(walls=[wall | {"doors": [{"at": 6, "width": 2}]}])) == []
    assert places(room(walls=[wall | {"doors": [{"at": 6.1, "width": 2}]}])) == ["walls[0].doors[0]"]


# --- names


def test_a_counter_and_its_window_may_share_a_name() -> None:
    assert places(room(counters=[counter(id="A01")])) == []


def test_the_first_of_a_name_keeps_it() -> None:
    things = [{"id": "x", "floor": "F1", "at": [1, 1], "kind": "toilet"} for _ in range(3)]
    assert places(room(places=things)) == ["places[1].id", "places[2].id"]


@pytest.mark.parametrize("name", ["A\u200b1", "A\n", " A", "A\u0000"])
def test_names_nobody_could_type_are_refused(name: str) -> None:
    document = room(counters=[counter(windows=[{"code": name, "kind": "unit"}])])
    assert places(document) == ["counters[0].windows[0].code"]


# --- connectors


def test_a_lift_passes_floors_without_stopping() -> None:
    stops = [{"floor": name, "at": [3, 3]} for name in ("B1", "F2")]
    lift = {"id": "l", "kind": "lift", "direction": "both", "stops": stops}
    assert places(room(floors=[floor("F2", 1), floor("F1", 0), floor("B1", -1)], connectors=[lift])) == []


def test_an_escalator_may_end_at_the_rim_of_its_void() -> None:
    void = [[5, 5], [15, 5], [15, 7], [5, 7]]
    stops = [{"floor": "F1", "at": [4, 6]}, {"floor": "F2", "at": [15, 6]}]
    stairs = {"id": "e", "kind": "escalator", "direction": "up", "stops": stops}
    assert places(room(floors=[floor("F1", 0), floor("F2", 1, voids=[void])], connectors=[stairs])) == []


def test_parse_runs_the_checks() -> None:
    assert parse_hall(to_source(room(counters=[counter()]))).counters[0].windows[1].code == "A02"
