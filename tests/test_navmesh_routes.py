"""Routes on small halls: rides and what they cost, closures, reasons, snapping, pockets, ties."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from navmesh_halls import box, connector, floor, make_hall, random_hall
from navmesh_oracle import walkable
from shapely.geometry import LineString

from navmesh import (
    Navigation,
    NoRoute,
    ProfileError,
    Route,
    Spot,
    SpotError,
    build_navigation,
    find_route,
    lengths,
    parse_spot,
    route_to_json,
    tour_route,
    with_links,
)
from scene.hall import Hall
from scene.hall_file import read_hall

WANGCHENG = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"
SQUARE = box(0, 0, 20, 10)


def two_floors(*connectors: dict[str, object], **lists: object) -> Hall:
    return make_hall([floor(1, SQUARE), floor(2, SQUARE)], connectors=list(connectors), **lists)


def route(hall: Hall, start: str, goal: str, profile: str = "walk") -> Route:
    found = find_route(build_navigation(hall), parse_spot(hall, start), parse_spot(hall, goal), profile)
    assert isinstance(found, Route)
    return found


def no_route(hall: Hall, start: str, goal: str, profile: str = "walk") -> NoRoute:
    found = find_route(build_navigation(hall), parse_spot(hall, start), parse_spot(hall, goal), profile)
    assert isinstance(found, NoRoute)
    return found


def ridden(hall: Hall, found: Route) -> list[str]:
    return [hall.connectors[leg.connector].id for leg in found.legs if leg.connector is not None]


def test_straight_on_is_the_distance() -> None:
    found = route(make_hall([floor(1, SQUARE)]), "F1,1,1", "F1,4,5")
    assert found.length_m == pytest.approx(5, abs=1e-9)
    assert found.duration_s == pytest.approx(5 / 1.2, abs=1e-9)
    assert found.legs[0].points == ((1, 1, 0), (4, 5, 0))


def test_a_box_is_passed_at_the_cut_corners_of_its_octagon() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(8, 3, 12, 7)])
    found = route(hall, "F1,6,5", "F1,14,5", "thin")
    assert found.length_m == pytest.approx(2 * math.hypot(2, 2) + 4, abs=1e-9)
    # With a radius, each corner is cut 1.1 radii from the box's corner, square to its bisector.
    aside = 0.3 * math.tan(math.pi / 4) - 2 * (0.3 * math.sqrt(2) - 1.1 * 0.3) / math.sqrt(2)
    octagon = [
        (6, 5),
        (8 - 0.3, 7 + aside),
        (8 - aside, 7 + 0.3),
        (12 + aside, 7 + 0.3),
        (12 + 0.3, 7 + aside),
        (14, 5),
    ]
    assert route(hall, "F1,6,5", "F1,14,5").length_m == pytest.approx(LineString(octagon).length, abs=0.02)


@pytest.mark.parametrize(
    ("given", "seconds", "metres"),
    [
        (connector("l", "lift", "both", ("F1", 5, 5), ("F2", 5, 5)), 30 + 8 + 4, 4),
        (connector("l", "lift", "both", ("F1", 5, 5), ("F2", 5, 5), wait_s=10), 10 + 8 + 4, 4),
        (connector("l", "lift", "both", ("F1", 5, 5), ("F2", 5, 5), seconds=6), 30 + 6, 4),
        (connector("e", "escalator", "up", ("F1", 5, 5), ("F2", 8, 5)), 5 / 0.5, 5),
        (connector("s", "stairs", "both", ("F1", 5, 5), ("F2", 8, 5)), 5 / 0.5, 5),
        (connector("r", "ramp", "up", ("F1", 5, 5), ("F2", 8, 5)), 5 / 1.2, 5),
        (connector("r", "ramp", "up", ("F1", 5, 5), ("F2", 8, 5), seconds=7, wait_s=2), 9, 5),
    ],
)
def test_a_ride_up_costs_what_its_kind_says(given: dict[str, object], seconds: float, metres: float) -> None:
    x = 5 if given["kind"] == "lift" else 8
    found = route(two_floors(given), "F1,5,5", f"F2,{x},5")
    assert [leg.connector for leg in found.legs] == [0]
    assert found.duration_s == pytest.approx(seconds, abs=1e-9)
    assert found.length_m == pytest.approx(metres, abs=1e-9)


def test_stairs_are_faster_down() -> None:
    stairs = connector("s", "stairs", "both", ("F1", 5, 5), ("F2", 8, 5))
    assert route(two_floors(stairs), "F2,8,5", "F1,5,5").duration_s == pytest.approx(5 / 0.6, abs=1e-9)


def test_a_lift_waits_once_however_far_it_goes() -> None:
    floors = [floor(n, SQUARE, elevation=3.2 * (n - 1)) for n in (1, 2, 3, 4)]
    stops = [(f"F{n}", 5, 5) for n in (1, 2, 3, 4)]
    hall = make_hall(floors, connectors=[connector("l", "lift", "both", *stops)])
    found = route(hall, "F1,5,5", "F4,5,5")
    assert (found.duration_s, found.length_m) == pytest.approx((47.6, 9.6))
    assert len(found.legs) == 1
    told = make_hall(floors, connectors=[connector("l", "lift", "both", *stops, seconds=4, wait_s=20)])
    assert route(told, "F4,5,5", "F2,5,5").duration_s == pytest.approx(20 + 2 * 4)


def test_one_way_escalators_are_taken_their_way_only() -> None:
    up = connector("up", "escalator", "up", ("F1", 5, 5), ("F2", 8, 5))
    down = connector("down", "escalator", "down", ("F1", 5, 8), ("F2", 8, 8))
    hall = two_floors(up, down)
    assert ridden(hall, route(hall, "F1,5,5", "F2,8,5")) == ["up"]
    assert ridden(hall, route(hall, "F2,8,5", "F1,5,5")) == ["down"]
    answer = no_route(two_floors(up), "F2,8,5", "F1,5,5")
    assert (answer.code, answer.connectors) == ("one_way", ("up",))


def test_a_way_over_another_floor_is_taken_when_it_is_faster() -> None:
    wall = {"id": "w", "floor": "F1", "line": [[10, 0], [10, 9]], "thickness": 0.2, "height": 3}
    left = connector("left", "lift", "both", ("F1", 9, 1), ("F2", 9, 1), seconds=1, wait_s=0)
    right = connector("right", "lift", "both", ("F1", 11, 1), ("F2", 11, 1), seconds=1, wait_s=0)
    hall = two_floors(left, right, walls=[wall])
    found = route(hall, "F1,9,1", "F1,11,1")
    assert ridden(hall, found) == ["left", "right"]
    assert found.duration_s == pytest.approx(1 + 2 / 1.2 + 1)
    slow = two_floors(left | {"seconds": 60}, right, walls=[wall])
    assert ridden(slow, route(slow, "F1,9,1", "F1,11,1")) == []


def test_a_closed_connector_is_the_reason_until_it_opens() -> None:
    hall = two_floors(connector("stairs", "stairs", "both", ("F1", 5, 5), ("F2", 8, 5), closed=True))
    answer = no_route(hall, "F1,1,1", "F2,1,1")
    assert (answer.code, answer.connectors) == ("closed", ("stairs",))
    assert "stairs" in answer.message.zh
    assert "stairs" in answer.message.en
    navigation = build_navigation(hall)
    opened = with_links(navigation, [replace(link, closed=False) for link in navigation.surroundings.links])
    assert isinstance(find_route(opened, parse_spot(hall, "F1,1,1"), parse_spot(hall, "F2,1,1")), Route)


def test_the_profile_is_the_reason_when_it_may_not_use_the_stairs() -> None:
    hall = make_hall(
        [floor(1, SQUARE), floor(2, SQUARE)],
        connectors=[connector("stairs", "stairs", "both", ("F1", 5, 5), ("F2", 8, 5))],
        profiles={},
    )
    answer = no_route(hall, "F1,1,1", "F2,1,1", "step_free")
    assert (answer.code, answer.connectors) == ("profile", ("stairs",))


def test_a_gap_is_too_narrow_for_one_and_not_for_another() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(9, 0, 10, 4.6), box(9, 5.4, 10, 10)], profiles={})
    assert no_route(hall, "F1,1,1", "F1,15,1", "step_free").code == "too_narrow"
    assert route(hall, "F1,1,1", "F1,15,1", "walk").length_m > 14


@pytest.mark.parametrize(
    ("gap", "is_open"), [(0.6, False), (0.6 + 5e-10, False), (0.6 + 1e-8, True), (0.6 - 1e-8, False)]
)
def test_a_gap_as_wide_as_the_walker_is_closed(gap: float, is_open: bool) -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(9, 0, 10, 5), box(9, 5 + gap, 10, 10)])
    found = find_route(build_navigation(hall), Spot(floor=0, x=1, y=5.3), Spot(floor=0, x=15, y=5.3))
    assert isinstance(found, Route) == is_open


def test_nobody_squeezes_between_boxes_that_touch_in_a_corner() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(9, 0, 10, 5), box(10, 5, 11, 10)])
    assert no_route(hall, "F1,1,1", "F1,15,1", "thin").code == "closed_off"


def test_within_a_pocket_there_are_ways_but_none_out_of_it() -> None:
    ring = [[5, 2], [9, 2], [9, 8], [5, 8], [5, 2]]
    hall = make_hall(
        [floor(1, SQUARE)], walls=[{"id": "w", "floor": "F1", "line": ring, "thickness": 0.2, "height": 3}]
    )
    assert route(hall, "F1,6,3", "F1,8,7").length_m == pytest.approx(math.hypot(2, 4))
    assert no_route(hall, "F1,6,3", "F1,15,5").code == "closed_off"


def test_a_door_opens_the_wall_and_a_pillar_in_it_closes_it() -> None:
    wall = {"id": "w", "floor": "F1", "line": [[10, 0], [10, 10]], "thickness": 0.2, "height": 3}
    door = [{"at": 5, "width": 1.0}]
    assert route(make_hall([floor(1, SQUARE)], walls=[wall | {"doors": door}]), "F1,5,5", "F1,15,5").length_m == 10
    pillar = box(9.9, 4.4, 10.1, 5.6)
    blocked = make_hall([floor(1, SQUARE)], walls=[wall | {"doors": door}], obstacles=[pillar])
    assert no_route(blocked, "F1,5,5", "F1,15,5").code == "closed_off"


def test_an_end_beside_the_floor_is_moved_onto_it_and_told_so() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(8, 3, 12, 7)])
    found = route(hall, "F1,0,5", "F1,4,5")
    assert found.snapped_m == pytest.approx((0.3, 0.0))
    assert found.length_m == pytest.approx(3.7)
    assert found.legs[0].points[0] == pytest.approx((0.3, 5, 0))
    assert route(hall, "F1,1,5", "F1,4,5").snapped_m is None


def test_an_end_inside_a_thing_or_far_from_the_floor_is_refused() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(8, 3, 12, 7)])
    assert no_route(hall, "F1,8.1,5", "F1,4,5").code == "start_off_floor"
    assert no_route(hall, "F1,4,5", "F1,25,5").code == "goal_off_floor"


def test_nobody_is_moved_through_a_wall() -> None:
    """Beyond the wall it would be nearer; on this side, the nook's end is too narrow to stand in."""
    walls = [
        {"id": "long", "floor": "F1", "line": [[0, 5], [20, 5]], "thickness": 0.1, "height": 3},
        {"id": "nook", "floor": "F1", "line": [[10, 4.5], [20, 4.5]], "thickness": 0.1, "height": 3},
    ]
    hall = make_hall([floor(1, SQUARE)], walls=walls)
    found = route(hall, "F1,10.6,4.9", "F1,5,2")
    assert found.snapped_m is not None
    assert found.legs[0].points[0][1] < 4.66
    assert found.snapped_m[0] > 0.45


