"""What makes a well-formed hall file a hall: ids that meet, outlines that enclose, things that stand on their floor.

Things may overlap each other. Whether a stop or a window can be walked to is navmesh's to say (`hall check`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

import models
from scene.complaints import quoted, shown, shown_point
from scene.hall import Connector, Counter, Door, Entrance, Floor, Hall, Place, Ring, Wall
from scene.hours_checks import check_hours
from scene.outlines import counter_outline, counter_stands, polygons
from scene.problems import Problem

# Metres a thing may stick out: what rounding a turned coordinate to six digits costs.
SLACK = 1e-6
# Square metres, and metres, below which there is nothing.
NO_AREA = 1e-9
NO_LENGTH = 1e-9
# The lists of a hall whose entries have an id, in the order of the file.
NAMED_LISTS = (
    "floors",
    "areas",
    "walls",
    "obstacles",
    "furniture",
    "counters",
    "connectors",
    "entrances",
    "places",
    "tours",
    "panoramas",
    "signs",
    "site",
)
# The lists whose entries stand on one floor.
STANDING_LISTS = (
    "areas",
    "walls",
    "obstacles",
    "furniture",
    "counters",
    "entrances",
    "places",
    "panoramas",
    "signs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A floor as geometry: all of it, and the holes one could fall into."""

    id: str
    outline: Polygon
    holes: BaseGeometry


Shapes = NDArray[np.object_]
Flags = NDArray[np.bool_]
Check = Callable[[Hall], Iterator[Problem]]
GroundCheck = Callable[[Hall, Mapping[str, Ground]], Iterator[Problem]]


def check_hall(hall: Hall) -> list[Problem]:
    """Every reason why a well-formed file is not a hall; none when it is."""
    problems = [problem for check in FILE_CHECKS for problem in check(hall)]
    grounds = {floor.id: ground for floor in hall.floors if (ground := _ground(floor)) is not None}
    return problems + [problem for check in GROUND_CHECKS for problem in check(hall, grounds)]


# --- ids and what they point to


def _ids(hall: Hall) -> Iterator[Problem]:
    yield from _spelling("id", hall.id)
    owners: dict[str, str] = {}
    for place, name in _named(hall):
        yield from _spelling(place, name)
        owner = owners.setdefault(name, place.rpartition(".")[0])
        if f"{owner}.id" != place:
            yield Problem(place, f"{name} is already taken by {owner}; ids are unique in the file")


def _spelling(place: str, name: str) -> Iterator[Problem]:
    """Names become parts of addresses and of file names."""
    if not name.isprintable() or name != name.strip():
        yield Problem(place, "must have no blanks at its ends and no control characters")
    if "/" in name or "\\" in name or name.startswith("."):
        yield Problem(place, f"{shown(name)} must have no slash, no backslash and no dot in front")


def _named(hall: Hall) -> Iterator[tuple[str, str]]:
    for kind in NAMED_LISTS:
        for index, thing in enumerate(getattr(hall, kind)):
            yield f"{kind}[{index}].id", thing.id
    for index, wall in enumerate(hall.walls):
        for number, door in enumerate(wall.doors):
            if door.id is not None:
                yield f"walls[{index}].doors[{number}].id", door.id


def _window_codes(hall: Hall) -> Iterator[Problem]:
    owners = {thing.id: f"{kind} {thing.id}" for kind, things in _goals(hall) for thing in things}
    for index, counter in enumerate(hall.counters):
        for number, window in enumerate(counter.windows):
            place = f"counters[{index}].windows[{number}].code"
            yield from _spelling(place, window.code)
            if window.code in owners:
                yield Problem(place, f"{window.code} is already taken by {owners[window.code]}")
            owners.setdefault(window.code, f"counter {counter.id}")


def _goals(hall: Hall) -> Iterator[tuple[str, Sequence[Entrance | Place]]]:
    """A tour names windows, places and entrances alike, so that they share their names."""
    yield "place", hall.places
    yield "entrance", hall.entrances


def _floors_named(hall: Hall) -> Iterator[Problem]:
    floors = dict.fromkeys(floor.id for floor in hall.floors)
    for place, floor in _floor_names(hall):
        if floor not in floors:
            yield Problem(place, f'there is no floor "{floor}"; the floors are {quoted(list(floors))}')


