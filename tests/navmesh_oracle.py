"""The slow oracle of routes: shapely says who sees whom, Floyd and Warshall do the rest.

Nothing of navmesh is used but the numbers of floors and stops: walkable areas are said again in shapely's words, and
two points see each other when the segment lies properly inside the area grown by 2e-9 m. Places narrower than 1e-9 m
are stopped up first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from scene.hall import Connector, Hall, Profile
from scene.outlines import counter_outline, furniture_outline

GROWN = 2e-9
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class OracleFloor:
    """corners and their neighbours: (n, 2); stops: numbers; ways: (n + s, n + s) metres, corners first, then stops."""

    area: BaseGeometry
    corners: Floats
    before: Floats
    after: Floats
    stops: list[int]
    stops_at: Floats
    ways: Floats = field(default_factory=lambda: np.zeros((0, 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Oracle:
    """seconds, metres: (S, S) from boarding one stop to leaving another after one ride or more."""

    speed: float
    floors: list[OracleFloor]
    seconds: Floats
    metres: Floats


def build_oracle(hall: Hall, profile: Profile) -> Oracle:
    stops = [(number, stop) for number, stop in enumerate(s for c in hall.connectors for s in c.stops)]
    floors = []
    for floor in hall.floors:
        here = [(number, stop.at) for number, stop in stops if stop.floor == floor.id]
        floors.append(_floor(walkable(hall, floor.id, profile.radius), here))
    walks = np.full((len(stops), len(stops)), np.inf)
    for built in floors:
        count = len(built.corners)
        walks[np.ix_(built.stops, built.stops)] = built.ways[count:, count:]
    seconds, metres = _rides(hall, profile, len(stops))
    return Oracle(speed=profile.speed, floors=floors, **_chains(seconds, metres, walks, profile.speed))


def walkable(hall: Hall, floor: str, radius: float) -> BaseGeometry:
    """The words that define what is walkable, one by one."""
    solids: list[BaseGeometry] = []
    for wall in hall.walls:
        if wall.floor == floor:
            solids += _wall(
                LineString(wall.line), wall.thickness, [(d.at - d.width / 2, d.at + d.width / 2) for d in wall.doors]
            )
    solids += [Polygon(thing.polygon) for thing in hall.obstacles if thing.floor == floor]
    solids += [Polygon(outline) for f in hall.furniture if f.floor == floor and len(outline := furniture_outline(f))]
    solids += [Polygon(counter_outline(counter)) for counter in hall.counters if counter.floor == floor]
    solids += [Polygon(area.polygon) for area in hall.areas if area.floor == floor and not area.public]
    plan = next(one for one in hall.floors if one.id == floor)
    free = Polygon(plan.outline) - shapely.union_all([Polygon(v) for v in plan.voids]) - shapely.union_all(solids)
    return _stopped_up(free.buffer(-radius, join_style="mitre", mitre_limit=1.1))


def _wall(line: LineString, thickness: float, doors: list[tuple[float, float]]) -> list[BaseGeometry]:
    """A wall with its doors taken out of the middle of its line, piece by piece."""
    at = 0.0
    pieces = []
    for start, end in [*sorted(doors), (line.length, line.length)]:
        if start > at:
            pieces.append(substring(line, at, start))
        at = end
    if line.is_closed and len(pieces) > 1:
        pieces[0] = LineString([*pieces.pop().coords, *list(pieces[0].coords)[1:]])
    return [piece.buffer(thickness / 2, cap_style="flat", join_style="mitre") for piece in pieces]


def _stopped_up(area: BaseGeometry) -> BaseGeometry:
    """With some nanometres filled in wherever a vertex comes within 1e-9 m of an edge that is not its own."""
    rings = [np.array(ring.coords)[:-1] for part in _polygons(area) for ring in (part.exterior, *part.interiors)]
    start = np.concatenate(rings)
    edge = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings]) - start
    firsts = np.cumsum([0, *map(len, rings)])
    prior = np.concatenate([first + np.roll(np.arange(len(r)), 1) for first, r in zip(firsts, rings, strict=False)])
    for n, at in enumerate(start):
        along = np.clip(((at - start) * edge).sum(axis=1) / (edge**2).sum(axis=1), 0, 1)
        near = np.hypot(*(at - start - along[:, None] * edge).T) < 1e-9
        near[[n, prior[n]]] = False
        if near.any():
            area -= shapely.box(*(at - 8e-9), *(at + 8e-9))
    return area


def _polygons(area: BaseGeometry) -> list[Polygon]:
    """Without the points and lines that a difference may leave over."""
    return [part for part in shapely.get_parts(area) if isinstance(part, Polygon)]


def _floor(area: BaseGeometry, stops: Sequence[tuple[int, tuple[float, float]]]) -> OracleFloor:
    corners, before, after = _corners(area)
    grown = area.buffer(GROWN, join_style="mitre")
    shapely.prepare(grown)
    stops_at = np.array([at for _, at in stops]).reshape(-1, 2)
    numbers = [number for number, _ in stops]
    floor = OracleFloor(area=grown, corners=corners, before=before, after=after, stops=numbers, stops_at=stops_at)
    count = len(corners)
    ways = np.full((count + len(stops), count + len(stops)), np.inf)
    for n, point in enumerate(np.concatenate((corners, stops_at))):
        ways[n, :count] = seen_from(floor, point)
        if n >= count:
            ways[n, count:] = _straight(grown, point, stops_at)
    ways = np.fmin(ways, ways.T)
    np.fill_diagonal(ways, 0)
    for k in range(len(ways)):
        np.minimum(ways, ways[:, k, None] + ways[None, k], out=ways)
    return replace(floor, ways=ways)


def _corners(area: BaseGeometry) -> tuple[Floats, Floats, Floats]:
    """The vertices at which the area opens wider than half a turn, or nearly so, and their neighbours."""
    rows = [np.empty((0, 6))]
    for polygon in _polygons(area):
        for ring in (polygon.exterior, *polygon.interiors):
            at = np.array(ring.coords)[:-1]
            before, after = np.roll(at, 1, axis=0), np.roll(at, -1, axis=0)
            one, other = at - before, after - at
            left = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
            is_outer = ring is polygon.exterior or ring.equals(polygon.exterior)
            inside_left = ring.is_ccw if is_outer else not ring.is_ccw
            opens = left <= 1e-12 if inside_left else left >= -1e-12
            rows.append(np.column_stack((at, before, after))[opens])
    table = np.concatenate(rows)
    return table[:, :2], table[:, 2:4], table[:, 4:]


def seen_from(floor: OracleFloor, point: Floats) -> Floats:
    """Metres from a point to each corner that it sees and at which a path from it may bend, inf to the others."""
    line = floor.corners - point
    one, other = floor.before - floor.corners, floor.after - floor.corners
    side = line[:, 0] * one[:, 1] - line[:, 1] * one[:, 0]
    other_side = line[:, 0] * other[:, 1] - line[:, 1] * other[:, 0]
    may_bend = ~((np.minimum(side, other_side) < -1e-7) & (np.maximum(side, other_side) > 1e-7))
    metres = np.full(len(floor.corners), np.inf)
    metres[may_bend] = _straight(floor.area, point, floor.corners[may_bend])
    return metres


def _straight(grown: BaseGeometry, point: Floats, others: Floats) -> Floats:
    """Metres from a point straight to others, inf where the area's rim is in the way."""
    lines = shapely.linestrings(np.stack((np.broadcast_to(point, others.shape), others), axis=1))
    metres = np.hypot(*(others - point).T)
    return np.where(shapely.contains_properly(grown, lines) | (metres == 0), metres, np.inf)


