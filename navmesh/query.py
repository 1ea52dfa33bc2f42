"""The fastest way between two points: over the floor, or by the best first and last stop of a ride.

Exact because a shortest way over a floor bends only at corners, and a way with rides is: a walk to a stop, rides and
walks between stops (all in the network's table), a walk from a stop.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.lines import distance
from navmesh.mesh import Mesh
from navmesh.tables import Tables
from navmesh.walks import (
    NO_WALK,
    Point,
    View,
    Walk,
    cell_of,
    find_goal_walk,
    find_walk,
    look_up,
    make_view,
    straight_metres,
    trace_walk,
    true_metres,
)


class Network(NamedTuple):
    """What one profile may ride, beginning and ending with a ride. S stops, M goals (stops first), C components.

    speed:   metres per second on floors
    seconds: (S, S) float64, inf where there is no way
    metres:  (S, S) float64, of the way with the least seconds
    least:   (C, C) float64, the least seconds from any stop of one component to any of another
    parent:  (S, 2 S) int32, row s = tree of the ways from stop s: 0 … S - 1 boarding, S … 2 S - 1 alighting
    goal_seconds, goal_metres: (M, S) float64, from boarding a stop to a goal, the last walk and all
    """

    speed: float
    seconds: NDArray[np.float64]
    metres: NDArray[np.float64]
    least: NDArray[np.float64]
    parent: NDArray[np.int32]
    goal_seconds: NDArray[np.float64]
    goal_metres: NDArray[np.float64]


class Plan(NamedTuple):
    """The fastest way; inf seconds where there is none.

    board, alight: the first and last stop ridden, -1 where no ride is taken
    corners, back: how many corners stand in the buffers: of the walk over the floor, or to the first stop; and of the
                   walk from the goal back to the last stop
    """

    seconds: float
    metres: float
    board: int
    alight: int
    corners: int
    back: int


class QueryBuffers(NamedTuple):
    """Memory to work in, made once for many queries. S stops, N nodes.

    here, there:     what start and goal see
    before, after:   (S,) float64, seconds from the start to a stop, and from a stop to the goal; at first at least that
    before_first, after_first: (S,) int64, the first corner of that walk, UNKNOWN before it was looked for
    corners, back:   (N,) int32, as in Plan
    """

    here: View
    there: View
    before: NDArray[np.float64]
    after: NDArray[np.float64]
    before_first: NDArray[np.int64]
    after_first: NDArray[np.int64]
    corners: NDArray[np.int32]
    back: NDArray[np.int32]


UNKNOWN = -3


@compiled
def make_query_buffers(mesh: Mesh, tables: Tables) -> QueryBuffers:
    """Enough memory for any query on this mesh."""
    stops = tables.stop_count
    return QueryBuffers(
        make_view(tables),
        make_view(tables),
        np.empty(stops),
        np.empty(stops),
        np.empty(stops, dtype=np.int64),
        np.empty(stops, dtype=np.int64),
        np.empty(len(mesh.corner) + 1, dtype=np.int32),
        np.empty(len(mesh.corner) + 1, dtype=np.int32),
    )


@lean
def find_plan(mesh: Mesh, tables: Tables, network: Network, buffers: QueryBuffers, start: Point, goal: Point) -> Plan:
    """The fastest way between two points on the floors. Steps: 1. straight on, 2. round corners, 3. by rides."""
    origin, target = mesh.component[start.triangle], mesh.component[goal.triangle]
    metres = straight_metres(mesh, start, goal) if origin == target else np.inf
    best = Plan(metres / network.speed, metres, -1, -1, 0, 0)
    if metres < np.inf and best.seconds <= network.least[origin, target]:
        return best
    here_size = look_up(mesh, tables, start, buffers.here)
    there_size = look_up(mesh, tables, goal, buffers.there)
    if origin == target and metres == np.inf:
        walk = find_walk(mesh, tables, start, buffers.here, here_size, goal, buffers.there, there_size)
        if walk.first >= 0:
            count = trace_walk(mesh, tables, origin, walk, -1, buffers.corners)
            metres = true_metres(mesh, tables, origin, start, goal.x, goal.y, buffers.corners[:count])
            best = Plan(metres / network.speed, metres, -1, -1, count, 0)
    if best.seconds <= network.least[origin, target]:
        return best
    return _with_rides(mesh, tables, network, buffers, start, here_size, goal, there_size, best)


@lean
def _with_rides(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    buffers: QueryBuffers,
    start: Point,
    here_size: int,
    goal: Point,
    there_size: int,
    best: Plan,
) -> Plan:
    """The best of a plan and every pair of first and last stop; ties go to the floor, then to the lowest stops.

    Steps: 1. to every stop straight, as if nothing were in the way, 2. the best pair by what is known, 3. really look
    for its walks; again from 2 until a pair whose walks are known is the best, 4. their true metres.
    """
    origin, target = mesh.component[start.triangle], mesh.component[goal.triangle]
    boards = tables.stops[tables.stops_first[origin] : tables.stops_first[origin + 1]]
    alights = tables.stops[tables.stops_first[target] : tables.stops_first[target + 1]]
    speed = network.speed
    beelines(tables, boards, speed, start, buffers.before, buffers.before_first)
    beelines(tables, alights, speed, goal, buffers.after, buffers.after_first)
    while True:
        seconds, board, alight = _best_pair(network, boards, alights, buffers.before, buffers.after)
        if seconds >= best.seconds:
            return best
        if buffers.before_first[board] != UNKNOWN and buffers.after_first[alight] != UNKNOWN:
            break
        if buffers.before_first[board] == UNKNOWN:
            walk = find_goal_walk(mesh, tables, start, buffers.here, here_size, cell_of(mesh, start), board)
            buffers.before[board], buffers.before_first[board] = walk.metres / speed, walk.first
        if buffers.after_first[alight] == UNKNOWN:
            walk = find_goal_walk(mesh, tables, goal, buffers.there, there_size, cell_of(mesh, goal), alight)
            buffers.after[alight], buffers.after_first[alight] = walk.metres / speed, walk.first
    corners, before = true_goal_walk(mesh, tables, start, int(buffers.before_first[board]), board, buffers.corners)
    back, after = true_goal_walk(mesh, tables, goal, int(buffers.after_first[alight]), alight, buffers.back)
    seconds = (before + after) / speed + network.seconds[board, alight]
    return Plan(seconds, before + network.metres[board, alight] + after, board, alight, corners, back)


@lean
def beelines(
    tables: Tables, stops: np.ndarray, speed: float, point: Point, seconds: np.ndarray, first: np.ndarray
) -> None:
    """Write the least seconds there can be between a point and each stop. stops: (s,) int64; the others as in QueryBuffers."""
    for s in stops:
        metres = distance(point.x, point.y, tables.goal_xy[s, 0], tables.goal_xy[s, 1])
        # Less by more than rounding can add, so that no walk found later is shorter.
        seconds[s] = metres * (1.0 - 1e-12) / speed
        first[s] = UNKNOWN


@lean
def _best_pair(
    network: Network, boards: np.ndarray, alights: np.ndarray, before: np.ndarray, after: np.ndarray
) -> tuple[float, int, int]:
    """The stops, of boards and alights (.,) int64, with the least seconds by what is known; the first of equals.

    before, after: (S,) float64, seconds, as in QueryBuffers
    """
    best, best_board = np.inf, -1
    for board in boards:
        if before[board] < best:
            seconds = before[board] + least_with(network.seconds[board], after, alights)
            if seconds < best:
                best, best_board = seconds, int(board)
    return best, best_board, first_with(network.seconds[best_board], after, alights) if best_board >= 0 else -1


@lean
def least_with(ride: np.ndarray, walk: np.ndarray, stops: np.ndarray) -> float:
    """The least seconds of a ride and a walk, (S,) float64 each, by one of some stops, (s,) int64."""
    least = np.inf
    for stop in stops:
        seconds = ride[stop] + walk[stop]
        least = min(least, seconds)
    return least


@lean
def first_with(ride: np.ndarray, walk: np.ndarray, stops: np.ndarray) -> int:
    """The first of the stops by which it takes the least seconds, -1 where none leads there. As above."""
    least = least_with(ride, walk, stops)
    if least < np.inf:
        for stop in stops:
            if ride[stop] + walk[stop] == least:
                return int(stop)
    return -1


@lean
def true_goal_walk(
    mesh: Mesh, tables: Tables, point: Point, first: int, goal: int, corners: np.ndarray
) -> tuple[int, float]:
    """Write the corners of a walk, of find_goal_walk, by its first: (N,) int32; returns how many, and its true metres."""
    component = mesh.component[point.triangle]
    count = trace_walk(mesh, tables, component, Walk(np.inf, first, NO_WALK), goal, corners)
    x, y = tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
    return count, true_metres(mesh, tables, component, point, x, y, corners[:count])


@lean
def walk_metres(mesh: Mesh, tables: Tables, buffers: QueryBuffers, start: Point, goal: int) -> float:
    """Metres from a point to a goal of its component without leaving the floor, inf where there is no way."""
    size = look_up(mesh, tables, start, buffers.here)
    walk = find_goal_walk(mesh, tables, start, buffers.here, size, cell_of(mesh, start), goal)
    if walk.first == NO_WALK:
        return np.inf
    return true_goal_walk(mesh, tables, start, walk.first, goal, buffers.corners)[1]


@compiled
def find_plans(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    start: tuple[np.ndarray, np.ndarray],
    goal: tuple[np.ndarray, np.ndarray],
    order: np.ndarray,
    seconds: np.ndarray,
    metres: np.ndarray,
) -> None:
    """Many queries at once.

    start, goal:     (n,) int64 triangles, -1 = off the floor, and (n, 2) float64 points in them
    order:           (n,) int64, in which they are answered
    seconds, metres: (n,) float64, written; inf where there is no way
    """
    buffers = make_query_buffers(mesh, tables)
    for i in order:
        if start[0][i] < 0 or goal[0][i] < 0:
            seconds[i] = metres[i] = np.inf
            continue
        here = Point(start[0][i], start[1][i, 0], start[1][i, 1])
        there = Point(goal[0][i], goal[1][i, 0], goal[1][i, 1])
        plan = find_plan(mesh, tables, network, buffers, here, there)
        seconds[i], metres[i] = plan.seconds, plan.metres
