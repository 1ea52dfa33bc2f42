"""Lines and footprints as JSON, in the kernel that tells them: to hand their numbers to another writer costs more than to write."""

from __future__ import annotations

import math

import numpy as np

from navmesh.compiled import compiled, lean, lean_call
from navmesh.legs import Lines

# Lines are written to a tenth of a millimetre: nobody walks finer, and an answer is half as long.
TENTHS = 10_000
# The most bytes that a number needs: those of 64 bits with a sign, a point and a comma.
MOST_BYTES = 24

MINUS, POINT, ZERO, COMMA, OPEN, CLOSE, LEFT, RIGHT, END = (ord(letter) for letter in "-.0,[]LR\n")


@compiled
def number_text(exact: Lines, trail: np.ndarray, trail_ends: np.ndarray, prints: np.ndarray) -> np.ndarray:
    """The numbers of a stretch of l legs as JSON, (b,) uint8: 2 l + 7 lines of text, each with its end.

    Of each leg its points and its trail as arrays of arrays, then the six rows of prints, without brackets, and LRLR…

    trail: (q, 3) float64, metres, and trail_ends: (l,) int64, as the points and ends of exact
    prints: (6, n) int64, as of footprints.leave_prints
    """
    numbers = 3 * (len(exact.points) + len(trail)) + 7 * prints.shape[1]
    text, at = np.empty(MOST_BYTES * (numbers + 2 * len(trail_ends) + 7), dtype=np.uint8), 0
    first, first_trail = 0, 0
    for leg in range(len(trail_ends)):
        at = _put_line(text, at, exact.points[first : exact.ends[leg]])
        at = _put_line(text, at, trail[first_trail : trail_ends[leg]])
        first, first_trail = exact.ends[leg], trail_ends[leg]
    for row in range(len(prints)):
        for k in range(prints.shape[1]):
            at = put(text, put_whole(text, at, prints[row, k]), COMMA)
        at = put(text, at - 1 if prints.shape[1] else at, END)
    for k in range(prints.shape[1]):
        at = put(text, at, LEFT if k % 2 == 0 else RIGHT)
    return text[: put(text, at, END)]


@lean_call
def _put_line(text: np.ndarray, at: int, points: np.ndarray) -> int:
    """Put the points of a line, (p, 3) float64, and the end of the line of text."""
    at = put(text, at, OPEN)
    for k in range(len(points)):
        at = put(text, put(text, at, COMMA) if k > 0 else at, OPEN)
        for axis in range(3):
            at = put(text, put_metres(text, at, points[k, axis]), COMMA if axis < 2 else CLOSE)
    return put(text, put(text, at, CLOSE), END)


@lean_call
def put_metres(text: np.ndarray, at: int, metres: float) -> int:
    """Put metres at a place of a text, (.,) uint8, as Python writes those of whole tenths of a millimetre: the place after."""
    tenths = np.rint(metres * TENTHS)
    if math.copysign(1.0, tenths) < 0.0:
        # Also what is rounded to nothing.
        at = put(text, at, MINUS)
    whole = int(abs(tenths))
    at = put(text, put_whole(text, at, whole // TENTHS), POINT)
    rest, unit = whole % TENTHS, TENTHS // 10
    at = put(text, at, ZERO + rest // unit)
    rest %= unit
    while rest > 0:
        unit //= 10
        at = put(text, at, ZERO + rest // unit)
        rest %= unit
    return at


@lean_call
def put_whole(text: np.ndarray, at: int, number: int) -> int:
    """Put a whole number, of at most 18 digits, in the same way."""
    if number < 0:
        at, number = put(text, at, MINUS), -number
    end, limit = at + 1, 10
    while number >= limit:
        end, limit = end + 1, limit * 10
    # Without a sign a division costs half.
    rest = np.uint64(number)
    for k in range(end - 1, at - 1, -1):
        text[k] = ZERO + rest % np.uint64(10)
        rest //= np.uint64(10)
    return end


@lean
def put(text: np.ndarray, at: int, letter: int) -> int:
    """Put one letter."""
    text[at] = letter
    return at + 1
