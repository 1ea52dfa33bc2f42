"""When something is open: the hours of a hall file as spans of a week. Moments are the hall's own wall time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from scene.hall import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


class Span(NamedTuple):
    """A time that comes every week: how long after Monday 0:00 it begins, how long it lasts; the way a connector runs then."""

    begin: timedelta
    length: timedelta
    direction: str | None


Timetable = tuple[Span, ...]
"""All the times when something is open; none: it always is."""


def timetable_of(hours: Sequence[Hours]) -> Timetable:
    """The spans of valid hours. One that ends no later than it begins lasts past midnight."""
    return tuple(
        Span(day * DAY + time_of(one.from_), (time_of(one.to) - time_of(one.from_)) % DAY or DAY, one.direction)
        for one in hours
        for day in days_of(one.days)
    )


def days_of(words: str) -> tuple[int, ...]:
    """The days that `mon-fri`, `sat` or `mon,wed-fri` means, Monday 0; raises ValueError for other words."""
    days: set[int] = set()
    for part in words.split(","):
        first, _, last = part.partition("-")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        # fri-mon runs over the week's end.
        days.update((begin + after) % len(DAYS) for after in range((end - begin) % len(DAYS) + 1))
    return tuple(sorted(days))


def time_of(words: str) -> timedelta:
    """How long after midnight `08:30` is."""
    hour, minute = words.split(":")
    return timedelta(hours=int(hour), minutes=int(minute))


def span_at(timetable: Timetable, moment: datetime) -> Span | None:
    """The span in which a moment lies: from its beginning up to, and without, its end."""
    position = _position(moment)
    return next((span for span in timetable if (position - span.begin) % WEEK < span.length), None)


def is_open(timetable: Timetable, moment: datetime) -> bool:
    """Whether something is open at a moment."""
    return not timetable or span_at(timetable, moment) is not None


def next_change(timetable: Timetable, moment: datetime) -> datetime | None:
    """When the next span begins or ends after a moment; None when there is none."""
    return min(_edges(timetable, moment), default=None)


def opens_at(timetable: Timetable, moment: datetime) -> datetime | None:
    """When something that is shut opens next."""
    return min((edge for edge in _edges(timetable, moment) if is_open(timetable, edge)), default=None)


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans have a moment in common."""
    return (second.begin - first.begin) % WEEK < first.length or (first.begin - second.begin) % WEEK < second.length


def _edges(timetable: Timetable, moment: datetime) -> list[datetime]:
    position = _position(moment)
    edges = {edge % WEEK for span in timetable for edge in (span.begin, span.begin + span.length)}
    return [moment + ((edge - position) % WEEK or WEEK) for edge in edges]


def _position(moment: datetime) -> timedelta:
    """How long after Monday 0:00 of its week a moment is."""
    return moment.weekday() * DAY + timedelta(
        hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
    )
