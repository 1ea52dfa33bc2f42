"""A window's unit: within its row, its plate and number where texts go, nobody's stand blocked."""

from __future__ import annotations

import numpy as np
import pytest

from models import counter
from models.mesh import Model

PITCHES = ((1.5, 2.0), (1.6, 2.4), (2.0, 3.0))


def corners(model: Model) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.concatenate([part.vertices for part in model])


def triangles(model: Model) -> int:
    return sum(len(part.faces) for part in model)


@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize(("pitch", "depth"), PITCHES)
def test_a_unit_stays_within_its_share_of_the_row(pitch: float, depth: float, low: bool) -> None:
    for model in (
        counter.build_desk(pitch, depth, low),
        counter.build_staff(pitch, depth, low),
        counter.build_band(pitch, 4.8),
    ):
        points = corners(model)
        assert points[:, 0].min() >= -depth - 1e-9
        assert points[:, 0].max() <= 1e-9
        assert np.abs(points[:, 1]).max() <= pitch / 2 + 1e-9


def test_a_window_costs_at_most_700_triangles_and_its_clutter_480() -> None:
    desk = triangles(counter.build_desk(1.6, 2.4, low=False)) + triangles(counter.build_band(1.6, 4.8))
    assert desk <= 700
    assert triangles(counter.build_staff(1.6, 2.4, low=False)) <= 480


def test_the_low_desk_is_lower_and_has_room_for_knees() -> None:
    desk = corners(counter.build_desk(1.6, 2.4, low=True))
    assert counter.top_height(low=True) < counter.top_height(low=False)
    knees = desk[(desk[:, 2] > 0.085) & (desk[:, 2] < 0.65)]
    assert knees[:, 0].max() <= -0.4


@pytest.mark.parametrize("low", [False, True])
def test_the_plate_stands_on_the_desk_before_the_glass(low: bool) -> None:
    face = counter.plate_face(1.6, low)
    x, y, z = face.at
    assert counter.GLASS_AT < x < 0.0
    assert abs(y) + face.size[0] / 2 < 0.8
    assert z - face.size[1] / 2 > counter.top_height(low)
    board = corners(counter.build_desk(1.6, 2.4, low))
    behind = board[(np.abs(board[:, 1] - y) < face.size[0] / 2 + 0.02) & (board[:, 2] > z) & (board[:, 2] < z + 0.11)]
    assert (behind[:, 0] < x).all()


def test_the_number_hangs_overhead_before_its_board() -> None:
    face = counter.number_face(1.6)
    assert face.at[2] - face.size[1] / 2 > 2.2
    band = corners(counter.build_band(1.6, 4.8))
    assert band[:, 2].min() > 2.2
    assert band[:, 2].max() == pytest.approx(4.8)
