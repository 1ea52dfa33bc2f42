"""A whole route in one call of a kernel: its ends placed, its plan found, and every point of its walks written.

Handing arrays to a kernel costs more than the search: the sixty of a query 10 µs, one structure that holds them 0.5 µs.
So what a profile's routes need is bound once (`Tracer`), with memory to work in; each is used by one caller at a time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba.core import types
from numba.experimental import structref
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.legs import RIDE, Lines
from navmesh.lines import distance
from navmesh.mesh import Mesh
from navmesh.plans import FloorPoint
from navmesh.query import Network, QueryBuffers, find_plan, make_query_buffers
from navmesh.sight import place
from navmesh.tables import Tables
from navmesh.walks import Point, cell_of, find_goal_walk, look_up, trace_walk

Floats = NDArray[np.float64]

# Points nearer than this are one, and a bend that leaves the straight line by less is none.
SAME_POINT = 1e-8

# What trace_route answers instead of the number of walks.
NO_WAY = 0
OFF_FLOOR = -1


class RouteBuffers(NamedTuple):
    """Memory to write a route to: walk, ride, walk …, one walk more than rides. W walks and P points at most.

    xy:     (2 P,) float64, metres: x, y, x, y … of one walk after the other, each with both its ends
    end:    (W,) int64, how many points there are up to the end of each walk
    metres: (W,) float64, of each walk
    stop:   (2 W,) int64, where rides begin and end: boarded, left, boarded, left …
    """

    xy: NDArray[np.float64]
    end: NDArray[np.int64]
    metres: NDArray[np.float64]
    stop: NDArray[np.int64]


class RideLines(NamedTuple):
    """The rides of a profile as legs of a route. S stops, R rides, F floors.

    number:    (S, S) int64, of the ride from one stop to another
    points:    (., 3) float64, metres, of all rides;  first: (R + 1,) int64, where those of each begin, and the end
    metres:    (R,) float64;  rides: (3, R) int64, as in Lines
    elevation: (F,) float64, metres, of each floor
    """

    number: NDArray[np.int64]
    points: Floats
    first: NDArray[np.int64]
    metres: Floats
    rides: NDArray[np.int64]
    elevation: Floats


class Traced(NamedTuple):
    """A route leg by leg; seconds and metres are inf, and there are no legs, where there is no way.

    Walks of no length are left out, unless there is nothing else.

    rides: (l,) int64, the number of each ride among the profile's, RIDE for a walk
    """

    seconds: float
    metres: float
    lines: Lines
    rides: NDArray[np.int64]


@structref.register
class TracerType(types.StructRef):
    """What numba calls a Tracer."""


class Tracer(structref.StructRefProxy):
    """All that a kernel needs to trace the routes of one profile. stop_xy: (S, 2) float64, metres, where stops are."""

    mesh: Mesh
    tables: Tables
    network: Network
    stop_xy: NDArray[np.float64]
    rides: RideLines
    buffers: QueryBuffers
    route: RouteBuffers


structref.define_proxy(Tracer, TracerType, list(Tracer.__annotations__))  # type: ignore[no-untyped-call]


class Tracers:
    """The tracers of one profile: as many as there ever were threads at work with them at once."""

    def __init__(
        self, mesh: Mesh, tables: Tables, network: Network, stop_xy: NDArray[np.float64], rides: RideLines
    ) -> None:
        self._bound = (mesh, tables, network, stop_xy, rides)
        # To take from a list and to put back are single steps: no thread gets a tracer that another one has.
        self._idle: list[Tracer] = []

    def take(self) -> Tracer:
        """A tracer that is nobody else's until it is given back."""
        try:
            return self._idle.pop()
        except IndexError:
            return self._new()

    def give_back(self, tracer: Tracer) -> None:
        """Let others have it."""
        self._idle.append(tracer)

    def trace(self, start: FloorPoint, goal: FloorPoint) -> Traced | None:
        """The fastest way between two points; None where one of them is off the floor."""
        tracer = self.take()
        walks, seconds, metres, points, numbers, leg_metres = trace_route(tracer, *start, *goal)
        self.give_back(tracer)
        if walks == OFF_FLOOR:
            return None
        return Traced(seconds, metres, Lines(points, numbers[0], numbers[1], leg_metres, numbers[3:]), numbers[2])

    def trace_many(
        self,
        start: tuple[NDArray[np.int64], Floats],
        goal: tuple[NDArray[np.int64], Floats],
        order: NDArray[np.int64],
    ) -> tuple[Floats, Floats, NDArray[np.int64], Floats]:
        """Seconds and metres of many ways, where the points of each begin, and the points: see trace_routes."""
        seconds, metres = np.empty(len(order)), np.empty(len(order))
        tracer = self.take()
        first, points = trace_routes(tracer, start, goal, order, seconds, metres)
        self.give_back(tracer)
        return seconds, metres, first, points

    def _new(self) -> Tracer:
        mesh, _, _, stop_xy, _ = self._bound
        return make_tracer(*self._bound, make_route_buffers(mesh, len(stop_xy)))


