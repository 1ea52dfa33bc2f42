"""A water dispenser."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, panel_to_x
from models.palette import BLUE, GRAPHITE, RED, STEEL, WHITE


def build(size: Size) -> Model:
    """A slim cabinet with a niche, two taps and a drip tray. About 120 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    taps = [box((x - 0.02, y - 0.015, 0.98), (x + 0.03 - 0.03, y + 0.015, 1.02)) for y in (-0.07, 0.07)]
    return assemble(
        [
            paint("matte", WHITE, box((-x, -half, 0.04), (x - 0.02, half, height), 0.02)),
            paint(
                "matte",
                GRAPHITE,
                panel_to_x(x - 0.018, (-half + 0.05, half - 0.05), (0.8, 1.1)),
                box((-x + 0.03, -half + 0.03, 0.0), (x - 0.05, half - 0.03, 0.04)),
            ),
            paint("matte", STEEL, box((x - 0.02, -0.12, 0.78), (x, 0.12, 0.81))),
            paint("matte", BLUE, taps[0]),
            paint("matte", RED, taps[1]),
        ]
    )


KIND = Kind(name="water_dispenser", zh="饮水机", en="Water", size=(0.4, 0.4, 1.3), build=build)
