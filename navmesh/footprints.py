"""Footprints along a route: left and right, evenly spaced, turning with the way; none inside rides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from navmesh.compiled import compiled, lean
from navmesh.legs import Leg

STRIDE = 0.65
FOOT_ASIDE = 0.1
# A foot points along the chord of this many metres before and after it, so that feet turn round a corner with the body.
LOOK_ALONG = 0.2
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


def footprints_of(legs: Sequence[Leg]) -> Footprints:
    """The prints of all walks of a route, left first; the feet go on alternating after a ride."""
    starts = accumulate([leg.length_m for leg in legs[:-1]], initial=0.0)
    walks = [
        (leg, start)
        for leg, start in zip(legs, starts, strict=True)
        if leg.connector is None and leg.length_m > SHORTEST_WALK
    ]
    points = np.array([point for leg, _ in walks for point in leg.points], dtype=np.float64).reshape(-1, 3)
    ends = np.array([*accumulate([len(leg.points) for leg, _ in walks])], dtype=np.int64)
    table = leave_prints(points, ends, np.array([start for _, start in walks], dtype=np.float64))
    x, y, z, heading, at, walk = (tuple(column) for column in table.tolist())
    floors = [leg.from_floor for leg, _ in walks]
    floor = tuple([floors[number] for number in walk])
    return Footprints(floor=floor, x=x, y=y, z=z, heading_deg=heading, at_m=at, foot=("LR" * len(walk))[: len(walk)])


@compiled
def leave_prints(points: np.ndarray, ends: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """The prints of walks: (6, n) int64 of x, y, z in millimetres, heading in degrees, at in millimetres, and the walk.

    points: (p, 3) float64, metres, of one walk after the other;  ends: (w,) int64, where the points of each end
    starts: (w,) float64, metres along the route where each begins
    """
    along = _metres_along(points, ends)
    counts = np.empty(len(ends), dtype=np.int64)
    for walk in range(len(ends)):
        counts[walk] = max(1, int(np.rint(along[ends[walk] - 1] / STRIDE)))
    prints = np.empty((6, counts.sum()), dtype=np.int64)
    n, begin = 0, 0
    for walk in range(len(ends)):
        line, metres = points[begin : ends[walk]], along[begin : ends[walk]]
        stride = metres[-1] / counts[walk]
        for k in range(counts[walk]):
            at = (k + 0.5) * stride
            x, y = _point_at(line, metres, at)
            ahead_x, ahead_y = _point_at(line, metres, at + LOOK_ALONG)
            behind_x, behind_y = _point_at(line, metres, at - LOOK_ALONG)
            heading = np.arctan2(ahead_y - behind_y, ahead_x - behind_x)
            aside = FOOT_ASIDE if n % 2 == 0 else -FOOT_ASIDE
            prints[0, n] = np.rint((x - aside * np.sin(heading)) * 1000)
            prints[1, n] = np.rint((y + aside * np.cos(heading)) * 1000)
            prints[2, n] = np.rint(line[0, 2] * 1000)
            prints[3, n] = int(np.rint(np.degrees(heading))) % 360
            prints[4, n] = np.rint((starts[walk] + at) * 1000)
            prints[5, n] = walk
            n += 1
        begin = ends[walk]
    return prints


@compiled
def _metres_along(points: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Metres from the start of its walk to each point: (p,) float64. points, ends: as of leave_prints"""
    along = np.zeros(len(points))
    begin = 0
    for end in ends:
        for k in range(begin + 1, end):
            along[k] = along[k - 1] + np.hypot(points[k, 0] - points[k - 1, 0], points[k, 1] - points[k - 1, 1])
        begin = end
    return along


@lean
def _point_at(line: np.ndarray, along: np.ndarray, at: float) -> tuple[float, float]:
    """The point of a line, (p, 3) float64, at a distance from its start; along: (p,) float64, of its points."""
    k = 1
    while k + 1 < len(line) and along[k] < at:
        k += 1
    share = min(max((at - along[k - 1]) / (along[k] - along[k - 1]), 0.0), 1.0)
    x = line[k - 1, 0] + share * (line[k, 0] - line[k - 1, 0])
    return x, line[k - 1, 1] + share * (line[k, 1] - line[k - 1, 1])
