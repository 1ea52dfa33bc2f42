"""How near a straight line comes to things: the edges of the walkable floor, sorted into cells.

Only + - * / and square roots, which are rounded alike everywhere: web/src/ways/walls.ts says the same to the last bit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import lean, lean_call
from navmesh.edge_cells import CELL, Cells, sort_edges
from navmesh.mesh import Mesh

# How far from things one likes to walk, metres.
CLEARANCE = 0.6
# A line is looked at in pieces of this many metres at most, each from its middle.
PIECE = 0.5
# A line that ends this near to an edge does not cross it, metres.
GRAZE = 1e-9


class Walls(NamedTuple):
    """The edges of all floors.

    cells:  their edges are (E, 6) float64, metres: from x, y to x, y, and where the next one ends; free space on the left
    wanted: metres that one likes to keep from these edges: CLEARANCE without the walker's radius
    """

    cells: Cells
    wanted: float


class Probe(NamedTuple):
    """What looks along lines of a floor. noted: (2, most_pieces) int64, room for cells and numbers of pieces during a look"""

    walls: Walls
    floor: int
    noted: NDArray[np.int64]


def build_walls(mesh: Mesh, radius: float) -> Walls:
    """The edges of the ground of a radius, each listed in the cells to which it is near."""
    wanted = max(CLEARANCE - radius, 0.0)
    edges = np.ascontiguousarray(np.hstack((mesh.xy, mesh.xy[mesh.after], mesh.xy[mesh.after[mesh.after]])))
    floor = np.zeros(len(mesh.xy), dtype=np.int64)
    floor[mesh.triangles.ravel()] = np.repeat(mesh.floor[mesh.component], 3)
    return Walls(sort_edges(edges, floor, len(mesh.cell_base), max(wanted, PIECE / 2) + 2.0 * GRAZE), wanted)


@lean
def most_pieces(walls: Walls) -> int:
    """No line within the cells has more pieces."""
    return int(walls.cells.shape.sum() * CELL / PIECE) + 1


@lean_call
def look_along(probe: Probe, ax: float, ay: float, bx: float, by: float, most_lost: float) -> tuple[float, float]:
    """The metres from a to b, and how many of them are lost by being too near to things; inf where there is no way.

    A metre right at an edge is lost wholly, one at half the wanted distance by half. Where more than most_lost are lost,
    it is not said how many more.
    First all pieces with edges near them are found, without a branch: the processor then guesses less often wrong.
    """
    cells, wanted, edges = probe.walls.cells, probe.walls.wanted, probe.walls.cells.edges
    dx, dy = bx - ax, by - ay
    length = np.sqrt(dx * dx + dy * dy)
    pieces = max(1, int(np.ceil(length / PIECE)))
    reach = 0.5 * length / pieces + 2.0 * GRAZE
    lost, enough, near = 0.0, wanted * wanted, reach * reach
    for n in range(_find_edges(probe, ax, ay, dx, dy, pieces)):
        cell, share = probe.noted[0, n], (probe.noted[1, n] + 0.5) / pieces
        x, y = ax + share * dx, ay + share * dy
        nearest, nearest_edge = enough, -1
        for i in range(cells.first[cell], cells.first[cell + 1]):
            edge = cells.listed[i]
            gap = _gap(edges, edge, x, y)[0]
            # What lies across a piece is at most half of it away from its middle.
            if gap < near and blocks(edges, edge, ax, ay, bx, by, length):
                return length, np.inf
            # Choices instead of branches, which the processor would guess wrong at every other edge.
            nearest_edge = edge if gap < nearest else nearest_edge
            nearest = min(nearest, gap)
        if nearest < enough:
            _, side, along, square = _gap(edges, nearest_edge, x, y)
            if side < -GRAZE * np.sqrt(square) and 0.0 < along < 1.0:
                return length, np.inf
            lost += (1.0 - np.sqrt(nearest) / wanted) * (length / pieces)
            if lost > most_lost:
                return length, lost
    return length, lost


@lean
def _find_edges(probe: Probe, ax: float, ay: float, dx: float, dy: float, pieces: int) -> int:
    """Note the pieces of a line from a, so many metres on, in whose cell edges are listed; how many these are."""
    cells, noted, count = probe.walls.cells, probe.noted, 0
    low_x, low_y, columns, row = cells.low[0], cells.low[1], cells.shape[0], probe.floor * cells.shape[1]
    for k in range(pieces):
        share = (k + 0.5) / pieces
        x, y = ax + share * dx, ay + share * dy
        noted[0, k] = (row + int((y - low_y) / CELL)) * columns + int((x - low_x) / CELL)
    for k in range(pieces):
        cell = noted[0, k]
        noted[0, count], noted[1, count] = cell, k
        count += 1 if cells.first[cell] < cells.first[cell + 1] else 0
    return count


@lean
def blocks(edges: np.ndarray, edge: int, ax: float, ay: float, bx: float, by: float, length: float) -> bool:
    """Whether an edge, of (E, 6) float64, lies across the line from a to b, so many metres long, or its end does.

    The line may pass over an end round which the free space opens, unless it comes out on the other side of the thing.
    """
    cx, cy, dx, dy = edges[edge, 0], edges[edge, 1], edges[edge, 2], edges[edge, 3]
    ux, uy = bx - ax, by - ay
    near = GRAZE * length
    from_c, from_d = ux * (cy - ay) - uy * (cx - ax), ux * (dy - ay) - uy * (dx - ax)
    if abs(from_d) <= near:
        along = ux * (dx - ax) + uy * (dy - ay)
        if not near < along < length * length - near:
            return False
        ex, ey = edges[edge, 4], edges[edge, 5]
        from_e = ux * (ey - ay) - uy * (ex - ax)
        is_between = (from_c > near and from_e < -near) or (from_c < -near and from_e > near)
        return is_between or bool((dx - cx) * (ey - dy) - (dy - cy) * (ex - dx) > 0.0)
    if not ((from_c > near and from_d < -near) or (from_c < -near and from_d > near)):
        return False
    wx, wy = dx - cx, dy - cy
    near = GRAZE * np.sqrt(wx * wx + wy * wy)
    from_a, from_b = wx * (ay - cy) - wy * (ax - cx), wx * (by - cy) - wy * (bx - cx)
    return bool((from_a > near and from_b < -near) or (from_a < -near and from_b > near))


@lean
def _gap(edges: np.ndarray, edge: int, x: float, y: float) -> tuple[float, float, float, float]:
    """The square of the metres from a point to an edge, of (E, 6) float64; where the point lies beside it.

    That is: twice the area between them, below 0 behind the edge, in the thing; its share along the edge, which ends at 0
    and 1; and the square of the edge's metres.
    """
    ax, ay = edges[edge, 0], edges[edge, 1]
    wx, wy = edges[edge, 2] - ax, edges[edge, 3] - ay
    square = wx * wx + wy * wy
    share = ((x - ax) * wx + (y - ay) * wy) / square
    within = min(max(share, 0.0), 1.0)
    dx, dy = ax + within * wx - x, ay + within * wy - y
    return dx * dx + dy * dy, wx * (y - ay) - wy * (x - ax), share, square
