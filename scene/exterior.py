"""The building as seen from outside: glass between white piers, belts between storeys, a flat roof, the canopy over the main entrance."""

from __future__ import annotations

import itertools
import math

import numpy as np
from shapely.geometry import LinearRing, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from models.facade import GLASS_LOW, Grid, side
from models.mesh import Model, Part, Solid, assemble, box, cylinder, move, paint, turn
from models.palette import LAMP, PAPER, RED, STEEL, STEEL_DARK, STONE, STONE_DARK, WHITE, linear_rgb
from scene.composition import OUTSIDE, Composition, Placement, SignFace, ahead, heading_of
from scene.hall import Entrance, Floor, Hall, Text
from scene.open_zones import open_zone_parts, open_zone_signs
from scene.polygons import block, polygons_of, surface, upright
from scene.skylight import skylight_of
from scene.storeys import entrance_elevation, floor_above, floors_by_id

GRID = Grid(step=4.0, pier=0.35, proud=0.28, band=0.75, mullions=2)
PARAPET = 1.3
ROOF = 0.9
BACKING_IN = 0.5
PLINTH = 0.45
# The portal: a white frame standing before the façade about the entrance; width, depth, thickness of its sides.
PORTAL = (26.0, 2.4, 1.5)
PORTAL_RISE = 1.6
NAME = (22.0, 2.1)
CANOPY = (16.0, 4.4, 0.5)
CANOPY_LOW = 3.9


def compose_exterior(hall: Hall) -> Composition:
    """One prototype, and the hall's name over the main entrance."""
    z = entrance_elevation(hall)
    placement = Placement(prototype="exterior", floor=OUTSIDE, at=(0.0, 0.0, z), heading_deg=0.0)
    return Composition(
        models={"exterior": build_exterior(hall)},
        placements=(placement,),
        signs=(*_name(hall, z), *open_zone_signs(hall)),
    )


def build_exterior(hall: Hall) -> Model:
    """z from the ground at the entrance; its own frame is the hall's."""
    parts: list[Part] = []
    for outline, levels in _volumes(hall):
        parts += _facade(outline, levels)
        for low, high in itertools.pairwise(levels):
            parts += _backing(outline, low, high)
    for floor in hall.floors:
        parts += _roof(hall, floor)
    return assemble([*parts, *_entrance(hall), *open_zone_parts(hall)])


def _top_of(hall: Hall, floor: Floor) -> float:
    """z above the ground of a floor's top: the next floor, or its own roof."""
    above = floor_above(hall, floor)
    top = above.elevation if above is not None else floor.elevation + floor.height + ROOF
    return top - entrance_elevation(hall)


def _volumes(hall: Hall) -> list[tuple[Polygon, list[float]]]:
    """Storeys of one outline joined: the outline and z of its floors, with the top, above the ground."""
    ground = entrance_elevation(hall)
    volumes: list[tuple[Polygon, list[float]]] = []
    for floor in sorted(hall.floors, key=lambda floor: floor.elevation):
        outline = orient(Polygon(floor.outline))
        if not volumes or not volumes[-1][0].equals(outline):
            volumes.append((outline, [floor.elevation - ground]))
        volumes[-1][1].append(_top_of(hall, floor))
    return volumes


def _facade(outline: Polygon, levels: list[float]) -> list[Part]:
    """Piers from the ground to the top, belts at every storey, glass between."""
    corners = [(float(x), float(y)) for x, y in np.asarray(outline.exterior.coords)]
    sides = [part for a, b in itertools.pairwise(corners) for part in side(a, b, levels, GRID, PAPER)]
    plinth = upright(outline.buffer(GRID.proud + 0.06, join_style="mitre"), levels[0], levels[0] + PLINTH)
    return [*sides, paint("matte", STONE_DARK, plinth)]


def _backing(outline: Polygon, low: float, high: float) -> list[Part]:
    """The dim room behind the glass, lighter under its ceiling where rows of lamps shine."""
    inner = outline.buffer(-BACKING_IN, join_style="mitre")
    wall = upright(inner, low, high)
    share = ((wall.vertices[:, 2] - low) / (high - low))[:, None]
    colours = np.round(linear_rgb("#2A3644") * (1 - share) + linear_rgb("#5A6B7C") * share).astype(np.uint8)
    lamps = upright(outline.buffer(-BACKING_IN + 0.05, join_style="mitre"), high - 1.25, high - 1.17)
    return [Part("matte", wall.vertices, wall.faces, colours), paint("glow", LAMP, lamps)]


def _roof(hall: Hall, floor: Floor) -> list[Part]:
    """A parapet about what no floor covers, and the roof's surface behind it."""
    above, high = floor_above(hall, floor), _top_of(hall, floor)
    bare: BaseGeometry = Polygon(floor.outline).buffer(0.35, join_style="mitre")
    if above is not None:
        bare = bare.difference(Polygon(above.outline).buffer(0.4, join_style="mitre"))
    parts: list[Part] = []
    for piece in polygons_of(bare):
        edge = piece.difference(piece.buffer(-0.5, join_style="mitre"))
        if piece.area > 20.0:
            parts += [
                paint("matte", PAPER, block(edge, high - 0.02, high + PARAPET)),
                paint("matte", STONE, surface(piece.difference(skylight_of(hall, floor)), high + 0.05)),
            ]
    return parts


