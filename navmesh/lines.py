"""Lines on a floor: how long they are."""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled


@compiled
def metres_along(line: np.ndarray) -> np.ndarray:
    """Metres from the start of a line, (p, 3) float64, to each of its points: (p,) float64."""
    along = np.zeros(len(line))
    for k in range(1, len(line)):
        along[k] = along[k - 1] + np.hypot(line[k, 0] - line[k - 1, 0], line[k, 1] - line[k - 1, 1])
    return along
