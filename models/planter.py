"""A long planter that divides a space."""

from __future__ import annotations

import math

from models.foliage import GOLDEN_ANGLE, blade, clipped
from models.kind import Kind, Size
from models.mesh import Model, Part, assemble, box, paint
from models.palette import LEAF, LEAF_DARK, LEAF_LIGHT, OAK, SOIL, STONE_LIGHT

BLADES = 18


def build(size: Size) -> Model:
    """A stone trough with a wooden band, and dense green with long leaves standing out of it. About 300 triangles."""
    width, depth, height = size
    x, y, rim = depth / 2, width / 2, height * 0.55
    green = (width - 0.08, depth * 0.92, height * 0.27)
    return assemble(
        [
            paint("stone", STONE_LIGHT, box((-x, -y, 0.05), (x, y, rim), 0.015)),
            paint("wood", OAK, box((-x - 0.004, -y - 0.004, rim * 0.34), (x + 0.004, y + 0.004, rim * 0.66))),
            paint("matte", SOIL, box((-x + 0.04, -y + 0.04, 0.0), (x - 0.04, y - 0.04, 0.05))),
            clipped(green, rim - 0.03, 0.26),
            *_long_leaves(y - 0.1, rim + height * 0.16, height),
        ]
    )


def _long_leaves(reach: float, root: float, height: float) -> list[Part]:
    """Tufts of three along the trough; the middle one of each stands highest."""
    leaves: list[Part] = []
    for i in range(BLADES):
        at = reach * (2 * (i // 3 + 0.5) / (BLADES / 3) - 1)
        rise = (86.0, 66.0, 70.0)[i % 3]
        length = (height - root) * (1.02 if i % 3 == 0 else 0.8)
        leaf = blade((0.0, at, root), i * GOLDEN_ANGLE + math.pi * (i % 2), length, 0.075, rise, 34.0)
        leaves.append(paint("leaf", (LEAF_LIGHT, LEAF, LEAF_DARK)[i % 3], leaf))
    return leaves


KIND = Kind(name="planter", zh="花箱", en="Planter", size=(1.8, 0.45, 1.0), overhang=0.15, build=build)