# --- the main entrance ----------------------------------------------------------------------------------------------


def _front(hall: Hall, entrance: Entrance) -> tuple[tuple[float, float], float]:
    """Where the way in crosses the façade, and the heading outward."""
    outline = orient(Polygon(floors_by_id(hall)[entrance.floor].outline))
    ring = LinearRing(outline.exterior.coords)
    at = ring.interpolate(ring.project(Point(entrance.at)))
    corners = list(ring.coords)
    a, b = min(itertools.pairwise(corners), key=lambda pair: LinearRing([*pair, pair[0]]).distance(at))
    return (at.x, at.y), heading_of((b[1] - a[1], a[0] - b[0]))


def _main_entrance(hall: Hall) -> Entrance | None:
    ground = entrance_elevation(hall)
    floors = floors_by_id(hall)
    return next((entrance for entrance in hall.entrances if floors[entrance.floor].elevation == ground), None)


def _entrance(hall: Hall) -> list[Part]:
    """A white portal as high as the house, in it a canopy on four columns with lights under it, and steel doors."""
    entrance = _main_entrance(hall)
    if entrance is None:
        return []
    at, heading = _front(hall, entrance)
    half, reach, thick = CANOPY[0] / 2, CANOPY[1], CANOPY[2]
    columns = [
        cylinder((reach - 0.6, y), 0.24, 0.0, CANOPY_LOW, 14)
        for y in (-half + 1.0, -half * 0.36, half * 0.36, half - 1.0)
    ]
    lights = [
        box((0.6 + 1.3 * i, -half + 0.8, CANOPY_LOW - 0.02), (0.75 + 1.3 * i, half - 0.8, CANOPY_LOW + 0.01))
        for i in range(3)
    ]
    frames = [box((-0.1, y - 1.3, 0.0), (0.33, y + 1.3, 2.7)) for y in (-3.2, 0.0, 3.2)]
    leaves = [
        box((0.0, y + side * 0.6 - 0.55, 0.08), (0.36, y + side * 0.6 + 0.55, 2.6))
        for y in (-3.2, 0.0, 3.2)
        for side in (-1, 1)
    ]
    return [
        paint("matte", WHITE, *(_there(solid, at, heading) for solid in _portal(_portal_top(hall)))),
        paint(
            "matte", WHITE, _there(box((0.0, -half, CANOPY_LOW), (reach, half, CANOPY_LOW + thick), 0.06), at, heading)
        ),
        paint(
            "matte",
            RED,
            _there(box((reach - 0.02, -half, CANOPY_LOW + 0.1), (reach + 0.03, half, CANOPY_LOW + 0.2)), at, heading),
        ),
        paint("matte", STEEL_DARK, _there(box((0.0, -5.2, 2.7), (0.5, 5.2, 3.3), 0.03), at, heading)),
        paint("matte", PAPER, *(_there(column, at, heading) for column in columns)),
        paint("glow", LAMP, *(_there(light, at, heading) for light in lights)),
        paint("metal", STEEL, *(_there(frame, at, heading) for frame in frames)),
        paint("metal", GLASS_LOW, *(_there(leaf, at, heading) for leaf in leaves)),
    ]


def _portal_top(hall: Hall) -> float:
    """Height of the portal: above the roof's parapet."""
    return max(_top_of(hall, floor) for floor in hall.floors) + PARAPET + PORTAL_RISE


def _portal(top: float) -> list[Solid]:
    """Two sides and a lintel."""
    half, depth, side = PORTAL[0] / 2, PORTAL[1], PORTAL[2]
    lintel = NAME[1] + 1.0
    return [
        box((-0.5, -half, 0.0), (depth, -half + side, top - lintel), 0.08),
        box((-0.5, half - side, 0.0), (depth, half, top - lintel), 0.08),
        box((-0.5, -half, top - lintel), (depth, half, top), 0.08),
    ]


def _there(solid: Solid, at: tuple[float, float], heading_deg: float) -> Solid:
    return move(turn(solid, heading_deg), (*at, 0.0))


def _name(hall: Hall, z: float) -> tuple[SignFace, ...]:
    """The hall's name on the portal's lintel."""
    entrance = _main_entrance(hall)
    if entrance is None:
        return ()
    at, heading = _front(hall, entrance)
    middle = ahead((*at, z), heading, (PORTAL[1] + 0.02, 0.0, _portal_top(hall) - NAME[1] / 2 - 0.5))
    face = SignFace(
        id="exterior:name",
        floor=OUTSIDE,
        kind="name",
        at=middle,
        heading_deg=heading % 360.0,
        size=NAME,
        lines=(Text(zh=hall.name.zh, en=hall.name.en),),
    )
    return (face,)


def outside_view(hall: Hall) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Camera and target from which the building shows itself: before the main entrance, a little aside and above."""
    outline = unary_union([Polygon(floor.outline) for floor in hall.floors])
    x0, y0, x1, y1 = outline.bounds
    ground = entrance_elevation(hall)
    size = math.hypot(x1 - x0, y1 - y0)
    entrance = _main_entrance(hall)
    at, heading = _front(hall, entrance) if entrance is not None else (((x0 + x1) / 2, y0), 270.0)
    camera = ahead((*at, ground), heading, (0.62 * size, 0.2 * size, 0.14 * size))
    target = ahead((*at, ground), heading, (-0.05 * size, 0.0, 0.035 * size))
    return camera, target
