"""What a hall file says of hours: when things are open, and which way connectors run. Moments are any that know their zone."""

from __future__ import annotations

from datetime import datetime

from scene.doors import named_doors
from scene.hall import Connector, Hall
from scene.hours import Timetable, next_change, span_at, timetable_of
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
