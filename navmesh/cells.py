"""Which corners matter in each square metre: the first bends of every shortest path that begins there.

A cell lists each corner that any of its points sees and can go on round, and whether all its points see it. A list may
hold too many corners and may call one seen only in part; the other way round an answer would be wrong. So of what a
corner sees the outline is drawn into the cells, a little too wide: the walls in view, and the rims where the view goes
on past a corner. The cells within are filled (row by row, by winding numbers): no outline passes through them, all of each is
seen. A cell with a rim is seen in part; one with walls alone is seen whole if its floor hangs together and a point of it is
surely seen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.mesh import CELL, CELL_MARGIN, Mesh
from navmesh.predicates import turn
from navmesh.sight import Eye, SightBuffers, left_of, right_of

# What an entry of a cell's list says beside the corner's number.
WHOLE = 0x8000
MOST_CORNERS = 0x7FFF

# What is known of a cell on the outline of a view.
WALL = 1
SEEN = 2
RIM = 4
EMPTY = (1 << 30, -1)
# The share of the way from a wall to the middle of the sector before it where a point is tried.
INWARDS = 1e-3


class Line(NamedTuple):
    """A line of the outline of a view, from a to b, metres."""

    ax: float
    ay: float
    bx: float
    by: float


class Sector(NamedTuple):
    """What lies between an eye and a wall. edge, left, right: as in SightBuffers;  x, y: its middle, metres"""

    edge: int
    left: int
    right: int
    x: float
    y: float


# Beside a line of the outline that is no wall.
NO_SECTOR = Sector(-1, -1, -1, 0.0, 0.0)


class Drawing(NamedTuple):
    """The view being drawn, and the cells it reaches. G cells, R rows of the floor with the most.

    marks:    (G,) uint8, WALL, SEEN and RIM;  0 between two views
    crossing: (G,) int32, how many lines of the outline cross the middle height of a cell's row in this cell, upwards
              less downwards;  0 between two views
    span:     (R, 2) int32, the first and the last column of each row that the outline touches;  EMPTY between views
    reached:  (G,) int32, the cells
    is_whole: (G,) bool, whether all the floor in them is seen
    """

    marks: NDArray[np.uint8]
    crossing: NDArray[np.int32]
    span: NDArray[np.int32]
    reached: NDArray[np.int32]
    is_whole: NDArray[np.bool_]


@compiled
def make_drawing(mesh: Mesh) -> Drawing:
    """An empty one for any view on this mesh."""
    cells = len(mesh.cell_first) - 1
    rows = 0
    for f in range(len(mesh.cell_shape)):
        rows = max(rows, mesh.cell_shape[f, 1])
    span = np.empty((rows, 2), np.int32)
    span[:, 0], span[:, 1] = EMPTY
    return Drawing(
        np.zeros(cells, np.uint8), np.zeros(cells, np.int32), span, np.empty(cells, np.int32), np.empty(cells, np.bool_)
    )


@compiled
def hangs_together(mesh: Mesh) -> np.ndarray:
    """Whether the floor in each cell surely hangs together within the cell: (G,) bool."""
    is_one = np.zeros(len(mesh.cell_first) - 1, np.bool_)
    group = np.empty(len(mesh.triangles), np.int32)
    for f in range(len(mesh.cell_origin)):
        columns, rows = mesh.cell_shape[f, 0], mesh.cell_shape[f, 1]
        for local in range(columns * rows):
            cell = mesh.cell_base[f] + local
            low_x = mesh.cell_origin[f, 0] + (local % columns) * CELL
            low_y = mesh.cell_origin[f, 1] + (local // columns) * CELL
            listed = mesh.cell_triangles[mesh.cell_first[cell] : mesh.cell_first[cell + 1]]
            is_one[cell] = _are_one(mesh, listed, group, low_x, low_y)
    return is_one


@lean
def _are_one(mesh: Mesh, listed: np.ndarray, group: np.ndarray, low_x: float, low_y: float) -> bool:
    """Whether triangles, (n,) int32, are one group, joined only by edges that surely pass through a cell.

    group: (T,) int32, room to note the group of each in
    """
    count = len(listed)
    for i in range(count):
        group[i] = i
    joined = 1
    for i in range(count):
        for k in range(3):
            across = mesh.across[listed[i], k]
            if across < 0 or across // 3 < listed[i]:
                continue
            for j in range(count):
                if listed[j] == across // 3 and group[i] != group[j] and _passes(mesh, listed[i], k, low_x, low_y):
                    _join(group, count, group[j], group[i])
                    joined += 1
    return joined == count


@lean
def _join(group: np.ndarray, count: int, one: int, other: int) -> None:
    """Put all of one group, of the first `count` in (T,) int32, into another."""
    for i in range(count):
        if group[i] == one:
            group[i] = other


@lean
def _passes(mesh: Mesh, t: int, k: int, low_x: float, low_y: float) -> bool:
    """Whether edge k of a triangle surely passes through a cell."""
    a, b = mesh.xy[mesh.triangles[t, k]], mesh.xy[mesh.triangles[t, (k + 1) % 3]]
    start, end = 0.0, 1.0
    for axis in range(2):
        low = (low_x if axis == 0 else low_y) + CELL_MARGIN
        high = low + CELL - 2.0 * CELL_MARGIN
        step = b[axis] - a[axis]
        if step == 0.0:
            if a[axis] < low or a[axis] > high:
                return False
        else:
            one, other = (low - a[axis]) / step, (high - a[axis]) / step
            start, end = max(start, min(one, other)), min(end, max(one, other))
    return end > start


@lean
def draw_view(
    mesh: Mesh, is_one: np.ndarray, drawing: Drawing, f: int, eye: Eye, buffers: SightBuffers, sectors: int
) -> int:
    """Draw what an eye on floor f sees, the sectors in the buffers, into the cells; returns how many it reaches.

    is_one: (G,) bool, as of hangs_together

    Steps: 1. the outline of every sector, from the eye to its right and to its left end and back; a side that two
    sectors share is in neither, so that all lines together are closed, 2. the cells on and within the outline.
    """
    for k in range(sectors):
        edge, left, right = buffers.sectors[k, 0], buffers.sectors[k, 1], buffers.sectors[k, 2]
        if edge < 0:
            _draw_clear_rim(mesh, is_one, drawing, f, eye, left)
            continue
        a, b = mesh.triangles[edge // 3, edge % 3], mesh.triangles[edge // 3, (edge % 3 + 1) % 3]
        left_x, left_y = _hit(mesh, eye, left, mesh.before[left], a, b)
        right_x, right_y = _hit(mesh, eye, right, mesh.after[right], a, b)
        sector = Sector(edge, left, right, (eye.x + left_x + right_x) / 3.0, (eye.y + left_y + right_y) / 3.0)
        at_left, at_right = mesh.xy[left], mesh.xy[right]
        if eye.vertex >= 0 and right == mesh.after[eye.vertex]:
            _draw(mesh, is_one, drawing, f, eye, Line(eye.x, eye.y, at_right[0], at_right[1]), sector)
        if right not in (a, b):
            _draw(mesh, is_one, drawing, f, eye, Line(at_right[0], at_right[1], right_x, right_y), NO_SECTOR)
        _draw(mesh, is_one, drawing, f, eye, Line(right_x, right_y, left_x, left_y), sector)
        if left not in (a, b):
            _draw(mesh, is_one, drawing, f, eye, Line(left_x, left_y, at_left[0], at_left[1]), NO_SECTOR)
        if eye.vertex >= 0 and left == mesh.before[eye.vertex]:
            _draw(mesh, is_one, drawing, f, eye, Line(at_left[0], at_left[1], eye.x, eye.y), sector)
    return _fill(mesh, drawing, f)


@lean
def _draw_clear_rim(mesh: Mesh, is_one: np.ndarray, drawing: Drawing, f: int, eye: Eye, end: int) -> None:
    """Draw the rim of a corner's view up to a vertex on it: towards the eye where the view lies right of it."""
    x, y = mesh.xy[end, 0], mesh.xy[end, 1]
    before = mesh.xy[mesh.before[eye.vertex]]
    if turn(before[0], before[1], eye.x, eye.y, x, y) == 0.0:
        _draw(mesh, is_one, drawing, f, eye, Line(x, y, eye.x, eye.y), NO_SECTOR)
    else:
        _draw(mesh, is_one, drawing, f, eye, Line(eye.x, eye.y, x, y), NO_SECTOR)


