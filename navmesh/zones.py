"""Zones and landmarks beside a walk, as kernels: shapely would make an object for every point that is asked about."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean

# What is so near to an edge, metres, lies on it.
ON_EDGE = 1e-9


def edges_of(polygon: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """The edges of a polygon given by its corners: (e, 4) float64, metres, from x, y to x, y."""
    corners = np.array(polygon, dtype=np.float64)
    return np.hstack((corners, np.roll(corners, -1, axis=0)))


@compiled
def is_inside(edges: np.ndarray, x: float, y: float) -> bool:
    """Whether a point lies in the area with these edges, (e, 4) float64, or on one of them."""
    odd = False
    for e in range(len(edges)):
        ax, ay, bx, by = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
        if _distance(ax, ay, bx, by, x, y)[1] <= ON_EDGE * ON_EDGE:
            return True
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            odd = not odd
    return odd


@compiled
def stays_in(edges: np.ndarray, line: np.ndarray, along: np.ndarray) -> np.ndarray:
    """From and to how many metres along a line, (p, 3) float64, it lies in the area with these edges: (n, 2) float64.

    along: as of metres_along

    Steps: 1. where the line crosses an edge, 2. of the parts between, those whose middle is inside, neighbours as one.
    """
    cuts = [0.0, along[-1]]
    for k in range(len(line) - 1):
        x, y, dx, dy = line[k, 0], line[k, 1], line[k + 1, 0] - line[k, 0], line[k + 1, 1] - line[k, 1]
        for e in range(len(edges)):
            ax, ay = edges[e, 0] - x, edges[e, 1] - y
            ex, ey = edges[e, 2] - edges[e, 0], edges[e, 3] - edges[e, 1]
            across = dx * ey - dy * ex
            if across != 0.0:
                share, part = (ax * ey - ay * ex) / across, (ax * dy - ay * dx) / across
                if 0.0 <= share <= 1.0 and 0.0 <= part <= 1.0:
                    cuts.append(along[k] + share * (along[k + 1] - along[k]))
    places = np.sort(np.array(cuts))
    stays = np.empty((len(places), 2))
    count, k = 0, 0
    for n in range(len(places) - 1):
        begin, end = places[n], places[n + 1]
        if end - begin <= ON_EDGE:
            continue
        while k + 2 < len(line) and along[k + 1] <= (begin + end) / 2:
            k += 1
        share = ((begin + end) / 2 - along[k]) / (along[k + 1] - along[k])
        x = line[k, 0] + share * (line[k + 1, 0] - line[k, 0])
        if is_inside(edges, x, line[k, 1] + share * (line[k + 1, 1] - line[k, 1])):
            if count > 0 and begin - stays[count - 1, 1] <= ON_EDGE:
                stays[count - 1, 1] = end
            else:
                stays[count] = begin, end
                count += 1
    return stays[:count]


@compiled
def nearest_along(line: np.ndarray, along: np.ndarray, x: float, y: float) -> tuple[float, float]:
    """How many metres along a line, (p, 3) float64, it is nearest to a point, and how near. along: as of metres_along"""
    place, nearest = 0.0, np.inf
    for k in range(len(line) - 1):
        share, square = _distance(line[k, 0], line[k, 1], line[k + 1, 0], line[k + 1, 1], x, y)
        if square < nearest:
            place, nearest = along[k] + share * (along[k + 1] - along[k]), square
    return place, float(np.sqrt(nearest))


@lean
def _distance(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> tuple[float, float]:
    """The share of the segment from a to b at which it is nearest to a point, and the square of how near."""
    dx, dy = bx - ax, by - ay
    squared = dx * dx + dy * dy
    share = ((x - ax) * dx + (y - ay) * dy) / squared if squared > 0.0 else 0.0
    share = min(max(share, 0.0), 1.0)
    dx, dy = ax + share * dx - x, ay + share * dy - y
    return share, dx * dx + dy * dy
