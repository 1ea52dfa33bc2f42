"""What can be seen from a point: which triangle it is in, which corners it sees, whether it sees another point.

Sight spreads from triangle to triangle through ever narrower cones (triangular expansion); each step asks only which
way three given points turn, so nothing is ever rounded. A corner hidden exactly behind another is not reported: the
way there bends round the nearer one at no cost, and every corner a segment can graze is a node.
"""

from __future__ import annotations

import numpy as np

from navmesh.compiled import compiled
from navmesh.mesh import CELL, Mesh
from navmesh.predicates import turn

# A point this near to the walkable area is on it (a nanometre off, and then rounded); on a wall it is moved inside by
# about NUDGE.
ON_FLOOR = 3e-9
NUDGE = 1e-10


@compiled
def place(mesh: Mesh, floor: int, x: float, y: float) -> tuple[int, float, float]:
    """The triangle of a point, and the point itself, moved strictly inside where it touches a wall; -1 off the floor."""
    across, up = (x - mesh.cell_origin[floor, 0]) / CELL, (y - mesh.cell_origin[floor, 1]) / CELL
    columns, rows = mesh.cell_shape[floor, 0], mesh.cell_shape[floor, 1]
    # Compared as floats: nan is off the floor.
    if not (0.0 <= across < columns and 0.0 <= up < rows):
        return -1, x, y
    cell = mesh.cell_base[floor] + int(up) * columns + int(across)
    best, least = (-1, x, y), np.inf
    for k in range(mesh.cell_first[cell], mesh.cell_first[cell + 1]):
        t = int(mesh.cell_triangles[k])
        if _is_inside(mesh, t, x, y):
            return t, x, y
        metres, near_x, near_y = _nearest_in(mesh, t, x, y)
        if metres <= ON_FLOOR:
            inner_x, inner_y = _moved_inside(mesh, t, near_x, near_y)
            moved = np.hypot(inner_x - x, inner_y - y)
            if moved < least:
                best, least = (t, inner_x, inner_y), moved
    return best


@compiled
def _is_inside(mesh: Mesh, t: int, x: float, y: float) -> bool:
    """Whether a point lies in a triangle or on an edge of it that is no wall."""
    for k in range(3):
        a, b = mesh.xy[mesh.triangles[t, k]], mesh.xy[mesh.triangles[t, (k + 1) % 3]]
        side = turn(a[0], a[1], b[0], b[1], x, y)
        if side < 0.0 or (side == 0.0 and mesh.across[t, k] < 0):
            return False
        if x == a[0] and y == a[1]:
            return False
    return True


@compiled
def _nearest_in(mesh: Mesh, t: int, x: float, y: float) -> tuple[float, float, float]:
    """Metres from a point to a triangle, and the nearest point of it."""
    least, near_x, near_y = np.inf, x, y
    is_inside = True
    for k in range(3):
        a, b = mesh.xy[mesh.triangles[t, k]], mesh.xy[mesh.triangles[t, (k + 1) % 3]]
        dx, dy = b[0] - a[0], b[1] - a[1]
        along = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)
        along = min(max(along, 0.0), 1.0)
        on_x, on_y = a[0] + along * dx, a[1] + along * dy
        metres = np.hypot(x - on_x, y - on_y)
        if metres < least:
            least, near_x, near_y = metres, on_x, on_y
        is_inside = is_inside and turn(a[0], a[1], b[0], b[1], x, y) >= 0.0
    return (0.0, x, y) if is_inside else (least, near_x, near_y)


@compiled
def _moved_inside(mesh: Mesh, t: int, x: float, y: float) -> tuple[float, float]:
    """A point at the rim of a triangle, moved towards its middle until it is strictly inside."""
    a, b, c = mesh.xy[mesh.triangles[t, 0]], mesh.xy[mesh.triangles[t, 1]], mesh.xy[mesh.triangles[t, 2]]
    middle_x, middle_y = (a[0] + b[0] + c[0]) / 3.0, (a[1] + b[1] + c[1]) / 3.0
    distance = max(np.hypot(middle_x - x, middle_y - y), NUDGE)
    share = NUDGE / distance
    while share < 1.0:
        inner_x, inner_y = x + share * (middle_x - x), y + share * (middle_y - y)
        if _is_inside(mesh, t, inner_x, inner_y):
            return inner_x, inner_y
        share *= 4.0
    return middle_x, middle_y


@compiled
def look_round(mesh: Mesh, t: int, x: float, y: float, seen: np.ndarray, metres: np.ndarray, stack: np.ndarray) -> int:
    """The corners seen from a point inside triangle t round which a path from it can bend; returns how many.

    seen, metres: (>= N,) int32 nodes and float64 distances, written
    stack:        (>= V + 3, 3) int32, room to work
    """
    count = 0
    top = 0
    for k in range(3):
        right, left = mesh.triangles[t, k], mesh.triangles[t, (k + 1) % 3]
        count = _report(mesh, x, y, right, seen, metres, count)
        top = _push(mesh.across[t, k], left, right, stack, top)
    return _spread(mesh, x, y, seen, metres, count, stack, top)


