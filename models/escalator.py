"""An escalator: steps, skirts, glass balustrades with rubber handrails, steel landings; and the marks at its ends.

Its body starts at x = 0 at the foot and ends at x = run at the head, z = rise higher; see `models.connectors` for the stops before and behind.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np

from models.connectors import ESCALATOR_SIDES, ESCALATOR_WIDTH
from models.mesh import (
    Model,
    Part,
    Point,
    Solid,
    Vector,
    assemble,
    box,
    circle,
    loft,
    merge,
    move,
    moving,
    paint,
    panel_to_x,
    profile_along_x,
    profile_along_y,
    sheet,
    turn,
)
from models.palette import GLASS, GOLD, GRAPHITE, RED, STEEL, STEEL_DARK, WHITE

FLAT = 1.0
STEP = 0.4
SKIRT = 0.12
RAIL = 0.98
TRUSS = 0.75
TREAD = "#5A6067"
# The box at each end into which the handrail goes: how high, from where it falls to the skirt, and how far it keeps from the rail's bend.
NEWEL = 0.3
NEWEL_LONG = 0.62
RAIL_AHEAD = 0.05
BENDS = 8
# Across and outward.
RAIL_SECTION = ((0.045, 0.0), (0.03, 0.028), (-0.03, 0.028), (-0.045, 0.0), (-0.03, -0.02), (0.03, -0.02))
MARK = 0.095
GO = "#1F8A4C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalator:
    """`run` = length of the body on the plan, `width` = of its steps; `hangs` = below its foot is another storey, not the ground."""

    run: float
    rise: float
    width: float = ESCALATOR_WIDTH
    hangs: bool = False


def build(escalator: Escalator) -> Model:
    """About 950 triangles for a storey of 5 m. Its steps move: at the end of their way each lies where the next one lay."""
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
    # One more than the plates need: at the end of their way the first steps still begin below the comb.
    hidden = math.ceil((flat - _plate(e) + 0.01) / dx) + 1

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
    return _flat(e) * 0.55 + 0.1


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
    """Two white sides that end in boxes for the handrail, a steel cap on them, the soffit between, and a plate at each end."""
    half, outer = e.width / 2, (e.width + ESCALATOR_SIDES) / 2
    under = _under(e)
    side = [*_deck_line(e), *under][::-1]
    sides = [profile_along_y(side, y0, y1) for y0, y1 in ((-outer, -half), (half, outer))]
    soffit = _ribbon(under, half)
    ends = [
        _ribbon([(e.run, e.rise), (e.run, e.rise - TRUSS)], half),
        _ribbon([(0.0, under[-1][1]), (0.0, 0.0)], half),
    ]
    caps = _ribbon([(x, z + 0.004) for x, z in _deck_line(e)], 0.14)
    return [
        paint("matte", WHITE, *sides, soffit, *ends),
        paint("metal", STEEL, *(move(caps, (0, sy * (half + 0.15), 0)) for sy in (-1, 1))),
    ]


def _under(e: Escalator) -> list[Point]:
    """The soffit in (x, z) from head to foot: where nothing is below the foot, it ends at the ground."""
    flat = _flat(e)
    head = [(e.run, e.rise - TRUSS), (e.run - flat + 0.25, e.rise - TRUSS)]
    if e.hangs:
        return [*head, (flat + 0.25, -TRUSS), (0.0, -TRUSS)]
    return [*head, (flat + TRUSS * 0.9, -0.02), (0.0, -0.02)]


def _deck_line(e: Escalator) -> list[Point]:
    """The upper edge of the sides in (x, z): a box at each end, the skirt between."""
    flat = _flat(e)
    down = min(NEWEL_LONG, flat * 0.6)
    foot = [(0.0, NEWEL), (down, NEWEL), (flat, SKIRT)]
    return [*foot, *((e.run - x, e.rise + z) for x, z in reversed(foot))]


def _balustrades(e: Escalator) -> list[Part]:
    """Glass above the skirts, round at both ends, and the handrail about it that goes into the boxes."""
    y = e.width / 2 + 0.15
    low, high = _nose_line(e, SKIRT), _nose_line(e, RAIL - 0.03)
    foot = _bend(RAIL_AHEAD + 0.03, RAIL - 0.03)
    ends = [
        [*foot, high[1], low[1], (foot[0][0], NEWEL)],
        [low[2], high[2], *((e.run - x, e.rise + z) for x, z in reversed(foot)), (e.run - foot[0][0], e.rise + NEWEL)],
    ]
    middle = [low[1], low[2], high[2], high[1]]
    panes = [_upright(ring, sy) for ring in (*ends, middle) for sy in (-y, y)]
    rails = [move(_rail(_rail_line(e)), (0.0, sy, 0.0)) for sy in (-y, y)]
    return [paint("glass", GLASS, *panes), paint("matte", GRAPHITE, *rails)]


def _upright(ring: list[Point], y: float) -> Solid:
    corners: list[Vector] = [(x, y, z) for x, z in ring]
    return sheet(corners)


def _bend(ahead: float, top: float) -> list[Point]:
    """Half a circle in (x, z) from below the foot's box up to `top`; it reaches to x = `ahead`."""
    low = NEWEL - 0.1
    radius = (top - low) / 2
    turns = [math.radians(-90 - 180 * i / BENDS) for i in range(BENDS + 1)]
    return [(ahead + radius + radius * math.cos(a), low + radius + radius * math.sin(a)) for a in turns]


