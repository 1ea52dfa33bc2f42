"""Calling boards over waiting areas: who waits sees every window's number beside or below them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

import models
from models.hanging_display import LOW, face_of, lower_edge
from scene.bundle import compose
from scene.composition import Composition, Placement, SignFace, ahead
from scene.displays import KIND
from scene.hall import Hall
from scene.outlines import direction
from tools.pictures import HALLS

EYE = 1.6
Points = NDArray[np.float64]


@pytest.fixture(scope="module")
def composition(hall: Hall) -> Composition:
    return compose(hall, lambda _doing, _share: None)


def places_people_look_from(hall: Hall, floor: str) -> Points:
    """The seats, and where the pictures of the halls are taken: (n, 3)."""
    seats = [piece.at for piece in hall.furniture if piece.kind == "bench" and piece.floor == floor]
    cameras = [(x, y) for named, x, y, _ in HALLS.values() if named == floor]
    elevation = next(one.elevation for one in hall.floors if one.id == floor)
    return np.array([(x, y, elevation + EYE) for x, y in (*seats, *cameras)])


def corners_of(face: SignFace) -> Points:
    width, height = face.size
    return np.array(
        [ahead(face.at, face.heading_deg, (0.0, y * width, z * height)) for y in (-0.5, 0.0, 0.5) for z in (-0.5, 0.5)]
    )


def box_of(composition: Composition, thing: Placement) -> tuple[Points, Points]:
    """Lowest and highest corner of what hangs there; it faces along an axis."""
    corners = np.concatenate([part.vertices for part in composition.models[thing.prototype]])
    c, s = direction(thing.heading_deg)
    placed = corners @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]]) + np.array(thing.at)
    return placed.min(axis=0), placed.max(axis=0)


def hides(box: tuple[Points, Points], eyes: Points, spots: Points) -> bool:
    """Whether the box stands between one of the eyes (n, 3) and one of the spots (m, 3)."""
    ways = spots[None, :, :] - eyes[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        ends = np.stack([(corner - eyes[:, None, :]) / ways for corner in box])
    enters = np.nanmax(ends.min(axis=0), axis=2)
    leaves = np.nanmin(ends.max(axis=0), axis=2)
    return bool(((enters < leaves) & (leaves > 0) & (enters < 1)).any())


@pytest.mark.parametrize("floor", ["F1", "F2", "F3"])
def test_no_calling_board_hides_a_number_from_who_waits_or_comes_in(
    hall: Hall, composition: Composition, floor: str
) -> None:
    number = [one.id for one in hall.floors].index(floor)
    boards = [one for one in composition.placements if one.floor == number and one.prototype.startswith(KIND)]
    numbers = [sign for sign in composition.signs if sign.floor == number and sign.kind == "window"]
    eyes = places_people_look_from(hall, floor)
    assert boards
    assert numbers
    assert len(eyes) >= 4
    for board in boards:
        box = box_of(composition, board)
        for sign in numbers:
            before = (eyes - np.array(sign.at))[:, :2] @ np.array(direction(sign.heading_deg)) > 0
            assert not hides(box, eyes[before], corners_of(sign)), (board.at, sign.id)


def test_a_board_that_hung_lower_would_hide_numbers(hall: Hall, composition: Composition) -> None:
    box = next(box_of(composition, one) for one in composition.placements if one.prototype.startswith(KIND))
    lower = (box[0] - (0, 0, 0.8), box[1])
    spots = np.concatenate(
        [corners_of(sign) for sign in composition.signs if sign.kind == "window" and sign.floor == 0]
    )
    assert hides(lower, places_people_look_from(hall, "F1"), spots)


def test_under_a_low_ceiling_a_board_hangs_lower_but_still_hangs() -> None:
    assert lower_edge(4.5) == LOW
    width, depth, _ = models.size_of(KIND)
    face = face_of((width, depth, 3.2))
    assert face.at[2] + face.size[1] / 2 < 3.2
