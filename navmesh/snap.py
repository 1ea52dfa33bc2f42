"""An end off the walkable area: the nearest walkable point one can reach without crossing a solid, within 1.5 m."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from navmesh.walkable import Piece

SNAP_REACH = 1.5
# A segment that only grazes a solid does not cross it.
GRAZE = 1e-8

XY = tuple[float, float]


def snap(pieces: tuple[Piece, ...], solids: BaseGeometry, x: float, y: float) -> XY | None:
    """The walkable point to go to instead of x, y on one floor; None when there is none in reach.

    Where the nearest point of an edge is hidden behind a solid, the nearest visible one is where the edge comes out
    from behind it: on the line of sight past one of the solid's corners.
    """
    walls = _walls_near(pieces, x, y)
    if not len(walls):
        return None
    at = Point(x, y)
    near_solids = shapely.intersection(solids, at.buffer(2 * SNAP_REACH))
    feet = shapely.get_coordinates(shapely.shortest_line(at, walls)).reshape(-1, 2, 2)[:, 1]
    found = _nearest_in_sight(at, feet, near_solids)
    if found is not None and found == _nearest(at, feet):
        return found
    emerging = _emerging(at, walls, near_solids)
    return _nearest_in_sight(at, np.concatenate((feet, emerging)), near_solids)


def _walls_near(pieces: tuple[Piece, ...], x: float, y: float) -> NDArray[np.object_]:
    """The walkable area's edges within reach, as shapely segments."""
    rings = [ring for piece in pieces for ring in piece.rings]
    if not rings:
        return np.array([], dtype=object)
    segments = np.concatenate([np.stack((ring, np.roll(ring, -1, axis=0)), axis=1) for ring in rings])
    low, high = segments.min(axis=1) - SNAP_REACH, segments.max(axis=1) + SNAP_REACH
    near = np.all((low <= (x, y)) & (high >= (x, y)), axis=1)
    return np.asarray(shapely.linestrings(segments[near]))


def _nearest(at: Point, points: NDArray[np.float64]) -> XY:
    x, y = points[np.argmin(np.hypot(points[:, 0] - at.x, points[:, 1] - at.y))]
    return float(x), float(y)


def _nearest_in_sight(at: Point, points: NDArray[np.float64], solids: BaseGeometry) -> XY | None:
    """The nearest of some points, (n, 2) float64, that is in reach and not behind a solid."""
    metres = np.hypot(points[:, 0] - at.x, points[:, 1] - at.y)
    for k in np.argsort(metres, kind="stable"):
        if metres[k] > SNAP_REACH:
            return None
        x, y = float(points[k, 0]), float(points[k, 1])
        if not crosses_solid((at.x, at.y), (x, y), solids):
            return x, y
    return None


def crosses_solid(start: XY, end: XY, solids: BaseGeometry) -> bool:
    """Whether the way from one point straight to another leads through a solid, or begins in one."""
    if start == end:
        return False
    return bool(shapely.length(shapely.intersection(LineString([start, end]), solids)) > GRAZE)


def _emerging(at: Point, walls: NDArray[np.object_], solids: BaseGeometry) -> NDArray[np.float64]:
    """Where the lines of sight past the corners of solids meet the walls: (n, 2) float64."""
    corners = shapely.get_coordinates(solids)
    away = corners - (at.x, at.y)
    metres = np.hypot(away[:, 0], away[:, 1])
    is_near = (metres > 0.0) & (metres <= SNAP_REACH)
    ends = (at.x, at.y) + away[is_near] * (2 * SNAP_REACH / metres[is_near])[:, None]
    rays = [LineString([(at.x, at.y), end]) for end in ends]
    met = [shapely.intersection(walls, ray) for ray in rays]
    return shapely.get_coordinates(np.concatenate(met)) if met else np.empty((0, 2))
