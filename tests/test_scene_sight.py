"""From where signs can be read: distance, angle, and what stands between."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely
from corpus import good_path
from shapely.geometry import MultiPolygon, box
from shapely.geometry.base import BaseGeometry

from navmesh.from_hall import surroundings_of
from scene.bundle import compose
from scene.hall import Hall, Obstacle, Sign, Text
from scene.hall_file import parse_hall, read_hall
from scene.lettering import Lettering, letter_height
from scene.light.rays import has_embree
from scene.sight import Sight, points_in, sights
from tools.compose_wangcheng import HALL_FILE

if not has_embree():
    pytest.skip("embree is not installed here: SIGHT IS NOT TESTED", allow_module_level=True)

SPACING = 0.5
BOARD = Sign(
    id="board",
    floor="F1",
    kind="zone",
    at=(15.0, 5.9),
    z=2.9,
    heading_deg=270.0,
    size=(1.6, 0.4),
    lines=(Text(zh="大厅", en="Lobby"),),
)


@cache
def room() -> Hall:
    return parse_hall(good_path("one_room").read_bytes())


def seen(hall: Hall, name: str = "board") -> Sight:
    points = [points_in(walkable(plan.free), SPACING) for plan in surroundings_of(hall).floors]
    found = sights(hall, compose(hall, lambda _doing, _share: None), points, SPACING)
    return next(one for one in found if one.sign.id == name)


def walkable(free: BaseGeometry) -> MultiPolygon:
    return MultiPolygon(shapely.get_parts(free.buffer(-0.3)).tolist())


def with_board(**change: object) -> Hall:
    return room().model_copy(update={"signs": (BOARD.model_copy(update=change),)})


def test_a_board_in_the_open_is_read_from_much_of_the_room() -> None:
    assert seen(with_board()).area_m2 > 40


def test_a_board_that_faces_the_wall_is_read_from_nowhere() -> None:
    assert seen(with_board(at=(10.0, 11.95), heading_deg=90.0)).area_m2 == 0


def test_small_letters_are_read_from_near_only() -> None:
    small, large = seen(with_board(size=(0.16, 0.04))), seen(with_board())
    assert 0 < small.area_m2 < large.area_m2
    assert small.farthest_m < 250 * 0.04


def test_what_stands_before_a_board_hides_it() -> None:
    block = Obstacle(id="block", floor="F1", polygon=((14.0, 5.0), (16.0, 5.0), (16.0, 5.5), (14.0, 5.5)), height=4.0)
    hidden = with_board().model_copy(update={"obstacles": (*room().obstacles, block)})
    assert seen(hidden).area_m2 < 0.5 * seen(with_board()).area_m2


def test_every_sign_of_wangcheng_can_be_read_from_some_aisle() -> None:
    hall = read_hall(HALL_FILE)
    points = [points_in(walkable(plan.free), 1.0) for plan in surroundings_of(hall).floors]
    found = sights(hall, compose(hall, lambda _doing, _share: None), points, 1.0)
    assert {one.sign.kind for one in found} >= {"window", "plate", "zone", "directory", "toilet", "lift"}
    assert [one.sign.id for one in found if one.area_m2 < 4.0] == []


def test_letters_are_measured_as_they_are_drawn() -> None:
    def height(kind: str, width: float, *first: str) -> float:
        return letter_height(
            Lettering(
                kind=kind, width=width, height=0.5, first=first, second=(), code="A01" if kind == "window" else ""
            )
        )

    assert height("zone", 3.0, "税务厅") == pytest.approx(0.58 * 0.5, abs=0.01)
    assert height("zone", 0.5, "不动产登记厅") < 0.1
    assert height("window", 1.5, "不动产登记中心办事窗口") == pytest.approx(0.32, abs=0.03)


def test_points_lie_on_a_grid_within_the_area() -> None:
    points = points_in(MultiPolygon([box(0, 0, 2, 1)]), 0.5)
    assert len(points) == 8
    assert np.allclose(points % 0.5, 0.25)
    assert points_in(MultiPolygon(), 0.5).shape == (0, 2)
