"""The shell of a floor: slab, ceiling, walls, façade, railings about its voids. Its own frame: z from the floor's surface.

A wall with `"glass": true` is a façade or a glass partition; an obstacle that a connector's body covers is left to the connector.
"""

from __future__ import annotations

import math
from itertools import combinations

import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from models import ceiling_lamp
from models.mesh import Model, Part, assemble, paint
from models.palette import GRAPHITE, LAMP, PAPER, STEEL, STONE, STONE_LIGHT, WHITE
from scene.composition import Composition, Placement, join, size_name
from scene.extras import word
from scene.hall import Floor, Hall, Obstacle
from scene.polygons import block, flipped, lines_of, partition, surface, underside, upright
from scene.skylight import skylight, skylight_of
from scene.storeys import floor_above, floor_below, floor_numbers, slab_of
from scene.walls import door_frames, glass_bays, glass_rests, railing, solid_walls
from scene.ways import bodies_on, gates_on

PAVING = "#EAE6DD"
PAVING_EDGE = "#A9A49B"
PAVING_LINE = "#B9B3A8"
# What a part of the floor is paved with, by the area's kind.
TINTS = {
    "lobby": "#EFECE4",
    "zone": "#E4DFD5",
    "waiting": "#C3CDD8",
    "self_service": "#D5DEE6",
    "office": "#B4B6B8",
    "toilet": "#D3D8D9",
}
# Tactile paving: yellow as the rule has it, its ribs lighter; so far above the slab, metres, that both are drawn as what they are.
TACTILE, TACTILE_RIB, TACTILE_Z = "#E0AE2B", "#F3CB57", 0.006
RIBS, RIB_WIDTH = (0.14, 0.38, 0.62, 0.86), 0.035
EDGE = 0.9
LINE = 0.12
RAILING_OUT = 0.07
LAMP_STEP = (7.2, 3.6)
LAMP_MARGIN = 1.5
# Lamps by length, heading and how far apart places for them are looked for; what lies so near to a lamp is lit, metres.
LAMPS = ((ceiling_lamp.LENGTH, 0.0, LAMP_STEP), (ceiling_lamp.LENGTH, 90.0, (1.2, 1.2)), (1.2, 0.0, (1.2, 1.2)))
LAMP_LIGHTS = 2.4
PARTITION_FROM = 1.6
LAMINATE = "#C6D2DC"


def compose_shells(hall: Hall) -> Composition:
    """A prototype for each floor, and its lamps."""
    return join(
        _compose(hall, floor, index) for floor, index in zip(hall.floors, floor_numbers(hall).values(), strict=True)
    )


def _compose(hall: Hall, floor: Floor, number: int) -> Composition:
    name = f"shell:{floor.id}"
    placement = Placement(prototype=name, floor=number, at=(0.0, 0.0, floor.elevation), heading_deg=0.0)
    shell = Composition(models={name: build_shell(hall, floor)}, placements=(placement,))
    walls = [wall for wall in hall.walls if wall.floor == floor.id]
    parts = (glass_bays(walls, floor, number), door_frames(walls, floor, number), _lamps(hall, floor, number))
    return join([shell, *parts])


def build_shell(hall: Hall, floor: Floor) -> Model:
    """Everything of a floor that does not move and has no name."""
    walls = [wall for wall in hall.walls if wall.floor == floor.id]
    tall, low = obstacles_on(hall, floor)
    blocks = unary_union([Polygon(obstacle.polygon) for obstacle in tall])
    return assemble(
        [
            *_paving(hall, floor),
            *_tactile(hall, floor),
            *_ceiling(hall, floor),
            *_edges(hall, floor),
            *solid_walls(walls, floor, blocks),
            *glass_rests(walls, floor),
            *_low_blocks(low),
            *_railings(hall, floor),
        ]
    )


# --- floor and ceiling ----------------------------------------------------------------------------------------------


