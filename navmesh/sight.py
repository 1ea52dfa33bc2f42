r"""What can be seen from a point: which triangle it is in, which corners it sees, whether it sees another point.

Sight spreads from triangle to triangle through ever narrower cones (triangular expansion: Bungiu, Hemmer, Hershberger, Huang,
Kröller, "Efficient Computation of Visibility Polygons", 2014). Each step asks only which way three given points turn, so
nothing is ever rounded.

                apex
                /  \
       to left /    \ to right      A cone comes into a triangle through an edge. Where the apex is seen from the eye decides:
              /      \              left of the cone, all of it goes on to the right; right of it, to the left;
             o--------o             within it, the corner at the apex is seen, and parts the cone in two.
          left \    / right
                eye

A cone that comes to a wall ends there: what lies between the eye and that wall is a sector of the view. A corner hidden
exactly behind another is not reported: the way there bends round the nearer one at no cost, and every corner a segment can
graze is a node.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean
from navmesh.mesh import CELL, Mesh
from navmesh.predicates import turn

# A point this near to the walkable area is on it (a nanometre off, and then rounded); on a wall it is moved inside by
# about NUDGE.
ON_FLOOR = 3e-9
NUDGE = 1e-10


@lean
def place(mesh: Mesh, floor: int, x: float, y: float) -> tuple[int, float, float]:
    """The triangle of a point, and the point itself, moved strictly inside where it touches a wall; -1 off the floor."""
    across, up = (x - mesh.cell_origin[floor, 0]) / CELL, (y - mesh.cell_origin[floor, 1]) / CELL
    columns, rows = mesh.cell_shape[floor, 0], mesh.cell_shape[floor, 1]
    # Compared as floats: nan is off the floor.
    if not (0.0 <= across < columns and 0.0 <= up < rows):
        return -1, x, y
    cell = mesh.cell_base[floor] + int(up) * columns + int(across)
    for k in range(mesh.cell_first[cell], mesh.cell_first[cell + 1]):
        t = int(mesh.cell_triangles[k])
        if is_in_triangle(mesh, t, x, y):
            return t, x, y
    best, least = (-1, x, y), np.inf
    for k in range(mesh.cell_first[cell], mesh.cell_first[cell + 1]):
        t = int(mesh.cell_triangles[k])
        metres, near_x, near_y = _nearest_in(mesh, t, x, y)
        if metres <= ON_FLOOR:
            inner_x, inner_y = _moved_inside(mesh, t, near_x, near_y)
            moved = np.hypot(inner_x - x, inner_y - y)
            if moved < least:
                best, least = (t, inner_x, inner_y), moved
    return best


@lean
def is_in_triangle(mesh: Mesh, t: int, x: float, y: float) -> bool:
    """Whether a point lies in a triangle or on an edge of it that is no wall."""
    for k in range(3):
        a, b = mesh.xy[mesh.triangles[t, k]], mesh.xy[mesh.triangles[t, (k + 1) % 3]]
        side = turn(a[0], a[1], b[0], b[1], x, y)
        if side < 0.0 or (side == 0.0 and mesh.across[t, k] < 0):
            return False
        if x == a[0] and y == a[1]:
            return False
    return True


@lean
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


@lean
def _moved_inside(mesh: Mesh, t: int, x: float, y: float) -> tuple[float, float]:
    """A point at the rim of a triangle, moved towards its middle until it is strictly inside."""
    a, b, c = mesh.xy[mesh.triangles[t, 0]], mesh.xy[mesh.triangles[t, 1]], mesh.xy[mesh.triangles[t, 2]]
    middle_x, middle_y = (a[0] + b[0] + c[0]) / 3.0, (a[1] + b[1] + c[1]) / 3.0
    distance = max(np.hypot(middle_x - x, middle_y - y), NUDGE)
    share = NUDGE / distance
    while share < 1.0:
        inner_x, inner_y = x + share * (middle_x - x), y + share * (middle_y - y)
        if is_in_triangle(mesh, t, inner_x, inner_y):
            return inner_x, inner_y
        share *= 4.0
    return middle_x, middle_y


class SightBuffers(NamedTuple):
    """Memory to look round in, made once for many looks. V vertices, N nodes.

    seen:    (N + 3,) int32, the nodes found
    metres:  (N + 3,) float64, how far they are
    cones:   (2 V + 16, 3) int32, the cones still to follow: 3 · triangle + edge, left and right bound
    sectors: (4 V + 16, 3) int32, where cones met walls: 3 · triangle + edge, left and right bound; or -1 and twice the
             vertex up to which the rim of a corner's view is clear
    """

    seen: NDArray[np.int32]
    metres: NDArray[np.float64]
    cones: NDArray[np.int32]
    sectors: NDArray[np.int32]


class Filled(NamedTuple):
    """How many rows of each of the buffers are in use."""

    seen: int
    cones: int
    sectors: int


class Eye(NamedTuple):
    """Where one looks from: a point, and the vertex it is, -1 if it is none. A bound of a cone is the vertex it goes through.

    From a vertex only what a path coming round it can go on to is looked at: two parts of the view, each from a wall to the
    line of the other wall. Where such a line is the bound of a cone, that is the eye's own vertex.

                  looked at  :  a way from here
                             :  to v need not bend
              before --------v . . . . . . .  the line of the wall before it
              / / / / / / / /|
               a thing / / / |  looked at
              / / / / / / / /|
                           after
    """

    vertex: int
    x: float
    y: float


@compiled
def make_sight_buffers(mesh: Mesh) -> SightBuffers:
    """Enough memory to look round anywhere on this mesh."""
    nodes, vertices = len(mesh.corner), len(mesh.xy)
    return SightBuffers(
        np.empty(nodes + 3, dtype=np.int32),
        np.empty(nodes + 3),
        np.empty((2 * vertices + 16, 3), dtype=np.int32),
        np.empty((4 * vertices + 16, 3), dtype=np.int32),
    )


@lean
def look_round(mesh: Mesh, t: int, x: float, y: float, buffers: SightBuffers) -> tuple[int, int]:
    """The corners seen from a point inside triangle t round which a path from it can bend, and the sectors of its view.

    Returns how many corners and sectors were written to the buffers.
    """
    eye, filled = Eye(-1, x, y), Filled(0, 0, 0)
    for k in range(3):
        right, left = mesh.triangles[t, k], mesh.triangles[t, (k + 1) % 3]
        filled = _note_corner(mesh, eye, right, buffers, filled)
        filled = _add_cone(mesh, 3 * t + k, left, right, buffers, filled)
    filled = _expand(mesh, eye, buffers, filled)
    return filled.seen, filled.sectors


@lean
def look_from_corner(mesh: Mesh, v: int, buffers: SightBuffers) -> tuple[int, int]:
    """As look_round, from a vertex; only towards where a path that comes round the vertex can go on.

    Steps: 1. through each triangle at the vertex, 2. on from triangle to triangle, 3. of the corners those that the way to
    the vertex could have come round too.
    """
    eye, filled = Eye(v, mesh.xy[v, 0], mesh.xy[v, 1]), Filled(0, 0, 0)
    for k in range(mesh.fan_first[v], mesh.fan_first[v + 1]):
        filled = _look_across(mesh, eye, mesh.fan[k] // 3, mesh.fan[k] % 3, buffers, filled)
    filled = _expand(mesh, eye, buffers, filled)
    kept = 0
    for k in range(filled.seen):
        corner = mesh.corner[buffers.seen[k]]
        if can_bend(mesh, mesh.xy[corner, 0], mesh.xy[corner, 1], v):
            buffers.seen[kept], buffers.metres[kept] = buffers.seen[k], buffers.metres[k]
            kept += 1
    return kept, filled.sectors


@lean
def _look_across(mesh: Mesh, eye: Eye, t: int, own: int, buffers: SightBuffers, filled: Filled) -> Filled:
    """Look from a vertex, number `own` of triangle t, through the opposite edge: both parts of the view, if it has any of them."""
    v, edge = eye.vertex, (own + 1) % 3
    right, left = mesh.triangles[t, edge], mesh.triangles[t, (own + 2) % 3]
    filled = _note_corner(mesh, eye, right, buffers, filled)
    if mesh.across[t, (own + 2) % 3] < 0:
        filled = _note_corner(mesh, eye, left, buffers, filled)
    # From the wall after the vertex to the line of the one before.
    if _left_of(mesh, eye, v, right) < 0.0:
        side = _left_of(mesh, eye, v, left)
        filled = _add_cone(mesh, 3 * t + edge, left if side <= 0.0 else v, right, buffers, filled)
        filled = _add_clear_rim(left, buffers, filled) if side == 0.0 else filled
    # From the line of the wall after it to the wall before.
    if _right_of(mesh, eye, v, left) > 0.0:
        side = _right_of(mesh, eye, v, right)
        filled = _add_cone(mesh, 3 * t + edge, left, right if side >= 0.0 else v, buffers, filled)
        filled = _add_clear_rim(right, buffers, filled) if side == 0.0 else filled
    return filled


@lean
def can_bend(mesh: Mesh, x: float, y: float, v: int) -> bool:
    """Whether a shortest path from a point can bend at vertex v: the ring lies wholly on one side of the line."""
    before, at, after = mesh.xy[mesh.before[v]], mesh.xy[v], mesh.xy[mesh.after[v]]
    one = turn(x, y, at[0], at[1], before[0], before[1])
    other = turn(x, y, at[0], at[1], after[0], after[1])
    return (one >= 0.0 and other >= 0.0) or (one <= 0.0 and other <= 0.0)


@lean
def _left_of(mesh: Mesh, eye: Eye, bound: int, vertex: int) -> float:
    """Positive where a vertex lies left of the left bound of a cone, 0.0 on it."""
    return left_of(mesh, eye, bound, mesh.xy[vertex, 0], mesh.xy[vertex, 1])


@lean
def _right_of(mesh: Mesh, eye: Eye, bound: int, vertex: int) -> float:
    """Negative where a vertex lies right of the right bound of a cone, 0.0 on it."""
    return right_of(mesh, eye, bound, mesh.xy[vertex, 0], mesh.xy[vertex, 1])


@lean
def left_of(mesh: Mesh, eye: Eye, bound: int, x: float, y: float) -> float:
    """Positive where a point lies left of the left bound of a cone, 0.0 on it."""
    at = mesh.xy[bound]
    if bound == eye.vertex:
        before = mesh.xy[mesh.before[bound]]
        return turn(before[0], before[1], at[0], at[1], x, y)
    return turn(eye.x, eye.y, at[0], at[1], x, y)


@lean
def right_of(mesh: Mesh, eye: Eye, bound: int, x: float, y: float) -> float:
    """Negative where a point lies right of the right bound of a cone, 0.0 on it."""
    at = mesh.xy[bound]
    if bound == eye.vertex:
        after = mesh.xy[mesh.after[bound]]
        return turn(after[0], after[1], at[0], at[1], x, y)
    return turn(eye.x, eye.y, at[0], at[1], x, y)


@lean
def _note_corner(mesh: Mesh, eye: Eye, v: int, buffers: SightBuffers, filled: Filled) -> Filled:
    """Note that a vertex is seen, if it is a corner round which a path from the eye can bend."""
    if mesh.node[v] >= 0 and can_bend(mesh, eye.x, eye.y, v):
        buffers.seen[filled.seen] = mesh.node[v]
        buffers.metres[filled.seen] = np.hypot(mesh.xy[v, 0] - eye.x, mesh.xy[v, 1] - eye.y)
        return Filled(filled.seen + 1, filled.cones, filled.sectors)
    return filled


@lean
def _add_cone(mesh: Mesh, edge: int, left: int, right: int, buffers: SightBuffers, filled: Filled) -> Filled:
    """Note a cone that goes through an edge, as one to follow into the triangle beyond; at a wall, as a sector."""
    across = mesh.across[edge // 3, edge % 3]
    rows, at = (buffers.sectors, filled.sectors) if across < 0 else (buffers.cones, filled.cones)
    rows[at, 0], rows[at, 1], rows[at, 2] = edge if across < 0 else across, left, right
    if across < 0:
        return Filled(filled.seen, filled.cones, filled.sectors + 1)
    return Filled(filled.seen, filled.cones + 1, filled.sectors)


@lean
def _add_clear_rim(vertex: int, buffers: SightBuffers, filled: Filled) -> Filled:
    """Note that the rim of a corner's view is clear up to a vertex on it."""
    at = filled.sectors
    buffers.sectors[at, 0], buffers.sectors[at, 1], buffers.sectors[at, 2] = -1, vertex, vertex
    return Filled(filled.seen, filled.cones, at + 1)


