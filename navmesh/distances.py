"""All distances between the corners of a component, as whole numbers of a unit of some 1e-7 m.

Dijkstra from each of 1,200 corners took 200 ms; here whole rows are relaxed at once (Bellman and Ford's way, for all goals
together), which the processor does eight numbers at a time: row v = least of (arc to u + row u) over v's neighbours, until
no row changes: 10 ms. Whole numbers add up without rounding, so that the way itself needs no table: the next corner is the
one whose distance fits.
"""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled, lean
from navmesh.graph import Graph, shortest_from

# No way; it and the longest straight segment together still fit 32 bits.
UNREACHABLE = 11 << 28
LONGEST_SEGMENT = 5 << 28


@compiled
def measure_unit(graph: Graph, first: int, count: int, middle: int, segment: float) -> float:
    """Metres per unit for the nodes first … first + count - 1: their longest way and a segment more are below UNREACHABLE.

    middle:  where to measure from first; no way is longer than twice the longest from one corner
    segment: metres, no straight segment in the component is longer
    """
    cost, parent = np.empty(count), np.empty(count, dtype=np.int32)
    is_known = np.zeros(count, dtype=np.bool_)
    longest = 0.0
    # An arc needs a bend at both its ends, so that corners of one component may have no way to each other.
    for at in range(-1, count):
        node = middle if at < 0 else first + at
        if not is_known[node - first]:
            shortest_from(graph, node, first, cost, parent)
            for i in range(count):
                if cost[i] < np.inf:
                    is_known[i] = True
                    longest = max(longest, cost[i])
    return max((2.0 * longest + segment) / UNREACHABLE, segment / LONGEST_SEGMENT) * 1.001


@compiled
def fill_units(
    arc_first: np.ndarray,
    arc_to: np.ndarray,
    arc_units: np.ndarray,
    first: int,
    outwards: np.ndarray,
    units: np.ndarray,
) -> None:
    """Write all distances of a component.

    Rows are relaxed from the middle outwards and back again: in the order of the rings it takes half as many again.

    arc_first: (N + 1,) int32;  arc_to: (A,) int32;  arc_units: (A,) uint32, at least 1
    outwards:  (n,) int64, the nodes counted from first, by their distance from the middle
    units:     (n, n) uint32, written: from node first + row to first + column, and back
    """
    count = len(units)
    units[:] = np.uint32(UNREACHABLE)
    for v in range(count):
        units[v, v] = 0
        for arc in range(arc_first[first + v], arc_first[first + v + 1]):
            units[v, arc_to[arc] - first] = arc_units[arc]
    changed, looked = np.zeros(count, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    now, is_settled, is_forward = 0, False, True
    while not is_settled:
        is_settled = True
        for step in range(count):
            v = outwards[step if is_forward else count - 1 - step]
            since, looked[v] = looked[v], now
            for arc in range(arc_first[first + v], arc_first[first + v + 1]):
                u = arc_to[arc] - first
                if changed[u] > since and relax(units[v], units[u], arc_units[arc]):
                    changed[v], is_settled = now + 1, False
            now += 1
        is_forward = not is_forward


@lean
def relax(row: np.ndarray, other: np.ndarray, arc: int) -> bool:
    """Make a row, (n,) uint32, the least of itself and an arc followed by another row; whether it changed."""
    step = np.uint32(arc)
    changes = np.uint32(0)
    for i in range(len(row)):
        through, was = np.uint32(other[i] + step), row[i]
        least = min(was, through)
        changes = np.uint32(changes | (least ^ was))
        row[i] = least
    return bool(changes != 0)
