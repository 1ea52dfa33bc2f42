"""The legs of a route: a walk over one floor, or one ride."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.rides import Link, Ride, passed

XYZ = tuple[float, float, float]

# The floor of a leg that is a ride, in Lines.
RIDE = -1


class Leg(NamedTuple):
    """A walk (connector None, from_floor = to_floor) or a ride of the connector with this number.

    line: (p, 3) float64, metres
    """

    from_floor: int
    to_floor: int
    connector: int | None
    line: NDArray[np.float64]
    length_m: float
    duration_s: float

    def __eq__(self, other: object) -> bool:
        """As tuples are compared, which cannot compare arrays."""
        return isinstance(other, Leg) and _plain(self) == _plain(other)

    def __hash__(self) -> int:
        """As the same."""
        return hash(_plain(self))

    @property
    def points(self) -> tuple[XYZ, ...]:
        """The line as plain numbers."""
        return tuple([(x, y, z) for x, y, z in self.line.tolist()])


def _plain(leg: Leg) -> tuple[object, ...]:
    from_floor, to_floor, connector, _, length_m, duration_s = leg
    return from_floor, to_floor, connector, leg.points, length_m, duration_s


class Lines(NamedTuple):
    """The legs of a route as kernels read them, one after the other.

    points: (p, 3) float64, metres;  ends: (l,) int64, where the points of each leg end
    floors: (l,) int64, RIDE for a ride;  metres: (l,) float64, the length that is told of each
    rides:  (3, l) int64, the connector, from which floor and to which; RIDE for a walk
    """

    points: NDArray[np.float64]
    ends: NDArray[np.int64]
    floors: NDArray[np.int64]
    metres: NDArray[np.float64]
    rides: NDArray[np.int64]


def lines_of(legs: Sequence[Leg]) -> Lines:
    """The exact lines."""
    return Lines(
        points=np.concatenate([np.empty((0, 3)), *(leg.line for leg in legs)]),
        ends=np.array([*accumulate([len(leg.line) for leg in legs])], dtype=np.int64),
        floors=np.array([leg.from_floor if leg.connector is None else RIDE for leg in legs], dtype=np.int64),
        metres=np.array([leg.length_m for leg in legs], dtype=np.float64),
        rides=np.array([_ride(leg) for leg in legs], dtype=np.int64).reshape(-1, 3).T.copy(),
    )


def _ride(leg: Leg) -> tuple[int, int, int]:
    """The connector of a ride, and its floors; of a walk, RIDE."""
    return (RIDE, RIDE, RIDE) if leg.connector is None else (leg.connector, leg.from_floor, leg.to_floor)


def ride_leg(link: Link, ride: Ride) -> Leg:
    """A ride, with the stops it passes."""
    stops = passed(link, ride.first, ride.last)
    return Leg(
        from_floor=stops[0].floor,
        to_floor=stops[-1].floor,
        connector=ride.link,
        line=np.array([(stop.x, stop.y, stop.z) for stop in stops], dtype=np.float64),
        length_m=ride.metres,
        duration_s=ride.seconds,
    )
