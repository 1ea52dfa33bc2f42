"""A potted palm."""

from __future__ import annotations

from models.foliage import GOLDEN_ANGLE, blade
from models.kind import Kind, Size, octagon
from models.mesh import Model, Part, assemble, circle, move, paint, prism, revolve
from models.palette import LEAF, LEAF_DARK, LEAF_LIGHT, PAPER, SOIL

BLADES = 22


def build(size: Size) -> Model:
    """A tapered white pot and arching leaves. About 200 triangles."""
    width, _, height = size
    radius, pot = width / 2, min(0.5, height * 0.32)
    outside = [(radius * 0.68, 0.0), (radius * 0.97, pot - 0.06), (radius, pot - 0.05), (radius, pot)]
    soil = move(prism(circle(radius * 0.9, 12), 0.0, 0.005), (0.0, 0.0, pot))
    return assemble(
        [paint("matte", PAPER, revolve(outside)), paint("matte", SOIL, soil), *leaves(pot, height, radius + 0.2)]
    )


def leaves(base: float, height: float, reach: float) -> list[Part]:
    """Blades in a spiral: the inner ones stand, the outer ones hang over."""
    parts: list[Part] = []
    for i in range(BLADES):
        share = i / (BLADES - 1)
        rise = 84 - 34 * share
        length = (height - base) * (1.04 - 0.3 * share)
        droop = 26 + 62 * share
        length = min(length, reach * (1.5 + 1.4 * (1 - share)))
        leaf = blade((0.0, 0.0, base), i * GOLDEN_ANGLE, length, 0.16, rise, droop)
        parts.append(paint("leaf", (LEAF, LEAF_LIGHT, LEAF_DARK)[i % 3], leaf))
    return parts


KIND = Kind(name="plant", zh="绿植", en="Plant", size=(0.5, 0.5, 1.6), outline=octagon, overhang=0.5, build=build)
