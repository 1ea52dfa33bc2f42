"""Routes: legs over floors and rides between them, the trail to follow, footprints, and steps in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.arrivals import Goal
from navmesh.ends import place_spot
from navmesh.footprints import Footprints, footprints_of
from navmesh.guided import GuidedWalk, guided_way
from navmesh.guided_steps import guided_steps_of
from navmesh.hall_goals import tours_of
from navmesh.held import Held
from navmesh.legs import RIDE, Leg, Lines, lines_of
from navmesh.navigation import Navigation, Router, router_of
from navmesh.plans import Spot, Surroundings
from navmesh.reasons import NoRoute, explain
from navmesh.steps import Step, facing_before, number_of, steps_of
from navmesh.telling import CLEAR, EXACT, Told, tell_lines
from navmesh.trace import Traced
from scene.hall import Hall


class Arrival(NamedTuple):
    """Where a route ends, and the way one faces there. goal: the words of a goal that has a name, such as `window:A03`."""

    floor: int
    x: float
    y: float
    heading_deg: float
    goal: str | None = None


class _Trip(NamedTuple):
    """The way between two spots, before anything is told about it."""

    start: Spot
    goal: Spot
    snapped_m: tuple[float, float]
    seconds: float
    metres: float
    legs: tuple[Leg, ...]
    lines: Lines
    walks: tuple[GuidedWalk, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Route:
    """The fastest way of a profile, or the one along guides. snapped_m: how far start and goal were moved onto the floor, None when not.

    Trail, footprints and steps are made when first asked for: all together take ten times as long as the way itself.
    """

    profile: str
    length_m: float
    duration_s: float
    snapped_m: tuple[float, float] | None
    legs: tuple[Leg, ...]
    surroundings: Surroundings = field(repr=False, compare=False)
    _trips: tuple[_Trip, ...] = field(repr=False, compare=False)
    _around: Held = field(repr=False, compare=False)
    _trail: int = field(repr=False, compare=False)

    @property
    def arrives(self) -> Arrival:
        """Its end."""
        return _arrival(self._trips[-1].goal, self.legs[-1])

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What a kernel tells of each trip: one, or those of a tour between its stops."""
        found: list[Told] = []
        prints, metres = 0, 0.0
        for start, goal, _, _, _, legs, lines, _ in self._trips:
            facing, here = facing_before(self.surroundings, start), number_of(self.surroundings, start)
            told = Told(
                *tell_lines(
                    self._around, lines, self._trail, facing, here, _goal(self.surroundings, goal), prints, metres
                )
            )
            found.append(told)
            prints += told.prints.shape[1]
            metres = sum([leg.length_m for leg in legs], metres)
        return tuple(found)

    @property
    def trails(self) -> list[NDArray[np.float64]]:
        """Of each leg the line that one looks at and follows, clear of things or the exact one: (p, 3) float64, metres."""
        return [line for told in self.told for line in np.split(told.trail, told.trail_ends[:-1])]

    @property
    def written(self) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
        """Of each leg its exact line and its trail to a tenth of a millimetre: (p, 3) float64 each, metres."""
        found: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []
        for trip, told in zip(self._trips, self.told, strict=True):
            found += _written(told, trip.lines)
        return found

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where it begins, the stops of a tour, where it ends."""
        return (self._trips[0].start, *(trip.goal for trip in self._trips))

    @property
    def walks(self) -> tuple[GuidedWalk, ...]:
        """Along what it leads, if it is one along guides."""
        return tuple([walk for trip in self._trips for walk in trip.walks])

    @property
    def footprints(self) -> Footprints:
        """The prints along the trails of all legs."""
        prints = [told.prints for told in self.told]
        return footprints_of(prints[0] if len(prints) == 1 else np.concatenate(prints, axis=1))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The way in words."""
        return _steps(self.surroundings, self._trips, self.told)


class TourError(Exception):
    """The hall has no tour of this name."""


def find_route(navigation: Navigation, start: Spot, goal: Spot, profile: str = "walk") -> Route | NoRoute:
    """The fastest way between two spots."""
    return route_through(navigation, (start, goal), profile)


def route_through(navigation: Navigation, spots: Sequence[Spot], profile: str) -> Route | NoRoute:
    """The fastest way through all spots, two or more, in their order."""
    trips = []
    for start, goal in pairwise(spots):
        trip = _find_trip(navigation, router_of(navigation, profile), start, goal)
        if trip is None:
            return explain(navigation, profile, start, goal)
        trips.append(trip)
    return _route(navigation, profile, trips)


def with_exact_trail(route: Route) -> Route:
    """The same route, to be followed along its exact line."""
    return replace(route, _trail=EXACT)


def tour_route(navigation: Navigation, hall: Hall, tour_id: str, profile: str = "walk") -> Route | NoRoute:
    """The fastest way through the stops of a tour; raises TourError."""
    tours = tours_of(hall)
    if tour_id not in tours:
        raise TourError(f"there is no tour {tour_id}; there are {', '.join(tours) or 'none'}")
    return route_through(navigation, tours[tour_id], profile)


