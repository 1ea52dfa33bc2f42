"""An automatic glass door standing open: frame, head with its sensor, and the leaves parked beside the opening."""

from __future__ import annotations

from models.kind import Kind, Size, nothing
from models.mesh import Model, Solid, assemble, box, paint, sheet
from models.palette import BLUE, GLASS, GRAPHITE, STEEL, STEEL_DARK

POST = 0.06
STILE = 0.045


def build(size: Size) -> Model:
    """The leaves slide along the front of the wall. About 180 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2 + 0.02
    leaf = half - 0.05
    frame = [box((-x, sy * half - POST / 2, 0.0), (x, sy * half + POST / 2, height)) for sy in (-1, 1)]
    head = box((-x, -half - leaf, height - 0.16), (x + 0.08, half + leaf, height), 0.01)
    panes, rails, bands = [], [], []
    for start in (-half - leaf, half):
        panes.append(_pane(x + 0.04, start, start + leaf, 0.06, height - 0.16))
        rails.append(box((x + 0.02, start, 0.01), (x + 0.06, start + leaf, 0.07)))
        rails += [
            box((x + 0.022, y, 0.07), (x + 0.058, y + STILE, height - 0.16)) for y in (start, start + leaf - STILE)
        ]
        bands.append(_pane(x + 0.045, start + 0.05, start + leaf - 0.05, 1.1, 1.16))
    track = box((x + 0.03, -half - leaf, 0.0), (x + 0.05, half + leaf, 0.006))
    return assemble(
        [
            paint("metal", STEEL, *frame, head, *rails),
            paint("metal", STEEL_DARK, track),
            paint("matte", GRAPHITE, box((x + 0.08, -0.12, height - 0.11), (x + 0.1, 0.12, height - 0.05))),
            paint("glass", GLASS, *panes),
            paint("matte", BLUE, *bands),
        ]
    )


def _pane(x: float, y0: float, y1: float, z0: float, z1: float) -> Solid:
    return sheet([(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)])


KIND = Kind(
    name="door_glass", zh="玻璃门", en="Glass door", size=(2.4, 0.12, 2.6), outline=nothing, overhang=1.3, build=build
)