def _rides(hall: Hall, profile: Profile, count: int) -> tuple[Floats, Floats]:
    """Seconds and metres of one ride, inf where there is none."""
    z = {floor.id: floor.elevation for floor in hall.floors}
    seconds, metres = np.full((count, count), np.inf), np.full((count, count), np.inf)
    base = 0
    for connector in hall.connectors:
        points = [(*stop.at, z[stop.floor]) for stop in connector.stops]
        for a in range(len(points)):
            for b in range(len(points)):
                is_way = a != b and connector.direction in {"both", "up" if a < b else "down"}
                if is_way and connector.kind in profile.connectors and not connector.closed:
                    seconds[base + a, base + b] = _ride_seconds(connector, points, a, b, profile.speed)
                    metres[base + a, base + b] = sum(
                        math.dist(p, q) for p, q in pairwise(points[min(a, b) : max(a, b) + 1])
                    )
        base += len(points)
    return seconds, metres


def _ride_seconds(
    connector: Connector, points: list[tuple[float, float, float]], a: int, b: int, speed: float
) -> float:
    passed = points[min(a, b) : max(a, b) + 1]
    length = sum(math.dist(p, q) for p, q in pairwise(passed))
    wait = connector.wait_s if connector.wait_s is not None else 30.0 if connector.kind == "lift" else 0.0
    if connector.seconds is not None:
        return wait + connector.seconds * abs(a - b)
    usual = {
        "escalator": length / 0.5,
        "stairs": length / (0.5 if b > a else 0.6),
        "ramp": length / speed,
        "lift": 8 + abs(points[a][2] - points[b][2]),
    }
    return wait + usual[connector.kind]


