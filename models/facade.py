"""Outer walls of buildings seen from outside: dark glass between piers and bands."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.mesh import Floats, Part, Point, Solid, loft, move, paint, sheet, turn
from models.palette import STEEL_DARK, linear_rgb

GLASS_LOW = "#35506B"
GLASS_HIGH = "#7FA0BC"
# Width and depth of a bar; height of a transom over its floor.
BAR = (0.07, 0.11)
TRANSOM = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How a façade is divided: a pier every `step`, `pier` wide and standing `proud` before the glass; bands between storeys `band` high.

    `mullions` = thin steel bars before the glass between two piers, and a transom at the height of a table in every storey.
    """

    step: float
    pier: float
    proud: float
    band: float
    mullions: int = 0


def side(a: Point, b: Point, levels: Sequence[float], grid: Grid, colour: str) -> list[Part]:
    """One straight side from a to b, outside on the right of a → b (a counter-clockwise outline); `levels` = z of the storeys' floors and of the top."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    low, high = levels[0], levels[-1]

    def at(solid: Solid) -> Solid:
        return move(turn(solid, angle), (a[0], a[1], 0.0))

    count = max(1, round(length / grid.step))
    middles = [min(max(length * i / count, grid.pier / 2), length - grid.pier / 2) for i in range(count + 1)]
    piers = [at(_pier(x, grid, low, high)) for x in middles]
    bands = [at(_band(length, z, grid)) for z in levels[1:]]
    panes = [
        _glazed(at(sheet([(0, 0, z0), (length, 0, z0), (length, 0, z1), (0, 0, z1)])), z0, z1)
        for z0, z1 in itertools.pairwise(levels)
    ]
    return [*panes, paint("matte", colour, *piers, *bands), *_mullions(length, levels, grid, middles, at)]


def _mullions(
    length: float, levels: Sequence[float], grid: Grid, middles: Sequence[float], at: Callable[[Solid], Solid]
) -> list[Part]:
    """Bars from the ground to the top, and one along each storey."""
    if not grid.mullions:
        return []
    bar = replace(grid, pier=BAR[0], proud=BAR[1])
    steps = range(1, grid.mullions + 1)
    xs = [a + (b - a) * i / (grid.mullions + 1) for a, b in itertools.pairwise(middles) for i in steps]
    upright = [_pier(x, bar, levels[0], levels[-1]) for x in xs]
    level = [_band(length, z + TRANSOM, replace(bar, band=BAR[0], proud=BAR[1] - 0.045)) for z in levels[:-1]]
    return [paint("matte", STEEL_DARK, *(at(solid) for solid in (*upright, *level)))]


def _pier(x: float, grid: Grid, low: float, high: float) -> Solid:
    """Three sides of an upright bar before the wall: along x, the outside towards -y."""
    x0, x1, y = x - grid.pier / 2, x + grid.pier / 2, -grid.proud
    ring = np.array([(x0, 0.0), (x0, y), (x1, y), (x1, 0.0)])
    return loft(np.stack([np.column_stack([ring, np.full(4, z)]) for z in (low, high)]), caps=False, around=False)


def _band(length: float, z: float, grid: Grid) -> Solid:
    """The belt below a storey's top: outside, underside and upper side, 4 cm before the piers."""
    y, low = -grid.proud - 0.04, z - grid.band
    ring = np.array([(0.0, z), (y, z), (y, low), (0.0, low)])
    rings = [np.column_stack([np.full(4, x), ring]) for x in (y, length - y)]
    return loft(np.stack(rings), caps=False, around=False)


def _glazed(pane: Solid, low: float, high: float) -> Part:
    """Glass that mirrors more sky the higher one looks."""
    share = ((pane.vertices[:, 2] - low) / (high - low))[:, None]
    colours: Floats = linear_rgb(GLASS_LOW) * (1 - share) + linear_rgb(GLASS_HIGH) * share
    return Part("metal", pane.vertices, pane.faces, np.round(colours).astype(np.uint8))
