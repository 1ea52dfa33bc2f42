"""The net of guides: nodes on guides, a few metres apart, and arcs between them, along a guide, to one it meets, across the open.

A way in the open is straight, from a node to the nearest nodes of the nearest guides that are seen from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Point

from navmesh.compiled import compiled
from navmesh.guides import RIM, Guide
from navmesh.mesh import Mesh
from navmesh.plans import FloorPoint
from navmesh.sight import place, sees

Floats = NDArray[np.float64]
Wide = NDArray[np.int64]

# Metres between the nodes of a guide, at most; nodes nearer to each other than the second are one.
SPACING, SAME_NODE = 2.5, 0.05
# So near, metres, guides meet: one is felt from the other; and so near to a guide one finds it at once.
MEETING, BESIDE = 0.9, 2.0
# Nobody crosses more in the open, metres; from a node to so many others at most, the nearest ones; guides shorter than that
# are not what one crosses to.
LONGEST_CROSSING, CROSSINGS, LEAST_TARGET = 40.0, 16, 1.5

# Kinds of arcs: along paving or through a doorway, along a rim, from a guide to one that it meets, across the open.
ALONG_PAVING, ALONG_RIM, MEET, OPEN = 0, 1, 2, 3


class Net(NamedTuple):
    """The guides of all floors as a graph. N nodes, the last S of them the stops; A arcs, in both directions.

    guide:    (N,) int64, the guide on which a node lies, -1 of stops
    floor:    (N,) int64;  xy: (N, 2) float64, metres
    triangle: (N,) int64, -1 of a stop off the floor
    tail, head: (A,) int64, nodes;  kind: (A,) int64, ALONG_PAVING … OPEN;  metres: (A,) float64
    """

    guide: Wide
    floor: Wide
    xy: Floats
    triangle: Wide
    tail: Wide
    head: Wide
    kind: Wide
    metres: Floats

    @property
    def first_stop(self) -> int:
        """The node of stop 0, and so how many nodes lie on guides."""
        return len(self.guide) - int((self.guide < 0).sum())


def build_net(mesh: Mesh, guides: Sequence[Guide], stops: Sequence[FloorPoint], goals: Sequence[FloorPoint]) -> Net:
    """The net of guides. Steps: 1. nodes on guides, then stops, 2. arcs, 3. only those clear of things, in both directions."""
    nodes = [
        node for floor in sorted({guide.floor for guide in guides}) for node in _nodes(guides, floor, stops, goals)
    ]
    guide = np.array([number for number, _, _ in nodes] + [-1] * len(stops), dtype=np.int64)
    xy = np.array([(x, y) for _, x, y in nodes] + [(x, y) for _, x, y in stops], dtype=np.float64).reshape(-1, 2)
    floor = np.array([guides[number].floor for number, _, _ in nodes] + [f for f, _, _ in stops], dtype=np.int64)
    triangle = place_nodes(mesh, floor, xy)
    pairs, kinds = _arcs(guides, guide, floor, xy, len(nodes))
    tail, head = pairs.T
    is_clear = clear_pairs(mesh, triangle, xy, np.ascontiguousarray(tail), np.ascontiguousarray(head))
    tail, head, kinds = tail[is_clear], head[is_clear], kinds[is_clear]
    metres = np.hypot(*(xy[head] - xy[tail]).T)
    both = (np.concatenate((tail, head)), np.concatenate((head, tail)))
    return Net(guide, floor, xy, triangle, *both, np.tile(kinds, 2), np.tile(metres, 2))


def _arcs(guides: Sequence[Guide], guide: Wide, floor: Wide, xy: Floats, count: int) -> tuple[Wide, Wide]:
    """The nodes of each arc, (a, 2) int64, in one direction, and its kind, (a,) int64. count: of nodes on guides; the rest as in Net"""
    along, meeting = _along(guide[:count]), _meeting(guide[:count], floor, xy)
    to_stops = [_to_stop(guide, floor, xy, stop) for stop in range(count, len(guide))]
    pairs = np.concatenate((along, meeting, _across(guides, guide[:count], floor, xy), *to_stops))
    is_rim = np.array([one.kind == RIM for one in guides], dtype=np.bool_)
    kinds = np.full(len(pairs), OPEN)
    kinds[: len(along)] = np.where(is_rim[guide[along[:, 0]]], ALONG_RIM, ALONG_PAVING)
    kinds[len(along) : len(along) + len(meeting)] = MEET
    return pairs, kinds


def _nodes(
    guides: Sequence[Guide], floor: int, stops: Sequence[FloorPoint], goals: Sequence[FloorPoint]
) -> list[tuple[int, float, float]]:
    """The nodes of a floor's guides, guide by guide: its number, x, y."""
    mine = [number for number, guide in enumerate(guides) if guide.floor == floor]
    ends = [end for number in mine for end in (guides[number].a, guides[number].b)]
    marks = np.array([(x, y) for f, x, y in [*stops, *goals] if f == floor]).reshape(-1, 2)
    lines = np.array([(guides[number].a, guides[number].b) for number in mine])
    found = []
    for number, (a, b) in zip(mine, lines, strict=True):
        length = float(np.hypot(*(b - a)))
        cuts = [np.linspace(0.0, length, max(1, int(np.ceil(length / SPACING))) + 1)]
        if length > 0.0:
            along = (b - a) / length
            cuts += [_feet(a, along, length, np.array(ends), MEETING), _feet(a, along, length, marks, BESIDE)]
            cuts.append(_crossed(a, along, length, lines))
        kept = _apart(np.sort(np.concatenate(cuts)), length)
        found += [(number, *(a + (b - a) * (metres / length if length > 0.0 else 0.0)).tolist()) for metres in kept]
    return found


