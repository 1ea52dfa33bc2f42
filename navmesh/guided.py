"""Ways along guides: for people who do not see, and follow paving, walls and counters rather than cross the open.

A way leads along the net's arcs (guided_net). It costs its seconds, where a metre in the open counts `in_open` times and each
change of guide a little more; of all ways in the net the one that costs least is taken, by one search. Where the exact way,
all of it counted as open, costs less still, or the net leads nowhere, it is that.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.graph import Graph, shortest_from
from navmesh.guided_net import BESIDE, MEET, OPEN, Net, near_nodes
from navmesh.guides import Guide
from navmesh.legs import RIDE
from navmesh.mesh import Mesh
from navmesh.plans import FloorPoint, Walker
from navmesh.rides import Ride
from navmesh.sight import place, sees
from navmesh.trace import Traced

Floats = NDArray[np.float64]
Wide = NDArray[np.int64]

# What it costs to turn from one guide to another, and to leave guides and find one again: seconds.
TURN_S, CROSS_S = 4.0, 8.0
# How many times a metre along a wall counts: paving leads past what stands at walls, and nowhere else.
RIM_COUNTS = 1.25
# Points nearer than this are one, metres.
SAME_POINT = 1e-6


class Segment(NamedTuple):
    """A straight part of a guided walk, metres on its floor. kind: paving, rim, doorway or open."""

    kind: str
    a: tuple[float, float]
    b: tuple[float, float]


class GuidedWalk(NamedTuple):
    """Over one floor: the segments one after the other; no segments where one need not walk. ride: the stops of the ride after it."""

    floor: int
    segments: tuple[Segment, ...]
    ride: tuple[int, int] | None


class Tree(NamedTuple):
    """The ways from a start to all nodes of the net. cost: (N + 1,) float64; parent: (N + 1,) int32, as of shortest_from."""

    start: FloorPoint
    cost: Floats
    parent: NDArray[np.int32]


class GuidedWay(NamedTuple):
    """What a way costs, seconds as the search counts them, and its walks."""

    cost: float
    walks: tuple[GuidedWalk, ...]


class Guided:
    """The guided ways of one profile. The net is made when it is first needed, and its graph then kept."""

    def __init__(
        self, mesh: Mesh, guides: Callable[[], tuple[Sequence[Guide], Net]], walker: Walker, rides: Sequence[Ride]
    ) -> None:
        self.mesh, self.walker, self.rides = mesh, walker, rides
        self._guides = guides

    @property
    def guides(self) -> Sequence[Guide]:
        """What can be followed."""
        return self._guides()[0]

    @property
    def net(self) -> Net:
        """The guides as a graph, without rides."""
        return self._guides()[1]

    @cached_property
    def graph(self) -> Graph:
        """The net's arcs and the rides, as what they cost; the last node, the start of a question, has no arcs yet."""
        net, stops = self.net, self.net.first_stop
        rides = [ride for ride in self.rides if min(net.triangle[[stops + ride.board, stops + ride.alight]]) >= 0]
        tail = np.concatenate((net.tail, np.array([stops + ride.board for ride in rides], dtype=np.int64)))
        head = np.concatenate((net.head, np.array([stops + ride.alight for ride in rides], dtype=np.int64)))
        walked = self._cost(net.kind, net.metres) + TURN_S * (net.kind == MEET) + CROSS_S * (net.kind == OPEN)
        cost = np.concatenate((walked, [ride.seconds for ride in rides]))
        order = np.lexsort((head, tail))
        first = np.searchsorted(tail[order], np.arange(len(net.guide) + 2)).astype(np.int32)
        return Graph(first, head[order].astype(np.int32), cost[order])

    def _cost(self, kind: Wide, metres: Floats) -> Floats:
        """Seconds of arcs, (A,), as the search counts them: metres in the open and along a rim count more."""
        counted = np.array([1.0, RIM_COUNTS, self.walker.in_open, self.walker.in_open])[kind]
        return np.asarray(metres * counted / self.walker.speed)

    def links(self, end: FloorPoint) -> tuple[Wide, Floats]:
        """The nodes one can go to straight from a point on the floor, and what that costs: (n,) int64, (n,) float64."""
        net = self.net
        nodes = near_nodes(net.guide, net.floor, net.xy, end[0], np.array(end[1:]))
        seen = seen_from(self.mesh, end[0], end[1], end[2], net.triangle, net.xy, nodes)
        nodes = nodes[seen]
        metres = np.hypot(*(net.xy[nodes] - end[1:]).T)
        cost = self.walker.in_open * metres / self.walker.speed + CROSS_S * (metres > BESIDE)
        return nodes, cost

    def tree(self, start: FloorPoint) -> Tree:
        """The ways from a point on the floor to all nodes."""
        count = len(self.net.guide)
        first, leaving = self.links(start)
        graph = Graph(
            np.append(self.graph.first[:-1], self.graph.first[-1] + len(first)).astype(np.int32),
            np.concatenate((self.graph.to, first.astype(np.int32))),
            np.concatenate((self.graph.cost, leaving)),
        )
        cost, parent = np.empty(count + 1), np.empty(count + 1, dtype=np.int32)
        shortest_from(graph, count, 0, cost, parent)
        return Tree(start, cost, parent)

    def find(self, tree: Tree, goal: FloorPoint) -> GuidedWay | None:
        """The way in the net that costs least, to another point on the floors; None when it leads nowhere."""
        last, arriving = self.links(goal)
        total = tree.cost[last] + arriving
        if not len(last) or not np.isfinite(total.min()):
            return None
        best, root = int(np.argmin(total)), len(self.net.guide)
        path = [int(last[best])]
        while tree.parent[path[-1]] != root:
            path.append(int(tree.parent[path[-1]]))
        return GuidedWay(float(total[best]), self._walks(tree.start, goal, path[::-1]))

    def _walks(self, start: FloorPoint, goal: FloorPoint, path: Sequence[int]) -> tuple[GuidedWalk, ...]:
        """The nodes of a way as walks and rides."""
        net, stops = self.net, self.net.first_stop
        walks: list[GuidedWalk] = []
        floor, at, segments = start[0], (start[1], start[2]), list[Segment]()
        last = -1
        for node in path:
            there = (float(net.xy[node, 0]), float(net.xy[node, 1]))
            if last >= stops and node >= stops:
                walks.append(GuidedWalk(floor, joined(segments), (last - stops, node - stops)))
                floor, segments = int(net.floor[node]), []
            else:
                segments.append(Segment(self._kind(last, node), at, there))
            at, last = there, node
        segments.append(Segment("open", at, (goal[1], goal[2])))
        return (*walks, GuidedWalk(floor, joined(segments), None))

    def _kind(self, one: int, other: int) -> str:
        """Along what one goes from one node to another: their guide's kind, or open. one: -1 for the start"""
        guide = self.net.guide
        return self.guides[guide[one]].kind if one >= 0 and 0 <= guide[one] == guide[other] else "open"


