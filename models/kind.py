"""What a kind of thing is: its name, its size, the floor it covers, and how its mesh is made.

A model's origin lies on the floor in the middle of its outline; +x is its heading (its front), +y is left of the heading, z up.
A size is (w, d, h): w across the heading (y), d along it (x), h up.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from models.mesh import Model, Point

Size = tuple[float, float, float]
Ring = tuple[Point, ...]


class ModelError(Exception):
    """Something was asked of a kind that it is not."""


def rectangle(size: Size) -> Ring:
    """The four corners of w x d, counter-clockwise."""
    width, depth, _ = size
    x, y = depth / 2, width / 2
    return ((-x, -y), (x, -y), (x, y), (-x, y))


def octagon(size: Size) -> Ring:
    """The octagon about the ellipse of w x d: round things, at few corners for routes to bend at."""
    width, depth, _ = size
    grow = 1 / math.cos(math.pi / 8)
    angles = [math.radians(22.5 + 45 * i) for i in range(8)]
    return tuple((grow * depth / 2 * math.cos(a), grow * width / 2 * math.sin(a)) for a in angles)


def nothing(_: Size) -> Ring:
    """The outline of what hangs, or frames a passage: no floor is covered."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing one can put into a hall file.

    `overhang` = how far parts may reach over the outline above the ground (leaves, a worktop).
    `to_ceiling` = without a size of its own it is as high as its floor.
    `outside` = belongs to the site, not to a floor.
    `build` makes its mesh; None for what is drawn from its polygon, or from the floors (lawn, road, the building itself).
    """

    name: str
    zh: str
    en: str
    size: Size
    outline: Callable[[Size], Ring] = rectangle
    overhang: float = 0.0
    to_ceiling: bool = False
    outside: bool = False
    build: Callable[[Size], Model] | None = None