def _find_trip(navigation: Navigation, router: Router, start: Spot, goal: Spot) -> _Trip | None:
    """The way between two spots, which are moved onto the floor only when they are off it."""
    here, there = (start.floor, float(start.x), float(start.y)), (goal.floor, float(goal.x), float(goal.y))
    snapped = (0.0, 0.0)
    traced = router.tracers.trace(here, there)
    if traced is None:
        first, last = place_spot(navigation, router, start), place_spot(navigation, router, goal)
        if first is None or last is None:
            return None
        snapped = (first.snapped_m, last.snapped_m)
        here, there = (first.floor, first.x, first.y), (last.floor, last.x, last.y)
        traced = router.tracers.trace(here, there)
    if traced is None or traced.seconds == math.inf:
        return None
    trip = _Trip(start, goal, snapped, traced.seconds, traced.metres, _legs(router, traced), traced.lines)
    if router.guided is None:
        return trip
    walks = guided_way(router.guided, router.guided.tree(here), there, traced)
    return _guided_trip(navigation, router, trip, walks)


def _legs(router: Router, traced: Traced) -> tuple[Leg, ...]:
    """The legs of a route."""
    points, ends, floors, metres, _ = traced.lines
    columns = (ends, floors, metres, traced.rides)
    legs, first = [], 0
    for end, floor, walked, ride in zip(*(column.tolist() for column in columns), strict=True):
        if floor == RIDE:
            legs.append(router.legs_of_rides[ride])
        else:
            legs.append(Leg(floor, floor, None, points[first:end], walked, walked / router.walker.speed))
        first = end
    return tuple(legs)


def _guided_trip(navigation: Navigation, router: Router, exact: _Trip, walks: tuple[GuidedWalk, ...]) -> _Trip:
    """The way along guides between the ends of the exact one. Legs are as long as their points say."""
    legs: list[Leg] = []
    for walk in walks:
        if walk.segments:
            z = navigation.surroundings.floors[walk.floor].elevation
            points = [(x, y, z) for x, y in (walk.segments[0].a, *(segment.b for segment in walk.segments))]
            metres = sum(math.dist(a, b) for a, b in pairwise(points))
            legs.append(Leg(walk.floor, walk.floor, None, np.array(points), metres, metres / router.walker.speed))
        if walk.ride is not None:
            legs.append(router.ride_legs[walk.ride])
    if not legs:
        return exact._replace(seconds=0.0, metres=0.0, walks=walks)
    seconds, metres = sum(leg.duration_s for leg in legs), sum(leg.length_m for leg in legs)
    return exact._replace(seconds=seconds, metres=metres, legs=tuple(legs), lines=lines_of(legs), walks=walks)


def _route(navigation: Navigation, profile: str, trips: Sequence[_Trip]) -> Route:
    legs = tuple([leg for trip in trips for leg in trip.legs])
    snapped = (trips[0].snapped_m[0], trips[-1].snapped_m[1])
    return Route(
        profile=profile,
        length_m=sum([trip.metres for trip in trips]),
        duration_s=sum([trip.seconds for trip in trips]),
        snapped_m=snapped if any(snapped) else None,
        legs=legs,
        surroundings=navigation.surroundings,
        _trips=tuple(trips),
        _around=router_of(navigation, profile).ground.around,
        _trail=EXACT if trips[0].walks else CLEAR,
    )


def _goal(surroundings: Surroundings, goal: Spot) -> Goal:
    """A goal as kernels read it."""
    heading = math.nan if goal.heading_deg is None else float(goal.heading_deg)
    return Goal(number_of(surroundings, goal), float(goal.x), float(goal.y), heading)


def _arrival(goal: Spot, leg: Leg) -> Arrival:
    (x0, y0, _), (x1, y1, _) = leg.line[-2:].tolist()
    heading = goal.heading_deg
    if heading is None:
        heading = math.degrees(math.atan2(y1 - y0, x1 - x0)) % 360.0
    return Arrival(floor=leg.to_floor, x=x1, y=y1, heading_deg=heading, goal=goal.id)


def _written(told: Told, exact: Lines) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Of each leg of a trip its exact line and its trail, as written."""
    lines, points = [], len(exact.points)
    first, first_trail = 0, points
    for end, length in zip(exact.ends.tolist(), told.trail_ends.tolist(), strict=True):
        end_trail = points + length
        lines.append((told.written[first:end], told.written[first_trail:end_trail]))
        first, first_trail = end, end_trail
    return lines


def _steps(surroundings: Surroundings, trips: Sequence[_Trip], told: Sequence[Told]) -> tuple[Step, ...]:
    """The words of every trip; on a tour, one arrives at each stop and goes on."""
    steps: list[Step] = []
    base_leg, base_m = 0, 0.0
    for (start, goal, _, _, _, legs, _, walks), found in zip(trips, told, strict=True):
        if walks:
            steps += guided_steps_of(surroundings, start, goal, legs, walks, base_leg, base_m)
        else:
            steps += steps_of(surroundings, goal, found.said, base_leg)
        base_leg += len(legs)
        base_m += sum([leg.length_m for leg in legs])
    return tuple(steps)
