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


class Point(NamedTuple):
    """A point inside a triangle of the mesh, metres."""

    triangle: int
    x: float
    y: float


class View(NamedTuple):
    """The corners that matter to a point; room for n, more than any cell lists.

    node:   (n,) int64, counted from the component's first
    metres: (n,) float64, straight to the corner
    bound:  (n,) float64, metres to the corner and straight on to the other end
    seen:   (n,) uint8, SEEN, NOT_SEEN or NOT_ASKED
    order:  (n,) int64, those worth trying, by bound
    """

    node: NDArray[np.int64]
    metres: NDArray[np.float64]
    bound: NDArray[np.float64]
    seen: NDArray[np.uint8]
    order: NDArray[np.int64]


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
        np.empty(most, dtype=np.uint8),
        np.empty(most, dtype=np.int64),
    )


@lean
def cell_of(mesh: Mesh, point: Point) -> int:
    """The cell of a point of the mesh."""
    floor = mesh.floor[mesh.component[point.triangle]]
    column = int((point.x - mesh.cell_origin[floor, 0]) / CELL)
    row = int((point.y - mesh.cell_origin[floor, 1]) / CELL)
    return int(mesh.cell_base[floor] + row * mesh.cell_shape[floor, 0] + column)


@lean
def look_up(mesh: Mesh, tables: Tables, point: Point, view: View) -> int:
    """Write the corners that matter to a point; returns how many."""
    cell = cell_of(mesh, point)
    component = mesh.component[point.triangle]
    origin = mesh.first_node[component]
    size = mesh.first_node[component + 1] - origin
    offset = tables.floor_node[mesh.floor[component]] - origin
    count = 0
    for k in range(tables.list_first[cell], tables.list_first[cell + 1]):
        entry = int(tables.list_entry[k])
        node = (entry & MOST_CORNERS) + offset
        if 0 <= node < size:
            dx, dy = tables.xy[origin + node, 0] - point.x, tables.xy[origin + node, 1] - point.y
            view.node[count] = node
            view.metres[count] = np.sqrt(dx * dx + dy * dy)
            view.seen[count] = SEEN if entry & WHOLE else NOT_ASKED
            count += 1
    return count


@lean
def is_seen(mesh: Mesh, point: Point, view: View, k: int) -> bool:
    """Whether a point really sees the k-th corner of its view; asked once."""
    if view.seen[k] == NOT_ASKED:
        corner = mesh.corner[mesh.first_node[mesh.component[point.triangle]] + view.node[k]]
        view.seen[k] = SEEN if sees_corner(mesh, point.triangle, point.x, point.y, corner) else NOT_SEEN
    return bool(view.seen[k] == SEEN)


@lean
def straight_metres(mesh: Mesh, start: Point, goal: Point) -> float:
    """Metres straight from one point to another, inf where something is in the way."""
    if sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y):
        return float(np.hypot(goal.x - start.x, goal.y - start.y))
    return np.inf


@lean
def find_walk(
    mesh: Mesh, tables: Tables, start: Point, here: View, here_size: int, goal: Point, there: View, there_size: int
) -> Walk:
    """The shortest way round corners between two points of one component that do not see each other.

    here, there: their views, and how many corners are in them

    Steps: 1. the least any walk by each corner can have, 2. the walk by the most promising corners surely seen, 3. the
    corners that could do better, the most promising first, 4. every pair of them.
    """
    component = mesh.component[start.triangle]
    origin, unit, base = mesh.first_node[component], tables.unit[component], tables.base[component]
    size = mesh.first_node[component + 1] - origin
    a = _bound(tables, origin, here, here_size, goal)
    b = _bound(tables, origin, there, there_size, start)
    limit = np.inf
    if a >= 0 and b >= 0 and tables.units[base + here.node[a] * size + there.node[b]] < NONE:
        units = tables.units[base + here.node[a] * size + there.node[b]]
        limit = (here.metres[a] + units * unit + there.metres[b]) * (1.0 + 1e-12)
    firsts, lasts = _shortlist(here, here_size, limit), _shortlist(there, there_size, limit)
    best = Walk(np.inf, NO_WALK, NO_WALK)
    for i in range(firsts):
        a = here.order[i]
        if here.bound[a] > limit:
            break
        first = int(here.node[a])
        for j in range(lasts):
            b = there.order[j]
            if there.bound[b] > limit:
                break
            last = int(there.node[b])
            units = tables.units[base + first * size + last]
            metres = here.metres[a] + units * unit + there.metres[b]
            is_worse = metres > limit or (metres == best.metres and (best.first, best.last) < (first, last))
            if is_worse or units >= NONE or not is_seen(mesh, goal, there, b):
                continue
            if not is_seen(mesh, start, here, a):
                break
            best, limit = Walk(metres, first, last), metres
    return best