def _rail_line(e: Escalator) -> list[Point]:
    """The handrail in (x, z): out of the foot's box round to the slope, and into the head's box."""
    foot = _bend(RAIL_AHEAD, RAIL)
    slope = _nose_line(e, RAIL)[1:3]
    return [*foot, *slope, *((e.run - x, e.rise + z) for x, z in reversed(foot))]


def _rail(line: list[Point]) -> Solid:
    """A flat bar with blunt edges along a line in (x, z), mitred, about y = 0."""
    points = np.array(line)
    along = np.diff(points, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    normals = np.column_stack([-along[:, 1], along[:, 0]])
    ends = np.concatenate([normals[:1], normals]), np.concatenate([normals, normals[-1:]])
    mitre = (ends[0] + ends[1]) / (1 + (ends[0] * ends[1]).sum(axis=1))[:, None]
    rings = [
        [(p[0] + out * n[0], across, p[1] + out * n[1]) for across, out in RAIL_SECTION]
        for p, n in zip(points.tolist(), mitre.tolist(), strict=True)
    ]
    return loft(np.array(rings))


def _landings(e: Escalator) -> list[Part]:
    """Steel plates at both ends, each with a comb that reaches over the first step."""
    half, plate = e.width / 2, _plate(e)
    plates = [
        box((0.0, -half, -0.02), (plate - 0.05, half, 0.012)),
        box((e.run - plate + 0.05, -half, e.rise - 0.02), (e.run, half, e.rise + 0.012)),
    ]
    combs = [
        box((plate - 0.05, -half, 0.002), (plate, half, 0.014)),
        box((e.run - plate, -half, e.rise + 0.002), (e.run - plate + 0.05, half, e.rise + 0.014)),
    ]
    return [paint("metal", STEEL_DARK, *plates), paint("matte", GOLD, *combs)]


def build_marks(width: float, *, enters: bool) -> Model:
    """A round mark on each of an end's two boxes: green with an arrow where one steps on, red with a bar where nobody does.

    Its origin is on the ground in the middle between them; it looks to -x. About 150 triangles.
    """
    disc = profile_along_x(circle(MARK, 20), 0.0, 0.008)
    sign = _arrow(0.009) if enters else panel_to_x(0.009, (-0.062, 0.062), (-0.016, 0.016))
    places = [(0.0, sy * (width / 2 + 0.15), NEWEL / 2 + 0.015) for sy in (-1, 1)]
    return assemble(
        [
            paint("matte", GO if enters else RED, *(move(turn(disc, 180), at) for at in places)),
            paint("glow", WHITE, *(move(turn(sign, 180), at) for at in places)),
        ]
    )


def _arrow(x: float) -> Solid:
    """Pointing up, looking to +x."""
    head = sheet([(x, -0.052, -0.002), (x, 0.052, -0.002), (x, 0.0, 0.06)])
    return merge([head, panel_to_x(x, (-0.018, 0.018), (-0.06, -0.002))])
