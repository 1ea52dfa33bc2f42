"""Where things stand on the floor: outlines, window middles and stands, in hall coordinates.

A thing's own frame: +x = its heading (its front, towards the citizen), +y = left of its heading. Size is [w, d, h]:
w across the heading, d along it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

import models
from models.kind import rectangle
from scene.hall import Counter, Furniture, Hall, Window

STAND_DISTANCE = 0.7

Point = tuple[float, float]
Outline = Sequence[Point] | NDArray[np.float64]
# cos and sin of whole quarter turns without rounding, so that things set square stay square.
QUARTER_TURNS: tuple[Point, ...] = ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a citizen stands before a window; heading_deg = the way they face, towards the counter."""

    floor: str
    at: Point
    heading_deg: float


def direction(heading_deg: float) -> Point:
    """Unit vector of a heading."""
    quarters, rest = divmod(heading_deg, 90.0)
    if rest == 0.0:
        return QUARTER_TURNS[int(quarters) % 4]
    angle = math.radians(heading_deg % 360.0)
    return math.cos(angle), math.sin(angle)


def placed(local: NDArray[np.float64], at: Point, heading_deg: float) -> NDArray[np.float64]:
    """Points of a thing's own frame in the hall.

    local:   (n, 2) float64, metres
    returns: (n, 2) float64, metres
    """
    c, s = direction(heading_deg)
    # Written out rather than as a matrix product: BLAS may fuse and round differently from machine to machine.
    x = at[0] + (local[:, 0] * c - local[:, 1] * s)
    y = at[1] + (local[:, 0] * s + local[:, 1] * c)
    return np.column_stack((x, y))


def polygons(rings: Sequence[Outline]) -> NDArray[np.object_]:
    """Many rings as shapely polygons: (n,) objects, made at once as one by one takes ten times as long."""
    coordinates = np.concatenate([np.empty((0, 2)), *(np.asarray(ring, dtype=np.float64) for ring in rings)])
    numbers = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    return np.asarray(shapely.polygons(shapely.linearrings(coordinates, indices=numbers)), dtype=np.object_)


def counter_outline(counter: Counter) -> NDArray[np.float64]:
    """The row's rectangle, counter-clockwise: (4, 2) float64, metres."""
    half = counter.pitch * len(counter.windows) / 2
    back = -counter.depth
    local = np.array([(back, -half), (0.0, -half), (0.0, half), (back, half)])
    return placed(local, counter.at, counter.heading_deg)


def furniture_size(furniture: Furniture) -> tuple[float, float, float]:
    """The file's [w, d, h], or that of its kind. A parsed hall has one of them for each piece."""
    return furniture.size or models.size_of(furniture.kind)


def furniture_outline(furniture: Furniture) -> NDArray[np.float64]:
    """What the piece covers of the floor, counter-clockwise: (n, 2) float64, metres; n = 0 when it covers nothing.

    A kind we do not know covers the rectangle of its size.
    """
    size = furniture_size(furniture)
    is_known = furniture.kind in models.KINDS
    local = models.outline_of(furniture.kind, size) if is_known else rectangle(size)
    return placed(np.array(local, dtype=np.float64).reshape(-1, 2), furniture.at, furniture.heading_deg)


def window_middles(counter: Counter) -> NDArray[np.float64]:
    """Middle of each window's front edge, left to right as the citizen sees: (windows, 2) float64, metres."""
    return placed(_row(counter, 0.0), counter.at, counter.heading_deg)


def window_stands(hall: Hall) -> dict[str, Stand]:
    """The goal of each window by its code, in the file's order."""
    return {
        window.code: Stand(floor=counter.floor, at=at, heading_deg=(counter.heading_deg + 180.0) % 360.0)
        for counter in hall.counters
        for window, at in zip(counter.windows, counter_stands(counter), strict=True)
    }


def counter_stands(counter: Counter) -> list[Point]:
    """Where one stands before each window of a counter, left to right: the file's stand, or 0.7 m in front."""
    usual = placed(_row(counter, STAND_DISTANCE), counter.at, counter.heading_deg)
    return [_stand(window, x, y) for window, (x, y) in zip(counter.windows, usual.tolist(), strict=True)]


def _stand(window: Window, x: float, y: float) -> Point:
    return window.stand if window.stand is not None else (x, y)


def _row(counter: Counter, ahead: float) -> NDArray[np.float64]:
    """One point per window, `ahead` metres before the front edge, in the counter's own frame: (windows, 2)."""
    count = len(counter.windows)
    across = (np.arange(count) - (count - 1) / 2) * counter.pitch
    return np.column_stack((np.full(count, ahead), across))
