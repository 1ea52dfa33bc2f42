"""The shortest walk over one floor: straight on, or round corners.

A point looks up the corners its cell lists. A walk by a first and a last corner is never shorter than the way straight
to them and on, and bends only where the corner's walls lie on one side; so one good walk leaves only few others to try (branch
and bound), and whether a corner is really seen is asked only when the walk round it is the best. Ties go to the lowest corners.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.cells import MOST_CORNERS, WHOLE
from navmesh.compiled import compiled, lean
from navmesh.distances import UNREACHABLE
from navmesh.lines import distance
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
# Square metres: two distances from a line, on one side of it or so near that rounding may have changed the side.
SAME_SIDE = -1e-6
# Fine units of a way are so many to a unit of the distance tables: what ends straight is not rounded to these.
FINE = 1 << 10
# Fine units, more than any way has.
GONE = 1 << 46
# A rank is so many times a way's fine units, and the corner's place in the view: the least rank is the first of the best.
PLACES = MOST_CORNERS + 1


class Point(NamedTuple):
    """A point inside a triangle of the mesh, metres."""

    triangle: int
    x: float
    y: float


class View(NamedTuple):
    """The corners that matter to a point; room for n, more than any cell lists.

    node:   (n,) int64, counted from the component's first, ascending
    x, y:   (n,) float64, metres, where it is; x inf once it turned out not seen
    metres: (n,) float64, by the corner to the other end, or at least so many; inf once it turned out not seen
    rank:   (n,) int64, the same to a goal, as a rank: found many at a time, and its least too, unlike that of floats
    seen:   (n,) uint8, SEEN, NOT_SEEN or NOT_ASKED

    The few of them worth trying, in the same order:
    chosen: (n,) int64, which of the above
    column: (n,) uint64, the node; unsigned, as an index that cannot be negative is looked up faster
    units:  (n,) int64, straight to the corner in fine units
    """

    node: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    metres: NDArray[np.float64]
    rank: NDArray[np.int64]
    seen: NDArray[np.uint8]
    chosen: NDArray[np.int64]
    column: NDArray[np.uint64]
    units: NDArray[np.int64]


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
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.uint8),
        np.empty(most, dtype=np.int64),
        np.empty(most, dtype=np.uint64),
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
    listed = tables.list_entry[first : first + count]
    for k in range(count):
        entry = int(listed[k])
        view.node[k] = (entry & MOST_CORNERS) + offset
        view.seen[k] = SEEN if entry & WHOLE else NOT_ASKED
        strangers += view.node[k] < 0 or view.node[k] >= size
    if strangers > 0:
        count = _without_strangers(view, count, size)
    for k in range(count):
        node = np.uint64(origin + view.node[k])
        view.x[k], view.y[k] = tables.xy[node, 0], tables.xy[node, 1]
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
def straight_to(point: Point, view: View, k: int) -> float:
    """Metres straight from a point to the k-th corner of its view."""
    return distance(view.x[k], view.y[k], point.x, point.y)


@lean
def is_seen(mesh: Mesh, tables: Tables, point: Point, view: View, k: int) -> bool:
    """Whether a point really sees the k-th corner of its view and can go on round it; asked once, then SEEN or struck."""
    if view.seen[k] == NOT_ASKED:
        node = mesh.first_node[mesh.component[point.triangle]] + view.node[k]
        can_go_on = may_bend(tables, node, view.x[k] - point.x, view.y[k] - point.y)
        if can_go_on and sees_corner(mesh, point.triangle, point.x, point.y, mesh.corner[node]):
            view.seen[k] = SEEN
        else:
            _strike(view, k)
    return bool(view.seen[k] == SEEN)


@lean
def may_bend(tables: Tables, node: int, dx: float, dy: float) -> bool:
    """Whether a path that comes to a corner by dx, dy, metres, may bend there: its ring lies on one side, or nearly so."""
    one = dx * tables.wings[node, 1] - dy * tables.wings[node, 0]
    other = dx * tables.wings[node, 3] - dy * tables.wings[node, 2]
    return bool(one * other > SAME_SIDE)


@lean
def _strike(view: View, k: int) -> None:
    """Leave the k-th corner out from now on, as one infinitely far away."""
    view.seen[k], view.x[k], view.metres[k], view.rank[k] = NOT_SEEN, np.inf, np.inf, GONE * PLACES


@lean
def straight_metres(mesh: Mesh, start: Point, goal: Point) -> float:
    """Metres straight from one point to another, inf where something is in the way."""
    if sees(mesh, start.triangle, start.x, start.y, goal.triangle, goal.x, goal.y):
        return distance(start.x, start.y, goal.x, goal.y)
    return np.inf


@lean
def find_walk(
    mesh: Mesh, tables: Tables, start: Point, here: View, here_size: int, goal: Point, there: View, there_size: int
) -> Walk:
    """The shortest way round corners between two points of one component that do not see each other.

    start ------------ first corner ==================== last corner ------------ goal
            straight                 units of the table                straight

    here, there: their views, and how many corners are in them

    Steps: 1. the least any walk by each corner can have, 2. the walk by the most promising two, 3. the corners that
    could do as well, 4. the best pair of them; where one of the two is not seen after all, once more without it.
    """
    component = mesh.component[start.triangle]
    unit, origin = tables.unit[component], mesh.first_node[component]
    base, size = tables.base[component], mesh.first_node[component + 1] - origin
    _bound_walks(here, here_size, start, goal)
    _bound_walks(there, there_size, goal, start)
    while True:
        likely_first = _most_promising(tables, origin, start, here, here_size)
        likely_last = _most_promising(tables, origin, goal, there, there_size)
        if likely_first < 0 or likely_last < 0:
            return Walk(np.inf, NO_WALK, NO_WALK)
        likely = _walk_by(mesh, tables, start, here, likely_first, goal, there, likely_last)
        limit = min(likely.metres * (1.0 + 1e-12), FAR)
        firsts = _choose(tables, origin, start, here, here_size, limit, unit)
        lasts = _choose(tables, origin, goal, there, there_size, limit, unit)
        # Once one of the likely two is not seen, their walk is no limit any more.
        while here.seen[likely_first] != NOT_SEEN and there.seen[likely_last] != NOT_SEEN:
            i, j = _best_pair(tables, base, size, here, firsts, there, lasts)
            if i < 0:
                return Walk(np.inf, NO_WALK, NO_WALK)
            first, last = here.chosen[i], there.chosen[j]
            if not is_seen(mesh, tables, goal, there, last):
                there.units[j] = GONE
            elif not is_seen(mesh, tables, start, here, first):
                here.units[i] = GONE
            else:
                return _walk_by(mesh, tables, start, here, first, goal, there, last)


@lean
def _walk_by(
    mesh: Mesh, tables: Tables, start: Point, here: View, first: int, goal: Point, there: View, last: int
) -> Walk:
    """The walk by two corners, by their places in the views of its ends; inf metres where no way joins them."""
    component = mesh.component[start.triangle]
    size = mesh.first_node[component + 1] - mesh.first_node[component]
    units = tables.units[tables.base[component] + here.node[first] * size + there.node[last]]
    ends = straight_to(start, here, first) + straight_to(goal, there, last)
    metres = ends + units * tables.unit[component] if units < UNREACHABLE else np.inf
    return Walk(metres, here.node[first], there.node[last])


@lean
def _bound_walks(view: View, size: int, point: Point, other: Point) -> None:
    """Write the least metres of any walk by each corner from one end to the other, a little less than they are.

    Roots are taken of float32, many at a time; rounding them adds less than is taken away.
    """
    for k in range(size):
        dx, dy = view.x[k] - point.x, view.y[k] - point.y
        other_dx, other_dy = view.x[k] - other.x, view.y[k] - other.y
        here, there = np.float32(dx * dx + dy * dy), np.float32(other_dx * other_dx + other_dy * other_dy)
        view.metres[k] = (np.sqrt(here) + np.sqrt(there)) * np.float32(1.0 - 1e-6) - np.float32(1e-6)


@lean
def _most_promising(tables: Tables, origin: int, point: Point, view: View, size: int) -> int:
    """The corner with the least bound of those a path from a point may bend at, -1 where there is none.

    origin: the component's first node
    """
    while True:
        k = first_least(view.metres, size)
        if k < 0 or may_bend(tables, origin + view.node[k], view.x[k] - point.x, view.y[k] - point.y):
            return k
        _strike(view, k)


@lean
def first_least(values: np.ndarray, count: int) -> int:
    """Where the least of the first values, (n,) float64, stands first; -1 where all are inf."""
    least = least_of(values, count)
    if least < np.inf:
        for k in range(count):
            if values[k] == least:
                return k
    return -1


@lean
def least_of(values: np.ndarray, count: int) -> float:
    """The least of the first values, (n,) float64, inf where there is none."""
    least = np.inf
    for k in range(count):
        least = min(least, values[k])
    return least


@lean
def _choose(tables: Tables, origin: int, point: Point, view: View, size: int, limit: float, unit: float) -> int:
    """Choose the corners with a bound below a limit that a path from a point may bend at; returns how many.

    origin: the component's first node;  unit: metres of a unit of its table
    """
    near, chosen = 0, 0
    for k in range(size):
        view.chosen[near] = k
        near += view.metres[k] <= limit
    for i in range(near):
        k = view.chosen[i]
        view.chosen[chosen] = k
        view.column[chosen] = view.node[k]
        view.units[chosen] = int(straight_to(point, view, k) * (FINE / unit))
        chosen += may_bend(tables, origin + view.node[k], view.x[k] - point.x, view.y[k] - point.y)
    return chosen


@lean
def _best_pair(
    tables: Tables, base: int, size: int, here: View, firsts: int, there: View, lasts: int
) -> tuple[int, int]:
    """The chosen corners by which a walk is shortest, the first of equals; -1, -1 where no way joins any two."""
    least, i, j = GONE, -1, -1
    for first in range(firsts):
        row = base + here.node[here.chosen[first]] * size
        units = here.units[first] + _least_way(tables.units[row : row + size], there, lasts)
        if units < least:
            least, i = units, first
    if i >= 0:
        row = base + here.node[here.chosen[i]] * size
        j = _last_of(tables.units[row : row + size], there, lasts, least - here.units[i])
    return i, j


@lean
def _least_way(row: np.ndarray, there: View, lasts: int) -> int:
    """The least fine units from the corner of a row of the table, (n,) uint32, by any chosen corner to the other end."""
    least = GONE
    for j in range(lasts):
        least = min(least, _way_by(row, there, j))
    return least


@lean
def _last_of(row: np.ndarray, there: View, lasts: int, units: int) -> int:
    """The first chosen corner by which it is so many fine units to the other end; row as above."""
    for j in range(lasts):
        if _way_by(row, there, j) == units:
            return j
    return -1


@lean
def _way_by(row: np.ndarray, there: View, j: int) -> int:
    """Fine units from the corner of a row of the table, (n,) uint32, by the j-th chosen corner to the other end."""
    way = int(row[there.column[j]])
    return way * FINE + int(there.units[j]) if way < UNREACHABLE else GONE


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
    first, end = goal_row(mesh, tables, component, goal)
    row, unit = tables.goal_units[first:end], tables.unit[component]
    for k in range(size):
        straight = min(straight_to(point, view, k) * (FINE / unit), float(GONE))
        # Unsigned, as an index that cannot be negative is looked up many at a time.
        view.rank[k] = (int(straight) + int(row[np.uint64(view.node[k])]) * FINE) * PLACES + k
    while True:
        k = _first_ranked(view, size)
        if k < 0 or row[view.node[k]] >= UNREACHABLE:
            return Walk(np.inf, NO_WALK, NO_WALK)
        if is_seen(mesh, tables, point, view, k):
            return Walk(straight_to(point, view, k) + row[view.node[k]] * unit, int(view.node[k]), NO_WALK)


@lean
def _first_ranked(view: View, size: int) -> int:
    """The corner of the view with the least rank, -1 where none is left."""
    least = GONE * PLACES
    for k in range(size):
        least = min(least, view.rank[k])
    return least & (PLACES - 1) if least < GONE * PLACES else -1


@lean
def how_seen(mesh: Mesh, tables: Tables, component: int, cell: int, goal: int) -> int:
    """How a goal of a component is seen from a cell of its floor: HIDDEN, IN_PART or FROM_ALL."""
    local, column = cell - mesh.cell_base[mesh.floor[component]], tables.goal_column[goal]
    byte = tables.goal_seen[tables.seen_base[component] + column * tables.seen_bytes[component] + local // 4]
    return int(byte >> 2 * (local % 4)) & 3


@lean
def corner_row(mesh: Mesh, tables: Tables, component: int, node: int) -> tuple[int, int]:
    """Where in units the row of a node begins and ends. node: counted from the component's first"""
    size = mesh.first_node[component + 1] - mesh.first_node[component]
    first = tables.base[component] + node * size
    return first, first + size


