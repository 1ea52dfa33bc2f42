"""Footprints: a natural stride, beside the path, along it, never in a thing or inside a ride."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from navmesh_halls import box, connector, floor, make_hall, random_hall
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from navmesh import Route, Spot, build_navigation, find_route
from navmesh.footprints import Footprints
from navmesh.from_hall import surroundings_of
from scene.hall import Hall


def route(hall: Hall, start: tuple[int, float, float], goal: tuple[int, float, float]) -> Route:
    ends = [Spot(floor=f, x=x, y=y) for f, x, y in (start, goal)]
    found = find_route(build_navigation(hall, ("wide",)), ends[0], ends[1], "wide")
    assert isinstance(found, Route)
    return found


def corner_hall() -> Hall:
    return make_hall([floor(1, box(0, 0, 20, 20))], obstacles=[box(5, 0, 20, 15)])


def test_left_and_right_alternate_at_an_even_stride() -> None:
    prints = route(corner_hall(), (0, 2, 2), (0, 15, 18)).footprints
    assert prints.foot == ("LR" * 100)[: len(prints.x)]
    strides = np.diff(prints.at_m)
    assert strides.max() - strides.min() <= 1
    assert 600 <= strides.mean() <= 700


def test_feet_lie_a_little_beside_the_trail_and_point_along_it() -> None:
    found = route(corner_hall(), (0, 2, 2), (0, 15, 18))
    line = LineString([point[:2] for point in found.trails[0]])
    longer = line.length / found.length_m
    assert longer > 1
    prints = found.footprints
    for x, y, heading, at, foot in zip(prints.x, prints.y, prints.heading_deg, prints.at_m, prints.foot, strict=True):
        middle = line.interpolate(at / 1000 * longer)
        assert Point(x / 1000, y / 1000).distance(middle) == pytest.approx(0.1, abs=0.002)
        along = np.array([np.cos(np.radians(heading)), np.sin(np.radians(heading))])
        away = np.array([x / 1000 - middle.x, y / 1000 - middle.y])
        side = along[0] * away[1] - along[1] * away[0]
        assert (side > 0) == (foot == "L")


def test_feet_turn_with_the_path() -> None:
    prints = route(corner_hall(), (0, 2, 2), (0, 15, 18)).footprints
    turns = np.diff(np.unwrap(np.radians(prints.heading_deg)))
    assert np.abs(turns).max() < np.radians(60)
    assert prints.heading_deg[0] > 60
    assert prints.heading_deg[-1] < 30 or prints.heading_deg[-1] > 330


def test_no_print_lies_inside_a_ride() -> None:
    stairs = connector("s", "stairs", "up", ("F1", 10, 5), ("F2", 14, 5))
    hall = make_hall([floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))], connectors=[stairs])
    found = route(hall, (0, 2, 5), (1, 18, 5))
    prints = found.footprints
    assert set(prints.floor) == {0, 1}
    assert not [x for x in prints.x if 10000 < x < 14000]
    assert set(prints.z) == {0, 4000}
    ride = found.legs[1]
    start = found.legs[0].length_m * 1000
    assert not [at for at in prints.at_m if start < at < start + ride.length_m * 1000]


@pytest.mark.parametrize("seed", range(4))
def test_no_print_lies_in_a_solid(seed: int) -> None:
    hall = random_hall(seed)
    solids = [plan.solids for plan in surroundings_of(hall).floors]
    navigation = build_navigation(hall, ("wide",))
    chance = np.random.default_rng(seed)
    count = 0
    for _ in range(40):
        spots = [
            Spot(floor=int(chance.integers(2)), x=chance.uniform(0, 24), y=chance.uniform(0, 16)) for _ in range(2)
        ]
        found = find_route(navigation, spots[0], spots[1], "wide")
        if isinstance(found, Route):
            count += len(found.footprints.x)
            assert_clear(found.footprints, solids)
    assert count > 100


def assert_clear(prints: Footprints, solids: list[BaseGeometry]) -> None:
    xy = np.column_stack((prints.x, prints.y)) / 1000
    for index in set(prints.floor):
        here = np.array(prints.floor) == index
        assert not shapely.contains_xy(solids[index], xy[here]).any()
