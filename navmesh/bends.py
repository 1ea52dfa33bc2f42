"""The real turns of a walk: what is left of a line once all that is straight to a walker is taken out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from navmesh.compiled import compiled, lean
from navmesh.legs import XYZ
from navmesh.lines import metres_along

# What stays within this many metres of a straight line is straight to a walker.
STRAIGHT_WITHIN = 1.2
# A shorter piece is part of the turn it lies in; the first, and the last towards the goal, may be shorter.
LEAST_PIECE, LEAST_AT_END = 4.0, 2.5
# Nobody calls less than this a turn; but where one sets out, and towards the goal, less already tells the way.
SLIGHT_DEG, CLEAR_DEG = 35.0, 22.0
# Small turns that were not told add up: so much is told at the next that is at least as large as the other.
DRIFT_DEG, NOTICED_DEG = 45.0, 15.0


class Bend(NamedTuple):
    """A turn of a walk: where it is, metres from the walk's start, and degrees, left positive."""

    x: float
    y: float
    along: float
    turn_deg: float


class Course(NamedTuple):
    """A walk as one remembers it. first_deg: the way it sets out; bends: the first one may be at the very start.

    last_deg: the way of its last piece that is long enough; last_from: where that begins, last_along: metres from the start
    rest_deg: the turn to its very end, where a few more steps go on from there; 0 where none do
    """

    first_deg: float
    bends: tuple[Bend, ...]
    last_deg: float
    last_from: tuple[float, float]
    last_along: float
    rest_deg: float


def heading_between(a: Sequence[float], b: Sequence[float]) -> float:
    """The way from one point to another looks, degrees."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def course_of(line: Sequence[XYZ], facing_deg: float | None) -> Course:
    """What one remembers of a walk. facing_deg: the way one looks before it, where that is known.

    Steps: 1. what is straight to a walker becomes one piece, 2. pieces of a few steps are left out, 3. where the next piece
    leads another way than one looked, or than all that was told so far, there is a bend: at the end of the piece before.
    """
    points = np.array(line)
    numbers = simplified(points)
    kept, along = points[numbers].tolist(), metres_along(points)[numbers].tolist()
    least = [LEAST_AT_END, *[LEAST_PIECE] * (len(kept) - 3), LEAST_AT_END]
    pieces = [k for k in range(len(kept) - 1) if along[k + 1] - along[k] >= least[k]]
    if not pieces:
        heading = heading_between(kept[0], kept[-1])
        at_once = _bend_if(kept[0], 0.0, facing_deg, facing_deg, heading, CLEAR_DEG)
        return Course(heading, at_once, heading, (kept[0][0], kept[0][1]), 0.0, 0.0)
    told, before, end = facing_deg, facing_deg, 0
    bends: tuple[Bend, ...] = ()
    for k in pieces:
        heading = heading_between(kept[k], kept[k + 1])
        found = _bend_if(
            kept[end], along[end], told, before, heading, CLEAR_DEG if k in {pieces[0], pieces[-1]} else SLIGHT_DEG
        )
        told = heading if found or told is None else told
        bends += found
        before, end = heading, k + 1
    last = pieces[-1]
    rest = 0.0 if end == len(kept) - 1 else turn_between(heading, heading_between(kept[end], kept[-1]))
    first = heading_between(kept[pieces[0]], kept[pieces[0] + 1])
    return Course(first, bends, heading, (kept[last][0], kept[last][1]), along[last], rest)


def _bend_if(
    at: Sequence[float], along: float, told: float | None, before: float | None, heading: float, least: float
) -> tuple[Bend, ...]:
    """The bend there is for somebody who was told one way and came another, if it is worth a word."""
    if told is None or before is None:
        return ()
    turned, drifted = turn_between(before, heading), turn_between(told, heading)
    if abs(turned) < least:
        if abs(drifted) < DRIFT_DEG or abs(turned) < NOTICED_DEG or drifted * turned < 0.0:
            return ()
        turned = drifted
    return (Bend(at[0], at[1], along, turned),)


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


def turn_between(before_deg: float, after_deg: float) -> float:
    """Degrees from one heading to another, left positive, in (-180, 180]."""
    return 180.0 - (180.0 - (after_deg - before_deg)) % 360.0