def _paving(hall: Hall, floor: Floor) -> list[Part]:
    """The slab's surface: stone, darker along the outer walls and about the voids, each area in its tint with a line round it."""
    slab = slab_of(floor)
    outline = Polygon(floor.outline)
    covers: list[tuple[BaseGeometry, str]] = [
        (outline.difference(outline.buffer(-EDGE, join_style="mitre")), PAVING_EDGE)
    ]
    covers += [(Polygon(void).buffer(EDGE / 2, join_style="mitre"), PAVING_EDGE) for void in floor.voids]
    for area in hall.areas:
        if area.floor == floor.id and area.kind in TINTS:
            covers += _tinted(Polygon(area.polygon), area.kind)
    pieces = partition(slab, covers, PAVING)
    return [paint("floor", colour, surface(piece, 0.0)) for piece, colour in pieces]


def _tactile(hall: Hall, floor: Floor) -> list[Part]:
    """Strips of tactile paving: a yellow ground with ribs along it. They lie on the slab, which is not cut for them."""
    strips = [Polygon(area.polygon) for area in hall.areas if area.floor == floor.id and area.kind == "tactile"]
    if not strips:
        return []
    ground = unary_union(strips)
    ribs = unary_union([rib for strip in strips for rib in _ribs(strip)])
    return [
        paint("floor", TACTILE, surface(ground, TACTILE_Z)),
        paint("floor", TACTILE_RIB, surface(ribs.difference(_crossings(strips)), 2 * TACTILE_Z)),
    ]


def _ribs(strip: Polygon) -> list[BaseGeometry]:
    """Four ribs along a strip."""
    a, b, c, d = shapely.get_coordinates(shapely.minimum_rotated_rectangle(strip))[:4]
    if math.dist(a, b) < math.dist(b, c):
        a, b, c, d = b, c, d, a
    lines = [LineString([a + share * (d - a), b + share * (c - b)]) for share in RIBS]
    return [line.buffer(RIB_WIDTH / 2, cap_style="flat") for line in lines]


def _crossings(strips: list[Polygon]) -> BaseGeometry:
    """Where strips meet the ground is plain: there one stops and chooses."""
    return unary_union([one.intersection(other) for one, other in combinations(strips, 2) if one.intersects(other)])


def _tinted(shape: Polygon, kind: str) -> list[tuple[BaseGeometry, str]]:
    """An area in its tint; a zone has a line round it."""
    if kind != "zone":
        return [(shape, TINTS[kind])]
    return [(shape, PAVING_LINE), (shape.buffer(-LINE, join_style="mitre"), TINTS[kind])]


def _ceiling(hall: Hall, floor: Floor) -> list[Part]:
    glass = skylight(skylight_of(hall, floor), floor.height)
    return [paint("matte", WHITE, underside(_covered(hall, floor), floor.height)), *glass]


def _covered(hall: Hall, floor: Floor) -> BaseGeometry:
    """Where a floor has a ceiling: not under the voids of the floor above, nor under glass."""
    above = floor_above(hall, floor)
    voids = [Polygon(void) for void in above.voids] if above is not None else []
    return Polygon(floor.outline).difference(unary_union([*voids, skylight_of(hall, floor)]))


def _edges(hall: Hall, floor: Floor) -> list[Part]:
    """The slab's edge round each void, down to the ceiling below, with a line of light under it."""
    below = floor_below(hall, floor)
    if below is None or not floor.voids:
        return []
    depth = floor.elevation - below.elevation - below.height
    voids = unary_union([Polygon(void) for void in floor.voids])
    fascia = upright(voids, -depth, 0.0)
    light = upright(voids.buffer(-0.012, join_style="mitre"), -depth + 0.05, -depth + 0.11)
    return [paint("matte", PAPER, flipped(fascia)), paint("glow", LAMP, flipped(light))]


def _lamps(hall: Hall, floor: Floor, number: int) -> Composition:
    """Rows of lamps along x wherever the ceiling reaches on all sides; where none fits, as in corridors, along y, and short ones."""
    covered = _covered(hall, floor)
    walls = unary_union(
        [LineString(wall.line).buffer(wall.thickness / 2 + 0.1) for wall in hall.walls if wall.floor == floor.id]
    )
    tall = unary_union([Polygon(obstacle.polygon) for obstacle in obstacles_on(hall, floor)[0]])
    free = covered.buffer(-LAMP_MARGIN / 2, join_style="mitre").difference(walls.union(tall))
    models: dict[str, Model] = {}
    placements: list[Placement] = []
    dark = free
    for length, heading_deg, step in LAMPS:
        name = f"ceiling_lamp:{size_name(floor.height, length)}"
        for x, y in _grid(covered, step):
            under = _under_lamp(x, y, length, heading_deg)
            if free.contains(under) and (step == LAMP_STEP or dark.contains(under)):
                models[name] = ceiling_lamp.build(floor.height, length)
                placements.append(
                    Placement(prototype=name, floor=number, at=(x, y, floor.elevation), heading_deg=heading_deg)
                )
                dark = dark.difference(under.buffer(LAMP_LIGHTS))
    return Composition(models=models, placements=tuple(placements))


