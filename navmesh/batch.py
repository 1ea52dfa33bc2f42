"""Many ways at once: their lengths, or their points too; without words and footprints."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.ends import by_cell, place_spots
from navmesh.guided import Guided, Tree, guided_way
from navmesh.navigation import Navigation, Router, router_of, table_router_of
from navmesh.plans import Spot
from navmesh.query import find_plans
from navmesh.reasons import NoRoute, explain

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """One entry per query; inf where there is no way, and then a reason by the query's number.

    length_m, duration_s: (n,) float64
    """

    length_m: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    reasons: dict[int, NoRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """One way per query; inf and no points where there is none.

    length_m, duration_s: (n,) float64
    first:                (n + 1,) int64, the points of query i are points[first[i] : first[i + 1]]
    points:               (P, 3) float64: floor index, x and y in metres; where the floor changes, one rides
    """

    length_m: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    first: NDArray[np.int64]
    points: NDArray[np.float64]


def lengths(
    navigation: Navigation, starts: NDArray[np.float64], goals: NDArray[np.float64], profile: str = "walk"
) -> Lengths:
    """The fastest way of each query; of a profile that is led along guides that way, a thousandth of a second each.

    starts, goals: (n, 3) float64: floor index, x and y in metres
    """
    router = router_of(navigation, profile)
    mesh, tables = router.ground.mesh, router.ground.tables
    here, there = _places(navigation, router, starts), _places(navigation, router, goals)
    seconds, metres = np.empty(len(starts)), np.empty(len(starts))
    find_plans(mesh, tables, router.network, here, there, by_cell(mesh, *here), seconds, metres)
    if router.guided is not None:
        ends = np.column_stack((starts[:, 0], here[1])), np.column_stack((goals[:, 0], there[1]))
        _along_guides(router, router.guided, ends, seconds, metres)
    reasons: dict[int, NoRoute] = {}
    known: dict[tuple[int, int], NoRoute] = {}
    for i in np.flatnonzero(~np.isfinite(seconds)).tolist():
        # Whether there is a way, and why not, depends on the two components alone.
        key = (_component(mesh.component, here[0][i]), _component(mesh.component, there[0][i]))
        if key not in known:
            known[key] = explain(navigation, profile, _spot(starts[i]), _spot(goals[i]))
        reasons[i] = known[key]
    return Lengths(length_m=metres, duration_s=seconds, reasons=reasons)


def _along_guides(router: Router, guided: Guided, ends: tuple[Floats, Floats], seconds: Floats, metres: Floats) -> None:
    """Write how long the ways along guides are, where there is a way. ends: (n, 3) float64 each: floor, x, y, on the floor"""
    here, there = ends
    trees: dict[tuple[int, float, float], Tree] = {}
    for i in np.flatnonzero(np.isfinite(seconds)).tolist():
        start, goal = (int(here[i, 0]), *here[i, 1:].tolist()), (int(there[i, 0]), *there[i, 1:].tolist())
        exact = router.tracers.trace(start, goal)
        if exact is None or exact.seconds == math.inf:
            continue
        if start not in trees:
            trees[start] = guided.tree(start)
        walks = guided_way(guided, trees[start], goal, exact)
        walked = sum(math.dist(segment.a, segment.b) for walk in walks for segment in walk.segments)
        rides = [router.ride_legs[walk.ride] for walk in walks if walk.ride is not None]
        metres[i] = walked + sum(ride.length_m for ride in rides)
        seconds[i] = walked / router.walker.speed + sum(ride.duration_s for ride in rides)


def paths(
    navigation: Navigation, starts: NDArray[np.float64], goals: NDArray[np.float64], profile: str = "walk"
) -> Paths:
    """The fastest way of each query with its points; raises ProfileError, for profiles that are led along guides too.

    starts, goals: (n, 3) float64: floor index, x and y in metres
    """
    router = table_router_of(navigation, profile)
    here, there = _places(navigation, router, starts), _places(navigation, router, goals)
    seconds, metres, first, points = router.tracers.trace_many(here, there, by_cell(router.ground.mesh, *here))
    return Paths(length_m=metres, duration_s=seconds, first=first, points=points)


def _places(
    navigation: Navigation, router: Router, spots: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    return place_spots(navigation, router, spots[:, 0].astype(np.int32), np.ascontiguousarray(spots[:, 1:]))


def _component(component: NDArray[np.int32], triangle: int) -> int:
    return int(component[triangle]) if triangle >= 0 else -1


def _spot(row: NDArray[np.float64]) -> Spot:
    return Spot(floor=int(row[0]), x=float(row[1]), y=float(row[2]))
