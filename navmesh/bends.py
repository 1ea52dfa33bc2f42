"""The real turns of a route's walks: what is left of a line once all that is straight to a walker is taken out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from navmesh.compiled import compiled, lean
from navmesh.legs import XYZ, Leg
from navmesh.lines import metres_along

# What stays within this many metres of a straight line is straight to a walker.
STRAIGHT_WITHIN = 1.2
SLIGHT_DEG = 35.0


class Bend(NamedTuple):
    """A turn of a walk: the leg's number, where it is, metres from the leg's start, and degrees, left positive."""

    leg: int
    x: float
    y: float
    along: float
    turn_deg: float


def heading_between(a: XYZ, b: XYZ) -> float:
    """The way from one point to another looks, degrees."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def bends_of(legs: Sequence[Leg]) -> list[Bend]:
    """The turns of all walks, in order."""
    walks = [number for number, leg in enumerate(legs) if leg.connector is None and len(leg.points) > 2]
    if not walks:
        return []
    points = np.array([point for number in walks for point in legs[number].points])
    ends = np.array([*accumulate([len(legs[number].points) for number in walks])])
    return [Bend(walks[int(walk)], *told) for walk, *told in find_bends(points, ends).tolist()]


@compiled
def find_bends(points: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The turns of walks: (n, 5) float64, the walk and the rest of Bend.

    points: (p, 3) float64, metres, of one walk after the other;  ends: (w,) int64, where the points of each end
    """
    bends = np.empty((len(points), 5))
    count, first = 0, 0
    for walk in range(len(ends)):
        line = points[first : ends[walk]]
        kept, along = simplified(line), metres_along(line)
        for k in range(1, len(kept) - 1):
            before, at, after = line[kept[k - 1]], line[kept[k]], line[kept[k + 1]]
            turned = turn_between(_heading(before, at), _heading(at, after))
            if abs(turned) >= SLIGHT_DEG:
                bends[count, 0], bends[count, 1], bends[count, 2] = walk, at[0], at[1]
                bends[count, 3], bends[count, 4] = along[kept[k]], turned
                count += 1
        first = ends[walk]
    return bends[:count]


@compiled
def simplified(line: np.ndarray) -> np.ndarray:
    """The points of a line, (p, 3) float64, without which it would move by more than STRAIGHT_WITHIN: (n,) int64.

    Douglas and Peucker's way: the furthest point from the straight line is kept, and so on before and after it.
    """
    is_kept = np.zeros(len(line), dtype=np.bool_)
    is_kept[0] = is_kept[-1] = True
    spans, waiting = np.empty((len(line), 2), dtype=np.int64), 1
    spans[0] = 0, len(line) - 1
    while waiting:
        waiting -= 1
        first, last = spans[waiting]
        furthest, most = -1, STRAIGHT_WITHIN
        for k in range(first + 1, last):
            metres = _distance(line[k], line[first], line[last])
            if metres > most:
                furthest, most = k, metres
        if furthest >= 0:
            is_kept[furthest] = True
            spans[waiting], spans[waiting + 1] = (first, furthest), (furthest, last)
            waiting += 2
    return np.flatnonzero(is_kept)


@lean
def _distance(at: np.ndarray, a: np.ndarray, b: np.ndarray) -> float:
    """Metres on the floor from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    share = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / squared if squared > 0.0 else 0.0
    share = min(max(share, 0.0), 1.0)
    return float(np.hypot(a[0] + share * dx - at[0], a[1] + share * dy - at[1]))


@lean
def _heading(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.degrees(np.arctan2(b[1] - a[1], b[0] - a[0])))


@lean
def turn_between(before_deg: float, after_deg: float) -> float:
    """Degrees from one heading to another, left positive, in (-180, 180]."""
    return 180.0 - (180.0 - (after_deg - before_deg)) % 360.0
