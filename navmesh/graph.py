"""Shortest ways in a sparse directed graph, ties broken by the lowest node."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean


class Graph(NamedTuple):
    """Arcs grouped by where they start: those of node n are first[n] … first[n + 1] - 1.

    first: (N + 1,) int32;  to: (A,) int32;  cost: (A,) float64, not negative
    """

    first: NDArray[np.int32]
    to: NDArray[np.int32]
    cost: NDArray[np.float64]


@compiled
def shortest_from(graph: Graph, source: int, base: int, cost: np.ndarray, parent: np.ndarray) -> None:
    """Dijkstra, with a binary heap, from one node of the part of a graph that starts at node `base` and is closed in itself.

    cost:   (n,) float64, written: from the source to node base + i, inf where there is no way
    parent: (n,) int32, written: the node before on the way, counted from base; the source's is itself, -1 = none
    """
    count = len(cost)
    heap = np.empty(count, dtype=np.int32)
    # Of each node in the heap; -1 before it comes there, -2 after.
    position = np.full(count, -1, dtype=np.int32)
    cost[:] = np.inf
    parent[:] = -1
    cost[source - base] = 0.0
    parent[source - base] = source - base
    heap[0] = source - base
    position[source - base] = 0
    size = 1
    while size > 0:
        node = heap[0]
        size -= 1
        if size > 0:
            heap[0] = heap[size]
            position[heap[0]] = 0
            _sink(heap, position, cost, size)
        position[node] = -2
        for arc in range(graph.first[base + node], graph.first[base + node + 1]):
            other = graph.to[arc] - base
            through = cost[node] + graph.cost[arc]
            if through < cost[other]:
                cost[other] = through
                parent[other] = node
                if position[other] == -1:
                    heap[size] = other
                    position[other] = size
                    size += 1
                _rise(heap, position, cost, position[other])
            elif through == cost[other] and node < parent[other] and position[other] >= 0:
                parent[other] = node


@lean
def _rise(heap: np.ndarray, position: np.ndarray, cost: np.ndarray, at: int) -> None:
    """Move the entry at a place of the heap up until none above it costs more."""
    node = heap[at]
    while at > 0:
        above = (at - 1) >> 1
        if cost[heap[above]] <= cost[node]:
            break
        heap[at] = heap[above]
        position[heap[at]] = at
        at = above
    heap[at] = node
    position[node] = at


@lean
def _sink(heap: np.ndarray, position: np.ndarray, cost: np.ndarray, size: int) -> None:
    """Move the top entry down until none below it costs less."""
    node = heap[0]
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and cost[heap[below + 1]] < cost[heap[below]]:
            below += 1
        if cost[heap[below]] >= cost[node]:
            break
        heap[at] = heap[below]
        position[heap[at]] = at
        at = below
    heap[at] = node
    position[node] = at
