"""Many ways at once: their lengths, or their points too; without words and footprints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.ends import place_spots
from navmesh.navigation import Navigation, Way, way_of
from navmesh.plans import Spot
from navmesh.query import find_plans
from navmesh.reasons import NoRoute, explain


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
    """The fastest way of each query.

    starts, goals: (n, 3) float64: floor index, x and y in metres
    """
    way = way_of(navigation, profile)
    mesh, tables = way.ground.mesh, way.ground.tables
    here, there = _places(navigation, way, starts), _places(navigation, way, goals)
    seconds, metres = np.empty(len(starts)), np.empty(len(starts))
    find_plans(mesh, tables, way.network, here, there, seconds, metres)
    reasons: dict[int, NoRoute] = {}
    known: dict[tuple[int, int], NoRoute] = {}
    for i in np.flatnonzero(~np.isfinite(seconds)).tolist():
        # Whether there is a way, and why not, depends on the two components alone.
        key = (_component(mesh.component, here[0][i]), _component(mesh.component, there[0][i]))
        if key not in known:
            known[key] = explain(navigation, profile, _spot(starts[i]), _spot(goals[i]))
        reasons[i] = known[key]
    return Lengths(length_m=metres, duration_s=seconds, reasons=reasons)


def paths(
    navigation: Navigation, starts: NDArray[np.float64], goals: NDArray[np.float64], profile: str = "walk"
) -> Paths:
    """The fastest way of each query with its points. starts, goals: (n, 3) float64: floor index, x and y in metres."""
    way = way_of(navigation, profile)
    found = way.tracers.trace_many(_places(navigation, way, starts), _places(navigation, way, goals))
    seconds, metres, first, points = found
    return Paths(length_m=metres, duration_s=seconds, first=first, points=points)


def _places(
    navigation: Navigation, way: Way, spots: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    return place_spots(navigation, way, spots[:, 0].astype(np.int32), np.ascontiguousarray(spots[:, 1:]))


def _component(component: NDArray[np.int32], triangle: int) -> int:
    return int(component[triangle]) if triangle >= 0 else -1


def _spot(row: NDArray[np.float64]) -> Spot:
    return Spot(floor=int(row[0]), x=float(row[1]), y=float(row[2]))