def _floor_names(hall: Hall) -> Iterator[tuple[str, str]]:
    for kind in STANDING_LISTS:
        for index, thing in enumerate(getattr(hall, kind)):
            yield f"{kind}[{index}].floor", thing.floor
    for index, connector in enumerate(hall.connectors):
        for number, stop in enumerate(connector.stops):
            yield f"connectors[{index}].stops[{number}].floor", stop.floor


def _tours(hall: Hall) -> Iterator[Problem]:
    goals = {thing.id for _, things in _goals(hall) for thing in things}
    goals |= {window.code for counter in hall.counters for window in counter.windows}
    for index, tour in enumerate(hall.tours):
        for number, stop in enumerate(tour.stops):
            if stop not in goals:
                message = f"there is no place, window or entrance {shown(stop)} in the file"
                yield Problem(f"tours[{index}].stops[{number}]", message)


def _profile_names(hall: Hall) -> Iterator[Problem]:
    for name in hall.profiles or {}:
        if not name or not name.isprintable() or " " in name:
            yield Problem("profiles", f"{shown(name)} must be a word without blanks, like step_free")


def _furniture_kinds(hall: Hall) -> Iterator[Problem]:
    for index, piece in enumerate(hall.furniture):
        if piece.size is None and piece.kind not in models.KINDS:
            near = get_close_matches(piece.kind, models.KINDS, n=1)
            meant = f' (is "{near[0]}" meant?)' if near else ""
            yield Problem(
                f"furniture[{index}].kind",
                f'"{piece.kind}" is no kind we know{meant}; a kind of your own must say its "size": [w, d, h]',
            )


def _site_places(hall: Hall) -> Iterator[Problem]:
    for index, thing in enumerate(hall.site):
        if thing.at is None and thing.polygon is None:
            yield Problem(f"site[{index}]", "needs at or polygon to say where it is")


# --- floors above each other


def _storeys(hall: Hall) -> Iterator[Problem]:
    ranked = sorted(enumerate(hall.floors), key=lambda entry: entry[1].ordinal)
    for (_, lower), (index, upper) in pairwise(ranked):
        if lower.ordinal == upper.ordinal:
            yield Problem(f"floors[{index}].ordinal", f"{upper.ordinal} is already taken by floor {lower.id}")
        elif upper.elevation < lower.elevation:
            yield Problem(
                f"floors[{index}].elevation",
                f"{upper.id} comes above {lower.id} by its ordinal, but lies lower"
                f" ({upper.elevation:g} m, {lower.id} {lower.elevation:g} m)",
            )


def _connectors(hall: Hall) -> Iterator[Problem]:
    ordinals = {floor.id: floor.ordinal for floor in hall.floors}
    for index, connector in enumerate(hall.connectors):
        if all(stop.floor in ordinals for stop in connector.stops):
            yield from _stop_order(f"connectors[{index}]", connector, ordinals)


def _stop_order(place: str, connector: Connector, ordinals: Mapping[str, int]) -> Iterator[Problem]:
    for number, (below, above) in enumerate(pairwise(connector.stops), start=1):
        if above.floor == below.floor:
            yield Problem(
                f"{place}.stops[{number}].floor",
                f"{above.floor} is the floor of the stop before too; a connector joins different floors",
            )
        elif ordinals[above.floor] < ordinals[below.floor]:
            yield Problem(
                f"{place}.stops[{number}].floor",
                f"{above.floor} lies below {below.floor}; stops are ordered from the lowest floor up",
            )


# --- shapes


def _rings(hall: Hall) -> Iterator[Problem]:
    every = list(_every_ring(hall))
    for index in np.flatnonzero(~_are_sound([ring for _, ring in every])):
        place, ring = every[index]
        fault = _ring_fault(ring)
        if fault is not None:
            yield Problem(place, fault)


def _every_ring(hall: Hall) -> Iterator[tuple[str, Ring]]:
    for index, floor in enumerate(hall.floors):
        yield f"floors[{index}].outline", floor.outline
        for number, void in enumerate(floor.voids):
            yield f"floors[{index}].voids[{number}]", void
    for kind in ("areas", "obstacles", "site"):
        for index, thing in enumerate(getattr(hall, kind)):
            if thing.polygon is not None:
                yield f"{kind}[{index}].polygon", thing.polygon