@lean
def goal_row(mesh: Mesh, tables: Tables, component: int, goal: int) -> tuple[int, int]:
    """Where in goal_units the row of a component's goal begins and ends."""
    size = mesh.first_node[component + 1] - mesh.first_node[component]
    first = tables.goal_base[component] + tables.goal_column[goal] * size
    return first, first + size


@lean
def next_corner(tables: Tables, origin: int, row: np.ndarray, node: int) -> int:
    """The corner after one on the way that distances, (n,) uint32, lead; -1 where none fits any more.

    origin: the component's first node;  node: counted from it
    """
    left = row[node]
    for arc in range(tables.arc_first[origin + node], tables.arc_first[origin + node + 1]):
        other = tables.arc_to[arc] - origin
        if np.int64(row[other]) + tables.arc_units[arc] == left:
            return int(other)
    return -1


@lean
def trace_walk(mesh: Mesh, tables: Tables, component: int, walk: Walk, goal: int, corners: np.ndarray) -> int:
    """Write the corners of a walk, counted from the component's first: (n,) int32 with room; returns how many.

    goal: the number of the goal, where the walk leads to one; -1 for a walk to its last corner
    """
    if goal >= 0:
        first, end = goal_row(mesh, tables, component, goal)
        row = tables.goal_units[first:end]
    else:
        first, end = corner_row(mesh, tables, component, walk.last)
        row = tables.units[first:end]
    count, node = 0, walk.first
    while node >= 0:
        corners[count] = node
        count += 1
        node = next_corner(tables, mesh.first_node[component], row, node)
    return count


@lean
def true_metres(
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
