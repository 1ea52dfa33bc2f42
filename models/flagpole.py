"""A flagpole with the red flag in a light wind."""

from __future__ import annotations

import math

import numpy as np

from models.kind import Kind, Size
from models.mesh import Model, Part, Solid, Vector, assemble, box, loft, paint, revolve, star
from models.palette import GOLD, RED, STEEL, STONE_LIGHT

FLAG = (2.4, 1.6)
WAVES = 8
STEP = 0.16


def build(size: Size) -> Model:
    """A foot of three stone steps, a tapering pole with a gold knob, the flag with its five stars. About 290 triangles."""
    width, depth, height = size
    foot = [
        box((-share * depth / 2, -share * width / 2, STEP * i), (share * depth / 2, share * width / 2, STEP * (i + 1)))
        for i, share in enumerate((1.0, 0.72, 0.44))
    ]
    pole = revolve([(0.13, 3 * STEP), (0.12, 3 * STEP + 0.25), (0.08, 3 * STEP + 0.27), (0.04, height - 0.12)], 11)
    knob = revolve([(0.03, height - 0.12), (0.09, height - 0.06), (0.03, height)], 11)
    return assemble(
        [
            paint("stone", STONE_LIGHT, *foot),
            paint("metal", STEEL, pole),
            paint("matte", GOLD, knob),
            *_flag(height - 0.3),
        ]
    )


def _flag(top: float) -> list[Part]:
    """A waving cloth along +y, seen from both sides, with stars in its upper hoist corner; its waves move."""
    w, h = FLAG
    columns = [0.05 + w * i / WAVES for i in range(WAVES + 1)]
    front = np.array([[(_wave(y), y, z) for y in columns] for z in (top - h, top)])
    cloth = loft(front, caps=False, around=False)
    other = Solid(cloth.vertices, cloth.faces[:, ::-1])
    parts = [_waving(RED, cloth, other)]
    unit = w / 30
    stars = [(5, 5, 3.0), (10, 2, 1.0), (12, 4, 1.0), (12, 7, 1.0), (10, 9, 1.0)]
    for across, down, reach in stars:
        middle = (0.05 + across * unit, top - down * unit)
        parts.append(_waving(GOLD, *(_star(middle, reach * unit, side) for side in (-1, 1))))
    return parts


def _waving(colour: str, *solids: Solid) -> Part:
    """Part of the cloth: at the end of its way half a wave on."""
    still = paint("moving", colour, *solids)
    along = still.vertices[:, 1].tolist()
    shift = np.array([(_wave(y, 2.6) - _wave(y), 0.0, 0.0) for y in along])
    return Part("moving", still.vertices, still.faces, still.colours, shift)


def _wave(y: float, on: float = 0.0) -> float:
    """How far the cloth lies out of its plane; `on` = by how much its waves have gone on, in radians."""
    return 0.15 * math.sin(y * 3.1 + on) * min(1.0, y / 0.8)


def _star(middle: tuple[float, float], reach: float, side: int) -> Solid:
    """Five kites about a point of the cloth, 8 mm before it on one side."""
    y0, z0 = middle
    around: list[Vector] = [(_wave(y) + side * 0.012, y, z) for y, z in star(reach, middle)]
    faces = [(10, i, (i + 1) % 10) if side > 0 else (10, (i + 1) % 10, i) for i in range(10)]
    return Solid(np.array([*around, (_wave(y0) + side * 0.012, y0, z0)]), np.array(faces, dtype=np.int64))


KIND = Kind(name="flagpole", zh="旗杆", en="Flagpole", size=(2.6, 2.6, 13.0), overhang=2.6, outside=True, build=build)
