"""Walkable polygons: walls with doors, closed walls, gaps and contacts."""

from __future__ import annotations

import pytest
import shapely
from navmesh_halls import box
from shapely.geometry import Polygon

from navmesh.walkable import walkable_pieces, wall_pieces, without_doors


def test_doors_are_cut_out_of_a_wall_square_to_it() -> None:
    pieces = wall_pieces(without_doors([(0, 0), (10, 0)], [(2, 3), (7, 8)]), 0.2)
    assert [piece.bounds for piece in pieces] == [(0, -0.1, 2, 0.1), (3, -0.1, 7, 0.1), (8, -0.1, 10, 0.1)]


def test_a_door_at_the_very_end_leaves_one_piece() -> None:
    pieces = wall_pieces(without_doors([(0, 0), (10, 0)], [(9, 10)]), 0.2)
    assert [piece.bounds for piece in pieces] == [(0, -0.1, 9, 0.1)]


def test_a_wall_that_closes_keeps_its_corner_when_it_has_a_door() -> None:
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    walls = shapely.union_all(wall_pieces(without_doors(ring, [(1.5, 2.5)]), 0.2))
    assert walls.covers(shapely.Point(-0.09, -0.09))
    assert not walls.intersects(shapely.Point(2, 0))


def test_rings_have_the_free_space_on_their_left() -> None:
    free = Polygon(box(0, 0, 10, 10), [box(4, 4, 6, 6)])
    (piece,) = walkable_pieces(free, 0.3)
    outer, inner = (Polygon(ring).exterior for ring in piece.rings)
    assert (outer.is_ccw, inner.is_ccw) == (True, False)
    assert len(piece.rings[1]) == 8


def test_needless_vertices_go() -> None:
    free = Polygon([(0, 0), (5, 0), (5, 1e-12), (10, 0), (10, 10), (10, 10 + 1e-11), (0, 10), (0, 5)])
    (piece,) = walkable_pieces(free, 0.0)
    assert len(piece.rings[0]) == 4


@pytest.mark.parametrize(("gap", "parts"), [(0.0, 2), (5e-10, 2), (2e-9, 1)])
def test_a_gap_below_a_nanometre_is_closed(gap: float, parts: int) -> None:
    free = Polygon(box(0, 0, 10, 10)) - Polygon(box(4, 0, 6, 5)) - Polygon(box(4, 5 + gap, 6, 10))
    pieces = [piece for piece in walkable_pieces(free, 0.0) if Polygon(piece.rings[0]).area > 1e-6]
    assert len(pieces) == parts


def test_a_point_contact_is_closed() -> None:
    free = Polygon(box(0, 0, 10, 10)) - Polygon(box(4, 0, 6, 5)) - Polygon(box(6, 5, 8, 10))
    assert len(walkable_pieces(free, 0.0)) == 2
