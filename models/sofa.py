"""A sofa for the guests' corner."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, move, paint, tilt
from models.palette import BLUE_SOFT, INK, OAK_DARK


def build(size: Size) -> Model:
    """Cushions in a wooden tray. About 280 triangles for two seats."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    seats = max(1, round((width - 0.3) / 0.7))
    step = (width - 0.3) / seats
    cushions = [
        box((-x + 0.2, -half + 0.15 + i * step + 0.008, 0.22), (x, -half + 0.15 + (i + 1) * step - 0.008, 0.42), 0.03)
        for i in range(seats)
    ]
    back = move(
        tilt(box((-0.1, -half + 0.14, 0.0), (0.1, half - 0.14, height - 0.26), 0.04), -8), (-x + 0.16, 0.0, 0.24)
    )
    arms = [box((-x, y, 0.1), (x - 0.02, y + 0.14, 0.58), 0.035) for y in (-half, half - 0.14)]
    return assemble(
        [
            paint("cloth", BLUE_SOFT, *cushions, back, *arms),
            paint("matte", INK, box((-x + 0.02, -half + 0.06, 0.1), (x - 0.04, half - 0.06, 0.22))),
            paint(
                "wood",
                OAK_DARK,
                *(
                    box((sx - 0.03, sy - 0.03, 0.0), (sx + 0.03, sy + 0.03, 0.1))
                    for sx in (-x + 0.1, x - 0.1)
                    for sy in (-half + 0.1, half - 0.1)
                ),
            ),
        ]
    )


KIND = Kind(name="sofa", zh="沙发", en="Sofa", size=(1.8, 0.8, 0.8), build=build)
