"""Evening out what rays left uneven, and filling what lies within things; light does not pass walls in either."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scene.light.rays import Bools, Floats

# The share of a difference that goes over to a neighbour at a time; from 0.25 on, values would swing.
STEP = 0.2


@dataclass(frozen=True, slots=True)
class Links:
    """Which neighbours of a grid are in sight: right (rows, columns - 1), below (rows - 1, columns); 1 or 0."""

    right: Floats
    below: Floats


def among(links: Links, kept: Bools) -> Links:
    """Only links between texels that are kept, (rows, columns)."""
    return Links(links.right * (kept[:, 1:] & kept[:, :-1]), links.below * (kept[1:] & kept[:-1]))


def all_linked(rows: int, columns: int) -> Links:
    """A grid without walls."""
    return Links(np.ones((rows, columns - 1), dtype=np.float32), np.ones((rows - 1, columns), dtype=np.float32))


def spread(values: Floats, links: Links, times: int) -> Floats:
    """Values (rows, columns) each mixed with its neighbours; the sum stays. After `times` steps the blur is √(0.4 · times) texels wide."""
    out = values.copy()
    for _ in range(times):
        across = STEP * links.right * (out[:, 1:] - out[:, :-1])
        down = STEP * links.below * (out[1:] - out[:-1])
        out[:, :-1] += across
        out[:, 1:] -= across
        out[:-1] += down
        out[1:] -= down
    return out


def fill(values: Floats, known: Bools, most: int = 12) -> Floats:
    """Values (rows, columns) with what is not known taken from known neighbours, ring by ring; the rest gets the mean."""
    out, there = np.where(known, values, 0.0).astype(np.float32), known.copy()
    for _ in range(most):
        total, count = _around(out * there), _around(there.astype(np.float32))
        fresh = ~there & (count > 0)
        if not fresh.any():
            return out
        out[fresh] = total[fresh] / count[fresh]
        there |= fresh
    out[~there] = out[there].mean() if there.any() else 0.0
    return out


def _around(values: Floats) -> Floats:
    """The sum over the eight neighbours."""
    padded = np.pad(values, 1)
    rows, columns = values.shape
    shifted = [padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3) if (i, j) != (1, 1)]
    return np.asarray(sum(shifted[1:], shifted[0]))