def _grid(covered: BaseGeometry, step: tuple[float, float]) -> list[tuple[float, float]]:
    """Places over a floor in rows along x."""
    x0, y0, x1, y1 = covered.bounds
    return [(x, y) for y in _steps(y0, y1, step[1]) for x in _steps(x0, x1, step[0])]


def _under_lamp(x: float, y: float, length: float, heading_deg: float) -> Polygon:
    along, across = length / 2 + 0.1, 0.25
    half_x, half_y = (along, across) if heading_deg == 0 else (across, along)
    return box(x - half_x, y - half_y, x + half_x, y + half_y)


def _steps(low: float, high: float, step: float) -> list[float]:
    """Places `step` apart, in the middle of a stretch."""
    count = max(1, int((high - low) // step))
    return [(low + high) / 2 + (i - (count - 1) / 2) * step for i in range(count)]


# --- obstacles, railings --------------------------------------------------------------------------------------------


def obstacles_on(hall: Hall, floor: Floor) -> tuple[list[Obstacle], list[Obstacle]]:
    """Those that reach the ceiling, and low ones; without those a connector draws itself."""
    ways = unary_union(bodies_on(hall, floor)).buffer(0.05)
    drawn = [
        obstacle
        for obstacle in hall.obstacles
        if obstacle.floor == floor.id
        and word(obstacle, "kind") != "none"
        and Polygon(obstacle.polygon).intersection(ways).area < 0.7 * Polygon(obstacle.polygon).area
    ]
    tall = [one for one in drawn if one.height is None or one.height > floor.height - 0.4]
    return tall, [one for one in drawn if one not in tall]


def _low_blocks(obstacles: list[Obstacle]) -> list[Part]:
    """As high as a man: partitions on short feet, as of cubicles; lower: plain bodies with a stone top."""
    parts: list[Part] = []
    for obstacle in obstacles:
        shape, height = Polygon(obstacle.polygon), obstacle.height or 1.0
        parts += _partitions(shape, height) if height > PARTITION_FROM else _bench_block(shape, height)
    return parts


def _partitions(shape: Polygon, height: float) -> list[Part]:
    foot = shape.buffer(-0.06, join_style="mitre")
    return [
        paint("matte", GRAPHITE, upright(foot, 0.0, 0.14)),
        paint("matte", LAMINATE, underside(shape, 0.14), block(shape, 0.14, height)),
        paint("matte", STEEL, upright(shape.buffer(0.008, join_style="mitre"), height - 0.06, height + 0.005)),
    ]


def _bench_block(shape: Polygon, height: float) -> list[Part]:
    slab = shape.buffer(0.01, join_style="mitre")
    return [
        paint("matte", STONE_LIGHT, upright(shape, 0.0, height - 0.04)),
        paint("matte", STONE, block(slab, height - 0.04, height)),
    ]


def _railings(hall: Hall, floor: Floor) -> list[Part]:
    """Glass round every void, open where one steps on or off a connector, absent where a wall stands."""
    if not floor.voids:
        return []
    edge = unary_union([Polygon(void) for void in floor.voids]).buffer(RAILING_OUT, join_style="mitre").boundary
    walls = [LineString(wall.line).buffer(wall.thickness / 2 + 0.15) for wall in hall.walls if wall.floor == floor.id]
    tall = [Polygon(one.polygon).buffer(0.15) for one in hall.obstacles if one.floor == floor.id]
    kept = edge.difference(unary_union([*walls, *tall, *gates_on(hall, floor)])).intersection(slab_of(floor))
    parts: list[Part] = []
    for line in lines_of(kept):
        if LineString(line).length > 0.25:
            parts += railing([(float(x), float(y)) for x, y in line])
    return parts
