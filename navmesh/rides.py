"""Rides between floors: what a connector costs, and the fastest chain of rides from any stop to any other.

A ride takes its wait once and then the seconds between the neighbouring stops it passes. A lift that is told no
seconds takes 8 s and a second per metre of height for the whole ride; the others go by length and speed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.graph import Graph, shortest_from
from navmesh.mesh import Mesh
from navmesh.query import Network, make_query_buffers, walk_metres
from navmesh.tables import Tables
from navmesh.walks import Point

# Metres per second: along the slope of an escalator or of stairs, up the shaft of a lift.
ESCALATOR_SPEED = 0.5
STAIRS_UP_SPEED = 0.5
STAIRS_DOWN_SPEED = 0.6
LIFT_SPEED = 1.0
LIFT_WAIT_S = 30.0
LIFT_DOORS_S = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStop:
    """Where a link is entered or left; `floor` is the floor's index."""

    floor: int
    x: float
    y: float
    z: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A connector, as far as routes care. seconds: between neighbouring stops; wait_s: once per ride.

    front_deg: the way its door looks, where it has one and that is known; turns: whether its direction follows a timetable.
    """

    id: str
    kind: str
    direction: str
    closed: bool
    seconds: float | None
    wait_s: float | None
    front_deg: float | None = None
    turns: bool = False
    stops: tuple[LinkStop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """One ride of a link between two of its stops; board and alight number the stops of the whole hall."""

    link: int
    first: int
    last: int
    board: int
    alight: int
    seconds: float
    metres: float


def rides_of(links: Sequence[Link], speed: float) -> list[Ride]:
    """Every ride of every link, closed or not, the way it goes; stops numbered link by link. speed: of a walk."""
    rides: list[Ride] = []
    base = 0
    for number, link in enumerate(links):
        for first, last in _pairs(link):
            rides.append(
                Ride(
                    link=number,
                    first=first,
                    last=last,
                    board=base + first,
                    alight=base + last,
                    seconds=_seconds(link, first, last, speed),
                    metres=sum(_metres(a, b) for a, b in pairwise(passed(link, first, last))),
                )
            )
        base += len(link.stops)
    return rides


def _pairs(link: Link) -> list[tuple[int, int]]:
    count = len(link.stops)
    every = [(first, last) for first in range(count) for last in range(count) if first != last]
    return [pair for pair in every if link.direction == "both" or (link.direction == "up") == _is_up(link, *pair)]


def _is_up(link: Link, first: int, last: int) -> bool:
    """Stops are ordered by floor; should two lie at one height, the order decides."""
    return (link.stops[last].z, last) > (link.stops[first].z, first)


def passed(link: Link, first: int, last: int) -> tuple[LinkStop, ...]:
    """The stops of a ride from one of a link's stops to another, with those it passes."""
    return link.stops[first : last + 1] if first < last else link.stops[last : first + 1][::-1]


def _seconds(link: Link, first: int, last: int, speed: float) -> float:
    wait = LIFT_WAIT_S if link.kind == "lift" else 0.0
    wait = wait if link.wait_s is None else link.wait_s
    if link.seconds is not None:
        return wait + abs(last - first) * link.seconds
    if link.kind == "lift":
        return wait + LIFT_DOORS_S + abs(link.stops[last].z - link.stops[first].z) / LIFT_SPEED
    return wait + sum(_metres(a, b) / _speed(link.kind, a, b, speed) for a, b in pairwise(passed(link, first, last)))


def _speed(kind: str, a: LinkStop, b: LinkStop, walk_speed: float) -> float:
    if kind == "escalator":
        return ESCALATOR_SPEED
    if kind == "stairs":
        return STAIRS_DOWN_SPEED if b.z < a.z else STAIRS_UP_SPEED
    return walk_speed


def _metres(a: LinkStop, b: LinkStop) -> float:
    return math.dist((a.x, a.y, a.z), (b.x, b.y, b.z))


def build_network(mesh: Mesh, tables: Tables, rides: Sequence[Ride], speed: float) -> Network:
    """The fastest way from every stop to every other by these rides, beginning and ending with one. speed: of a walk

    Steps: 1. the walks from where one alights to where one can board, 2. a graph of rides and walks, in which every stop stands
    twice, to board (0 … S - 1) and to alight (S …), 3. the fastest chains in it, 4. from these on to the goals.
    """
    count = tables.stop_count
    usable = [ride for ride in rides if min(tables.goal_triangle[[ride.board, ride.alight]]) >= 0]
    board = np.array([ride.board for ride in usable], dtype=np.int32)
    alight = np.array([ride.alight for ride in usable], dtype=np.int32)
    walk_from, walk_to, walked = stop_walks(mesh, tables, board, alight)
    start = np.concatenate((board, walk_from + count))
    to = np.concatenate((alight + count, walk_to))
    seconds = np.concatenate(([ride.seconds for ride in usable], walked / speed))
    arc_metres = np.concatenate(([ride.metres for ride in usable], walked))
    order = np.lexsort((to, start))
    first = np.searchsorted(start[order], np.arange(2 * count + 1)).astype(np.int32)
    graph = Graph(first, to[order].astype(np.int32), seconds[order])
    fastest, metres, parent = chains(graph, arc_metres[order], count)
    to_goals = goal_rides(mesh, tables, fastest, metres, speed)
    return Network(speed, fastest, metres, _least(mesh, tables, fastest), parent, *to_goals)


