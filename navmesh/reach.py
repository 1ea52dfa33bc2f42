"""Whether everything in a hall can be reached: each window, place and connector, from each entrance, by each profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from navmesh.batch import lengths
from navmesh.from_hall import Station, entrances_of, stations_of
from navmesh.navigation import Navigation
from navmesh.plans import Spot
from scene.hall import Hall

# A place in the file, and what is wrong there.
Complaint = tuple[str, str]


def unreached(navigation: Navigation, hall: Hall) -> list[Complaint]:
    """Everything that cannot be reached, and why; nothing when all is well."""
    stations, entrances = stations_of(hall), entrances_of(hall)
    complaints: list[Complaint] = []
    for profile in navigation.ways:
        mine = [station for station in stations if _concerns(navigation, profile, station)]
        off = _stops_off_floor(navigation, profile, mine)
        complaints += [(stop.place, f"this stop is off the walkable area of the profile {profile}") for stop in off]
        on_floor = [station for station in mine if station not in off]
        complaints += _unreached_by(navigation, profile, entrances, on_floor)
    return complaints


def _concerns(navigation: Navigation, profile: str, station: Station) -> bool:
    """A stop concerns only those who may use its connector."""
    if station.link is None:
        return True
    return navigation.surroundings.links[station.link].kind in navigation.ways[profile].walker.kinds


def _stops_off_floor(navigation: Navigation, profile: str, stations: Sequence[Station]) -> list[Station]:
    stop_triangle = navigation.ways[profile].ground.tables.stop_triangle
    counts = [len(link.stops) for link in navigation.surroundings.links]
    first = np.concatenate(([0], np.cumsum(counts)))
    seen: dict[int, int] = defaultdict(int)
    off = []
    for station in stations:
        if station.link is not None:
            number = first[station.link] + seen[station.link]
            seen[station.link] += 1
            if stop_triangle[number] < 0:
                off.append(station)
    return off


def _unreached_by(
    navigation: Navigation, profile: str, entrances: Sequence[Spot], stations: Sequence[Station]
) -> list[Complaint]:
    """One complaint for each place and reason, naming the entrances it holds for."""
    starts = np.repeat(_rows(entrances), len(stations), axis=0)
    goals = np.tile(_rows([station.spot for station in stations]), (len(entrances), 1))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for query, reason in sorted(lengths(navigation, starts, goals, profile).reasons.items()):
        entrance, station = divmod(query, len(stations))
        if reason.code == "start_off_floor":
            found[f"entrances[{entrance}].at", reason.message.en] = []
        else:
            found[stations[station].place, reason.message.en].append((entrances[entrance].id or "").partition(":")[2])
    return [
        (place, f"the profile {profile} cannot get here{_from(names)}: {reason}")
        for (place, reason), names in found.items()
    ]


def _from(entrances: Sequence[str]) -> str:
    return f" from {', '.join(entrances)}" if entrances else ""


def _rows(spots: Sequence[Spot]) -> NDArray[np.float64]:
    """(n, 3) float64: floor index, x, y."""
    return np.array([(spot.floor, spot.x, spot.y) for spot in spots], dtype=np.float64).reshape(-1, 3)
