"""Lengths: of lines on a floor, between points, and in millimetres."""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled, lean, lean_call


@compiled
def metres_along(line: np.ndarray) -> np.ndarray:
    """Metres from the start of a line, (p, 3) float64, to each of its points: (p,) float64."""
    along = np.empty(len(line))
    write_metres_along(line, 0, len(line), along)
    return along


@lean
def write_metres_along(points: np.ndarray, first: int, end: int, along: np.ndarray) -> None:
    """The same of some of many points, (., 3) float64; written to the same places of along, (.,) float64."""
    along[first] = 0.0
    for k in range(first + 1, end):
        along[k] = along[k - 1] + np.hypot(points[k, 0] - points[k - 1, 0], points[k, 1] - points[k - 1, 1])


@lean_call
def length_of(line: np.ndarray) -> float:
    """The metres of a line. line: (n, 2) float64"""
    metres = 0.0
    for k in range(1, len(line)):
        metres += distance(line[k - 1, 0], line[k - 1, 1], line[k, 0], line[k, 1])
    return metres


@lean
def distance(ax: float, ay: float, bx: float, by: float) -> float:
    """Metres from a to b. Not by hypot, which no number in a hall needs and which takes ten times as long."""
    dx, dy = bx - ax, by - ay
    return float(np.sqrt(dx * dx + dy * dy))


@lean
def millimetres(metres: float) -> int:
    """Metres as whole millimetres."""
    return int(np.rint(metres * 1000.0))
