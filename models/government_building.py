"""The government's main building: a long block with a raised middle, columns and a flight of steps before its door."""

from __future__ import annotations

import math

from models.facade import Grid, side
from models.kind import Kind, Size
from models.mesh import Model, Part, Point, assemble, box, circle, cylinder, move, paint, profile_along_x, star
from models.palette import GOLD, PAPER, RED, STONE, STONE_DARK, STONE_LIGHT

STOREY = 3.9
GRID = Grid(step=4.8, pier=1.5, proud=0.3, band=1.3)
STEPS = 8


def build(size: Size) -> Model:
    """Wings two storeys lower than the middle. It faces +x. About 1,900 triangles."""
    width, depth, height = size
    # Cornices reach 0.6 m over the walls.
    back, front, end = -depth / 2 + 0.6, depth / 2 - 6.0, width / 2 - 0.6
    middle = width * 0.17
    wing_top = _whole_storeys(height - 2 * STOREY - 1.0)
    top = _whole_storeys(height - 1.0)
    parts: list[Part] = []
    for y0, y1 in ((-end, -middle), (middle, end)):
        parts += _block((back + 1.0, y0), (front - 1.0, y1), wing_top)
    parts += _block((back, -middle), (front, middle), top)
    return assemble([*parts, *_portico(front, middle), *_emblem(front, top)])


def _whole_storeys(height: float) -> float:
    return max(1, round((height - 1.2) / STOREY)) * STOREY + 1.2


def _block(low: Point, high: Point, top: float) -> list[Part]:
    """A plinth, storeys of windows, a roof with its parapet."""
    ring = [low, (high[0], low[1]), high, (low[0], high[1])]
    parts: list[Part] = [
        paint("matte", STONE_DARK, box((low[0] - 0.35, low[1] - 0.35, 0.0), (high[0] + 0.35, high[1] + 0.35, 1.2)))
    ]
    storeys = round((top - 1.2) / STOREY)
    levels = [1.2 + i * STOREY for i in range(storeys + 1)]
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        parts += side(a, b, levels, GRID, PAPER)
    roof = box((low[0] - 0.6, low[1] - 0.6, top), (high[0] + 0.6, high[1] + 0.6, top + 0.9), 0.15)
    return [*parts, paint("matte", STONE_LIGHT, roof)]


def _portico(front: float, middle: float) -> list[Part]:
    """Six round columns under a beam, steps before them."""
    count = 6
    ys = [(-middle + 1.5) + i * (2 * middle - 3.0) / (count - 1) for i in range(count)]
    columns = [cylinder((front + 3.0, y), 0.55, 1.2, 1.2 + 2 * STOREY, 14) for y in ys]
    caps = [
        box((front + 2.3, y - 0.7, z), (front + 3.7, y + 0.7, z + 0.25)) for y in ys for z in (1.2, 2 * STOREY + 0.95)
    ]
    beam = box((front - 0.2, -middle, 1.2 + 2 * STOREY), (front + 4.0, middle, 2.6 + 2 * STOREY), 0.1)
    steps = [
        box((front - 0.2, -middle - 0.5, 0.15 * i), (front + 6.0 - 0.3 * i, middle + 0.5, 0.15 * (i + 1)))
        for i in range(STEPS)
    ]
    return [paint("matte", STONE_LIGHT, *columns, beam), paint("matte", STONE, *caps, *steps)]


def _emblem(front: float, top: float) -> list[Part]:
    """A round red shield in a broad gold wreath over the door, with a gate under five stars."""
    at = (front + 0.2, 0.0, top - STOREY * 0.8)
    rim = move(profile_along_x(circle(1.7, 20), 0.0, 0.35), at)
    disc = move(profile_along_x(circle(1.3, 20), 0.35, 0.4), at)
    stars = [
        (0.0, 0.62, 0.34),
        *((1.0 * math.sin(a), 1.0 * math.cos(a) - 0.22, 0.15) for a in (-0.75, -0.3, 0.3, 0.75)),
    ]
    gate = [
        box((0.4, -0.75, -0.62), (0.44, 0.75, -0.4)),
        box((0.4, -0.5, -0.36), (0.44, 0.5, -0.2)),
        box((0.4, -0.62, -0.2), (0.44, 0.62, -0.1)),
    ]
    gold = [move(profile_along_x(star(reach), 0.4, 0.44), (0.0, y, z)) for y, z, reach in stars]
    return [paint("matte", GOLD, rim, *(move(solid, at) for solid in (*gold, *gate))), paint("matte", RED, disc)]


KIND = Kind(
    name="government_building",
    zh="政府大楼",
    en="Government building",
    size=(72.0, 22.0, 30.0),
    outside=True,
    build=build,
)
