"""How much of its surroundings each vertex of a prototype sees past the prototype itself: dark in corners, under seats and tops."""

from __future__ import annotations

import numpy as np

from models.mesh import Model
from scene.composition import OUTSIDE, Composition
from scene.kit import kit_shapes
from scene.light.gather import fan
from scene.light.rays import NOTHING, Bools, Floats, Ints, Tracer, make_tracer

RAYS = 96
# Metres: what is farther does not darken; and rays begin so far from their vertex.
REACH = 0.7
CLEAR = 0.006
# The darkest there is, and in how many steps up to no shade at all: few pack better, and are not seen.
DARKEST, STEPS = 0.3, 12
# A vertex within another solid sees nothing, and says nothing of the faces that come out of it.
BURIED = 0.25


def shades_of(composition: Composition) -> dict[str, bytes]:
    """A byte for each vertex of each prototype that stands in the hall, in the order of the kit: 255 = no shade."""
    inside = {one.prototype for one in composition.placements if one.floor != OUTSIDE}
    names = sorted(name for name in inside if composition.models[name] and not name.startswith("shell"))
    return {name: shade(composition.models[name]) for name in names}


def shade(model: Model) -> bytes:
    """The bytes of one prototype."""
    solid = [part.vertices[part.faces] for part in model if part.material not in {"glass", "glow"}]
    if not solid:
        return b"".join(b"\xff" * len(vertices) for vertices, _ in kit_shapes(model))
    tracer = make_tracer(np.concatenate(solid).astype(np.float32))
    return b"".join(_bytes(_open(tracer, vertices, faces)) for vertices, faces in kit_shapes(model))


def _open(tracer: Tracer, vertices: np.ndarray[tuple[int, ...], np.dtype[np.float64]], faces: Ints) -> Floats:
    """(n,) 0 … 1 for vertices (n, 3)."""
    normals = _normals(vertices, faces)
    origins, directions = fan((vertices + normals * CLEAR).astype(np.float32), normals.astype(np.float32), RAYS)
    hits = tracer.hits(origins, directions)
    met = hits.triangle != NOTHING
    behind: Bools = met & (np.einsum("ij,ij->i", hits.normal, directions) > 0)
    free = np.where(met & ~behind, np.clip(hits.distance / REACH, 0.0, 1.0), 1.0).reshape(-1, RAYS).mean(axis=1)
    buried = behind.reshape(-1, RAYS).mean(axis=1) > BURIED
    return np.where(buried, 1.0, free).astype(np.float32)


def _normals(
    vertices: np.ndarray[tuple[int, ...], np.dtype[np.float64]], faces: Ints
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """(n, 3) of length 1: the mean of the faces about each vertex, large ones more."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    across = np.cross(b - a, c - a)
    total = np.zeros_like(vertices)
    for corner in range(3):
        np.add.at(total, faces[:, corner], across)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return np.where(length > 1e-12, total / np.maximum(length, 1e-12), np.array([0.0, 0.0, 1.0]))


def _bytes(free: Floats) -> bytes:
    """A byte for each vertex, (n,) 0 … 1."""
    steps = np.round(np.clip(free, 0.0, 1.0) * STEPS) / STEPS
    return np.round(255 * (DARKEST + (1 - DARKEST) * steps)).astype(np.uint8).tobytes()
