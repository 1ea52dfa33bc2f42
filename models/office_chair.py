"""The officer's swivel chair."""

from __future__ import annotations

import math

from models.kind import Kind, Size, octagon
from models.mesh import Model, Point, assemble, box, cylinder, move, paint, prism, tilt
from models.palette import GRAPHITE, INK, STEEL_DARK


def build(size: Size) -> Model:
    """Seat, back and a five-armed foot; about 150 triangles."""
    _, depth, height = size
    reach = depth / 2 - 0.02
    seat = box((-0.22, -0.23, 0.44), (0.24, 0.23, 0.51), 0.02)
    back = move(tilt(box((-0.03, -0.21, 0.0), (0.03, 0.21, height - 0.56), 0.02), -8), (-0.235, 0.0, 0.56))
    return assemble(
        [
            paint("cloth", INK, seat, back),
            paint("matte", GRAPHITE, prism(_star(reach, 0.07), 0.04, 0.08)),
            paint(
                "matte",
                STEEL_DARK,
                cylinder((0, 0), 0.035, 0.07, 0.45, 6),
                box((-0.25, -0.03, 0.45), (-0.2, 0.03, 0.62)),
            ),
        ]
    )


def _star(reach: float, hub: float) -> list[Point]:
    """Five points on two circles."""
    radii = [reach if i % 2 == 0 else hub for i in range(10)]
    return [(r * math.cos(math.pi * i / 5), r * math.sin(math.pi * i / 5)) for i, r in enumerate(radii)]


KIND = Kind(name="office_chair", zh="办公椅", en="Office chair", size=(0.6, 0.6, 1.0), outline=octagon, build=build)
