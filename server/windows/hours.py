"""Office hours: the same for all windows of a hall, on working days, Asia/Shanghai."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from server.foundation.clock import SHANGHAI
from server.foundation.working_days import is_working_day
from server.items.catalogue import CatalogueError
from server.items.rows import CellError, Problem, Reader, read_rows, text

FILE = "hours.csv"
# The longest holidays of the last years took nine days.
DAYS_AHEAD = 21
SPANS_AHEAD = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Part of a working day in which windows are open."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whether windows are open, and until when: the moment (UTC) at which that changes."""

    is_open: bool
    until: datetime


def opening_at(hours: Sequence[Span], at: datetime) -> Opening | None:
    """Open or closed at a moment, and until when; None when no hours are known."""
    for opens, closes in _spans_from(hours, at.astimezone(SHANGHAI).date()):
        if at < opens:
            return Opening(is_open=False, until=opens)
        if at < closes:
            return Opening(is_open=True, until=closes)
    return None


def open_spans(hours: Sequence[Span], at: datetime) -> tuple[tuple[float, float], ...]:
    """When windows are open from a moment on, seconds from it; the next few times."""
    spans = ((opens, closes) for opens, closes in _spans_from(hours, at.astimezone(SHANGHAI).date()) if closes > at)
    nearest = islice(spans, SPANS_AHEAD)
    return tuple((max(0.0, (opens - at).total_seconds()), (closes - at).total_seconds()) for opens, closes in nearest)


def _spans_from(hours: Sequence[Span], day: date) -> Iterator[tuple[datetime, datetime]]:
    """The hours of this day and of those after it, in UTC."""
    for number in range(DAYS_AHEAD):
        if hours and is_working_day(day + timedelta(days=number)):
            for span in hours:
                yield _moment(day, number, span.opens), _moment(day, number, span.closes)


def _moment(day: date, days: int, hour: time) -> datetime:
    return datetime.combine(day + timedelta(days=days), hour, SHANGHAI).astimezone(UTC)


def clock_time(cell: str) -> time:
    """A time of day as 09:00."""
    try:
        return time.fromisoformat(cell if len(cell) == len("09:00") else "")
    except ValueError:
        raise CellError(f"expected a time such as 09:00, found {cell!r}") from None


COLUMNS: dict[str, Reader] = {"hall_id": text, "opens": clock_time, "closes": clock_time}


def read_hours(folder: Path, hall: str) -> tuple[Span, ...]:
    """The hours of a hall from its catalogue's folder, none when there is no such file; CatalogueError when it is wrong."""
    if not (folder / FILE).exists():
        return ()
    problems: list[Problem] = []
    rows = read_rows(folder / FILE, COLUMNS, problems)
    mine = sorted((row for row in rows if row.cells["hall_id"] == hall), key=lambda row: row.cells["opens"].isoformat())
    before = time.min
    for row in mine:
        if not before <= row.cells["opens"] < row.cells["closes"]:
            problems.append(row.problem("opens", "begins before the hours before it end, or after it closes"))
        before = row.cells["closes"]
    if problems:
        raise CatalogueError(folder, problems)
    return tuple(Span(opens=row.cells["opens"], closes=row.cells["closes"]) for row in mine)
