"""The desk for filling in forms, standing."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, Part, Point, Solid, assemble, box, cylinder, move, paint, sheet, tilt, tube, turn
from models.palette import BLUE, BLUE_SOFT, GLASS_FROST, GRAPHITE, OAK, STEEL, STEEL_DARK, WHITE

GUARD = 0.3
PLACES = 0.42


def build(size: Size) -> Model:
    """A wooden top on two steel trestles, a frosted middle, and at each of four places a form and a pen on a cord. About 480 triangles."""
    width, depth = size[:2]
    height = size[2] - GUARD
    half, x = width / 2, depth / 2
    pane = [(0.0, -half + 0.1, height + 0.02), (0.0, half - 0.1, height + 0.02)]
    pane += [(0.0, half - 0.1, size[2]), (0.0, -half + 0.1, size[2])]
    places = [_place(side, y, height) for side in (0.0, 180.0) for y in (-PLACES, PLACES)]
    return assemble(
        [
            paint("wood", OAK, box((-x, -half, height - 0.04), (x, half, height), 0.012)),
            paint("metal", STEEL, *_trestles(half - 0.14, x - 0.08, height - 0.04)),
            paint("matte", BLUE, box((-0.015, -half + 0.16, height - 0.3), (0.015, half - 0.16, height - 0.04))),
            paint("matte", STEEL, box((-0.012, -half + 0.1, height), (0.012, half - 0.1, height + 0.02))),
            paint("glass", GLASS_FROST, sheet(pane)),
            *(part for place in places for part in place),
        ]
    )


def _trestles(y: float, x: float, top: float) -> list[Solid]:
    """At either end two legs, a foot and a bearer."""
    return [
        solid
        for side in (-y, y)
        for solid in (
            box((-x, side - 0.03, 0.0), (x, side + 0.03, 0.03)),
            box((-x, side - 0.025, top - 0.04), (x, side + 0.025, top)),
            *(box((leg - 0.025, side - 0.02, 0.03), (leg + 0.025, side + 0.02, top - 0.04)) for leg in (-x / 2, x / 2)),
        )
    ]


def _place(side_deg: float, y: float, top: float) -> list[Part]:
    """A pad of forms, a sample leaning on the middle, and a pen in its stand."""

    def at(solid: Solid) -> Solid:
        return turn(move(solid, (0.0, y, top)), side_deg)

    pen: Point = (0.13, 0.2)
    sample = move(tilt(box((-0.005, -0.1, 0.0), (0.005, 0.1, 0.2)), 12), (0.07, 0.0, 0.0))
    title = move(
        tilt(sheet([(0.006, -0.08, 0.15), (0.006, 0.08, 0.15), (0.006, 0.08, 0.18), (0.006, -0.08, 0.18)]), 12),
        (0.07, 0.0, 0.0),
    )
    cord = tube(
        [(pen[0], pen[1], 0.02), (pen[0] + 0.08, pen[1] - 0.02, 0.005), (pen[0] + 0.1, pen[1] - 0.06, 0.01)], 0.003, 3
    )
    return [
        paint("matte", WHITE, at(box((0.16, -0.105, 0.0), (0.31, 0.105, 0.008))), at(sample)),
        paint("matte", BLUE_SOFT, at(title)),
        paint("matte", STEEL_DARK, at(cylinder(pen, 0.025, 0.0, 0.02, 6)), at(cord)),
        paint("matte", GRAPHITE, at(cylinder((pen[0], pen[1]), 0.006, 0.02, 0.14, 3))),
    ]


KIND = Kind(name="writing_desk", zh="填单台", en="Writing desk", size=(1.6, 0.7, 1.35), build=build)
