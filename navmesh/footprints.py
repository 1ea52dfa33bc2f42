"""Footprints along a route's trail: left and right, evenly spaced, turning with it; none inside rides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from navmesh.compiled import compiled
from navmesh.legs import XYZ, Leg
from navmesh.lines import metres_along, point_after

STRIDE = 0.65
FOOT_ASIDE = 0.1
# A foot points along the chord of half a stride before and after it, so that feet turn round a corner with the body.
LOOK_ALONG = STRIDE / 2
SHORTEST_WALK = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprints:
    """One entry per print. floor: index;  x, y, z, at_m: millimetres, at_m along the whole route;  foot: "LRLR…"."""

    floor: tuple[int, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]
    z: tuple[int, ...]
    heading_deg: tuple[int, ...]
    at_m: tuple[int, ...]
    foot: str


def footprints_of(legs: Sequence[Leg], trails: Sequence[Sequence[XYZ]]) -> Footprints:
    """The prints of all walks of a route on their trails, left first; the feet go on alternating after a ride."""
    starts = accumulate([leg.length_m for leg in legs[:-1]], initial=0.0)
    walks = [
        (leg, trail, start)
        for leg, trail, start in zip(legs, trails, starts, strict=True)
        if leg.connector is None and leg.length_m > SHORTEST_WALK
    ]
    if not walks:
        return Footprints(floor=(), x=(), y=(), z=(), heading_deg=(), at_m=(), foot="")
    points = np.array([point for _, trail, _ in walks for point in trail])
    ends = np.array([*accumulate([len(trail) for _, trail, _ in walks])])
    stretches = np.array([(start, leg.length_m) for leg, _, start in walks])
    table, counts = leave_prints(points, ends, stretches)
    x, y, heading, at = table.tolist()
    floor, z = [], []
    for (leg, _, _), count in zip(walks, counts.tolist(), strict=True):
        floor += [leg.from_floor] * count
        z += [round(leg.points[0][2] * 1000)] * count
    return Footprints(
        floor=tuple(floor),
        x=tuple(x),
        y=tuple(y),
        z=tuple(z),
        heading_deg=tuple(heading),
        at_m=tuple(at),
        foot=("LR" * len(x))[: len(x)],
    )


@compiled
def leave_prints(points: np.ndarray, ends: np.ndarray, stretches: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The prints of walks: (4, n) int64, x, y in millimetres, heading in degrees, at in millimetres; how many of each.

    points: (p, 3) float64, metres, of one walk after the other;  ends: (w,) int64, where the points of each end
    stretches: (w, 2) float64, metres along the route where each begins, and its length there: a trail's own is another
    """
    counts = np.empty(len(ends), dtype=np.int64)
    first = 0
    for walk in range(len(ends)):
        counts[walk] = max(1, int(np.rint(metres_along(points[first : ends[walk]])[-1] / STRIDE)))
        first = ends[walk]
    prints = np.empty((4, counts.sum()), dtype=np.int64)
    n, first = 0, 0
    for walk in range(len(ends)):
        line = points[first : ends[walk]]
        along = metres_along(line)
        for k in range(counts[walk]):
            at = (k + 0.5) * (along[-1] / counts[walk])
            x, y = point_after(line, along, at)
            ahead_x, ahead_y = point_after(line, along, at + LOOK_ALONG)
            behind_x, behind_y = point_after(line, along, at - LOOK_ALONG)
            heading = np.arctan2(ahead_y - behind_y, ahead_x - behind_x)
            aside = FOOT_ASIDE if n % 2 == 0 else -FOOT_ASIDE
            prints[0, n] = np.rint((x - aside * np.sin(heading)) * 1000)
            prints[1, n] = np.rint((y + aside * np.cos(heading)) * 1000)
            prints[2, n] = int(np.rint(np.degrees(heading))) % 360
            prints[3, n] = np.rint((stretches[walk, 0] + at * (stretches[walk, 1] / along[-1])) * 1000)
            n += 1
        first = ends[walk]
    return prints, counts
