"""Zones and landmarks beside a walk: where the kernels look, shapely says the same."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon

from navmesh.lines import metres_along
from navmesh.zones import edges_of, is_inside, nearest_along, stays_in

# Like the letter U, so that a straight line may come in twice.
U = ((0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (6.0, 9.0), (6.0, 3.0), (3.0, 3.0), (3.0, 9.0), (0.0, 9.0))


def walk(*points: tuple[float, float]) -> np.ndarray:
    return np.array([(x, y, 0.0) for x, y in points])


def test_a_line_across_both_arms_of_a_zone_is_in_it_twice() -> None:
    line = walk((-1.0, 6.0), (4.0, 6.0), (10.0, 6.0))
    found = stays_in(edges_of(U), line, metres_along(line))
    assert found.tolist() == [pytest.approx([1.0, 4.0]), pytest.approx([7.0, 10.0])]


def test_points_inside_and_on_the_edge_belong_to_a_zone() -> None:
    points = np.random.default_rng(1).uniform(-1.0, 10.0, (300, 2)).tolist()
    assert [is_inside(edges_of(U), x, y) for x, y in points] == [Polygon(U).covers(Point(x, y)) for x, y in points]
    assert is_inside(edges_of(U), 3.0, 5.0)


def test_random_lines_are_in_a_zone_for_as_long_as_shapely_says() -> None:
    rng = np.random.default_rng(2)
    for _ in range(100):
        line = walk(*rng.uniform(-2.0, 11.0, (4, 2)).tolist())
        found = stays_in(edges_of(U), line, metres_along(line))
        assert (found[:, 1] - found[:, 0]).sum() == pytest.approx(LineString(line).intersection(Polygon(U)).length)


def test_the_nearest_place_of_a_line_is_where_shapely_says() -> None:
    rng = np.random.default_rng(3)
    line = walk(*rng.uniform(0.0, 10.0, (5, 2)).tolist())
    way, along = LineString(line[:, :2]), metres_along(line)
    for x, y in rng.uniform(0.0, 10.0, (50, 2)).tolist():
        at = Point(x, y)
        assert nearest_along(line, along, x, y) == pytest.approx((way.project(at), way.distance(at)))
