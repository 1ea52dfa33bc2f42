"""Closures: which ways are left, and what a route says of the connector it cannot take."""

from __future__ import annotations

import pytest
from navmesh_halls import connector, floor, make_hall
from test_navmesh_routes import SQUARE

from navmesh import (
    Closure,
    Navigation,
    NoRoute,
    Route,
    Words,
    build_navigation,
    close_links,
    detour_step,
    explain_closures,
    find_route,
    parse_spot,
)
from scene.hall import Hall

REPAIR = Words(zh="检修", en="repair")
THREE = Words(zh="15:00", en="15:00")
LIFT = connector("lift", "lift", "both", ("F1", 3, 5), ("F2", 3, 5), seconds=1, wait_s=0)
FAR_LIFT = connector("lift B", "lift", "both", ("F1", 18, 5), ("F2", 18, 5), seconds=1, wait_s=0)
SLOW_LIFT = connector("lift C", "lift", "both", ("F1", 3, 6), ("F2", 3, 6), seconds=200, wait_s=0)
STAIRS = connector("stairs", "stairs", "both", ("F1", 9, 5), ("F2", 9, 5), seconds=20)
UPPER_LIFT = connector("upper", "lift", "both", ("F2", 4, 5), ("F3", 4, 5), seconds=1, wait_s=0)


def hall_with(*connectors: dict[str, object]) -> Hall:
    """Three floors, one above the other."""
    return make_hall([floor(number, SQUARE) for number in (1, 2, 3)], connectors=list(connectors))


def find(hall: Hall, navigation: Navigation, to: str) -> Route | NoRoute:
    return find_route(navigation, parse_spot(hall, "F1,1,5"), parse_spot(hall, to))


def said(hall: Hall, *closures: Closure, to: str = "F2,1,5") -> Words | None:
    """What a route says first of closures."""
    usual = build_navigation(hall)
    before, after = find(hall, usual, to), find(hall, close_links(usual, closures), to)
    assert isinstance(before, Route)
    assert isinstance(after, Route)
    step = detour_step(usual.surroundings, closures, before, after)
    return step.text if step else None


@pytest.mark.parametrize(
    ("other", "zh", "en"),
    [
        (
            STAIRS,
            "lift检修至15:00，改走楼梯，多走12米",
            "Lift is closed for repair until 15:00; take the stairs instead, 12 m more",
        ),
        (
            FAR_LIFT,
            "lift检修至15:00，改走lift B，多走30米",
            "Lift is closed for repair until 15:00; take lift B instead, 30 m more",
        ),
        (
            SLOW_LIFT,
            "lift检修至15:00，改走lift C，多用3分钟",
            "Lift is closed for repair until 15:00; take lift C instead, 3 min more",
        ),
    ],
    ids=["of another kind", "of the same kind", "not farther, but slower"],
)
def test_a_detour_says_what_is_closed_what_is_taken_instead_and_what_that_costs(
    other: dict[str, object], zh: str, en: str
) -> None:
    assert said(hall_with(LIFT, other), Closure(target="connector:lift", reason=REPAIR, until=THREE)) == Words(
        zh=zh, en=en
    )


def test_a_long_reason_and_an_open_end_are_told_too() -> None:
    leak = Words(zh="地面漏水，正在处理", en="water on the floor")
    assert said(hall_with(LIFT, STAIRS), Closure(target="connector:lift", reason=leak)) == Words(
        zh="lift关闭（地面漏水，正在处理），改走楼梯，多走12米",
        en="Lift is closed (water on the floor); take the stairs instead, 12 m more",
    )


def test_a_connector_ridden_farther_than_usual_is_what_is_taken_instead() -> None:
    through = STAIRS | {"stops": [{"floor": name, "at": [9, 5]} for name in ("F1", "F2", "F3")]}
    words = said(hall_with(LIFT, UPPER_LIFT, through), Closure(target="connector:upper", reason=REPAIR), to="F3,9,6")
    assert words is not None
    assert words.zh.startswith("upper检修，改走楼梯")


def test_all_that_is_closed_on_the_usual_way_is_named_and_nothing_else() -> None:
    closures = [Closure(target=f"connector:{link}", reason=REPAIR) for link in ("lift", "upper", "stairs B")]
    through = STAIRS | {"stops": [{"floor": name, "at": [9, 5]} for name in ("F1", "F2", "F3")]}
    words = said(hall_with(LIFT, UPPER_LIFT, through, STAIRS | {"id": "stairs B"}), *closures, to="F3,1,5")
    assert words is not None
    assert words.zh.startswith("lift检修，upper检修，改走楼梯")
    assert "stairs B" not in words.zh


def test_a_way_that_does_not_ride_what_is_closed_says_nothing_of_it() -> None:
    assert said(hall_with(LIFT, FAR_LIFT), Closure(target="connector:lift B", reason=REPAIR)) is None
    assert said(hall_with(LIFT), Closure(target="connector:lift", reason=REPAIR), to="F1,9,9") is None
    assert said(hall_with(LIFT), Closure(target="connector:somewhere else", reason=REPAIR)) is None


def test_opening_again_leaves_closed_what_the_hall_file_closes() -> None:
    hall = hall_with(LIFT | {"closed": True})
    navigation = close_links(build_navigation(hall), ())
    assert isinstance(find(hall, navigation, "F2,1,5"), NoRoute)


def test_where_closures_leave_no_way_the_reason_is_told_with_its_time() -> None:
    hall = hall_with(LIFT)
    usual, closures = build_navigation(hall), [Closure(target="connector:lift", reason=REPAIR, until=THREE)]
    found = find(hall, close_links(usual, closures), "F2,1,5")
    assert isinstance(found, NoRoute)
    told = explain_closures(usual.surroundings, closures, found, find(hall, usual, "F2,1,5"))
    assert (told.code, told.connectors) == ("closed", ("lift",))
    assert told.message == Words(
        zh="lift检修至15:00，没有其他通路", en="Lift is closed for repair until 15:00; there is no other way"
    )


def test_what_the_file_closes_is_told_beside_what_is_closed_for_a_while() -> None:
    hall = hall_with(LIFT, UPPER_LIFT | {"closed": True})
    usual, closures = build_navigation(hall), [Closure(target="connector:lift", reason=REPAIR)]
    found = find(hall, close_links(usual, closures), "F3,1,5")
    assert isinstance(found, NoRoute)
    assert (
        explain_closures(usual.surroundings, closures, found, found).message.zh == "lift检修，upper已关闭，没有其他通路"
    )
    alone = find(hall, usual, "F3,1,5")
    assert isinstance(alone, NoRoute)
    assert explain_closures(usual.surroundings, closures, alone, alone) == alone
