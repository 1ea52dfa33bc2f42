"""The ends of routes in a hall: windows, places, entrances, points; and the words they are asked for by."""

from __future__ import annotations

import math
from dataclasses import dataclass

from navmesh.plans import Spot, Words
from scene.hall import Hall, Text
from scene.outlines import window_stands

# Words for a goal that several spots would do for.
KIND, LEAVE = "kind:", "leave"


class SpotError(Exception):
    """The words for an end of a route name nothing in the hall."""


def floor_indices(hall: Hall) -> dict[str, int]:
    """The place of each floor in the file's list, by its id."""
    return {floor.id: index for index, floor in enumerate(hall.floors)}


def goals_of(hall: Hall) -> dict[str, Spot]:
    """Every window, place and entrance by the words one asks for it with, in the file's order."""
    floors = floor_indices(hall)
    goals = {}
    for code, stand in window_stands(hall).items():
        name = Words(zh=f"{code}窗口", en=f"window {code}")
        goals[f"window:{code}"] = Spot(
            floor=floors[stand.floor],
            x=stand.at[0],
            y=stand.at[1],
            heading_deg=stand.heading_deg,
            id=f"window:{code}",
            name=name,
        )
    for place in hall.places:
        name = words_of(place.name, place.id)
        goals[f"place:{place.id}"] = Spot(
            floor=floors[place.floor], x=place.at[0], y=place.at[1], id=f"place:{place.id}", name=name
        )
    for entrance in hall.entrances:
        name = words_of(entrance.name, entrance.id)
        goals[f"entrance:{entrance.id}"] = Spot(
            floor=floors[entrance.floor],
            x=entrance.at[0],
            y=entrance.at[1],
            heading_deg=entrance.heading_deg,
            id=f"entrance:{entrance.id}",
            name=name,
        )
    return goals


def tours_of(hall: Hall) -> dict[str, tuple[Spot, ...]]:
    """The stops of every tour; the file names them without saying which kind they are."""
    by_name = {key.partition(":")[2]: spot for key, spot in reversed(goals_of(hall).items())}
    return {tour.id: tuple(by_name[stop] for stop in tour.stops) for tour in hall.tours}


def parse_spot(hall: Hall, words: str) -> Spot:
    """The end of a route that `window:A03`, `place:ID`, `entrance:ID` or `F1,12.5,8.0` means; raises SpotError."""
    if words.partition(":")[0] in {"window", "place", "entrance"}:
        goals = goals_of(hall)
        if words not in goals:
            raise SpotError(f"{words}: there is no such {words.partition(':')[0]} in this hall")
        return goals[words]
    floor, *numbers = words.rsplit(",", 2)
    if len(numbers) != 2:
        raise SpotError(f"{words}: say window:CODE, place:ID, entrance:ID or FLOOR,X,Y")
    floors = floor_indices(hall)
    if floor not in floors:
        raise SpotError(f"{words}: there is no floor {floor}; there are {', '.join(floors)}")
    return Spot(floor=floors[floor], x=_coordinate(words, numbers[0]), y=_coordinate(words, numbers[1]))


def parse_goals(hall: Hall, words: str) -> tuple[Spot, ...]:
    """Every spot that will do: of `kind:KIND` all places of the kind, of `leave` all entrances, else the one that is meant.

    A kind's last word is a kind too: `kind:toilet` is any toilet, `kind:women_toilet` one for women.
    """
    if words == LEAVE:
        return tuple(entrances_of(hall))
    if not words.startswith(KIND):
        return (parse_spot(hall, words),)
    goals = goals_of(hall)
    kind = words.removeprefix(KIND)
    found = tuple(goals[f"place:{place.id}"] for place in hall.places if f"_{place.kind}".endswith(f"_{kind}"))
    if not found:
        there = ", ".join(dict.fromkeys(place.kind for place in hall.places))
        raise SpotError(f"{words}: there is no such place in this hall; there are {there or 'none'}")
    return found


def _coordinate(words: str, number: str) -> float:
    try:
        value = float(number)
    except ValueError:
        raise SpotError(f"{words}: {number} is not a number") from None
    if not math.isfinite(value):
        raise SpotError(f"{words}: {number} is not a coordinate")
    return value


def entrances_of(hall: Hall) -> list[Spot]:
    """The entrances in the file's order."""
    goals = goals_of(hall)
    return [goals[f"entrance:{entrance.id}"] for entrance in hall.entrances]


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """Something a check wants to reach. place: where the file says it; link: its connector's number, if it is a stop."""

    place: str
    spot: Spot
    link: int | None = None


def stations_of(hall: Hall) -> list[Station]:
    """Every window, place and stop of a connector."""
    goals = goals_of(hall)
    floors = floor_indices(hall)
    windows = [
        Station(place=f"counters[{c}].windows[{w}]", spot=goals[f"window:{window.code}"])
        for c, counter in enumerate(hall.counters)
        for w, window in enumerate(counter.windows)
    ]
    places = [Station(place=f"places[{p}]", spot=goals[f"place:{place.id}"]) for p, place in enumerate(hall.places)]
    stops = [
        Station(
            place=f"connectors[{c}].stops[{s}].at",
            spot=Spot(floor=floors[stop.floor], x=stop.at[0], y=stop.at[1], id=f"connector:{connector.id}"),
            link=c,
        )
        for c, connector in enumerate(hall.connectors)
        for s, stop in enumerate(connector.stops)
    ]
    return [*windows, *places, *stops]


def words_of(name: Text | None, instead: str) -> Words:
    """A name of the file in both languages, or what is said instead."""
    return Words(zh=name.zh, en=name.en) if name else Words(zh=instead, en=instead)
