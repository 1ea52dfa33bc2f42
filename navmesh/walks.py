"""The shortest walk over one floor: straight on, or round corners.

A point looks up the corners its cell lists. A walk by a first and a last corner is never shorter than the way straight
to them and on; so a good walk by corners surely seen leaves only few others to try, and whether a corner is really
seen is asked only when the walk round it would be the best so far. Ties go to the lowest corners.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.cells import MOST_CORNERS, WHOLE
from navmesh.compiled import compiled, lean
from navmesh.distances import NONE
from navmesh.mesh import CELL, Mesh
from navmesh.sight import sees, sees_corner
from navmesh.tables import FROM_ALL, HIDDEN, Tables

# Whether a corner is seen from a point.
NOT_SEEN = 0
SEEN = 1
NOT_ASKED = 2

# A walk's first and last corner where there is none, and where there is no walk.
STRAIGHT = -1
NO_WALK = -2

# Metres, farther than any way.
FAR = 1e9
# Units of a way that is not to be tried any more: more than any way has.
GONE = 1 << 40


class Point(NamedTuple):
    """A point inside a triangle of the mesh, metres."""

    triangle: int
    x: float
    y: float


class View(NamedTuple):
    """The corners that matter to a point; room for n, more than any cell lists.

    node:   (n,) int64, counted from the component's first
    x, y:   (n,) float64, metres, where it is
    metres: (n,) float64, straight to the corner, inf once it turned out not seen
    bound:  (n,) float64, metres to the corner and straight on to the other end
    seen:   (n,) uint8, SEEN, NOT_SEEN or NOT_ASKED; SEEN from the first on, then the others

    The few of them worth trying, in the same order:
    chosen: (n,) int64, which of the above
    column: (n,) uint64, the node; unsigned, as an index that cannot be negative is looked up faster
    units:  (n,) int64, straight to the corner in whole units of the distance table, GONE once it turned out not seen
    least:  (n,) int64, units of the least way by the corner to any of the other end's
    """

    node: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    metres: NDArray[np.float64]
    bound: NDArray[np.float64]
    seen: NDArray[np.uint8]
    chosen: NDArray[np.int64]
    column: NDArray[np.uint64]
    units: NDArray[np.int64]
    least: NDArray[np.int64]


class Walk(NamedTuple):
    """A way over one floor. first, last: its first and last corner, counted from the component's first."""

    metres: float
    first: int
    last: int


@compiled
def make_view(tables: Tables) -> View:
    """Room for the corners of any cell."""
    most = 1
    for cell in range(len(tables.list_first) - 1):
        most = max(most, tables.list_first[cell + 1] - tables.list_first[cell])
    return View(
        np.empty(most, dtype=np.int64),
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most),
        np.empty(most, dtype=np.uint8),
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.uint64),
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.int64),
    )


@lean
def cell_of(mesh: Mesh, point: Point) -> int:
    """The cell of a point of the mesh."""
    floor = mesh.floor[mesh.component[point.triangle]]
    column = int((point.x - mesh.cell_origin[floor, 0]) / CELL)
    row = int((point.y - mesh.cell_origin[floor, 1]) / CELL)
    return int(mesh.cell_base[floor] + row * mesh.cell_shape[floor, 0] + column)


@compiled
def cells_of(mesh: Mesh, triangle: np.ndarray, xy: np.ndarray) -> np.ndarray:
    """The cells of many points, (n,) int32; -1 off the floor. triangle, xy: (n,) int64, (n, 2) float64 in them"""
    cells = np.full(len(triangle), -1, dtype=np.int32)
    for i in range(len(triangle)):
        if triangle[i] >= 0:
            cells[i] = cell_of(mesh, Point(triangle[i], xy[i, 0], xy[i, 1]))
    return cells


