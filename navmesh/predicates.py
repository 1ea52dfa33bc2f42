"""Which way three points turn: the one predicate everything rests on, always right.

Floats decide when their error bound allows it (Shewchuk, "Adaptive precision floating-point arithmetic and fast
robust geometric predicates", 1997); otherwise the determinant is summed without rounding as an expansion.
"""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled_at_once, lean

# (3 + 16 u) u with u = 2^-53: no rounding of the float formula can be larger, relative to its two products.
FLOAT_ERROR = (3.0 + 16.0 * 2.0**-53) * 2.0**-53
SPLITTER = 2.0**27 + 1.0


@lean
def _grow(expansion: np.ndarray, count: int, term: float) -> int:
    """Add a term to an expansion of `count` parts without rounding; returns the new count.

    expansion: (12,) float64, smallest part first, parts do not overlap
    """
    carry = term
    for k in range(count):
        carry, expansion[k] = _two_sum(carry, expansion[k])
    expansion[count] = carry
    return count + 1


@lean
def _two_sum(a: float, b: float) -> tuple[float, float]:
    """a + b as its rounded value and the rest that rounding lost."""
    total = a + b
    virtual = total - a
    return total, (a - (total - virtual)) + (b - virtual)


@lean
def _two_product(a: float, b: float) -> tuple[float, float]:
    """a · b as its rounded value and the rest that rounding lost (Dekker, Veltkamp)."""
    product = a * b
    high_a = SPLITTER * a - (SPLITTER * a - a)
    high_b = SPLITTER * b - (SPLITTER * b - b)
    low_a = a - high_a
    low_b = b - high_b
    return product, low_a * low_b - (((product - high_a * high_b) - low_a * high_b) - high_a * low_b)


@compiled_at_once("float64(float64, float64, float64, float64, float64, float64)")
def _exact_turn(ax: float, ay: float, bx: float, by: float, cx: float, cy: float) -> float:
    """The sign of ax·by - ax·cy - cx·by - ay·bx + ay·cx + cy·bx, by exact summation."""
    firsts = (ax, -ax, -cx, -ay, ay, cy)
    seconds = (by, cy, by, bx, cx, bx)
    expansion = np.zeros(12)
    count = 0
    for i in range(6):
        product, rest = _two_product(firsts[i], seconds[i])
        count = _grow(expansion, count, rest)
        count = _grow(expansion, count, product)
    for k in range(count - 1, -1, -1):
        if expansion[k] != 0.0:
            return float(expansion[k])
    return 0.0


@lean
def turn(ax: float, ay: float, bx: float, by: float, cx: float, cy: float) -> float:
    """Positive when a, b, c turn left, negative when right, 0.0 exactly when they lie on one line."""
    left = (ax - cx) * (by - cy)
    right = (ay - cy) * (bx - cx)
    determinant = left - right
    if abs(determinant) >= FLOAT_ERROR * (abs(left) + abs(right)):
        return determinant
    return _exact_turn(ax, ay, bx, by, cx, cy)
