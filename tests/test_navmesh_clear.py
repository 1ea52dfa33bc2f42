"""The clear trail: off things where there is room, few turns, hardly longer, and always walkable."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely
from corpus import GOOD, good_path
from navmesh_halls import box, connector, floor, make_hall, random_hall
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from navmesh import Navigation, Route, Spot, build_navigation, find_route, with_exact_trail
from navmesh.clear import MOST_LONGER, ZIGZAG, clear_line
from navmesh.footprints import LOOK_ALONG
from navmesh.legs import Leg
from navmesh.walls import CLEARANCE, build_walls
from scene.hall import Hall
from scene.hall_file import read_hall

WANGCHENG = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
ROUTES = 400
# Boundaries of the walkable floor are this far from things, and rounding is allowed so much.
RADIUS = 0.3
ROUNDING = 1e-6

Floats = NDArray[np.float64]


@cache
def wangcheng() -> Navigation:
    return build_navigation(read_hall(WANGCHENG), ("walk",))


def routes(navigation: Navigation, profile: str, count: int, seed: int) -> Iterator[Route]:
    """Ways between named spots and random ones."""
    chance = np.random.default_rng(seed)
    bounds = navigation.surroundings.floors[0].free.bounds
    for _ in range(count):
        spots = [_spot(navigation, chance, bounds) for _ in range(2)]
        found = find_route(navigation, spots[0], spots[1], profile)
        if isinstance(found, Route):
            yield found


def _spot(navigation: Navigation, chance: np.random.Generator, bounds: tuple[float, ...]) -> Spot:
    goals = navigation.surroundings.goals
    if goals and chance.random() < 0.7:
        return goals[chance.integers(len(goals))]
    where = int(chance.integers(len(navigation.surroundings.floors)))
    return Spot(floor=where, x=chance.uniform(bounds[0], bounds[2]), y=chance.uniform(bounds[1], bounds[3]))


def walks(found: Route) -> Iterator[tuple[Leg, Floats, Floats]]:
    """Of each walk its exact line and its trail, (n, 2) float64."""
    for leg, trail in zip(found.legs, found.trails, strict=True):
        if leg.connector is None:
            yield leg, np.array(leg.points)[:, :2], trail[:, :2]


def length(line: Floats) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def turns(line: Floats) -> int:
    return len(line) - 2


def clearance(boundary: BaseGeometry, line: Floats) -> Floats:
    """How far from things a line is, every tenth of a metre."""
    whole = LineString(line)
    middles = (np.arange(max(1, int(whole.length / 0.1))) + 0.5) * 0.1
    return RADIUS + shapely.distance(shapely.line_interpolate_point(whole, middles), boundary)


def assert_followable(navigation: Navigation, profile: str, found: Route) -> None:
    """What holds for every trail of every hall."""
    areas = navigation.routers[profile].ground.areas
    for leg, exact, trail in walks(found):
        np.testing.assert_array_equal(trail[[0, -1]], exact[[0, -1]])
        assert length(trail) <= MOST_LONGER * leg.length_m + ROUNDING
        assert turns(trail) <= turns(exact)
        assert shapely.covers(areas[leg.from_floor].buffer(ROUNDING), LineString(trail))


@pytest.mark.parametrize("name", GOOD)
def test_in_every_hall_the_trail_is_walkable_hardly_longer_and_turns_no_more(name: str) -> None:
    navigation = build_navigation(read_hall(good_path(name)))
    for profile in navigation.routers:
        for found in routes(navigation, profile, 20, seed=1):
            assert_followable(navigation, profile, found)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_so_between_touching_and_turned_things_too(seed: int) -> None:
    navigation = build_navigation(random_hall(seed))
    for profile in navigation.routers:
        for found in routes(navigation, profile, 60, seed):
            assert_followable(navigation, profile, found)


def test_it_is_so_in_the_wangcheng_hall() -> None:
    for found in routes(wangcheng(), "walk", ROUTES, seed=2):
        assert_followable(wangcheng(), "walk", found)


def test_nine_of_ten_metres_keep_their_distance_in_the_wangcheng_hall() -> None:
    """On the exact lines it is eight of ten; the rest is ends at counters, narrow passages, and what 3 % do not pay."""
    boundaries = [area.boundary for area in wangcheng().routers["walk"].ground.areas]
    exact_m, clear_m = [], []
    for found in routes(wangcheng(), "walk", ROUTES, seed=3):
        for leg, exact, trail in walks(found):
            exact_m.append(clearance(boundaries[leg.from_floor], exact))
            clear_m.append(clearance(boundaries[leg.from_floor], trail))
    before, after = (np.mean(np.concatenate(found) > CLEARANCE - 0.001) for found in (exact_m, clear_m))
    assert before < 0.85
    assert after > 0.92


def test_no_trail_turns_back_and_forth_more_sharply_than_the_exact_line() -> None:
    """Of 3,821 walks 83 exact lines have a zigzag of more than 20°, and 42 trails: none that the exact line has not."""
    zigzags = 0
    for found in routes(wangcheng(), "walk", ROUTES, seed=4):
        for _, exact, trail in walks(found):
            # Its cut corners are as far apart as whole ones would be, and a little.
            allowed = max(20.0, zigzag_deg(exact, ZIGZAG + CLEARANCE))
            assert zigzag_deg(trail, ZIGZAG) <= allowed + 0.5
            zigzags += int(zigzag_deg(trail, ZIGZAG) > 20) - int(zigzag_deg(exact, ZIGZAG) > 20)
    assert zigzags <= 0


def zigzag_deg(line: Floats, near: float) -> float:
    """The most that a line turns one way and then back, all within so many metres; of both turns the smaller one."""
    along = np.cumsum(np.hypot(*np.diff(line, axis=0).T))[:-1]
    heading = np.degrees(np.unwrap(np.arctan2(*np.diff(line, axis=0).T[::-1])))
    most = 0.0
    for first in range(len(along)):
        for last in range(first + 1, int(np.searchsorted(along, along[first] + near, side="right"))):
            for between in range(first + 1, last + 1):
                out, back = heading[between] - heading[first], heading[last + 1] - heading[between]
                most = max(most, min(abs(out), abs(back)) if out * back < 0 else 0.0)
    return most


def test_a_corner_that_the_way_merely_touches_is_none_of_the_trail() -> None:
    """The tables' whole numbers may lead a way by a corner that lies a hair beside the straight line, or by none."""
    hall = make_hall([floor(1, box(0, 0, 60, 60))], obstacles=[box(20, 0, 40, 30)])
    ground = build_navigation(hall, ("walk",)).routers["walk"].ground
    walls = build_walls(ground.mesh, RADIUS)
    exact = only_walk(hall, (4, 20), (56, 20))[1]
    beside = (exact[0] + exact[1]) / 2 + (0.0, 0.001)
    trail = clear_line(walls, 0, exact)
    np.testing.assert_array_equal(clear_line(walls, 0, np.insert(exact, 1, beside, axis=0)), trail)
    assert turns(trail) == 2


