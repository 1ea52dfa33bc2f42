"""The fastest way between two points: over the floor, or by the best first and last stop of a ride.

Exact because a shortest way over a floor bends only at corners, and a way with rides is: a walk to a stop, rides and
walks between stops (all in the network's table), a walk from a stop.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.mesh import Mesh
from navmesh.sight import look_round, sees
from navmesh.tables import Tables


class Network(NamedTuple):
    """What one profile may ride, from stop to stop, beginning and ending with a ride. S stops.

    speed:   metres per second on floors
    seconds: (S, S) float64, inf where there is no way
    metres:  (S, S) float64, of the way with the least seconds
    least:   (S,) float64, the least seconds of any ride from a stop
    parent:  (S, 2 S) int32, row s = tree of the ways from stop s: 0 … S - 1 boarding, S … 2 S - 1 alighting
    """

    speed: float
    seconds: NDArray[np.float64]
    metres: NDArray[np.float64]
    least: NDArray[np.float64]
    parent: NDArray[np.int32]


class Point(NamedTuple):
    """A point inside a triangle of the mesh, metres."""

    triangle: int
    x: float
    y: float


class View(NamedTuple):
    """A point and the corners it sees: the first `size` of seen (nodes, int32) and metres (float64)."""

    point: Point
    seen: NDArray[np.int32]
    metres: NDArray[np.float64]
    size: int


class Walk(NamedTuple):
    """A way over one floor. first, last: nodes counted from the component's first; -1: straight, -2: no way."""

    metres: float
    first: int
    last: int


class Plan(NamedTuple):
    """The fastest way: first and last stop ridden, -1 where no ride is taken; inf seconds where there is no way."""

    seconds: float
    metres: float
    board: int
    alight: int


class Room(NamedTuple):
    """Memory to work in, made once for many queries. See look_round; to_stop: (S,) float64, -1 = not yet known."""

    seen: NDArray[np.int32]
    metres: NDArray[np.float64]
    other_seen: NDArray[np.int32]
    other_metres: NDArray[np.float64]
    stack: NDArray[np.int32]
    to_stop: NDArray[np.float64]


@compiled
def make_room(mesh: Mesh, tables: Tables) -> Room:
    """Enough memory for any query on this mesh."""
    nodes = len(mesh.corner)
    return Room(
        np.empty(nodes, dtype=np.int32),
        np.empty(nodes),
        np.empty(nodes, dtype=np.int32),
        np.empty(nodes),
        np.empty((len(mesh.xy) + 3, 3), dtype=np.int32),
        np.empty(len(tables.stop_triangle)),
    )


@compiled
def find_plan(mesh: Mesh, tables: Tables, network: Network, room: Room, start: Point, goal: Point) -> Plan:
    """The fastest way between two points on the floors. Steps: 1. straight on, 2. round corners, 3. by rides."""
    is_straight = sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y)
    metres = np.hypot(goal.x - start.x, goal.y - start.y) if is_straight else np.inf
    best = Plan(metres / network.speed, metres, -1, -1)
    if is_straight and not _may_ride_be_faster(mesh, tables, network, start, best.seconds):
        return best
    here = look(mesh, start, room.seen, room.metres, room.stack)
    there = look(mesh, goal, room.other_seen, room.other_metres, room.stack)
    if not is_straight and mesh.component[start.triangle] == mesh.component[goal.triangle]:
        walk = corner_walk(mesh, tables, here, there)
        best = Plan(walk.metres / network.speed, walk.metres, -1, -1)
    return _with_rides(mesh, tables, network, here, there, room.to_stop, best)


@compiled
def look(mesh: Mesh, point: Point, seen: np.ndarray, metres: np.ndarray, stack: np.ndarray) -> View:
    """What a point sees; the arrays as in look_round."""
    return View(point, seen, metres, look_round(mesh, point.triangle, point.x, point.y, seen, metres, stack))


@compiled
def _may_ride_be_faster(mesh: Mesh, tables: Tables, network: Network, start: Point, seconds: float) -> bool:
    """Whether any stop near the start could beat a time, were the walk to it straight."""
    component = mesh.component[start.triangle]
    for k in range(tables.stops_first[component], tables.stops_first[component + 1]):
        s = tables.stops[k]
        away = np.hypot(tables.stop_xy[s, 0] - start.x, tables.stop_xy[s, 1] - start.y)
        if away / network.speed + network.least[s] < seconds:
            return True
    return False


