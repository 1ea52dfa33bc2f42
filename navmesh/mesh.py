"""The walkable floors as triangles: what is where, and what lies across each edge.

All floors lie in one set of arrays; a component (one connected polygon) is on one floor, and no triangle of one
component touches another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from navmesh.compiled import compiled
from navmesh.predicates import turn
from navmesh.walkable import Piece, following

# Side of the cells that find the triangle of a point, metres.
CELL = 1.0
# How far round its triangles a cell looks, metres: a point that rounding put off the floor is still found.
CELL_MARGIN = 1e-6

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Wide = NDArray[np.int64]


class MeshError(Exception):
    """The walkable polygons could not be cut into proper triangles."""


class Mesh(NamedTuple):
    """Everything sight needs. V vertices, T triangles, N corner nodes, C components, F floors, G cells.

    An edge is a number, 3 · triangle + k, from the triangle's corner k to its corner k + 1.

    xy:             (V, 2) float64, metres; the vertices of all rings, free space on the left
    before, after:  (V,) int32, a vertex's neighbours on its ring
    node:           (V,) int32, the vertex's number as a corner one can bend round, -1 where one cannot
    corner:         (N,) int32, the vertex of a node
    first_node:     (C + 1,) int32, the nodes of component c are first_node[c] … first_node[c + 1] - 1
    triangles:      (T, 3) int32, vertices counter-clockwise
    across:         (T, 3) int32, of each edge the same one as the triangle beyond has it; -1 at a wall
    beyond:         (3 T, 3) int32, of each edge the vertex opposite, and what lies across the next edge and the one after
    component:      (T,) int32, of each triangle;  floor: (C,) int32, of each component
    fan_first, fan: (V + 1,) and (3 T,) int32, 3 · triangle + corner of the triangles round vertex v are fan[fan_first[v]] …
    cell_origin:    (F, 2) float64, metres, the corner of a floor's first cell;  cell_shape: (F, 2) int32, columns and rows
    cell_base:      (F,) int32, a floor's first cell, after which its cells follow row by row
    cell_first:     (G + 1,) int32 and cell_triangles: (.,) int32, what reaches into cell g is cell_triangles[cell_first[g]] …
    """

    xy: Floats
    before: Ints
    after: Ints
    node: Ints
    corner: Ints
    first_node: Ints
    triangles: Ints
    across: Ints
    beyond: Ints
    component: Ints
    floor: Ints
    fan_first: Ints
    fan: Ints
    cell_origin: Floats
    cell_shape: Ints
    cell_base: Ints
    cell_first: Ints
    cell_triangles: Ints


def build_mesh(floors: Sequence[Sequence[Piece]]) -> Mesh:
    """The mesh of each floor's pieces. Steps: 1. rings, 2. corner nodes, 3. triangles, 4. neighbours, 5. cells."""
    pieces = [(floor, piece) for floor, found in enumerate(floors) for piece in found]
    xy, before, after, piece_first = _rings([piece for _, piece in pieces])
    node, corner = _nodes(xy, before, after)
    triangles, component = _triangles(xy, [piece for _, piece in pieces], piece_first)
    across = _across(triangles, after)
    floor = np.array([floor for floor, _ in pieces], dtype=np.int32)
    fan_first, fan = _fans(triangles, len(xy))
    cells = _cells(xy, triangles, floor[component], len(floors))
    first_node = np.searchsorted(corner, piece_first).astype(np.int32)
    return Mesh(
        xy, before, after, node, corner, first_node, triangles, across, _beyond(triangles, across), component, floor,
        fan_first, fan, *cells,
    )  # fmt: skip


def _rings(pieces: Sequence[Piece]) -> tuple[Floats, Ints, Ints, Wide]:
    """The vertices of all rings one after the other, xy, before and after of Mesh; the first of each piece, and the end: (C + 1,)."""
    rings = [ring for piece in pieces for ring in piece.rings]
    if not rings:
        return np.zeros((0, 2)), np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(1, np.int64)
    after = following([len(ring) for ring in rings])
    before = np.empty_like(after)
    before[after] = np.arange(len(after))
    counts = [sum(len(ring) for ring in piece.rings) for piece in pieces]
    return np.concatenate(rings), before.astype(np.int32), after.astype(np.int32), np.cumsum([0, *counts])


