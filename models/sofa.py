"""A sofa for the guests' corner."""

from __future__ import annotations

from models.cushion import cushion
from models.kind import Kind, Size
from models.mesh import Model, Point, Solid, assemble, box, move, paint, profile_along_x, tilt
from models.palette import BLUE_SOFT, GRAPHITE, OAK_DARK

ARM = 0.15
ARM_TOP: tuple[Point, ...] = ((ARM, 0.5), (0.135, 0.55), (0.1, 0.58), (0.05, 0.58), (0.015, 0.55), (0.0, 0.5))


def build(size: Size) -> Model:
    """Round arms and a back about loose cushions, on wooden feet. About 470 triangles for two seats."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    seats = max(1, round((width - 2 * ARM) / 0.7))
    step = (width - 2 * ARM) / seats
    middles = [-half + ARM + (i + 0.5) * step for i in range(seats)]
    seat = cushion(step - 0.008, depth - 0.18, 0.24, 0.43, 0.07, 0.05)
    frame = box((-x, -half + 0.02, 0.1), (-x + 0.16, half - 0.02, height - 0.1), 0.03)
    return assemble(
        [
            paint("cloth", BLUE_SOFT, frame, *_arms(half, x)),
            paint("cloth", BLUE_SOFT, *(move(seat, (0.08, y, 0.0)) for y in middles)),
            paint("cloth", BLUE_SOFT, *(_back(step, height, (-x + 0.19, y)) for y in middles)),
            paint("matte", GRAPHITE, box((-x + 0.1, -half + 0.06, 0.1), (x - 0.04, half - 0.06, 0.24))),
            paint("wood", OAK_DARK, *_feet(half, x)),
        ]
    )


def _arms(half: float, x: float) -> list[Solid]:
    """Rolled on top, plain below."""
    outline = [(0.0, 0.1), (ARM, 0.1), *ARM_TOP]
    return [profile_along_x([(y + py, z) for py, z in outline], -x + 0.01, x - 0.01) for y in (-half, half - ARM)]


def _back(step: float, height: float, at: Point) -> Solid:
    """A loose cushion that leans on the back."""
    pad = box((-0.075, -step / 2 + 0.006, 0.0), (0.075, step / 2 - 0.006, height - 0.4), 0.045)
    return move(tilt(pad, 9), (at[0] + 0.11, at[1], 0.405))


def _feet(half: float, x: float) -> list[Solid]:
    return [
        box((sx - 0.025, sy - 0.025, 0.0), (sx + 0.025, sy + 0.025, 0.1))
        for sx in (-x + 0.1, x - 0.1)
        for sy in (-half + 0.1, half - 0.1)
    ]


KIND = Kind(name="sofa", zh="沙发", en="Sofa", size=(1.8, 0.8, 0.8), build=build)
