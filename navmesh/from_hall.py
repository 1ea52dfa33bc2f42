"""A hall as routes need it: its floors, connectors, profiles, and all that is told of the way through it.

Only this file and those that begin with hall_ look into a Hall; others hand it on.
"""

from __future__ import annotations

from collections.abc import Iterator

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from navmesh.hall_goals import floor_indices, goals_of, words_of
from navmesh.hall_sights import doors_apart, facing_of, landmarks_of, rows_of, zones_of
from navmesh.hall_touch import solid_lines, touch_of
from navmesh.held import hold
from navmesh.plans import FloorPlan, Passage, Surroundings, Walker, Words
from navmesh.rides import Link, LinkStop
from navmesh.scenery import build_rows, build_scenery
from navmesh.walkable import free_space, wall_pieces
from scene.doors import door_line, named_doors
from scene.hall import Connector, Hall, Profile, profiles_of
from scene.outlines import Outline, counter_outline, furniture_outline, polygons


def surroundings_of(hall: Hall) -> Surroundings:
    """Floors, connectors, profiles and goals of a hall."""
    floors, links = tuple(_floor_plans(hall)), tuple(_link(hall, connector) for connector in hall.connectors)
    landmarks, zones, passages = landmarks_of(hall), zones_of(hall), tuple(_passages(hall))
    gates, rows, goals = doors_apart(hall, zones, floors), rows_of(hall, zones, floors), goals_of(hall)
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
        facing_deg=facing_of(hall),
        goals=tuple(goals.values()),
        numbers=numbers,
        passages=passages,
        scenery=hold(scenery),
        touch=touch_of(hall),
    )


def _floor_plans(hall: Hall) -> Iterator[FloorPlan]:
    """Each floor with what is free of it and what is solid on it."""
    solids = _solids(hall)
    for floor in hall.floors:
        # Things stand apart or in small groups: a union of each group takes a third of the time of one union of all.
        together = shapely.disjoint_subset_union_all(solids[floor.id])
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
    lines = [(wall, line) for wall in hall.walls for line in solid_lines(wall)]
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


def _passages(hall: Hall) -> Iterator[Passage]:
    """The doors that can be shut."""
    floors = floor_indices(hall)
    for wall, door, name in named_doors(hall):
        line = door_line(wall, door)
        yield Passage(id=f"door:{name}", name=words_of(door.name, name), floor=floors[wall.floor], line=line)


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
    return words_of(connector.name, connector.id)


def _walker(profile: Profile) -> Walker:
    return Walker(
        radius=profile.radius, speed=profile.speed, kinds=frozenset(profile.connectors), in_open=profile.in_open
    )