def _chains(seconds: Floats, metres: Floats, walks: Floats, speed: float) -> dict[str, Floats]:
    """Rides joined by walks, until nothing gets faster."""
    step_s = seconds[:, :, None] + walks[None] / speed
    onward = step_s.min(axis=1) if len(seconds) else seconds
    via = step_s.argmin(axis=1) if len(seconds) else seconds.astype(int)
    rows, columns = np.indices(onward.shape)
    onward_m = metres[rows, via] + walks[via, columns] if len(seconds) else metres
    best, best_m = seconds.copy(), metres.copy()
    for _ in range(len(seconds)):
        longer = onward[:, :, None] + best[None]
        pick = longer.argmin(axis=1)
        least = longer.min(axis=1)
        is_better = least < best - 1e-12
        if not is_better.any():
            break
        best_m = np.where(is_better, onward_m[rows, pick] + best_m[pick, columns], best_m)
        best = np.where(is_better, least, best)
    return {"seconds": best, "metres": best_m}


def oracle_lengths(oracle: Oracle, starts: Floats, goals: Floats) -> tuple[Floats, Floats]:
    """Seconds and metres of each query. starts, goals: (n, 3) floor, x, y, all of them on the walkable area."""
    answers = np.array([_query(oracle, start, goal) for start, goal in zip(starts, goals, strict=True)]).reshape(-1, 2)
    return answers[:, 0], answers[:, 1]


def _query(oracle: Oracle, start: Floats, goal: Floats) -> tuple[float, float]:
    here, there = oracle.floors[int(start[0])], oracle.floors[int(goal[0])]
    from_start, from_goal = seen_from(here, start[1:]), seen_from(there, goal[1:])
    seconds, metres = np.inf, np.inf
    if here is there:
        straight = _straight(here.area, start[1:], goal[None, 1:])[0]
        count = len(here.corners)
        a, b = np.flatnonzero(np.isfinite(from_start)), np.flatnonzero(np.isfinite(from_goal))
        bent = from_start[a][:, None] + here.ways[:count, :count][np.ix_(a, b)] + from_goal[b][None]
        metres = min(straight, bent.min(initial=np.inf))
        seconds = metres / oracle.speed
    if here.stops and there.stops:
        before, after = _to_stops(here, start, from_start), _to_stops(there, goal, from_goal)
        pairs = np.ix_(here.stops, there.stops)
        total = before[:, None] / oracle.speed + oracle.seconds[pairs] + after[None] / oracle.speed
        if total.min() < seconds:
            k, m = np.unravel_index(total.argmin(), total.shape)
            return float(total[k, m]), float(before[k] + oracle.metres[pairs][k, m] + after[m])
    return float(seconds), float(metres)


def _to_stops(floor: OracleFloor, point: Floats, seen: Floats) -> Floats:
    """Metres from a point to each stop of its floor."""
    count = len(floor.corners)
    near = np.flatnonzero(np.isfinite(seen))
    bent = (seen[near][:, None] + floor.ways[near][:, count:]).min(axis=0, initial=np.inf)
    straight: Floats = _straight(floor.area, point[1:], floor.stops_at)
    return np.where(bent < straight, bent, straight)
