"""Of several spots that would do, the nearest is led to; on the Wangcheng hall it is the nearest of all, one by one."""

from __future__ import annotations

import numpy as np
import pytest
from navmesh_halls import box, connector, floor, make_hall
from test_navmesh_exact import WANGCHENG, random_points

from navmesh import NoRoute, Route, Spot, SpotError, build_navigation, find_nearest, find_route, parse_goals
from scene.hall_file import read_hall

KINDS = ("accessible_toilet", "ticket_machine", "touch_terminal")


@pytest.mark.parametrize("profile", ["walk", "step_free"])
def test_no_place_of_the_kind_is_nearer_than_the_one_that_is_led_to(profile: str) -> None:
    hall = read_hall(WANGCHENG)
    navigation = build_navigation(hall, (profile,))
    starts = random_points(hall, navigation.routers[profile].walker.radius, 20, np.random.default_rng(11))
    for floor_index, x, y in starts.tolist():
        start = Spot(floor=int(floor_index), x=x, y=y)
        for kind in KINDS:
            spots = parse_goals(hall, f"kind:{kind}")
            found = find_nearest(navigation, start, spots, profile)
            assert isinstance(found, Route)
            routes = [find_route(navigation, start, spot, profile) for spot in spots]
            assert found.duration_s == min(one.duration_s for one in routes if isinstance(one, Route))
            assert found.arrives.goal in {spot.id for spot in spots}


def test_leave_is_the_nearest_entrance() -> None:
    hall = read_hall(WANGCHENG)
    navigation = build_navigation(hall, ("walk",))
    ends = {}
    for name, spot in {"self service": (-17.5, 3.0), "lobby": (0.0, 6.0)}.items():
        found = find_nearest(navigation, Spot(floor=0, x=spot[0], y=spot[1]), parse_goals(hall, "leave"))
        assert isinstance(found, Route)
        ends[name] = found.arrives.goal
    assert ends == {"self service": "entrance:self-service-door", "lobby": "entrance:main"}


def room_with_spots() -> tuple[Spot, ...]:
    return tuple(Spot(floor=0, x=x, y=5.0, id=f"place:{x}") for x in (2.0, 8.0, 18.0))


def test_of_equals_the_first_is_led_to() -> None:
    navigation = build_navigation(make_hall([floor(1, box(0, 0, 20, 10))]))
    found = find_nearest(navigation, Spot(floor=0, x=5.0, y=5.0), room_with_spots(), "wide")
    assert isinstance(found, Route)
    assert found.arrives.goal == "place:2.0"


def test_a_wait_counts_as_much_as_a_way() -> None:
    navigation = build_navigation(make_hall([floor(1, box(0, 0, 20, 10))]))
    found = find_nearest(navigation, Spot(floor=0, x=5.0, y=5.0), room_with_spots(), "wide", (60.0, 60.0, 0.0))
    assert isinstance(found, Route)
    assert found.arrives.goal == "place:18.0"


def test_what_cannot_be_reached_is_passed_over_and_when_nothing_can_there_is_a_reason() -> None:
    hall = make_hall(
        [floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))],
        connectors=[connector("stairs", "stairs", "both", ("F1", 5, 1), ("F2", 8, 1), closed=True)],
    )
    navigation = build_navigation(hall)
    start, above, here = (Spot(floor=at, x=3.0, y=5.0, id=f"place:{at}") for at in (0, 1, 0))
    found = find_nearest(navigation, start, (above, here), "wide")
    assert isinstance(found, Route)
    assert found.arrives.floor == 0
    barred = find_nearest(navigation, start, (above, above), "wide")
    assert isinstance(barred, NoRoute)
    assert (barred.code, barred.connectors) == ("closed", ("stairs",))


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(SpotError, match=r"kind:sauna: .* there are service_desk, ticket_machine"):
        parse_goals(read_hall(WANGCHENG), "kind:sauna")
