"""Lines on a floor: how long they are."""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled, lean


@compiled
def metres_along(line: np.ndarray) -> np.ndarray:
    """Metres from the start of a line, (p, 3) float64, to each of its points: (p,) float64."""
    along = np.empty(len(line))
    write_metres_along(line, 0, len(line), along)
    return along


@lean
def write_metres_along(points: np.ndarray, first: int, end: int, along: np.ndarray) -> None:
    """The same of some of many points, (., 3) float64; written to the same places of along, (.,) float64."""
    along[first] = 0.0
    for k in range(first + 1, end):
        along[k] = along[k - 1] + np.hypot(points[k, 0] - points[k - 1, 0], points[k, 1] - points[k - 1, 1])
