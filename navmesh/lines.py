"""Lines on a floor: how long they are, and the point after so many metres."""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled, lean


@compiled
def metres_along(line: np.ndarray) -> np.ndarray:
    """Metres from the start of a line, (p, 3) float64, to each of its points: (p,) float64."""
    along = np.zeros(len(line))
    for k in range(1, len(line)):
        along[k] = along[k - 1] + np.hypot(line[k, 0] - line[k - 1, 0], line[k, 1] - line[k - 1, 1])
    return along


@lean
def point_after(line: np.ndarray, along: np.ndarray, metres: float) -> tuple[float, float]:
    """The point of a line, two points or more, after so many metres; its end beyond. along: as of metres_along."""
    k = 1
    while k + 1 < len(line) and along[k] < metres:
        k += 1
    share = min(max((metres - along[k - 1]) / (along[k] - along[k - 1]), 0.0), 1.0)
    x = line[k - 1, 0] + share * (line[k, 0] - line[k - 1, 0])
    return x, line[k - 1, 1] + share * (line[k, 1] - line[k - 1, 1])
