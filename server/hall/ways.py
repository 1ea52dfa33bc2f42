"""Ways through one version of a hall: all that the server asks of navmesh.

Only this module needs numba, which takes a second to import. So the thread that finds the ways (publish.start_building) imports
it, handlers are given its `Ways` by published.ways_of, and what needs no way does not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

from navmesh import (
    Choice,
    Closure,
    MeshError,
    Navigation,
    NoErrands,
    NoRoute,
    ProfileError,
    Route,
    Spot,
    SpotError,
    Stop,
    TourError,
    Words,
    build_navigation,
    close_links,
    closed_end,
    detour_step,
    explain_closures,
    find_nearest,
    find_route,
    hours_step,
    no_route_to_json,
    parse_goals,
    parse_spot,
    passed_on,
    plan_errands,
    prepare_guides,
    route_through,
    route_to_json,
    step_to_json,
    tour_route,
    turn_links,
    ways_file,
    with_exact_trail,
)
from navmesh.hall_goals import tours_of
from scene.doors import shut_doors
from scene.hall import Hall
from scene.hall_file import HallError, Problem
from scene.hours import Timetable, is_open, opens_at
from server.foundation.moments import moment_words
from server.foundation.refusals import Malformed, NotFound, ServerError
from server.foundation.texts import Translated
from server.foundation.working_days import weekday_of
from server.hall.published import Closed
from server.hall.rounds import Round, RoundStop
from server.hall.timetables import Calm, directions_at, timetables_of
from server.hall.wire import CLEAR, EXACT

DOOR = "door:"
# Of shut doors one navigation each is kept: tens of megabytes.
MOST_SHUT = 2
NAMED = ("window", "place", "entrance", "kind")

Json = dict[str, Any]
"""A route as wire.RouteAnswer has it, or {"error": …} with the reason why there is none."""

Find = Callable[[Navigation], Route | NoRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways of one version. Ends are words: window:A03, place:ID, entrance:ID or F1,12.5,8.0.

    filed: as the hall file has it;  usual: as connectors run now;  navigation: without what is closed now
    shut: the hall with walls for doors, by their ids, as it was needed last;  calm: while all that has hours is open
    """

    hall: Hall
    version: str
    filed: Navigation
    usual: Navigation
    navigation: Navigation
    named: Mapping[str, Spot]
    """The ends that have a name, by their words: most of those that are asked for."""
    timetables: Mapping[str, Timetable]
    """Of all that has hours, by its target."""
    closures: tuple[Closure, ...] = ()
    shut: dict[frozenset[str], Navigation] = field(default_factory=dict)
    calm: Calm = field(default_factory=Calm)
    trail: str = CLEAR

    def while_so(self, closed: Sequence[Closed], directions: Mapping[str, str]) -> Ways:
        """The same ways while exactly this is closed beside what the file closes, and connectors run in these directions.

        Milliseconds of computing; tenths of a second when doors are closed.
        """
        return self._while([_closure(one) for one in closed], directions)

    def at(self, closed: Sequence[Closed], moment: datetime) -> Ways:
        """The same ways at a moment: what has hours is closed outside them. moment: in the hall's time"""
        hours = [
            Closure(target=target, reason=None, until=_opening(timetable, moment))
            for target, timetable in self.timetables.items()
            if not is_open(timetable, moment, weekday_of)
        ]
        return self._while([*hours, *(_closure(one) for one in closed)], directions_at(self.hall, moment))

    def _while(self, closures: Sequence[Closure], directions: Mapping[str, str]) -> Ways:
        """Steps: 1. walls for closed doors, 2. connectors as they run, 3. without those that are closed."""
        filed = {f"connector:{link.id}" for link in self.filed.surroundings.links if link.closed}
        closures = tuple(one for one in closures if one.target not in filed)
        doors = {passage.id for passage in self.filed.surroundings.passages}
        shut = frozenset(one.target.removeprefix(DOOR) for one in closures if one.target in doors)
        usual = turn_links(self.filed, directions)
        ground = turn_links(self._without_doors(shut), directions) if shut else usual
        return replace(self, usual=usual, navigation=close_links(ground, closures), closures=closures)

    def _without_doors(self, shut: frozenset[str]) -> Navigation:
        """The hall with these doors shut; kept, as the same few are shut every evening."""
        found = self.shut.get(shut)
        if found is None:
            found = build_navigation(shut_doors(self.hall, shut))
            prepare_guides(found)
            while len(self.shut) >= MOST_SHUT:
                self.shut.pop(next(iter(self.shut)), None)
            self.shut[shut] = found
        return found

    def along(self, trail: str) -> Ways:
        """The same ways, to be followed along a trail of this kind."""
        return self if trail == self.trail else replace(self, trail=trail)

    def route(self, start: str, goal: str, profile: str) -> Json:
        """The fastest way; raises Malformed or NotFound for ends and profiles that the hall has not."""
        return self.nearest(start, (goal,), profile)

    def nearest(
        self,
        start: str,
        goals: Sequence[str],
        profile: str,
        waits: Sequence[float] = (),
        moment: datetime | None = None,
    ) -> Json:
        """The fastest way to one of several goals, which may be kind:KIND or leave too. waits: seconds that each costs more.

        moment: when one sets out, in the hall's time; what is then outside its hours is told
        """
        here = self._spot(start, "from")
        spots = [spot for goal in goals for spot in self._goals(goal)]
        if self.closures:
            closed = {one.target for one in self.closures}
            # Who wants out takes an entrance that is open; waits are those of windows, which are never closed here.
            spots = [spot for spot in spots if spot.id not in closed] or spots[:1]
            barred = closed_end(self.closures, (here, *spots), profile)
            if barred is not None:
                return no_route_to_json(barred)
        try:
            return self._answer(lambda navigation: find_nearest(navigation, here, spots, profile, waits), moment)
        except ProfileError as error:
            raise NotFound("hall.profile_not_found", where="profile", reason=str(error)) from error

    def tour(self, tour: str, profile: str, moment: datetime | None = None) -> Json:
        """The fastest way through a tour's stops; raises NotFound. moment: as in route"""
        closed = closed_end(self.closures, tours_of(self.hall).get(tour, ()), profile)
        if closed is not None:
            return no_route_to_json(closed)
        try:
            return self._answer(lambda navigation: tour_route(navigation, self.hall, tour, profile), moment)
        except TourError as error:
            raise NotFound("hall.tour_not_found", where="tour", reason=str(error)) from error
        except ProfileError as error:
            raise NotFound("hall.profile_not_found", where="profile", reason=str(error)) from error

    def round(self, asked: Round) -> Json:
        """Several stops in the order that takes the least time.

        {"start", "end", "total_s", "exact", "visits": [{"stop", "end", "floor", "at", "arrive_s", "wait_s", "leave_s", "at_m", "steps"}], "route"};
        at_m and steps: metres and steps of the route until one is there.
        {"error": {}} alone when no order fits the hours.
        """
        words = {self._spot_of(stop, end): end for stop in asked.stops for end in stop.ends}
        stops = [self._stop(stop) for stop in asked.stops]
        starts, ends = self._open_goals(asked.start), self._open_goals(asked.end) if asked.end else ()
        try:
            found = plan_errands(
                self.navigation, stops, starts=starts, ends=ends, before=asked.before, profile=asked.profile
            )
        except ProfileError as error:
            raise NotFound("hall.profile_not_found", where="profile", reason=str(error)) from error
        if isinstance(found, NoErrands):
            return no_route_to_json(found.reason) if found.reason else {"error": {}}
        spots = [found.start, *(visit.spot for visit in found.visits), *([found.end] if found.end else [])]
        route = route_through(self.navigation, spots, asked.profile)
        if isinstance(route, NoRoute):
            return no_route_to_json(route)
        parts = [find_route(self.navigation, here, there, asked.profile) for here, there in pairwise(spots)]
        at_m = accumulate(part.length_m for part in parts if isinstance(part, Route))
        steps = accumulate(len(part.steps) for part in parts if isinstance(part, Route))
        return {
            "start": found.start.id or asked.start,
            "end": found.end.id if found.end else None,
            "total_s": found.total_s,
            "exact": found.exact,
            "visits": [
                {
                    "stop": visit.stop,
                    "end": words[visit.spot],
                    "floor": self.hall.floors[visit.spot.floor].id,
                    "at": (visit.spot.x, visit.spot.y),
                    "arrive_s": visit.arrive_s,
                    "wait_s": visit.wait_s,
                    "leave_s": visit.leave_s,
                    "at_m": metres,
                    "steps": count,
                }
                for visit, metres, count in zip(found.visits, at_m, steps, strict=False)
            ],
            "route": route_to_json(route, self.version),
        }

    def _stop(self, stop: RoundStop) -> Stop:
        waits = stop.waits or (0.0,) * len(stop.ends)
        choices = [
            Choice(spot=self._spot_of(stop, end), wait_s=wait, open=stop.open)
            for end, wait in zip(stop.ends, waits, strict=True)
        ]
        return Stop(choices=tuple(choices), serve_s=stop.serve_s)

    def _spot_of(self, stop: RoundStop, end: str) -> Spot:
        """An end of a stop, which gives a point its name."""
        if end in self.named:
            return self.named[end]
        return replace(parse_spot(self.hall, end), name=_words(stop.name) if stop.name else None)

    def _open_goals(self, words: str) -> Sequence[Spot]:
        closed = {one.target for one in self.closures}
        spots = self._goals(words)
        return [spot for spot in spots if spot.id not in closed] or spots

    def knows(self, words: str) -> bool:
        """Whether the words are an end."""
        return _reads(parse_spot, self.hall, words)

    def knows_goal(self, words: str) -> bool:
        """Whether the words are an end, or mean several that would do."""
        return _reads(parse_goals, self.hall, words)

    def file(self) -> bytes:
        """The bundle's ways.bin."""
        return ways_file(self.filed)

    def _spot(self, words: str, where: str) -> Spot:
        try:
            return self.named.get(words) or parse_spot(self.hall, words)
        except SpotError as error:
            raise _unknown_end(words, where, error) from error

    def _goals(self, words: str) -> Sequence[Spot]:
        try:
            return (self.named[words],) if words in self.named else parse_goals(self.hall, words)
        except SpotError as error:
            raise _unknown_end(words, "to", error) from error

    def _answer(self, find: Find, moment: datetime | None) -> Json:
        found = find(self.navigation)
        if isinstance(found, NoRoute):
            usual = find(self.usual) if self.closures else found
            return no_route_to_json(explain_closures(self.usual.surroundings, self.closures, found, usual))
        shown = with_exact_trail(found) if self.trail == EXACT else found
        answer = route_to_json(shown, self.version)
        first = self._detour(find, found) if self.closures else []
        if moment is not None:
            first += self._outside_hours(found, moment)
        if first:
            answer["steps"] = first + answer["steps"]
        return answer

    def _outside_hours(self, found: Route, moment: datetime) -> list[Json]:
        """What is said first of the things on the way that are shut when one comes there."""
        there = moment + timedelta(seconds=found.duration_s)
        if self.calm.all_open(self.timetables, moment, there):
            return []
        told = {one.target: one for one in passed_on(self.usual.surroundings, found) if one.target in self.timetables}
        steps = []
        for target, one in told.items():
            timetable, arrives = self.timetables[target], moment + timedelta(seconds=one.after_s)
            if not is_open(timetable, arrives, weekday_of):
                steps.append(step_to_json(hours_step(one.name, _opening(timetable, arrives))))
        return steps

    def _detour(self, find: Find, found: Route) -> list[Json]:
        """What is said first when closures make the way another one than usual."""
        usual = find(self.usual)
        if isinstance(usual, NoRoute):
            return []
        step = detour_step(self.usual.surroundings, self.closures, usual, found)
        return [] if step is None else [step_to_json(step)]


