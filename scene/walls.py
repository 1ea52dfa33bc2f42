"""Walls as surfaces: plain ones with openings and skirting, glass ones with mullions, and frames about doors."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring, unary_union

from models.mesh import Part, Solid, box, move, paint, sheet, turn
from models.palette import GLASS, OAK, PAPER, STEEL, STEEL_DARK, STONE_DARK
from scene.extras import flag, number
from scene.hall import Door, Floor, Wall
from scene.polygons import block, underside, upright

DOOR_HEIGHT = 2.4
SKIRTING = (0.012, 0.1)
MULLION = (0.05, 0.12)
MULLION_STEP = 2.0
TRANSOM = 2.6
FRAME = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A straight piece of a wall between doors, from `a` to `b`."""

    a: tuple[float, float]
    b: tuple[float, float]


def solid_walls(walls: Iterable[Wall], floor: Floor, blocks: BaseGeometry) -> list[Part]:
    """All walls that are not of glass, and what else reaches the ceiling: joined, so that corners are clean."""
    plain = [wall for wall in walls if not flag(wall, "glass")]
    tops = sorted({_top(wall, floor) for wall in plain} | {floor.height})
    parts: list[Part] = []
    for top in tops:
        shapes = [standing(wall) for wall in plain if _top(wall, floor) == top]
        whole = unary_union([*shapes, blocks]) if top == floor.height else unary_union(shapes)
        if whole.is_empty:
            continue
        body = upright(whole, 0.0, top) if top >= floor.height else block(whole, 0.0, top)
        skirt = whole.buffer(SKIRTING[0], join_style="mitre").difference(whole)
        parts += [paint("matte", PAPER, body), paint("matte", STONE_DARK, block(skirt, 0.0, SKIRTING[1]))]
    for wall in plain:
        parts += _lintels(wall, floor)
    return parts


def _top(wall: Wall, floor: Floor) -> float:
    return min(wall.height, floor.height)


def standing(wall: Wall) -> BaseGeometry:
    """What the wall covers of the floor: its line's buffer without the stretch of each door."""
    line = LineString(wall.line)
    body = line.buffer(wall.thickness / 2, cap_style="flat", join_style="mitre")
    gaps = [_stretch(line, door).buffer(wall.thickness, cap_style="flat") for door in wall.doors]
    return body.difference(unary_union(gaps)) if gaps else body


def _stretch(line: LineString, door: Door) -> BaseGeometry:
    return substring(line, door.at - door.width / 2, door.at + door.width / 2)


def _door_height(door: Door, wall: Wall, floor: Floor) -> float:
    return min(number(door, "height") or DOOR_HEIGHT, _top(wall, floor))


def _lintels(wall: Wall, floor: Floor) -> list[Part]:
    """The wall over its doors, and a wooden frame about each."""
    line = LineString(wall.line)
    parts: list[Part] = []
    for door in wall.doors:
        head, top = _door_height(door, wall, floor), _top(wall, floor)
        over = _stretch(line, door).buffer(wall.thickness / 2, cap_style="flat")
        if head < top:
            faces = [upright(over, head, top), underside(over, head)]
            parts.append(paint("matte", PAPER, *faces))
        parts.append(paint("wood", OAK, *_frame(line, door, wall.thickness + 0.04, head)))
    return parts


def _frame(line: LineString, door: Door, depth: float, head: float) -> list[Solid]:
    """Two jambs and a head."""
    a, b = (line.interpolate(door.at + side * door.width / 2) for side in (-1, 1))
    length = math.hypot(b.x - a.x, b.y - a.y)
    angle = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
    y = depth / 2
    bars = [
        box((-0.01, -y, 0.0), (FRAME, y, head)),
        box((length - FRAME, -y, 0.0), (length + 0.01, y, head)),
        box((FRAME, -y, head - FRAME), (length - FRAME, y, head)),
    ]
    return [move(turn(bar, angle), (a.x, a.y, 0.0)) for bar in bars]


# --- glass ----------------------------------------------------------------------------------------------------------


