"""A route told in steps: real turns only, zones and landmarks, the connector and the floor to leave it at, the window."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from navmesh import words
from navmesh.arrivals import arrival
from navmesh.bends import TURN_KINDS, Course, heading_between, turn_between
from navmesh.cues import NONE
from navmesh.legs import Leg
from navmesh.plans import Gate, Landmark, Spot, Surroundings, Words, Zone
from navmesh.telling import Told

# Before the first leg of a stretch: the row of Told.legs of one that has nothing.
NOTHING = (0.0, 0.0)
MOST_SENTENCES = 1 << 13
# The first number of what is said of a ride; of a stretch that are metres.
RIDDEN = -1.0

Numbers = tuple[float, ...]
Sentence = tuple[Words, Words | None]
"""What is said, and the landmark in it."""


class Step(NamedTuple):
    """One thing to do. leg: its index; at_m: metres from the start of the route at which to do it."""

    text: Words
    leg: int
    at_m: float
    landmark: Words | None = None


class Stretch(NamedTuple):
    """All that the sentence of a stretch says, in whole numbers: by them it is kept. NONE: nothing of the kind.

    metres: as they are said, 0 for a few steps;  is_first: of its walk, and first_turn: the turn before it
    passes: a landmark, and side: 1 on the left, -1 on the right
    enters, leaves: zones at its end, and gate: the one of several doors by which
    turn: at its end, and mark: the landmark it is named after;  reaches: the connector to which it leads
    Turns are numbers in bends.TURN_KINDS; the other things are numbers as in Surroundings.
    """

    metres: float
    is_first: float
    first_turn: float
    passes: float
    side: float
    enters: float
    leaves: float
    gate: float
    turn: float
    mark: float
    reaches: float


def steps_of(
    surroundings: Surroundings, start: Spot, goal: Spot, legs: Sequence[Leg], told: Told, base_leg: int, base_m: float
) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg and begins base_m metres along. told: of the legs

    Steps: 1. what a kernel found to tell of every walk, 2. rides look at the walks before and after them, 3. all in their
    order, with the end.
    """
    stretches, first = told.stretches.tolist(), 0
    rows = told.legs.tolist()
    courses = [_course(row) if row[1] > before[1] else None for before, row in pairwise([NOTHING, *rows])]
    steps: list[Step] = []
    at_m = base_m
    for number, leg in enumerate(legs):
        if courses[number] is not None:
            end = int(rows[number][1])
            target = legs[number + 1].connector if number + 1 < len(legs) else None
            for k in range(first, end):
                begin, *said = stretches[k]
                reaches = target if target is not None and k + 1 == end else NONE
                text, landmark = _kept(surroundings, (*said, reaches), _walked)
                steps.append(Step(text, base_leg + number, round(at_m + begin, 3), landmark))
            first = end
        elif leg.connector is not None and (number == 0 or legs[number - 1].connector != leg.connector):
            ride = _tell_ride(surroundings, legs, courses, number, leg.connector)
            steps.append(Step(ride, base_leg + number, round(at_m, 3)))
        at_m += leg.length_m
    text = arrival(surroundings, start, goal, courses[-1])
    return [*steps, Step(text, base_leg + len(legs) - 1, round(at_m, 3))]


def _course(row: Sequence[float]) -> Course:
    """The course of a leg, whose row is as in Told.legs."""
    _, _, first_deg, first_m, last_deg, last_x, last_y, last_along, rest_deg = row
    return Course(first_deg, first_m, last_deg, (last_x, last_y), last_along, rest_deg)


def facing_before(surroundings: Surroundings, start: Spot) -> float:
    """The way one looks before the first step, nan where that is unknown."""
    facing = start.heading_deg
    if start.id is not None:
        facing = surroundings.facing_deg.get(start.id, facing)
    return math.nan if facing is None else float(facing)


def _kept(surroundings: Surroundings, said: Numbers, make: Callable[[Surroundings, Numbers], Sentence]) -> Sentence:
    """A sentence said of late, or made anew; by the numbers of what it says."""
    kept = surroundings.sentences
    found = kept.get(said)
    if found is None:
        if len(kept) >= MOST_SENTENCES:
            kept.clear()
        found = kept[said] = make(surroundings, said)
    return found


def _walked(surroundings: Surroundings, said: Numbers) -> Sentence:
    """The sentence of a stretch. said: as in Stretch"""
    stretch = Stretch(*said)
    passes, at = _name(surroundings.landmarks, stretch.passes), _name(surroundings.landmarks, stretch.mark)
    enters, leaves = _name(surroundings.zones, stretch.enters), _name(surroundings.zones, stretch.leaves)
    beyond = _name(surroundings.gates, stretch.gate)
    text = words.walk_on(int(stretch.metres), is_first=bool(stretch.is_first))
    if passes is not None:
        text = words.passing(text, passes, "left" if stretch.side > 0.0 else "right")
    if enters is not None:
        text = words.then_enter(text, enters, beyond)
    elif leaves is not None:
        text = words.then_leave(text, leaves, beyond)
    if stretch.turn != NONE:
        text = words.then_turn(text, TURN_KINDS[int(stretch.turn)], at)
    if stretch.reaches != NONE:
        text = words.then_reach(text, surroundings.link_names[int(stretch.reaches)])
    if stretch.first_turn != NONE:
        text = words.turn_first(words.TURNS[TURN_KINDS[int(stretch.first_turn)]], text)
    return text, at or passes


def _name(things: Sequence[Landmark] | Sequence[Zone] | Sequence[Gate], number: float) -> Words | None:
    """The name of a landmark, a zone or what lies beyond a gate; of none, None."""
    return None if number == NONE else things[int(number)].name


def _tell_ride(
    surroundings: Surroundings, legs: Sequence[Leg], courses: Sequence[Course | None], number: int, connector: int
) -> Words:
    """A ride, and those of the same connector that follow at once."""
    last = number
    while last + 1 < len(legs) and legs[last + 1].connector == connector:
        last += 1
    course = courses[last + 1] if last + 1 < len(legs) else None
    facing = _facing_after(surroundings.links[connector].front_deg, legs, last)
    key = None
    if facing is not None and course is not None:
        key = words.clear_key(turn_between(facing, course.first_deg), course.first_m)
    floors = legs[number].from_floor, legs[last].to_floor
    said = (RIDDEN, connector, *floors, NONE if key is None else TURN_KINDS.index(key), course is None)
    return _kept(surroundings, said, _ridden)[0]


def _ridden(surroundings: Surroundings, said: Numbers) -> Sentence:
    """The sentence of a ride, by its connector, the floors it leads from and to, the turn after it, whether that is the end."""
    _, connector, start, end, turn, is_end = map(int, said)
    floors = surroundings.floors
    text = words.ride(
        surroundings.links[connector].kind,
        surroundings.link_names[connector],
        floors[end].label,
        is_up=floors[end].elevation > floors[start].elevation,
        turn=words.TURNS[TURN_KINDS[turn]] if turn != NONE else None,
        is_end=bool(is_end),
    )
    return text, None


def _facing_after(front_deg: float | None, legs: Sequence[Leg], number: int) -> float | None:
    """The way one faces on leaving a ride: along it; out of the door of a lift; else back the way one came in."""
    ride = legs[number].line.tolist()
    first, last = ride[0], ride[-1]
    if math.dist(first[:2], last[:2]) > 0.5:
        return heading_between(first, last)
    if front_deg is not None:
        return front_deg
    if number == 0 or legs[number - 1].connector is not None:
        return None
    before, at = legs[number - 1].line[-2:].tolist()
    return heading_between(at, before)