@lean
def _expand(mesh: Mesh, eye: Eye, buffers: SightBuffers, filled: Filled) -> Filled:
    """Follow every cone to the walls, as drawn above. A cone is open: what lies exactly on its rim is hidden.

    The rim of a corner's whole view is the exception: along the wall's line one sees the next vertex.
    """
    while filled.cones > 0:
        filled = Filled(filled.seen, filled.cones - 1, filled.sectors)
        cone = buffers.cones[filled.cones]
        t, edge, left, right = cone[0] // 3, cone[0] % 3, cone[1], cone[2]
        apex = mesh.triangles[t, (edge + 2) % 3]
        to_right, to_left = 3 * t + (edge + 1) % 3, 3 * t + (edge + 2) % 3
        from_left, from_right = _left_of(mesh, eye, left, apex), _right_of(mesh, eye, right, apex)
        if (from_left == 0.0 and left == eye.vertex) or (from_right == 0.0 and right == eye.vertex):
            filled = _note_corner(mesh, eye, apex, buffers, filled)
            filled = _add_clear_rim(apex, buffers, filled)
            left, right = (apex, right) if from_left == 0.0 else (left, apex)
        if from_left >= 0.0:
            filled = _add_cone(mesh, to_right, left, right, buffers, filled)
        elif from_right <= 0.0:
            filled = _add_cone(mesh, to_left, left, right, buffers, filled)
        else:
            filled = _note_corner(mesh, eye, apex, buffers, filled)
            filled = _add_cone(mesh, to_right, apex, right, buffers, filled)
            filled = _add_cone(mesh, to_left, left, apex, buffers, filled)
    return filled