@compiled
def corner_walk(mesh: Mesh, tables: Tables, here: View, there: View) -> Walk:
    """The shortest way round corners between two points of one component; ties go to the lowest nodes."""
    component = mesh.component[here.point.triangle]
    origin = mesh.first_node[component]
    size = mesh.first_node[component + 1] - origin
    best = Walk(np.inf, -2, -2)
    for a in range(here.size):
        first = here.seen[a] - origin
        corner = mesh.corner[here.seen[a]]
        beeline = np.hypot(mesh.xy[corner, 0] - there.point.x, mesh.xy[corner, 1] - there.point.y)
        if here.metres[a] + beeline > best.metres:
            continue
        row = tables.base[component] + first * size
        for b in range(there.size):
            last = there.seen[b] - origin
            metres = here.metres[a] + tables.metres[row + last] + there.metres[b]
            if metres < best.metres or (metres == best.metres and (first, last) < (best.first, best.last)):
                best = Walk(metres, first, last)
    return best


@compiled
def _stop_metres(mesh: Mesh, tables: Tables, here: View, s: int) -> float:
    """Metres from a point to a stop of the same component."""
    point, x, y = here.point, tables.stop_xy[s, 0], tables.stop_xy[s, 1]
    if sees(mesh, point.triangle, point.x, point.y, tables.stop_triangle[s], x, y):
        return float(np.hypot(x - point.x, y - point.y))
    row = tables.stop_base[s] - mesh.first_node[mesh.component[point.triangle]]
    best = np.inf
    for a in range(here.size):
        best = min(best, here.metres[a] + tables.stop_metres[row + here.seen[a]])
    return best


@compiled
def _with_rides(
    mesh: Mesh, tables: Tables, network: Network, here: View, there: View, to_stop: np.ndarray, best: Plan
) -> Plan:
    """The best of a plan and every pair of first and last stop; ties go to the floor, then to the lowest stops."""
    speed = network.speed
    origin, target = mesh.component[here.point.triangle], mesh.component[there.point.triangle]
    to_stop[:] = -1.0
    for k in range(tables.stops_first[origin], tables.stops_first[origin + 1]):
        board = tables.stops[k]
        away = np.hypot(tables.stop_xy[board, 0] - here.point.x, tables.stop_xy[board, 1] - here.point.y)
        if away / speed + network.least[board] >= best.seconds:
            continue
        before = _stop_metres(mesh, tables, here, board)
        for m in range(tables.stops_first[target], tables.stops_first[target + 1]):
            alight = tables.stops[m]
            away = np.hypot(tables.stop_xy[alight, 0] - there.point.x, tables.stop_xy[alight, 1] - there.point.y)
            if before / speed + network.seconds[board, alight] + away / speed >= best.seconds:
                continue
            if to_stop[alight] < 0.0:
                to_stop[alight] = _stop_metres(mesh, tables, there, alight)
            walked = before + to_stop[alight]
            seconds = walked / speed + network.seconds[board, alight]
            if seconds < best.seconds:
                best = Plan(seconds, walked + network.metres[board, alight], board, alight)
    return best


@compiled
def walk_metres(mesh: Mesh, tables: Tables, room: Room, start: Point, goal: Point) -> float:
    """Metres between two points of one component without leaving the floor."""
    if sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y):
        return float(np.hypot(goal.x - start.x, goal.y - start.y))
    here = look(mesh, start, room.seen, room.metres, room.stack)
    there = look(mesh, goal, room.other_seen, room.other_metres, room.stack)
    return corner_walk(mesh, tables, here, there).metres


@compiled
def walk_corners(mesh: Mesh, tables: Tables, start: Point, goal: Point) -> np.ndarray:
    """The corners on the shortest way between two points of one component: (n, 2) float64, metres."""
    if sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y):
        return np.empty((0, 2))
    room = make_room(mesh, tables)
    here = look(mesh, start, room.seen, room.metres, room.stack)
    there = look(mesh, goal, room.other_seen, room.other_metres, room.stack)
    walk = corner_walk(mesh, tables, here, there)
    component = mesh.component[start.triangle]
    origin = mesh.first_node[component]
    size = mesh.first_node[component + 1] - origin
    corners = np.empty((size, 2))
    count, node = 0, walk.first
    while node >= 0:
        corners[count] = mesh.xy[mesh.corner[origin + node]]
        count += 1
        node = -1 if node == walk.last else tables.hop[tables.base[component] + walk.last * size + node]
    return corners[:count].copy()


@compiled
def find_plans(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    start: tuple[np.ndarray, np.ndarray],
    goal: tuple[np.ndarray, np.ndarray],
    seconds: np.ndarray,
    metres: np.ndarray,
) -> None:
    """Many queries at once.

    start, goal:     (n,) int64 triangles, -1 = off the floor, and (n, 2) float64 points in them
    seconds, metres: (n,) float64, written; inf where there is no way
    """
    room = make_room(mesh, tables)
    for i in range(len(seconds)):
        if start[0][i] < 0 or goal[0][i] < 0:
            seconds[i] = metres[i] = np.inf
            continue
        here = Point(start[0][i], start[1][i, 0], start[1][i, 1])
        there = Point(goal[0][i], goal[1][i, 0], goal[1][i, 1])
        plan = find_plan(mesh, tables, network, room, here, there)
        seconds[i], metres[i] = plan.seconds, plan.metres
