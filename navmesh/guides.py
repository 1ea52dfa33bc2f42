"""What somebody who does not see follows through a hall: tactile paving, walls, counters, long rows of things, doorways.

A guide is a straight piece of a line. Along walls and things it lies at a cane's distance from them: the rim of the free
space, moved inwards. Tactile paving is followed along its middle, and a doorway by its two sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from navmesh.plans import FloorPlan, Straight, Surroundings

XY = tuple[float, float]

# So far from a wall one walks whose cane touches it. Corners of less than the second number of metres are no corners to the cane.
CANE, SMOOTH = 0.7, 0.15
# Round what is shorter than this in every direction one walks in a circle: that is no guide.
LEAST_LONG = 4.0
# A doorway's guide reaches so far out of the wall on both sides.
THRESHOLD = 0.8

PAVING, RIM, DOORWAY = "paving", "rim", "doorway"


class Guide(NamedTuple):
    """A straight piece that is followed: paving, rim (of walls and things) or doorway. Metres."""

    kind: str
    floor: int
    a: XY
    b: XY


def guides_of(surroundings: Surroundings, radius: float) -> list[Guide]:
    """Every guide of a hall, for walkers of a radius."""
    off = max(CANE, radius + SMOOTH)
    found = []
    for number, floor in enumerate(surroundings.floors):
        found += [Guide(RIM, number, *line) for line in _rims(floor, off)]
        found += [Guide(DOORWAY, number, *line) for line in _thresholds(surroundings, number)]
        found += [Guide(PAVING, number, *strip.line) for strip in surroundings.touch.paving if strip.floor == number]
    return found


def _rims(floor: FloorPlan, off: float) -> Iterator[tuple[XY, XY]]:
    """The straight pieces of the free space's rim, moved inwards."""
    inner = floor.free.buffer(-off, join_style="mitre", mitre_limit=2.0)
    for part in shapely.get_parts(inner):
        rings = [part.exterior, *(ring for ring in part.interiors if _is_long(ring, off))]
        for ring in rings:
            corners = shapely.get_coordinates(ring.simplify(SMOOTH)).tolist()
            yield from (((ax, ay), (bx, by)) for (ax, ay), (bx, by) in pairwise(corners))


def _is_long(ring: BaseGeometry, off: float) -> bool:
    x0, y0, x1, y1 = ring.bounds
    return math.hypot(x1 - x0, y1 - y0) >= LEAST_LONG + 2 * off


def _thresholds(surroundings: Surroundings, floor: int) -> Iterator[tuple[XY, XY]]:
    """The lines through the doorways of a floor that lead anywhere."""
    free = surroundings.floors[floor].free
    for door in surroundings.touch.doorways:
        line = through(door)
        if door.floor == floor and free.covers(LineString(line)):
            yield line


def through(door: Straight) -> tuple[XY, XY]:
    """The line through the middle of a doorway, square to it."""
    (ax, ay), (bx, by) = door.line
    x, y, width = (ax + bx) / 2, (ay + by) / 2, math.dist(*door.line)
    out_x, out_y = (by - ay) / width * THRESHOLD, (ax - bx) / width * THRESHOLD
    return (x - out_x, y - out_y), (x + out_x, y + out_y)
