"""Footprints along a route's trail: left and right, evenly spaced, turning with it; none inside rides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.legs import Leg, Lines
from navmesh.lines import metres_along, point_after

STRIDE = 0.65
FOOT_ASIDE = 0.1
# A foot points along the chord of half a stride before and after it, so that feet turn round a corner with the body.
LOOK_ALONG = STRIDE / 2
SHORTEST_WALK = 0.1
# The floor of a leg on which there are no prints.
NONE = -1


class Footprints(NamedTuple):
    """One entry per print, (n,) int64 each. floor: index;  x, y, z, at_m: millimetres, at_m along the whole route

    foot: "LRLR…"
    """

    floor: NDArray[np.int64]
    x: NDArray[np.int64]
    y: NDArray[np.int64]
    z: NDArray[np.int64]
    heading_deg: NDArray[np.int64]
    at_m: NDArray[np.int64]
    foot: str


def footprints_of(legs: Sequence[Leg], trails: Lines) -> Footprints:
    """The prints of all walks of a route on their trails, left first; the feet go on alternating after a ride."""
    starts = accumulate([leg.length_m for leg in legs[:-1]], initial=0.0)
    stretches = np.array([(start, leg.length_m) for leg, start in zip(legs, starts, strict=True)])
    floors = np.array([NONE if has_no_prints(leg) else leg.from_floor for leg in legs])
    floor, x, y, z, heading_deg, at_m = leave_prints(trails, floors, stretches)
    foot = ("LR" * len(x))[: len(x)]
    return Footprints(floor=floor, x=x, y=y, z=z, heading_deg=heading_deg, at_m=at_m, foot=foot)


def has_no_prints(leg: Leg) -> bool:
    """Whether a leg is a ride, or too short for a print."""
    return leg.connector is not None or leg.length_m <= SHORTEST_WALK


@compiled
def leave_prints(trails: Lines, floors: np.ndarray, stretches: np.ndarray) -> np.ndarray:
    """The prints of a route's legs: (6, n) int64, floor, x, y and z in millimetres, heading in degrees, at in millimetres.

    floors:    (l,) int64, NONE for a leg without prints
    stretches: (l, 2) float64, metres along the route where each begins, and its length there: a trail's own is another
    """
    counts, first = np.zeros(len(floors), dtype=np.int64), 0
    for leg in range(len(floors)):
        if floors[leg] != NONE:
            along = metres_along(trails.points[first : trails.ends[leg]])
            counts[leg] = max(1, int(np.rint(along[-1] / STRIDE)))
        first = trails.ends[leg]
    prints = np.empty((6, counts.sum()), dtype=np.int64)
    n, first = 0, 0
    for leg in range(len(floors)):
        line = trails.points[first : trails.ends[leg]]
        along = metres_along(line)
        for k in range(counts[leg]):
            at = (k + 0.5) * (along[-1] / counts[leg])
            x, y = point_after(line, along, at)
            ahead_x, ahead_y = point_after(line, along, at + LOOK_ALONG)
            behind_x, behind_y = point_after(line, along, at - LOOK_ALONG)
            heading = np.arctan2(ahead_y - behind_y, ahead_x - behind_x)
            aside = FOOT_ASIDE if n % 2 == 0 else -FOOT_ASIDE
            prints[0, n], prints[3, n] = floors[leg], np.rint(line[0, 2] * 1000)
            prints[1, n] = np.rint((x - aside * np.sin(heading)) * 1000)
            prints[2, n] = np.rint((y + aside * np.cos(heading)) * 1000)
            prints[4, n] = int(np.rint(np.degrees(heading))) % 360
            prints[5, n] = np.rint((stretches[leg, 0] + at * (stretches[leg, 1] / along[-1])) * 1000)
            n += 1
        first = trails.ends[leg]
    return prints
