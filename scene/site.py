"""What lies outside: the ground with its roads, lawns and squares, the things on it, and the town behind."""

from __future__ import annotations

import math

import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

import models
from models.mesh import Material, Model, Part, assemble, paint, prism
from models.mesh import box as solid_box
from models.palette import ASPHALT, GRASS, GRASS_DARK, STONE, STONE_LIGHT, WHITE
from scene.composition import OUTSIDE, Composition, Placement, join, size_name
from scene.hall import Hall, SiteThing
from scene.polygons import block, partition, surface
from scene.storeys import entrance_elevation

GROUND_DROP = 0.02
REACH = 320.0
KERB = (0.14, 0.07)
DASH = (2.0, 4.0)
MARK_WIDTH = 0.15
TOWN_TRIES = 60
# Storeys of the town, and the share of each that is windows.
TOWN_STOREY = 3.4
TOWN_BAND = 0.45
TOWN_COLOURS = ("#D9DFE4", "#CFD8E0", "#DDE1E3", "#C9D3DC")
TOWN_GLASS = "#A9B9C7"

Look = tuple[Material, str]
GROUNDS: dict[str, Look] = {
    "road": ("asphalt", ASPHALT),
    "forecourt": ("floor", STONE),
    "path": ("floor", STONE_LIGHT),
    "lawn": ("grass", GRASS),
}
MEADOW: Look = ("grass", GRASS_DARK)
MARKING: Look = ("asphalt", WHITE)
BORDER: Look = ("floor", "#9C978E")
BAND: Look = ("floor", "#B7B1A6")
PAVING = 5.2
BAND_WIDTH = 0.3


def compose_site(hall: Hall) -> Composition:
    """The ground as one prototype, trees and other things as placements."""
    z = entrance_elevation(hall)
    ground = Placement(prototype="site", floor=OUTSIDE, at=(0.0, 0.0, z), heading_deg=0.0)
    site = Composition(models={"site": build_site(hall)}, placements=(ground,))
    return join([site, *(_stand(thing, z) for thing in hall.site if thing.at is not None)])


def _stand(thing: SiteThing, z: float) -> Composition:
    """A tree, a pole, a building: whatever has a mesh of its own."""
    kind = models.KINDS.get(thing.kind)
    if kind is None or kind.build is None or thing.at is None:
        return Composition(models={}, placements=())
    size = thing.size or kind.size
    name = kind.name if size == kind.size else f"{kind.name}:{size_name(*size)}"
    placement = Placement(prototype=name, floor=OUTSIDE, at=(*thing.at, z), heading_deg=_turned(thing))
    return Composition(models={name: kind.build(size)}, placements=(placement,))


def _turned(thing: SiteThing) -> float:
    """Trees of a row are turned each by its own angle, so that they do not look like one."""
    if thing.kind == "tree" and thing.at is not None:
        return round((thing.at[0] * 37.0 + thing.at[1] * 61.0) % 360.0, 1)
    return thing.heading_deg


def build_site(hall: Hall) -> Model:
    """Ground and town; z from the ground at the entrance. Its own frame is the hall's."""
    outline = unary_union([Polygon(floor.outline) for floor in hall.floors])
    grounds = [(Polygon(thing.polygon), thing.kind) for thing in hall.site if thing.polygon is not None]
    extent = box(*unary_union([outline, *(shape for shape, _ in grounds)]).buffer(REACH).bounds)
    pieces = partition(extent.difference(outline), _covers(grounds), MEADOW)
    parts = [paint(material, colour, surface(piece, -GROUND_DROP)) for piece, (material, colour) in pieces]
    return assemble([*parts, *_kerbs(grounds, outline), *_bands(grounds), *_town(extent)])


def _covers(grounds: list[tuple[Polygon, str]]) -> list[tuple[BaseGeometry, Look]]:
    """Lawns below paths below roads below squares; marks on the roads, a dark border in the squares."""
    covers: list[tuple[BaseGeometry, Look]] = []
    for kind in ("lawn", "path", "road", "forecourt"):
        shapes = [shape for shape, name in grounds if name == kind]
        covers += [(shape, GROUNDS[kind]) for shape in shapes]
        if kind == "road":
            covers += [(mark, MARKING) for shape in shapes for mark in _marks(shape)]
    squares = [shape for shape, name in grounds if name == "forecourt"]
    for shape in squares:
        inner = shape.buffer(-0.6, join_style="mitre")
        covers.append((inner.difference(inner.buffer(-0.5, join_style="mitre")), BORDER))
    return covers


