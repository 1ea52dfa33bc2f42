"""Escalators, stairs and lifts: where their bodies lie, and that their meshes fill them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from models import connectors, escalator, lift, stairs
from models.mesh import Model


def corners(model: Model) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.concatenate([part.vertices for part in model])


def treads(model: Model, z: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    points = corners(model)
    return points[np.abs(points[:, 2] - z) < 1e-6]


def test_bodies_leave_a_landing_before_each_stop() -> None:
    body = Polygon(connectors.escalator_body((0, 0), (0, 13), 1.0))
    assert body.bounds == pytest.approx((-0.8, 0.6, 0.8, 12.4))
    assert body.distance(Point(0, 0)) == pytest.approx(connectors.LANDING)
    shaft = Polygon(connectors.shaft_body((5, 5), 270))
    assert shaft.bounds == pytest.approx((3.8, 5.8, 6.2, 8.2))
    core = Polygon(connectors.core_body((0, 0), 90, 4.8, 2.0))
    assert core.bounds[0] == pytest.approx(-2.1)
    assert core.bounds[3] == pytest.approx(0.6 + connectors.core_depth(4.8, 2.0))


FLIGHT = stairs.Stairs(run=6.0, rise=2.4)


def test_an_escalator_fills_its_body_and_rises_to_the_next_floor() -> None:
    model = escalator.build(escalator.Escalator(run=12.0, rise=5.0))
    points = corners(model)
    assert points[:, 0].min() >= -0.02
    assert points[:, 0].max() <= 12.02
    assert np.abs(points[:, 1]).max() <= 0.81
    assert points[:, 2].max() == pytest.approx(5.0 + escalator.RAIL, abs=0.1)
    assert len(treads(model, 5.0)) > 0
    assert sum(len(part.faces) for part in model) <= 1500


def test_an_escalators_first_and_last_steps_lie_under_its_combs_all_their_way() -> None:
    body = escalator.Escalator(run=12.0, rise=5.0)
    # Each plate with its comb is 0.65 m long.
    (steps,) = (part for part in escalator.build(body) if part.material == "moving")
    assert steps.shift is not None
    for points in (steps.vertices, steps.vertices + steps.shift):
        assert points[:, 0].min() < 0.65
        assert points[:, 0].max() > body.run - 0.65


def test_an_escalator_that_hangs_is_closed_at_its_foot() -> None:
    hanging = corners(escalator.build(escalator.Escalator(run=12.0, rise=5.0, hangs=True)))
    standing = corners(escalator.build(escalator.Escalator(run=12.0, rise=5.0)))
    assert hanging[hanging[:, 0] == 0.0, 2].min() == -escalator.TRUSS
    assert standing[standing[:, 0] == 0.0, 2].min() > -0.05


@pytest.mark.parametrize("rise", [1.5, 3.0, 5.4])
def test_stairs_rise_from_floor_to_floor_in_easy_steps(rise: float) -> None:
    run = rise * 2 + 1.5
    model = stairs.build(stairs.Stairs(run=run, rise=rise, width=2.0))
    heights = np.unique(np.round(corners(model)[:, 2], 4))
    assert len(treads(model, rise)) > 0
    assert heights.min() >= -0.21
    assert corners(model)[:, 0].max() <= run + 0.05
    steps = math.ceil(rise / connectors.STEP_RISE)
    assert rise / steps <= connectors.STEP_RISE + 1e-9


def test_a_dog_leg_comes_back_to_where_it_began_one_storey_higher() -> None:
    model = stairs.build_dog_leg(5.4, 2.0)
    points = corners(model)
    assert points[:, 0].max() == pytest.approx(connectors.core_depth(5.4, 2.0), abs=0.01)
    top = treads(model, 5.4)
    assert top[:, 0].min() == pytest.approx(0.0, abs=1e-6)
    assert (top[:, 1] > 0).all()


def test_a_ramp_is_a_slope() -> None:
    points = corners(stairs.build_ramp(stairs.Stairs(run=8.0, rise=0.6, width=1.5)))
    assert points[:, 2].max() == pytest.approx(0.6 + stairs.RAIL, abs=0.05)
    assert np.abs(points[:, 1]).max() <= 0.76


def test_a_lift_is_a_shaft_with_its_door_at_the_front() -> None:
    points = corners(lift.build(lift.Lift(height=4.2)))
    assert points[:, 0].max() <= 0.04
    assert points[:, 0].min() == pytest.approx(-connectors.LIFT_DEPTH)
    assert points[:, 2].max() == pytest.approx(4.2)


def test_stairs_and_ramps_have_handrails_at_two_heights() -> None:
    for model in (stairs.build(FLIGHT), stairs.build_ramp(FLIGHT)):
        # At the foot, over the first nose: rails are round, posts are not.
        (steel,) = (part for part in model if part.material == "metal")
        foot = steel.vertices[np.abs(steel.vertices[:, 0]) < 0.05]
        rails = {height for height in (stairs.RAIL, stairs.RAIL - stairs.LOWER) if _is_near(foot[:, 2], height)}
        assert len(rails) == 2


def _is_near(heights: np.ndarray[tuple[int, ...], np.dtype[np.float64]], height: float) -> bool:
    return bool(
        (np.abs(heights - height) < 0.06).any() or (np.abs(heights - height - connectors.STEP_RISE) < 0.06).any()
    )


def test_edges_of_steps_are_dark_seen_from_before_and_from_above() -> None:
    dark = [part for part in stairs.build(FLIGHT) if part.material == "matte"]
    points = np.concatenate([part.vertices[part.faces] for part in dark])
    normals = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    thin = np.ptp(points[:, :, 0], axis=1) + np.ptp(points[:, :, 2], axis=1) < 0.06
    assert (normals[thin][:, 0] < 0).any()
    assert (normals[thin][:, 2] > 0).any()
