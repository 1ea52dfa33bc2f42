"""Leaves, bushes and crowns: the same every time, without a random generator."""

from __future__ import annotations

import math

import numpy as np

from models.mesh import Floats, Part, Solid, Vector, loft
from models.palette import LEAF_DARK, LEAF_LIGHT, linear_rgb

GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def blade(root: Vector, angle: float, length: float, width: float, rise_deg: float, droop_deg: float) -> Solid:
    """An arching leaf of six triangles: it starts at `rise_deg` above the ground and bends down by `droop_deg`."""
    along = np.array([math.cos(angle), math.sin(angle), 0.0])
    across = np.array([-math.sin(angle), math.cos(angle), 0.0])
    points = [np.array(root, dtype=np.float64)]
    for i in range(3):
        lift = math.radians(rise_deg - droop_deg * (i + 0.5) / 3)
        points.append(points[-1] + length / 3 * (math.cos(lift) * along + np.array([0, 0, math.sin(lift)])))
    rows = [points[0] + across * width * 0.12, points[0] - across * width * 0.12]
    for point, share in ((points[1], 0.5), (points[2], 0.42)):
        rows += [point + across * width * share, point - across * width * share]
    faces = [(0, 1, 3), (0, 3, 2), (2, 3, 5), (2, 5, 4), (4, 5, 6)]
    return Solid(np.array([*rows, points[3]]), np.array(faces, dtype=np.int64))


def bush(middle: Vector, radii: Vector, seed: int, colours: tuple[str, str], detail: int = 1) -> Part:
    """A lumpy ball, dark below and light above."""
    import trimesh  # noqa: PLC0415  with networkx a quarter of a server's start, needed only when a hall is built

    ball = trimesh.creation.icosphere(subdivisions=detail)
    unit = np.asarray(ball.vertices, dtype=np.float64)
    # Twigs stand out from the lumps here and there, so that no outline is that of a ball.
    lumps = 1 + 0.16 * _waves(unit, seed) + 0.12 * _waves(unit * 2.6, seed + 5)
    vertices = np.array(middle) + unit * lumps[:, None] * np.array(radii)
    share = np.clip(unit[:, 2:3] * 0.5 + 0.5 + (lumps[:, None] - 1) * 1.6, 0, 1)
    low, high = (linear_rgb(colour).astype(np.float64) for colour in colours)
    return Part(
        "leaf", vertices, np.asarray(ball.faces, dtype=np.int64), np.round(low + share * (high - low)).astype(np.uint8)
    )


def _waves(unit: Floats, seed: int) -> Floats:
    """A smooth bumpiness of -1 … 1 over the sphere; unit: (n, 3)."""
    x, y, z = (unit * 2.7 + seed * 1.7).T
    return np.asarray((np.sin(x * 1.9 + seed) + np.sin(y * 2.3 + 2 * x) + np.sin(z * 2.1 - y)) / 3)


def clipped(size: tuple[float, float, float], base: float, step: float = 0.42) -> Part:
    """What shears have made of bushes: a long body along y that stands on `base`, bumpy within its size, light where twigs stand out.

    size: width (y), depth (x) and height in metres; `step` = metres between its rings.
    """
    width, depth, height = size
    x, y = depth / 2, width / 2
    side = [(-0.93 * x, 0.0), (-x, 0.3 * height), (-x, 0.72 * height), (-0.8 * x, 0.97 * height)]
    outline = np.array([*side, (0.0, height), *((-px, pz) for px, pz in reversed(side))])
    inner = np.linspace(-y + 0.12, y - 0.12, max(2, round(width / step)))
    stations = [(-y, 0.86), *((at, 1.0) for at in inner.tolist()), (y, 0.86)]
    rings = np.stack(
        [np.column_stack([outline[:, 0] * grow, np.full(9, at), outline[:, 1] * grow]) for at, grow in stations]
    )
    solid = loft(rings, around=False)
    bumps = _waves(solid.vertices * 8.3, 1)[:, None]
    shrunk = solid.vertices * (1 - np.array([0.2, 0.012, 0.13]) * (0.5 - 0.5 * bumps)) + np.array([0.0, 0.0, base])
    share = np.clip(0.62 * solid.vertices[:, 2:3] / height + 0.1 + 0.28 * bumps, 0, 1)
    low, high = (linear_rgb(colour).astype(np.float64) for colour in (LEAF_DARK, LEAF_LIGHT))
    return Part("leaf", shrunk, solid.faces, np.round(low + share * (high - low)).astype(np.uint8))
