"""The real turns of a walk: what is left of a line once all that is straight to a walker is taken out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from navmesh.compiled import compiled, lean

# What stays within this many metres of a straight line is straight to a walker.
STRAIGHT_WITHIN = 1.2
# A shorter piece is part of the turn it lies in; the first, and the last towards the goal, may be shorter.
LEAST_PIECE, LEAST_AT_END = 4.0, 2.5
# Who stands before a thing and has it in the way first goes round it, if only for so many metres.
LEAST_ROUND = 1.0
# Nobody calls less than this a turn; but where one sets out, and towards the goal, less already tells the way.
SLIGHT_DEG, CLEAR_DEG = 35.0, 22.0
# Small turns that were not told add up: so much is told at the next that is at least as large as the other.
DRIFT_DEG, NOTICED_DEG = 45.0, 15.0
# Below the first one bears to a side, above the second one goes half back; above the third one turns round, and above the
# fourth already where one stands.
TURN_DEG, BACK_DEG, ROUND_DEG, ROUND_AT_ONCE_DEG = 60.0, 115.0, 165.0, 140.0
# The kinds of turns, keys of words.TURNS: kernels give their numbers.
TURN_KINDS = (
    "left",
    "right",
    "half_left",
    "half_right",
    "slightly_left",
    "slightly_right",
    "back_left",
    "back_right",
    "round",
)
# Who goes straight on instead ends up so many metres aside: somewhere else.
ASTRAY = 4.0


class Course(NamedTuple):
    """A walk as one remembers it. first_deg, first_m: the way it sets out, and for how many metres

    last_deg: the way of its last piece that is long enough; last_from: where that begins, last_along: metres from the start
    rest_deg: the turn to its very end, where a few more steps go on from there; 0 where none do
    """

    first_deg: float
    first_m: float
    last_deg: float
    last_from: tuple[float, float]
    last_along: float
    rest_deg: float


def heading_between(a: Sequence[float], b: Sequence[float]) -> float:
    """The way from one point to another looks, degrees."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


@lean
def heading(ax: float, ay: float, bx: float, by: float) -> float:
    """The same, in kernels."""
    return math.degrees(math.atan2(by - ay, bx - ax))


def turn_between(before_deg: float, after_deg: float) -> float:
    """Degrees from one heading to another, left positive, in (-180, 180]."""
    return 180.0 - (180.0 - (after_deg - before_deg)) % 360.0


turned_by = lean(turn_between)
"""The same, in kernels; to call one from outside costs more than the sum."""


def turn_kind(turn_deg: float, round_deg: float) -> int:
    """The number in TURN_KINDS of an angle that is worth a word, left positive. round_deg: above it, one turns round"""
    if abs(turn_deg) > round_deg:
        return 8
    side = 0 if turn_deg > 0.0 else 1
    if abs(turn_deg) >= TURN_DEG:
        return side if abs(turn_deg) <= BACK_DEG else 6 + side
    return (2 if abs(turn_deg) >= SLIGHT_DEG else 4) + side


kind_of_turn = lean(turn_kind)
"""The same, in kernels."""


