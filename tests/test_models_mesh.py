"""The primitives all models are made of: closed, looking outward, of the size that was asked for."""

from __future__ import annotations

import math

import numpy as np
import pytest
import trimesh

from models.mesh import (
    Solid,
    assemble,
    box,
    circle,
    loft,
    merge,
    move,
    paint,
    prism,
    profile_along_x,
    profile_along_y,
    revolve,
    rounded_rectangle,
    tilt,
    tube,
    turn,
)
from models.palette import linear_rgb

SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
ELL = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0), (1.0, 2.0), (0.0, 2.0)]
CLOSED: dict[str, tuple[Solid, float]] = {
    "box": (box((0, 0, 0), (1, 2, 3)), 6.0),
    "prism": (prism(SQUARE, 1.0, 3.0), 2.0),
    "prism of an L": (prism(ELL, 0.0, 1.0), 3.0),
    "profile along y": (profile_along_y(ELL, 0.0, 2.0), 6.0),
    "profile along x": (profile_along_x(ELL, -1.0, 1.0), 6.0),
    "cone": (revolve([(1.0, 0.0), (0.5, 1.0)], 360), math.pi * 7 / 12),
    "bar": (tube([(0, 0, 0), (2, 0, 0)], 0.1, 360), 2 * math.pi * 0.01),
}


def as_trimesh(solid: Solid) -> trimesh.Trimesh:
    return trimesh.Trimesh(solid.vertices, solid.faces, process=True)


@pytest.mark.parametrize(("solid", "volume"), CLOSED.values(), ids=CLOSED)
def test_a_primitive_is_closed_and_has_its_volume(solid: Solid, volume: float) -> None:
    shape = as_trimesh(solid)
    assert shape.is_watertight
    assert shape.is_winding_consistent
    assert shape.volume == pytest.approx(volume, rel=1e-3)


def test_a_bevelled_box_is_closed_and_of_44_triangles() -> None:
    solid = box((0, 0, 0), (1, 2, 3), 0.1)
    shape = as_trimesh(solid)
    assert len(solid.faces) == 44
    assert shape.is_watertight
    assert 5.7 < shape.volume < 6.0
    assert np.allclose(shape.bounds, [[0, 0, 0], [1, 2, 3]])


def test_a_bevelled_prism_and_a_bent_bar_are_closed() -> None:
    for solid in (
        prism(rounded_rectangle(2.0, 1.0, 0.2), 0.0, 1.0, bevel=0.1),
        tube([(0, 0, 0), (1, 0, 0), (1, 0, 1), (2, 1, 1)], 0.05),
        tube([(0, 0, 0), (0, 0, 1)], 0.05),
    ):
        assert as_trimesh(solid).is_watertight
        assert as_trimesh(solid).volume > 0


def test_moving_and_turning_keep_volume_and_outside() -> None:
    solid = move(tilt(turn(box((0, 0, 0), (1, 2, 3)), 30), 20), (5, -3, 1))
    assert as_trimesh(solid).volume == pytest.approx(6.0)


def test_turning_is_counter_clockwise_and_tilting_lifts_the_front() -> None:
    forward = Solid(np.array([[1.0, 0.0, 0.0]]), np.zeros((0, 3), dtype=np.int64))
    assert np.allclose(turn(forward, 90).vertices, [[0, 1, 0]])
    assert tilt(forward, 30).vertices[0, 2] == pytest.approx(0.5)


def test_a_model_has_one_part_for_each_material() -> None:
    model = assemble(
        [paint("wood", "#FF0000", box((0, 0, 0), (1, 1, 1))), paint("matte", "#00FF00", merge([box((0, 0, 0), (1, 1, 1))])),
         paint("wood", "#0000FF", box((2, 0, 0), (3, 1, 1)))]
    )  # fmt: skip
    assert [(part.material, len(part.faces)) for part in model] == [("matte", 12), ("wood", 24)]
    assert {tuple(colour) for colour in model[1].colours.tolist()} == {(255, 0, 0), (0, 0, 255)}


def test_colours_are_linear() -> None:
    assert linear_rgb("#FFFFFF").tolist() == [255, 255, 255]
    assert linear_rgb("#808080").tolist() == [55, 55, 55]


def test_an_open_loft_has_only_its_sides() -> None:
    ring = np.array(circle(1.0, 12))
    rings = np.stack([np.column_stack([ring, np.full(12, z)]) for z in (0.0, 1.0)])
    assert len(loft(rings, caps=False).faces) == 24
    assert len(loft(rings, caps=False, around=False).faces) == 22
