"""Working out the light of a hall, storey by storey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from scene.bundle import Progress
from scene.composition import Composition
from scene.hall import Floor, Hall
from scene.light.atlas import AIR_HEIGHT, CLEAR, WALL_ROWS, Atlas, Strip, Tile, make_atlas, strip_points, tile_points
from scene.light.blocks import blocks
from scene.light.gather import Light, Patches, gather
from scene.light.rays import Bools, Floats, Tracer
from scene.light.smooth import Links, all_linked, among, fill, spread
from scene.light.world import Surfaces, make_world
from scene.storeys import slab_of

# Within a thing: more than this share of the rays from there meet its inside.
BURIED = 0.3
# Which neighbours are apart by a wall is asked so many metres above the floor, over furniture; for the ceiling just below it.
LINK_HEIGHT = 1.9
UP = np.array([0, 0, 1], dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreyLight:
    """A storey's light: lamps and day, each (atlas.height, atlas.width)."""

    floor: str
    atlas: Atlas
    lamps: Floats
    day: Floats


def bake(hall: Hall, composition: Composition, progress: Progress) -> tuple[StoreyLight, ...]:
    """The light of every floor. LightError without embree."""
    progress("triangles", 0.0)
    patches = Patches(make_world(composition))
    stories = []
    for number, floor in enumerate(hall.floors):

        def tell(share: float, name: str = floor.id, done: int = number) -> None:
            progress(f"light {name}", (done + share) / len(hall.floors))

        stories.append(bake_floor(hall, floor, patches, tell))
    progress("done", 1.0)
    return tuple(stories)


def bake_floor(hall: Hall, floor: Floor, patches: Patches, tell: Callable[[float], None]) -> StoreyLight:
    """The light of one storey. Steps: 1. floor, 2. walls, 3. air, 4. ceiling; each worked out, evened out, laid into the picture."""
    atlas = make_atlas(hall, floor)
    picture = np.zeros((2, atlas.height, atlas.width), dtype=np.float32)
    world = patches.world
    bottom, top = floor.elevation, floor.elevation + floor.height
    slab = slab_of(floor)
    shapely.prepare(slab)

    def lay(x: int, y: int, planes: Floats) -> None:
        picture[:, y : y + planes.shape[1], x : x + planes.shape[2]] = planes

    level = _Level(tile=atlas.floor, z=bottom + CLEAR, normal=UP, links_z=bottom + LINK_HEIGHT)
    lay(atlas.floor.x, atlas.floor.y, _level_light(patches, world.whole, level, slab))
    tell(0.55)
    for strip in atlas.strips:
        lay(strip.x, strip.y, _strip_light(patches, strip, bottom))
    tell(0.75)
    level = _Level(tile=atlas.air, z=bottom + AIR_HEIGHT, normal=UP, links_z=bottom + LINK_HEIGHT)
    lay(atlas.air.x, atlas.air.y, _level_light(patches, world.building, level, shapely.box(*slab.bounds)))
    tell(0.87)
    level = _Level(tile=atlas.ceiling, z=top - CLEAR, normal=-UP, links_z=top - 0.5)
    lay(atlas.ceiling.x, atlas.ceiling.y, _level_light(patches, world.whole, level, shapely.box(*slab.bounds)))
    return StoreyLight(floor=floor.id, atlas=atlas, lamps=picture[0], day=picture[1])


# --- level grids ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """A grid at z that faces along normal (3,); walls are looked for at links_z."""

    tile: Tile
    z: float
    normal: Floats
    links_z: float


def _level_light(patches: Patches, surfaces: Surfaces, level: _Level, where: shapely.Geometry) -> Floats:
    """(2, rows, columns) lamps and day."""
    tile = level.tile
    points = tile_points(tile, level.z)
    inside = shapely.contains_xy(where, points[:, 0], points[:, 1])
    light = _gather_blocks(patches, surfaces, points, np.tile(level.normal, (len(points), 1)), inside)
    known = (inside & (light.buried < BURIED)).reshape(tile.rows, tile.columns)
    links = among(_links(patches.world.building.tracer, tile, level.links_z), known)
    return _evened(light, known, links)


def _evened(light: Light, known: Bools, links: Links) -> Floats:
    """(2, rows, columns): what comes from all sides is evened out widely, except for the dark of near corners; lamps hardly."""
    shape = known.shape
    near = np.maximum(spread(light.open.reshape(shape), links, 2), 0.05)
    far = (1 / np.maximum(light.open.reshape(shape), 0.05)).astype(np.float32)
    bounced = spread(light.bounced.reshape(shape) * far, links, 14) * near
    day = spread(light.day.reshape(shape) * far, links, 14) * near
    lamps = spread(light.lamps.reshape(shape), links, 3) + bounced
    return np.stack([fill(lamps, known), fill(day, known)])


def _links(tracer: Tracer, tile: Tile, z: float) -> Links:
    """Which neighbours see each other over furniture."""
    points = tile_points(tile, z)
    sight = [
        ~tracer.blocked(points, np.tile(to, (len(points), 1)), np.full(len(points), tile.step, dtype=np.float32))
        for to in np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32)
    ]
    right, below = (one.reshape(tile.rows, tile.columns).astype(np.float32) for one in sight)
    return Links(right[:, :-1], below[:-1])


# --- walls ----------------------------------------------------------------------------------------------------------


def _strip_light(patches: Patches, strip: Strip, elevation: float) -> Floats:
    """(2, WALL_ROWS, columns) lamps and day."""
    points, facing = strip_points(strip, elevation)
    light = _gather_blocks(
        patches, patches.world.whole, points, np.tile(facing, (len(points), 1)), np.ones(len(points), dtype=np.bool_)
    )
    known = (light.buried < BURIED).reshape(WALL_ROWS, strip.columns)
    if not known.any():
        return np.zeros((2, WALL_ROWS, strip.columns), dtype=np.float32)
    links = among(all_linked(WALL_ROWS, strip.columns), known)
    shape = known.shape
    lamps = spread((light.lamps + light.bounced).reshape(shape), links, 2)
    return np.stack([fill(lamps, known), fill(spread(light.day.reshape(shape), links, 2), known)])


# --- blocks ---------------------------------------------------------------------------------------------------------


def _gather_blocks(patches: Patches, surfaces: Surfaces, points: Floats, normals: Floats, wanted: Bools) -> Light:
    """The light on points (n, 3), block by block; zero where it is not wanted, (n,)."""
    out = np.zeros((5, len(points)), dtype=np.float32)
    for block in blocks(points, np.flatnonzero(wanted)):
        light = gather(patches, surfaces, points[block], normals[block])
        out[:, block] = (light.lamps, light.bounced, light.day, light.open, light.buried)
    return Light(lamps=out[0], bounced=out[1], day=out[2], open=out[3], buried=out[4])
