"""Every kind of thing: its mesh is sound, stays within its size and outline, and costs no more than its budget."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import MultiPoint, Polygon

import models
from models import ModelError
from models.kind import Kind, octagon, rectangle
from models.mesh import MATERIALS, Model

BUDGETS = {
    "service_desk": 1700, "bench": 500, "sofa": 500, "table": 300, "plant": 400, "planter": 400, "column": 200,
    "column_round": 330, "touch_terminal": 250, "ticket_machine": 270, "self_service_machine": 250, "directory": 250,
    "writing_desk": 480, "info_stand": 350, "bin": 250, "water_dispenser": 420, "barrier": 350, "office_chair": 320,
    "stool": 280, "door_glass": 250, "hanging_display": 200, "government_building": 2500, "tree": 760, "hedge": 220,
    "flagpole": 340, "lamp_post": 200, "bollard": 180, "visitor": 620,
}  # fmt: skip
BUILT = [kind for kind in models.KINDS.values() if kind.build is not None]
ASKED_FOR = [
    "service_desk",
    "bench",
    "plant",
    "planter",
    "column",
    "touch_terminal",
    "ticket_machine",
    "self_service_machine",
    "directory",
    "writing_desk",
    "bin",
    "door_glass",
    "info_stand",
    "government_building",
    "service_centre",
    "tree",
    "flagpole",
    "lawn",
    "road",
    "forecourt",
    "path",
    "hedge",
    "lamp_post",
]
EVERY = pytest.mark.parametrize("kind", BUILT, ids=lambda kind: kind.name)


def mesh(kind: Kind) -> Model:
    assert kind.build is not None
    return kind.build(kind.size)


def corners(model: Model) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.concatenate([part.vertices for part in model])


def test_all_kinds_that_halls_are_made_of_are_there() -> None:
    assert set(ASKED_FOR) <= set(models.KINDS)


def test_an_unknown_kind_is_told_with_those_there_are() -> None:
    with pytest.raises(ModelError, match=r"'throne'.*bench"):
        models.size_of("throne")


@EVERY
def test_mesh_is_finite_and_has_no_triangle_without_area(kind: Kind) -> None:
    for part in mesh(kind):
        assert part.material in MATERIALS
        assert np.isfinite(part.vertices).all()
        assert part.faces.min() >= 0
        assert part.faces.max() < len(part.vertices)
        assert len(part.colours) == len(part.vertices)
        a, b, c = (part.vertices[part.faces[:, i]] for i in range(3))
        assert (np.linalg.norm(np.cross(b - a, c - a), axis=1) > 1e-9).all()


@EVERY
def test_mesh_keeps_to_its_size_and_outline(kind: Kind) -> None:
    points = corners(mesh(kind))
    height = kind.size[2]
    body = Polygon(models.outline_of(kind.name)) if models.outline_of(kind.name) else Polygon(rectangle(kind.size))
    assert points[:, 2].min() >= -0.01
    assert points[:, 2].max() <= height + 0.02
    assert MultiPoint(points[:, :2]).convex_hull.within(body.convex_hull.buffer(kind.overhang + 0.02))
    low = points[points[:, 2] < 0.05]
    if models.outline_of(kind.name) and len(low):
        assert MultiPoint(low[:, :2]).convex_hull.within(body.convex_hull.buffer(0.12))


@EVERY
def test_mesh_fills_its_size(kind: Kind) -> None:
    points = corners(mesh(kind))
    assert points[:, 2].max() >= 0.93 * kind.size[2]
    assert np.ptp(points[:, 1]) >= 0.85 * kind.size[0]


@EVERY
def test_mesh_follows_another_size(kind: Kind) -> None:
    assert kind.build is not None
    small, large = (
        corners(kind.build(kind.size)),
        corners(kind.build((1.25 * kind.size[0], 1.25 * kind.size[1], 1.25 * kind.size[2]))),
    )
    assert large[:, 2].max() > small[:, 2].max()


@EVERY
def test_mesh_costs_no_more_than_its_budget(kind: Kind) -> None:
    assert sum(len(part.faces) for part in mesh(kind)) <= BUDGETS[kind.name]


@EVERY
def test_faces_look_outward(kind: Kind) -> None:
    """Of a body whose faces look outward, the signed volume is positive."""
    volume = 0.0
    for part in mesh(kind):
        if part.material not in {"glass", "glow", "leaf"}:
            a, b, c = (part.vertices[part.faces[:, i]] for i in range(3))
            volume += float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)
    assert volume > 0 or kind.name == "hedge"


@pytest.mark.parametrize("kind", models.KINDS.values(), ids=lambda kind: kind.name)
def test_outline_is_a_simple_ring_counter_clockwise_about_its_origin(kind: Kind) -> None:
    ring = models.outline_of(kind.name)
    if ring:
        polygon = Polygon(ring)
        assert polygon.is_valid
        assert polygon.exterior.is_ccw
        assert np.allclose(ring, np.array(ring))
        assert polygon.buffer(1e-9).contains(Polygon(rectangle((0.01, 0.01, 1.0))))


def test_an_octagon_covers_the_disc_it_stands_for() -> None:
    disc = MultiPoint([(0.25 * np.cos(a), 0.25 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 90)])
    assert disc.within(Polygon(octagon((0.5, 0.5, 1.0))).buffer(1e-9))
