"""The doors of a hall that have a name, and the hall with some of them shut."""

from __future__ import annotations

from collections.abc import Container, Iterator

import shapely
from shapely import LineString
from shapely.ops import substring

from scene.hall import Door, Hall, Wall

Line = tuple[tuple[float, float], ...]


def named_doors(hall: Hall) -> Iterator[tuple[Wall, Door, str]]:
    """Every door that has an id, with its wall and that id: the others nobody can speak of."""
    for wall in hall.walls:
        for door in wall.doors:
            if door.id is not None:
                yield wall, door, door.id


def door_line(wall: Wall, door: Door) -> Line:
    """The stretch of the wall's line that the door opens."""
    opening = substring(LineString(wall.line), door.at - door.width / 2, door.at + door.width / 2)
    return tuple((x, y) for x, y in shapely.get_coordinates(opening).tolist())


def shut_doors(hall: Hall, shut: Container[str]) -> Hall:
    """The same hall with walls where these doors were, by their ids."""
    walls = [
        wall.model_copy(update={"doors": tuple(door for door in wall.doors if door.id is None or door.id not in shut)})
        for wall in hall.walls
    ]
    return hall.model_copy(update={"walls": tuple(walls)})
