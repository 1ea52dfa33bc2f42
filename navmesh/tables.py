"""What is known beforehand: the corners one sees from each cell, all distances between corners, and to all goals.

They depend on the geometry and the walker's radius alone: not on speed, closures or what may be ridden.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.cells import MOST_CORNERS, WHOLE, draw_view, hangs_together, make_drawing
from navmesh.compiled import compiled, lean
from navmesh.distances import UNREACHABLE, fill_units, measure_unit, relax
from navmesh.graph import Graph
from navmesh.mesh import Mesh, MeshError
from navmesh.sight import Eye, SightBuffers, look_from_corner, look_round, make_sight_buffers, place

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Wide = NDArray[np.int64]
Units = NDArray[np.uint32]

# How a goal is seen from a cell.
HIDDEN = 0
IN_PART = 1
FROM_ALL = 2


class Tables(NamedTuple):
    """N nodes, A arcs, C components, F floors, G cells, M goals: the stops of connectors first, then what one asks for.

    xy:           (N, 2) float64, metres, the corners
    wings:        (N, 4) float64, from a corner one metre towards its neighbours on the ring: x, y before it, x, y after
    arc_first:    (N + 1,) int32, the arcs of node n are arc_first[n] … arc_first[n + 1] - 1
    arc_to:       (A,) int32, the node at the other end, ascending; every arc is there both ways
    arc_units:    (A,) uint32
    unit:         (C,) float64, metres
    base:         (C,) int64, where a component's square begins: entry base + one node · n + other node, both counted
                  from the component's first
    units:        (.,) uint32, UNREACHABLE where there is no way
    list_first:   (G + 1,) int32, the corners to consider from a cell are list_entry[list_first[g]] …
    list_entry:   (.,) uint16, the node counted from the floor's first, ascending; + WHOLE where all of the cell sees it
    floor_node:   (F,) int32, the first node of a floor
    goal_triangle:(M,) int64, -1 for a goal off the walkable area;  goal_xy: (M, 2) float64, metres
    goals_first:  (C + 1,) int32 and goals: (M',) int64, the goals of each component, ascending
    goal_column:  (M,) int32, which of its component's goals a goal is
    goal_base:    (C,) int64, where the rows of a component's goals begin: entry goal_base + column · n + node, the node
                  counted from the component's first
    goal_units:   (.,) uint32, from the goal to each corner, UNREACHABLE where there is no way
    seen_base, seen_bytes: (C,) int64, where the rows of a component's goals begin, and how many bytes each has: byte
                  seen_base + column · seen_bytes + cell // 4, the cell counted from the floor's first
    goal_seen:    (.,) uint8, four cells in each, from the lowest bits: HIDDEN, IN_PART or FROM_ALL
    stops_first:  (C + 1,) int32 and stops: (S',) int64, the stops of each component
    stop_count:   S, how many of the goals are stops
    """

    xy: Floats
    wings: Floats
    arc_first: Ints
    arc_to: Ints
    arc_units: Units
    unit: Floats
    base: Wide
    units: Units
    list_first: Ints
    list_entry: NDArray[np.uint16]
    floor_node: Ints
    goal_triangle: Wide
    goal_xy: Floats
    goals_first: Ints
    goals: Wide
    goal_column: Ints
    goal_base: Wide
    goal_units: Units
    seen_base: Wide
    seen_bytes: Wide
    goal_seen: NDArray[np.uint8]
    stops_first: Ints
    stops: Wide
    stop_count: int


def build_tables(mesh: Mesh, stop_count: int, goal_triangle: Wide, goal_xy: Floats) -> Tables:
    """Steps: 1. what each corner sees, 2. all ways between corners, 3. where the rows of goals lie, 4. what they see, all ways to them.

    goal_triangle, goal_xy: as in Tables
    """
    floors, components = len(mesh.cell_origin), len(mesh.floor)
    floor_node = mesh.first_node[np.searchsorted(mesh.floor, np.arange(floors + 1))]
    if floors and int(np.diff(floor_node).max()) > MOST_CORNERS:
        raise MeshError(f"a floor has more than {MOST_CORNERS} corners")
    is_one = hangs_together(mesh)
    arc_first, arc_to, arc_metres, list_first, list_entry = corner_views(mesh, is_one, floor_node)

    corners = np.diff(mesh.first_node).astype(np.int64)
    base = _starts(corners**2)
    # Made here and not in a kernel: numpy asks for large pages, without which a lookup in a large hall misses one too.
    units = np.empty(base[-1], dtype=np.uint32)
    arc_units, unit = corner_ways(mesh, arc_first, arc_to, arc_metres, base, units)

    component = np.where(goal_triangle >= 0, mesh.component[goal_triangle] if components else 0, -1)
    goals_first, goals = _by_component(component, components)
    stops_first, stops = _by_component(component[:stop_count], components)
    goal_column = np.zeros(len(component), dtype=np.int32)
    goal_column[goals] = np.arange(len(goals)) - goals_first[component[goals]]
    widths = np.diff(goals_first).astype(np.int64)
    goal_base = _starts(corners * widths)
    seen_bytes = (mesh.cell_shape.astype(np.int64).prod(axis=1)[mesh.floor] + 3) // 4
    seen_base = _starts(seen_bytes * widths)

    tables = Tables(
        xy=mesh.xy[mesh.corner],
        wings=_wings(mesh),
        arc_first=arc_first,
        arc_to=arc_to,
        arc_units=arc_units,
        unit=unit,
        base=base[:-1],
        units=units,
        list_first=list_first,
        list_entry=list_entry,
        floor_node=floor_node[:-1],
        goal_triangle=goal_triangle,
        goal_xy=goal_xy,
        goals_first=goals_first,
        goals=goals,
        goal_column=goal_column,
        goal_base=goal_base[:-1],
        goal_units=np.full(goal_base[-1], UNREACHABLE, dtype=np.uint32),
        seen_base=seen_base[:-1],
        seen_bytes=seen_bytes,
        goal_seen=np.zeros(seen_base[-1], dtype=np.uint8),
        stops_first=stops_first,
        stops=stops,
        stop_count=stop_count,
    )
    write_goals(mesh, is_one, tables)
    return tables


def _wings(mesh: Mesh) -> Floats:
    """As in Tables."""
    at = mesh.xy[mesh.corner]
    before, after = mesh.xy[mesh.before[mesh.corner]] - at, mesh.xy[mesh.after[mesh.corner]] - at
    return np.hstack([wing / np.hypot(wing[:, :1], wing[:, 1:]) for wing in (before, after)])


def _by_component(component: Wide, components: int) -> tuple[Ints, Wide]:
    """Where each component's goals begin, and the end, (C + 1,), and the goals, (.,), ascending within each.

    component: (n,) int64, -1 = in none
    """
    order = np.argsort(component, kind="stable")
    goals = order[component[order] >= 0].astype(np.int64)
    return np.searchsorted(component[goals], np.arange(components + 1)).astype(np.int32), goals


def _starts(sizes: NDArray[np.integer]) -> Wide:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)


@compiled
def corner_views(
    mesh: Mesh, is_one: np.ndarray, floor_node: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What each corner sees: the arcs to other corners, and the lists of the cells.

    Returns arc_first, arc_to, the arcs' metres (A,) float64, list_first and list_entry. floor_node: (F + 1,) int32
    """
    nodes, cells = len(mesh.corner), len(mesh.cell_first) - 1
    buffers, drawing = make_sight_buffers(mesh), make_drawing(mesh)
    arc_first = np.zeros(nodes + 1, dtype=np.int32)
    arc_to, arc_metres = np.empty(16 * nodes, dtype=np.int32), np.empty(16 * nodes)
    cell_of, entry_of = np.empty(64 * nodes, dtype=np.int32), np.empty(64 * nodes, dtype=np.uint16)
    sizes = np.zeros(cells, dtype=np.int32)
    entries = 0
    for f in range(len(floor_node) - 1):
        for n in range(floor_node[f], floor_node[f + 1]):
            v = mesh.corner[n]
            count, sectors = look_from_corner(mesh, v, buffers)
            arcs = arc_first[n]
            arc_to, arc_metres = _roomy(arc_to, arcs + count), _roomy(arc_metres, arcs + count)
            _sort_seen(buffers, count)
            arc_to[arcs : arcs + count] = buffers.seen[:count]
            arc_metres[arcs : arcs + count] = buffers.metres[:count]
            arc_first[n + 1] = arcs + count
            eye = Eye(v, mesh.xy[v, 0], mesh.xy[v, 1])
            reached = draw_view(mesh, is_one, drawing, f, eye, buffers, sectors)
            cell_of, entry_of = _roomy(cell_of, entries + reached), _roomy(entry_of, entries + reached)
            for k in range(reached):
                cell = drawing.reached[k]
                cell_of[entries + k] = cell
                entry_of[entries + k] = n - floor_node[f] + (WHOLE if drawing.is_whole[k] else 0)
                sizes[cell] += 1
            entries += reached
    list_first, list_entry = _sorted_lists(cell_of[:entries], entry_of[:entries], sizes)
    return arc_first, arc_to[: arc_first[nodes]].copy(), arc_metres[: arc_first[nodes]].copy(), list_first, list_entry


@lean
def _sort_seen(buffers: SightBuffers, count: int) -> None:
    """Order the first nodes in the buffers by their number: by insertion, as a corner has some eight arcs."""
    for i in range(1, count):
        node, metres = buffers.seen[i], buffers.metres[i]
        at = i
        while at > 0 and buffers.seen[at - 1] > node:
            buffers.seen[at], buffers.metres[at] = buffers.seen[at - 1], buffers.metres[at - 1]
            at -= 1
        buffers.seen[at], buffers.metres[at] = node, metres


@compiled
def _roomy(array: np.ndarray, size: int) -> np.ndarray:
    """The array, or where it is too short one twice as long."""
    return array if size <= len(array) else np.concatenate((array, np.empty(size, dtype=array.dtype)))


@compiled
def _sorted_lists(cell_of: np.ndarray, entry_of: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The lists of all cells, nodes ascending.

    cell_of: (E,) int32, ascending by node;  entry_of: (E,) uint16;  sizes: (G,) int32, how many of each cell
    """
    first = np.zeros(len(sizes) + 1, dtype=np.int32)
    first[1:] = np.cumsum(sizes)
    at, entries = first.copy(), np.empty(len(cell_of), dtype=np.uint16)
    for k in range(len(cell_of)):
        entries[at[cell_of[k]]] = entry_of[k]
        at[cell_of[k]] += 1
    return first, entries


@compiled
def corner_ways(
    mesh: Mesh,
    arc_first: np.ndarray,
    arc_to: np.ndarray,
    arc_metres: np.ndarray,
    base: np.ndarray,
    units: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Write all distances between corners, units of Tables; returns arc_units and unit.

    arc_metres: (A,) float64;  base: (C + 1,) int64, as in Tables, and the end
    """
    graph = Graph(arc_first, arc_to, arc_metres)
    components = len(mesh.floor)
    unit = np.ones(components)
    arc_units = np.empty(len(arc_to), dtype=np.uint32)
    segments = _longest_segments(mesh)
    for c in range(components):
        first, end = mesh.first_node[c], mesh.first_node[c + 1]
        if first == end:
            continue
        outwards = _outwards(mesh, first, end)
        unit[c] = measure_unit(graph, first, end - first, first + outwards[0], segments[c])
        for arc in range(arc_first[first], arc_first[end]):
            arc_units[arc] = max(round(arc_metres[arc] / unit[c]), 1)
        square = units[base[c] : base[c + 1]].reshape(end - first, end - first)
        fill_units(arc_first, arc_to, arc_units, first, outwards, square)
    return arc_units, unit


@compiled
def _longest_segments(mesh: Mesh) -> np.ndarray:
    """The diagonal of each component's bounding box: (C,) float64, metres."""
    low, high = np.full((len(mesh.floor), 2), np.inf), np.full((len(mesh.floor), 2), -np.inf)
    for t in range(len(mesh.triangles)):
        c = mesh.component[t]
        for k in range(3):
            for axis in range(2):
                at = mesh.xy[mesh.triangles[t, k], axis]
                low[c, axis], high[c, axis] = min(low[c, axis], at), max(high[c, axis], at)
    diagonal: np.ndarray = np.hypot(high[:, 0] - low[:, 0], high[:, 1] - low[:, 1])
    return diagonal


@compiled
def _outwards(mesh: Mesh, first: int, end: int) -> np.ndarray:
    """The nodes from first to end, counted from first, by their distance from the middle of all: (n,) int64."""
    corners = mesh.xy[mesh.corner[first:end]]
    x, y = corners[:, 0].mean(), corners[:, 1].mean()
    order: np.ndarray = np.argsort(np.hypot(corners[:, 0] - x, corners[:, 1] - y))
    return order


@compiled
def place_all(mesh: Mesh, floor: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The triangle of each point, -1 off the floor, and the point inside it. floor (n,) int32; at (n, 2) float64."""
    triangle = np.empty(len(at), dtype=np.int64)
    xy = np.empty((len(at), 2))
    for i in range(len(at)):
        triangle[i], xy[i, 0], xy[i, 1] = place(mesh, floor[i], at[i, 0], at[i, 1])
    return triangle, xy


@compiled
def write_goals(mesh: Mesh, is_one: np.ndarray, tables: Tables) -> None:
    """Write goal_units and goal_seen of the tables: of every goal its ways to all corners, and the cells that see it.

    goal_units are all UNREACHABLE before, goal_seen all HIDDEN;  is_one: (G,) bool, as of hangs_together

    Steps, for each goal: 1. look round, 2. its row: to each corner over the best one that it sees, 3. its cells.
    """
    buffers, drawing = make_sight_buffers(mesh), make_drawing(mesh)
    for c in range(len(mesh.floor)):
        first, size, unit = mesh.first_node[c], mesh.first_node[c + 1] - mesh.first_node[c], tables.unit[c]
        for g in tables.goals[tables.goals_first[c] : tables.goals_first[c + 1]]:
            eye, column = Eye(-1, tables.goal_xy[g, 0], tables.goal_xy[g, 1]), tables.goal_column[g]
            count, sectors = look_round(mesh, tables.goal_triangle[g], eye.x, eye.y, buffers)
            at = tables.goal_base[c] + column * size
            row = tables.goal_units[at : at + size]
            for k in range(count):
                from_corner = tables.base[c] + (buffers.seen[k] - first) * size
                relax(row, tables.units[from_corner : from_corner + size], round(buffers.metres[k] / unit))
            reached = draw_view(mesh, is_one, drawing, mesh.floor[c], eye, buffers, sectors)
            for k in range(reached):
                cell = drawing.reached[k] - mesh.cell_base[mesh.floor[c]]
                how = FROM_ALL if drawing.is_whole[k] else IN_PART
                tables.goal_seen[tables.seen_base[c] + column * tables.seen_bytes[c] + cell // 4] |= how << (
                    2 * (cell % 4)
                )