@lean
def sees(mesh: Mesh, t: int, x: float, y: float, goal_t: int, goal_x: float, goal_y: float) -> bool:
    """Whether the open segment between two points, each inside its triangle, touches no wall and no corner."""
    if t == goal_t:
        return True
    edge = _first_crossed(mesh, t, x, y, goal_x, goal_y)
    while edge >= 0:
        if edge // 3 == goal_t:
            return True
        apex = np.uint64(mesh.beyond[np.uint64(edge), 0])
        side = turn(x, y, goal_x, goal_y, mesh.xy[apex, 0], mesh.xy[apex, 1])
        if side == 0.0:
            return False
        edge = int(mesh.beyond[np.uint64(edge), 1 if side > 0.0 else 2])
    return False


@lean
def sees_corner(mesh: Mesh, t: int, x: float, y: float, v: int) -> bool:
    """Whether the open segment from a point inside triangle t to a vertex touches no wall and no other corner."""
    if v in (mesh.triangles[t, 0], mesh.triangles[t, 1], mesh.triangles[t, 2]):
        return True
    goal_x, goal_y = mesh.xy[v, 0], mesh.xy[v, 1]
    edge = _first_crossed(mesh, t, x, y, goal_x, goal_y)
    while edge >= 0:
        apex = np.uint64(mesh.beyond[np.uint64(edge), 0])
        side = turn(x, y, goal_x, goal_y, mesh.xy[apex, 0], mesh.xy[apex, 1])
        if side == 0.0:
            return bool(apex == v)
        edge = int(mesh.beyond[np.uint64(edge), 1 if side > 0.0 else 2])
    return False


@lean
def _first_crossed(mesh: Mesh, t: int, x: float, y: float, goal_x: float, goal_y: float) -> int:
    """What lies across the edge through which one leaves triangle t for a goal outside it, -1 at a wall or a corner."""
    for k in range(3):
        a, b = mesh.triangles[t, k], mesh.triangles[t, (k + 1) % 3]
        if (
            turn(x, y, mesh.xy[a, 0], mesh.xy[a, 1], goal_x, goal_y) > 0.0
            and turn(x, y, mesh.xy[b, 0], mesh.xy[b, 1], goal_x, goal_y) < 0.0
        ):
            return int(mesh.across[t, k])
    return -1
