"""A hall stacked upon itself: copies as more floors, joined by their lifts."""

from __future__ import annotations

import json
from typing import Any

from scene.hall import Hall
from scene.hall_file import dump_hall, parse_hall

Json = dict[str, Any]
LISTS = ("areas", "walls", "obstacles", "furniture", "counters", "entrances", "places", "panoramas", "signs")


def stack_hall(hall: Hall, times: int) -> Hall:
    """The hall `times` over: ids and window codes of every copy but the first end in ~1, ~2 …; every lift goes through."""
    source: Json = json.loads(dump_hall(hall))
    if times == 1:
        return hall
    rise = _rise(source)
    copies = [_copy(source, number, number * rise) for number in range(times)]
    stacked = dict(source)
    for name in ("floors", *LISTS):
        stacked[name] = [thing for copy in copies for thing in copy.get(name, [])]
    stacked["connectors"] = _join(source, copies)
    stacked["tours"] = []
    return parse_hall(json.dumps(stacked).encode())


def _rise(source: Json) -> float:
    """From a floor to the same floor of the next copy: the whole building."""
    low = min(floor["elevation"] for floor in source["floors"])
    return float(max(floor["elevation"] + floor["height"] for floor in source["floors"]) - low)


def _copy(source: Json, number: int, up_m: float) -> Json:
    """One copy with its own ids."""
    mark = f"~{number}" if number else ""
    copy: Json = json.loads(json.dumps(source))
    for floor in copy["floors"]:
        floor["id"] += mark
        floor["elevation"] += up_m
        floor["ordinal"] += number * len(source["floors"])
    for thing in (thing for name in LISTS for thing in copy.get(name, [])):
        thing["id"] += mark
        thing["floor"] += mark
    for wall in copy.get("walls", []):
        _mark(wall.get("doors", []), "id", mark)
    for counter in copy.get("counters", []):
        _mark(counter["windows"], "code", mark)
    for connector in copy.get("connectors", []):
        connector["id"] += mark
        _mark(connector["stops"], "floor", mark)
    return copy


def _mark(things: list[Json], field: str, mark: str) -> None:
    for thing in things:
        if thing.get(field) is not None:
            thing[field] += mark


def _join(source: Json, copies: list[Json]) -> list[Json]:
    """Every lift with the stops of all copies; the other connectors as often as there are copies."""
    joined: list[Json] = []
    for place, connector in enumerate(source.get("connectors", [])):
        alike = [copy["connectors"][place] for copy in copies]
        if connector["kind"] == "lift":
            joined.append(connector | {"stops": [stop for one in alike for stop in one["stops"]]})
        else:
            joined += alike
    return joined
