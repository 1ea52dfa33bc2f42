"""What of a hall can be felt: walls, furniture, rims, tactile paving, narrow doorways."""

from __future__ import annotations

import math
from collections.abc import Iterator

import shapely
from shapely.geometry import LineString, Polygon

from navmesh.hall_goals import floor_indices, goals_of
from navmesh.plans import Felt, Straight, Touch
from navmesh.walkable import without_doors
from scene.doors import door_line
from scene.hall import Hall, Point, Ring, Wall
from scene.outlines import counter_outline, furniture_outline

# The kind of areas that are strips of tactile paving, and what furniture feels like; all else are things.
TACTILE = "tactile"
FELT_KINDS = {
    "bench": "seats",
    "sofa": "seats",
    "column": "column",
    "column_round": "column",
    "service_desk": "desk",
    "planter": "planters",
    "plant": "planters",
    "ticket_machine": "machines",
    "touch_terminal": "machines",
    "self_service_machine": "machines",
    "writing_desk": "tables",
    "table": "tables",
}
# Of a doorway up to this wide, metres, one feels both sides.
WIDEST_DOORWAY = 2.5


def touch_of(hall: Hall) -> Touch:
    """What of the hall can be felt."""
    floors = floor_indices(hall)
    strips = [area for area in hall.areas if area.kind == TACTILE]
    doors = [(wall, door) for wall in hall.walls for door in wall.doors if door.width <= WIDEST_DOORWAY]
    desks = {f"place:{place.id}" for place in hall.places if place.kind == "service_desk"}
    return Touch(
        paving=tuple(Straight(floor=floors[strip.floor], line=_middle(strip.polygon)) for strip in strips),
        doorways=tuple(
            Straight(floor=floors[wall.floor], line=(door_line(wall, door)[0], door_line(wall, door)[-1]))
            for wall, door in doors
        ),
        felt=tuple(_felt(hall)),
        help=tuple(spot for key, spot in goals_of(hall).items() if key in desks),
    )


def _felt(hall: Hall) -> Iterator[Felt]:
    """Everything on all floors that a cane or a hand finds, and the rims of floors and voids."""
    floors = floor_indices(hall)
    for wall in hall.walls:
        for line in solid_lines(wall):
            yield Felt(floor=floors[wall.floor], kind="wall", shape=line.buffer(wall.thickness / 2))
    for obstacle in hall.obstacles:
        yield Felt(floor=floors[obstacle.floor], kind="wall", shape=Polygon(obstacle.polygon))
    for counter in hall.counters:
        yield Felt(floor=floors[counter.floor], kind="counter", shape=Polygon(counter_outline(counter)))
    for piece in hall.furniture:
        if len(outline := furniture_outline(piece)):
            kind = FELT_KINDS.get(piece.kind, "things")
            yield Felt(floor=floors[piece.floor], kind=kind, shape=Polygon(outline))
    for index, floor in enumerate(hall.floors):
        yield Felt(floor=index, kind="wall", shape=Polygon(floor.outline).exterior)
        for void in floor.voids:
            yield Felt(floor=index, kind="railing", shape=Polygon(void))


def _middle(strip: Ring) -> tuple[Point, Point]:
    """The line along the middle of a strip; half a width before its ends, where the next strip's line meets it."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(Polygon(strip))).tolist()
    a, b, c, d = corners[:4] if math.dist(*corners[:2]) <= math.dist(*corners[1:3]) else [*corners[1:4], corners[0]]
    one, other = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2)
    share = math.dist(a, b) / 2 / math.dist(one, other)
    x, y = share * (other[0] - one[0]), share * (other[1] - one[1])
    return (one[0] + x, one[1] + y), (other[0] - x, other[1] - y)


def solid_lines(wall: Wall) -> list[LineString]:
    """The line of a wall between its doors."""
    return without_doors(wall.line, [(door.at - door.width / 2, door.at + door.width / 2) for door in wall.doors])
