"""What makes a floor look stood upon: soft shadows about the feet of things, and the joints of its tiles."""

from __future__ import annotations

import functools

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from scene.hall import Floor, Hall
from scene.light.reading import BakedStorey, light_at
from scene.outlines import counter_outline, furniture_outline
from scene.shading import floor_shares
from scene.views import FloorImage
from scene.ways import bodies_on

PIXELS_PER_METRE = 10
TILE = 0.9
TILE_PIXELS = 128
Bounds = tuple[float, float, float, float]


def floor_image(hall: Hall, floor: Floor, baked: BakedStorey | None) -> FloorImage:
    """Light or shadows, and tiles of a floor."""
    bounds = Polygon(floor.outline).bounds
    feet = _feet(_standing_on(hall, floor), bounds)
    shade = _shadows(feet) if baked is None else _lights(feet, bounds, baked)
    return FloorImage(bounds=bounds, shadow=shade, tile=TILE, pattern=tile_pattern())


@functools.cache
def tile_pattern() -> Image.Image:
    """One tile with its joint, grey."""
    tile = Image.new("L", (TILE_PIXELS, TILE_PIXELS), 252)
    ImageDraw.Draw(tile).rectangle((0, 0, TILE_PIXELS - 1, TILE_PIXELS - 1), outline=226)
    return tile


def _standing_on(hall: Hall, floor: Floor) -> list[BaseGeometry]:
    things: list[BaseGeometry] = [
        Polygon(outline)
        for piece in hall.furniture
        if piece.floor == floor.id and len(outline := furniture_outline(piece))
    ]
    things += [Polygon(counter_outline(row)) for row in hall.counters if row.floor == floor.id]
    things += [
        LineString(wall.line).buffer(wall.thickness / 2, cap_style="flat")
        for wall in hall.walls
        if wall.floor == floor.id
    ]
    things += [Polygon(one.polygon) for one in hall.obstacles if one.floor == floor.id]
    return [*things, *bodies_on(hall, floor)]


def _feet(things: list[BaseGeometry], bounds: Bounds) -> Image.Image:
    """Where things stand, white on black, north above."""
    x0, y0, x1, y1 = bounds
    size = (round((x1 - x0) * PIXELS_PER_METRE), round((y1 - y0) * PIXELS_PER_METRE))
    feet = Image.new("L", size, 0)
    pen = ImageDraw.Draw(feet)
    for polygon in shapely.get_parts(things):
        ring = shapely.get_coordinates(polygon.exterior)
        at = (ring - (x0, y1)) * (PIXELS_PER_METRE, -PIXELS_PER_METRE)
        pen.polygon([tuple(point) for point in at.tolist()], fill=255)
    return feet


def _shadows(feet: Image.Image) -> Image.Image:
    """Darker the nearer to a thing: a narrow shadow and a wide one."""
    near, wide = (_blurred(feet, metres) for metres in (0.12, 0.7))
    return Image.fromarray(np.round(255 * (1 - 0.30 * near) * (1 - 0.26 * wide)).astype(np.uint8))


def _lights(feet: Image.Image, bounds: Bounds, baked: BakedStorey) -> Image.Image:
    """The light that was worked out, and the narrow shadow, which is finer than its texels."""
    x = bounds[0] + (np.arange(feet.width, dtype=np.float32) + 0.5) / PIXELS_PER_METRE
    y = bounds[3] - (np.arange(feet.height, dtype=np.float32) + 0.5) / PIXELS_PER_METRE
    plan = np.stack(np.meshgrid(x, y), axis=-1).astype(np.float32)
    lamps, day = (light.reshape(plan.shape[:2]) for light in light_at(baked.floor, plan.reshape(-1, 2)))
    narrow = 1 - 0.22 * _blurred(feet, 0.12)
    return Image.fromarray(np.round(floor_shares(lamps, day) * narrow[..., None]).astype(np.uint8))


def _blurred(image: Image.Image, metres: float) -> NDArray[np.float64]:
    return np.asarray(image.filter(ImageFilter.GaussianBlur(metres * PIXELS_PER_METRE)), dtype=np.float64) / 255
