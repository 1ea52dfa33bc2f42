"""Ways through one version of a hall: all that the server asks of navmesh.

Only this module needs numba, which takes a second to import. So the thread that finds the ways (publish.start_building) imports
it, handlers are given its `Ways` by published.ways_of, and what needs no way does not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from navmesh import (
    Closure,
    MeshError,
    Navigation,
    NoRoute,
    ProfileError,
    Route,
    Spot,
    SpotError,
    TourError,
    Words,
    build_navigation,
    close_links,
    detour_step,
    explain_closures,
    find_nearest,
    no_route_to_json,
    parse_goals,
    parse_spot,
    route_to_json,
    step_to_json,
    tour_route,
    ways_file,
)
from scene.hall import Hall
from scene.hall_file import HallError, Problem
from server.foundation.refusals import Malformed, NotFound, ServerError
from server.foundation.texts import Translated
from server.hall.published import Closed

NAMED = ("window", "place", "entrance", "kind")

Json = dict[str, Any]
"""A route of design 3.4, or {"error": …} with the reason why there is none."""

Find = Callable[[Navigation], Route | NoRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The ways of one version. Ends are words: window:A03, place:ID, entrance:ID or F1,12.5,8.0.

    usual: as the hall file has it;  navigation: as it is now, while some connectors are closed
    """

    hall: Hall
    version: str
    usual: Navigation
    navigation: Navigation
    named: Mapping[str, Spot]
    """The ends that have a name, by their words: most of those that are asked for."""
    closures: tuple[Closure, ...] = ()

    def while_closed(self, closed: Sequence[Closed]) -> Ways:
        """The same ways while exactly these connectors are closed beside those of the file: milliseconds of computing."""
        open_links = {link.id for link in self.usual.surroundings.links if not link.closed}
        closures = tuple(_closure(one) for one in closed if one.connector in open_links)
        navigation = close_links(self.usual, closures) if closures else self.usual
        return replace(self, navigation=navigation, closures=closures)

    def route(self, start: str, goal: str, profile: str) -> Json:
        """The fastest way; raises Malformed or NotFound for ends and profiles that the hall has not."""
        return self.nearest(start, (goal,), profile)

    def nearest(self, start: str, goals: Sequence[str], profile: str, waits: Sequence[float] = ()) -> Json:
        """The fastest way to one of several goals, which may be kind:KIND or leave too. waits: seconds that each costs more."""
        here = self._spot(start, "from")
        spots = [spot for goal in goals for spot in self._goals(goal)]
        try:
            return self._answer(lambda navigation: find_nearest(navigation, here, spots, profile, waits))
        except ProfileError as error:
            raise NotFound("hall.profile_not_found", where="profile", reason=str(error)) from error

    def tour(self, tour: str, profile: str) -> Json:
        """The fastest way through a tour's stops; raises NotFound."""
        try:
            return self._answer(lambda navigation: tour_route(navigation, self.hall, tour, profile))
        except TourError as error:
            raise NotFound("hall.tour_not_found", where="tour", reason=str(error)) from error
        except ProfileError as error:
            raise NotFound("hall.profile_not_found", where="profile", reason=str(error)) from error

    def knows(self, words: str) -> bool:
        """Whether the words are an end."""
        return _reads(parse_spot, self.hall, words)

    def knows_goal(self, words: str) -> bool:
        """Whether the words are an end, or mean several that would do."""
        return _reads(parse_goals, self.hall, words)

    def file(self) -> bytes:
        """The bundle's ways.bin."""
        return ways_file(self.usual)

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

    def _answer(self, find: Find) -> Json:
        found = find(self.navigation)
        if isinstance(found, NoRoute):
            return no_route_to_json(explain_closures(self.usual.surroundings, self.closures, found))
        answer = route_to_json(found, self.hall, self.version)
        if self.closures:
            answer["steps"] = self._detour(find, found) + answer["steps"]
        return answer

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
    ways = Ways(hall=hall, version=version, usual=navigation, navigation=navigation, named=named)
    if named:
        # The first question loads the kernels of routes, or even compiles them: no visitor should wait for that.
        ways.route(next(reversed(named)), next(iter(named)), next(iter(navigation.ways)))
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


def _closure(one: Closed) -> Closure:
    return Closure(link=one.connector, reason=_words(one.reason), until=_words(one.until) if one.until else None)


def _words(text: Translated) -> Words:
    return Words(zh=text["zh"], en=text["en"])