@lean
def look_up(mesh: Mesh, tables: Tables, point: Point, view: View) -> int:
    """Write the corners that matter to a point; returns how many."""
    cell = cell_of(mesh, point)
    component = mesh.component[point.triangle]
    origin = mesh.first_node[component]
    size = mesh.first_node[component + 1] - origin
    offset = tables.floor_node[mesh.floor[component]] - origin
    first, strangers = int(tables.list_first[cell]), 0
    count = int(tables.list_first[cell + 1]) - first
    for k in range(count):
        entry = int(tables.list_entry[first + k])
        view.node[k] = (entry & MOST_CORNERS) + offset
        view.seen[k] = SEEN if entry & WHOLE else NOT_ASKED
        strangers += view.node[k] < 0 or view.node[k] >= size
    if strangers > 0:
        count = _without_strangers(view, count, size)
    for k in range(count):
        node = np.uint64(origin + view.node[k])
        view.x[k], view.y[k] = tables.xy[node, 0], tables.xy[node, 1]
    metres_from(point, view, count, view.metres)
    return count


@lean
def _without_strangers(view: View, count: int, size: int) -> int:
    """Leave out the corners of other components, which most cells do not have; returns how many are left."""
    left = 0
    for k in range(count):
        view.node[left], view.seen[left] = view.node[k], view.seen[k]
        left += 0 <= view.node[k] < size
    return left


@lean
def metres_from(point: Point, view: View, size: int, metres: np.ndarray) -> None:
    """Write the metres straight from a point to each corner, (n,) float64: a loop the processor does eight at a time."""
    x, y, to_x, to_y = view.x, view.y, point.x, point.y
    for k in range(size):
        dx, dy = x[k] - to_x, y[k] - to_y
        metres[k] = np.sqrt(dx * dx + dy * dy)


@lean
def is_seen(mesh: Mesh, point: Point, view: View, k: int) -> bool:
    """Whether a point really sees the k-th corner of its view; asked once, and where not, it is infinitely far."""
    if view.seen[k] == NOT_ASKED:
        corner = mesh.corner[mesh.first_node[mesh.component[point.triangle]] + view.node[k]]
        view.seen[k] = SEEN if sees_corner(mesh, point.triangle, point.x, point.y, corner) else NOT_SEEN
        view.metres[k] = view.metres[k] if view.seen[k] == SEEN else np.inf
    return bool(view.seen[k] == SEEN)


@lean
def straight_metres(mesh: Mesh, start: Point, goal: Point) -> float:
    """Metres straight from one point to another, inf where something is in the way."""
    if sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y):
        return distance(start.x, start.y, goal.x, goal.y)
    return np.inf


@lean
def distance(ax: float, ay: float, bx: float, by: float) -> float:
    """Metres from a to b. Not by hypot, which no number in a hall needs and which takes ten times as long."""
    dx, dy = bx - ax, by - ay
    return float(np.sqrt(dx * dx + dy * dy))


@lean
def find_walk(
    mesh: Mesh, tables: Tables, start: Point, here: View, here_size: int, goal: Point, there: View, there_size: int
) -> Walk:
    """The shortest way round corners between two points of one component that do not see each other.

    here, there: their views, and how many corners are in them

    Steps: 1. the least any walk by each corner can have, 2. a walk by the most promising corners surely seen, 3. the
    corners that could do better, and the least units by each of them, 4. the most promising pair first, whether its
    corners are really seen.
    """
    component = mesh.component[start.triangle]
    unit, base = tables.unit[component], tables.base[component]
    size = mesh.first_node[component + 1] - mesh.first_node[component]
    a, b = _most_promising(mesh, start, here, here_size, goal), _most_promising(mesh, goal, there, there_size, start)
    limit = FAR
    if a >= 0 and b >= 0 and tables.units[base + here.node[a] * size + there.node[b]] < NONE:
        units = tables.units[base + here.node[a] * size + there.node[b]]
        limit = (here.metres[a] + units * unit + there.metres[b]) * (1.0 + 1e-12)
    firsts, lasts = _choose(here, here_size, limit, unit), _choose(there, there_size, limit, unit)
    for i in range(firsts):
        row = base + here.node[here.chosen[i]] * size
        here.least[i] = here.units[i] + _least_way(tables.units[row : row + size], there, lasts)
    best, most = Walk(np.inf, NO_WALK, NO_WALK), _most_units(limit, unit)
    while True:
        i = _argmin(here.least, firsts)
        if i < 0 or here.least[i] > most:
            return best
        here.least[i] = GONE
        a = here.chosen[i]
        row = base + here.node[a] * size
        j, way = -1, -1
        while True:
            j, way = _next_way(tables.units[row : row + size], there, lasts, j, way)
            if j < 0 or here.units[i] + way > most:
                break
            b = there.chosen[j]
            pair = Walk(_metres_by(tables, row, here, a, there, b, unit), here.node[a], there.node[b])
            if pair.metres > limit or _comes_after(pair, best):
                continue
            if not is_seen(mesh, goal, there, b):
                there.units[j] = GONE
            elif not is_seen(mesh, start, here, a):
                break
            else:
                best, limit, most = pair, pair.metres, _most_units(pair.metres, unit)


