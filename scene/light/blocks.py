"""Points of one neighbourhood at a time: few lamps are near them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from scene.light.rays import Floats, Ints

# Metres, the side of a block; and how many points are worked out at once, for memory's sake.
BLOCK = 8.0
MOST = 4096


def blocks(points: Floats, numbers: Ints) -> Iterator[Ints]:
    """`numbers` of points (n, 3) in parts, each within a square of the plan; in the same order every time."""
    place = np.floor(points[numbers, :2] / BLOCK).astype(np.int64)
    order = np.lexsort((place[:, 0], place[:, 1]))
    numbers, place = numbers[order], place[order]
    starts = np.flatnonzero((np.diff(place, axis=0) != 0).any(axis=1)) + 1
    for block in np.split(numbers, starts):
        for start in range(0, len(block), MOST):
            yield block[start : start + MOST]