def make_route_buffers(mesh: Mesh, stops: int) -> RouteBuffers:
    """Enough memory for any route: no stop is boarded twice, and no walk passes a corner twice."""
    walks = stops + 1
    points = walks * (2 + int(np.diff(mesh.first_node).max(initial=0)))
    return RouteBuffers(np.empty(2 * points), np.empty(walks, np.int64), np.empty(walks), np.empty(2 * walks, np.int64))


@compiled
def make_tracer(
    mesh: Mesh, tables: Tables, network: Network, stop_xy: np.ndarray, rides: RideLines, route: RouteBuffers
) -> Tracer:
    """A tracer with memory of its own."""
    return Tracer(mesh, tables, network, stop_xy, rides, make_query_buffers(mesh, tables), route)  # type: ignore[no-untyped-call]


@compiled
def trace_route(
    tracer: Tracer, floor: int, x: float, y: float, goal_floor: int, goal_x: float, goal_y: float
) -> tuple[int, float, float, np.ndarray, np.ndarray, np.ndarray]:
    """The fastest way leg by leg: how many walks (or NO_WAY or OFF_FLOOR), seconds, metres, and the legs as in Traced.

    Returns of the legs: points (p, 3) float64; numbers (6, l) int64: ends, floors, numbers of rides, and rides as in Lines;
    metres (l,) float64.

    Steps: 1. write the way to the tracer's buffers, 2. count its points, 3. copy them, leg by leg: a walk, the ride after it.
    """
    walks, seconds, metres = write_way(tracer, floor, x, y, goal_floor, goal_x, goal_y)
    route, rides = tracer.route, tracer.rides
    size = route.end[walks - 1] if walks > 0 else 0
    for k in range(walks - 1):
        ride = rides.number[route.stop[2 * k], route.stop[2 * k + 1]]
        size += rides.first[ride + 1] - rides.first[ride]
    points = np.empty((size, 3))
    numbers, leg_metres = np.full((6, max(2 * walks - 1, 0)), RIDE), np.empty(max(2 * walks - 1, 0))
    used, legs, begin = 0, 0, 0
    for walk in range(walks):
        end = route.end[walk]
        if route.metres[walk] > 0.0 or walks == 1:
            for k in range(begin, end):
                points[used, 0], points[used, 1] = route.xy[2 * k], route.xy[2 * k + 1]
                points[used, 2] = rides.elevation[floor]
                used += 1
            numbers[0, legs], numbers[1, legs], leg_metres[legs] = used, floor, route.metres[walk]
            legs += 1
        begin = end
        if walk + 1 < walks:
            ride = rides.number[route.stop[2 * walk], route.stop[2 * walk + 1]]
            for k in range(rides.first[ride], rides.first[ride + 1]):
                points[used] = rides.points[k]
                used += 1
            numbers[0, legs], numbers[2, legs], leg_metres[legs] = used, ride, rides.metres[ride]
            numbers[3:, legs] = rides.rides[:, ride]
            legs, floor = legs + 1, rides.rides[2, ride]
    # Copied: who hands on a part of a table would make other machine code of all that reads it.
    return walks, seconds, metres, points[:used], numbers[:, :legs].copy(), leg_metres[:legs]


