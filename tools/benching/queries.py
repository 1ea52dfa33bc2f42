"""The hall as every engine gets it, and random queries over it: the same for all, the same every time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from navmesh import Navigation
from navmesh.rides import rides_of

# Queries stay so far from the edges of the walkable ground that every engine finds them, metres.
MARGIN = 0.01
PROFILE = "walk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Storey:
    """A floor's walkable ground: polygon = its largest piece, the one that queries lie on."""

    elevation: float
    polygon: Polygon


@dataclass(frozen=True, slots=True, kw_only=True)
class FastRide:
    """A ride between two stops, each (x, y, z) in metres."""

    start: tuple[float, float, float]
    goal: tuple[float, float, float]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Playground:
    """A hall as the engines get it; speed of the walk."""

    storeys: tuple[Storey, ...]
    rides: tuple[FastRide, ...]
    speed: float


def playground_of(navigation: Navigation) -> Playground:
    """The main walkable polygon of every floor, and all rides."""
    surroundings = navigation.surroundings
    speed = surroundings.walkers[PROFILE].speed
    storeys = tuple(
        Storey(elevation=plan.elevation, polygon=max(area.geoms, key=lambda piece: piece.area))
        for plan, area in zip(surroundings.floors, navigation.routers[PROFILE].ground.areas, strict=True)
    )
    links = surroundings.links
    rides = tuple(
        FastRide(
            start=(a.x, a.y, a.z),
            goal=(b.x, b.y, b.z),
            seconds=ride.seconds,
        )
        for ride in rides_of(links, speed)
        for a, b in [(links[ride.link].stops[ride.first], links[ride.link].stops[ride.last])]
        if links[ride.link].kind in surroundings.walkers[PROFILE].kinds and not links[ride.link].closed
    )
    return Playground(storeys=storeys, rides=rides, speed=speed)


def queries_on_one_floor(ground: Playground, count: int, seed: int) -> NDArray[np.float64]:
    """Both ends on the same floor, the floors in turn. (count, 6) float64: floor, x, y, floor, x, y"""
    rng = np.random.default_rng(seed)
    floors = np.arange(count) % len(ground.storeys)
    return np.column_stack((_points_on(ground, floors, rng), _points_on(ground, floors, rng)))


def queries_across_floors(ground: Playground, count: int, seed: int) -> NDArray[np.float64]:
    """Ends on different floors, all pairs alike. (count, 6) float64: floor, x, y, floor, x, y"""
    rng = np.random.default_rng(seed)
    storeys = len(ground.storeys)
    starts = rng.integers(storeys, size=count)
    goals = (starts + rng.integers(1, storeys, size=count)) % storeys
    return np.column_stack((_points_on(ground, starts, rng), _points_on(ground, goals, rng)))


def _points_on(ground: Playground, floors: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Uniform over the walkable ground. floors: (n,) int64; returns (n, 3) float64: floor, x, y"""
    points = np.empty((len(floors), 3))
    for floor, storey in enumerate(ground.storeys):
        chosen = floors == floor
        points[chosen] = np.column_stack((floors[chosen], _points_in(storey.polygon, int(chosen.sum()), rng)))
    return points


def _points_in(polygon: Polygon, count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """(count, 2) float64, metres, at least MARGIN from the polygon's edges."""
    inner = polygon.buffer(-MARGIN)
    shapely.prepare(inner)
    low, high = np.array(inner.bounds).reshape(2, 2)
    found = np.empty((0, 2))
    while len(found) < count:
        tried = rng.uniform(low, high, (2 * count + 16, 2))
        found = np.concatenate((found, tried[shapely.contains_xy(inner, tried)]))
    return found[:count]


def ground_to_json(ground: Playground) -> dict[str, Any]:
    """What an engine in another process reads: rings, upward triangles (x, y, z up), rides with what a metre costs."""
    return {
        "storeys": [
            {"elevation": storey.elevation, "rings": _rings(storey.polygon), "triangles": _triangles(storey.polygon)}
            for storey in ground.storeys
        ],
        "rides": [
            {"start": ride.start, "goal": ride.goal, "cost_m": ride.seconds * ground.speed} for ride in ground.rides
        ],
    }


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    """The outer ring counter-clockwise, then the holes clockwise; not closed."""
    turned = shapely.geometry.polygon.orient(polygon)
    return [shapely.get_coordinates(ring)[:-1].tolist() for ring in (turned.exterior, *turned.interiors)]


def _triangles(polygon: Polygon) -> list[list[list[float]]]:
    """Counter-clockwise triangles that cover the polygon, with no vertex but its own."""
    parts = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
    return [shapely.get_coordinates(shapely.geometry.polygon.orient(part))[:3].tolist() for part in parts]


def seconds_of(ground: Playground, query: NDArray[np.float64], path: list[list[float]]) -> float:
    """How long a way takes; inf when it does not end at its goal.

    query: (6,) float64; path: points (x, y, z) with each ride as one step up or down
    """
    start, goal = query[1:3], query[4:6]
    if not path or not _is_near(path[-1], goal, ground.storeys[int(query[3])].elevation):
        return float("inf")
    points = np.array([[*start, path[0][2]], *path, [*goal, path[-1][2]]])
    steps = np.diff(points, axis=0)
    walked = np.abs(steps[:, 2]) < 1.5
    seconds = float(np.hypot(steps[walked, 0], steps[walked, 1]).sum()) / ground.speed
    return seconds + sum(_ride_seconds(ground, points[i], points[i + 1]) for i in np.flatnonzero(~walked))


def _is_near(point: list[float], goal: NDArray[np.float64], elevation: float) -> bool:
    return float(np.hypot(point[0] - goal[0], point[1] - goal[1])) < 0.5 and abs(point[2] - elevation) < 1.5


def _ride_seconds(ground: Playground, start: NDArray[np.float64], goal: NDArray[np.float64]) -> float:
    """The ride whose stops are nearest, with the walk to them."""

    def missed_m(ride: FastRide) -> float:
        return float(np.linalg.norm(start - ride.start) + np.linalg.norm(goal - ride.goal))

    best = min(ground.rides, key=missed_m)
    flat = float(np.hypot(*(start - best.start)[:2]) + np.hypot(*(goal - best.goal)[:2]))
    return best.seconds + flat / ground.speed


def runs_to_json(runs: Mapping[str, NDArray[np.float64]]) -> dict[str, list[list[float]]]:
    """The queries of every run by its name, as lists."""
    return {name: queries.tolist() for name, queries in runs.items()}
