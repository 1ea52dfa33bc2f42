"""Where light is worked out on a storey, and where it lies in the storey's picture: tiles for what is level, a strip for each side of a wall.

A picture's texels are points: the middle of a square on the floor, the ceiling or a level in the air, or a point of a wall.
Strips are packed in shelves in the order of the rings, so that whoever knows the rings knows where each lies.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString, Polygon
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from scene.extras import flag
from scene.hall import Floor, Hall, Wall
from scene.light.rays import Floats
from scene.polygons import polygons_of
from scene.shell import obstacles_on

# Metres between texels: of a floor, of a ceiling and of air, along a wall; and how many there are from a wall's foot to its top.
FINE = 0.25
COARSE = 0.5
WALL_STEP = 0.6
WALL_ROWS = 8
# Metres above the floor, about where things end that stand on it.
AIR_HEIGHT = 1.3
# How far from a surface its point lies, and how far from a corner a strip's first and last point.
CLEAR = 0.02

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A level grid. x, y: its first texel in the picture; low: middle of that texel in the hall; step: metres."""

    x: int
    y: int
    columns: int
    rows: int
    low: Point
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One side of a wall from a to b, seen with a on the left; its first texel lies at a, its last at b; rows go up to `top`."""

    x: int
    y: int
    columns: int
    a: Point
    b: Point
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A line of wall sides, closed; the room lies on its right. top: metres."""

    top: float
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """The picture of a storey: its size in texels, and what lies where."""

    width: int
    height: int
    floor: Tile
    ceiling: Tile
    air: Tile
    rings: tuple[Ring, ...]
    strips: tuple[Strip, ...]


def make_atlas(hall: Hall, floor: Floor) -> Atlas:
    """Floor on top, ceiling and air beside each other below it, then the walls."""
    bounds = Polygon(floor.outline).bounds
    ground = _tile(bounds, FINE, 0, 0)
    ceiling = _tile(bounds, COARSE, 0, ground.rows)
    air = _tile(bounds, COARSE, ceiling.columns, ground.rows)
    width = max(ground.columns, ceiling.columns + air.columns)
    rings = wall_rings(hall, floor)
    strips = pack_strips(rings, width, ground.rows + ceiling.rows)
    height = max((strip.y + WALL_ROWS for strip in strips), default=ground.rows + ceiling.rows)
    return Atlas(width=width, height=height, floor=ground, ceiling=ceiling, air=air, rings=rings, strips=strips)


def _tile(bounds: tuple[float, float, float, float], step: float, x: int, y: int) -> Tile:
    """One texel more on each side, so that what lies beside it in the picture does not show at its edge."""
    x0, y0, x1, y1 = bounds
    return Tile(
        x=x,
        y=y,
        columns=math.ceil((x1 - x0) / step) + 2,
        rows=math.ceil((y1 - y0) / step) + 2,
        low=(round(x0 - step / 2, 3), round(y0 - step / 2, 3)),
        step=step,
    )


def wall_rings(hall: Hall, floor: Floor) -> tuple[Ring, ...]:
    """The sides of all solid walls, doors filled, and of what else reaches the ceiling; whole centimetres."""
    walls = [wall for wall in hall.walls if wall.floor == floor.id and not flag(wall, "glass")]
    tall, _ = obstacles_on(hall, floor)
    tops = sorted({_top(wall, floor) for wall in walls} | {floor.height})
    rings = []
    for top in tops:
        shapes = [_body(wall) for wall in walls if _top(wall, floor) == top]
        if top == floor.height:
            shapes += [Polygon(one.polygon) for one in tall]
        for polygon in polygons_of(unary_union(shapes)):
            turned = orient(polygon)
            rings += [Ring(top=top, points=_centimetres(one.coords)) for one in (turned.exterior, *turned.interiors)]
    return tuple(rings)


def _top(wall: Wall, floor: Floor) -> float:
    return min(wall.height, floor.height)


def _body(wall: Wall) -> Polygon:
    return LineString(wall.line).buffer(wall.thickness / 2, cap_style="flat", join_style="mitre")


def _centimetres(points: Iterable[tuple[float, ...]]) -> tuple[Point, ...]:
    return tuple((round(x, 2), round(y, 2)) for x, y, *_ in list(points)[:-1])


def pack_strips(rings: Iterable[Ring], width: int, first_row: int) -> tuple[Strip, ...]:
    """Strips from left to right, a new shelf where one no longer fits."""
    strips = []
    x, y = 0, first_row
    for ring in rings:
        for a, b in itertools.pairwise((*ring.points, ring.points[0])):
            columns = min(width, math.ceil(math.dist(a, b) / WALL_STEP) + 1)
            if x + columns > width:
                x, y = 0, y + WALL_ROWS
            strips.append(Strip(x=x, y=y, columns=columns, a=a, b=b, top=ring.top))
            x += columns
    return tuple(strips)


# --- points ---------------------------------------------------------------------------------------------------------


def tile_points(tile: Tile, z: float) -> Floats:
    """(rows * columns, 3) points of a level tile, row by row."""
    x = tile.low[0] + tile.step * np.arange(tile.columns)
    y = tile.low[1] + tile.step * np.arange(tile.rows)
    plan = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    return np.column_stack([plan, np.full(len(plan), z)]).astype(np.float32)


def strip_points(strip: Strip, elevation: float) -> tuple[Floats, Floats]:
    """(WALL_ROWS * columns, 3) points a little before the wall, row by row from the foot, and the direction it faces, (3,)."""
    a, b = np.array(strip.a), np.array(strip.b)
    length = float(np.linalg.norm(b - a))
    along = (b - a) / max(length, 1e-6)
    facing = np.array([along[1], -along[0]])
    inset = min(CLEAR, length / 4)
    metres = inset + (length - 2 * inset) * np.arange(strip.columns) / max(1, strip.columns - 1)
    z = elevation + strip.top * (np.arange(WALL_ROWS) + 0.5) / WALL_ROWS
    plan = a + along * metres[:, None] + facing * CLEAR
    points = np.column_stack([np.tile(plan, (WALL_ROWS, 1)), np.repeat(z, strip.columns)])
    return points.astype(np.float32), np.array([*facing, 0.0], dtype=np.float32)