def _are_sound(rings: Sequence[Ring]) -> Flags:
    """Whether each ring encloses something: (n,) bool; what is wrong with the others `_ring_fault` says."""
    shapes = polygons(rings)
    return np.asarray(shapely.is_valid(shapes) & (shapely.area(shapes) > NO_AREA))


def _ring_fault(ring: Ring) -> str | None:
    if len(set(ring)) < 3 or shapely.MultiPoint(ring).convex_hull.area <= NO_AREA:
        return "has no area; its corners lie on one line"
    polygon = Polygon(ring)
    if not polygon.is_valid:
        x, y = shapely.is_valid_reason(polygon).rpartition("[")[2].rstrip("]").split()
        where = shown_point((float(x), float(y)))
        return f"crosses or touches itself at {where}; give its corners in their order round the edge"
    return "has no area" if polygon.area <= NO_AREA else None


def _walls(hall: Hall) -> Iterator[Problem]:
    for index, wall in enumerate(hall.walls):
        length = LineString(wall.line).length
        if length <= NO_LENGTH:
            yield Problem(f"walls[{index}].line", "has no length; its points are all the same")
        else:
            yield from _doors(f"walls[{index}]", wall, length)


def _doors(place: str, wall: Wall, length: float) -> Iterator[Problem]:
    ranked = sorted(enumerate(wall.doors), key=lambda entry: entry[1].at)
    for number, door in ranked:
        start, end = _stretch(door)
        if start < -SLACK or end > length + SLACK:
            yield Problem(
                f"{place}.doors[{number}]",
                f"reaches from {start:.6g} m to {end:.6g} m along the wall, which is {length:.6g} m long",
            )
    for (first, left), (second, right) in pairwise(ranked):
        if _stretch(left)[1] > _stretch(right)[0] + SLACK:
            yield Problem(f"{place}.doors[{second}]", f"overlaps doors[{first}] of the same wall")


def _stretch(door: Door) -> tuple[float, float]:
    return door.at - door.width / 2, door.at + door.width / 2


# --- standing on the floor


def _ground(floor: Floor) -> Ground | None:
    """A floor's geometry, unless its rings are at fault (which `_rings` reports)."""
    if any(_ring_fault(ring) is not None for ring in (floor.outline, *floor.voids)):
        return None
    holes = shapely.union_all([Polygon(void) for void in floor.voids])
    return Ground(id=floor.id, outline=Polygon(floor.outline), holes=holes)


def _voids_inside(hall: Hall, grounds: Mapping[str, Ground]) -> Iterator[Problem]:
    for index, floor in enumerate(hall.floors):
        ground = grounds.get(floor.id)
        if ground is None:
            continue
        for number, void in enumerate(floor.voids):
            if _sticks_out(Polygon(void), ground):
                yield Problem(f"floors[{index}].voids[{number}]", "reaches beyond the floor's outline")
        if ground.outline.difference(ground.holes).area <= NO_AREA:
            yield Problem(f"floors[{index}].voids", "leave nothing of the floor")


def _sticks_out(shape: Polygon, ground: Ground) -> bool:
    return not ground.outline.covers(shape) and not ground.outline.buffer(SLACK, join_style="mitre").covers(shape)


def _shapes_meet_floor(hall: Hall, grounds: Mapping[str, Ground]) -> Iterator[Problem]:
    """Walls and columns may be set into the outline, so that only what misses the floor altogether is wrong."""
    rings = [
        (f"{kind}[{index}].polygon", thing.floor, thing.polygon)
        for kind in ("areas", "obstacles")
        for index, thing in enumerate(getattr(hall, kind))
    ]
    sound = _are_sound([ring for _, _, ring in rings])
    lines = np.array([LineString(wall.line) for wall in hall.walls], dtype=np.object_)
    shapes = np.concatenate((polygons([ring for _, _, ring in rings])[sound], lines))
    places = [(place, floor) for (place, floor, _), is_sound in zip(rings, sound, strict=True) if is_sound]
    places += [(f"walls[{index}].line", wall.floor) for index, wall in enumerate(hall.walls)]
    for index in np.flatnonzero(~_on_their_floors(shapes, [floor for _, floor in places], grounds, _meet)):
        place, floor = places[index]
        yield Problem(place, f"lies outside the outline of floor {floor}")