def glass_walls(walls: Iterable[Wall], floor: Floor) -> list[Part]:
    """Panes between mullions; over each door a transom."""
    parts: list[Part] = []
    for wall in walls:
        if flag(wall, "glass"):
            parts += _glazing(wall, floor)
    return parts


def _glazing(wall: Wall, floor: Floor) -> list[Part]:
    top = _top(wall, floor)
    line = LineString(wall.line)
    steel: list[Solid] = []
    panes: list[Solid] = []
    for run in _runs(wall):
        steel += _bars(run, 0.0, top)
        panes.append(_pane(run, 0.0, top))
    for door in wall.doors:
        head = _door_height(door, wall, floor)
        steel += _frame(line, door, 0.14, head)
        a, b = (line.interpolate(door.at + side * door.width / 2) for side in (-1, 1))
        if head < top - 0.2:
            panes.append(_pane(Run(a=(a.x, a.y), b=(b.x, b.y)), head, top))
    return [paint("metal", STEEL, *steel), paint("glass", GLASS, *panes)]


def _runs(wall: Wall) -> list[Run]:
    """The straight pieces of a wall's line that no door takes."""
    line = LineString(wall.line)
    cuts = sorted(
        (max(0.0, door.at - door.width / 2), min(line.length, door.at + door.width / 2)) for door in wall.doors
    )
    marks = [0.0, *(mark for cut in cuts for mark in cut), line.length]
    runs = []
    for start, end in zip(marks[0::2], marks[1::2], strict=True):
        if end - start > 0.05:
            points = list(substring(line, start, end).coords)
            runs += [Run(a=(a[0], a[1]), b=(b[0], b[1])) for a, b in itertools.pairwise(points)]
    return runs


def _bars(run: Run, low: float, high: float) -> list[Solid]:
    """Mullions, a sill, a head, and a rail above the doors' height."""
    length = math.dist(run.a, run.b)
    angle = math.degrees(math.atan2(run.b[1] - run.a[1], run.b[0] - run.a[0]))
    count = max(1, round(length / MULLION_STEP))
    w, d = MULLION[0] / 2, MULLION[1] / 2
    places = [min(max(length * i / count, w), length - w) for i in range(count + 1)]
    bars = [box((x - w, -d, low), (x + w, d, high)) for x in places]
    levels = [(low, low + 0.1), (high - 0.1, high)] + ([(TRANSOM, TRANSOM + 0.05)] if high > TRANSOM + 0.8 else [])
    bars += [box((0.0, -d * 0.8, z0), (length, d * 0.8, z1)) for z0, z1 in levels]
    return [move(turn(bar, angle), (*run.a, 0.0)) for bar in bars]


def _pane(run: Run, low: float, high: float) -> Solid:
    (x0, y0), (x1, y1) = run.a, run.b
    return sheet([(x0, y0, low), (x1, y1, low), (x1, y1, high), (x0, y0, high)])


def railing(line: list[tuple[float, float]]) -> list[Part]:
    """A glass railing along an open line on the floor: shoe, panes, posts at its ends, handrail."""
    runs = [Run(a=a, b=b) for a, b in itertools.pairwise(line)]
    steel: list[Solid] = []
    shoes: list[Solid] = []
    for run in runs:
        length = math.dist(run.a, run.b)
        angle = math.degrees(math.atan2(run.b[1] - run.a[1], run.b[0] - run.a[0]))
        bars = [box((-0.02, -0.03, 1.06), (length + 0.02, 0.03, 1.1))]
        bars += [box((x - 0.015, -0.025, 0.0), (x + 0.015, 0.025, 1.06)) for x in (0.015, length - 0.015)]
        steel += [move(turn(bar, angle), (*run.a, 0.0)) for bar in bars]
        shoes.append(move(turn(box((0.0, -0.03, 0.0), (length, 0.03, 0.12)), angle), (*run.a, 0.0)))
    panes = [_pane(run, 0.12, 1.06) for run in runs]
    return [paint("metal", STEEL, *steel), paint("matte", STEEL_DARK, *shoes), paint("glass", GLASS, *panes)]
