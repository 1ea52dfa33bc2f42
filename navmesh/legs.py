"""The legs of a route: a walk over one floor, or one ride."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from navmesh.ends import End
from navmesh.navigation import Navigation, Way
from navmesh.query import walk_corners
from navmesh.rides import Ride, passed

# Points nearer than this are one, and a bend that leaves the straight line by less is none.
SAME_POINT = 1e-8

XY = tuple[float, float]
XYZ = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A walk (connector None, from_floor = to_floor) or a ride of the connector with this number."""

    from_floor: int
    to_floor: int
    connector: int | None
    points: tuple[XYZ, ...]
    length_m: float
    duration_s: float


def floor_leg(navigation: Navigation, way: Way, start: End, goal: End) -> Leg:
    """The shortest walk between two ends of one component; at least two points."""
    corners = walk_corners(way.ground.mesh, way.ground.tables, start.point, goal.point)
    line = _without_needless([(start.x, start.y), *((x, y) for x, y in corners.tolist()), (goal.x, goal.y)])
    metres = sum(math.dist(a, b) for a, b in pairwise(line))
    z = navigation.surroundings.floors[start.floor].elevation
    return Leg(
        from_floor=start.floor,
        to_floor=start.floor,
        connector=None,
        points=tuple((x, y, z) for x, y in line),
        length_m=metres if metres > SAME_POINT else 0.0,
        duration_s=metres / way.walker.speed,
    )


def _without_needless(line: Sequence[XY]) -> list[XY]:
    """A line without points that double their neighbour or lie on the straight way; its ends stay."""
    kept = [line[0]]
    for at, after in pairwise(line[1:]):
        if (
            math.dist(kept[-1], at) > SAME_POINT
            and math.dist(at, after) > SAME_POINT
            and _bend(kept[-1], at, after) > SAME_POINT
        ):
            kept.append(at)
    return [*kept, line[-1]]


def _bend(before: XY, at: XY, after: XY) -> float:
    """How far a point lies off the line between its neighbours, metres."""
    length = math.dist(before, after)
    area = (after[0] - before[0]) * (at[1] - before[1]) - (after[1] - before[1]) * (at[0] - before[0])
    return abs(area) / length if length > SAME_POINT else math.dist(before, at)


def ride_leg(navigation: Navigation, ride: Ride) -> Leg:
    """A ride, with the stops it passes."""
    stops = passed(navigation.surroundings.links[ride.link], ride.first, ride.last)
    return Leg(
        from_floor=stops[0].floor,
        to_floor=stops[-1].floor,
        connector=ride.link,
        points=tuple((stop.x, stop.y, stop.z) for stop in stops),
        length_m=ride.metres,
        duration_s=ride.seconds,
    )