def _bands(grounds: list[tuple[Polygon, str]]) -> list[Part]:
    """Strips of darker stone across the squares, both ways, PAVING metres apart. They lie on the stone: cut into it they are ten times the bytes."""
    squares = [shape.buffer(-0.6, join_style="mitre") for shape, kind in grounds if kind == "forecourt"]
    strips = [strip.intersection(square) for square in squares for strip in _strips(square)]
    return [paint(*BAND, surface(strip, 0.0)) for strip in strips if not strip.is_empty]


def _strips(square: BaseGeometry) -> list[BaseGeometry]:
    """None on what is but a path."""
    x0, y0, x1, y1 = square.bounds
    columns, rows = (round(length / PAVING) for length in (x1 - x0, y1 - y0))
    if min(columns, rows) < 2:
        return []
    half = BAND_WIDTH / 2
    xs = [x0 + (x1 - x0) * i / columns for i in range(1, columns)]
    ys = [y0 + (y1 - y0) * i / rows for i in range(1, rows)]
    return [*(box(x - half, y0, x + half, y1) for x in xs), *(box(x0, y - half, x1, y + half) for y in ys)]


def _marks(road: Polygon) -> list[BaseGeometry]:
    """A dashed line along the middle of a road's longer side."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(road))[:4]
    first, second = (corners[1] - corners[0], corners[2] - corners[1])
    start = 0 if math.hypot(*first) < math.hypot(*second) else 1
    a, b, c, d = (corners[(start + i) % 4] for i in range(4))
    middle = LineString([(a + b) / 2, (c + d) / 2])
    step = sum(DASH)
    count = int(middle.length // step)
    dashes = [
        LineString([middle.interpolate(i * step + 1.0), middle.interpolate(i * step + 1.0 + DASH[0])])
        for i in range(count)
    ]
    return [dash.buffer(MARK_WIDTH / 2, cap_style="flat") for dash in dashes]


def _kerbs(grounds: list[tuple[Polygon, str]], outline: BaseGeometry) -> list[Part]:
    """A low stone edge about each lawn."""
    taken = unary_union([outline, *(shape for shape, kind in grounds if kind != "lawn")])
    lawns = unary_union([shape for shape, kind in grounds if kind == "lawn"])
    edge = lawns.difference(lawns.buffer(-KERB[0], join_style="mitre")).difference(taken)
    return [] if edge.is_empty else [paint("matte", STONE_LIGHT, block(edge, -GROUND_DROP, KERB[1]))]


def _town(extent: Polygon) -> list[Part]:
    """Pale blocks towards the horizon, the same every time: thinly spread where the ground is nothing but meadow."""
    near = extent.buffer(-REACH * 0.6, join_style="mitre")
    x0, y0, x1, y1 = extent.buffer(-30.0, join_style="mitre").bounds
    parts: list[Part] = []
    for i in range(TOWN_TRIES):
        # A low-discrepancy sequence (the plastic number's): even, and without a random generator.
        x, y = x0 + (x1 - x0) * ((0.5 + i * 0.7548776662) % 1.0), y0 + (y1 - y0) * ((0.5 + i * 0.5698402910) % 1.0)
        wide, deep = 16 + 24 * ((i * 0.5698) % 1.0), 12 + 12 * ((i * 0.3247) % 1.0)
        storeys = 3 + round(9 * ((i * 0.6180) % 1.0) ** 2)
        if not near.contains(Point(x, y)):
            parts += _house((x, y), (wide, deep), storeys, TOWN_COLOURS[i % len(TOWN_COLOURS)])
    return parts


def _house(at: tuple[float, float], size: tuple[float, float], storeys: int, colour: str) -> list[Part]:
    """A pale block with a band of windows in each storey, two of them merged into one where there are many."""
    (x, y), (wide, deep) = at, (size[0] / 2, size[1] / 2)
    step = TOWN_STOREY * (2 if storeys > 6 else 1)
    high = storeys * TOWN_STOREY + 1.5
    lows = [step * (i + 0.4) for i in range(int((high - 1.5) // step))]
    ring = [(x - wide - 0.1, y - deep - 0.1), (x + wide + 0.1, y - deep - 0.1)]
    ring += [(x + wide + 0.1, y + deep + 0.1), (x - wide - 0.1, y + deep + 0.1)]
    return [
        paint("matte", colour, solid_box((x - wide, y - deep, -GROUND_DROP), (x + wide, y + deep, high))),
        paint("matte", TOWN_GLASS, *(prism(ring, low, low + TOWN_BAND * step, caps=False) for low in lows)),
    ]
