"""A route told in steps: real turns only, the connector and the floor to leave it at, and where the goal is then."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import NamedTuple

from navmesh import words
from navmesh.legs import Leg
from navmesh.plans import Landmark, Spot, Surroundings, Words

# What stays within this many metres of a straight line is straight to a walker.
STRAIGHT_WITHIN = 1.2
SLIGHT_DEG = 35.0
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

XY = tuple[float, float]


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


class _Bend(NamedTuple):
    """A corner of a simplified walk: metres from the walk's start, and degrees turned, left positive."""

    at: XY
    along: float
    turn_deg: float


def steps_of(
    surroundings: Surroundings, start: Spot, goal: Spot, legs: Sequence[Leg], base_leg: int, base_m: float
) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg and begins base_m metres along."""
    steps: list[Step] = []
    at_m = base_m
    for number, leg in enumerate(legs):
        if leg.connector is None:
            heading = start.heading_deg if number == 0 else None
            target = legs[number + 1].connector if number + 1 < len(legs) else None
            told = _tell_walk(surroundings, leg, heading, target)
        else:
            told = [_Told(_tell_ride(surroundings, legs, number), 0.0)]
        steps += [
            Step(text=one.text, leg=base_leg + number, at_m=round(at_m + one.after, 3), landmark=one.landmark)
            for one in told
        ]
        at_m += leg.length_m
    return [*steps, _arrival(goal, legs, base_leg, at_m)]


def _tell_walk(surroundings: Surroundings, leg: Leg, heading_deg: float | None, target: int | None) -> list[_Told]:
    """One walk in words. heading_deg: the way one faces before it, where that is known."""
    if target is None and leg.length_m < LEAST_WALK:
        return []
    line = [(x, y) for x, y, _ in leg.points]
    told: list[_Told] = []
    before = 0.0
    for bend in _bends(line):
        stretch = words.walk_on(bend.along - before, is_first=not told)
        landmark = _landmark_at(surroundings.landmarks, leg.from_floor, bend.at)
        text = words.then_turn(stretch, _turn_word(bend.turn_deg) or "left", landmark)
        told.append(_Told(text, before, landmark))
        before = bend.along
    rest = words.walk_on(leg.length_m - before, is_first=not told)
    if target is not None:
        rest = words.then_reach(rest, surroundings.link_names[target])
    told.append(_Told(rest, before))
    turn = None if heading_deg is None else _turn_word(_between(heading_deg, _heading_at_start(line)))
    if turn is not None:
        told[0] = told[0]._replace(text=words.turn_first(turn, told[0].text))
    return told


def _bends(line: Sequence[XY]) -> list[_Bend]:
    """The real turns of a walk: the line is simplified until only they are left."""
    along = list(accumulate([math.dist(a, b) for a, b in pairwise(line)], initial=0.0))
    simple = [0, *_kept(line, 0, len(line) - 1), len(line) - 1]
    bends = []
    for before, at, after in zip(simple, simple[1:], simple[2:], strict=False):
        turned = _between(_heading(line[before], line[at]), _heading(line[at], line[after]))
        if _turn_word(turned):
            bends.append(_Bend(at=line[at], along=along[at], turn_deg=turned))
    return bends


def _kept(line: Sequence[XY], first: int, last: int) -> list[int]:
    """The points between two of a line without which it would change by more than STRAIGHT_WITHIN (Douglas, Peucker)."""
    furthest, most = first, STRAIGHT_WITHIN
    for number in range(first + 1, last):
        metres = _distance(line[number], line[first], line[last])
        if metres > most:
            furthest, most = number, metres
    if furthest == first:
        return []
    return [*_kept(line, first, furthest), furthest, *_kept(line, furthest, last)]


def _distance(at: XY, a: XY, b: XY) -> float:
    """Metres from a point to a segment."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    share = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / squared if squared else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(a[0] + share * dx - at[0], a[1] + share * dy - at[1])


def _tell_ride(surroundings: Surroundings, legs: Sequence[Leg], number: int) -> Words:
    leg = legs[number]
    link = surroundings.links[leg.connector or 0]
    is_up = leg.points[-1][2] > leg.points[0][2]
    turn = None
    facing = _facing_after(link.front_deg, legs, number)
    if facing is not None and number + 1 < len(legs) and legs[number + 1].connector is None:
        onward = [(x, y) for x, y, _ in legs[number + 1].points]
        turn = _turn_word(_between(facing, _heading_at_start(onward)))
    label = surroundings.floors[leg.to_floor].label
    name = surroundings.link_names[leg.connector or 0]
    return words.ride(link.kind, name, label, is_up=is_up, turn=turn)


def _facing_after(front_deg: float | None, legs: Sequence[Leg], number: int) -> float | None:
    """The way one faces on leaving a ride: along it; out of the door of a lift; else back the way one came in."""
    (x0, y0, _), (x1, y1, _) = legs[number].points[0], legs[number].points[-1]
    if math.hypot(x1 - x0, y1 - y0) > 0.5:
        return _heading((x0, y0), (x1, y1))
    if front_deg is not None:
        return front_deg
    if number == 0 or legs[number - 1].connector is not None:
        return None
    (xa, ya, _), (xb, yb, _) = legs[number - 1].points[-2:]
    return _heading((xb, yb), (xa, ya))


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
        line = [(x, y) for x, y, _ in legs[-1].points]
        side = _side(_between(_heading_at_start(line[::-1]) + 180.0, goal.heading_deg))
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


def _heading(a: XY, b: XY) -> float:
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def _heading_at_start(line: Sequence[XY]) -> float:
    """Towards where one is after a few metres: the first bend may be a step long."""
    left = LOOK_AHEAD
    for a, b in pairwise(line):
        metres = math.dist(a, b)
        if metres >= left:
            share = left / metres
            return _heading(line[0], (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        left -= metres
    return _heading(line[0], line[-1])


def _between(before_deg: float, after_deg: float) -> float:
    """Degrees from one heading to another, left positive, in (-180, 180]."""
    return 180.0 - (180.0 - (after_deg - before_deg)) % 360.0


def _landmark_at(landmarks: Sequence[Landmark], floor: int, at: XY) -> Words | None:
    """The nearest landmark, where one is near enough."""
    near = [(math.dist((mark.x, mark.y), at), mark) for mark in landmarks if mark.floor == floor]
    metres, nearest = min(near, key=itemgetter(0), default=(math.inf, None))
    return nearest.name if nearest is not None and metres <= LANDMARK_REACH else None