@compiled
def seen_from(
    mesh: Mesh, floor: int, x: float, y: float, triangle: np.ndarray, xy: np.ndarray, nodes: np.ndarray
) -> np.ndarray:
    """Which of the nodes, (n,) int64, are seen from a point: (n,) bool. triangle (N,) int64; xy (N, 2) float64."""
    t, at_x, at_y = place(mesh, floor, x, y)
    seen = np.zeros(len(nodes), dtype=np.bool_)
    for k in range(len(nodes)):
        n = nodes[k]
        if t >= 0 and triangle[n] >= 0:
            seen[k] = sees(mesh, t, at_x, at_y, triangle[n], xy[n, 0], xy[n, 1])
    return seen


def joined(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same walk with as few segments as it has straight parts of one kind; segments of no length are left out."""
    kept: list[Segment] = []
    for segment in segments:
        if math.dist(segment.a, segment.b) < SAME_POINT:
            continue
        if kept and kept[-1].kind == segment.kind and _is_straight(kept[-1].a, segment.a, segment.b):
            kept[-1] = Segment(segment.kind, kept[-1].a, segment.b)
        else:
            kept.append(segment)
    return tuple(kept)


def _is_straight(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> bool:
    """Whether one goes straight on at b, to a nanometre."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]
    return abs(ux * vy - uy * vx) <= 1e-9 * float(np.hypot(ux, uy)) and ux * vx + uy * vy > 0.0


def guided_way(guided: Guided, tree: Tree, goal: FloorPoint, exact: Traced) -> tuple[GuidedWalk, ...]:
    """The walks of the way that costs least from the tree's start to a goal. exact: the fastest way there, which exists"""
    found, in_open = guided.find(tree, goal), all_in_open(exact, guided, tree.start[0])
    return in_open.walks if found is None or in_open.cost <= found.cost else found.walks


def all_in_open(exact: Traced, guided: Guided, floor: int) -> GuidedWay:
    """The exact way, all of it counted as open. floor: where it begins"""
    lines, walker = exact.lines, guided.walker
    walks, segments = list[GuidedWalk](), tuple[Segment, ...]()
    cost, first = exact.seconds, 0
    for leg, end in enumerate(lines.ends.tolist()):
        if lines.floors[leg] == RIDE:
            ride = guided.rides[exact.rides[leg]]
            walks.append(GuidedWalk(floor, segments, (ride.board, ride.alight)))
            floor, segments = int(lines.rides[2, leg]), ()
        else:
            points = [(x, y) for x, y, _ in lines.points[first:end].tolist()]
            segments = joined([Segment("open", a, b) for a, b in pairwise(points)])
            walked = float(lines.metres[leg])
            cost += (walker.in_open - 1.0) * walked / walker.speed + CROSS_S * len(segments)
        first = end
    return GuidedWay(cost, (*walks, GuidedWalk(floor, segments, None)))