@compiled
def course_of(line: np.ndarray, along: np.ndarray, facing_deg: float) -> tuple[Course, np.ndarray]:
    """What one remembers of a walk, and its bends, (b, 4) float64: x, y, metres from the start, degrees, left positive.

    line, along: (p, 3) float64, (p,) float64, metres;  facing_deg: the way one looks before it, nan where that is unknown

    Steps: 1. what is straight to a walker becomes one piece, 2. pieces of a few steps are left out, 3. where the next piece
    leads another way than one looked, or than all that was told so far, there is a bend: at the end of the piece before.
    The first one may be at the very start.
    """
    kept = simplified(line)
    pieces = _remembered(line, along, kept, facing_deg)
    bends, bent, count = np.empty((len(kept), 4)), 0, len(pieces)
    if count == 0:
        way = heading(line[0, 0], line[0, 1], line[-1, 0], line[-1, 1])
        turn = _bend(facing_deg, facing_deg, way, along[-1], CLEAR_DEG)
        bends[0] = line[0, 0], line[0, 1], 0.0, turn
        return Course(way, along[-1], way, (line[0, 0], line[0, 1]), 0.0, 0.0), bends[: 1 if turn != 0.0 else 0]
    # The way one looks by all that was told; the way one came, and the point where that piece ended.
    told, before, end, way, first_deg, first_m = facing_deg, facing_deg, 0, 0.0, 0.0, 0.0
    for number in range(count):
        a, b = kept[pieces[number]], kept[pieces[number] + 1]
        way = heading(line[a, 0], line[a, 1], line[b, 0], line[b, 1])
        metres = along[b] - along[a]
        if number == 0:
            first_deg, first_m = way, metres
        turn = _bend(told, before, way, metres, CLEAR_DEG if number in (0, count - 1) else SLIGHT_DEG)
        if turn != 0.0:
            bends[bent] = line[end, 0], line[end, 1], along[end], turn
            bent += 1
        told = way if turn != 0.0 or np.isnan(told) else told
        before, end = way, b
    last, rest = kept[pieces[count - 1]], 0.0
    if end != len(line) - 1:
        rest = turned_by(way, heading(line[end, 0], line[end, 1], line[-1, 0], line[-1, 1]))
    return Course(first_deg, first_m, way, (line[last, 0], line[last, 1]), along[last], rest), bends[:bent]


@compiled
def _remembered(line: np.ndarray, along: np.ndarray, kept: np.ndarray, facing_deg: float) -> np.ndarray:
    """Which pieces of a simplified line are more than a few steps: (c,) int64, piece k from point kept[k] to kept[k + 1].

    kept: (n,) int64, as of simplified;  the others as of course_of
    """
    n, count = len(kept), 0
    least_first = LEAST_ROUND if n > 2 and _is_round(line, kept, facing_deg) else LEAST_AT_END
    pieces = np.empty(n, dtype=np.int64)
    for k in range(n - 1):
        least = least_first if k == 0 else LEAST_AT_END if k == n - 2 else LEAST_PIECE
        if along[kept[k + 1]] - along[kept[k]] >= least:
            pieces[count] = k
            count += 1
    return pieces[:count]


@lean
def _is_round(line: np.ndarray, kept: np.ndarray, facing_deg: float) -> bool:
    """Whether the second piece goes on about the way one looks, and the first leads round something in between."""
    first = heading(line[0, 0], line[0, 1], line[kept[1], 0], line[kept[1], 1])
    second = heading(line[kept[1], 0], line[kept[1], 1], line[kept[2], 0], line[kept[2], 1])
    return abs(turned_by(facing_deg, second)) < CLEAR_DEG and abs(turned_by(facing_deg, first)) >= SLIGHT_DEG


def leads_astray(turn_deg: float, metres: float) -> bool:
    """Whether one who did not make such a turn, and goes so many metres straight on, comes to another place."""
    return abs(turn_deg) >= NOTICED_DEG and abs(math.sin(math.radians(turn_deg))) * metres >= ASTRAY


is_astray = lean(leads_astray)
"""The same, in kernels."""


@lean
def clear_turn(turn_deg: float, metres: float) -> int:
    """The number in TURN_KINDS where one sets out, to go so many metres that way; -1 when that is as good as straight on."""
    is_clear = abs(turn_deg) >= CLEAR_DEG or is_astray(turn_deg, metres)
    return int(kind_of_turn(turn_deg, ROUND_AT_ONCE_DEG)) if is_clear else -1


@lean
def _bend(told: float, before: float, way: float, metres: float, least: float) -> float:
    """The turn of somebody who was told one way, came another and goes on a third, if it is worth a word; else 0.

    metres: so far one goes on;  least: always worth a word
    """
    if np.isnan(told) or np.isnan(before):
        return 0.0
    turned, drifted = turned_by(before, way), turned_by(told, way)
    if abs(turned) >= least:
        return turned
    if abs(turned) < NOTICED_DEG or drifted * turned < 0.0:
        return 0.0
    return drifted if abs(drifted) >= DRIFT_DEG or is_astray(drifted, metres) else 0.0


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