def build_ways(hall: Hall, version: str) -> Ways:
    """Find the ways: seconds of computing. HallError when nobody could walk in this hall."""
    try:
        navigation = build_navigation(hall)
    except MeshError as error:
        raise HallError([Problem("floors", f"nobody could walk in this hall ({error})")]) from error
    named = {spot.id: spot for spot in navigation.surroundings.goals if spot.id is not None}
    ways = Ways(
        hall=hall,
        version=version,
        filed=navigation,
        usual=navigation,
        navigation=navigation,
        named=named,
        timetables=timetables_of(hall),
    )
    prepare_guides(navigation)
    if named:
        # The first question loads the kernels of routes, or even compiles them: no visitor should wait for that.
        ways.route(next(reversed(named)), next(iter(named)), next(iter(navigation.routers)))
    return ways


def _reads(parse: Callable[[Hall, str], object], hall: Hall, words: str) -> bool:
    try:
        parse(hall, words)
    except SpotError:
        return False
    return True


def _unknown_end(words: str, where: str, error: SpotError) -> ServerError:
    refusal = NotFound if words.partition(":")[0] in NAMED else Malformed
    return refusal("hall.end_unknown", where=where, reason=str(error))


def _opening(timetable: Timetable, moment: datetime) -> Words | None:
    """When something opens again, in words."""
    opens = opens_at(timetable, moment, weekday_of)
    return None if opens is None else _words(moment_words(opens, moment))


def _closure(one: Closed) -> Closure:
    return Closure(target=one.target, reason=_words(one.reason), until=_words(one.until) if one.until else None)


def _words(text: Translated) -> Words:
    return Words(zh=text["zh"], en=text["en"])
