"""Many ways at once: the points of each make up its length, floor by floor, and are those of the route asked alone."""

from __future__ import annotations

import numpy as np
from test_navmesh_exact import WANGCHENG, random_points

from navmesh import Navigation, Paths, Route, Spot, build_navigation, find_route, lengths, paths
from scene.hall_file import read_hall

OUTSIDE = (0.0, -500.0, -500.0)


def paths_and_queries() -> tuple[Navigation, np.ndarray, np.ndarray, Paths]:
    """300 random queries of the Wangcheng hall, each tenth of which begins outside."""
    hall = read_hall(WANGCHENG)
    navigation, random = build_navigation(hall, ("walk",)), np.random.default_rng(11)
    starts, goals = (random_points(hall, navigation.routers["walk"].walker.radius, 300, random) for _ in range(2))
    starts[::10] = OUTSIDE
    return navigation, starts, goals, paths(navigation, starts, goals)


def test_paths_are_as_long_as_lengths_say_and_as_the_routes_go() -> None:
    navigation, starts, goals, found = paths_and_queries()
    known = lengths(navigation, starts, goals)
    np.testing.assert_array_equal(found.length_m, known.length_m)
    np.testing.assert_array_equal(found.duration_s, known.duration_s)
    assert np.isinf(found.length_m[::10]).all()
    for i, (start, goal) in enumerate(zip(starts, goals, strict=True)):
        points = found.points[found.first[i] : found.first[i + 1]]
        route = find_route(navigation, spot(start), spot(goal))
        if isinstance(route, Route):
            walked = [(leg.from_floor, x, y) for leg in route.legs if leg.connector is None for x, y, _ in leg.points]
            assert [tuple(point) for point in moving(points.tolist())] == walked
        else:
            assert len(points) == 0


def test_a_path_on_one_floor_measures_its_length() -> None:
    _, _, _, found = paths_and_queries()
    measured = 0
    for i, length in enumerate(found.length_m):
        points = found.points[found.first[i] : found.first[i + 1]]
        if len(points) and len(set(points[:, 0])) == 1:
            np.testing.assert_allclose(np.hypot(*np.diff(points[:, 1:], axis=0).T).sum(), length, rtol=0, atol=1e-6)
            measured += 1
    assert measured > 50


def spot(row: np.ndarray) -> Spot:
    """A row of a query as the end of a route."""
    return Spot(floor=int(row[0]), x=float(row[1]), y=float(row[2]))


def moving(points: list[list[float]]) -> list[list[float]]:
    """The points without walks of no length, two equal points each: a route's legs leave those out."""
    kept: list[list[float]] = []
    for point in points:
        if kept and kept[-1] == point:
            kept.pop()
        else:
            kept.append(point)
    return kept
