"""A roof of glass over the largest void of the top floor: it lights an atrium from above."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from models.mesh import Part, Solid, paint, sheet
from models.mesh import box as solid_box
from models.palette import GLASS, PAPER, STEEL
from scene.hall import Floor, Hall
from scene.polygons import flipped, upright
from scene.storeys import floor_above

# Narrower than the void on every side, and none over less than this.
INSET = 1.2
LEAST_AREA = 40.0
# Through the roof, and a little above it.
DEPTH = 0.9
BAY = 2.4
BAR = (0.05, 0.14)


def skylight_of(hall: Hall, floor: Floor) -> BaseGeometry:
    """What of a floor's ceiling is glass: a rectangle within the largest void of the top floor, or nothing."""
    if floor_above(hall, floor) is not None or not floor.voids:
        return Polygon()
    largest = max((Polygon(void) for void in floor.voids), key=lambda void: void.area)
    x0, y0, x1, y1 = largest.buffer(-INSET, join_style="mitre").bounds or (0.0, 0.0, 0.0, 0.0)
    shape = box(x0, y0, x1, y1)
    return shape if shape.area >= LEAST_AREA and largest.contains(shape) else Polygon()


def skylight(shape: BaseGeometry, ceiling: float) -> list[Part]:
    """The white sides up through the roof, the panes, and the steel that holds them; `ceiling` = its height above the floor."""
    if shape.is_empty:
        return []
    x0, y0, x1, y1 = shape.bounds
    top = ceiling + DEPTH
    pane = sheet([(x0, y0, top), (x1, y0, top), (x1, y1, top), (x0, y1, top)])
    return [
        paint("matte", PAPER, flipped(upright(shape, ceiling, top))),
        paint("metal", STEEL, *_bars((x0, y0, x1, y1), top)),
        paint("glass", GLASS, pane),
    ]


def _bars(bounds: tuple[float, float, float, float], top: float) -> list[Solid]:
    """Bars across every bay, deep ones along the shorter side."""
    x0, y0, x1, y1 = bounds
    half, deep = BAR[0] / 2, BAR[1]
    across = [solid_box((x - half, y0, top - deep), (x + half, y1, top + 0.02)) for x in _marks(x0, x1)]
    along = [solid_box((x0, y - half, top - deep / 2), (x1, y + half, top + 0.01)) for y in _marks(y0, y1)]
    return across + along


def _marks(low: float, high: float) -> list[float]:
    """Places BAY apart at most, from one end to the other."""
    return [float(mark) for mark in np.linspace(low, high, max(1, round((high - low) / BAY)) + 1)]
