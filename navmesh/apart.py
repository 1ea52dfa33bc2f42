"""What tells rows of windows from others of their zone, and the doors of a zone from each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from navmesh.bends import turn_between
from navmesh.plans import Gate, Row, Words, Zone
from navmesh.zones import is_inside

# Who could walk so many metres behind a row, within so many behind its stands, stands at an island.
BEHIND, BEHIND_WITHIN = 0.5, 14.0
# Rows that turn so much towards each other, degrees, meet at a corner.
LEAST_CORNER_DEG, MOST_CORNER_DEG = 50.0, 130.0
# What lies so many metres before or behind a door's middle is what it leads to.
BEYOND = 1.2
# One stands in a door up to so much further from its middle than half its width, metres.
DOOR_FRAME = 0.5


def rows_apart(rows: Sequence[tuple[Row, int]], zones: Sequence[Zone], free: Sequence[BaseGeometry]) -> list[Row]:
    """The same rows, each with what tells it from others of its zone.

    rows: with their floors;  free: of each floor, where one could stand
    """
    places = [_middle(row) for row, _ in rows]
    zone_of = [zone_at(zones, floor, place) for (_, floor), place in zip(rows, places, strict=True)]
    told = []
    for number, (row, floor) in enumerate(rows):
        others = [k for k in range(len(rows)) if k != number and zone_of[k] == zone_of[number] != -1]
        stands = ("island" if _is_island(row, free[floor]) else "wall") if others else None
        corners = [(hand, places[k]) for k in others if (hand := _corner(row, places[number], rows[k][0], places[k]))]
        corner, other = corners[0] if len(corners) == 1 else (None, row.other)
        told.append(replace(row, stands=stands, corner=corner, other=other))
    return told


def _middle(row: Row) -> tuple[float, float]:
    """The middle of where one stands before a row."""
    return (row.at[0][0] + row.at[-1][0]) / 2, (row.at[0][1] + row.at[-1][1]) / 2


def zone_at(zones: Sequence[Zone], floor: int, at: tuple[float, float]) -> int:
    """The number of the zone around a point, the first of several; -1 where there is none."""
    return next((k for k, zone in enumerate(zones) if zone.floor == floor and is_inside(zone.edges, *at)), -1)


def _is_island(row: Row, free: BaseGeometry) -> bool:
    """Whether people come behind a row too: then no wall is there."""
    x, y = _middle(row)
    dx, dy = math.cos(math.radians(row.heading_deg)), math.sin(math.radians(row.heading_deg))
    behind = LineString([(x + dx, y + dy), (x + BEHIND_WITHIN * dx, y + BEHIND_WITHIN * dy)])
    return bool(free.intersection(behind).length > BEHIND)


def _corner(row: Row, at: tuple[float, float], other: Row, there: tuple[float, float]) -> str | None:
    """The hand on which another row meets a row at a corner, as one faces the row; None where it does not."""
    turn = turn_between(row.heading_deg, other.heading_deg)
    x, y = math.cos(math.radians(row.heading_deg)), math.sin(math.radians(row.heading_deg))
    to_left = x * (there[1] - at[1]) - y * (there[0] - at[0])
    if not LEAST_CORNER_DEG <= abs(turn) <= MOST_CORNER_DEG or to_left * turn <= 0.0:
        return None
    return "left" if turn > 0.0 else "right"


def gates_of(
    zones: Sequence[Zone],
    doors: Sequence[tuple[int, LineString]],
    areas: Sequence[tuple[int, Polygon, Words]],
    free: Sequence[BaseGeometry],
) -> list[Gate]:
    """The doors of zones that have several, which lead to places of different names.

    doors: the line of each opening, and areas: all with a name, both with their floors;  free: of each floor, where one could stand
    """
    gates = []
    for number, zone in enumerate(zones):
        found = [
            gate
            for floor, line in doors
            if floor == zone.floor and (gate := _gate(number, zone, line, areas, free[floor])) is not None
        ]
        if len(found) > 1 and len({gate.name for gate in found}) == len(found):
            gates += found
    return gates


def _gate(
    number: int, zone: Zone, door: LineString, areas: Sequence[tuple[int, Polygon, Words]], free: BaseGeometry
) -> Gate | None:
    """A door that leads from a zone to something that has a name; None of another."""
    (ax, ay), (bx, by) = door.coords[0], door.coords[-1]
    width, x, y = math.dist((ax, ay), (bx, by)), (ax + bx) / 2, (ay + by) / 2
    dx, dy = BEYOND * (by - ay) / width, BEYOND * (ax - bx) / width
    sides = [(x + dx, y + dy), (x - dx, y - dy)]
    outside = [at for at in sides if not is_inside(zone.edges, *at)]
    if len(outside) != 1 or not free.covers(LineString(sides)):
        return None
    beyond = Point(outside[0])
    name = next((name for floor, area, name in areas if floor == zone.floor and area.covers(beyond)), None)
    return None if name is None else Gate(zone=number, x=x, y=y, reach=width / 2 + DOOR_FRAME, name=name)
