"""How far it is from a point to each window, place and entrance, and where to walk first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.distances import UNREACHABLE
from navmesh.ends import by_cell, place_spot, place_spots
from navmesh.lines import distance
from navmesh.mesh import Mesh
from navmesh.navigation import Navigation, table_router_of
from navmesh.plans import Spot
from navmesh.query import UNKNOWN, Network, QueryBuffers, beelines, first_with
from navmesh.sight import place, sees
from navmesh.tables import FROM_ALL, HIDDEN, Tables
from navmesh.trace import Tracer
from navmesh.walks import (
    NO_WALK,
    STRAIGHT,
    Point,
    View,
    cell_of,
    find_goal_walk,
    goal_row,
    how_seen,
    is_seen,
    look_up,
    straight_to,
)


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
    """From one point to all of surroundings.goals, in their order; None when no walkable point is in reach of it.

    Raises ProfileError, for profiles that are led along guides too.
    """
    router = table_router_of(navigation, profile)
    count = len(navigation.surroundings.goals)
    found = np.empty(count), np.empty(count), np.empty((count, 2))
    tracer = router.tracers.take()
    is_on_floor = find_all_goals(tracer, start.floor, float(start.x), float(start.y), *found)
    if not is_on_floor:
        end = place_spot(navigation, router, start)
        is_on_floor = end is not None and find_all_goals(tracer, end.floor, end.x, end.y, *found)
    router.tracers.give_back(tracer)
    return GoalLengths(duration_s=found[0], length_m=found[1], first=found[2]) if is_on_floor else None


def lengths_to_goals(
    navigation: Navigation, starts: NDArray[np.float64], numbers: NDArray[np.int64], profile: str = "walk"
) -> GoalLengths:
    """From each point to a goal of its own; raises ProfileError, for profiles that are led along guides too.

    starts:  (n, 3) float64: floor index, x and y in metres
    numbers: (n,) int64, places in surroundings.goals
    """
    router = table_router_of(navigation, profile)
    triangle, xy = place_spots(navigation, router, starts[:, 0].astype(np.int32), np.ascontiguousarray(starts[:, 1:]))
    seconds, metres, first = np.empty(len(starts)), np.empty(len(starts)), np.empty((len(starts), 2))
    order = by_cell(router.ground.mesh, triangle, xy)
    tracer = router.tracers.take()
    find_goals(tracer, triangle, xy, numbers, order, seconds, metres, first)
    router.tracers.give_back(tracer)
    return GoalLengths(length_m=metres, duration_s=seconds, first=first)


@compiled
def find_all_goals(
    tracer: Tracer, floor: int, x: float, y: float, seconds: np.ndarray, metres: np.ndarray, first: np.ndarray
) -> bool:
    """Write the fastest way from a point to every goal; False where it is off the floor, and then nothing is written.

    seconds, metres: (g,) float64; first: (g, 2) float64

    Steps: 1. the corners really seen, 2. the best of them for each goal of the component, all goals at once, 3. goals
    that are seen straight on, 4. the best stop for each goal, as the component's first goals are its stops.
    """
    mesh, tables, network, buffers = tracer.mesh, tracer.tables, tracer.network, tracer.buffers
    start = Point(*place(mesh, floor, x, y))
    if start.triangle < 0:
        return False
    component = mesh.component[start.triangle]
    size = _look_round(mesh, tables, start, buffers.here)
    goals = tables.goals[tables.goals_first[component] : tables.goals_first[component + 1]]
    walked, by = np.full(len(goals), np.inf), np.full(len(goals), NO_WALK)
    _round_corners(mesh, tables, component, buffers.here, size, goals, walked, by)
    _straight_on(mesh, tables, start, goals, walked, by)
    stops = goals[: tables.stops_first[component + 1] - tables.stops_first[component]]
    for i in range(len(seconds)):
        goal, by_stop, column = tables.stop_count + i, -1, -1
        seconds[i], metres[i] = np.inf, np.inf
        triangle = tables.goal_triangle[goal]
        if triangle >= 0 and mesh.component[triangle] == component:
            column = tables.goal_column[goal]
            seconds[i], metres[i] = walked[column] / network.speed, walked[column]
        for s in range(len(stops)):
            by_ride = walked[s] / network.speed + network.goal_seconds[goal, stops[s]]
            if by_ride < seconds[i]:
                seconds[i], by_stop = by_ride, s
        if by_stop >= 0:
            column = by_stop
            metres[i] = walked[by_stop] + network.goal_metres[goal, stops[by_stop]]
        first[i, 0], first[i, 1] = np.nan, np.nan
        if column >= 0:
            first[i, 0], first[i, 1] = _first_point(mesh, tables, component, by[column], goals[column])
    return True


@lean
def _look_round(mesh: Mesh, tables: Tables, start: Point, view: View) -> int:
    """Write only the corners that a point really sees, ascending, and the metres straight to them; returns how many."""
    count = 0
    for k in range(look_up(mesh, tables, start, view)):
        if is_seen(mesh, tables, start, view, k):
            view.node[count], view.metres[count] = view.node[k], straight_to(start, view, k)
            count += 1
    return count


@lean
def _round_corners(
    mesh: Mesh,
    tables: Tables,
    component: int,
    view: View,
    size: int,
    goals: np.ndarray,
    metres: np.ndarray,
    by: np.ndarray,
) -> None:
    """Write the least metres round a corner of the view to each of a component's goals, and which corner: (g,) each."""
    unit = tables.unit[component]
    for column in range(len(goals)):
        first, end = goal_row(mesh, tables, component, goals[column])
        row = tables.goal_units[first:end]
        for k in range(size):
            units = row[view.node[k]]
            through = view.metres[k] + units * unit
            if units < UNREACHABLE and through < metres[column]:
                metres[column], by[column] = through, view.node[k]


