"""Deadlines in working days, with the weekends that the State Council's yearly notice swaps.

The day something comes in does not count; the last day ends at 24:00, Asia/Shanghai. Beyond the last year whose notice is
known, Monday to Friday count and the deadline says that it is provisional.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.metadata import version

from chinese_calendar import is_workday
from chinese_calendar.constants import workdays

from server.foundation.clock import SHANGHAI

LAST_KNOWN_YEAR = max(day.year for day in workdays)
CALENDAR = f"chinesecalendar {version('chinesecalendar')}"
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The end of the last working day. `at` is its 24:00 in UTC, `calendar` the table it was counted with."""

    at: datetime
    last_day: date
    provisional: bool
    calendar: str = CALENDAR


def is_working_day(day: date) -> bool:
    """Whether offices work on that day; Monday to Friday where the notice is not out yet."""
    if day.year > LAST_KNOWN_YEAR:
        return day.weekday() < SATURDAY
    return bool(is_workday(day))


@lru_cache(64)
def weekday_of(day: date) -> int:
    """Which weekday's hours hold on a day, Monday 0: Sunday's on a public holiday, Monday's on a weekend that is worked."""
    weekday = day.weekday()
    if is_working_day(day):
        return MONDAY if weekday >= SATURDAY else weekday
    return weekday if weekday >= SATURDAY else SUNDAY


def add_working_days(start: datetime, days: int) -> Deadline:
    """The deadline `days` (at least 1) working days after `start`, an aware moment."""
    day = start.astimezone(SHANGHAI).date()
    for _ in range(days):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return Deadline(at=end_of(day), last_day=day, provisional=day.year > LAST_KNOWN_YEAR)


def end_of(day: date) -> datetime:
    """24:00 of a day in Shanghai, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def last_day_before(moment: datetime) -> date:
    """The Shanghai day that ends at, or contains the instant before, a deadline's moment."""
    return (moment.astimezone(SHANGHAI) - timedelta(microseconds=1)).date()