@compiled
def write_way(
    tracer: Tracer, floor: int, x: float, y: float, goal_floor: int, goal_x: float, goal_y: float
) -> tuple[int, float, float]:
    """Write the fastest way to the tracer's buffers: how many walks (or NO_WAY or OFF_FLOOR), its seconds and metres."""
    mesh = tracer.mesh
    start, goal = Point(*place(mesh, floor, x, y)), Point(*place(mesh, goal_floor, goal_x, goal_y))
    if start.triangle < 0 or goal.triangle < 0:
        return OFF_FLOOR, np.inf, np.inf
    here, there = (x, y), (goal_x, goal_y)
    return write_way_between(
        mesh, tracer.tables, tracer.network, tracer.stop_xy, tracer.buffers, tracer.route, start, goal, here, there
    )


@compiled
def trace_routes(
    tracer: Tracer,
    start: tuple[np.ndarray, np.ndarray],
    goal: tuple[np.ndarray, np.ndarray],
    order: np.ndarray,
    seconds: np.ndarray,
    metres: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Many routes at once: where the points of each begin, and the end, (n + 1,) int64; the points, (P, 3) float64.

    start, goal:     (n,) int64 triangles, -1 = off the floor, and (n, 2) float64 points in them
    order:           (n,) int64, in which they are answered
    seconds, metres: (n,) float64, written; inf where there is no way

    Steps: 1. the routes in the order in which neighbours share what lies in the cache, 2. their points in that of the questions.
    """
    mesh, tables, network, stop_xy = tracer.mesh, tracer.tables, tracer.network, tracer.stop_xy
    buffers, route, count = tracer.buffers, tracer.route, len(seconds)
    found_at, used = np.zeros(count, dtype=np.int64), 0
    found, first = np.empty((8 * count + 8, 3)), np.zeros(count + 1, dtype=np.int64)
    for i in order:
        seconds[i], metres[i] = np.inf, np.inf
        if start[0][i] < 0 or goal[0][i] < 0:
            continue
        here, there = (start[1][i, 0], start[1][i, 1]), (goal[1][i, 0], goal[1][i, 1])
        one, other = Point(start[0][i], *here), Point(goal[0][i], *there)
        walks, seconds[i], metres[i] = write_way_between(
            mesh, tables, network, stop_xy, buffers, route, one, other, here, there
        )
        size = route.end[walks - 1] if walks > 0 else 0
        if used + size > len(found):
            found = np.concatenate((found, np.empty((len(found) + size, 3))))
        _copy_points(mesh, tables, route, walks, mesh.component[one.triangle], found[used:])
        found_at[i], first[i + 1] = used, size
        used += size
    first = np.cumsum(first)
    return first, _sorted_points(found, found_at, first)


@compiled
def _sorted_points(found: np.ndarray, found_at: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The points of routes in the order of the questions: (P, 3) float64.

    found: (., 3) float64, in that of the answers;  found_at: (n,) int64, where those of each begin;  first: as of trace_routes
    """
    points = np.empty((first[-1], 3))
    source, target = found.ravel(), points.ravel()
    for i in range(len(found_at)):
        for k in range(3 * (first[i + 1] - first[i])):
            target[3 * first[i] + k] = source[3 * found_at[i] + k]
    return points


@lean
def _copy_points(
    mesh: Mesh, tables: Tables, route: RouteBuffers, walks: int, component: int, points: np.ndarray
) -> None:
    """Copy the points of all walks of a route, the first in a component: (., 3) float64, floor, x and y."""
    at = 0
    for walk in range(walks):
        if walk > 0:
            component = mesh.component[tables.goal_triangle[route.stop[2 * walk - 1]]]
        for k in range(at, route.end[walk]):
            points[k, 0], points[k, 1], points[k, 2] = mesh.floor[component], route.xy[2 * k], route.xy[2 * k + 1]
        at = route.end[walk]


@lean
def write_way_between(
    mesh: Mesh,
    tables: Tables,
    network: Network,
    stop_xy: np.ndarray,
    buffers: QueryBuffers,
    route: RouteBuffers,
    start: Point,
    goal: Point,
    here: tuple[float, float],
    there: tuple[float, float],
) -> tuple[int, float, float]:
    """As write_way. here, there: start and goal as they were asked for; their Points may lie a nanometre beside.

    Steps: 1. the plan, 2. its rides, 3. the walk to the first of them, 4. the walks between them, 5. the last walk.
    """
    plan = find_plan(mesh, tables, network, buffers, start, goal)
    if plan.seconds == np.inf:
        return NO_WAY, np.inf, np.inf
    origin, target = mesh.component[start.triangle], mesh.component[goal.triangle]
    if plan.board < 0:
        _write_walk(mesh, tables, route, 0, origin, buffers.corners[: plan.corners], here, there)
        return 1, plan.seconds, plan.metres
    rides = _write_rides(network, plan.board, plan.alight, route.stop)
    _write_walk(mesh, tables, route, 0, origin, buffers.corners[: plan.corners], here, _place_of(stop_xy, plan.board))
    for ride in range(1, rides):
        left, boarded = route.stop[2 * ride - 1], route.stop[2 * ride]
        at = Point(tables.goal_triangle[left], tables.goal_xy[left, 0], tables.goal_xy[left, 1])
        size = look_up(mesh, tables, at, buffers.here)
        walk = find_goal_walk(mesh, tables, at, buffers.here, size, cell_of(mesh, at), boarded)
        component = mesh.component[at.triangle]
        count = trace_walk(mesh, tables, component, walk, boarded, buffers.corners)
        ends = _place_of(stop_xy, left), _place_of(stop_xy, boarded)
        _write_walk(mesh, tables, route, ride, component, buffers.corners[:count], *ends)
    back = buffers.back[: plan.back][::-1]
    _write_walk(mesh, tables, route, rides, target, back, _place_of(stop_xy, plan.alight), there)
    return rides + 1, plan.seconds, plan.metres


@lean
def _place_of(stop_xy: np.ndarray, stop: int) -> tuple[float, float]:
    return stop_xy[stop, 0], stop_xy[stop, 1]


@lean
def _write_rides(network: Network, board: int, alight: int, stop: np.ndarray) -> int:
    """Write the rides of the way from one stop to another, boarded and left in turn: (.,) int64; returns how many."""
    tree, count = network.parent[board], len(network.seconds)
    rides, node = 1, count + alight
    while tree[node] != board:
        node = tree[tree[node]]
        rides += 1
    node = count + alight
    for ride in range(rides - 1, -1, -1):
        stop[2 * ride], stop[2 * ride + 1] = tree[node], node - count
        node = tree[tree[node]] if ride else node
    return rides


@lean
def _write_walk(
    mesh: Mesh,
    tables: Tables,
    route: RouteBuffers,
    walk: int,
    component: int,
    corners: np.ndarray,
    here: tuple[float, float],
    there: tuple[float, float],
) -> None:
    """Write one walk without points that double their neighbour or lie on the straight way; its ends stay.

    corners: (n,) int32, counted from the component's first;  here, there: its ends, metres
    """
    origin, count = mesh.first_node[component], len(corners)
    (x, y), metres = here, 0.0
    at = route.end[walk - 1] if walk else 0
    route.xy[2 * at], route.xy[2 * at + 1] = x, y
    for k in range(count):
        corner_x, corner_y = tables.xy[origin + corners[k], 0], tables.xy[origin + corners[k], 1]
        next_x, next_y = there
        if k + 1 < count:
            next_x, next_y = tables.xy[origin + corners[k + 1], 0], tables.xy[origin + corners[k + 1], 1]
        if _is_bend(x, y, corner_x, corner_y, next_x, next_y):
            metres += distance(x, y, corner_x, corner_y)
            x, y = corner_x, corner_y
            at += 1
            route.xy[2 * at], route.xy[2 * at + 1] = x, y
    metres += distance(x, y, there[0], there[1])
    route.xy[2 * at + 2], route.xy[2 * at + 3] = there
    route.end[walk] = at + 2
    route.metres[walk] = metres if metres > SAME_POINT else 0.0


@lean
def _is_bend(ax: float, ay: float, x: float, y: float, bx: float, by: float) -> bool:
    """Whether a point on the way from a to b is another than both, and lies off the straight line."""
    before = (x - ax) * (x - ax) + (y - ay) * (y - ay)
    after = (bx - x) * (bx - x) + (by - y) * (by - y)
    length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay)
    area = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    is_off_line = length <= SAME_POINT**2 or area * area > SAME_POINT**2 * length
    return bool(min(before, after) > SAME_POINT**2 and is_off_line)