@compiled
def look_from_corner(mesh: Mesh, v: int, seen: np.ndarray, metres: np.ndarray, stack: np.ndarray) -> int:
    """As look_round, from a vertex; only the corners towards which a path that comes round the vertex can go on."""
    x, y = mesh.xy[v, 0], mesh.xy[v, 1]
    count = 0
    top = 0
    for k in range(mesh.fan_first[v], mesh.fan_first[v + 1]):
        t, own = mesh.fan[k] // 3, mesh.fan[k] % 3
        right, left = mesh.triangles[t, (own + 1) % 3], mesh.triangles[t, (own + 2) % 3]
        count = _report(mesh, x, y, right, seen, metres, count)
        if mesh.across[t, (own + 2) % 3] < 0:
            count = _report(mesh, x, y, left, seen, metres, count)
        top = _push(mesh.across[t, (own + 1) % 3], left, right, stack, top)
    count = _spread(mesh, x, y, seen, metres, count, stack, top)
    kept = 0
    for k in range(count):
        corner = mesh.corner[seen[k]]
        if can_bend(mesh, mesh.xy[corner, 0], mesh.xy[corner, 1], v):
            seen[kept], metres[kept] = seen[k], metres[k]
            kept += 1
    return kept


@compiled
def can_bend(mesh: Mesh, x: float, y: float, v: int) -> bool:
    """Whether a shortest path from a point can bend at vertex v: the ring lies wholly on one side of the line."""
    before, at, after = mesh.xy[mesh.before[v]], mesh.xy[v], mesh.xy[mesh.after[v]]
    one = turn(x, y, at[0], at[1], before[0], before[1])
    other = turn(x, y, at[0], at[1], after[0], after[1])
    return (one >= 0.0 and other >= 0.0) or (one <= 0.0 and other <= 0.0)


@compiled
def _report(mesh: Mesh, x: float, y: float, v: int, seen: np.ndarray, metres: np.ndarray, count: int) -> int:
    if mesh.node[v] >= 0 and can_bend(mesh, x, y, v):
        seen[count] = mesh.node[v]
        metres[count] = np.hypot(mesh.xy[v, 0] - x, mesh.xy[v, 1] - y)
        return count + 1
    return count


@compiled
def _push(across: int, left: int, right: int, stack: np.ndarray, top: int) -> int:
    """Remember to look through an edge between two bounds; nothing is seen through a wall."""
    if across < 0:
        return top
    stack[top, 0], stack[top, 1], stack[top, 2] = across, left, right
    return top + 1


@compiled
def _spread(
    mesh: Mesh, x: float, y: float, seen: np.ndarray, metres: np.ndarray, count: int, stack: np.ndarray, top: int
) -> int:
    """Follow every cone on the stack to the walls. A cone is open: what lies exactly on its rim is hidden."""
    while top > 0:
        top -= 1
        t, edge = stack[top, 0] // 3, stack[top, 0] % 3
        left, right = stack[top, 1], stack[top, 2]
        apex = mesh.triangles[t, (edge + 2) % 3]
        to_right, to_left = mesh.across[t, (edge + 1) % 3], mesh.across[t, (edge + 2) % 3]
        ax, ay = mesh.xy[apex, 0], mesh.xy[apex, 1]
        if turn(x, y, mesh.xy[left, 0], mesh.xy[left, 1], ax, ay) >= 0.0:
            top = _push(to_right, left, right, stack, top)
        elif turn(x, y, mesh.xy[right, 0], mesh.xy[right, 1], ax, ay) <= 0.0:
            top = _push(to_left, left, right, stack, top)
        else:
            count = _report(mesh, x, y, apex, seen, metres, count)
            top = _push(to_right, apex, right, stack, top)
            top = _push(to_left, left, apex, stack, top)
    return count


@compiled
def sees(mesh: Mesh, t: int, x: float, y: float, goal_t: int, goal_x: float, goal_y: float) -> bool:
    """Whether the open segment between two points, each inside its triangle, touches no wall and no corner."""
    if t == goal_t:
        return True
    across = -1
    for k in range(3):
        a, b = mesh.xy[mesh.triangles[t, k]], mesh.xy[mesh.triangles[t, (k + 1) % 3]]
        if turn(x, y, a[0], a[1], goal_x, goal_y) > 0.0 and turn(x, y, b[0], b[1], goal_x, goal_y) < 0.0:
            across = mesh.across[t, k]
    while across >= 0:
        t, edge = across // 3, across % 3
        if t == goal_t:
            return True
        apex = mesh.xy[mesh.triangles[t, (edge + 2) % 3]]
        side = turn(x, y, goal_x, goal_y, apex[0], apex[1])
        if side == 0.0:
            return False
        across = mesh.across[t, (edge + 1) % 3] if side > 0.0 else mesh.across[t, (edge + 2) % 3]
    return False
