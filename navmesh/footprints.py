"""Footprints along a route: left and right, evenly spaced, turning with the way; none inside rides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

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
    starts = accumulate((leg.length_m for leg in legs[:-1]), initial=0.0)
    rows = [np.empty((0, 6))]
    for leg, start in zip(legs, starts, strict=True):
        if leg.connector is None and leg.length_m > SHORTEST_WALK:
            is_right = sum(len(row) for row in rows) % 2
            rows.append(leg_prints(np.array(leg.points), leg.from_floor, start, is_right))
    table = np.concatenate(rows)
    floor, x, y, z, heading, at = (tuple(column) for column in np.rint(table).astype(int).T.tolist())
    heading = tuple(degrees % 360 for degrees in heading)
    return Footprints(floor=floor, x=x, y=y, z=z, heading_deg=heading, at_m=at, foot=("LR" * len(floor))[: len(floor)])


def leg_prints(points: NDArray[np.float64], floor: int, start_m: float, is_right: int) -> NDArray[np.float64]:
    """The prints of one walk: (n, 6) float64 of floor, x, y, z, heading, at; millimetres and degrees.

    points: (p, 3) float64, metres; is_right: 1 when the right foot comes first
    """
    line = points[:, :2]
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    count = max(1, round(along[-1] / STRIDE))
    at = (np.arange(count) + 0.5) * (along[-1] / count)
    middle = _points_at(line, along, at)
    ahead = _points_at(line, along, at + LOOK_ALONG) - _points_at(line, along, at - LOOK_ALONG)
    heading = np.arctan2(ahead[:, 1], ahead[:, 0])
    aside = FOOT_ASIDE * np.where((np.arange(count) + is_right) % 2 == 0, 1.0, -1.0)
    x, y = middle[:, 0] - aside * np.sin(heading), middle[:, 1] + aside * np.cos(heading)
    z = np.full(count, points[0, 2])
    millimetres = [x * 1000, y * 1000, z * 1000]
    return np.column_stack((np.full(count, float(floor)), *millimetres, np.degrees(heading), (start_m + at) * 1000))


def _points_at(line: NDArray[np.float64], along: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points of a line, (p, 2), at distances from its start, (n,): (n, 2) float64, metres; along: (p,) of its points."""
    return np.column_stack((np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])))
