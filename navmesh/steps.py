"""A route told in steps: real turns only, zones and landmarks, the connector and the floor to leave it at, the window."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from navmesh import words
from navmesh.arrivals import arrival
from navmesh.bends import Course, heading_between, turn_between
from navmesh.cues import tell_walks
from navmesh.legs import Leg, Lines
from navmesh.plans import Gate, Landmark, Spot, Surroundings, Words, Zone


class Step(NamedTuple):
    """One thing to do. leg: its index; at_m: metres from the start of the route at which to do it."""

    text: Words
    leg: int
    at_m: float
    landmark: Words | None = None


def steps_of(
    surroundings: Surroundings,
    start: Spot,
    goal: Spot,
    legs: Sequence[Leg],
    lines: Lines,
    base_leg: int,
    base_m: float,
) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg and begins base_m metres along. lines: of the legs

    Steps: 1. what there is to tell of every walk, 2. rides look at the walks before and after them, 3. all in their order,
    with the end.
    """
    facing, at = _facing_before(surroundings, start), (float(goal.x), float(goal.y))
    stretches, ends, remembered = [found.tolist() for found in tell_walks(surroundings.scenery, lines, facing, at)]
    firsts = [0, *ends]
    courses = [
        Course(row[0], row[1], row[2], (row[3], row[4]), row[5], row[6]) if first < end else None
        for row, first, end in zip(remembered, firsts, ends, strict=False)
    ]
    steps: list[Step] = []
    at_m = base_m
    for number, leg in enumerate(legs):
        if courses[number] is not None:
            target = legs[number + 1].connector if number + 1 < len(legs) else None
            of_walk = stretches[firsts[number] : ends[number]]
            steps += _tell_walk(surroundings, of_walk, remembered[number][7], target, base_leg + number, at_m)
        elif leg.connector is not None and (number == 0 or legs[number - 1].connector != leg.connector):
            ride = _tell_ride(surroundings, legs, courses, number, leg.connector)
            steps.append(Step(ride, base_leg + number, round(at_m, 3)))
        at_m += leg.length_m
    text = arrival(surroundings, start, goal, courses[-1])
    return [*steps, Step(text, base_leg + len(legs) - 1, round(at_m, 3))]


def _tell_walk(
    surroundings: Surroundings,
    stretches: Sequence[Sequence[float]],
    turn_deg: float,
    target: int | None,
    leg: int,
    at_m: float,
) -> list[Step]:
    """One walk in words, a leg that begins so many metres along.

    stretches: as of cues.stretches_of;  turn_deg: before its first step;  target: the connector after it
    """
    steps = []
    for k, (begin, end, turn, enters, leaves, mark, passes, side, gate) in enumerate(stretches):
        at, seen = _name(surroundings.landmarks, mark), _name(surroundings.landmarks, passes)
        text = _sentence(
            words.said(end - begin),
            _first_turn(turn_deg) if k == 0 else None,
            seen,
            side,
            _name(surroundings.zones, enters),
            _name(surroundings.zones, leaves),
            _name(surroundings.gates, gate),
            words.turn_key(turn) if turn else None,
            at,
            surroundings.link_names[target] if target is not None and k + 1 == len(stretches) else None,
        )
        steps.append(Step(text, leg, round(at_m + begin, 3), at or seen))
    return steps


def _facing_before(surroundings: Surroundings, start: Spot) -> float:
    """The way one looks before the first step, nan where that is unknown."""
    facing = start.heading_deg
    if start.id is not None:
        facing = surroundings.facing_deg.get(start.id, facing)
    return math.nan if facing is None else float(facing)


def _first_turn(turn_deg: float) -> str:
    """The key of the turn before the first step, empty where there is none."""
    return words.turn_key(turn_deg, words.ROUND_AT_ONCE_DEG) if turn_deg else ""


def _name(things: Sequence[Landmark] | Sequence[Zone] | Sequence[Gate], number: float) -> Words | None:
    """The name of a landmark, a zone or what lies beyond a gate; of none, whose number is below 0, None."""
    return None if number < 0.0 else things[int(number)].name


@words.kept
def _sentence(
    metres: int,
    first: str | None,
    passes: Words | None,
    side: float,
    enters: Words | None,
    leaves: Words | None,
    beyond: Words | None,
    turn: str | None,
    at: Words | None,
    reaches: Words | None,
) -> Words:
    """A stretch, and what there is to do at its end.

    first: of the first stretch the turn before it, empty where there is none;  passes: a landmark, side: 1 on the left
    beyond: what lies beyond the door by which one comes into a zone or leaves it, where it has several
    turn, at: the turn at its end, and the landmark it is named after;  reaches: the connector it leads to
    """
    text = words.walk_on(metres, is_first=first is not None)
    if passes is not None:
        text = words.passing(text, passes, "left" if side > 0.0 else "right")
    if enters is not None:
        text = words.then_enter(text, enters, beyond)
    elif leaves is not None:
        text = words.then_leave(text, leaves, beyond)
    if turn is not None:
        text = words.then_turn(text, turn, at)
    if reaches is not None:
        text = words.then_reach(text, reaches)
    return words.turn_first(words.TURNS[first], text) if first else text


def _tell_ride(
    surroundings: Surroundings, legs: Sequence[Leg], courses: Sequence[Course | None], number: int, connector: int
) -> Words:
    """A ride, and those of the same connector that follow at once."""
    last = number
    while last + 1 < len(legs) and legs[last + 1].connector == connector:
        last += 1
    link = surroundings.links[connector]
    course = courses[last + 1] if last + 1 < len(legs) else None
    facing = _facing_after(link.front_deg, legs, last)
    turn = None
    if facing is not None and course is not None:
        key = words.clear_key(turn_between(facing, course.first_deg), course.first_m)
        turn = words.TURNS[key] if key is not None else None
    return words.ride(
        link.kind,
        surroundings.link_names[connector],
        surroundings.floors[legs[last].to_floor].label,
        is_up=legs[last].points[-1][2] > legs[number].points[0][2],
        turn=turn,
        is_end=course is None,
    )


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