def _apart(cuts: Floats, length: float) -> list[float]:
    """The cuts of a guide, (c,) float64, ascending metres along it, without those too near to the one before, or to its end."""
    # The ends stay where they are: other guides begin there.
    kept = [0.0]
    for metres in cuts.tolist():
        if metres - kept[-1] > SAME_NODE and length - metres > SAME_NODE:
            kept.append(metres)
    return [*kept, length]


def _feet(a: Floats, along: Floats, length: float, points: Floats, near: float) -> Floats:
    """Where a guide is nearest to each of the points, (p, 2), that lie near to it: metres along it, (n,) float64."""
    if not len(points):
        return np.empty(0)
    metres = np.clip((points - a) @ along, 0.0, length)
    off = np.hypot(*(points - a - metres[:, None] * along).T)
    return np.asarray(metres[off <= near])


def _crossed(a: Floats, along: Floats, length: float, lines: Floats) -> Floats:
    """Where a guide is crossed by others, (g, 2, 2): metres along it, (n,) float64."""
    u, w = lines[:, 1] - lines[:, 0], lines[:, 0] - a
    area = along[0] * u[:, 1] - along[1] * u[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        metres = (w[:, 0] * u[:, 1] - w[:, 1] * u[:, 0]) / area
        share = (w[:, 0] * along[1] - w[:, 1] * along[0]) / area
    return np.asarray(metres[(area != 0.0) & (metres >= 0.0) & (metres <= length) & (share >= 0.0) & (share <= 1.0)])


def _along(guide: Wide) -> Wide:
    """Neighbours on a guide: (n, 2) int64."""
    here = np.flatnonzero(guide[:-1] == guide[1:])
    return np.column_stack((here, here + 1))


def _meeting(guide: Wide, floor: Wide, xy: Floats) -> Wide:
    """Nodes of different guides that are felt from each other: (n, 2) int64."""
    points = [Point(x, y) for x, y in xy[: len(guide)].tolist()]
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=MEETING)
    kept = (one < other) & (guide[one] != guide[other]) & (floor[one] == floor[other])
    return np.column_stack((one[kept], other[kept]))


