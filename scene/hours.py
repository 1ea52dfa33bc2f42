"""When something is open: the hours of a hall file as spans of a week. Moments are the hall's own wall time.

Which weekday's hours hold on a date is the caller's to say (`weekday_of`): on a public holiday they are others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from scene.hall import Hours

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# What began yesterday may last past midnight; and no holidays are longer than weeks.
TODAY, WEEKS = range(-1, 1), range(-1, 28)

WeekdayOf = Callable[[date], int]
"""Which weekday's hours hold on a date, Monday 0."""


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


def span_at(timetable: Timetable, moment: datetime, weekday_of: WeekdayOf = date.weekday) -> Span | None:
    """The span in which a moment lies: from its beginning up to, and without, its end."""
    return next(
        (span for begin, end, span in _times(timetable, moment, weekday_of, TODAY) if begin <= moment < end), None
    )


def is_open(timetable: Timetable, moment: datetime, weekday_of: WeekdayOf = date.weekday) -> bool:
    """Whether something is open at a moment."""
    return not timetable or span_at(timetable, moment, weekday_of) is not None


def next_change(timetable: Timetable, moment: datetime, weekday_of: WeekdayOf = date.weekday) -> datetime | None:
    """When the next span begins or ends after a moment; None when there is none."""
    times = _times(timetable, moment, weekday_of, WEEKS)
    return min((edge for begin, end, _ in times for edge in (begin, end) if edge > moment), default=None)


def opens_at(timetable: Timetable, moment: datetime, weekday_of: WeekdayOf = date.weekday) -> datetime | None:
    """When something that is shut opens next; None when it does not for weeks."""
    times = _times(timetable, moment, weekday_of, WEEKS)
    return min((begin for begin, _, _ in times if begin > moment), default=None)


def overlap(first: Span, second: Span) -> bool:
    """Whether two spans have a moment in common."""
    return (second.begin - first.begin) % WEEK < first.length or (first.begin - second.begin) % WEEK < second.length


def _times(
    timetable: Timetable, moment: datetime, weekday_of: WeekdayOf, days: range
) -> Iterator[tuple[datetime, datetime, Span]]:
    """When spans really begin and end that begin on these days, counted from a moment's."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    for number in days:
        day = midnight + number * DAY
        weekday = weekday_of(day.date())
        for span in timetable:
            if span.begin // DAY == weekday:
                begin = day + span.begin % DAY
                yield begin, begin + span.length, span
