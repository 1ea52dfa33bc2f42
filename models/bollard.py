"""A bollard that keeps cars off a square."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, circle, paint, prism, revolve
from models.palette import STEEL, STEEL_DARK, WHITE

SIDES = 11


def build(size: Size) -> Model:
    """A dark post with a rounded head and a light band under it. About 170 triangles."""
    width, _, height = size
    r = width / 2
    head = [(0.92 * r, height - 0.14), (0.92 * r, height - 0.05), (0.7 * r, height - 0.012), (0.3 * r, height)]
    return assemble(
        [
            paint("metal", STEEL, revolve([(r, 0.0), (r, 0.03)], SIDES)),
            paint("matte", STEEL_DARK, prism(circle(0.86 * r, SIDES), 0.03, height - 0.14, caps=False)),
            paint("matte", STEEL_DARK, revolve(head, SIDES)),
            paint("matte", WHITE, prism(circle(0.9 * r, SIDES), height - 0.26, height - 0.19, caps=False)),
        ]
    )


KIND = Kind(name="bollard", zh="隔离柱", en="Bollard", size=(0.2, 0.2, 0.9), outline=octagon, outside=True, build=build)
