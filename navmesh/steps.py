"""A route told in steps: real turns only, zones and landmarks, the connector and the floor to leave it at, the window."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from navmesh import words
from navmesh.arrivals import arrival
from navmesh.bends import Course, course_of, heading_between, turn_between
from navmesh.cues import Cue, Walk, cues_of, passed, walk_of
from navmesh.legs import Leg
from navmesh.plans import Landmark, Spot, Surroundings, Words

# Who has less than this to go is there.
LEAST_WALK = 0.05
# So few metres before the end are no step of their own.
LAST_STEPS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do. leg: its index; at_m: metres from the start of the route at which to do it."""

    text: Words
    leg: int
    at_m: float
    landmark: Words | None = None


class _Told(NamedTuple):
    """A step of one leg: what to do, and after how many metres of it."""

    text: Words
    after: float
    landmark: Landmark | None = None


def steps_of(
    surroundings: Surroundings, start: Spot, goal: Spot, legs: Sequence[Leg], base_leg: int, base_m: float
) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg and begins base_m metres along."""
    steps: list[Step] = []
    at_m = base_m
    courses = _courses(surroundings, start, legs)
    for number, leg in enumerate(legs):
        course = courses[number]
        if course is not None:
            target = legs[number + 1].connector if number + 1 < len(legs) else None
            told = _tell_walk(surroundings, walk_of(leg.from_floor, leg.points, course), goal, target)
        elif leg.connector is not None and (number == 0 or legs[number - 1].connector != leg.connector):
            told = [_tell_ride(surroundings, legs, courses, number, leg.connector)]
        else:
            told = []
        steps += [
            Step(
                text=one.text,
                leg=base_leg + number,
                at_m=round(at_m + one.after, 3),
                landmark=one.landmark.name if one.landmark else None,
            )
            for one in told
        ]
        at_m += leg.length_m
    text = arrival(surroundings, start, goal, courses[-1])
    return [*steps, Step(text=text, leg=base_leg + len(legs) - 1, at_m=round(at_m, 3))]


def _courses(surroundings: Surroundings, start: Spot, legs: Sequence[Leg]) -> list[Course | None]:
    """What one remembers of each walk; None for rides, and for who is there already."""
    facing = start.heading_deg
    if start.id is not None:
        facing = surroundings.facing_deg.get(start.id, facing)
    return [
        None
        if leg.connector is not None or leg.length_m < LEAST_WALK
        else course_of(leg.points, facing if number == 0 else None)
        for number, leg in enumerate(legs)
    ]


def _tell_walk(surroundings: Surroundings, walk: Walk, goal: Spot, target: int | None) -> list[_Told]:
    """One walk in words: every stretch with what there is to do at its end. target: the connector it leads to."""
    told: list[_Told] = []
    before, length = 0.0, walk.along[-1]
    for cue in cues_of(surroundings, walk, goal):
        one = _stretch(surroundings, walk, before, cue.along, cue.landmark, is_first=not told)
        told.append(one._replace(text=_then(one.text, cue), landmark=cue.landmark or one.landmark))
        before = cue.along
    if target is not None:
        one = _stretch(surroundings, walk, before, length, None, is_first=not told)
        told.append(one._replace(text=words.then_reach(one.text, surroundings.link_names[target])))
    elif length - before >= LAST_STEPS or not told:
        told.append(_stretch(surroundings, walk, before, length, None, is_first=not told))
    first = walk.course.bends[0] if walk.course.bends else None
    if first is not None and first.along == 0.0 and (turn := words.clear_key(first.turn_deg)):
        told[0] = told[0]._replace(text=words.turn_first(turn, told[0].text))
    return told


def _stretch(
    surroundings: Surroundings, walk: Walk, begin: float, end: float, but: Landmark | None, *, is_first: bool
) -> _Told:
    """A stretch, and what one passes on it; `but` is what its end is named after."""
    text = words.walk_on(end - begin, is_first=is_first)
    found = passed(surroundings, walk, begin, end, but)
    if found is None:
        return _Told(text, begin)
    return _Told(words.passing(text, found[0].name, found[1]), begin, found[0])


def _then(text: Words, cue: Cue) -> Words:
    if cue.enters is not None:
        text = words.then_enter(text, cue.enters)
    elif cue.leaves is not None:
        text = words.then_leave(text, cue.leaves)
    if cue.turn_deg:
        text = words.then_turn(text, words.turn_key(cue.turn_deg), cue.landmark.name if cue.landmark else None)
    return text


def _tell_ride(
    surroundings: Surroundings, legs: Sequence[Leg], courses: Sequence[Course | None], number: int, connector: int
) -> _Told:
    """A ride, and those of the same connector that follow at once."""
    last = number
    while last + 1 < len(legs) and legs[last + 1].connector == connector:
        last += 1
    link = surroundings.links[connector]
    course = courses[last + 1] if last + 1 < len(legs) else None
    facing = _facing_after(link.front_deg, legs, last)
    turn = None
    if facing is not None and course is not None:
        turn = words.clear_key(turn_between(facing, course.first_deg))
    text = words.ride(
        link.kind,
        surroundings.link_names[connector],
        surroundings.floors[legs[last].to_floor].label,
        is_up=legs[last].points[-1][2] > legs[number].points[0][2],
        turn=turn,
        is_end=course is None,
    )
    return _Told(text, 0.0)


def _facing_after(front_deg: float | None, legs: Sequence[Leg], number: int) -> float | None:
    """The way one faces on leaving a ride: along it; out of the door of a lift; else back the way one came in."""
    first, last = legs[number].points[0], legs[number].points[-1]
    if math.dist(first[:2], last[:2]) > 0.5:
        return heading_between(first, last)
    if front_deg is not None:
        return front_deg
    if number == 0 or legs[number - 1].connector is not None:
        return None
    before, at = legs[number - 1].points[-2:]
    return heading_between(at, before)