def _across(guides: Sequence[Guide], guide: Wide, floor: Wide, xy: Floats) -> Wide:
    """From each node to the nearest ones of the nearest guides: (n, 2) int64."""
    found = [np.empty((0, 2), dtype=np.int64)]
    for number in np.unique(floor[: len(guide)]):
        nodes = np.flatnonzero(floor[: len(guide)] == number)
        targets = [nodes[guide[nodes] == g] for g in np.unique(guide[nodes]) if _is_target(guides[g])]
        nearest, metres = np.empty((len(nodes), len(targets)), np.int64), np.empty((len(nodes), len(targets)))
        for k, target in enumerate(targets):
            far = np.hypot(*(xy[nodes][:, None] - xy[target][None]).transpose(2, 0, 1))
            best = far.argmin(axis=1)
            nearest[:, k], metres[:, k] = target[best], far[np.arange(len(nodes)), best]
            metres[guide[nodes] == guide[target[0]], k] = np.inf
        order = np.argsort(metres, axis=1, kind="stable")[:, :CROSSINGS]
        there = np.take_along_axis(nearest, order, axis=1)
        is_near = np.take_along_axis(metres, order, axis=1) <= LONGEST_CROSSING
        found.append(np.column_stack((np.repeat(nodes, is_near.sum(axis=1)), there[is_near])))
    pairs = np.sort(np.concatenate(found), axis=1)
    return np.unique(pairs, axis=0)


def _is_target(guide: Guide) -> bool:
    return guide.kind != RIM or float(np.hypot(*np.subtract(guide.b, guide.a))) >= LEAST_TARGET


def _to_stop(guide: Wide, floor: Wide, xy: Floats, stop: int) -> Wide:
    """The nodes one may go to from a stop, each with the stop's own: (n, 2) int64."""
    nodes = near_nodes(guide, floor, xy, int(floor[stop]), xy[stop])
    return np.column_stack((nodes, np.full(len(nodes), stop)))


def near_nodes(guide: Wide, floor: Wide, xy: Floats, on: int, at: Floats) -> Wide:
    """The nodes one may go to from a point: all beside it, and the nearest of the nearest guides. (n,) int64"""
    nodes = np.flatnonzero((floor == on) & (guide >= 0))
    far = np.hypot(*(xy[nodes] - at).T)
    order = np.argsort(far, kind="stable")
    _, first = np.unique(guide[nodes][order], return_index=True)
    first = np.sort(first)[: 2 * CROSSINGS]
    chosen = np.union1d(first, np.flatnonzero(far[order] <= BESIDE))
    return np.asarray(nodes[order][chosen][far[order][chosen] <= LONGEST_CROSSING])


@compiled
def place_nodes(mesh: Mesh, floor: np.ndarray, xy: np.ndarray) -> np.ndarray:
    """The triangle in which each node lies strictly, (N,) int64; -1 off the floor."""
    triangle = np.empty(len(floor), dtype=np.int64)
    for i in range(len(floor)):
        t, x, y = place(mesh, floor[i], xy[i, 0], xy[i, 1])
        triangle[i] = t if x == xy[i, 0] and y == xy[i, 1] else -1
    return triangle


@compiled
def clear_pairs(mesh: Mesh, triangle: np.ndarray, xy: np.ndarray, tail: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Whether nothing stands between the nodes of each pair, (p,) int64 each: (p,) bool. xy: (N, 2) float64"""
    is_clear = np.zeros(len(tail), dtype=np.bool_)
    for k in range(len(tail)):
        a, b = tail[k], head[k]
        if triangle[a] >= 0 and triangle[b] >= 0:
            is_clear[k] = sees(mesh, triangle[a], xy[a, 0], xy[a, 1], triangle[b], xy[b, 0], xy[b, 1])
    return is_clear
