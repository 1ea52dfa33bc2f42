"""The legs of a route: a walk over one floor, or one ride."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.rides import Link, Ride, passed

XYZ = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Leg:
    """A walk (connector None, from_floor = to_floor) or a ride of the connector with this number."""

    from_floor: int
    to_floor: int
    connector: int | None
    points: tuple[XYZ, ...]
    length_m: float
    duration_s: float


class Lines(NamedTuple):
    """The lines of all legs of a route, one after the other. points: (p, 3) float64, metres;  ends: (l,) int64, of each"""

    points: NDArray[np.float64]
    ends: NDArray[np.int64]


def lines_of(legs: Sequence[Leg]) -> Lines:
    """The exact lines."""
    points = np.array([point for leg in legs for point in leg.points])
    return Lines(points, np.array([*accumulate([len(leg.points) for leg in legs])]))


def ride_leg(link: Link, ride: Ride) -> Leg:
    """A ride, with the stops it passes."""
    stops = passed(link, ride.first, ride.last)
    return Leg(
        from_floor=stops[0].floor,
        to_floor=stops[-1].floor,
        connector=ride.link,
        points=tuple((stop.x, stop.y, stop.z) for stop in stops),
        length_m=ride.metres,
        duration_s=ride.seconds,
    )
