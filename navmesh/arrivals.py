"""The end of a way: on which side the window is then, and which of its row. First as a kernel finds it, then in words."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from navmesh import words
from navmesh.bends import TURN_KINDS, Course, clear_turn, heading, turned_by
from navmesh.compiled import lean
from navmesh.cues import NONE
from navmesh.plans import Rows, Surroundings, Words

# A row is ahead up to here, to one side of ahead up to there, then on the side; further round it is behind.
AHEAD_DEG, ASLANT_DEG, BESIDE_DEG = 22.5, 65.0, 115.0
# So far to its own side of ahead, degrees, lies what one sees of a row that meets another at a corner.
RIGHT_ANGLE = 90.0
LEAST_OTHER_DEG, MOST_OTHER_DEG = 10.0, 115.0
# Of a row one walks along, one may already stand so many metres past the middle of its first window.
ALREADY_PAST = 1.0
# Up to so many from the far end, windows are counted from there, if that is fewer.
LAST_FEW = 3
# Keys of words.SIDES, and the ends of a row: kernels give their numbers.
SIDE_KEYS = ("ahead", "ahead_left", "ahead_right", "left", "right", "behind")
AHEAD, AHEAD_LEFT, LEFT, BEHIND = 0, 1, 3, 5
END_KEYS = ("left", "right", "middle")
ROUND = TURN_KINDS.index("round")
# How the end is told: by its name alone, a few steps aside, or by its place in a row.
BY_NAME, BESIDE, ALONE, ALONG, FROM_END, ACROSS, AT_CORNER = range(7)


class Goal(NamedTuple):
    """Where a way ends. number: of the goal, as in Surroundings, NONE of a mere point;  heading_deg: one faces there, or nan"""

    number: int
    x: float
    y: float
    heading_deg: float


class Arrived(NamedTuple):
    """All that the sentence of an end says, in whole numbers. goal: as Goal.number;  how: BY_NAME …;  side, other: SIDE_KEYS

    end: of END_KEYS, and number: the window, counted from there or as one passes them;  is_from_end: all of its row
    """

    goal: int
    how: int
    side: int
    other: int
    end: int
    number: int
    is_from_end: int


def side_number(turn_deg: float) -> int:
    """The number in SIDE_KEYS: where something is that one would face after such a turn, left positive."""
    if abs(turn_deg) <= AHEAD_DEG:
        return AHEAD
    if abs(turn_deg) > BESIDE_DEG:
        return BEHIND
    return (AHEAD_LEFT if abs(turn_deg) <= ASLANT_DEG else LEFT) + (0 if turn_deg > 0.0 else 1)


number_of_side = lean(side_number)
"""The same, in kernels."""


def side_of(turn_deg: float) -> str:
    """The same as a key of words.SIDES."""
    return SIDE_KEYS[side_number(turn_deg)]


@lean
def tell_arrival(rows: Rows, course: Course, start: int, goal: Goal) -> Arrived:
    """What is said at the end of a walk. course: of that walk;  start: where the way begins, as Goal.number"""
    row = rows.of[goal.number] if goal.number != NONE else NONE
    if row == NONE or np.isnan(goal.heading_deg):
        turn = clear_turn(course.rest_deg, 0.0) if goal.number != NONE else NONE
        how = BY_NAME if turn in (NONE, ROUND) else BESIDE
        return Arrived(goal.number, how, LEFT if course.rest_deg > 0.0 else LEFT + 1, NONE, NONE, 0, 0)
    turn_deg = turned_by(course.last_deg, goal.heading_deg)
    side = number_of_side(turn_deg)
    if rows.first[row + 1] - rows.first[row] == 1:
        return Arrived(goal.number, ALONE, side, NONE, NONE, 0, 0)
    if ASLANT_DEG < abs(turn_deg) <= BESIDE_DEG:
        number, left, is_from_end = _counted_along(rows, row, course, start, goal.number)
        if left < number and left <= LAST_FEW:
            return Arrived(goal.number, FROM_END, side, NONE, NONE, left, 0)
        if number > 0:
            return Arrived(goal.number, ALONG, side, NONE, NONE, number, int(is_from_end))
    end, number = _counted_across(rows, row, goal.number)
    other = _other_side(rows, row, course, turn_deg)
    return Arrived(goal.number, ACROSS if other == NONE else AT_CORNER, side, other, end, number, 0)


@lean
def _counted_along(rows: Rows, row: int, course: Course, start: int, goal: int) -> tuple[int, int, bool]:
    """Which window the goal is as one passes them, and which from the far end; whether one passes all. 0 when one does not.

    One does not who comes upon the row in its middle. start, goal: as Goal.number
    """
    x, y = math.cos(math.radians(course.last_deg)), math.sin(math.radians(course.last_deg))
    first, end = rows.first[row], rows.first[row + 1]
    at, from_start, least = 0.0, -np.inf, np.inf
    for k in range(first, end):
        metres = (rows.at[k, 0] - course.last_from[0]) * x + (rows.at[k, 1] - course.last_from[1]) * y
        at = metres if rows.goal[k] == goal else at
        from_start = metres if rows.goal[k] == start else from_start
        least = min(least, metres)
    if from_start == -np.inf and least < -ALREADY_PAST:
        return 0, end - first, False
    number, left = 1, 1
    for k in range(first, end):
        metres = (rows.at[k, 0] - course.last_from[0]) * x + (rows.at[k, 1] - course.last_from[1]) * y
        number += int(from_start < metres < at)
        left += int(metres > at)
    return (number if at > from_start else 0), left, from_start == -np.inf


@lean
def _counted_across(rows: Rows, row: int, goal: int) -> tuple[int, int]:
    """From which end one counts, as in END_KEYS, and to what: the nearer one, as one sees the row standing before it."""
    from_left = 1
    while rows.goal[rows.first[row] + from_left - 1] != goal:
        from_left += 1
    from_right = rows.first[row + 1] - rows.first[row] - from_left + 1
    return (2 if from_left == from_right else 0 if from_left < from_right else 1), min(from_left, from_right)


@lean
def _other_side(rows: Rows, row: int, course: Course, turn_deg: float) -> int:
    """The side, as in SIDE_KEYS, of the row that meets this one at a corner; NONE where none does or one does not see it."""
    to_corner = float(rows.corner[row])
    if to_corner == 0.0:
        return NONE
    to_other = heading(course.last_from[0], course.last_from[1], rows.other[row, 0], rows.other[row, 1])
    seen = to_corner * turned_by(course.last_deg, to_other)
    other = number_of_side(turn_deg + to_corner * RIGHT_ANGLE)
    is_before = to_corner * turn_deg <= AHEAD_DEG and other != BEHIND
    return other if is_before and LEAST_OTHER_DEG < seen < MOST_OTHER_DEG else NONE


def arrived(surroundings: Surroundings, said: Arrived) -> Words:
    """The sentence of an end at a goal that has a number."""
    goal = surroundings.goals[said.goal]
    name, side = goal.name or words.NAMELESS_GOAL, SIDE_KEYS[said.side]
    if said.how == BY_NAME:
        return words.arrive(name)
    if said.how == BESIDE:
        return words.arrive_beside(name, side)
    if said.how == ALONE:
        return words.window_alone(name, side)
    return _in_row(name, surroundings.rows[str(goal.id)].stands, said)


def _in_row(window: Words, stands: str | None, said: Arrived) -> Words:
    """The sentence of an end at a window of a row. stands: as in Row"""
    side, end = SIDE_KEYS[said.side], END_KEYS[said.end]
    if said.how == FROM_END:
        return words.window_from_end(window, side, stands, said.number)
    if said.how == ALONG:
        return words.window_along(window, side, stands, said.number, is_from_end=bool(said.is_from_end))
    if said.how == AT_CORNER:
        return words.window_at_corner(window, side, SIDE_KEYS[said.other], end, said.number)
    return words.window_across(window, side, stands, end, said.number)
