"""What there is to see from a walk: landmarks, zones, doors, and the solids that hide them, as arrays for kernels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from navmesh.apart import zone_at
from navmesh.compiled import lean
from navmesh.edge_cells import CELL, Cells, cell_at, sort_edges
from navmesh.plans import FloorPlan, Gate, Landmark, Passage, Row, Rows, Scenery, Zone
from navmesh.predicates import turn
from navmesh.rides import Link

# A look along a line is made in pieces of this many metres at most, each from its middle.
PIECE = 0.5
# Row.corner as a number.
HANDS = {None: 0, "left": 1, "right": -1}


def build_scenery(
    floors: Sequence[FloorPlan],
    landmarks: Sequence[Landmark],
    zones: Sequence[Zone],
    gates: Sequence[Gate],
    passages: Sequence[Passage],
    rows: Rows,
    links: Sequence[Link],
) -> Scenery:
    """The arrays of what is told of a hall."""
    names = {name: number for number, name in enumerate(dict.fromkeys(mark.name for mark in landmarks))}
    ends = np.cumsum([0, *(len(zone.edges) for zone in zones)])
    pieces = [(number, door.floor, a, b) for number, door in enumerate(passages) for a, b in pairwise(door.line)]
    return Scenery(
        mark=_floats([(mark.x, mark.y, mark.reach, *mark.thing) for mark in landmarks], 5),
        mark_is=_numbers(
            [
                (one.floor, zone_at(zones, one.floor, (one.x, one.y)), names[one.name], one.is_window)
                for one in landmarks
            ],
            4,
        ),
        zone_box=_floats([(*zone.edges[:, :2].min(axis=0), *zone.edges[:, :2].max(axis=0)) for zone in zones], 4),
        zone_is=_numbers([(zone.floor, ends[k], ends[k + 1]) for k, zone in enumerate(zones)], 3),
        edges=_floats([edge for zone in zones for edge in zone.edges], 4),
        gate=_floats([(gate.x, gate.y, gate.reach) for gate in gates], 3),
        gate_is=np.array([gate.zone for gate in gates], dtype=np.int64),
        door=_floats([(*a, *b) for _, _, a, b in pieces], 4),
        door_is=_numbers([(floor, number) for number, floor, _, _ in pieces], 2),
        solids=_solids(floors),
        rows=rows,
        front_deg=np.array([np.nan if link.front_deg is None else link.front_deg for link in links], dtype=np.float64),
    )


def build_rows(rows: Mapping[str, Row], numbers: Mapping[str, int]) -> Rows:
    """Rows of windows as arrays. rows, numbers: as in Surroundings"""
    different = list({row.ids: row for row in rows.values()}.values())
    of = np.full(len(numbers), -1, dtype=np.int64)
    for number, row in enumerate(different):
        of[[numbers[one] for one in row.ids]] = number
    return Rows(
        of=of,
        first=np.cumsum([0, *(len(row.ids) for row in different)], dtype=np.int64),
        goal=np.array([numbers[one] for row in different for one in row.ids], dtype=np.int64),
        at=_floats([at for row in different for at in row.at], 2),
        corner=np.array([HANDS[row.corner] for row in different], dtype=np.int64),
        other=_floats([row.other for row in different], 2),
    )


def _floats(rows: Sequence[Sequence[float] | NDArray[np.float64]], columns: int) -> NDArray[np.float64]:
    return np.array(rows, dtype=np.float64).reshape(-1, columns)


def _numbers(rows: Sequence[Sequence[int]], columns: int) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64).reshape(-1, columns)


def _solids(floors: Sequence[FloorPlan]) -> Cells:
    """The edges of everything solid, each listed in the cells that a look along a line through it comes to."""
    of_floors = [_edges(floor) for floor in floors]
    floor = np.repeat(np.arange(len(floors)), [len(found) for found in of_floors])
    return sort_edges(np.concatenate(of_floors), floor, len(floors), PIECE)


def _edges(floor: FloorPlan) -> NDArray[np.float64]:
    """The edges of a floor's solids: (e, 4) float64, metres."""
    rings = shapely.get_rings(shapely.get_parts(floor.solids))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    is_edge = ring[:-1] == ring[1:]
    return np.hstack((points[:-1][is_edge], points[1:][is_edge]))


@lean
def is_in_sight(solids: Cells, floor: int, ax: float, ay: float, bx: float, by: float) -> bool:
    """Whether nothing solid lies on the straight line between two points of a floor, the first of which is free."""
    dx, dy = bx - ax, by - ay
    pieces = max(1, int(np.ceil(np.hypot(dx, dy) / PIECE)))
    for k in range(pieces):
        x, y = ax + (k + 0.5) / pieces * dx, ay + (k + 0.5) / pieces * dy
        # Beyond the cells there is nothing.
        if not (
            0.0 <= (x - solids.low[0]) / CELL < solids.shape[0] and 0.0 <= (y - solids.low[1]) / CELL < solids.shape[1]
        ):
            continue
        cell = cell_at(solids, floor, x, y)
        for i in range(solids.first[cell], solids.first[cell + 1]):
            if _touches(solids.edges, solids.listed[i], ax, ay, bx, by):
                return False
    return True


@lean
def _touches(edges: np.ndarray, edge: int, ax: float, ay: float, bx: float, by: float) -> bool:
    """Whether an edge, of (E, 4) float64, and the line from a to b have a point in common."""
    cx, cy, dx, dy = edges[edge, 0], edges[edge, 1], edges[edge, 2], edges[edge, 3]
    if max(ax, bx) < min(cx, dx) or max(cx, dx) < min(ax, bx) or max(ay, by) < min(cy, dy) or max(cy, dy) < min(ay, by):
        return False
    from_c, from_d = turn(ax, ay, bx, by, cx, cy), turn(ax, ay, bx, by, dx, dy)
    if (from_c > 0.0 and from_d > 0.0) or (from_c < 0.0 and from_d < 0.0):
        return False
    from_a, from_b = turn(cx, cy, dx, dy, ax, ay), turn(cx, cy, dx, dy, bx, by)
    return not ((from_a > 0.0 and from_b > 0.0) or (from_a < 0.0 and from_b < 0.0))
