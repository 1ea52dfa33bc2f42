"""How far it is from a point to each window, place and entrance, and where to walk first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.ends import place_spot, place_spots
from navmesh.mesh import Mesh
from navmesh.navigation import Navigation, way_of
from navmesh.plans import Spot
from navmesh.query import UNKNOWN, Network, Room, beelines, make_room
from navmesh.tables import Tables
from navmesh.walks import STRAIGHT, Point, cell_of, find_goal_walk, look_up


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLengths:
    """One entry per goal or query: inf and nan where there is no way.

    length_m, duration_s: (g,) float64, of the fastest way
    first:                (g, 2) float64, metres, where to walk first: a corner, a connector's stop or the goal; nan
    """

    length_m: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    first: NDArray[np.float64]


def goal_lengths(navigation: Navigation, start: Spot, profile: str = "walk") -> GoalLengths | None:
    """From one point to all of surroundings.goals, in their order; None when no walkable point is in reach of it."""
    way = way_of(navigation, profile)
    end = place_spot(navigation, way, start)
    if end is None:
        return None
    count = len(navigation.surroundings.goals)
    seconds, metres, first = np.empty(count), np.empty(count), np.empty((count, 2))
    find_all_goals(way.ground.mesh, way.ground.tables, way.network, end.point, seconds, metres, first)
    return GoalLengths(length_m=metres, duration_s=seconds, first=first)


def lengths_to_goals(
    navigation: Navigation, starts: NDArray[np.float64], numbers: NDArray[np.int64], profile: str = "walk"
) -> GoalLengths:
    """From each point to a goal of its own.

    starts:  (n, 3) float64: floor index, x and y in metres
    numbers: (n,) int64, places in surroundings.goals
    """
    way = way_of(navigation, profile)
    triangle, xy = place_spots(navigation, way, starts[:, 0].astype(np.int32), np.ascontiguousarray(starts[:, 1:]))
    seconds, metres, first = np.empty(len(starts)), np.empty(len(starts)), np.empty((len(starts), 2))
    mesh, tables = way.ground.mesh, way.ground.tables
    find_goals(mesh, tables, way.network, triangle, xy, numbers, seconds, metres, first)
    return GoalLengths(length_m=metres, duration_s=seconds, first=first)


@compiled
def find_all_goals(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    start: Point,
    seconds: np.ndarray,
    metres: np.ndarray,
    first: np.ndarray,
) -> None:
    """Write the fastest way from a point to every goal. seconds, metres: (g,) float64; first: (g, 2) float64."""
    room = make_room(mesh, tables)
    size, cell = look_around(mesh, tables, room, start)
    for i in range(len(seconds)):
        goal = tables.stop_count + i
        seconds[i], metres[i], first[i, 0], first[i, 1] = find_goal(
            mesh, tables, network, room, start, size, cell, goal
        )


@compiled
def find_goals(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    triangle: np.ndarray,
    xy: np.ndarray,
    goal: np.ndarray,
    seconds: np.ndarray,
    metres: np.ndarray,
    first: np.ndarray,
) -> None:
    """Many queries, from a point to a goal each.

    triangle, xy: (n,) int64, -1 = off the floor, and (n, 2) float64 points in them
    goal:         (n,) int64, counted from the first that is no stop
    seconds, metres: (n,) float64 and first: (n, 2) float64, written; inf and nan where there is no way
    """
    room = make_room(mesh, tables)
    for i in range(len(goal)):
        seconds[i], metres[i], first[i, 0], first[i, 1] = np.inf, np.inf, np.nan, np.nan
        if triangle[i] >= 0:
            start = Point(triangle[i], xy[i, 0], xy[i, 1])
            size, cell = look_around(mesh, tables, room, start)
            seconds[i], metres[i], first[i, 0], first[i, 1] = find_goal(
                mesh, tables, network, room, start, size, cell, tables.stop_count + goal[i]
            )


@lean
def look_around(mesh: Mesh, tables: Tables, room: Room, start: Point) -> tuple[int, int]:
    """Write what a point sees, and the beelines to the stops of its component; returns the view's size and the cell."""
    component = mesh.component[start.triangle]
    stops = tables.stops[tables.stops_first[component] : tables.stops_first[component + 1]]
    beelines(tables, stops, start, room.before, room.before_first)
    return look_up(mesh, tables, start, room.here), cell_of(mesh, start)


@lean
def find_goal(
    mesh: Mesh, tables: Tables, network: Network, room: Room, start: Point, size: int, cell: int, goal: int
) -> tuple[float, float, float, float]:
    """The fastest way to one goal: seconds, metres, and x and y of where to walk first. After look_around.

    Steps: 1. over the floor, 2. the best stop by what is known of the walks to them; its walk is really looked for, only
    then and only once; again until a stop whose walk is known is the best, or none could be faster.
    """
    seconds, metres, first, by_stop = np.inf, np.inf, UNKNOWN, -1
    if tables.goal_triangle[goal] < 0:
        return np.inf, np.inf, np.nan, np.nan
    component = mesh.component[start.triangle]
    if mesh.component[tables.goal_triangle[goal]] == component:
        walk = find_goal_walk(mesh, tables, start, room.here, size, cell, goal)
        seconds, metres, first = walk.metres / network.speed, walk.metres, walk.first
    stops = tables.stops[tables.stops_first[component] : tables.stops_first[component + 1]]
    while True:
        by_ride, stop = _best_stop(network, stops, room.before, goal)
        if by_ride >= seconds:
            break
        if room.before_first[stop] != UNKNOWN:
            seconds, metres = by_ride, room.before[stop] + network.goal_metres[goal, stop]
            first, by_stop = room.before_first[stop], stop
            break
        walk = find_goal_walk(mesh, tables, start, room.here, size, cell, stop)
        room.before[stop], room.before_first[stop] = walk.metres, walk.first
    x, y = _first_point(mesh, tables, component, first, goal if by_stop < 0 else by_stop)
    return seconds, metres, x, y


@lean
def _best_stop(network: Network, stops: np.ndarray, before: np.ndarray, goal: int) -> tuple[float, int]:
    """The seconds to a goal by the best of these stops, (s,) int64, and which; the first of equals.

    before: (S,) float64, metres to a stop
    """
    best, found = np.inf, -1
    for stop in stops:
        seconds = before[stop] / network.speed + network.goal_seconds[goal, stop]
        if seconds < best:
            best, found = seconds, int(stop)
    return best, found


@lean
def _first_point(mesh: Mesh, tables: Tables, component: int, first: int, goal: int) -> tuple[float, float]:
    """Where a walk with that first corner towards a goal leads first; nan where there is no walk."""
    if first >= 0:
        node = mesh.first_node[component] + first
        return tables.xy[node, 0], tables.xy[node, 1]
    if first == STRAIGHT:
        return tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
    return np.nan, np.nan
