"""A row of waiting seats on a beam."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, Point, Solid, assemble, box, paint, profile_along_y
from models.palette import BLUE_SOFT, STEEL, STEEL_DARK

SEAT = 0.6
# Outlines in (x, z) of what one sits on and leans against: padded, round at the edges.
SEAT_PAD: tuple[Point, ...] = (
    (0.24, 0.385), (0.285, 0.405), (0.295, 0.435), (0.27, 0.462), (0.05, 0.455), (-0.17, 0.46), (-0.2, 0.44), (-0.19, 0.4),
)  # fmt: skip
BACK_PAD: tuple[Point, ...] = (
    (-0.2, 0.49), (-0.185, 0.53), (-0.215, 0.66), (-0.27, 0.82), (-0.295, 0.85), (-0.335, 0.84), (-0.29, 0.66), (-0.24, 0.49),
)  # fmt: skip


def build(size: Size) -> Model:
    """As many padded seats as fit, armrests between them, two feet. About 440 triangles for four."""
    width, depth, height = size
    seats = max(1, round(width / SEAT))
    step = width / seats
    grow = (depth / 0.7, height / 0.85)
    pads = [[(x * grow[0], z * grow[1]) for x, z in pad] for pad in (SEAT_PAD, BACK_PAD)]
    starts = [-width / 2 + i * step for i in range(seats)]
    return assemble(
        [
            paint("cloth", BLUE_SOFT, *(profile_along_y(p, y + 0.035, y + step - 0.035) for y in starts for p in pads)),
            paint("metal", STEEL, *(_bracket(y + step / 2, grow) for y in starts)),
            paint("metal", STEEL, box((-0.1, -width / 2, 0.29), (0.0, width / 2, 0.35)), *_arms(width, step, seats)),
            paint("metal", STEEL_DARK, *_feet(width, depth)),
        ]
    )


def _bracket(y: float, grow: Point) -> Solid:
    """The bent bar that carries a seat and its back on the beam."""
    bar = [(0.1, 0.355), (0.1, 0.39), (-0.2, 0.395), (-0.24, 0.5), (-0.27, 0.5), (-0.235, 0.37), (-0.1, 0.35)]
    return profile_along_y([(x * grow[0], z * grow[1]) for x, z in bar], y - 0.03, y + 0.03)


def _arms(width: float, step: float, seats: int) -> list[Solid]:
    ys = [-width / 2 + i * step for i in range(1, seats)]
    ys = [-width / 2 + 0.018, *ys, width / 2 - 0.018]
    return [box((-0.24, y - 0.018, 0.6), (0.16, y + 0.018, 0.625)) for y in ys] + [
        box((-0.06, y - 0.014, 0.35), (-0.02, y + 0.014, 0.6)) for y in ys
    ]


def _feet(width: float, depth: float) -> list[Solid]:
    solids = []
    for y in (-width / 2 + 0.35, width / 2 - 0.35):
        solids.append(box((-0.075, y - 0.025, 0.03), (-0.025, y + 0.025, 0.3)))
        solids.append(box((-depth / 2 + 0.06, y - 0.03, 0.0), (depth / 2 - 0.1, y + 0.03, 0.035)))
    return solids


KIND = Kind(name="bench", zh="等候椅", en="Seats", size=(2.4, 0.7, 0.85), build=build)
