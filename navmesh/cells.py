"""Which corners matter in each square metre: the first bends of every shortest path that begins there.

A cell lists each corner that any of its points sees and can go on round, and whether all its points see it. A list may
hold too many corners and may call one seen only in part; the other way round an answer would be wrong. So what a
corner sees is drawn into the cells a little too large, and "seen from everywhere" needs three proofs: the floor in the
cell hangs together, no rim of the corner's view passes through the cell, and a point of the floor in it is seen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.mesh import CELL, CELL_MARGIN, Mesh
from navmesh.predicates import turn
from navmesh.sight import Eye, Room, is_inside, left_of, right_of

# What an entry of a cell's list says beside the corner's number.
WHOLE = 0x8000
MOST_CORNERS = 0x7FFF

# What is known of a cell while a view is drawn.
SAMPLE_SEEN = 1
RIM = 2


class Facts(NamedTuple):
    """The floor in each cell. G cells.

    is_one: (G,) bool, whether it surely hangs together within the cell
    sample: (G, 2) float64, metres, a point of it
    """

    is_one: NDArray[np.bool_]
    sample: NDArray[np.float64]


class Drawing(NamedTuple):
    """The cells one view reaches.

    stamp:   (G,) int32, the number of the last view that reached a cell
    state:   (G,) uint8, SAMPLE_SEEN and RIM of that view
    reached: (G,) int32, the cells it reached, in order
    """

    stamp: NDArray[np.int32]
    state: NDArray[np.uint8]
    reached: NDArray[np.int32]


@compiled
def make_drawing(cells: int) -> Drawing:
    """An empty one."""
    return Drawing(np.full(cells, -1, np.int32), np.zeros(cells, np.uint8), np.empty(cells, np.int32))


@compiled
def cell_facts(mesh: Mesh) -> Facts:
    """Steps for each cell: 1. the groups of its triangles joined by edges that pass through it, 2. a sample point."""
    cells = len(mesh.cell_first) - 1
    facts = Facts(np.zeros(cells, np.bool_), np.full((cells, 2), np.nan))
    for f in range(len(mesh.cell_origin)):
        columns, rows = mesh.cell_shape[f, 0], mesh.cell_shape[f, 1]
        for local in range(columns * rows):
            cell = mesh.cell_base[f] + local
            low_x = mesh.cell_origin[f, 0] + (local % columns) * CELL
            low_y = mesh.cell_origin[f, 1] + (local // columns) * CELL
            listed = mesh.cell_triangles[mesh.cell_first[cell] : mesh.cell_first[cell + 1]]
            if _hangs_together(mesh, listed, low_x, low_y):
                x, y = _sample(mesh, listed, low_x, low_y)
                facts.is_one[cell] = not np.isnan(x)
                facts.sample[cell, 0], facts.sample[cell, 1] = x, y
    return facts


@compiled
def _hangs_together(mesh: Mesh, listed: np.ndarray, low_x: float, low_y: float) -> bool:
    """Whether triangles, (n,) int32, are one group, joined only by edges that surely pass through a cell."""
    count = len(listed)
    group = np.arange(count)
    joined = 1
    for i in range(count):
        t = listed[i]
        for k in range(3):
            other = mesh.across[t, k] // 3
            if mesh.across[t, k] < 0 or other < t:
                continue
            for j in range(count):
                if listed[j] == other and group[i] != group[j] and _passes(mesh, t, k, low_x, low_y):
                    group[group == group[j]] = group[i]
                    joined += 1
    return joined == count


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


@compiled
def _sample(mesh: Mesh, listed: np.ndarray, low_x: float, low_y: float) -> tuple[float, float]:
    """A point that is surely in a cell and in one of the triangles, (n,) int32; nan where none was found."""
    for t in listed:
        if is_inside(mesh, t, low_x + 0.5 * CELL, low_y + 0.5 * CELL):
            return low_x + 0.5 * CELL, low_y + 0.5 * CELL
    for t in listed:
        ring = mesh.xy[mesh.triangles[t]]
        ring = _cut(ring, 0, low_x + CELL_MARGIN, 1.0)
        ring = _cut(ring, 0, low_x + CELL - CELL_MARGIN, -1.0)
        ring = _cut(ring, 1, low_y + CELL_MARGIN, 1.0)
        ring = _cut(ring, 1, low_y + CELL - CELL_MARGIN, -1.0)
        if len(ring):
            x, y = ring[:, 0].mean(), ring[:, 1].mean()
            if is_inside(mesh, t, x, y):
                return x, y
    return np.nan, np.nan


@compiled
def _cut(ring: np.ndarray, axis: int, at: float, sign: float) -> np.ndarray:
    """The part of a convex polygon, (n, 2) float64, whose coordinate is above a limit (sign 1) or below it (-1)."""
    kept = np.empty((len(ring) + 1, 2))
    count = 0
    for i in range(len(ring)):
        a, b = ring[i], ring[(i + 1) % len(ring)]
        above, next_above = sign * (a[axis] - at), sign * (b[axis] - at)
        if above >= 0.0:
            kept[count] = a
            count += 1
        if (above > 0.0 and next_above < 0.0) or (above < 0.0 and next_above > 0.0):
            kept[count] = a + above / (above - next_above) * (b - a)
            count += 1
    return kept[:count]


@lean
def draw_view(
    mesh: Mesh, facts: Facts, drawing: Drawing, number: int, f: int, eye: Eye, room: Room, sectors: int
) -> int:
    """Draw what an eye on floor f sees, the room's sectors, into the cells; returns how many it reaches.

    Steps: 1. every sector as a triangle up to its wall, 2. every rim of the view: where a sector's bound goes on past
    the corner it touches to a wall farther off.
    """
    reached = 0
    for k in range(sectors):
        edge, left, right = room.sectors[k, 0], room.sectors[k, 1], room.sectors[k, 2]
        if edge < 0:
            end = mesh.xy[left]
            reached = _draw(mesh, facts, drawing, number, f, reached, eye, (eye.x, eye.y, end[0], end[1]), -1, 0, 0)
            continue
        a, b = mesh.triangles[edge // 3, edge % 3], mesh.triangles[edge // 3, (edge % 3 + 1) % 3]
        left_x, left_y = _hit(mesh, eye, left, mesh.before[left], a, b)
        right_x, right_y = _hit(mesh, eye, right, mesh.after[right], a, b)
        ends = (left_x, left_y, right_x, right_y)
        reached = _draw(mesh, facts, drawing, number, f, reached, eye, ends, edge, left, right)
        if left not in (a, b):
            ends = (mesh.xy[left, 0], mesh.xy[left, 1], left_x, left_y)
            reached = _draw(mesh, facts, drawing, number, f, reached, eye, ends, -1, 0, 0)
        if right not in (a, b):
            ends = (mesh.xy[right, 0], mesh.xy[right, 1], right_x, right_y)
            reached = _draw(mesh, facts, drawing, number, f, reached, eye, ends, -1, 0, 0)
    return reached


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
def _draw(
    mesh: Mesh,
    facts: Facts,
    drawing: Drawing,
    number: int,
    f: int,
    reached: int,
    eye: Eye,
    ends: tuple[float, float, float, float],
    edge: int,
    left: int,
    right: int,
) -> int:
    """Reach all cells of a sector, the triangle of the eye and two ends; or, with edge -1, of a rim between the ends."""
    ax, ay, bx, by = ends
    x, y = (ax, ay) if edge < 0 else (eye.x, eye.y)
    origin_x, origin_y = mesh.cell_origin[f, 0], mesh.cell_origin[f, 1]
    columns, rows = mesh.cell_shape[f, 0], mesh.cell_shape[f, 1]
    far, one, other = _slope(ax, ay, bx, by), _slope(x, y, ax, ay), _slope(x, y, bx, by)
    first_row = max(int((min(ay, by, y) - CELL_MARGIN - origin_y) / CELL), 0)
    last_row = min(int((max(ay, by, y) + CELL_MARGIN - origin_y) / CELL), rows - 1)
    for row in range(first_row, last_row + 1):
        low_y = origin_y + row * CELL - CELL_MARGIN
        high_y = low_y + CELL + 2.0 * CELL_MARGIN
        low_x, high_x = _span(ax, ay, bx, by, far, low_y, high_y, np.inf, -np.inf)
        if edge >= 0:
            low_x, high_x = _span(x, y, ax, ay, one, low_y, high_y, low_x, high_x)
            low_x, high_x = _span(x, y, bx, by, other, low_y, high_y, low_x, high_x)
        if low_x > high_x:
            continue
        start = max(int((low_x - CELL_MARGIN - origin_x) / CELL), 0)
        end = min(int((high_x + CELL_MARGIN - origin_x) / CELL), columns - 1)
        cell = mesh.cell_base[f] + row * columns + start
        for _ in range(start, end + 1):
            if drawing.stamp[cell] != number:
                drawing.stamp[cell] = number
                drawing.state[cell] = 0
                drawing.reached[reached] = cell
                reached += 1
            if edge < 0:
                drawing.state[cell] |= RIM
            elif (
                facts.is_one[cell]
                and not drawing.state[cell] & SAMPLE_SEEN
                and _is_in_sector(mesh, eye, edge, left, right, facts.sample[cell, 0], facts.sample[cell, 1])
            ):
                drawing.state[cell] |= SAMPLE_SEEN
            cell += 1
    return reached


@lean
def _slope(ax: float, ay: float, bx: float, by: float) -> float:
    """How x changes with y along a segment."""
    return (bx - ax) / (by - ay) if by != ay else 0.0


@lean
def _span(
    ax: float, ay: float, bx: float, by: float, slope: float, low_y: float, high_y: float, low_x: float, high_x: float
) -> tuple[float, float]:
    """The least and greatest x of a segment between two heights, and of what was found before."""
    if ay > by:
        ax, ay, bx, by = bx, by, ax, ay
    if by < low_y or ay > high_y:
        return low_x, high_x
    one = ax + (low_y - ay) * slope if ay < low_y else ax
    other = ax + (high_y - ay) * slope if by > high_y else bx
    return min(low_x, one, other), max(high_x, one, other)


@lean
def _is_in_sector(mesh: Mesh, eye: Eye, edge: int, left: int, right: int, x: float, y: float) -> bool:
    """Whether a point lies between two bounds and in front of a wall: exactly, as all these are vertices."""
    if right_of(mesh, eye, right, x, y) < 0.0 or left_of(mesh, eye, left, x, y) > 0.0:
        return False
    a, b = mesh.xy[mesh.triangles[edge // 3, edge % 3]], mesh.xy[mesh.triangles[edge // 3, (edge % 3 + 1) % 3]]
    return turn(a[0], a[1], b[0], b[1], x, y) >= 0.0
