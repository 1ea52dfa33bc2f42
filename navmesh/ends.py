"""The ends of routes: points of a floor made into points inside a triangle, snapped where they are off the floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.mesh import Mesh
from navmesh.navigation import Navigation, Router, place_points
from navmesh.plans import Spot
from navmesh.sight import ON_FLOOR, place
from navmesh.snap import snap
from navmesh.walks import Point, cells_of


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An end of a route on the floor. x, y: where one really starts; snapped_m: how far that is from what was asked."""

    point: Point
    floor: int
    x: float
    y: float
    snapped_m: float


def place_spot(navigation: Navigation, router: Router, spot: Spot) -> End | None:
    """Where a route to or from a spot begins; None when no walkable point is in reach."""
    mesh = router.ground.mesh
    point = Point(*place(mesh, spot.floor, float(spot.x), float(spot.y)))
    if point.triangle >= 0:
        return End(point=point, floor=spot.floor, x=spot.x, y=spot.y, snapped_m=0.0)
    solids = navigation.surroundings.floors[spot.floor].solids
    x, y = snap(router.ground.areas[spot.floor], solids, np.array([(spot.x, spot.y)], dtype=np.float64))[0].tolist()
    # nan, where nothing is in reach, is in no cell.
    point = Point(*place(mesh, spot.floor, x, y))
    if point.triangle < 0:
        return None
    metres = float(np.hypot(x - spot.x, y - spot.y))
    return End(point=point, floor=spot.floor, x=x, y=y, snapped_m=metres if metres > ON_FLOOR else 0.0)


def place_spots(
    navigation: Navigation, router: Router, floor: NDArray[np.int32], at: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Many at once: triangles (n,) int64, -1 where no walkable point is in reach, and (n, 2) float64 points in them.

    floor: (n,) int32 indices;  at: (n, 2) float64, metres
    """
    return place_points(navigation.surroundings, router.ground.areas, router.ground.mesh, floor, at)


def by_cell(mesh: Mesh, triangle: NDArray[np.int64], xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """The order of points by their cells, (n,): what neighbours look up is still in the cache.

    triangle, xy: (n,) and (n, 2), as of place_spots
    """
    return np.argsort(cells_of(mesh, triangle, xy))
