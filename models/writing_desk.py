"""The desk for filling in forms, standing."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, cylinder, paint, sheet
from models.palette import BLUE, GLASS_FROST, GRAPHITE, OAK, STEEL, WHITE

GUARD = 0.3


def build(size: Size) -> Model:
    """A wooden top on two white cheeks, a frosted middle with sample forms, pens. About 250 triangles."""
    width, depth = size[:2]
    height = size[2] - GUARD
    half, x = width / 2, depth / 2
    cheeks = [
        box((-x + 0.06, y - 0.025, 0.0), (x - 0.06, y + 0.025, height - 0.05), 0.01)
        for y in (-half + 0.12, half - 0.12)
    ]
    pane = sheet(
        [
            (0, -half + 0.1, height + 0.02),
            (0, half - 0.1, height + 0.02),
            (0, half - 0.1, size[2]),
            (0, -half + 0.1, size[2]),
        ]
    )
    forms = [
        box((sx * 0.16 - 0.105, y - 0.075, height), (sx * 0.16 + 0.105, y + 0.075, height + 0.006))
        for sx in (-1, 1)
        for y in (-0.42, 0.42)
    ]
    pens = [cylinder((sx * 0.1, 0.0), 0.035, height, height + 0.1, 6) for sx in (-1, 1)]
    return assemble(
        [
            paint("wood", OAK, box((-x, -half, height - 0.05), (x, half, height), 0.012)),
            paint("matte", WHITE, *cheeks, *forms),
            paint("matte", BLUE, box((-0.02, -half + 0.145, height - 0.3), (0.02, half - 0.145, height - 0.05))),
            paint("matte", STEEL, box((-0.012, -half + 0.1, height), (0.012, half - 0.1, height + 0.02))),
            paint("matte", GRAPHITE, *pens),
            paint("glass", GLASS_FROST, pane),
        ]
    )


KIND = Kind(name="writing_desk", zh="填单台", en="Writing desk", size=(1.6, 0.7, 1.35), build=build)
