"""Soft bodies: seats, pads and shells whose edges look round from few triangles."""

from __future__ import annotations

import numpy as np

from models.mesh import Point, Solid, inset, loft

# Where two chords of a corner meet so that the ring turns by 30 degrees three times: all of it is drawn smooth.
_CORNER = 0.366


def soft_rectangle(width: float, depth: float, radius: float) -> list[Point]:
    """A counter-clockwise rectangle (x within depth, y within width) of 12 points, its corners smooth."""
    points: list[Point] = []
    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        x, y, near = sx * depth / 2, sy * width / 2, radius * _CORNER
        corner = [(x, y - sy * radius), (x - sx * near, y - sy * near), (x - sx * radius, y)]
        points += corner if sx == sy else corner[::-1]
    return points


def cushion(width: float, depth: float, z0: float, z1: float, radius: float, edge: float) -> Solid:
    """A pad lying about the origin, its upper edge rounded over `edge` metres. 92 triangles, 116 where its sides stand."""
    ring = np.array(soft_rectangle(width, depth, radius))
    levels = [(edge / 2, z0), (0.0, z0 + edge / 2), (0.0, z1 - edge), (edge / 4, z1 - 0.45 * edge), (edge, z1)]
    if levels[2][1] < levels[1][1] + 0.01:
        del levels[2]
    return loft(np.stack([np.column_stack([inset(ring, by), np.full(len(ring), z)]) for by, z in levels]))
