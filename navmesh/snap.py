"""An end off the walkable area: the nearest walkable point one can reach without crossing a solid, within 1.5 m."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

SNAP_REACH = 1.5
# A segment that only grazes a solid does not cross it.
GRAZE = 1e-8

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def snap(area: BaseGeometry, solids: BaseGeometry, xy: Floats) -> Floats:
    """The walkable points to go to instead, on one floor: (n, 2) float64, nan where there is none in reach.

    area, solids: walkable and solid parts of the floor;  xy: (n, 2) float64, metres
    Threads share them, so that neither may be prepared: GEOS writes to a prepared geometry whenever it is asked
    (https://github.com/libgeos/geos/issues/825).

    Steps: 1. leave out what is too far or stuck in a solid, 2. take the nearest point, 3. where a solid hides that one,
    look for the nearest that is in sight.
    """
    found = np.full(xy.shape, np.nan)
    points = np.asarray(shapely.points(xy), dtype=np.object_)
    near = np.flatnonzero(shapely.dwithin(area, points, SNAP_REACH) & ~_is_stuck(solids, points))
    lines = np.asarray(shapely.shortest_line(points[near], area), dtype=np.object_)
    hidden = _crosses(lines, solids)
    found[near] = shapely.get_coordinates(lines).reshape(-1, 2, 2)[:, 1]
    for i in near[hidden]:
        found[i] = _nearest_in_sight(area, solids, points[i])
    return found


def _is_stuck(solids: BaseGeometry, points: NDArray[np.object_]) -> Flags:
    """Whether each point lies so deep in a solid that every way out leads through it."""
    is_inside: Flags = np.asarray(shapely.contains(solids, points))
    is_inside[is_inside] = shapely.distance(solids.boundary, points[is_inside]) > GRAZE
    return is_inside


def _crosses(lines: NDArray[np.object_], solids: BaseGeometry) -> Flags:
    """Whether each way from one point straight to another leads through a solid."""
    crosses: Flags = np.asarray(shapely.intersects(solids, lines))
    crosses[crosses] = shapely.length(shapely.intersection(lines[crosses], solids)) > GRAZE
    return crosses


def _nearest_in_sight(area: BaseGeometry, solids: BaseGeometry, at: Point) -> Floats:
    """The nearest walkable point that no solid hides: (2,) float64, nan when there is none in reach.

    Of each edge it is the point nearest to `at`, or where the edge comes out from behind a solid: on the line of sight
    past one of the solid's corners.
    """
    reach = at.buffer(2 * SNAP_REACH)
    walls, near_solids = _segments(shapely.intersection(area.boundary, reach)), shapely.intersection(solids, reach)
    feet = shapely.get_coordinates(shapely.shortest_line(at, walls)).reshape(-1, 2, 2)[:, 1]
    places = np.concatenate((feet, _emerging(at, walls, near_solids)))
    metres = np.hypot(places[:, 0] - at.x, places[:, 1] - at.y)
    order = np.argsort(metres, kind="stable")
    order = order[metres[order] <= SNAP_REACH]
    lines = np.array([LineString([at, place]) for place in places[order]], dtype=np.object_)
    in_sight = np.flatnonzero(~_crosses(lines, near_solids))
    return places[order[in_sight[0]]] if len(in_sight) else np.full(2, np.nan)


def _segments(lines: BaseGeometry) -> NDArray[np.object_]:
    """The single edges of any lines, as shapely segments."""
    rows = [shapely.get_coordinates(line) for line in shapely.get_parts(lines)]
    pairs = [np.stack((row[:-1], row[1:]), axis=1) for row in rows]
    return np.asarray(shapely.linestrings(np.concatenate(pairs)), dtype=np.object_)


def _emerging(at: Point, walls: NDArray[np.object_], solids: BaseGeometry) -> Floats:
    """Where the lines of sight past the corners of solids meet the walls: (n, 2) float64."""
    corners = shapely.get_coordinates(solids)
    away = corners - (at.x, at.y)
    metres = np.hypot(away[:, 0], away[:, 1])
    is_near = (metres > 0.0) & (metres <= SNAP_REACH)
    ends = (at.x, at.y) + away[is_near] * (2 * SNAP_REACH / metres[is_near])[:, None]
    met = [shapely.intersection(walls, LineString([(at.x, at.y), end])) for end in ends]
    return shapely.get_coordinates(np.concatenate(met)) if met else np.empty((0, 2))
