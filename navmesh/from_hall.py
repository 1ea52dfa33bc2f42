"""A hall as routes need it. The only file of this package that looks into a Hall; others hand it on."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from navmesh.apart import gates_of, rows_apart
from navmesh.held import hold
from navmesh.plans import (
    Felt,
    FloorPlan,
    Gate,
    Landmark,
    Passage,
    Row,
    Spot,
    Straight,
    Surroundings,
    Touch,
    Walker,
    Words,
    Zone,
)
from navmesh.rides import Link, LinkStop
from navmesh.scenery import build_rows, build_scenery
from navmesh.walkable import free_space, wall_pieces, without_doors
from navmesh.words import the_zone
from navmesh.zones import edges_of
from scene.doors import door_line, named_doors
from scene.hall import Area, Connector, Hall, Place, Point, Profile, Ring, Text, Wall, profiles_of
from scene.outlines import Outline, counter_outline, counter_stands, furniture_outline, polygons, window_stands

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


# Words for a goal that several spots would do for.
KIND, LEAVE = "kind:", "leave"


class SpotError(Exception):
    """The words for an end of a route name nothing in the hall."""


def surroundings_of(hall: Hall) -> Surroundings:
    """Floors, connectors, profiles and goals of a hall."""
    floors = tuple(_floor_plans(hall))
    landmarks, zones = tuple(_distinct([*_landmarks(hall), *_row_ends(hall)])), tuple(_zones(hall))
    gates, passages = tuple(_gates(hall, zones, floors)), tuple(_passages(hall))
    links, goals, rows = (
        tuple(_link(hall, connector) for connector in hall.connectors),
        goals_of(hall),
        _rows(hall, zones, floors),
    )
    numbers = {goal: number for number, goal in enumerate(goals)}
    scenery = build_scenery(floors, landmarks, zones, gates, passages, build_rows(rows, numbers), links)
    return Surroundings(
        floors=floors,
        links=links,
        link_names=tuple(_link_name(connector) for connector in hall.connectors),
        walkers={name: _walker(profile) for name, profile in profiles_of(hall).items()},
        landmarks=landmarks,
        rows=rows,
        zones=zones,
        gates=gates,
        facing_deg=_facing(hall),
        goals=tuple(goals.values()),
        numbers=numbers,
        passages=passages,
        scenery=hold(scenery),
        touch=_touch(hall),
    )


def floor_indices(hall: Hall) -> dict[str, int]:
    """The place of each floor in the file's list, by its id."""
    return {floor.id: index for index, floor in enumerate(hall.floors)}


def goals_of(hall: Hall) -> dict[str, Spot]:
    """Every window, place and entrance by the words one asks for it with, in the file's order."""
    floors = floor_indices(hall)
    goals = {}
    for code, stand in window_stands(hall).items():
        name = Words(zh=f"{code}窗口", en=f"window {code}")
        goals[f"window:{code}"] = Spot(
            floor=floors[stand.floor],
            x=stand.at[0],
            y=stand.at[1],
            heading_deg=stand.heading_deg,
            id=f"window:{code}",
            name=name,
        )
    for place in hall.places:
        name = _words(place.name, place.id)
        goals[f"place:{place.id}"] = Spot(
            floor=floors[place.floor], x=place.at[0], y=place.at[1], id=f"place:{place.id}", name=name
        )
    for entrance in hall.entrances:
        name = _words(entrance.name, entrance.id)
        goals[f"entrance:{entrance.id}"] = Spot(
            floor=floors[entrance.floor],
            x=entrance.at[0],
            y=entrance.at[1],
            heading_deg=entrance.heading_deg,
            id=f"entrance:{entrance.id}",
            name=name,
        )
    return goals


def tours_of(hall: Hall) -> dict[str, tuple[Spot, ...]]:
    """The stops of every tour; the file names them without saying which kind they are."""
    by_name = {key.partition(":")[2]: spot for key, spot in reversed(goals_of(hall).items())}
    return {tour.id: tuple(by_name[stop] for stop in tour.stops) for tour in hall.tours}


def parse_spot(hall: Hall, words: str) -> Spot:
    """The end of a route that `window:A03`, `place:ID`, `entrance:ID` or `F1,12.5,8.0` means; raises SpotError."""
    if words.partition(":")[0] in {"window", "place", "entrance"}:
        goals = goals_of(hall)
        if words not in goals:
            raise SpotError(f"{words}: there is no such {words.partition(':')[0]} in this hall")
        return goals[words]
    floor, *numbers = words.rsplit(",", 2)
    if len(numbers) != 2:
        raise SpotError(f"{words}: say window:CODE, place:ID, entrance:ID or FLOOR,X,Y")
    floors = floor_indices(hall)
    if floor not in floors:
        raise SpotError(f"{words}: there is no floor {floor}; there are {', '.join(floors)}")
    return Spot(floor=floors[floor], x=_coordinate(words, numbers[0]), y=_coordinate(words, numbers[1]))


