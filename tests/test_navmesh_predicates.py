"""The turn predicate against rational arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from navmesh.predicates import turn


def exact_sign(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> int:
    (ax, ay), (bx, by), (cx, cy) = ((Fraction(x), Fraction(y)) for x, y in (a, b, c))
    area = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx)
    return (area > 0) - (area < 0)


def sign(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> int:
    area = turn(*a, *b, *c)
    return (area > 0) - (area < 0)


def test_turn_is_right_where_floats_cannot_tell() -> None:
    """Points on a line, moved by no more than a few units in the last place."""
    chance = np.random.default_rng(3)
    for _ in range(3000):
        a = (chance.uniform(-100, 100), chance.uniform(-100, 100))
        b = (chance.uniform(-100, 100), chance.uniform(-100, 100))
        share = chance.uniform(-2, 3)
        x, y = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
        for _ in range(int(chance.integers(0, 3))):
            x = math.nextafter(x, chance.choice([-math.inf, math.inf]))
        assert sign(a, b, (x, y)) == exact_sign(a, b, (x, y))


def test_turn_is_zero_exactly_on_a_line() -> None:
    for k in range(1, 50):
        assert turn(0.1, 0.1, 0.1 * 2**k, 0.1 * 2**k, 0.3, 0.3) == 0.0
        assert turn(0.1, 0.1, 0.1 * 2**k, 0.1 * 2**k, 0.3, math.nextafter(0.3, 1)) > 0.0
