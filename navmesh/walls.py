"""How near a straight line comes to things: the edges of the walkable floor, sorted into cells.

Only + - * / and square roots, which are rounded alike everywhere: web/src/ways/walls.ts says the same to the last bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled
from navmesh.mesh import Mesh

# How far from things one likes to walk, metres.
CLEARANCE = 0.6
# A line is looked at in pieces of this many metres at most, each from its middle.
PIECE = 0.5
CELL = 1.0
# Cells reach so far beyond the walkable floor, metres: no line that is looked at leaves them.
MARGIN = 2.0
# A line that ends this near to an edge does not cross it, metres.
GRAZE = 1e-9


class Walls(NamedTuple):
    """The edges of all floors. E edges, G cells.

    edges:  (E, 6) float64, metres: from x, y to x, y, and where the next one ends; free space on the left
    first:  (G + 1,) int64, listed: (.,) int64; what of a cell is listed: every edge that is near to it
    low:    (2,) float64, metres, where the cells begin on every floor;  shape: (2,) int64, columns and rows of a floor
    wanted: metres that one likes to keep from these edges: CLEARANCE without the walker's radius
    """

    edges: NDArray[np.float64]
    first: NDArray[np.int64]
    listed: NDArray[np.int64]
    low: NDArray[np.float64]
    shape: NDArray[np.int64]
    wanted: float


def build_walls(mesh: Mesh, radius: float) -> Walls:
    """The edges of the ground of a radius, each listed in the cells to which it is near."""
    wanted = max(CLEARANCE - radius, 0.0)
    edges = np.ascontiguousarray(np.hstack((mesh.xy, mesh.xy[mesh.after], mesh.xy[mesh.after[mesh.after]])))
    floor = np.zeros(len(mesh.xy), dtype=np.int64)
    floor[mesh.triangles.ravel()] = np.repeat(mesh.floor[mesh.component], 3)
    low = mesh.xy.min(axis=0, initial=np.inf) - MARGIN if len(edges) else np.zeros(2)
    high = mesh.xy.max(axis=0, initial=-np.inf) + MARGIN if len(edges) else np.zeros(2)
    shape = np.floor((high - low) / CELL).astype(np.int64) + 1
    near = max(wanted, PIECE / 2) + MARGIN * GRAZE
    count = np.zeros(len(mesh.cell_base) * shape[0] * shape[1] + 1, dtype=np.int64)
    list_edges(edges, floor, low, shape, near, count, np.zeros(0, np.int64))
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(count[:-1])))
    listed = np.zeros(first[-1], dtype=np.int64)
    list_edges(edges, floor, low, shape, near, first.copy(), listed)
    return Walls(edges, first, listed, low, shape, wanted)


@compiled
def list_edges(
    edges: np.ndarray,
    floor: np.ndarray,
    low: np.ndarray,
    shape: np.ndarray,
    near: float,
    at: np.ndarray,
    listed: np.ndarray,
) -> None:
    """For all edges and the cells they are near to, at[cell] += 1; and where `listed` has room, write the edge there.

    floor: (E,) int64;  near: metres;  at: (G + 1,) int64, counts, or where the next edge of a cell is to be written
    """
    far = near + 0.7072 * CELL
    for e in range(len(edges)):
        ax, ay, bx, by = edges[e, 0], edges[e, 1], edges[e, 2], edges[e, 3]
        left, right = int((min(ax, bx) - near - low[0]) / CELL), int((max(ax, bx) + near - low[0]) / CELL)
        bottom, top = int((min(ay, by) - near - low[1]) / CELL), int((max(ay, by) + near - low[1]) / CELL)
        for row in range(bottom, top + 1):
            for column in range(left, right + 1):
                x, y = low[0] + (column + 0.5) * CELL, low[1] + (row + 0.5) * CELL
                share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
                share = min(max(share, 0.0), 1.0)
                dx, dy = ax + share * (bx - ax) - x, ay + share * (by - ay) - y
                if dx * dx + dy * dy <= far * far:
                    cell = (floor[e] * shape[1] + row) * shape[0] + column
                    if len(listed):
                        listed[at[cell]] = e
                    at[cell] += 1


@compiled
def look_along(walls: Walls, floor: int, ax: float, ay: float, bx: float, by: float) -> tuple[float, float]:
    """The metres from a to b, and how many of them are lost by being too near to things; inf where there is no way.

    A metre right at an edge is lost wholly, one at half the wanted distance by half.
    """
    dx, dy = bx - ax, by - ay
    length = np.sqrt(dx * dx + dy * dy)
    pieces = max(1, int(np.ceil(length / PIECE)))
    reach = 0.5 * length / pieces + 2.0 * GRAZE
    lost = 0.0
    for k in range(pieces):
        share = (k + 0.5) / pieces
        x, y = ax + share * dx, ay + share * dy
        column, row = int((x - walls.low[0]) / CELL), int((y - walls.low[1]) / CELL)
        cell = (floor * walls.shape[1] + row) * walls.shape[0] + column
        nearest, is_inside = walls.wanted * walls.wanted, False
        for i in range(walls.first[cell], walls.first[cell + 1]):
            edge = walls.edges[walls.listed[i]]
            square, is_behind = _gap(edge, x, y)
            # What lies across a piece is at most half of it away from its middle.
            if square < reach * reach and blocks(edge, ax, ay, bx, by, length):
                return length, np.inf
            if square < nearest:
                nearest, is_inside = square, is_behind
        if is_inside:
            return length, np.inf
        if walls.wanted > 0.0:
            lost += (1.0 - np.sqrt(nearest) / walls.wanted) * (length / pieces)
    return length, lost


@compiled
def blocks(edge: np.ndarray, ax: float, ay: float, bx: float, by: float, length: float) -> bool:
    """Whether an edge, (6,) float64, lies across the line from a to b, so many metres long, or its end does.

    The line may pass over an end round which the free space opens, unless it comes out on the other side of the thing.
    """
    cx, cy, dx, dy = edge[0], edge[1], edge[2], edge[3]
    ux, uy = bx - ax, by - ay
    near = GRAZE * length
    from_c, from_d = ux * (cy - ay) - uy * (cx - ax), ux * (dy - ay) - uy * (dx - ax)
    if abs(from_d) <= near:
        along = ux * (dx - ax) + uy * (dy - ay)
        if not near < along < length * length - near:
            return False
        ex, ey = edge[4], edge[5]
        from_e = ux * (ey - ay) - uy * (ex - ax)
        is_between = (from_c > near and from_e < -near) or (from_c < -near and from_e > near)
        return is_between or bool((dx - cx) * (ey - dy) - (dy - cy) * (ex - dx) > 0.0)
    if not ((from_c > near and from_d < -near) or (from_c < -near and from_d > near)):
        return False
    wx, wy = dx - cx, dy - cy
    near = GRAZE * np.sqrt(wx * wx + wy * wy)
    from_a, from_b = wx * (ay - cy) - wy * (ax - cx), wx * (by - cy) - wy * (bx - cx)
    return bool((from_a > near and from_b < -near) or (from_a < -near and from_b > near))


@compiled
def _gap(edge: np.ndarray, x: float, y: float) -> tuple[float, bool]:
    """The square of the metres from a point to an edge, (6,) float64; whether the point lies behind it, in the thing."""
    wx, wy = edge[2] - edge[0], edge[3] - edge[1]
    square = wx * wx + wy * wy
    share = ((x - edge[0]) * wx + (y - edge[1]) * wy) / square
    within = min(max(share, 0.0), 1.0)
    dx, dy = edge[0] + within * wx - x, edge[1] + within * wy - y
    side = wx * (y - edge[1]) - wy * (x - edge[0])
    return dx * dx + dy * dy, bool(0.0 < share < 1.0 and side < -GRAZE * np.sqrt(square))
