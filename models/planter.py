"""A long planter that divides a space."""

from __future__ import annotations

from models.foliage import bush
from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint
from models.palette import LEAF_DARK, LEAF_LIGHT, OAK, SOIL, STONE_LIGHT


def build(size: Size) -> Model:
    """A stone trough with a wooden band, and bushes in it. About 400 triangles."""
    width, depth, height = size
    x, y, rim = depth / 2, width / 2, height * 0.55
    count = max(2, round(width / 0.5))
    step = (width - 0.1) / count
    bushes = [
        bush(
            (0.0, -y + 0.05 + (i + 0.5) * step, rim + height * 0.15),
            (x * 0.95, step * 0.6, height * 0.27),
            i,
            (LEAF_DARK, LEAF_LIGHT),
        )
        for i in range(count)
    ]
    return assemble(
        [
            paint("stone", STONE_LIGHT, box((-x, -y, 0.04), (x, y, rim), 0.015)),
            paint("wood", OAK, box((-x - 0.004, -y - 0.004, rim * 0.3), (x + 0.004, y + 0.004, rim * 0.7))),
            paint("matte", SOIL, box((-x + 0.05, -y + 0.05, 0.0), (x - 0.05, y - 0.05, rim + 0.01))),
            *bushes,
        ]
    )


KIND = Kind(name="planter", zh="花箱", en="Planter", size=(1.8, 0.45, 1.0), overhang=0.15, build=build)
