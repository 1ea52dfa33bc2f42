"""The end of a way in words: on which side the window is then, and which of its row."""

from __future__ import annotations

import math

from navmesh import words
from navmesh.bends import Course, heading_between, turn_between
from navmesh.plans import Row, Spot, Surroundings, Words

# A row is ahead up to here, to one side of ahead up to there, then on the side; further round it is behind.
AHEAD_DEG, ASLANT_DEG, BESIDE_DEG = 22.5, 65.0, 115.0
# With the row so far to one side, the row that meets it at a corner is as far to the other, and both are in view.
PAIR_DEG, OTHER_DEG = (20.0, 70.0), (10.0, 100.0)
OTHER_HAND = {"left": "right", "right": "left"}
# Of a row one walks along, one may already stand so many metres past the middle of its first window.
ALREADY_PAST = 1.0
# Up to so many from the far end, windows are counted from there, if that is fewer.
LAST_FEW = 3


def arrival(surroundings: Surroundings, start: Spot, goal: Spot, course: Course | None) -> Words:
    """What is said at the end. course: of the last walk; None for who is there already, or comes out of a lift."""
    name = goal.name or words.NAMELESS_GOAL
    if course is None or goal.id is None:
        return words.arrive(name)
    if goal.id not in surroundings.rows or goal.heading_deg is None:
        return words.arrive_beside(name, course.rest_deg)
    turn = turn_between(course.last_deg, goal.heading_deg)
    row = surroundings.rows[goal.id]
    if len(row.ids) == 1:
        return words.window_alone(name, side_of(turn))
    if ASLANT_DEG < abs(turn) <= BESIDE_DEG and (ahead := _windows_ahead(row, course, start)) is not None:
        return _counted_along(name, ahead, goal.id, side_of(turn))
    hand = OTHER_HAND[row.corner] if row.corner is not None and _is_pair(row, row.corner, course, turn) else None
    return _counted_across(name, row, goal.id, turn, hand)


def side_of(turn_deg: float) -> str:
    """The key of words.SIDES: where something is that one would face after such a turn."""
    if abs(turn_deg) <= AHEAD_DEG:
        return "ahead"
    if abs(turn_deg) > BESIDE_DEG:
        return "behind"
    side = "left" if turn_deg > 0 else "right"
    return f"ahead_{side}" if abs(turn_deg) <= ASLANT_DEG else side


def _windows_ahead(row: Row, course: Course, start: Spot) -> list[str] | None:
    """The windows one passes walking along a row, in that order; None when one comes upon it in its middle."""
    x, y = math.cos(math.radians(course.last_deg)), math.sin(math.radians(course.last_deg))
    metres = [(ax - course.last_from[0]) * x + (ay - course.last_from[1]) * y for ax, ay in row.at]
    order = sorted(zip(metres, row.ids, strict=True))
    if start.id in row.ids:
        return [one for _, one in order][[one for _, one in order].index(start.id) + 1 :]
    return [one for _, one in order] if order[0][0] >= -ALREADY_PAST else None


def _counted_along(name: Words, ahead: list[str], goal: str, side: str) -> Words:
    number, left = ahead.index(goal) + 1, len(ahead) - ahead.index(goal)
    if left < number and left <= LAST_FEW:
        return words.window_from_end(name, side, left)
    return words.window_along(name, side, number)


def _counted_across(name: Words, row: Row, goal: str, turn_deg: float, hand: str | None) -> Words:
    """Counted from the nearer end, as one sees the row when one stands before it.

    hand: of two rows that meet at a corner and are both in view, it is the left or the right one
    """
    from_left = row.ids.index(goal) + 1
    from_right = len(row.ids) - from_left + 1
    end, number = ("left", from_left) if from_left < from_right else ("right", from_right)
    if from_left == from_right:
        end = "middle"
    if hand is not None:
        return words.window_of_pair(name, hand, end, number)
    return words.window_across(name, side_of(turn_deg), row.stands, end, number)


def _is_pair(row: Row, corner: str, course: Course, turn_deg: float) -> bool:
    """Whether the row that meets this one at a corner is in view too, about as far to one side as this one to the other."""
    to_left = 1.0 if corner == "right" else -1.0
    to_other = turn_between(course.last_deg, heading_between(course.last_from, row.other))
    return PAIR_DEG[0] < to_left * turn_deg < PAIR_DEG[1] and OTHER_DEG[0] < -to_left * to_other < OTHER_DEG[1]
