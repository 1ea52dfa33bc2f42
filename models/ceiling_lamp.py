"""A long lamp let into the ceiling."""

from __future__ import annotations

import numpy as np

from models.mesh import Model, assemble, loft, paint, sheet
from models.palette import LAMP, WHITE

LENGTH = 4.8
WIDTH = 0.26
DROP = 0.05


def build(ceiling: float, length: float = LENGTH, width: float = WIDTH) -> Model:
    """A white frame under the ceiling and the light in it; `ceiling` = its height above the floor. 18 triangles; it runs along x."""
    rings = [
        _ring(length, width, ceiling),
        _ring(length - 0.03, width - 0.03, ceiling - DROP),
        _ring(length - 0.09, width - 0.09, ceiling - DROP),
    ]
    frame = loft(np.stack([ring[::-1] for ring in rings]), caps=False)
    light = sheet([tuple(corner) for corner in _ring(length - 0.09, width - 0.09, ceiling - DROP + 0.01)[::-1]])
    return assemble([paint("matte", WHITE, frame), paint("glow", LAMP, light)])


def _ring(length: float, width: float, z: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    x, y = length / 2, width / 2
    return np.array([(-x, -y, z), (x, -y, z), (x, y, z), (-x, y, z)], dtype=np.float64)
