"""What a hall file says of hours: when things are open, and which way connectors run. Moments are any that know their zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from scene.doors import named_doors
from scene.hall import Connector, Hall
from scene.hours import Timetable, is_open, next_change, span_at, timetable_of
from server.foundation.clock import hall_time
from server.foundation.working_days import weekday_of


def timetables_of(hall: Hall) -> dict[str, Timetable]:
    """The timetable of everything that has one, by what closures call it."""
    hours = {
        **{f"connector:{one.id}": one.hours for one in hall.connectors},
        **{f"entrance:{one.id}": one.hours for one in hall.entrances},
        **{f"door:{name}": door.hours for _, door, name in named_doors(hall)},
    }
    return {target: timetable_of(entries) for target, entries in hours.items() if entries}


class Calm:
    """A time in which all that has hours is open, the last that was found: most questions are of the same one."""

    def __init__(self) -> None:
        self._begin = self._end = datetime.max.replace(tzinfo=UTC)

    def all_open(self, timetables: Mapping[str, Timetable], begin: datetime, end: datetime) -> bool:
        """Whether everything is open from one moment to another, and nothing changes meanwhile."""
        if self._begin <= begin and end < self._end:
            return True
        if not all(is_open(one, begin, weekday_of) for one in timetables.values()):
            return False
        changes = [change for one in timetables.values() if (change := next_change(one, begin, weekday_of)) is not None]
        self._begin, self._end = begin, min(changes, default=begin + timedelta(days=1))
        return end < self._end


def directions_at(hall: Hall, moment: datetime) -> dict[str, str]:
    """Which way each connector runs that does so by a timetable, by its id; outside its hours as the file says."""
    there = hall_time(moment)
    found = {}
    for connector in _turning(hall):
        span = span_at(timetable_of(connector.hours), there, weekday_of)
        found[connector.id] = connector.direction if span is None or span.direction is None else span.direction
    return found


def directions_change(hall: Hall, moment: datetime) -> datetime | None:
    """When a connector may turn next; None when none ever does."""
    changes = [
        next_change(timetable_of(connector.hours), hall_time(moment), weekday_of) for connector in _turning(hall)
    ]
    return min((change for change in changes if change is not None), default=None)


def _turning(hall: Hall) -> list[Connector]:
    return [one for one in hall.connectors if any(entry.direction is not None for entry in one.hours)]