@lean
def _hit(mesh: Mesh, eye: Eye, bound: int, behind: int, a: int, b: int) -> tuple[float, float]:
    """Where the bound of a cone meets the wall from vertex a to b. behind: where the wall's line comes from."""
    if bound in (a, b):
        return mesh.xy[bound, 0], mesh.xy[bound, 1]
    x, y = eye.x, eye.y
    if bound == eye.vertex:
        x, y = mesh.xy[behind, 0], mesh.xy[behind, 1]
    dx, dy = mesh.xy[bound, 0] - x, mesh.xy[bound, 1] - y
    wall_x, wall_y = mesh.xy[b, 0] - mesh.xy[a, 0], mesh.xy[b, 1] - mesh.xy[a, 1]
    along = ((x - mesh.xy[a, 0]) * dy - (y - mesh.xy[a, 1]) * dx) / (wall_x * dy - wall_y * dx)
    # Also for nan, of a bound along the wall.
    along = max(0.0, along)
    along = min(along, 1.0)
    return mesh.xy[a, 0] + along * wall_x, mesh.xy[a, 1] + along * wall_y


@lean
def _draw(mesh: Mesh, is_one: np.ndarray, drawing: Drawing, f: int, eye: Eye, line: Line, sector: Sector) -> None:
    """Draw a line of the outline, a wall of a sector or a rim (NO_SECTOR), into the cells that it touches.

    Steps, for each row of cells: 1. from which column to which the line goes, a little more, 2. where it crosses the row's
    middle height, for the cells right of there to be filled, 3. the marks of the cells.
    """
    origin_x, origin_y = mesh.cell_origin[f, 0], mesh.cell_origin[f, 1]
    columns, rows = mesh.cell_shape[f, 0], mesh.cell_shape[f, 1]
    slope = (line.bx - line.ax) / (line.by - line.ay) if line.by != line.ay else 0.0
    first_row = max(int((min(line.ay, line.by) - CELL_MARGIN - origin_y) / CELL), 0)
    last_row = min(int((max(line.ay, line.by) + CELL_MARGIN - origin_y) / CELL), rows - 1)
    for row in range(first_row, last_row + 1):
        low_y, first = origin_y + row * CELL, mesh.cell_base[f] + row * columns
        span = _span(line, slope, low_y - CELL_MARGIN, low_y + CELL + CELL_MARGIN)
        if span[0] > span[1]:
            continue
        start = max(int((span[0] - CELL_MARGIN - origin_x) / CELL), 0)
        end = min(int((span[1] + CELL_MARGIN - origin_x) / CELL), columns - 1)
        drawing.span[row, 0] = min(drawing.span[row, 0], start)
        drawing.span[row, 1] = max(drawing.span[row, 1], end)
        middle_y = low_y + 0.5 * CELL
        if (line.ay <= middle_y) != (line.by <= middle_y):
            column = int((line.ax + (middle_y - line.ay) * slope - origin_x) / CELL)
            drawing.crossing[first + min(max(column, start), end)] += 1 if line.ay <= middle_y else -1
        for column in range(start, end + 1):
            if sector.edge < 0:
                drawing.marks[first + column] |= RIM
            else:
                low_x = origin_x + column * CELL
                _mark_wall(mesh, is_one, drawing, eye, line, sector, span, first + column, low_x, low_y)