@lean
def _most_promising(mesh: Mesh, point: Point, view: View, size: int, other: Point) -> int:
    """Write the least metres of any walk by each corner to the other end; the corner with the least really seen, or -1.

    To look whether it is seen pays: beside the best corner that all of its cell sees, three times as many pairs remain.
    """
    metres_from(other, view, size, view.bound)
    metres, bound = view.metres, view.bound
    for k in range(size):
        # Less by more than rounding can add: what ties must not be lost.
        bound[k] = (metres[k] + bound[k]) * (1.0 - 1e-7) - 1e-6
    while True:
        least, best = np.inf, -1
        for k in range(size):
            if bound[k] < least:
                least, best = bound[k], k
        if best < 0 or is_seen(mesh, point, view, best):
            return best
        bound[best] = np.inf


@lean
def _choose(view: View, size: int, limit: float, unit: float) -> int:
    """Choose the corners whose bound is below a limit; returns how many."""
    count = 0
    for k in range(size):
        view.chosen[count] = k
        view.column[count] = view.node[k]
        view.units[count] = int(min(view.metres[k], FAR) / unit)
        count += view.bound[k] <= limit
    return count


@lean
def _most_units(limit: float, unit: float) -> int:
    """The most whole units, each part rounded down, that a way of at most so many metres can have."""
    return int(limit / unit) + 2 if limit < FAR else GONE - 1


@lean
def _least_way(row: np.ndarray, there: View, lasts: int) -> int:
    """The least units from the corner of a row of the table, (n,) uint32, by any chosen corner to the other end."""
    least = GONE
    for j in range(lasts):
        least = min(least, int(row[there.column[j]]) + int(there.units[j]))
    return least


@lean
def _next_way(row: np.ndarray, there: View, lasts: int, before: int, way: int) -> tuple[int, int]:
    """The next way after that by the chosen corner `before`, of `way` units: its corner and units; -1 after the last."""
    found, least = -1, GONE
    for j in range(lasts):
        units = int(row[there.column[j]]) + int(there.units[j])
        if units < least and (units > way or (units == way and j > before)):
            found, least = j, units
    return found, least


@lean
def _argmin(values: np.ndarray, count: int) -> int:
    """The place of the least of the first values, (n,) int64; -1 where all are GONE."""
    found, least = -1, GONE
    for i in range(count):
        if values[i] < least:
            found, least = i, int(values[i])
    return found


@lean
def _metres_by(tables: Tables, row: int, here: View, a: int, there: View, b: int, unit: float) -> float:
    """Metres round two corners, inf where no way joins them. row: where the table's row of the first begins."""
    units = tables.units[row + there.node[b]]
    return here.metres[a] + units * unit + there.metres[b] if units < NONE else np.inf


@lean
def _comes_after(pair: Walk, best: Walk) -> bool:
    """Whether a pair is as long as the best and has higher corners, or is no way at all."""
    return pair.metres == best.metres and (pair.metres == np.inf or (best.first, best.last) < (pair.first, pair.last))