def parse_goals(hall: Hall, words: str) -> tuple[Spot, ...]:
    """Every spot that will do: of `kind:KIND` all places of the kind, of `leave` all entrances, else the one that is meant.

    A kind's last word is a kind too: `kind:toilet` is any toilet, `kind:women_toilet` one for women.
    """
    if words == LEAVE:
        return tuple(entrances_of(hall))
    if not words.startswith(KIND):
        return (parse_spot(hall, words),)
    goals = goals_of(hall)
    kind = words.removeprefix(KIND)
    found = tuple(goals[f"place:{place.id}"] for place in hall.places if f"_{place.kind}".endswith(f"_{kind}"))
    if not found:
        there = ", ".join(dict.fromkeys(place.kind for place in hall.places))
        raise SpotError(f"{words}: there is no such place in this hall; there are {there or 'none'}")
    return found


def _coordinate(words: str, number: str) -> float:
    try:
        value = float(number)
    except ValueError:
        raise SpotError(f"{words}: {number} is not a number") from None
    if not math.isfinite(value):
        raise SpotError(f"{words}: {number} is not a coordinate")
    return value


def _floor_plans(hall: Hall) -> Iterator[FloorPlan]:
    """Each floor with what is free of it and what is solid on it."""
    solids = _solids(hall)
    for floor in hall.floors:
        # Things stand apart or in small groups: a union of each group takes a third of the time of one union of all.
        together = shapely.disjoint_subset_union_all(solids[floor.id])
        shapely.prepare(together)
        voids = [Polygon(void) for void in floor.voids]
        yield FloorPlan(
            id=floor.id,
            label=floor.label or floor.id,
            elevation=floor.elevation,
            free=free_space(Polygon(floor.outline), voids, together),
            solids=together,
        )


def _solids(hall: Hall) -> dict[str, list[BaseGeometry]]:
    """What stands on each floor: wall pieces, obstacles, furniture, counters, areas not public."""
    solids: dict[str, list[BaseGeometry]] = {floor.id: [] for floor in hall.floors}
    lines = [(wall, line) for wall in hall.walls for line in without_doors(wall.line, _openings(wall))]
    pieces = wall_pieces([line for _, line in lines], [wall.thickness for wall, _ in lines])
    for (wall, _), piece in zip(lines, pieces, strict=True):
        solids[wall.floor].append(piece)
    rings: list[tuple[str, Outline]] = [
        *((obstacle.floor, obstacle.polygon) for obstacle in hall.obstacles),
        *((piece.floor, outline) for piece in hall.furniture if len(outline := furniture_outline(piece))),
        *((counter.floor, counter_outline(counter)) for counter in hall.counters),
        *((area.floor, area.polygon) for area in hall.areas if not area.public),
    ]
    for (floor, _), polygon in zip(rings, polygons([ring for _, ring in rings]), strict=True):
        solids[floor].append(polygon)
    return solids


def _openings(wall: Wall) -> list[tuple[float, float]]:
    """From and to how many metres along a wall each of its doors opens it."""
    return [(door.at - door.width / 2, door.at + door.width / 2) for door in wall.doors]


def _passages(hall: Hall) -> Iterator[Passage]:
    """The doors that can be shut."""
    floors = floor_indices(hall)
    for wall, door, name in named_doors(hall):
        line = door_line(wall, door)
        yield Passage(id=f"door:{name}", name=_words(door.name, name), floor=floors[wall.floor], line=line)


def _touch(hall: Hall) -> Touch:
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


def _middle(strip: Ring) -> tuple[Point, Point]:
    """The line along the middle of a strip; half a width before its ends, where the next strip's line meets it."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(Polygon(strip))).tolist()
    a, b, c, d = corners[:4] if math.dist(*corners[:2]) <= math.dist(*corners[1:3]) else [*corners[1:4], corners[0]]
    one, other = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), ((c[0] + d[0]) / 2, (c[1] + d[1]) / 2)
    share = math.dist(a, b) / 2 / math.dist(one, other)
    x, y = share * (other[0] - one[0]), share * (other[1] - one[1])
    return (one[0] + x, one[1] + y), (other[0] - x, other[1] - y)


def _felt(hall: Hall) -> Iterator[Felt]:
    """Everything on all floors that a cane or a hand finds, and the rims of floors and voids."""
    floors = floor_indices(hall)
    for wall in hall.walls:
        for line in without_doors(wall.line, _openings(wall)):
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


def _link(hall: Hall, connector: Connector) -> Link:
    """A connector, its stops in the file's order, from the lowest floor up."""
    floors = floor_indices(hall)
    stops = [(floors[stop.floor], stop.at) for stop in connector.stops]
    return Link(
        id=connector.id,
        kind=connector.kind,
        direction=connector.direction,
        closed=connector.closed,
        seconds=connector.seconds,
        wait_s=connector.wait_s,
        front_deg=_front(connector),
        turns=any(entry.direction is not None for entry in connector.hours),
        stops=tuple(LinkStop(floor=f, x=at[0], y=at[1], z=hall.floors[f].elevation) for f, at in stops),
    )


