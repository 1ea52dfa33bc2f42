"""An escalator: steps, skirts, glass balustrades with rubber handrails, steel landings.

Its body starts at x = 0 at the foot and ends at x = run at the head, z = rise higher; see `models.connectors` for the stops before and behind.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from models.connectors import ESCALATOR_SIDES, ESCALATOR_WIDTH
from models.mesh import (
    Model,
    Part,
    Point,
    Solid,
    Vector,
    assemble,
    box,
    merge,
    move,
    moving,
    paint,
    profile_along_y,
    sheet,
    tube,
)
from models.palette import BLUE, GLASS, GOLD, GRAPHITE, STEEL, STEEL_DARK, WHITE

FLAT = 1.0
STEP = 0.4
SKIRT = 0.12
RAIL = 0.98
TRUSS = 0.75
TREAD = "#5A6067"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalator:
    """`run` = length of the body on the plan, `width` = of its steps."""

    run: float
    rise: float
    width: float = ESCALATOR_WIDTH


def build(escalator: Escalator) -> Model:
    """About 900 triangles for a storey of 5 m. Its steps move: at the end of their way each lies where the next one lay."""
    return assemble([*_steps(escalator), *_truss(escalator), *_balustrades(escalator), *_landings(escalator)])


def _flat(e: Escalator) -> float:
    """Length of the level part at each end: shorter where the run is too short for 45 degrees."""
    return max(0.3, min(FLAT, (e.run - e.rise) / 2))


def _nose_line(e: Escalator, lift: float) -> list[Point]:
    """The line over the steps' noses from foot to head, `lift` above it: (x, z)."""
    flat = _flat(e)
    return [(0.0, lift), (flat, lift), (e.run - flat, e.rise + lift), (e.run, e.rise + lift)]


def _steps(e: Escalator) -> list[Part]:
    """Steel treads with yellow edges, from below one landing's plate to below the other's."""
    flat = _flat(e)
    climb = e.run - 2 * flat
    count = max(1, round(climb / STEP))
    dx, dz = climb / count, e.rise / count
    hidden = int((flat - _plate(e)) / dx) + 1

    def level(step: int) -> float:
        return dz * min(max(step + 1, 0), count)

    treads: list[tuple[Solid, Vector]] = []
    edges: list[tuple[Solid, Vector]] = []
    for step in range(-hidden, count + hidden - 1):
        x, z = flat + step * dx, level(step)
        # Bends of the way fall between two steps, so that each goes straight to the next one's place.
        way = (dx, 0.0, level(step + 1) - z)
        treads.append((_tread(x, dx, z, dz, e.width / 2), way))
        edges += [(edge, way) for edge in _edges(x, dx, z, e.width / 2)]
    return [moving(TREAD, *treads), moving(GOLD, *edges)]


def _plate(e: Escalator) -> float:
    """Length of the landing's plate with its comb."""
    return _flat(e) * 0.55 + 0.05


def _tread(x: float, dx: float, z: float, dz: float, half: float) -> Solid:
    """What one stands on, and the riser below its front; nothing behind, where the next step is."""
    return _ribbon([(x + 0.012, z - dz - 0.02), (x, z), (x + dx - 0.004, z)], half)


def _edges(x: float, dx: float, z: float, half: float) -> list[Solid]:
    """Yellow lines at the front and at both sides."""
    front = _ribbon([(x + 0.004, z + 0.0015), (x + 0.034, z + 0.0015)], half)
    side = _ribbon([(x + 0.034, z + 0.0015), (x + dx - 0.006, z + 0.0015)], 0.018)
    return [front, move(side, (0.0, half - 0.018, 0.0)), move(side, (0.0, 0.018 - half, 0.0))]


def _ribbon(line: list[Point], half: float) -> Solid:
    """A surface over a line in (x, z), between y = -half and half, looking up."""
    pieces = [
        sheet([(a[0], -half, a[1]), (b[0], -half, b[1]), (b[0], half, b[1]), (a[0], half, a[1])])
        for a, b in itertools.pairwise(line)
    ]
    return merge(pieces)


def _truss(e: Escalator) -> list[Part]:
    """Two white sides with a steel skirt, and the soffit between them."""
    half, outer = e.width / 2, (e.width + ESCALATOR_SIDES) / 2
    flat = _flat(e)
    under = [(e.run, e.rise - TRUSS), (e.run - flat + 0.25, e.rise - TRUSS), (flat + TRUSS * 0.9, -0.02), (0.0, -0.02)]
    side = [*_nose_line(e, SKIRT), *under][::-1]
    sides = [profile_along_y(side, y0, y1) for y0, y1 in ((-outer, -half), (half, outer))]
    soffit = _ribbon([(x, z) for x, z in under[:3]], half)
    caps = _ribbon(_nose_line(e, SKIRT + 0.004), 0.14)
    return [
        paint("matte", WHITE, *sides, soffit),
        paint("metal", STEEL, *(move(caps, (0, sy * (half + 0.15), 0)) for sy in (-1, 1))),
    ]


def _balustrades(e: Escalator) -> list[Part]:
    """Glass above the skirts, and the handrail that turns round at both ends."""
    y = e.width / 2 + 0.12
    low, high = _nose_line(e, SKIRT), _nose_line(e, RAIL - 0.03)
    panes = [_upright(low[i], low[i + 1], high[i + 1], high[i], sy) for i in range(3) for sy in (-y, y)]
    rails = [tube([(x, sy, z) for x, z in _rail_line(e)], 0.045, 6) for sy in (-y, y)]
    return [paint("glass", GLASS, *panes), paint("matte", GRAPHITE, *rails)]


def _upright(a: Point, b: Point, c: Point, d: Point, y: float) -> Solid:
    corners: list[Vector] = [(x, y, z) for x, z in (a, b, c, d)]
    return sheet(corners)


def _rail_line(e: Escalator) -> list[Point]:
    """The handrail in (x, z): a half circle at the foot, the slope, a half circle at the head."""
    radius = (RAIL - SKIRT) / 2
    middle = (RAIL + SKIRT) / 2
    line = _nose_line(e, RAIL)
    foot = [
        (0.12 + radius * math.cos(math.radians(a)), middle + radius * math.sin(math.radians(a)))
        for a in (-90, -130, 180, 130, 90)
    ]
    head = [(e.run - x, z + e.rise) for x, z in reversed(foot)]
    foot = [(x + radius - 0.07, z) for x, z in foot]
    head = [(x - radius + 0.07, z) for x, z in head]
    return [*foot, *line[1:3], *head]


def _landings(e: Escalator) -> list[Part]:
    """Steel plates at both ends with a comb, and a blue mark on the newels."""
    half, flat = e.width / 2, _flat(e)
    plates = [
        box((0.0, -half, -0.02), (flat * 0.55, half, 0.012)),
        box((e.run - flat * 0.55, -half, e.rise - 0.02), (e.run, half, e.rise + 0.012)),
    ]
    combs = [
        box((flat * 0.55, -half, 0.0), (flat * 0.55 + 0.05, half, 0.014)),
        box((e.run - flat * 0.55 - 0.05, -half, e.rise), (e.run - flat * 0.55, half, e.rise + 0.014)),
    ]
    outer = (e.width + ESCALATOR_SIDES) / 2
    marks = [box((0.0, sy - 0.003, 0.02), (0.6, sy + 0.003, SKIRT - 0.02)) for sy in (-outer, outer)]
    return [paint("metal", STEEL_DARK, *plates), paint("matte", GOLD, *combs), paint("matte", BLUE, *marks)]
