"""Whether everything in a hall can be reached: each window, place and connector, from each entrance, by each profile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from navmesh.batch import lengths
from navmesh.hall_goals import Station, entrances_of, stations_of
from navmesh.navigation import Navigation
from navmesh.plans import Spot
from scene.hall import Hall

# A place in the file, and what is wrong there.
Complaint = tuple[str, str]

STOP_OFF_FLOOR = "this stop is off the walkable area; move it away from walls, things and edges"


def unreached(navigation: Navigation, hall: Hall) -> list[Complaint]:
    """Everything that cannot be reached, and why; nothing when all is well. Profiles with the same trouble share a line."""
    stations, entrances = stations_of(hall), entrances_of(hall)
    profiles: dict[Complaint, list[str]] = defaultdict(list)
    for profile in navigation.routers:
        mine = [station for station in stations if _concerns(navigation, profile, station)]
        off = _stops_off_floor(navigation, profile, mine)
        on_floor = [station for station in mine if station not in off]
        complaints = [(stop.place, STOP_OFF_FLOOR) for stop in off]
        for complaint in complaints + _unreached_by(navigation, profile, entrances, on_floor):
            profiles[complaint].append(profile)
    return [(place, f"{message} ({_whose(navigation, names)})") for (place, message), names in profiles.items()]


def _whose(navigation: Navigation, profiles: Sequence[str]) -> str:
    """A complaint's profiles in words."""
    if len(profiles) == len(navigation.routers):
        return "every profile"
    return f"profile {profiles[0]}" if len(profiles) == 1 else f"profiles {', '.join(profiles)}"


def _concerns(navigation: Navigation, profile: str, station: Station) -> bool:
    """A stop concerns only those who may use its connector, and nobody while that is closed."""
    if station.link is None:
        return True
    link = navigation.surroundings.links[station.link]
    return link.kind in navigation.routers[profile].walker.kinds and not link.closed


def _stops_off_floor(navigation: Navigation, profile: str, stations: Sequence[Station]) -> list[Station]:
    """The connectors' stops on which nobody of a profile can stand. Stations come in the order of their stops."""
    goal_triangle = navigation.routers[profile].ground.tables.goal_triangle
    counts = [len(link.stops) for link in navigation.surroundings.links]
    first = np.concatenate(([0], np.cumsum(counts)))
    seen: dict[int, int] = defaultdict(int)
    off = []
    for station in stations:
        if station.link is not None:
            number = first[station.link] + seen[station.link]
            seen[station.link] += 1
            if goal_triangle[number] < 0:
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
    return [(place, f"cannot be reached{_from(names)}: {reason}") for (place, reason), names in found.items()]


def _from(entrances: Sequence[str]) -> str:
    return f" from {', '.join(entrances)}" if entrances else ""


def _rows(spots: Sequence[Spot]) -> NDArray[np.float64]:
    """(n, 3) float64: floor index, x, y."""
    return np.array([(spot.floor, spot.x, spot.y) for spot in spots], dtype=np.float64).reshape(-1, 3)
