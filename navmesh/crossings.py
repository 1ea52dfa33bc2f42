"""Where guides end: the windows that those who follow them reach only over much open floor."""

from __future__ import annotations

import math
from collections.abc import Sequence

from navmesh.guided import GuidedWalk
from navmesh.hall_goals import entrances_of, stations_of
from navmesh.navigation import Navigation
from navmesh.reasons import NoRoute
from navmesh.route import find_route
from scene.hall import Hall

# More metres in the open at a stretch than this are worth a word.
LONG = 10.0


def long_crossings(navigation: Navigation, hall: Hall) -> list[tuple[str, str]]:
    """Each window that is reached from an entrance only by a long crossing: its place in the file, and how long that is."""
    windows = [one for one in stations_of(hall) if one.spot.id is not None and one.spot.id.startswith("window:")]
    found = []
    for profile, router in navigation.routers.items():
        for window in windows if router.guided is not None else ():
            for entrance in entrances_of(hall):
                route = find_route(navigation, entrance, window.spot, profile)
                metres = 0.0 if isinstance(route, NoRoute) else longest_crossing(route.walks)
                if metres > LONG:
                    where = (entrance.id or "").partition(":")[2]
                    text = f"is reached from {where} only across {metres:.0f} m of open floor (profile {profile})"
                    found.append((window.place, text))
    return found


def longest_crossing(walks: Sequence[GuidedWalk]) -> float:
    """The most metres at a stretch along nothing that can be followed."""
    longest = metres = 0.0
    for walk in walks:
        metres = 0.0
        for segment in walk.segments:
            metres = metres + math.dist(segment.a, segment.b) if segment.kind == "open" else 0.0
            longest = max(longest, metres)
    return longest
