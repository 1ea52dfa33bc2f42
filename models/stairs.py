"""Stairs: stone treads on a white slab with dark noses, glass railings with steel handrails.

A straight stair starts at x = 0, z = 0 and ends at x = run, z = rise, with a level rest in the middle where it climbs more than 18 steps. A dog-leg starts at
x = 0 on the right (-y), turns on a half-way landing and comes back to x = 0 on the left (+y).
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from models.connectors import CORE_WELL, STAIRS_WIDTH, STEP_RISE, STEP_RUN
from models.mesh import (
    Model,
    Part,
    Point,
    Solid,
    Vector,
    assemble,
    box,
    merge,
    paint,
    place_parts,
    profile_along_y,
    sheet,
    tube,
)
from models.palette import GLASS, GOLD, GRAPHITE, PAPER, STEEL, STONE, WHITE

REST = 1.4
SLAB = 0.2
RAIL = 0.92
# The second handrail, for children and from wheelchairs, is so much lower.
LOWER = 0.26
MOST_STEPS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Stairs:
    """`run` = length on the plan, `width` = over all."""

    run: float
    rise: float
    width: float = STAIRS_WIDTH


def build(stairs: Stairs) -> Model:
    """A straight stair; about 450 triangles for a storey of 5 m."""
    line = _line(stairs.run, stairs.rise)
    parts = [*_flight(line, stairs.width)]
    for y in (-stairs.width / 2 + 0.06, stairs.width / 2 - 0.06):
        parts += _railing(line, y)
    return assemble(parts)


def build_dog_leg(rise: float, width: float = STAIRS_WIDTH) -> Model:
    """Two flights side by side and the landing between them; about 500 triangles."""
    steps = math.ceil(rise / STEP_RISE / 2)
    run, offset = steps * STEP_RUN, (width + CORE_WELL) / 2
    flight = _climb((0.0, 0.0), run, rise / 2, steps)
    parts = [*_flight(flight, width), *_railing(flight, width / 2 - 0.06), *_wall_rail(flight, 0.06 - width / 2)]
    lower = place_parts(tuple(parts), (0.0, -offset, 0.0))
    upper = place_parts(tuple(parts), (run, offset, rise / 2), 180)
    half = width + CORE_WELL / 2
    landing = box((run, -half, rise / 2 - SLAB), (run + width, half, rise / 2 - 0.001))
    edge, end, high = half - 0.06, run + width - 0.06, rise / 2 + RAIL
    around = tube([(run, -edge, high), (end, -edge, high), (end, edge, high), (run, edge, high)], 0.025)
    return assemble([*lower, *upper, paint("stone", STONE, landing), paint("metal", STEEL, around)])


def _line(run: float, rise: float) -> list[Point]:
    """The zigzag of treads and risers in (x, z) from foot to head."""
    steps = max(2, math.ceil(rise / STEP_RISE))
    if steps <= MOST_STEPS or run < steps * 0.25 + REST:
        return _climb((0.0, 0.0), run, rise, steps)
    lower = steps // 2
    going = (run - REST) / steps
    first = _climb((0.0, 0.0), going * lower, rise * lower / steps, lower)
    second = _climb(
        (going * lower + REST, rise * lower / steps),
        going * (steps - lower),
        rise * (steps - lower) / steps,
        steps - lower,
    )
    return [*first, *second]


def _climb(start: Point, run: float, rise: float, steps: int) -> list[Point]:
    dx, dz = run / steps, rise / steps
    points = [start]
    for i in range(steps):
        points += [(start[0] + i * dx, start[1] + (i + 1) * dz), (start[0] + (i + 1) * dx, start[1] + (i + 1) * dz)]
    return points


def _flight(line: list[Point], width: float) -> list[Part]:
    """Treads, sides and soffit as one solid, and a dark strip on every nose."""
    half = width / 2
    under = _under(line)
    noses = [_nose(x, z, half - 0.1) for x, z in line[1::2]]
    treads = _flat_strip([a for a, b in zip(line, [*line[1:], None], strict=True) if a != b], half)
    return [
        paint("stone", STONE, treads),
        paint("matte", GRAPHITE, *noses),
        paint("matte", PAPER, *_sides(line, under, half)),
        paint("matte", WHITE, _soffit(under, half)),
    ]


def _nose(x: float, z: float, half: float) -> Solid:
    """A strip over the edge of a step, seen from above and from before it."""
    return _flat_strip([(x - 0.002, z - 0.045), (x - 0.002, z + 0.002), (x + 0.045, z + 0.002)], half)


def _flat_strip(line: list[Point], half: float) -> Solid:
    """A surface over a line in (x, z), between y = -half and half, looking up and back."""
    return merge(
        [
            sheet([(a[0], -half, a[1]), (b[0], -half, b[1]), (b[0], half, b[1]), (a[0], half, a[1])])
            for a, b in itertools.pairwise(line)
        ]
    )


def _under(line: list[Point]) -> list[Point]:
    """The slab's lower edge in (x, z): it follows foot, rest and head."""
    corners = [line[0], *_turns(line), line[-1]]
    return [(x + (0.12 if i == 0 else 0.0), z - (0.0 if i == 0 else SLAB)) for i, (x, z) in enumerate(corners)]


