"""A route told in steps: real turns only, the connector and the floor to leave it at, and where the goal is then."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from navmesh import words
from navmesh.bends import SLIGHT_DEG, Bend, bends_of, heading_between, turn_between
from navmesh.legs import XYZ, Leg
from navmesh.plans import Landmark, Spot, Surroundings, Words

TURN_DEG = 60.0
ROUND_DEG = 150.0
FRONT_DEG = 50.0
BEHIND_DEG = 130.0
# A landmark this near to a turn names it.
LANDMARK_REACH = 5.0
# Who has less than this to go is there.
LEAST_WALK = 0.05
# One looks this far ahead to know which way one is going.
LOOK_AHEAD = 3.0


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
    landmark: Words | None = None


def steps_of(
    surroundings: Surroundings, start: Spot, goal: Spot, legs: Sequence[Leg], base_leg: int, base_m: float
) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg and begins base_m metres along."""
    steps: list[Step] = []
    at_m = base_m
    bends = bends_of(legs)
    for number, leg in enumerate(legs):
        if leg.connector is None:
            heading = start.heading_deg if number == 0 else None
            target = legs[number + 1].connector if number + 1 < len(legs) else None
            told = _tell_walk(surroundings, leg, [bend for bend in bends if bend.leg == number], heading, target)
        else:
            told = [_Told(_tell_ride(surroundings, legs, number), 0.0)]
        steps += [
            Step(text=one.text, leg=base_leg + number, at_m=round(at_m + one.after, 3), landmark=one.landmark)
            for one in told
        ]
        at_m += leg.length_m
    return [*steps, _arrival(goal, legs, base_leg, at_m)]


def _tell_walk(
    surroundings: Surroundings, leg: Leg, bends: Sequence[Bend], heading_deg: float | None, target: int | None
) -> list[_Told]:
    """One walk in words. heading_deg: the way one faces before it, where that is known."""
    if target is None and leg.length_m < LEAST_WALK:
        return []
    told: list[_Told] = []
    before = 0.0
    for bend in bends:
        stretch = words.walk_on(bend.along - before, is_first=not told)
        landmark = _landmark_at(surroundings.landmarks, leg.from_floor, (bend.x, bend.y))
        text = words.then_turn(stretch, _turn_word(bend.turn_deg) or "left", landmark)
        told.append(_Told(text, before, landmark))
        before = bend.along
    rest = words.walk_on(leg.length_m - before, is_first=not told)
    if target is not None:
        rest = words.then_reach(rest, surroundings.link_names[target])
    told.append(_Told(rest, before))
    turn = None if heading_deg is None else _turn_word(turn_between(heading_deg, _heading_at_start(leg.points)))
    if turn is not None:
        told[0] = told[0]._replace(text=words.turn_first(turn, told[0].text))
    return told


def _tell_ride(surroundings: Surroundings, legs: Sequence[Leg], number: int) -> Words:
    leg = legs[number]
    link = surroundings.links[leg.connector or 0]
    is_up = leg.points[-1][2] > leg.points[0][2]
    turn = None
    facing = _facing_after(link.front_deg, legs, number)
    if facing is not None and number + 1 < len(legs) and legs[number + 1].connector is None:
        turn = _turn_word(turn_between(facing, _heading_at_start(legs[number + 1].points)))
    label = surroundings.floors[leg.to_floor].label
    name = surroundings.link_names[leg.connector or 0]
    return words.ride(link.kind, name, label, is_up=is_up, turn=turn)


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


def _arrival(goal: Spot, legs: Sequence[Leg], base_leg: int, at_m: float) -> Step:
    name = goal.name or words.NAMELESS_GOAL
    side = None
    if (
        goal.heading_deg is not None
        and goal.id is not None
        and goal.id.startswith("window:")
        and legs[-1].connector is None
        and legs[-1].length_m >= LEAST_WALK
    ):
        side = _side(turn_between(_heading_at_start(legs[-1].points[::-1]) + 180.0, goal.heading_deg))
    return Step(text=words.arrive(name, side), leg=base_leg + len(legs) - 1, at_m=round(at_m, 3))


def _side(turn_deg: float) -> str:
    if abs(turn_deg) <= FRONT_DEG:
        return "front"
    if abs(turn_deg) >= BEHIND_DEG:
        return "behind"
    return "left" if turn_deg > 0 else "right"


def _turn_word(turn_deg: float) -> str | None:
    """The key of words.TURNS for an angle, None when it is as good as straight on."""
    if abs(turn_deg) < SLIGHT_DEG:
        return None
    if abs(turn_deg) > ROUND_DEG:
        return "round"
    side = "left" if turn_deg > 0 else "right"
    return side if abs(turn_deg) >= TURN_DEG else f"slightly_{side}"


def _heading_at_start(line: Sequence[XYZ]) -> float:
    """Towards where one is after a few metres: the first bend may be a step long."""
    left = LOOK_AHEAD
    for a, b in pairwise(line):
        metres = math.dist(a, b)
        if metres >= left:
            share = left / metres
            return heading_between(line[0], (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2]))
        left -= metres
    return heading_between(line[0], line[-1])


def _landmark_at(landmarks: Sequence[Landmark], floor: int, at: tuple[float, float]) -> Words | None:
    """The nearest landmark, where one is near enough."""
    near = [(math.dist((mark.x, mark.y), at), mark) for mark in landmarks if mark.floor == floor]
    metres, nearest = min(near, key=itemgetter(0), default=(math.inf, None))
    return nearest.name if nearest is not None and metres <= LANDMARK_REACH else None
