"""What one sees of a hall on the way: landmarks, rows of windows, zones with their doors, machines one faces."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from shapely.geometry import LineString, Polygon

from navmesh.apart import gates_of, rows_apart
from navmesh.hall_goals import floor_indices, goals_of, words_of
from navmesh.hall_touch import TACTILE
from navmesh.plans import FloorPlan, Gate, Landmark, Row, Words, Zone
from navmesh.words import the_zone
from navmesh.zones import edges_of
from scene.doors import door_line
from scene.hall import Area, Hall, Place, Point
from scene.outlines import counter_stands

# Kinds of places that everybody in a hall can find with their eyes.
LANDMARK_KINDS = {
    "service_desk": Words(zh="服务台", en="the service desk"),
    "guide_desk": Words(zh="导办台", en="the guide desk"),
    "ticket_machine": Words(zh="取号机", en="the ticket machine"),
    "touch_terminal": Words(zh="查询机", en="the touch terminal"),
    "lift": Words(zh="电梯", en="the lift"),
    "stairs": Words(zh="楼梯", en="the stairs"),
}
# Those that are called by a name of their own; nobody calls a machine by its.
NAMED_LANDMARKS = {"service_desk", "guide_desk", "lift", "stairs"}
# So near one stands at a landmark; windows stand close together.
LANDMARK_REACH, WINDOW_REACH = 4.5, 3.0
# Of two things of one name within this many metres, neither is named.
APART = 15.0
# Kinds of areas that have a sign with their name.
ZONE_KINDS = {"zone", "self_service", "waiting"}
# A place this near to a piece of furniture of its kind is where one stands before it.
BEFORE_IT = 2.5


def landmarks_of(hall: Hall) -> tuple[Landmark, ...]:
    """What one can name when telling the way."""
    return tuple(_distinct([*_found_by_eye(hall), *_row_ends(hall)]))


def _found_by_eye(hall: Hall) -> Iterator[Landmark]:
    """What stands at places of a kind that everybody finds with their eyes."""
    floors = floor_indices(hall)
    for place in hall.places:
        if place.kind in LANDMARK_KINDS:
            name = LANDMARK_KINDS[place.kind]
            if place.name and place.kind in NAMED_LANDMARKS:
                name = words_of(place.name, "")
            thing = _thing_before(hall, place) or place.at
            x, y = place.at
            yield Landmark(floor=floors[place.floor], x=x, y=y, name=name, thing=thing, reach=LANDMARK_REACH)


def _row_ends(hall: Hall) -> Iterator[Landmark]:
    """The first and the last window of a row: that is where one turns."""
    goals = goals_of(hall)
    for counter in hall.counters:
        for window in {0, len(counter.windows) - 1} if len(counter.windows) > 2 else ():
            spot = goals[f"window:{counter.windows[window].code}"]
            if spot.name is not None:
                at = (spot.x, spot.y)
                yield Landmark(
                    floor=spot.floor, x=at[0], y=at[1], name=spot.name, thing=at, reach=WINDOW_REACH, is_window=True
                )


def _distinct(marks: Sequence[Landmark]) -> Iterator[Landmark]:
    """Those that nobody can take for another of the same name."""
    for mark in marks:
        others = (one for one in marks if one is not mark and (one.floor, one.name) == (mark.floor, mark.name))
        if all(math.dist((one.x, one.y), (mark.x, mark.y)) > APART for one in others):
            yield mark


def rows_of(hall: Hall, zones: Sequence[Zone], floors: Sequence[FloorPlan]) -> dict[str, Row]:
    """The row of each window, by the window's id; a counter is a row."""
    indices = floor_indices(hall)
    rows = []
    for counter in hall.counters:
        ids = tuple(f"window:{window.code}" for window in counter.windows)
        heading = (counter.heading_deg + 180.0) % 360.0
        rows.append((Row(heading_deg=heading, ids=ids, at=tuple(counter_stands(counter))), indices[counter.floor]))
    return {one: row for row in rows_apart(rows, zones, [floor.free for floor in floors]) for one in row.ids}


def zones_of(hall: Hall) -> tuple[Zone, ...]:
    """The public areas whose name stands on a sign."""
    floors = floor_indices(hall)
    return tuple(
        Zone(floor=floors[area.floor], name=words_of(area.name, ""), edges=edges_of(area.polygon))
        for area in hall.areas
        if area.kind in ZONE_KINDS and area.public and area.name
    )


def doors_apart(hall: Hall, zones: Sequence[Zone], floors: Sequence[FloorPlan]) -> tuple[Gate, ...]:
    """The doors, with a name or without, of zones that have several."""
    indices = floor_indices(hall)
    doors = [(indices[wall.floor], LineString(door_line(wall, door))) for wall in hall.walls for door in wall.doors]
    areas = [
        (indices[area.floor], Polygon(area.polygon), _beyond(area))
        for area in hall.areas
        if area.public and area.name and area.kind != TACTILE
    ]
    return tuple(gates_of(zones, doors, areas, [floor.free for floor in floors]))


def _beyond(area: Area) -> Words:
    """What a door leads to, as it stands in a sentence; a lobby is no zone."""
    name = words_of(area.name, "")
    return Words(zh=name.zh, en=the_zone(name) if area.kind in ZONE_KINDS else f"the {name.en.lower()}")


def facing_of(hall: Hall) -> dict[str, float]:
    """One faces the machine or the desk that a place of its kind lies before."""
    facing = {}
    for place in hall.places:
        if (thing := _thing_before(hall, place)) is not None and thing != place.at:
            x, y = thing[0] - place.at[0], thing[1] - place.at[1]
            facing[f"place:{place.id}"] = math.degrees(math.atan2(y, x)) % 360.0
    return facing


def _thing_before(hall: Hall, place: Place) -> Point | None:
    """Where the machine or the desk is that a place of its kind lies before, if there is one."""
    things = [one.at for one in hall.furniture if (one.floor, one.kind) == (place.floor, place.kind)]
    nearest = min(things, key=lambda at: math.dist(at, place.at), default=None)
    return nearest if nearest is not None and math.dist(nearest, place.at) <= BEFORE_IT else None
