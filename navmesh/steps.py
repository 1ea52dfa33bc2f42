"""A route told in steps: real turns only, zones and landmarks, the connector and the floor to leave it at, the window.

A kernel finds what each step says, in whole numbers; by them its sentence is kept, as the same few thousand are said every day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh import words
from navmesh.arrivals import BY_NAME, Arrived, Goal, arrived, tell_arrival
from navmesh.bends import TURN_KINDS, Course, clear_turn, heading, turned_by
from navmesh.compiled import compiled, lean
from navmesh.cues import NONE, WALKED_FIELDS, Walked, tell_walk
from navmesh.legs import RIDE, Lines
from navmesh.lines import millimetres
from navmesh.plans import Gate, Landmark, Scenery, Spot, Surroundings, Words, Zone

# Who has less than this to go is there, metres.
LEAST_WALK = 0.05
# The line of a ride whose ends are nearer than this, metres, does not tell which way one looks after it.
LEAST_RIDE = 0.5
# What a step is: after it come the numbers of WALKED a Walked, of RIDDEN a Ridden, of ENDED an Arrived.
WALKED, RIDDEN, ENDED = range(3)
COLUMNS = 3 + WALKED_FIELDS
# Room for more is made when it is needed.
USUAL_STEPS = 24
MOST_SENTENCES = 1 << 13

Sentence = tuple[Words, Words | None]
"""What is said, and the landmark in it."""


class Step(NamedTuple):
    """One thing to do. leg: its index; at_m: metres from the start of the route at which to do it."""

    text: Words
    leg: int
    at_m: float
    landmark: Words | None = None


class Ridden(NamedTuple):
    """All that the sentence of a ride says, in whole numbers. turn: after it, of TURN_KINDS;  is_end: nothing comes after it."""

    connector: int
    from_floor: int
    to_floor: int
    turn: int
    is_end: int


@compiled
def tell_steps(
    scenery: Scenery, lines: Lines, facing_deg: float, start: int, goal: Goal, metres_before: float
) -> np.ndarray:
    """The steps of exact lines, (n, COLUMNS) int64: the leg, the millimetres along the route, what it is and what it says.

    facing_deg: the way one looks at first, nan where that is unknown;  start: where one sets out, as Goal.number
    Steps: 1. of each walk its parts, 2. of each ride where it leads, and, by the walk after it, the turn, 3. the end.
    """
    legs, first, n, metres = len(lines.floors), 0, 0, metres_before
    said, ride, row = np.full((USUAL_STEPS, COLUMNS), NONE), Ridden(NONE, NONE, NONE, NONE, 1), -1
    end = Arrived(goal.number, BY_NAME, NONE, NONE, NONE, 0, 0)
    for leg in range(legs):
        if lines.floors[leg] == RIDE:
            connector, from_floor, to_floor = lines.rides[0, leg], lines.rides[1, leg], lines.rides[2, leg]
            if leg > 0 and lines.rides[0, leg - 1] == connector:
                # Who stays in it goes on with the same step.
                from_floor = ride.from_floor
            else:
                row, n = n, n + 1
                said = _with_room(said, n)
                said[row, :3] = leg, millimetres(metres), RIDDEN
            ride = Ridden(connector, from_floor, to_floor, NONE, 1)
            said[row, 3 : 3 + len(ride)] = ride
        elif lines.metres[leg] >= LEAST_WALK:
            reaches = lines.rides[0, leg + 1] if leg + 1 < legs else NONE
            facing = facing_deg if leg == 0 else np.nan
            line = lines.points[first : lines.ends[leg]]
            begins, says, course = tell_walk(scenery, lines.floors[leg], line, facing, (goal.x, goal.y), reaches)
            if leg > 0 and lines.floors[leg - 1] == RIDE:
                turn = _turn_after(scenery.front_deg, lines, leg - 1, course)
                ride = Ridden(ride.connector, ride.from_floor, ride.to_floor, turn, 0)
                said[row, 3 : 3 + len(ride)] = ride
            said = _with_room(said, n + len(says))
            for k in range(len(says)):
                said[n, :3], said[n, 3:] = (leg, millimetres(metres + begins[k]), WALKED), says[k]
                n += 1
            if leg + 1 == legs:
                end = tell_arrival(scenery.rows, course, start, goal)
        first, metres = lines.ends[leg], metres + lines.metres[leg]
    said = _with_room(said, n + 1)
    said[n, :3], said[n, 3 : 3 + len(end)] = (legs - 1, millimetres(metres), ENDED), end
    return said[: n + 1]


@compiled
def _with_room(said: np.ndarray, count: int) -> np.ndarray:
    """The same steps, (., COLUMNS) int64, with room for so many at least."""
    return said if count <= len(said) else np.concatenate((said, np.full((count, COLUMNS), NONE)))


@lean
def _turn_after(front_deg: np.ndarray, lines: Lines, ride: int, course: Course) -> int:
    """The turn, of TURN_KINDS, after the ride that is this leg, to go on as the next walk does; NONE for straight on.

    front_deg: as in Scenery;  course: of that walk
    """
    facing = _facing_after(front_deg[lines.rides[0, ride]], lines, ride)
    return NONE if np.isnan(facing) else clear_turn(turned_by(facing, course.first_deg), course.first_m)


@lean
def _facing_after(front_deg: float, lines: Lines, ride: int) -> float:
    """The way one faces on leaving a ride: along it; out of the door of a lift; else back the way one came in, or nan."""
    first, last = lines.ends[ride - 1] if ride > 0 else 0, lines.ends[ride] - 1
    points = lines.points
    if np.hypot(points[last, 0] - points[first, 0], points[last, 1] - points[first, 1]) > LEAST_RIDE:
        return heading(points[first, 0], points[first, 1], points[last, 0], points[last, 1])
    if not np.isnan(front_deg) or ride == 0 or lines.floors[ride - 1] == RIDE:
        return front_deg
    return heading(points[first - 1, 0], points[first - 1, 1], points[first - 2, 0], points[first - 2, 1])


def facing_before(surroundings: Surroundings, start: Spot) -> float:
    """The way one looks before the first step, nan where that is unknown."""
    facing = start.heading_deg
    if start.id is not None:
        facing = surroundings.facing_deg.get(start.id, facing)
    return math.nan if facing is None else float(facing)


def number_of(surroundings: Surroundings, spot: Spot) -> int:
    """The number of a goal, NONE of a mere point."""
    return NONE if spot.id is None else surroundings.numbers.get(spot.id, NONE)


def steps_of(surroundings: Surroundings, goal: Spot, said: NDArray[np.int64], base_leg: int) -> list[Step]:
    """The steps of a route whose first leg has the number base_leg. said: as of tell_steps"""
    steps = []
    for leg, at_mm, *numbers in said.tolist():
        text, landmark = _sentence(surroundings, goal, tuple(numbers))
        steps.append(Step(text, base_leg + leg, at_mm / 1000, landmark))
    return steps


def _sentence(surroundings: Surroundings, goal: Spot, said: tuple[int, ...]) -> Sentence:
    """A sentence said of late, or made anew."""
    kept = surroundings.sentences
    found = kept.get(said)
    if found is None:
        if said[0] == ENDED and said[1] == NONE:
            # Who asked for a mere point may have named it.
            return words.arrive(goal.name or words.NAMELESS_GOAL), None
        if len(kept) >= MOST_SENTENCES:
            kept.clear()
        found = kept[said] = _made(surroundings, said[0], said[1:])
    return found


def _made(surroundings: Surroundings, kind: int, said: Sequence[int]) -> Sentence:
    """A sentence by the numbers of what it says."""
    if kind == WALKED:
        return _walked(surroundings, Walked(*said))
    if kind == RIDDEN:
        return _ridden(surroundings, Ridden(*said[: len(Ridden._fields)])), None
    return arrived(surroundings, Arrived(*said[: len(Arrived._fields)])), None


def _walked(surroundings: Surroundings, said: Walked) -> Sentence:
    passes, at = _name(surroundings.landmarks, said.passes), _name(surroundings.landmarks, said.mark)
    enters, leaves = _name(surroundings.zones, said.enters), _name(surroundings.zones, said.leaves)
    beyond = _name(surroundings.gates, said.gate)
    text = words.walk_on(said.metres, is_first=bool(said.is_first))
    if passes is not None:
        text = words.passing(text, passes, "left" if said.side > 0 else "right")
    if enters is not None:
        text = words.then_enter(text, enters, beyond)
    elif leaves is not None:
        text = words.then_leave(text, leaves, beyond)
    if said.turn != NONE:
        text = words.then_turn(text, TURN_KINDS[said.turn], at)
    if said.reaches != NONE:
        text = words.then_reach(text, surroundings.link_names[said.reaches])
    if said.first_turn != NONE:
        text = words.turn_first(words.TURNS[TURN_KINDS[said.first_turn]], text)
    return text, at or passes


def _name(things: Sequence[Landmark] | Sequence[Zone] | Sequence[Gate], number: int) -> Words | None:
    """The name of a landmark, a zone or what lies beyond a gate; of none, None."""
    return None if number == NONE else things[number].name


def _ridden(surroundings: Surroundings, said: Ridden) -> Words:
    floors = surroundings.floors
    return words.ride(
        surroundings.links[said.connector].kind,
        surroundings.link_names[said.connector],
        floors[said.to_floor].label,
        is_up=floors[said.to_floor].elevation > floors[said.from_floor].elevation,
        turn=words.TURNS[TURN_KINDS[said.turn]] if said.turn != NONE else None,
        is_end=bool(said.is_end),
    )
