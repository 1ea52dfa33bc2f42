"""Distances and first steps between the corners of each component, and from every corner to every stop.

They depend on the geometry and the walker's radius alone: not on speed, closures or what may be ridden.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.graph import Graph, shortest_from
from navmesh.mesh import Mesh
from navmesh.sight import look_from_corner, look_round, place

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Wide = NDArray[np.int64]


class Tables(NamedTuple):
    """N nodes, C components, S stops. Nodes in a row are counted from the first of their component.

    base:         (C,) int64, where a component's square begins: entry base + goal · n + node
    metres:       (.,) float64, from node to goal, inf where there is none
    hop:          (.,) int32, the next node on the way, itself at the goal
    stop_triangle:(S,) int64, -1 for a stop off the walkable area
    stop_xy:      (S, 2) float64, metres
    stop_base:    (S,) int64, where the row of a stop begins: entry stop_base + node
    stop_metres:  (.,) float64, from a node of the stop's component
    stop_hop:     (.,) int32, the next node, -1 where the stop itself is next
    stops_first:  (C + 1,) int32 and stops: (S',) int64, the stops of each component
    """

    base: Wide
    metres: Floats
    hop: Ints
    stop_triangle: Wide
    stop_xy: Floats
    stop_base: Wide
    stop_metres: Floats
    stop_hop: Ints
    stops_first: Ints
    stops: Wide


def build_tables(mesh: Mesh, stop_floor: Ints, stop_at: Floats) -> Tables:
    """Steps: 1. arcs between corners, 2. all ways between corners, 3. place the stops, 4. all ways to them.

    stop_floor: (S,) int32;  stop_at: (S, 2) float64, metres
    """
    graph = Graph(*corner_arcs(mesh))
    sizes = np.diff(mesh.first_node).astype(np.int64)
    base = np.concatenate(([0], np.cumsum(sizes * sizes)))
    metres, hop = np.empty(base[-1]), np.empty(base[-1], dtype=np.int32)
    fill_corners(mesh, graph, base, metres, hop)
    stop_triangle, stop_xy = place_all(mesh, stop_floor, stop_at)
    component = np.where(stop_triangle >= 0, mesh.component[stop_triangle] if len(mesh.component) else 0, -1)
    stop_sizes = np.where(component >= 0, sizes[component] if len(sizes) else 0, 0)
    stop_base = np.concatenate(([0], np.cumsum(stop_sizes)))
    stop_metres, stop_hop = np.empty(stop_base[-1]), np.empty(stop_base[-1], dtype=np.int32)
    fill_stops(mesh, base, metres, hop, stop_triangle, stop_xy, stop_base, stop_metres, stop_hop)
    order = np.argsort(component, kind="stable")
    stops = order[component[order] >= 0].astype(np.int64)
    stops_first = np.searchsorted(component[stops], np.arange(len(sizes) + 1)).astype(np.int32)
    return Tables(
        base[:-1], metres, hop, stop_triangle, stop_xy, stop_base[:-1], stop_metres, stop_hop, stops_first, stops
    )


@compiled
def corner_arcs(mesh: Mesh) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every pair of corners that see each other and at both of which a path can bend, as the arrays of a Graph."""
    nodes = len(mesh.corner)
    seen, metres = np.empty(nodes, dtype=np.int32), np.empty(nodes)
    stack = np.empty((len(mesh.xy) + 3, 3), dtype=np.int32)
    first = np.zeros(nodes + 1, dtype=np.int32)
    to, cost = np.empty(16 * nodes + 16, dtype=np.int32), np.empty(16 * nodes + 16)
    for n in range(nodes):
        count = look_from_corner(mesh, mesh.corner[n], seen, metres, stack)
        start = first[n]
        if start + count > len(to):
            to = np.concatenate((to, np.empty(len(to) + count, dtype=np.int32)))
            cost = np.concatenate((cost, np.empty(len(cost) + count)))
        to[start : start + count] = seen[:count]
        cost[start : start + count] = metres[:count]
        first[n + 1] = start + count
    return first, to[: first[nodes]].copy(), cost[: first[nodes]].copy()


@compiled
def fill_corners(mesh: Mesh, graph: Graph, base: np.ndarray, metres: np.ndarray, hop: np.ndarray) -> None:
    """Write the square of every component. base (C + 1,) int64; metres, hop (.,) as in Tables."""
    for c in range(len(base) - 1):
        first, size = mesh.first_node[c], mesh.first_node[c + 1] - mesh.first_node[c]
        for goal in range(size):
            row = base[c] + goal * size
            shortest_from(graph, first + goal, first, metres[row : row + size], hop[row : row + size])


@compiled
def place_all(mesh: Mesh, floor: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The triangle of each point, -1 off the floor, and the point inside it. floor (n,) int32; at (n, 2) float64."""
    triangle = np.empty(len(at), dtype=np.int64)
    xy = np.empty((len(at), 2))
    for i in range(len(at)):
        triangle[i], xy[i, 0], xy[i, 1] = place(mesh, floor[i], at[i, 0], at[i, 1])
    return triangle, xy


@compiled
def fill_stops(
    mesh: Mesh,
    base: np.ndarray,
    metres: np.ndarray,
    hop: np.ndarray,
    stop_triangle: np.ndarray,
    stop_xy: np.ndarray,
    stop_base: np.ndarray,
    stop_metres: np.ndarray,
    stop_hop: np.ndarray,
) -> None:
    """Write the row of every stop: from each node, over the best corner that sees the stop. Shapes as in Tables."""
    seen, reach = np.empty(len(mesh.corner), dtype=np.int32), np.empty(len(mesh.corner))
    stack = np.empty((len(mesh.xy) + 3, 3), dtype=np.int32)
    for s in range(len(stop_triangle)):
        if stop_triangle[s] < 0:
            continue
        component = mesh.component[stop_triangle[s]]
        first = mesh.first_node[component]
        size = mesh.first_node[component + 1] - first
        count = look_round(mesh, stop_triangle[s], stop_xy[s, 0], stop_xy[s, 1], seen, reach, stack)
        row_metres = stop_metres[stop_base[s] : stop_base[s] + size]
        row_hop = stop_hop[stop_base[s] : stop_base[s] + size]
        row_metres[:] = np.inf
        row_hop[:] = -1
        for k in range(count):
            last = seen[k] - first
            row = base[component] + last * size
            for node in range(size):
                through = metres[row + node] + reach[k]
                if through < row_metres[node]:
                    row_metres[node] = through
                    row_hop[node] = hop[row + node] if node != last else -1