def test_two_equal_ways_give_the_same_route_every_time() -> None:
    hall = make_hall([floor(1, SQUARE)], obstacles=[box(8, 3, 12, 7)])
    assert route(hall, "F1,6,5", "F1,14,5") == route(hall, "F1,6,5", "F1,14,5")


@pytest.mark.parametrize("profile", ["thin", "wide"])
@pytest.mark.parametrize("seed", range(3))
def test_every_walk_keeps_clear_of_solids_and_adds_up(seed: int, profile: str) -> None:
    hall = random_hall(seed)
    navigation = build_navigation(hall, (profile,))
    chance = np.random.default_rng(seed)
    radius = navigation.routers[profile].walker.radius
    areas = [walkable(hall, plan.id, radius).buffer(1e-7) for plan in hall.floors]
    routes = [found for found in (_any_route(navigation, chance, profile) for _ in range(60)) if found is not None]
    assert len(routes) > 10
    for found in routes:
        assert sum(leg.length_m for leg in found.legs) == pytest.approx(found.length_m, abs=1e-6)
        assert sum(leg.duration_s for leg in found.legs) == pytest.approx(found.duration_s, abs=1e-6)
        for before, after in zip(found.legs, found.legs[1:], strict=False):
            assert before.points[-1] == after.points[0]
        for leg in found.legs:
            line = LineString([point[:2] for point in leg.points])
            assert leg.connector is not None or areas[leg.from_floor].covers(line)


