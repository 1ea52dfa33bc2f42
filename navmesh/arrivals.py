"""The end of a way in words: on which side the window is then, and which of its row."""

from __future__ import annotations

import math

from navmesh import words
from navmesh.bends import Course, heading_between, turn_between
from navmesh.plans import Row, Spot, Surroundings, Words

# A row is ahead up to here, to one side of ahead up to there, then on the side; further round it is behind.
AHEAD_DEG, ASLANT_DEG, BESIDE_DEG = 22.5, 65.0, 115.0
# So far to its own side of ahead, degrees, lies what one sees of a row that meets another at a corner.
RIGHT_ANGLE = 90.0
LEAST_OTHER_DEG, MOST_OTHER_DEG = 10.0, 115.0
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
        return _counted_along(name, row, ahead, goal.id, side_of(turn))
    return _counted_across(name, row, goal.id, side_of(turn), _other_side(row, course, turn))


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


def _counted_along(name: Words, row: Row, ahead: list[str], goal: str, side: str) -> Words:
    """Counted as one passes them, or from the far end where that is fewer. ahead: windows one passes, in order"""
    number, left = ahead.index(goal) + 1, len(ahead) - ahead.index(goal)
    if left < number and left <= LAST_FEW:
        return words.window_from_end(name, side, row.stands, left)
    return words.window_along(name, side, row.stands, number, is_from_end=len(ahead) == len(row.ids))


def _counted_across(name: Words, row: Row, goal: str, side: str, other: str | None) -> Words:
    """Counted from the nearer end, as one sees the row when one stands before it.

    other: on which side the row is that meets it at a corner, if that is in view
    """
    from_left = row.ids.index(goal) + 1
    from_right = len(row.ids) - from_left + 1
    end, number = ("left", from_left) if from_left < from_right else ("right", from_right)
    if from_left == from_right:
        end = "middle"
    if other is not None:
        return words.window_at_corner(name, side, other, end, number)
    return words.window_across(name, side, row.stands, end, number)


def _other_side(row: Row, course: Course, turn_deg: float) -> str | None:
    """The key of words.ROWS for the row that meets this one at a corner; None where none does or one does not see it."""
    if row.corner is None:
        return None
    to_corner = 1.0 if row.corner == "left" else -1.0
    seen = to_corner * turn_between(course.last_deg, heading_between(course.last_from, row.other))
    other = side_of(turn_deg + to_corner * RIGHT_ANGLE)
    is_before = to_corner * turn_deg <= AHEAD_DEG and other != "behind"
    return other if is_before and LEAST_OTHER_DEG < seen < MOST_OTHER_DEG else None