@lean
def _bound(tables: Tables, origin: int, view: View, size: int, other: Point) -> int:
    """Write the least metres of any walk by each corner to the other end; returns the best corner surely seen, or -1."""
    best = -1
    for k in range(size):
        node = origin + view.node[k]
        dx, dy = tables.xy[node, 0] - other.x, tables.xy[node, 1] - other.y
        # Less by more than rounding can add: what ties must not be lost.
        view.bound[k] = (view.metres[k] + np.sqrt(dx * dx + dy * dy)) * (1.0 - 1e-7) - 1e-6
        if view.seen[k] == SEEN and (best < 0 or view.bound[k] < view.bound[best]):
            best = k
    return best


@lean
def _shortlist(view: View, size: int, limit: float) -> int:
    """Put the corners whose bound is below a limit in order; returns how many."""
    count = 0
    for k in range(size):
        bound = view.bound[k]
        if bound <= limit:
            at = count
            while at > 0 and view.bound[view.order[at - 1]] > bound:
                view.order[at] = view.order[at - 1]
                at -= 1
            view.order[at] = k
            count += 1
    return count


@lean
def find_goal_walk(mesh: Mesh, tables: Tables, point: Point, view: View, size: int, cell: int, goal: int) -> Walk:
    """The shortest way from a point, of that view and cell, to a goal of its component; `last` says nothing.

    Steps: 1. straight, 2. round the best corner of the list; where that is not seen after all, round the next best.
    """
    component = mesh.component[point.triangle]
    seen = tables.goal_seen[tables.seen_base[goal] + cell - mesh.cell_base[mesh.floor[component]]]
    if seen != HIDDEN:
        x, y = tables.goal_xy[goal, 0], tables.goal_xy[goal, 1]
        if seen == FROM_ALL or sees(mesh, point.triangle, point.x, point.y, tables.goal_triangle[goal], x, y):
            dx, dy = x - point.x, y - point.y
            return Walk(np.sqrt(dx * dx + dy * dy), STRAIGHT, NO_WALK)
    unit, row = tables.unit[component], tables.goal_base[goal]
    while True:
        best, found = np.inf, -1
        for k in range(size):
            metres = view.metres[k] + tables.goal_units[row + view.node[k]] * unit
            is_tied = metres == best and found >= 0 and view.node[k] < view.node[found]
            if (metres < best or is_tied) and view.seen[k] != NOT_SEEN:
                best, found = metres, k
        if found < 0 or tables.goal_units[row + view.node[found]] >= NONE:
            return Walk(np.inf, NO_WALK, NO_WALK)
        if is_seen(mesh, point, view, found):
            return Walk(best, int(view.node[found]), NO_WALK)


@lean
def next_corner(tables: Tables, origin: int, row: int, table: np.ndarray, node: int) -> int:
    """The corner after one on the way that a row of distances, table[row:], leads; -1 where none fits any more.

    origin: the component's first node;  node: counted from it;  table: (.,) uint32
    """
    left = table[row + node]
    for arc in range(tables.arc_first[origin + node], tables.arc_first[origin + node + 1]):
        other = tables.arc_to[arc] - origin
        if np.int64(table[row + other]) + tables.arc_units[arc] == left:
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
            node = next_corner(tables, origin, tables.goal_base[goal], tables.goal_units, node)
        else:
            node = next_corner(tables, origin, tables.base[component] + walk.last * size, tables.units, node)
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
        metres += np.sqrt((at_x - x) ** 2 + (at_y - y) ** 2)
        x, y = at_x, at_y
    return float(metres + np.sqrt((goal_x - x) ** 2 + (goal_y - y) ** 2))
