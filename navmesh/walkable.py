"""Where a walker's middle may be: polygons cut out of a floor, with everything too narrow to pass closed.

What is walkable in a hall file is defined by the shapely words here: another program that says them gets the same polygons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from navmesh.compiled import compiled

# A gap below this is closed; a vertex nearer than a tenth of it to where it makes no difference is dropped.
CLOSED_GAP = 1e-9
NO_DIFFERENCE = 1e-10

Ring = NDArray[np.float64]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One connected walkable polygon, free space to the left of every ring.

    rings: each (n, 2) float64, metres, not closed; the outer one first
    """

    rings: tuple[Ring, ...]


def wall_pieces(lines: Sequence[LineString], thickness: float | Sequence[float]) -> list[BaseGeometry]:
    """What walls along these lines cover. thickness: of all, or of each."""
    half = np.asarray(thickness, dtype=np.float64) / 2
    return list(np.atleast_1d(shapely.buffer(lines, half, cap_style="flat", join_style="mitre")))


def without_doors(line: Sequence[tuple[float, float]], doors: Sequence[Span]) -> list[LineString]:
    """The line of a wall where it is solid. doors: (from, to) in metres along the line."""
    return _without(LineString(line), doors) if doors else [LineString(line)]


def _without(line: LineString, doors: Sequence[Span]) -> list[LineString]:
    """The parts of a line between the doors; on a closed line the last part runs on into the first."""
    ends = [0.0]
    for start, end in sorted(doors):
        ends += [start, max(end, ends[-1])]
    ends.append(line.length)
    solid = list(zip(ends[::2], ends[1::2], strict=True))
    parts = [cast("LineString", substring(line, start, end)) for start, end in solid if end - start > CLOSED_GAP]
    if line.is_closed and len(parts) > 1 and solid[0][1] > CLOSED_GAP and solid[-1][1] - solid[-1][0] > CLOSED_GAP:
        first, last = parts[0], parts.pop()
        parts[0] = LineString([*last.coords, *list(first.coords)[1:]])
    return parts


def free_space(outline: Polygon, voids: Sequence[Polygon], solids: BaseGeometry) -> BaseGeometry:
    """The floor that nothing stands on. A void may reach over the outline, a solid too."""
    return outline.difference(shapely.union_all(list(voids))).difference(solids)


def walkable_pieces(free: BaseGeometry, radius: float) -> tuple[Piece, ...]:
    """The walkable polygons of a floor, none of them touching itself.

    Steps: 1. the buffer that defines what is walkable, 2. drop vertices that make no difference, 3. close what is narrower than 1e-9 m,
    4. orient.
    """
    walkable = free.buffer(-radius, join_style="mitre", mitre_limit=1.1)
    tidy = [piece for polygon in _polygons(walkable) for piece in _polygons(_tidy(polygon))]
    closed = [piece for polygon in tidy for piece in _closed(polygon)]
    return tuple(_oriented(polygon) for polygon in closed)


def _polygons(geometry: BaseGeometry) -> list[Polygon]:
    """The polygons of any geometry; lines and points have no interior."""
    parts = shapely.get_parts(geometry)
    return [part for part in parts if isinstance(part, Polygon) and not part.is_empty]


def _tidy(polygon: Polygon) -> BaseGeometry:
    """Without vertices that double another or lie on the line between their neighbours."""
    rings = [_tidy_ring(ring) for ring in (polygon.exterior, *polygon.interiors)]
    if len(rings[0]) < 3:
        return MultiPolygon()
    return Polygon(rings[0], [ring for ring in rings[1:] if len(ring) >= 3])


def _tidy_ring(ring: LineString) -> Ring:
    xy = shapely.get_coordinates(ring)[:-1]
    kept = np.ones(len(xy), dtype=np.bool_)
    while drop_needless(xy, kept):
        xy, kept = xy[kept], np.ones(int(kept.sum()), dtype=np.bool_)
    return xy


@compiled
def drop_needless(xy: np.ndarray, kept: np.ndarray) -> int:
    """Mark the vertices of a ring that make no difference; never two neighbours in one pass. Returns how many.

    xy:   (n, 2) float64, metres
    kept: (n,) bool, all true on entry; false where a vertex can go
    """
    count = len(xy)
    dropped = 0
    for i in range(count):
        if count - dropped < 3:
            return dropped
        before, after = (i - 1) % count, (i + 1) % count
        if not kept[before] or not kept[after]:
            continue
        if _makes_no_difference(xy[before], xy[i], xy[after]):
            kept[i] = False
            dropped += 1
    return dropped


@compiled
def _makes_no_difference(before: np.ndarray, at: np.ndarray, after: np.ndarray) -> bool:
    """Whether a vertex, each (2,) float64, lies within 1e-10 m of the segment between its neighbours."""
    x, y = after[0] - before[0], after[1] - before[1]
    dx, dy = at[0] - before[0], at[1] - before[1]
    length = np.hypot(x, y)
    if length <= NO_DIFFERENCE:
        return True
    along = min(max((dx * x + dy * y) / length, 0.0), length)
    return bool(np.hypot(dx - along * x / length, dy - along * y / length) <= NO_DIFFERENCE)


def _closed(polygon: Polygon) -> list[Polygon]:
    """The polygon's parts once everything narrower than 1e-9 m, point contacts too, is filled in."""
    plugs = _plugs(polygon)
    if not plugs:
        return [polygon]
    parts = _polygons(polygon.difference(shapely.union_all(plugs)))
    return [piece for part in parts for piece in _polygons(_tidy(part))]


def _plugs(polygon: Polygon) -> list[Polygon]:
    """A square of some nanometres wherever a vertex comes within 1e-9 m of an edge it does not belong to.

    The narrowest place between straight edges is always at a vertex of one of them.
    """
    rings = [shapely.get_coordinates(ring)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    xy, after = np.concatenate(rings), following([len(ring) for ring in rings])
    points = np.asarray(shapely.points(xy))
    edges = np.asarray(shapely.linestrings(np.stack((xy, xy[after]), axis=1)))
    low, high = np.minimum(xy, xy[after]) - CLOSED_GAP, np.maximum(xy, xy[after]) + CLOSED_GAP
    boxes = np.asarray(shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1]))
    # Boxes first: asking the tree itself for what lies within a distance takes three times as long.
    vertex, edge = shapely.STRtree(boxes).query(points)
    is_foreign = (edge != vertex) & (after[edge] != vertex)
    vertex, edge = vertex[is_foreign], edge[is_foreign]
    is_near = shapely.dwithin(points[vertex], edges[edge], CLOSED_GAP)
    gaps = shapely.shortest_line(points[vertex[is_near]], edges[edge[is_near]])
    return [
        shapely.box(x0 - CLOSED_GAP, y0 - CLOSED_GAP, x1 + CLOSED_GAP, y1 + CLOSED_GAP)
        for x0, y0, x1, y1 in shapely.bounds(gaps)
    ]


def following(sizes: Sequence[int]) -> NDArray[np.int64]:
    """The index of the next vertex on its ring, for rings of these sizes one after the other: (sum,) int64."""
    ends = np.cumsum(sizes, dtype=np.int64)
    after = np.arange(1, ends[-1] + 1)
    after[ends - 1] = ends - sizes
    return after


def _oriented(polygon: Polygon) -> Piece:
    turned = shapely.orient_polygons(polygon)
    rings = (turned.exterior, *turned.interiors)
    return Piece(rings=tuple(shapely.get_coordinates(ring)[:-1] for ring in rings))