@lean
def _straight_on(
    mesh: Mesh, tables: Tables, start: Point, goals: np.ndarray, metres: np.ndarray, by: np.ndarray
) -> None:
    """Write the metres of those of a component's goals, (g,) int64, that a point sees, and STRAIGHT. The others: see above."""
    component, cell = mesh.component[start.triangle], cell_of(mesh, start)
    for column in range(len(goals)):
        goal = goals[column]
        seen = how_seen(mesh, tables, component, cell, goal)
        if seen != HIDDEN:
            x, y = tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
            if seen == FROM_ALL or sees(mesh, start.triangle, start.x, start.y, tables.goal_triangle[goal], x, y):
                metres[column], by[column] = distance(start.x, start.y, x, y), STRAIGHT


@compiled
def find_goals(
    tracer: Tracer,
    triangle: np.ndarray,
    xy: np.ndarray,
    goal: np.ndarray,
    order: np.ndarray,
    seconds: np.ndarray,
    metres: np.ndarray,
    first: np.ndarray,
) -> None:
    """Many queries, from a point to a goal each.

    triangle, xy: (n,) int64, -1 = off the floor, and (n, 2) float64 points in them
    goal:         (n,) int64, counted from the first that is no stop
    order:        (n,) int64, in which they are answered
    seconds, metres: (n,) float64 and first: (n, 2) float64, written; inf and nan where there is no way
    """
    mesh, tables, network, buffers = tracer.mesh, tracer.tables, tracer.network, tracer.buffers
    for i in order:
        seconds[i], metres[i], first[i, 0], first[i, 1] = np.inf, np.inf, np.nan, np.nan
        if triangle[i] >= 0:
            start = Point(triangle[i], xy[i, 0], xy[i, 1])
            seconds[i], metres[i], first[i, 0], first[i, 1] = find_goal(
                mesh, tables, network, buffers, start, tables.stop_count + goal[i]
            )


@lean
def find_goal(
    mesh: Mesh, tables: Tables, network: Network, buffers: QueryBuffers, start: Point, goal: int
) -> tuple[float, float, float, float]:
    """The fastest way from a point to one goal: seconds, metres, and x and y of where to walk first.

    Steps: 1. over the floor, 2. to every stop straight, as if nothing were in the way, 3. the best stop by what is known;
    its walk is really looked for, only then and only once; again until a stop whose walk is known is the best, or none
    could be faster.
    """
    seconds, metres, first, by_stop = np.inf, np.inf, UNKNOWN, -1
    if tables.goal_triangle[goal] < 0:
        return np.inf, np.inf, np.nan, np.nan
    component, target = mesh.component[start.triangle], mesh.component[tables.goal_triangle[goal]]
    size, cell = look_up(mesh, tables, start, buffers.here), cell_of(mesh, start)
    if target == component:
        walk = find_goal_walk(mesh, tables, start, buffers.here, size, cell, goal)
        seconds, metres, first = walk.metres / network.speed, walk.metres, walk.first
    if seconds > network.least[component, target]:
        stops = tables.stops[tables.stops_first[component] : tables.stops_first[component + 1]]
        beelines(tables, stops, network.speed, start, buffers.before, buffers.before_first)
        while True:
            stop = first_with(network.goal_seconds[goal], buffers.before, stops)
            if stop < 0 or buffers.before[stop] + network.goal_seconds[goal, stop] >= seconds:
                break
            if buffers.before_first[stop] != UNKNOWN:
                seconds = buffers.before[stop] + network.goal_seconds[goal, stop]
                metres = buffers.before[stop] * network.speed + network.goal_metres[goal, stop]
                first, by_stop = buffers.before_first[stop], stop
                break
            walk = find_goal_walk(mesh, tables, start, buffers.here, size, cell, stop)
            buffers.before[stop], buffers.before_first[stop] = walk.metres / network.speed, walk.first
    x, y = _first_point(mesh, tables, component, first, goal if by_stop < 0 else by_stop)
    return seconds, metres, x, y


@lean
def _first_point(mesh: Mesh, tables: Tables, component: int, first: int, goal: int) -> tuple[float, float]:
    """Where a walk with that first corner towards a goal leads first; nan where there is no walk."""
    if first >= 0:
        node = mesh.first_node[component] + first
        return tables.xy[node, 0], tables.xy[node, 1]
    if first == STRAIGHT:
        return tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
    return np.nan, np.nan
