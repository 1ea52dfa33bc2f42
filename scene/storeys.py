"""Floors among each other: which lies above, where the ceiling is over a point."""

from __future__ import annotations

from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from scene.hall import Floor, Hall


def floor_numbers(hall: Hall) -> dict[str, int]:
    """Index of each floor by its id, in the file's order."""
    return {floor.id: index for index, floor in enumerate(hall.floors)}


def floors_by_id(hall: Hall) -> dict[str, Floor]:
    """Each floor by its id."""
    return {floor.id: floor for floor in hall.floors}


def slab_of(floor: Floor) -> BaseGeometry:
    """The floor's surface: its outline without its voids."""
    return Polygon(floor.outline).difference(unary_union([Polygon(void) for void in floor.voids]))


def floor_above(hall: Hall, floor: Floor) -> Floor | None:
    """The next higher floor."""
    higher = [other for other in hall.floors if other.elevation > floor.elevation]
    return min(higher, key=lambda other: other.elevation, default=None)


def floor_below(hall: Hall, floor: Floor) -> Floor | None:
    """The next lower floor."""
    lower = [other for other in hall.floors if other.elevation < floor.elevation]
    return max(lower, key=lambda other: other.elevation, default=None)


def entrance_elevation(hall: Hall) -> float:
    """z of the ground outside: that of the first entrance's floor, or of the lowest one."""
    if hall.entrances:
        return floors_by_id(hall)[hall.entrances[0].floor].elevation
    return min(floor.elevation for floor in hall.floors)


def ceiling_over(hall: Hall, floor: Floor, at: tuple[float, float]) -> float:
    """How high above `floor` its ceiling hangs over a point: through the voids of the floors above where there are any."""
    base = floor.elevation
    while (above := floor_above(hall, floor)) is not None and not slab_of(above).covers(Point(at)):
        floor = above
    return floor.elevation + floor.height - base