@lean
def _mark_wall(
    mesh: Mesh,
    is_one: np.ndarray,
    drawing: Drawing,
    eye: Eye,
    line: Line,
    sector: Sector,
    span: tuple[float, float],
    cell: int,
    low_x: float,
    low_y: float,
) -> None:
    """Mark a cell with a wall, and as seen, where a point of its floor surely is and that hangs together.

    span: the least and greatest x of the wall in the cell's row;  low_x, low_y: the cell's lower left corner
    """
    drawing.marks[cell] |= WALL
    if is_one[cell] and drawing.marks[cell] == WALL:
        x, y = _before_wall(line, sector, span, low_x, low_y)
        if _is_in_cell(x, y, low_x, low_y) and _is_in_sector(mesh, eye, sector, x, y):
            drawing.marks[cell] |= SEEN


@lean
def _span(line: Line, slope: float, low_y: float, high_y: float) -> tuple[float, float]:
    """The least and greatest x of a line between two heights; inf, -inf where it does not come there."""
    ax, ay, bx, by = line
    if ay > by:
        ax, ay, bx, by = bx, by, ax, ay
    if by < low_y or ay > high_y:
        return np.inf, -np.inf
    one = ax + (low_y - ay) * slope if ay < low_y else ax
    other = ax + (high_y - ay) * slope if by > high_y else bx
    return min(one, other), max(one, other)