def _any_route(navigation: Navigation, chance: np.random.Generator, profile: str) -> Route | None:
    spots = [Spot(floor=int(chance.integers(2)), x=chance.uniform(0, 24), y=chance.uniform(0, 16)) for _ in range(2)]
    found = find_route(navigation, spots[0], spots[1], profile)
    return found if isinstance(found, Route) else None


def test_a_floor_too_small_to_stand_on_is_no_trouble() -> None:
    hall = make_hall([floor(1, SQUARE), floor(2, box(0, 0, 0.4, 0.4))])
    assert no_route(hall, "F1,1,1", "F2,0.2,0.2").code == "goal_off_floor"


def test_a_spot_that_is_not_there_is_named() -> None:
    hall = make_hall([floor(1, SQUARE)])
    for words in ("window:A99", "place:x", "F9,1,1", "F1,one,1", "F1,nan,1", "somewhere"):
        with pytest.raises(SpotError, match=words.split(":", maxsplit=1)[0].split(",")[0]):
            parse_spot(hall, words)
    with pytest.raises(ProfileError, match="flying"):
        find_route(build_navigation(hall), Spot(floor=0, x=1, y=1), Spot(floor=0, x=2, y=2), "flying")


def test_a_tour_leads_through_its_stops() -> None:
    places = [{"id": name, "floor": "F1", "at": [x, 5], "kind": "desk"} for name, x in (("a", 2), ("b", 9), ("c", 4))]
    hall = make_hall([floor(1, SQUARE)], places=places, tours=[{"id": "round", "stops": ["a", "b", "c"]}])
    found = tour_route(build_navigation(hall), hall, "round")
    assert isinstance(found, Route)
    assert found.length_m == pytest.approx(7 + 5)


