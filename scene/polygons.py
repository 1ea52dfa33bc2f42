"""Flat and upright surfaces from shapely's polygons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import polygonize, unary_union

from models.mesh import Solid, merge

Label = TypeVar("Label")
Ring = NDArray[np.float64]
# Surfaces are cut on a grid of a tenth of a millimetre, far below what is seen, so that faces that meet share their corners.
GRID = 1e-4


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons in a geometry, large enough to be seen, in a fixed order."""
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and part.area > 1e-6]
    return sorted(parts, key=lambda part: (part.bounds, part.area))


def lines_of(shape: BaseGeometry) -> list[Ring]:
    """The lines in a geometry, each (n, 2), in a fixed order."""
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    parts = [part for part in shapely.get_parts(merged) if isinstance(part, LineString) and part.length > 1e-3]
    return [np.asarray(part.coords, dtype=np.float64)[:, :2] for part in sorted(parts, key=lambda part: part.bounds)]


def partition(
    region: BaseGeometry, covers: Sequence[tuple[BaseGeometry, Label]], base: Label
) -> list[tuple[Polygon, Label]]:
    """A region cut along all covers; each piece has the label of the last cover it lies in. Neighbours share their corners."""
    shapes = [region, *(shape.intersection(region) for shape, _ in covers)]
    lines = shapely.set_precision(unary_union([shape.boundary for shape in shapes]), GRID)
    pieces = []
    for piece in polygons_of(shapely.MultiPolygon(list(polygonize(unary_union(lines))))):
        inside = piece.representative_point()
        if region.contains(inside):
            labels = [label for shape, label in covers if shape.contains(inside)]
            pieces.append((piece, labels[-1] if labels else base))
    return pieces


def surface(shape: BaseGeometry, z: float) -> Solid:
    """A level surface looking up; every corner of the shape is a corner of a triangle, so that neighbours leave no gaps."""
    solids = [_filled(polygon, z) for polygon in polygons_of(shape)]
    return merge(solids) if solids else _empty()


def underside(shape: BaseGeometry, z: float) -> Solid:
    """A level surface looking down."""
    return flipped(surface(shape, z))


def flipped(solid: Solid) -> Solid:
    """The same surface, looking the other way."""
    return Solid(solid.vertices, solid.faces[:, ::-1])


def _filled(polygon: Polygon, z: float) -> Solid:
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(orient(polygon)))
    corners = np.stack([np.asarray(orient(triangle).exterior.coords)[:3, :2] for triangle in triangles])
    points, index = np.unique(corners.reshape(-1, 2), axis=0, return_inverse=True)
    faces = index.reshape(-1, 3).astype(np.int64)
    return Solid(np.column_stack([points, np.full(len(points), z)]), faces)


def _empty() -> Solid:
    return Solid(np.zeros((0, 3)), np.zeros((0, 3), dtype=np.int64))


def upright(shape: BaseGeometry, z0: float, z1: float) -> Solid:
    """The sides of what stands on the shapes between two heights, looking outward."""
    rings = [ring for polygon in polygons_of(shape) for ring in _rings(polygon)]
    return merge([_fence(ring, z0, z1) for ring in rings]) if rings else _empty()


def block(shape: BaseGeometry, z0: float, z1: float) -> Solid:
    """Sides and top."""
    return merge([upright(shape, z0, z1), surface(shape, z1)])


def _rings(polygon: Polygon) -> Iterable[Ring]:
    """Exterior counter-clockwise, holes clockwise: the outside lies on the right of each."""
    turned = orient(polygon)
    for ring in (turned.exterior, *turned.interiors):
        yield np.asarray(ring.coords, dtype=np.float64)[:-1, :2]


def _fence(ring: Ring, z0: float, z1: float) -> Solid:
    """Upright faces along a closed ring, looking to its right."""
    n = len(ring)
    low = np.column_stack([ring, np.full(n, z0)])
    high = np.column_stack([ring, np.full(n, z1)])
    i = np.arange(n)
    j = (i + 1) % n
    faces = np.concatenate([np.column_stack([i, j, j + n]), np.column_stack([i, j + n, i + n])])
    return Solid(np.concatenate([low, high]), faces.astype(np.int64))
