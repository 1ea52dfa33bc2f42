"""A route told in steps: real turns only, the connector and the floor to leave it at, and where the goal is then."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bend:
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
            told = _walk_steps(surroundings, leg, heading, target)
        else:
            told = [_ride_step(surroundings, legs, number)]
        steps += [replace(step, leg=base_leg + number, at_m=round(at_m + step.at_m, 3)) for step in told]
        at_m += leg.length_m
    return [*steps, _arrival(goal, legs, base_leg, at_m)]


def _walk_steps(surroundings: Surroundings, leg: Leg, heading_deg: float | None, target: int | None) -> list[Step]:
    """The steps of one walk, at_m from its start. heading_deg: the way one faces before it, where that is known."""
    if target is None and leg.length_m < LEAST_WALK:
        return []
    line = [(x, y) for x, y, _ in leg.points]
    steps: list[Step] = []
    before = 0.0
    for bend in _bends(line):
        stretch = words.walk_on(bend.along - before, is_first=not steps)
        landmark = _landmark_at(surroundings.landmarks, leg.from_floor, bend.at)
        text = words.then_turn(stretch, _turn_word(bend.turn_deg) or "left", landmark)
        steps.append(Step(text=text, leg=0, at_m=before, landmark=landmark))
        before = bend.along
    rest = words.walk_on(leg.length_m - before, is_first=not steps)
    if target is not None:
        rest = words.then_reach(rest, surroundings.link_names[target])
    steps.append(Step(text=rest, leg=0, at_m=before))
    return _with_first_turn(steps, line, heading_deg)


def _with_first_turn(steps: list[Step], line: Sequence[XY], heading_deg: float | None) -> list[Step]:
    turn = None if heading_deg is None else _turn_word(_between(heading_deg, _heading_at_start(line)))
    if turn is None:
        return steps
    return [replace(steps[0], text=words.turn_first(turn, steps[0].text)), *steps[1:]]


def _bends(line: Sequence[XY]) -> list[_Bend]:
    """The real turns of a walk: the line is simplified until only they are left."""
    path = LineString(line)
    simple = [(float(x), float(y)) for x, y in shapely.get_coordinates(path.simplify(STRAIGHT_WITHIN))]
    bends = []
    for before, at, after in zip(simple, simple[1:], simple[2:], strict=False):
        turned = _between(_heading(before, at), _heading(at, after))
        if _turn_word(turned):
            bends.append(_Bend(at=at, along=float(path.project(shapely.Point(at))), turn_deg=turned))
    return bends


def _ride_step(surroundings: Surroundings, legs: Sequence[Leg], number: int) -> Step:
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
    return Step(text=words.ride(link.kind, name, label, is_up=is_up, turn=turn), leg=0, at_m=0.0)


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
    along = np.cumsum([0.0, *(math.dist(a, b) for a, b in pairwise(line))])
    x = np.interp(LOOK_AHEAD, along, [x for x, _ in line])
    y = np.interp(LOOK_AHEAD, along, [y for _, y in line])
    return _heading(line[0], (float(x), float(y)))


def _between(before_deg: float, after_deg: float) -> float:
    """Degrees from one heading to another, left positive, in (-180, 180]."""
    return 180.0 - (180.0 - (after_deg - before_deg)) % 360.0


def _landmark_at(landmarks: Sequence[Landmark], floor: int, at: XY) -> Words | None:
    near = [mark for mark in landmarks if mark.floor == floor and math.dist((mark.x, mark.y), at) <= LANDMARK_REACH]
    return min(near, key=lambda mark: math.dist((mark.x, mark.y), at)).name if near else None