def _turns(line: list[Point]) -> list[Point]:
    """Where the slope starts and ends its rest."""
    run = line[2][0] - line[1][0]
    for a, b in itertools.pairwise(line):
        if b[0] - a[0] > run * 1.5:
            return [a, b]
    return []


def _sides(line: list[Point], under: list[Point], half: float) -> list[Solid]:
    ring = [*line, *reversed(under)][::-1]
    ring = [p for p, q in zip(ring, [*ring[1:], ring[0]], strict=True) if p != q]
    return [profile_along_y(ring, y0, y1) for y0, y1 in ((-half, -half + 0.03), (half - 0.03, half))]


def _soffit(under: list[Point], half: float) -> Solid:
    pieces = [
        sheet([(b[0], -half, b[1]), (a[0], -half, a[1]), (a[0], half, a[1]), (b[0], half, b[1])])
        for a, b in itertools.pairwise(under)
    ]
    return merge(pieces)


def _railing(line: list[Point], y: float) -> list[Part]:
    """Glass and a handrail over one side of a flight: the foot's end is as high as the first nose."""
    foot = (line[0][0], line[0][1] + STEP_RISE)
    return _rail_along([foot, *_turns(line), line[-1]], y)


def _wall_rail(line: list[Point], y: float) -> list[Part]:
    """A handrail along the wall beside a flight."""
    rail: list[Vector] = [(x, y, z + RAIL) for x, z in ((line[0][0], line[0][1] + STEP_RISE), line[-1])]
    return [paint("metal", STEEL, tube(rail, 0.025))]


def _rail_along(line: list[Point], y: float) -> list[Part]:
    """Glass, posts and a round handrail over a line in (x, z)."""
    rail: list[Vector] = [(x, y, z + RAIL) for x, z in line]
    panes = [
        sheet(
            [(a[0], y, a[1] + 0.1), (b[0], y, b[1] + 0.1), (b[0], y, b[1] + RAIL - 0.05), (a[0], y, a[1] + RAIL - 0.05)]
        )
        for a, b in itertools.pairwise(line)
    ]
    posts = [box((x - 0.02, y - 0.02, z - 0.02), (x + 0.02, y + 0.02, z + RAIL)) for x, z in line]
    lower = [(x, y, z - LOWER) for x, _, z in rail]
    return [paint("glass", GLASS, *panes), paint("metal", STEEL, tube(rail, 0.025), tube(lower, 0.02, 5), *posts)]


def build_ramp(ramp: Stairs) -> Model:
    """A sloping slab with railings on both sides; about 150 triangles."""
    line: list[Point] = [(0.0, 0.0), (ramp.run, ramp.rise)]
    half = ramp.width / 2
    side = [(0.0, 0.0), (ramp.run, ramp.rise), (ramp.run, ramp.rise - SLAB), (SLAB, -0.001)][::-1]
    parts = [paint("matte", STONE, profile_along_y(side, -half, half))]
    # Where it begins and ends one sees it, and wheels keep on it.
    slope = ramp.rise / ramp.run
    ends = [
        _flat_strip([(x, x * slope + 0.004), (x + 0.15, (x + 0.15) * slope + 0.004)], half - 0.12)
        for x in (0.05, ramp.run - 0.2)
    ]
    kerbs = [
        profile_along_y([(0.0, 0.0), (ramp.run, ramp.rise), (ramp.run, ramp.rise + 0.07), (0.0, 0.07)], y, y + 0.03)
        for y in (0.09 - half, half - 0.12)
    ]
    parts += [paint("matte", GOLD, *ends), paint("matte", PAPER, *kerbs)]
    for y in (-half + 0.06, half - 0.06):
        parts += _rail_along(line, y)
    return assemble(parts)