def _nodes(xy: Floats, before: Ints, after: Ints) -> tuple[Ints, Ints]:
    """Number the vertices where the free space opens half a turn or more, as no other can a shortest path touch: node and corner."""
    is_node = np.zeros(len(xy), dtype=np.bool_)
    mark_nodes(xy, before, after, is_node)
    corner = np.flatnonzero(is_node).astype(np.int32)
    node = np.full(len(xy), -1, dtype=np.int32)
    node[corner] = np.arange(len(corner), dtype=np.int32)
    return node, corner


@compiled
def mark_nodes(xy: np.ndarray, before: np.ndarray, after: np.ndarray, is_node: np.ndarray) -> None:
    """Set is_node, (V,) bool, where the ring does not turn left. xy (V, 2) float64; before, after (V,) int32."""
    for v in range(len(xy)):
        a, b = before[v], after[v]
        is_node[v] = turn(xy[a, 0], xy[a, 1], xy[v, 0], xy[v, 1], xy[b, 0], xy[b, 1]) <= 0.0


def _triangles(xy: Floats, pieces: Sequence[Piece], piece_first: Wide) -> tuple[Ints, Ints]:
    """The constrained Delaunay triangles of every piece, and the piece of each: triangles and component of Mesh."""
    found = [np.zeros((0, 3), dtype=np.int32)]
    for first, piece in zip(piece_first[:-1], pieces, strict=True):
        found.append(_piece_triangles(piece) + np.int32(first))
    component = np.repeat(np.arange(len(pieces), dtype=np.int32), [len(part) for part in found[1:]])
    triangles = np.concatenate(found)
    if not all_turn_left(xy, triangles):
        raise MeshError("a walkable polygon has a part too thin to be cut into triangles")
    return triangles, component


def _piece_triangles(piece: Piece) -> Ints:
    """(t, 3) int32, vertices counted from the piece's first, counter-clockwise."""
    xy = np.concatenate(piece.rings)
    cut = shapely.constrained_delaunay_triangles(Polygon(piece.rings[0], piece.rings[1:]))
    corners = shapely.get_coordinates(cut).reshape(-1, 4, 2)[:, 2::-1]
    keys = xy[:, 0] + 1j * xy[:, 1]
    order = np.argsort(keys)
    found: Wide = order[np.searchsorted(keys[order], (corners[..., 0] + 1j * corners[..., 1]).ravel())]
    triangles = found.reshape(-1, 3).astype(np.int32)
    turn_left(xy, triangles)
    return triangles


@compiled
def turn_left(xy: np.ndarray, triangles: np.ndarray) -> None:
    """Swap two corners of each clockwise triangle. xy (V, 2) float64; triangles (T, 3) int32."""
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if turn(xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]) < 0.0:
            triangles[t, 1], triangles[t, 2] = c, b


@compiled
def all_turn_left(xy: np.ndarray, triangles: np.ndarray) -> bool:
    """Whether every triangle has an area and is counter-clockwise. xy (V, 2) float64; triangles (T, 3) int32."""
    for t in range(len(triangles)):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if turn(xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]) <= 0.0:
            return False
    return True


def _across(triangles: Ints, after: Ints) -> Ints:
    """across of Mesh: pairs of equal edges in opposite directions; what is left must be the rings."""
    start = triangles.ravel().astype(np.int64)
    end = np.roll(triangles, -1, axis=1).ravel().astype(np.int64)
    count = max(len(after), 1)
    here, there = start * count + end, end * count + start
    order = np.argsort(here)
    at = np.minimum(np.searchsorted(here[order], there), max(len(here) - 1, 0))
    is_paired = here[order][at] == there if len(here) else np.zeros(0, dtype=np.bool_)
    across = np.where(is_paired, order[at] if len(here) else 0, -1).astype(np.int32)
    is_wall = after[start] == end
    if len(np.unique(here)) != len(here) or bool(np.any(is_wall == is_paired)) or int(is_wall.sum()) != len(after):
        raise MeshError("the triangles of a walkable polygon do not fit together")
    return across.reshape(-1, 3)


def _beyond(triangles: Ints, across: Ints) -> Ints:
    """beyond of Mesh: all that a look through an edge needs of the triangle behind it, in one place in memory."""
    opposite, following, last = np.roll(triangles, -2, axis=1), np.roll(across, -1, axis=1), np.roll(across, -2, axis=1)
    return np.stack((opposite, following, last), axis=2).reshape(-1, 3)


