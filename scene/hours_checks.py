"""Hours that mean something: days and times one can read, of a thing with a name, and never two directions at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from scene.complaints import shown
from scene.hall import Hall, Hours
from scene.hours import DAYS, days_of, overlap, timetable_of
from scene.problems import Problem

TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
MIDNIGHT = "24:00"


def check_hours(hall: Hall) -> Iterator[Problem]:
    """What is wrong with the hours of connectors, entrances and doors."""
    for index, connector in enumerate(hall.connectors):
        problems = list(_of_thing(f"connectors[{index}]", connector.hours))
        yield from problems or _directions(f"connectors[{index}]", connector.hours)
    for index, entrance in enumerate(hall.entrances):
        yield from _of_thing(f"entrances[{index}]", entrance.hours)
        yield from _undirected(f"entrances[{index}]", entrance.hours)
    for index, wall in enumerate(hall.walls):
        for number, door in enumerate(wall.doors):
            place = f"walls[{index}].doors[{number}]"
            yield from _of_thing(place, door.hours)
            yield from _undirected(place, door.hours)
            if door.hours and door.id is None:
                yield Problem(place, "has hours, so it needs an id by which it can be told")


def _of_thing(place: str, hours: Sequence[Hours]) -> Iterator[Problem]:
    for number, entry in enumerate(hours):
        yield from _of_entry(f"{place}.hours[{number}]", entry)


def _of_entry(place: str, entry: Hours) -> Iterator[Problem]:
    try:
        days_of(entry.days)
    except ValueError:
        yield Problem(f"{place}.days", f"{shown(entry.days)} must be of {', '.join(DAYS)}, like mon-fri or mon,wed-fri")
    if not TIME.fullmatch(entry.from_):
        yield Problem(f"{place}.from", f"{shown(entry.from_)} must be a time of day like 08:30")
    if not TIME.fullmatch(entry.to) and entry.to != MIDNIGHT:
        yield Problem(f"{place}.to", f"{shown(entry.to)} must be a time of day like 17:30, at most {MIDNIGHT}")
    if entry.from_ == entry.to:
        yield Problem(f"{place}.to", f"is the time of from; a whole day is 00:00 to {MIDNIGHT}")


def _directions(place: str, hours: Sequence[Hours]) -> Iterator[Problem]:
    spans = [timetable_of([entry]) for entry in hours]
    for (first, one), (second, other) in combinations(enumerate(spans), 2):
        if one[0].direction != other[0].direction and any(overlap(a, b) for a in one for b in other):
            yield Problem(f"{place}.hours[{second}]", f"overlaps hours[{first}], which says another direction")


def _undirected(place: str, hours: Sequence[Hours]) -> Iterator[Problem]:
    for number, entry in enumerate(hours):
        if entry.direction is not None:
            yield Problem(f"{place}.hours[{number}].direction", "is only for connectors")