@lean
def find_goal_walk(mesh: Mesh, tables: Tables, point: Point, view: View, size: int, cell: int, goal: int) -> Walk:
    """The shortest way from a point, of that view and cell, to a goal of its component; `last` says nothing.

    Steps: 1. straight, 2. round the best corner of the list; where that is not seen after all, round the next best.
    """
    component = mesh.component[point.triangle]
    seen = how_seen(mesh, tables, component, cell, goal)
    if seen != HIDDEN:
        x, y = tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
        if seen == FROM_ALL or sees(mesh, point.triangle, point.x, point.y, tables.goal_triangle[goal], x, y):
            return Walk(distance(point.x, point.y, x, y), STRAIGHT, NO_WALK)
    row, stride = goal_row(tables, component, goal)
    for k in range(size):
        view.bound[k] = view.metres[k] + tables.goal_units[row + view.node[k] * stride] * tables.unit[component]
    while True:
        best, found = np.inf, -1
        for k in range(size):
            metres = view.bound[k]
            if metres < best or (metres == best and found >= 0 and view.node[k] < view.node[found]):
                best, found = metres, k
        if found < 0 or tables.goal_units[row + view.node[found] * stride] >= NONE:
            return Walk(np.inf, NO_WALK, NO_WALK)
        if is_seen(mesh, point, view, found):
            return Walk(best, int(view.node[found]), NO_WALK)
        view.bound[found] = np.inf


@lean
def how_seen(mesh: Mesh, tables: Tables, component: int, cell: int, goal: int) -> int:
    """How a goal of a component is seen from a cell of its floor: HIDDEN, IN_PART or FROM_ALL."""
    local, column = cell - mesh.cell_base[mesh.floor[component]], tables.goal_column[goal]
    byte = tables.goal_seen[tables.seen_base[component] + local * tables.seen_bytes[component] + column // 4]
    return int(byte >> 2 * (column % 4)) & 3


@lean
def goal_row(tables: Tables, component: int, goal: int) -> tuple[int, int]:
    """Where the distances to a goal begin in goal_units, and how far apart those of two nodes are."""
    stride = tables.goals_first[component + 1] - tables.goals_first[component]
    return tables.goal_base[component] + tables.goal_column[goal], stride


@lean
def next_corner(tables: Tables, origin: int, row: int, stride: int, table: np.ndarray, node: int) -> int:
    """The corner after one on the way that distances, table[row + stride · node], lead; -1 where none fits any more.

    origin: the component's first node;  node: counted from it;  table: (.,) uint32
    """
    left = table[row + stride * node]
    for arc in range(tables.arc_first[origin + node], tables.arc_first[origin + node + 1]):
        other = tables.arc_to[arc] - origin
        if np.int64(table[row + stride * other]) + tables.arc_units[arc] == left:
            return int(other)
    return -1


@lean
def trace_walk(mesh: Mesh, tables: Tables, component: int, walk: Walk, goal: int, corners: np.ndarray) -> int:
    """Write the corners of a walk, counted from the component's first: (n,) int32 with room; returns how many.

    goal: the number of the goal, where the walk leads to one; -1 for a walk to its last corner
    """
    origin = mesh.first_node[component]
    size = mesh.first_node[component + 1] - origin
    count, node = 0, walk.first
    while node >= 0:
        corners[count] = node
        count += 1
        if goal >= 0:
            node = next_corner(tables, origin, *goal_row(tables, component, goal), tables.goal_units, node)
        else:
            node = next_corner(tables, origin, tables.base[component] + walk.last * size, 1, tables.units, node)
    return count


@lean
def metres_along(
    mesh: Mesh, tables: Tables, component: int, start: Point, goal_x: float, goal_y: float, corners: np.ndarray
) -> float:
    """The true length of a walk: start, corners as of trace_walk, (n,) int32, goal."""
    origin = mesh.first_node[component]
    x, y, metres = start.x, start.y, 0.0
    for node in corners:
        at_x, at_y = tables.xy[origin + node, 0], tables.xy[origin + node, 1]
        metres += distance(x, y, at_x, at_y)
        x, y = at_x, at_y
    return metres + distance(x, y, goal_x, goal_y)