def _meet(ground: Ground, shapes: Shapes) -> Flags:
    return np.asarray(shapely.intersects(ground.outline, shapes))


def _stand_on(ground: Ground, points: Shapes) -> Flags:
    """Whether each point surely stands on a floor; what is wrong with the others `_point_fault` says, if anything."""
    is_near = shapely.distance(ground.outline, points) <= SLACK
    return np.asarray(is_near & ~shapely.contains(ground.holes, points))


def _points(places: Sequence[tuple[float, float]]) -> Shapes:
    return np.asarray(shapely.points(np.array(places, dtype=np.float64).reshape(-1, 2)), dtype=np.object_)


def _on_their_floors(
    shapes: Shapes, floors: Sequence[str], grounds: Mapping[str, Ground], holds: Callable[[Ground, Shapes], Flags]
) -> Flags:
    """Whether the floor of each shape holds it: (n,) bool; true where the floor itself is at fault."""
    names = np.array(floors, dtype=np.object_)
    flags = np.ones(len(shapes), dtype=np.bool_)
    for ground in grounds.values():
        here = names == ground.id
        flags[here] = holds(ground, shapes[here])
    return flags


def _points_on_floor(hall: Hall, grounds: Mapping[str, Ground]) -> Iterator[Problem]:
    every = list(_every_point(hall))
    points = _points([at for _, _, at in every])
    for index in np.flatnonzero(~_on_their_floors(points, [floor for _, floor, _ in every], grounds, _stand_on)):
        place, floor, at = every[index]
        fault = _point_fault(at, grounds[floor])
        if fault is not None:
            yield Problem(place, fault)


def _every_point(hall: Hall) -> Iterator[tuple[str, str, tuple[float, float]]]:
    for kind in ("furniture", "entrances", "places", "panoramas"):
        for index, thing in enumerate(getattr(hall, kind)):
            yield f"{kind}[{index}].at", thing.floor, thing.at
    for index, connector in enumerate(hall.connectors):
        for number, stop in enumerate(connector.stops):
            yield f"connectors[{index}].stops[{number}].at", stop.floor, stop.at


def _point_fault(at: tuple[float, float], ground: Ground) -> str | None:
    point = Point(at)
    where = shown_point(at)
    if ground.outline.distance(point) > SLACK:
        return f"{where} lies outside the outline of floor {ground.id}"
    if ground.holes.contains(point) and ground.holes.boundary.distance(point) > SLACK:
        return f"{where} lies in a void of floor {ground.id}, where there is nothing to stand on"
    return None


def _counters(hall: Hall, grounds: Mapping[str, Ground]) -> Iterator[Problem]:
    for index, counter in enumerate(hall.counters):
        ground = grounds.get(counter.floor)
        if ground is None:
            continue
        if _sticks_out(Polygon(counter_outline(counter)), ground):
            width = counter.pitch * len(counter.windows)
            yield Problem(
                f"counters[{index}]",
                f"counter {counter.id} ({width:g} m wide, {counter.depth:g} m deep behind its front edge)"
                f" reaches beyond the outline of floor {counter.floor}",
            )
        else:
            yield from _stands(f"counters[{index}]", counter, ground)


def _stands(place: str, counter: Counter, ground: Ground) -> Iterator[Problem]:
    stands = counter_stands(counter)
    for number in np.flatnonzero(~_stand_on(ground, _points(stands))):
        fault = _point_fault(stands[number], ground)
        if fault is not None:
            code = counter.windows[number].code
            yield Problem(f"{place}.windows[{number}].stand", f"the stand of window {code} at {fault}")


FILE_CHECKS: Iterable[Check] = (
    _ids,
    _window_codes,
    _floors_named,
    _tours,
    _profile_names,
    _furniture_kinds,
    _site_places,
    _storeys,
    _connectors,
    check_hours,
    _rings,
    _walls,
)
GROUND_CHECKS: Iterable[GroundCheck] = (_voids_inside, _shapes_meet_floor, _points_on_floor, _counters)
