"""The officer's swivel chair."""

from __future__ import annotations

import math

import numpy as np

from models.cushion import cushion
from models.kind import Kind, Size, octagon
from models.mesh import Model, Point, Solid, assemble, box, circle, loft, move, paint, prism
from models.palette import GRAPHITE, SLATE, STEEL_DARK

# The back from below: height as a share of the chair's, how far behind the middle, half its width, its thickness.
BACK = (
    (0.56, 0.225, 0.165, 0.03), (0.62, 0.205, 0.205, 0.05), (0.76, 0.215, 0.22, 0.05),
    (0.95, 0.255, 0.19, 0.04), (1.0, 0.275, 0.14, 0.015),
)  # fmt: skip


def build(size: Size) -> Model:
    """Seat, a curved back, two arms, and a foot on five castors; about 300 triangles."""
    _, depth, height = size
    reach = depth / 2 - 0.03
    seat = move(cushion(0.46, 0.46, 0.425, 0.505, 0.12, 0.05), (0.01, 0.0, 0.0))
    ends = [(reach * 0.94 * math.cos(a), reach * 0.94 * math.sin(a)) for a in _angles(5)]
    castors = [prism(circle(0.032, 4, end), 0.0, 0.07, caps=False) for end in ends]
    return assemble(
        [
            paint("cloth", SLATE, seat, _back(height)),
            paint("matte", GRAPHITE, *castors),
            paint("matte", STEEL_DARK, _star(reach), prism(circle(0.03, 6), 0.09, 0.43, caps=False)),
            paint("matte", STEEL_DARK, *_arms(height), box((-0.245, -0.035, 0.44), (-0.2, 0.035, 0.66 * height))),
        ]
    )


def _back(height: float) -> Solid:
    """A shell that bends about the sitter: rings of eight points, one above the other."""
    rings = []
    for share, behind, half, thick in BACK:
        x = [-behind, 0.01 - behind, 0.02 - behind - thick / 2, 0.01 - behind - thick, -behind - thick]
        y = [0.0, 0.6 * half, half, 0.7 * half, 0.0]
        left = list(zip(x, y, strict=True))
        ring = [*left, *((px, -py) for px, py in reversed(left[1:4]))]
        rings.append(np.column_stack([np.array(ring), np.full(len(ring), share * height)]))
    return loft(np.stack(rings))


def _arms(height: float) -> list[Solid]:
    """A post and a pad on either side."""
    top = 0.68 * height
    return [
        solid
        for side in (-0.245, 0.245)
        for solid in (
            box((-0.03, side - 0.014, 0.45), (0.015, side + 0.014, top)),
            box((-0.13, side - 0.026, top), (0.12, side + 0.026, top + 0.028)),
        )
    ]


def _star(reach: float) -> Solid:
    """Five legs that fall from the middle outwards."""
    ring: list[Point] = []
    for i, a in enumerate(_angles(10)):
        r = reach if i % 2 == 0 else 0.06
        ring.append((r * math.cos(a), r * math.sin(a)))
    flat = np.array(ring)
    tops = np.where(np.arange(10) % 2 == 0, 0.085, 0.115)
    return loft(np.stack([np.column_stack([flat, np.full(10, 0.06)]), np.column_stack([flat * 0.97, tops])]))


def _angles(count: int) -> list[float]:
    return [2 * math.pi * i / count for i in range(count)]


KIND = Kind(name="office_chair", zh="办公椅", en="Office chair", size=(0.6, 0.6, 1.0), outline=octagon, build=build)