@compiled
def goal_rides(
    mesh: Mesh, tables: Tables, seconds: np.ndarray, metres: np.ndarray, speed: float
) -> tuple[np.ndarray, np.ndarray]:
    """goal_seconds and goal_metres of Network: by the best last stop. seconds, metres: as in Network."""
    count, goals = tables.stop_count, len(tables.goal_triangle)
    to_goal, length = np.full((goals, count), np.inf), np.full((goals, count), np.inf)
    buffers = make_query_buffers(mesh, tables)
    for goal in range(goals):
        if tables.goal_triangle[goal] < 0:
            continue
        c = mesh.component[tables.goal_triangle[goal]]
        for alight in tables.stops[tables.stops_first[c] : tables.stops_first[c + 1]]:
            if seconds[:, alight].min() == np.inf:
                continue
            here = Point(tables.goal_triangle[alight], tables.goal_xy[alight, 0], tables.goal_xy[alight, 1])
            walked = walk_metres(mesh, tables, buffers, here, goal)
            for board in range(count):
                through = seconds[board, alight] + walked / speed
                if through < to_goal[goal, board]:
                    to_goal[goal, board], length[goal, board] = through, metres[board, alight] + walked
    return to_goal, length


def _least(mesh: Mesh, tables: Tables, seconds: NDArray[np.float64]) -> NDArray[np.float64]:
    """The least seconds from any stop of a component to any of another: (C, C) float64. seconds: as in Network."""
    components = len(mesh.floor)
    least = np.full((components, components), np.inf)
    component = mesh.component[tables.goal_triangle[tables.stops]]
    np.minimum.at(least, (component[:, None], component[None]), seconds[np.ix_(tables.stops, tables.stops)])
    return least


@compiled
def stop_walks(
    mesh: Mesh, tables: Tables, board: np.ndarray, alight: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The walks from where one alights to where one can board: stops (w,) int32 each, and metres (w,) float64.

    board, alight: (r,) int32, the stops of each ride
    """
    count = tables.stop_count
    boards, alights = np.zeros(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
    boards[board] = True
    alights[alight] = True
    buffers = make_query_buffers(mesh, tables)
    # Empty; numba has to be told of what.
    walks = [(0, 0, 0.0) for _ in range(0)]
    for c in range(len(tables.stops_first) - 1):
        stops = tables.stops[tables.stops_first[c] : tables.stops_first[c + 1]]
        for s in stops[alights[stops]]:
            here = Point(tables.goal_triangle[s], tables.goal_xy[s, 0], tables.goal_xy[s, 1])
            for t in stops[boards[stops]]:
                metres_there = walk_metres(mesh, tables, buffers, here, t) if s != t else 0.0
                walks.append((s, t, metres_there))
    start, to, metres = np.empty(len(walks), np.int32), np.empty(len(walks), np.int32), np.empty(len(walks))
    for i in range(len(walks)):
        start[i], to[i], metres[i] = walks[i]
    return start, to, metres


@compiled
def chains(graph: Graph, metres: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All ways from boarding (nodes 0 … count - 1) to alighting (count …): seconds, metres and parent of Network.

    metres: (A,) float64, of each arc of the graph
    """
    seconds, total = np.full((count, count), np.inf), np.full((count, count), np.inf)
    parent = np.empty((count, 2 * count), dtype=np.int32)
    cost = np.empty(2 * count)
    for s in range(count):
        shortest_from(graph, s, 0, cost, parent[s])
        for t in range(count):
            if cost[count + t] < np.inf:
                seconds[s, t] = cost[count + t]
                total[s, t] = _chain_metres(graph, metres, parent[s], s, count + t)
    return seconds, total, parent


@compiled
def _chain_metres(graph: Graph, metres: np.ndarray, parent: np.ndarray, source: int, node: int) -> float:
    """The metres of the tree's way from its source to a node. metres (A,) float64; parent (2 S,) int32."""
    total = 0.0
    while node != source:
        before = parent[node]
        best = -1
        for arc in range(graph.first[before], graph.first[before + 1]):
            if graph.to[arc] == node and (best < 0 or graph.cost[arc] < graph.cost[best]):
                best = arc
        total += metres[best]
        node = before
    return total
