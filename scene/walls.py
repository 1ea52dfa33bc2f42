"""Walls as surfaces: plain ones with openings and skirting, glass ones with mullions, and frames about doors."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring, unary_union

from models import glazing
from models.door_frame import DoorFrame
from models.door_frame import build as build_frame
from models.mesh import Model, Part, Solid, box, move, paint, turn
from models.palette import GLASS, GRAPHITE, PAPER, STEEL, STEEL_DARK, STONE_DARK
from scene.composition import Composition, Placement, size_name
from scene.extras import flag, number
from scene.hall import Door, Floor, Wall
from scene.polygons import block, underside, upright

DOOR_HEIGHT = 2.4
SKIRTING = (0.012, 0.1)
# The rail on a wall that ends below the ceiling.
CAP = (0.015, 0.07)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A straight piece of a wall between doors, from `a` to `b`."""

    a: tuple[float, float]
    b: tuple[float, float]

    @property
    def length(self) -> float:
        """Metres."""
        return math.dist(self.a, self.b)

    @property
    def heading_deg(self) -> float:
        """From a to b."""
        return math.degrees(math.atan2(self.b[1] - self.a[1], self.b[0] - self.a[0]))

    def along(self, metres: float) -> tuple[float, float]:
        """The point so far from a."""
        share = metres / self.length
        return self.a[0] + share * (self.b[0] - self.a[0]), self.a[1] + share * (self.b[1] - self.a[1])

    def place(self, solid: Solid) -> Solid:
        """What is drawn along +x from the origin, put along the run."""
        return move(turn(solid, self.heading_deg), (*self.a, 0.0))


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
        parts += [paint("matte", PAPER, body), paint("matte", STONE_DARK, *_skirting(whole))]
        if top < floor.height:
            parts.append(paint("matte", GRAPHITE, block(whole.buffer(CAP[0], join_style="mitre"), top, top + CAP[1])))
    for wall in plain:
        parts += _lintels(wall, floor)
    return parts


def _skirting(whole: BaseGeometry) -> list[Solid]:
    """A dark strip round the foot, standing proud by a centimetre: too little for a top of its own."""
    return [upright(whole.buffer(SKIRTING[0], join_style="mitre"), 0.0, SKIRTING[1])]


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
    """The wall over its doors."""
    line = LineString(wall.line)
    parts: list[Part] = []
    for door in wall.doors:
        head, top = _door_height(door, wall, floor), _top(wall, floor)
        over = _stretch(line, door).buffer(wall.thickness / 2, cap_style="flat")
        if head < top:
            faces = [upright(over, head, top), underside(over, head)]
            parts.append(paint("matte", PAPER, *faces))
    return parts


def door_frames(walls: Iterable[Wall], floor: Floor, floor_number: int) -> Composition:
    """A wooden frame about each door, of steel in glass; doors of the same size share it."""
    models: dict[str, Model] = {}
    placements = []
    for wall in walls:
        line, is_glass = LineString(wall.line), flag(wall, "glass")
        depth = glazing.MULLION[1] + 0.02 if is_glass else wall.thickness + 0.04
        for door in wall.doors:
            run = _door_run(line, door)
            size = DoorFrame(width=run.length, depth=depth, height=_door_height(door, wall, floor), steel=is_glass)
            name = f"door_frame_{'steel' if is_glass else 'wood'}:{size_name(size.width, size.depth, size.height)}"
            models[name] = models.get(name) or build_frame(size)
            at = (*run.a, floor.elevation)
            placements.append(Placement(prototype=name, floor=floor_number, at=at, heading_deg=run.heading_deg))
    return Composition(models=models, placements=tuple(placements))


def _door_run(line: LineString, door: Door) -> Run:
    a, b = (line.interpolate(door.at + side * door.width / 2) for side in (-1, 1))
    return Run(a=(a.x, a.y), b=(b.x, b.y))


# --- glass ----------------------------------------------------------------------------------------------------------


def glass_bays(walls: Iterable[Wall], floor: Floor, floor_number: int) -> Composition:
    """Whole bays as placements of one prototype for each height: a façade has hundreds."""
    models: dict[str, Model] = {}
    placements = []
    for wall, run in _glass_runs(walls):
        height = _top(wall, floor)
        name = f"glass_bay:{size_name(height)}"
        for i in range(_whole_bays(run)):
            models[name] = models.get(name) or glazing.build_bay(height)
            x, y = run.along(i * glazing.BAY)
            at = (x, y, floor.elevation)
            placements.append(Placement(prototype=name, floor=floor_number, at=at, heading_deg=run.heading_deg))
    return Composition(models=models, placements=tuple(placements))


def glass_rests(walls: Iterable[Wall], floor: Floor) -> list[Part]:
    """What of glass walls is no whole bay: the last piece of each run, and the frames about doors."""
    steel: list[Solid] = []
    panes: list[Solid] = []
    for wall, run in _glass_runs(walls):
        height, start = _top(wall, floor), _whole_bays(run) * glazing.BAY
        bars = [glazing.mullion(run.length, height)]
        if run.length - start > 0.05:
            bars += [glazing.mullion(start, height), *glazing.rails(start, run.length, height)]
            panes.append(run.place(glazing.pane(start, run.length, 0.0, height)))
        steel += [run.place(bar) for bar in bars]
    for wall in walls:
        if flag(wall, "glass"):
            heads, transoms = _glass_doors(wall, floor)
            steel += heads
            panes += transoms
    return [paint("metal", STEEL, *steel), *([paint("glass", GLASS, *panes)] if panes else [])] if steel else []


def _glass_doors(wall: Wall, floor: Floor) -> tuple[list[Solid], list[Solid]]:
    """The glass over doors, and the steel at its upper edge."""
    line, top = LineString(wall.line), _top(wall, floor)
    steel: list[Solid] = []
    panes: list[Solid] = []
    for door in wall.doors:
        head = _door_height(door, wall, floor)
        if head < top - 0.2:
            run = _door_run(line, door)
            panes.append(run.place(glazing.pane(0.0, run.length, head, top)))
            steel.append(run.place(box((0.0, -0.05, top - 0.1), (run.length, 0.05, top))))
    return steel, panes


def _whole_bays(run: Run) -> int:
    return int((run.length + 1e-6) // glazing.BAY)


def _glass_runs(walls: Iterable[Wall]) -> Iterator[tuple[Wall, Run]]:
    for wall in walls:
        if flag(wall, "glass"):
            for run in _runs(wall):
                yield wall, run


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


def railing(line: list[tuple[float, float]]) -> list[Part]:
    """A glass railing along an open line on the floor: shoe, panes, posts at its ends, handrail."""
    steel: list[Solid] = []
    shoes: list[Solid] = []
    panes: list[Solid] = []
    for a, b in itertools.pairwise(line):
        run = Run(a=a, b=b)
        bars = [box((-0.02, -0.03, 1.06), (run.length + 0.02, 0.03, 1.1))]
        bars += [box((x - 0.015, -0.025, 0.0), (x + 0.015, 0.025, 1.06)) for x in (0.015, run.length - 0.015)]
        steel += [run.place(bar) for bar in bars]
        shoes.append(run.place(box((0.0, -0.03, 0.0), (run.length, 0.03, 0.12))))
        panes.append(run.place(glazing.pane(0.0, run.length, 0.12, 1.06)))
    return [paint("metal", STEEL, *steel), paint("matte", STEEL_DARK, *shoes), paint("glass", GLASS, *panes)]
