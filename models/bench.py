"""A row of waiting seats on a beam."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, Point, Solid, assemble, box, paint, profile_along_y
from models.palette import BLUE_SOFT, STEEL, STEEL_DARK

SEAT = 0.6
SHELL: tuple[Point, ...] = (
    (0.25, 0.375), (0.3, 0.4), (0.295, 0.435), (0.02, 0.425), (-0.16, 0.43), (-0.205, 0.47),
    (-0.305, 0.84), (-0.33, 0.85), (-0.35, 0.835), (-0.26, 0.44), (-0.2, 0.38), (0.0, 0.37),
)  # fmt: skip


def build(size: Size) -> Model:
    """As many seats as fit, armrests between them, two feet. About 260 triangles for four."""
    width, depth, height = size
    seats = max(1, round(width / SEAT))
    step = width / seats
    grow = (depth / 0.7, height / 0.85)
    shell = [(x * grow[0], z * grow[1]) for x, z in SHELL]
    starts = [-width / 2 + i * step for i in range(seats)]
    return assemble(
        [
            paint("matte", BLUE_SOFT, *(profile_along_y(shell, y + 0.035, y + step - 0.035) for y in starts)),
            paint("metal", STEEL, box((-0.1, -width / 2, 0.29), (0.0, width / 2, 0.35)), *_arms(width, step, seats)),
            paint("metal", STEEL_DARK, *_feet(width, depth)),
        ]
    )


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
