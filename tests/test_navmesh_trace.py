"""Whole routes: their points add up to what they say, they are as long as `lengths` says, from any number of threads."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from navmesh import Navigation, NoRoute, Route, Spot, build_navigation, find_route, lengths, with_exact_trail
from navmesh.telling import tell_lines
from scene.hall_file import read_hall
from tools.benching.queries import playground_of, queries_across_floors, queries_on_one_floor

WANGCHENG = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
COUNT = 2000


@pytest.fixture(scope="module")
def navigation() -> Navigation:
    return build_navigation(read_hall(WANGCHENG), ("walk", "step_free"))


@pytest.fixture(scope="module")
def queries(navigation: Navigation) -> NDArray[np.float64]:
    """Half of them on one floor, half across floors: (2 COUNT, 6) float64."""
    ground = playground_of(navigation)
    return np.concatenate((queries_on_one_floor(ground, COUNT, 5), queries_across_floors(ground, COUNT, 5)))


def ask(navigation: Navigation, query: list[float], profile: str) -> Route | NoRoute:
    start = Spot(floor=int(query[0]), x=query[1], y=query[2])
    return find_route(navigation, start, Spot(floor=int(query[3]), x=query[4], y=query[5]), profile)


@pytest.mark.parametrize("profile", ["walk", "step_free"])
def test_a_route_is_as_long_as_its_points_and_as_lengths_says(
    navigation: Navigation, queries: NDArray[np.float64], profile: str
) -> None:
    found = lengths(navigation, queries[:, :3], queries[:, 3:], profile)
    for query, metres, seconds in zip(queries.tolist(), found.length_m, found.duration_s, strict=True):
        route = ask(navigation, query, profile)
        if isinstance(route, NoRoute):
            assert metres == math.inf
            continue
        assert (route.length_m, route.duration_s) == (metres, seconds)
        by_points = [math.dist(a, b) for leg in route.legs for a, b in pairwise(leg.points)]
        assert sum(by_points) == pytest.approx(route.length_m, rel=0, abs=1e-9)
        assert sum(leg.length_m for leg in route.legs) == pytest.approx(route.length_m, rel=0, abs=1e-9)
        assert sum(leg.duration_s for leg in route.legs) == pytest.approx(route.duration_s, rel=0, abs=1e-9)


def test_every_route_is_told_by_the_same_machine_code(navigation: Navigation) -> None:
    """Who sets out at an escalator, or asks for the exact line, does not wait for a kernel to be compiled for arrays of another kind."""
    goal = navigation.surroundings.goals[0]
    starts = [stop for link in navigation.surroundings.links for stop in (link.stops[0], link.stops[-1])]
    for stop in starts:
        found = find_route(navigation, Spot(floor=stop.floor, x=stop.x, y=stop.y), goal, "walk")
        if isinstance(found, Route):
            assert found.steps
            assert with_exact_trail(found).trails
    assert len(tell_lines.signatures) == 1  # type: ignore[attr-defined]


def test_a_route_goes_on_where_it_stopped(navigation: Navigation, queries: NDArray[np.float64]) -> None:
    for query in queries.tolist():
        route = ask(navigation, query, "walk")
        assert isinstance(route, Route)
        assert route.legs[0].points[0][:2] == (query[1], query[2])
        assert (route.arrives.x, route.arrives.y) == route.legs[-1].points[-1][:2] == (query[4], query[5])
        for before, after in pairwise(route.legs):
            assert before.points[-1] == after.points[0]
            assert before.to_floor == after.from_floor


def test_threads_do_not_disturb_each_other(navigation: Navigation, queries: NDArray[np.float64]) -> None:
    every = queries.tolist()
    alone = [ask(navigation, query, "walk") for query in every]
    with ThreadPoolExecutor(max_workers=8) as threads:
        assert list(threads.map(lambda query: ask(navigation, query, "walk"), every)) == alone


def test_asking_the_same_again_gives_the_same(navigation: Navigation, queries: NDArray[np.float64]) -> None:
    first = [ask(navigation, query, "step_free") for query in queries[:200].tolist()]
    assert [ask(navigation, query, "step_free") for query in queries[:200].tolist()] == first
