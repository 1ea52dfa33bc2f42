"""Footprints along a route's trail: left and right, evenly spaced, turning with it; none inside rides."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.legs import RIDE, Lines
from navmesh.lines import millimetres, write_metres_along

STRIDE = 0.65
FOOT_ASIDE = 0.1
# A foot points along the chord of half a stride before and after it, so that feet turn round a corner with the body.
LOOK_ALONG = STRIDE / 2
SHORTEST_WALK = 0.1


class Footprints(NamedTuple):
    """One entry per print, (n,) int64 each. floor: index;  x, y, z, at_m: millimetres, at_m along the whole route

    foot: "LRLR…", left first; the feet go on alternating after a ride
    """

    floor: NDArray[np.int64]
    x: NDArray[np.int64]
    y: NDArray[np.int64]
    z: NDArray[np.int64]
    heading_deg: NDArray[np.int64]
    at_m: NDArray[np.int64]
    foot: str


def footprints_of(prints: NDArray[np.int64]) -> Footprints:
    """The prints as leave_prints has them, left first."""
    floor, x, y, z, heading_deg, at_m = prints
    return Footprints(floor, x, y, z, heading_deg, at_m, foot=("LR" * len(x))[: len(x)])


@compiled
def leave_prints(trails: Lines, prints_before: int, metres_before: float) -> np.ndarray:
    """The prints of legs: (6, n) int64, floor, x, y and z in millimetres, heading in degrees, at in millimetres.

    prints_before, metres_before: of the route before these legs; left and right go on alternating
    Rides have none, nor have walks too short for one. Metres along the route are those that are told, not the trail's.

    Steps: 1. how many each walk has, 2. each print: beside the trail, along the chord of the body's turn there.
    """
    along, counts = np.empty(len(trails.points)), np.zeros(len(trails.floors), dtype=np.int64)
    first = 0
    for leg in range(len(trails.floors)):
        if trails.floors[leg] != RIDE and trails.metres[leg] > SHORTEST_WALK:
            write_metres_along(trails.points, first, trails.ends[leg], along)
            counts[leg] = max(1, int(np.rint(along[trails.ends[leg] - 1] / STRIDE)))
        first = trails.ends[leg]
    prints = np.empty((6, counts.sum()), dtype=np.int64)
    n, first, begin = 0, 0, metres_before
    for leg in range(len(trails.floors)):
        line, metres = trails.points[first : trails.ends[leg]], along[first : trails.ends[leg]]
        behind, here, ahead = 1, 1, 1
        for k in range(counts[leg]):
            at = (k + 0.5) * (metres[-1] / counts[leg])
            behind = _piece_at(metres, behind, at - LOOK_ALONG)
            here = _piece_at(metres, here, at)
            ahead = _piece_at(metres, ahead, at + LOOK_ALONG)
            x, y = _place_in(line, metres, here, at)
            from_x, from_y = _place_in(line, metres, behind, at - LOOK_ALONG)
            to_x, to_y = _place_in(line, metres, ahead, at + LOOK_ALONG)
            dx, dy = to_x - from_x, to_y - from_y
            chord = np.sqrt(dx * dx + dy * dy)
            aside = (FOOT_ASIDE if (prints_before + n) % 2 == 0 else -FOOT_ASIDE) / (chord if chord > 0.0 else np.inf)
            prints[:, n] = (
                trails.floors[leg],
                millimetres(x - aside * dy),
                millimetres(y + aside * dx),
                millimetres(line[0, 2]),
                int(np.rint(np.degrees(np.arctan2(dy, dx)))) % 360,
                millimetres(begin + at * (trails.metres[leg] / metres[-1])),
            )
            n += 1
        first, begin = trails.ends[leg], begin + trails.metres[leg]
    return prints


@lean
def _piece_at(along: np.ndarray, piece: int, metres: float) -> int:
    """The piece of a line, from 1, in which one is after so many metres, at the earliest that one. along: as of metres_along"""
    while piece + 1 < len(along) and along[piece] < metres:
        piece += 1
    return piece


@lean
def _place_in(line: np.ndarray, along: np.ndarray, piece: int, metres: float) -> tuple[float, float]:
    """The point of a line, (p, 3) float64, after so many metres, which are in that piece; its ends beyond."""
    share = min(max((metres - along[piece - 1]) / (along[piece] - along[piece - 1]), 0.0), 1.0)
    x = line[piece - 1, 0] + share * (line[piece, 0] - line[piece - 1, 0])
    return x, line[piece - 1, 1] + share * (line[piece, 1] - line[piece - 1, 1])
