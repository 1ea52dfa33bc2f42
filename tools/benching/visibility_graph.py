"""networkx: A* on a visibility graph of each floor's convex corners, visibility asked from shapely."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from tools.benching.timing import Query

Floats = NDArray[np.float64]
Node = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Corners with their neighbours on the ring: three (n, 2) float64, metres."""

    at: Floats
    before: Floats
    after: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One floor."""

    area: Polygon
    corners: Corners
    graph: nx.Graph[Node]
    elevation: float


def build(ground: dict[str, Any]) -> list[View]:
    """A graph for each floor."""
    return [build_view(storey["rings"], storey["elevation"]) for storey in ground["storeys"]]


def build_view(rings: list[list[list[float]]], elevation: float) -> View:
    """Every pair of corners that see each other is joined, if a way could bend at both."""
    area = Polygon(rings[0], rings[1:])
    shapely.prepare(area)
    found = [convex_corners(np.array(ring)) for ring in rings]
    corners = Corners(
        at=np.concatenate([some.at for some in found]),
        before=np.concatenate([some.before for some in found]),
        after=np.concatenate([some.after for some in found]),
    )
    graph: nx.Graph[Node] = nx.Graph()
    graph.add_nodes_from(map(tuple, corners.at.tolist()))
    for i in range(len(corners.at)):
        later = slice(i + 1, None)
        here = Corners(at=corners.at[i], before=corners.before[i], after=corners.after[i])
        others = Corners(at=corners.at[later], before=corners.before[later], after=corners.after[later])
        bends = may_bend(corners.at[i], others) & may_bend(others.at, here)
        join(graph, area, corners.at[i], others.at[bends])
    return View(area=area, corners=corners, graph=graph, elevation=elevation)


def convex_corners(ring: Floats) -> Corners:
    """The corners a way may bend round: where a ring, free space to its left, turns right. ring: (n, 2) float64"""
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    turns_right = _cross(ring - before, after - ring) < 0
    return Corners(at=ring[turns_right], before=before[turns_right], after=after[turns_right])


def may_bend(point: Floats, corners: Corners) -> NDArray[np.bool_]:
    """Whether a way from a point could go on round each corner: both its walls lie on one side of the line."""
    line = corners.at - point
    return _cross(line, corners.before - corners.at) * _cross(line, corners.after - corners.at) >= 0


def _cross(a: Floats, b: Floats) -> Floats:
    """(n, 2) float64 each, or one of them (2,)"""
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], dtype=np.float64)


def join(graph: nx.Graph[Node], area: Polygon, point: Floats, others: Floats) -> None:
    """Edges from a point, (2,), to those of the others, (n, 2), that it sees."""
    if not len(others):
        return
    sights = shapely.linestrings(np.stack((np.broadcast_to(point, others.shape), others), axis=1))
    at = (float(point[0]), float(point[1]))
    for x, y in others[shapely.covers(area, sights)].tolist():
        graph.add_edge(at, (x, y), weight=math.hypot(x - at[0], y - at[1]))


def _metres(a: Node, b: Node) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def find_path(built: list[View], query: Query) -> list[list[float]]:
    """Both ends join the graph for the time of the query."""
    view = built[int(query[0])]
    start, goal = np.array(query[1:3]), np.array(query[4:6])
    ends: tuple[Node, Node] = ((query[1], query[2]), (query[4], query[5]))
    view.graph.add_nodes_from(ends)
    corners = view.corners
    join(view.graph, view.area, start, np.concatenate((corners.at[may_bend(start, corners)], goal[None])))
    join(view.graph, view.area, goal, corners.at[may_bend(goal, corners)])
    try:
        path = nx.astar_path(view.graph, *ends, heuristic=_metres)
    except nx.NetworkXNoPath:
        path = []
    view.graph.remove_nodes_from(ends)
    return [[x, y, view.elevation] for x, y in path]
