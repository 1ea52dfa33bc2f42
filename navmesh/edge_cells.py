"""Edges of things sorted into square cells of the floors: which of them are near to a point."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean

# A quarter of a metre: in cells twice as long, twice as many edges would have to be looked at.
CELL = 0.25
# Cells reach so far beyond what is listed, metres: no line that is looked at leaves them.
MARGIN = 2.0


class Cells(NamedTuple):
    """The edges of things on all floors. E edges, G cells.

    edges: (E, c) float64, metres, from x, y to x, y, and what else there is to an edge
    first: (G + 1,) int32, listed: (.,) int32; what of a cell is listed: every edge that is near to it
    low:   (2,) float64, metres, where the cells begin on every floor;  shape: (2,) int64, columns and rows of a floor
    """

    edges: NDArray[np.float64]
    first: NDArray[np.int32]
    listed: NDArray[np.int32]
    low: NDArray[np.float64]
    shape: NDArray[np.int64]


def sort_edges(edges: NDArray[np.float64], floor: NDArray[np.int64], floors: int, near: float) -> Cells:
    """List each edge in the cells to which it is so near, metres. edges: (E, c) float64;  floor: (E,) int64, its index"""
    corners = edges[:, :4].reshape(-1, 2)
    low = corners.min(axis=0, initial=np.inf) - MARGIN if len(corners) else np.zeros(2)
    high = corners.max(axis=0, initial=-np.inf) + MARGIN if len(corners) else np.zeros(2)
    shape = np.floor((high - low) / CELL).astype(np.int64) + 1
    count = np.zeros(floors * shape[0] * shape[1] + 1, dtype=np.int32)
    list_edges(edges, floor, low, shape, near, count, np.zeros(0, np.int32))
    first = np.concatenate(([0], np.cumsum(count[:-1]))).astype(np.int32)
    listed = np.zeros(first[-1], dtype=np.int32)
    list_edges(edges, floor, low, shape, near, first.copy(), listed)
    return Cells(edges, first, listed, low, shape)


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

    edges: (E, c) float64, low: (2,) float64, shape: (2,) int64, as in Cells;  floor: (E,) int64, of each edge;  near: metres
    at: (G + 1,) int32, counts, or where the next edge of a cell is to be written;  listed: (.,) int32
    """
    # Half a cell's diagonal from its middle to its corners, rounded up.
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


@lean
def cell_at(cells: Cells, floor: int, x: float, y: float) -> int:
    """The cell of a point that is no further than MARGIN from all that is listed."""
    column, row = int((x - cells.low[0]) / CELL), int((y - cells.low[1]) / CELL)
    return int((floor * cells.shape[1] + row) * cells.shape[0] + column)
