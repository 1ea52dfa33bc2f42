"""Routes: legs over floors and rides between them, footprints, and steps in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from navmesh.ends import End, place_spot
from navmesh.footprints import Footprints, footprints_of
from navmesh.from_hall import tours_of
from navmesh.legs import Leg, floor_leg, ride_leg
from navmesh.navigation import Navigation, Way, way_of
from navmesh.plans import Spot, Surroundings
from navmesh.query import Plan, find_plan, make_room
from navmesh.reasons import NoRoute, explain
from navmesh.rides import Ride, chain_of
from navmesh.steps import Step, steps_of
from navmesh.walks import Point
from scene.hall import Hall


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Where a route ends, and the way one faces there."""

    floor: int
    x: float
    y: float
    heading_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """The way between two spots, before anything is told about it."""

    start: Spot
    goal: Spot
    ends: tuple[End, End]
    plan: Plan
    legs: tuple[Leg, ...]


@dataclass(frozen=True, kw_only=True)
class Route:
    """The fastest way of a profile. snapped_m: how far start and goal were moved onto the floor, None when not.

    Footprints and steps are made when first asked for: they take ten times as long as the way itself.
    """

    profile: str
    length_m: float
    duration_s: float
    snapped_m: tuple[float, float] | None
    arrives: Arrival
    legs: tuple[Leg, ...]
    _told_from: tuple[Surroundings, tuple[_Stretch, ...]] = field(repr=False, compare=False)

    @cached_property
    def footprints(self) -> Footprints:
        """The prints along all legs."""
        return footprints_of(self.legs)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The way in words."""
        return _steps(*self._told_from)


class TourError(Exception):
    """The hall has no tour of this name."""


def find_route(navigation: Navigation, start: Spot, goal: Spot, profile: str = "walk") -> Route | NoRoute:
    """The fastest way between two spots."""
    return route_through(navigation, (start, goal), profile)


def route_through(navigation: Navigation, spots: Sequence[Spot], profile: str) -> Route | NoRoute:
    """The fastest way through all spots, two or more, in their order."""
    stretches = []
    for start, goal in pairwise(spots):
        stretch = _find_stretch(navigation, way_of(navigation, profile), start, goal)
        if stretch is None:
            return explain(navigation, profile, start, goal)
        stretches.append(stretch)
    return _route(navigation, profile, stretches)


def tour_route(navigation: Navigation, hall: Hall, tour_id: str, profile: str = "walk") -> Route | NoRoute:
    """The fastest way through the stops of a tour; raises TourError."""
    tours = tours_of(hall)
    if tour_id not in tours:
        raise TourError(f"there is no tour {tour_id}; there are {', '.join(tours) or 'none'}")
    return route_through(navigation, tours[tour_id], profile)


def _find_stretch(navigation: Navigation, way: Way, start: Spot, goal: Spot) -> _Stretch | None:
    here, there = place_spot(navigation, way, start), place_spot(navigation, way, goal)
    if here is None or there is None:
        return None
    mesh, tables = way.ground.mesh, way.ground.tables
    plan = Plan(*find_plan(mesh, tables, way.network, make_room(mesh, tables), here.point, there.point))
    if not math.isfinite(plan.seconds):
        return None
    return _Stretch(
        start=start, goal=goal, ends=(here, there), plan=plan, legs=_legs(navigation, way, here, there, plan)
    )


def _legs(navigation: Navigation, way: Way, here: End, there: End, plan: Plan) -> tuple[Leg, ...]:
    """Walk, ride, walk …: floor legs of no length are left out, unless there is nothing else."""
    legs: list[Leg] = []
    at = here
    for ride in _rides(way, plan):
        board, alight = _stop_end(navigation, way, ride, ride.first), _stop_end(navigation, way, ride, ride.last)
        legs.append(floor_leg(navigation, way, at, board))
        legs.append(ride_leg(navigation, ride))
        at = alight
    legs.append(floor_leg(navigation, way, at, there))
    kept = tuple(leg for leg in legs if leg.connector is not None or leg.length_m > 0.0)
    return kept or (legs[0],)


def _rides(way: Way, plan: Plan) -> list[Ride]:
    if plan.board < 0:
        return []
    by_stops = {(ride.board, ride.alight): ride for ride in way.rides}
    return [by_stops[pair] for pair in chain_of(way.network, plan.board, plan.alight)]


def _stop_end(navigation: Navigation, way: Way, ride: Ride, stop: int) -> End:
    number = ride.board + stop - ride.first
    tables = way.ground.tables
    at = navigation.surroundings.links[ride.link].stops[stop]
    x, y = tables.goal_xy[number].tolist()
    point = Point(int(tables.goal_triangle[number]), x, y)
    return End(point=point, floor=at.floor, x=at.x, y=at.y, snapped_m=0.0)


def _route(navigation: Navigation, profile: str, stretches: Sequence[_Stretch]) -> Route:
    legs = tuple(leg for stretch in stretches for leg in stretch.legs)
    first, last = stretches[0].ends[0], stretches[-1].ends[1]
    snapped = (first.snapped_m, last.snapped_m)
    return Route(
        profile=profile,
        length_m=sum(stretch.plan.metres for stretch in stretches),
        duration_s=sum(stretch.plan.seconds for stretch in stretches),
        snapped_m=snapped if any(snapped) else None,
        arrives=_arrival(stretches[-1].goal, last, legs),
        legs=legs,
        _told_from=(navigation.surroundings, tuple(stretches)),
    )


def _arrival(goal: Spot, end: End, legs: Sequence[Leg]) -> Arrival:
    heading = goal.heading_deg
    if heading is None:
        (x0, y0, _), (x1, y1, _) = legs[-1].points[-2:]
        heading = math.degrees(math.atan2(y1 - y0, x1 - x0)) % 360.0
    return Arrival(floor=end.floor, x=end.x, y=end.y, heading_deg=heading)


def _steps(surroundings: Surroundings, stretches: Sequence[_Stretch]) -> tuple[Step, ...]:
    """The words of every stretch; on a tour, one arrives at each stop and goes on."""
    steps: list[Step] = []
    base_leg, base_m = 0, 0.0
    for stretch in stretches:
        steps += steps_of(surroundings, stretch.start, stretch.goal, stretch.legs, base_leg, base_m)
        base_leg += len(stretch.legs)
        base_m += sum(leg.length_m for leg in stretch.legs)
    return tuple(steps)