def test_the_wire_says_what_the_design_says() -> None:
    hall = two_floors(connector("stairs", "stairs", "both", ("F1", 5, 5), ("F2", 8, 5)))
    answer = route_to_json(route(hall, "F1,0,1", "F2,1,1"), "v1")
    assert list(answer) == [
        "version",
        "profile",
        "length_m",
        "duration_s",
        "snapped_m",
        "arrives",
        "legs",
        "footprints",
        "steps",
    ]
    assert [leg.get("floor") or leg["connector"] for leg in answer["legs"]] == ["F1", "stairs", "F2"]
    assert (answer["legs"][1]["from_floor"], answer["legs"][1]["to_floor"]) == ("F1", "F2")
    assert answer["arrives"]["floor"] == "F2"
    prints = answer["footprints"]
    assert {len(column) for column in prints.values()} == {len(prints["foot"])}


def test_lengths_and_routes_agree_on_the_wangcheng_hall() -> None:
    hall = read_hall(WANGCHENG)
    navigation = build_navigation(hall, ("walk",))
    spots = [parse_spot(hall, f"window:{window.code}") for c in hall.counters for window in c.windows[:2]]
    goals = spots[7:] + spots[:7]
    rows = [np.array([(spot.floor, spot.x, spot.y) for spot in list_]) for list_ in (spots, goals)]
    found = lengths(navigation, rows[0], rows[1])
    for n, (start, goal) in enumerate(zip(spots, goals, strict=True)):
        one = find_route(navigation, start, goal)
        assert isinstance(one, Route)
        assert (one.length_m, one.duration_s) == (found.length_m[n], found.duration_s[n])
        lines = [LineString([p[:2] for p in leg.points]) for leg in one.legs]
        assert shapely.length(lines).sum() <= one.length_m + 1e-6