def _fans(triangles: Ints, vertices: int) -> tuple[Ints, Ints]:
    """fan_first and fan of Mesh."""
    corners = triangles.ravel()
    fan_first = np.concatenate(([0], np.cumsum(np.bincount(corners, minlength=vertices)))).astype(np.int32)
    return fan_first, np.argsort(corners, kind="stable").astype(np.int32)


def _cells(xy: Floats, triangles: Ints, floor: Ints, floors: int) -> tuple[Floats, Ints, Ints, Ints, Ints]:
    """The cells of each floor: all that begins with cell_ in Mesh. Counted first, then written into arrays of that size.

    floor: (T,) int32, the floor of each triangle
    """
    origin = np.zeros((floors, 2))
    shape = np.zeros((floors, 2), dtype=np.int32)
    for f in range(floors):
        corners = xy[triangles[floor == f].ravel()]
        if len(corners):
            origin[f] = corners.min(axis=0) - CELL_MARGIN
            shape[f] = np.floor((corners.max(axis=0) + CELL_MARGIN - origin[f]) / CELL).astype(np.int32) + 1
    base = np.cumsum([0, *(shape[:, 0].astype(np.int64) * shape[:, 1])])
    counts = np.zeros(base[-1] + 1, dtype=np.int32)
    nothing = np.zeros(0, dtype=np.int32)
    sort_into_cells(xy, triangles, floor, origin, shape, base, counts, nothing)
    first = np.concatenate(([0], np.cumsum(counts[:-1]))).astype(np.int32)
    listed = np.zeros(first[-1], dtype=np.int32)
    sort_into_cells(xy, triangles, floor, origin, shape, base, first.copy(), listed)
    return origin, shape, base[:-1].astype(np.int32), first, listed


@compiled
def sort_into_cells(
    xy: np.ndarray,
    triangles: np.ndarray,
    floor: np.ndarray,
    origin: np.ndarray,
    shape: np.ndarray,
    base: np.ndarray,
    at: np.ndarray,
    listed: np.ndarray,
) -> None:
    """Walk all cells of all triangles, at[cell] += 1; and where `listed` has room, write the triangle there.

    xy, triangles, origin, shape: as in Mesh;  floor: (T,) int32, of each triangle;  base: (F + 1,) int64, as cell_base, and the end
    at: (G + 1,) int32, counts, or where the next triangle of a cell is to be written;  listed: (.,) int32
    """
    for t in range(len(triangles)):
        f = floor[t]
        a, b, c = xy[triangles[t, 0]], xy[triangles[t, 1]], xy[triangles[t, 2]]
        low_x, high_x = min(a[0], b[0], c[0]) - CELL_MARGIN, max(a[0], b[0], c[0]) + CELL_MARGIN
        low_y, high_y = min(a[1], b[1], c[1]) - CELL_MARGIN, max(a[1], b[1], c[1]) + CELL_MARGIN
        for row in range(
            max(int((low_y - origin[f, 1]) / CELL), 0), min(int((high_y - origin[f, 1]) / CELL), shape[f, 1] - 1) + 1
        ):
            for column in range(
                max(int((low_x - origin[f, 0]) / CELL), 0),
                min(int((high_x - origin[f, 0]) / CELL), shape[f, 0] - 1) + 1,
            ):
                middle_x = origin[f, 0] + (column + 0.5) * CELL
                middle_y = origin[f, 1] + (row + 0.5) * CELL
                if (
                    _misses(a, b, middle_x, middle_y)
                    or _misses(b, c, middle_x, middle_y)
                    or _misses(c, a, middle_x, middle_y)
                ):
                    continue
                cell = base[f] + row * shape[f, 0] + column
                if len(listed):
                    listed[at[cell]] = t
                at[cell] += 1


@compiled
def _misses(a: np.ndarray, b: np.ndarray, x: float, y: float) -> bool:
    """Whether a cell with its middle at x, y lies wholly to the right of a → b, each (2,) float64."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    reach = (0.5 * CELL + CELL_MARGIN) * (abs(dx) + abs(dy))
    return bool(dx * (y - a[1]) - dy * (x - a[0]) < -reach)