def _front(connector: Connector) -> float | None:
    """The way one looks on leaving. Files may give a heading_deg, though `hall/1` does not ask for one.

    Of a lift it is the way its door looks, of stairs the way one goes in.
    """
    heading = (connector.model_extra or {}).get("heading_deg")
    if not isinstance(heading, int | float) or connector.kind not in {"lift", "stairs"}:
        return None
    return float(heading) if connector.kind == "lift" else (heading + 180.0) % 360.0


def _link_name(connector: Connector) -> Words:
    return _words(connector.name, connector.id)


def _walker(profile: Profile) -> Walker:
    return Walker(
        radius=profile.radius, speed=profile.speed, kinds=frozenset(profile.connectors), in_open=profile.in_open
    )


def _landmarks(hall: Hall) -> Iterator[Landmark]:
    """What stands at places of a kind that everybody finds with their eyes."""
    floors = floor_indices(hall)
    for place in hall.places:
        if place.kind in LANDMARK_KINDS:
            name = LANDMARK_KINDS[place.kind]
            if place.name and place.kind in NAMED_LANDMARKS:
                name = _words(place.name, "")
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


def _rows(hall: Hall, zones: Sequence[Zone], floors: Sequence[FloorPlan]) -> dict[str, Row]:
    """The row of each window, by the window's id; a counter is a row."""
    indices = floor_indices(hall)
    rows = []
    for counter in hall.counters:
        ids = tuple(f"window:{window.code}" for window in counter.windows)
        heading = (counter.heading_deg + 180.0) % 360.0
        rows.append((Row(heading_deg=heading, ids=ids, at=tuple(counter_stands(counter))), indices[counter.floor]))
    return {one: row for row in rows_apart(rows, zones, [floor.free for floor in floors]) for one in row.ids}


def _zones(hall: Hall) -> Iterator[Zone]:
    """The public areas whose name stands on a sign."""
    floors = floor_indices(hall)
    for area in hall.areas:
        if area.kind in ZONE_KINDS and area.public and area.name:
            yield Zone(floor=floors[area.floor], name=_words(area.name, ""), edges=edges_of(area.polygon))


def _gates(hall: Hall, zones: Sequence[Zone], floors: Sequence[FloorPlan]) -> list[Gate]:
    """The doors, with a name or without, of zones that have several."""
    indices = floor_indices(hall)
    doors = [(indices[wall.floor], LineString(door_line(wall, door))) for wall in hall.walls for door in wall.doors]
    areas = [
        (indices[area.floor], Polygon(area.polygon), _beyond(area))
        for area in hall.areas
        if area.public and area.name and area.kind != TACTILE
    ]
    return gates_of(zones, doors, areas, [floor.free for floor in floors])


def _beyond(area: Area) -> Words:
    """What a door leads to, as it stands in a sentence; a lobby is no zone."""
    name = _words(area.name, "")
    return Words(zh=name.zh, en=the_zone(name) if area.kind in ZONE_KINDS else f"the {name.en.lower()}")


def _facing(hall: Hall) -> dict[str, float]:
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


def _words(name: Text | None, instead: str) -> Words:
    """A name of the file in both languages, or what is said instead."""
    return Words(zh=name.zh, en=name.en) if name else Words(zh=instead, en=instead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Something a check wants to reach. place: where the file says it; link: its connector's number, if it is a stop."""

    place: str
    spot: Spot
    link: int | None = None


def entrances_of(hall: Hall) -> list[Spot]:
    """The entrances in the file's order."""
    goals = goals_of(hall)
    return [goals[f"entrance:{entrance.id}"] for entrance in hall.entrances]


def stations_of(hall: Hall) -> list[Station]:
    """Every window, place and stop of a connector."""
    goals = goals_of(hall)
    floors = floor_indices(hall)
    windows = [
        Station(place=f"counters[{c}].windows[{w}]", spot=goals[f"window:{window.code}"])
        for c, counter in enumerate(hall.counters)
        for w, window in enumerate(counter.windows)
    ]
    places = [Station(place=f"places[{p}]", spot=goals[f"place:{place.id}"]) for p, place in enumerate(hall.places)]
    stops = [
        Station(
            place=f"connectors[{c}].stops[{s}].at",
            spot=Spot(floor=floors[stop.floor], x=stop.at[0], y=stop.at[1], id=f"connector:{connector.id}"),
            link=c,
        )
        for c, connector in enumerate(hall.connectors)
        for s, stop in enumerate(connector.stops)
    ]
    return [*windows, *places, *stops]
