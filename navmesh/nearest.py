"""The nearest of several spots, any of which would do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from navmesh.batch import lengths
from navmesh.navigation import Navigation
from navmesh.plans import Spot
from navmesh.reasons import NoRoute
from navmesh.route import Route, find_route


def find_nearest(
    navigation: Navigation, start: Spot, spots: Sequence[Spot], profile: str = "walk", waits: Sequence[float] = ()
) -> Route | NoRoute:
    """The fastest way to the spot (of one or more) that is reached first; of equals, to the first of them.

    waits: seconds that each spot costs beside its way, none when left out. When no spot can be reached, why not the first.
    """
    if len(spots) == 1:
        return find_route(navigation, start, spots[0], profile)
    goals = np.array([(spot.floor, spot.x, spot.y) for spot in spots], dtype=np.float64)
    starts = np.tile(np.array((start.floor, start.x, start.y), dtype=np.float64), (len(spots), 1))
    seconds = lengths(navigation, starts, goals, profile).duration_s
    return find_route(navigation, start, spots[int(np.argmin(seconds + np.array(waits or 0.0)))], profile)