@lean
def _before_wall(
    line: Line, sector: Sector, span: tuple[float, float], low_x: float, low_y: float
) -> tuple[float, float]:
    """A point of a sector near its wall in a cell: half way along what of the wall is there, and a little inwards.

    span, low_x, low_y: as in _mark_wall
    """
    ax, ay, bx, by = line
    low, high = max(span[0], low_x), min(span[1], low_x + CELL)
    x = 0.5 * (low + high)
    share = (x - span[0]) / (span[1] - span[0]) if span[1] > span[0] else 0.5
    bottom, top = max(min(ay, by), low_y), min(max(ay, by), low_y + CELL)
    y = bottom + share * (top - bottom) if (bx > ax) == (by > ay) else top - share * (top - bottom)
    return x + INWARDS * (sector.x - x), y + INWARDS * (sector.y - y)


@lean
def _is_in_cell(x: float, y: float, low_x: float, low_y: float) -> bool:
    """Whether a point surely lies in a cell."""
    side = CELL - CELL_MARGIN
    return CELL_MARGIN < x - low_x < side and CELL_MARGIN < y - low_y < side


@lean
def _is_in_sector(mesh: Mesh, eye: Eye, sector: Sector, x: float, y: float) -> bool:
    """Whether a point lies between two bounds and in front of a wall: exactly, as all these are vertices."""
    edge = sector.edge
    if right_of(mesh, eye, sector.right, x, y) < 0.0 or left_of(mesh, eye, sector.left, x, y) > 0.0:
        return False
    a, b = mesh.xy[mesh.triangles[edge // 3, edge % 3]], mesh.xy[mesh.triangles[edge // 3, (edge % 3 + 1) % 3]]
    return turn(a[0], a[1], b[0], b[1], x, y) >= 0.0


@lean
def _fill(mesh: Mesh, drawing: Drawing, f: int) -> int:
    """List the cells on the outline and within it, and make the drawing empty again; returns how many there are.

    A cell is within where left of it more lines go up than down, or more down than up.
    """
    columns, reached = mesh.cell_shape[f, 0], 0
    for row in range(mesh.cell_shape[f, 1]):
        first = mesh.cell_base[f] + row * columns
        lines = 0
        for cell in range(first + drawing.span[row, 0], first + drawing.span[row, 1] + 1):
            marks = drawing.marks[cell]
            lines += drawing.crossing[cell]
            if marks != 0 or lines != 0:
                drawing.reached[reached] = cell
                drawing.is_whole[reached] = marks == 0 or marks & (SEEN | RIM) == SEEN
                reached += 1
            drawing.marks[cell], drawing.crossing[cell] = 0, 0
        drawing.span[row, 0], drawing.span[row, 1] = EMPTY
    return reached
