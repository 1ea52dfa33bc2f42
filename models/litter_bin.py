"""A litter bin with two mouths: what can be recycled (blue), and the rest (grey)."""

from __future__ import annotations

from models.cushion import soft_rectangle
from models.kind import Kind, Size, octagon
from models.mesh import Model, Part, assemble, box, paint, panel_to_x, prism
from models.palette import BLUE, GRAPHITE, STEEL, STEEL_DARK, WHITE


def build(size: Size) -> Model:
    """A steel body with round corners, a dark lid, and a mouth with its sign for each of two kinds. About 200 triangles."""
    width, depth, height = size
    w, d = 0.86 * width, 0.84 * depth
    return assemble(
        [
            paint("matte", GRAPHITE, prism(soft_rectangle(w - 0.04, d - 0.04, 0.05), 0.0, 0.05, caps=False)),
            paint("metal", STEEL, prism(soft_rectangle(w, d, 0.05), 0.05, height - 0.07, caps=False)),
            paint("matte", STEEL_DARK, prism(soft_rectangle(w, d, 0.05), height - 0.066, height, bevel=0.02)),
            *_mouth(d / 2, w / 4 - 0.012, w / 4 - 0.03, height, BLUE),
            *_mouth(d / 2, -w / 4 + 0.012, w / 4 - 0.03, height, STEEL_DARK),
        ]
    )


def _mouth(x: float, y: float, half: float, height: float, colour: str) -> list[Part]:
    """A coloured front, the hole in it with a rim above, and a white sign below."""
    low, high = height * 0.24, height - 0.1
    hole = (high - 0.16, high - 0.04)
    return [
        paint("matte", colour, box((x - 0.01, y - half, low), (x + 0.008, y + half, high))),
        paint("matte", GRAPHITE, panel_to_x(x + 0.01, (y - half + 0.01, y + half - 0.01), hole)),
        paint("metal", STEEL, box((x, y - half, hole[1]), (x + 0.018, y + half, hole[1] + 0.012))),
        paint("matte", WHITE, panel_to_x(x + 0.01, (y - 0.024, y + 0.024), (hole[0] - 0.12, hole[0] - 0.06))),
    ]


KIND = Kind(name="bin", zh="垃圾桶", en="Bin", size=(0.36, 0.36, 0.8), outline=octagon, build=build)