def test_trails_between_corners_and_walls_onto_which_one_is_snapped_are_as_clear() -> None:
    chance = np.random.default_rng(6)
    boundaries = [area.boundary for area in wangcheng().routers["walk"].ground.areas]
    clear_m, snapped = [], 0
    for _ in range(ROUTES // 2):
        found = find_route(wangcheng(), beside_a_wall(chance), beside_a_wall(chance), "walk")
        if isinstance(found, Route):
            snapped += found.snapped_m is not None
            assert_followable(wangcheng(), "walk", found)
            # But for the two metres at each end, which lies at a thing.
            clear_m += [clearance(boundaries[leg.from_floor], trail)[20:-20] for leg, _, trail in walks(found)]
    assert snapped > ROUTES // 10
    assert np.mean(np.concatenate(clear_m) > CLEARANCE - 0.001) > 0.92


def beside_a_wall(chance: np.random.Generator) -> Spot:
    """Up to 3 cm from a corner or an edge of where one can walk: within it, or beside it."""
    mesh = wangcheng().routers["walk"].ground.mesh
    triangle, corner = chance.integers(len(mesh.triangles)), chance.integers(3)
    vertex = mesh.triangles[triangle, corner]
    along = chance.choice((0.0, chance.random()))
    x, y = mesh.xy[vertex] * (1 - along) + mesh.xy[mesh.after[vertex]] * along + chance.uniform(-0.02, 0.02, 2)
    return Spot(floor=int(mesh.floor[mesh.component[triangle]]), x=float(x), y=float(y))


def test_a_corner_with_room_is_passed_at_the_wanted_distance() -> None:
    hall = make_hall([floor(1, box(0, 0, 60, 60))], obstacles=[box(20, 0, 40, 30)])
    leg, exact, trail = only_walk(hall, (4, 20), (56, 20))
    boundary = build_navigation(hall, ("walk",)).routers["walk"].ground.areas[0].boundary
    assert clearance(boundary, exact).min() == pytest.approx(0.3)
    assert clearance(boundary, trail).min() == pytest.approx(CLEARANCE, abs=0.02)
    assert turns(trail) == turns(exact) == 2
    assert length(trail) < 1.02 * leg.length_m


def test_a_narrow_passage_is_walked_through() -> None:
    hall = make_hall([floor(1, box(0, 0, 40, 20))], obstacles=[box(18, 0, 22, 9.5), box(18, 10.4, 22, 20)])
    _, exact, trail = only_walk(hall, (2, 4), (38, 16))
    assert turns(trail) <= turns(exact)
    assert 9.8 - ROUNDING <= trail[1:-1, 1].min() <= trail[1:-1, 1].max() <= 10.1 + ROUNDING


def test_where_nothing_is_near_the_trail_is_the_straight_line() -> None:
    _, exact, trail = only_walk(make_hall([floor(1, box(0, 0, 40, 20))]), (2, 4), (38, 16))
    np.testing.assert_array_equal(trail, exact)


def test_the_same_question_has_the_same_trail() -> None:
    hall = make_hall([floor(1, box(0, 0, 60, 60))], obstacles=[box(20, 0, 40, 30)])
    np.testing.assert_array_equal(only_walk(hall, (4, 20), (56, 20))[2], only_walk(hall, (4, 20), (56, 20))[2])


def test_the_exact_trail_is_the_exact_line() -> None:
    hall = make_hall([floor(1, box(0, 0, 60, 60))], obstacles=[box(20, 0, 40, 30)])
    found = with_exact_trail(only_route(hall, (4, 20), (56, 20)))
    assert np.array_equal(found.trails[0], found.legs[0].points)
    line = LineString([point[:2] for point in found.legs[0].points])
    prints = shapely.points(np.column_stack((found.footprints.x, found.footprints.y)) / 1000)
    assert shapely.distance(prints, line).max() < 0.11


def test_feet_alternate_go_along_and_stand_clear_of_things_off_every_ride() -> None:
    solids = [plan.solids for plan in wangcheng().surroundings.floors]
    for found in routes(wangcheng(), "walk", 200, seed=5):
        prints = found.footprints
        assert prints.foot == ("LR" * len(prints.x))[: len(prints.x)]
        xy, floors = np.column_stack((prints.x, prints.y)) / 1000, np.array(prints.floor)
        for index in set(prints.floor):
            # The walker's radius, less the foot's distance from the line and its rounding.
            assert shapely.distance(shapely.points(xy[floors == index]), solids[index]).min() >= RADIUS - 0.1 - 0.001
        along = np.array(prints.at_m) / 1000
        begin = 0.0
        for leg, trail in zip(found.legs, found.trails, strict=True):
            here = (along > begin + ROUNDING) & (along < begin + leg.length_m - ROUNDING)
            if leg.connector is not None:
                assert not here.any()
            else:
                headings = np.array(prints.heading_deg)[here]
                assert_along(trail[:, :2], (along[here] - begin) / leg.length_m, headings)
            begin += leg.length_m


def assert_along(trail: Floats, shares: Floats, headings: NDArray[np.int64]) -> None:
    """Each foot heads along its piece of trail, within 15°; within a step of a corner between its two directions."""
    whole = length(trail)
    metres = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(trail, axis=0).T))))
    pieces = np.degrees(np.arctan2(*np.diff(trail, axis=0).T[::-1]))
    for at, heading in zip(shares * whole, headings, strict=True):
        first, last = np.searchsorted(metres[1:-1], (at - LOOK_ALONG - 0.01, at + LOOK_ALONG + 0.01))
        off = (heading - pieces[first : last + 1] + 180) % 360 - 180
        assert off.min() <= 15
        assert off.max() >= -15


def test_an_escalator_is_ridden_without_a_trail_beside_it() -> None:
    stairs = connector("s", "stairs", "up", ("F1", 10, 5), ("F2", 14, 5))
    hall = make_hall([floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))], connectors=[stairs])
    found = find_route(build_navigation(hall, ("walk",)), Spot(floor=0, x=2, y=5), Spot(floor=1, x=18, y=5), "walk")
    assert isinstance(found, Route)
    assert np.array_equal(found.trails[1], found.legs[1].points)


def only_route(hall: Hall, start: tuple[float, float], goal: tuple[float, float]) -> Route:
    spots = [Spot(floor=0, x=x, y=y) for x, y in (start, goal)]
    found = find_route(build_navigation(hall, ("walk",)), spots[0], spots[1], "walk")
    assert isinstance(found, Route)
    return found


def only_walk(hall: Hall, start: tuple[float, float], goal: tuple[float, float]) -> tuple[Leg, Floats, Floats]:
    (walk,) = walks(only_route(hall, start, goal))
    return walk
