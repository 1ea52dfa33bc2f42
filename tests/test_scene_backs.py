"""The walls behind rows of windows: each hall has its own colour and its name, and every other wall keeps its height."""

from __future__ import annotations

from functools import cache

import numpy as np
from shapely.geometry import Polygon

from models.palette import HALLS, linear_rgb
from scene.backs import compose_backs
from scene.composition import Composition
from scene.extras import flag
from scene.hall import Hall
from scene.hall_file import read_hall
from scene.walls import CAP, solid_walls
from tools.compose_wangcheng import HALL_FILE


@cache
def hall() -> Hall:
    return read_hall(HALL_FILE)


@cache
def backs() -> Composition:
    return compose_backs(hall())


def test_every_row_of_windows_has_its_halls_name_behind_it() -> None:
    assert len(backs().placements) == len(hall().counters)
    for counter in hall().counters:
        names = [sign.lines[0].zh for sign in backs().signs if sign.id.startswith(f"hall:{counter.id}:")]
        letter = counter.windows[0].code[0]
        assert names
        assert all(name.startswith(f"{letter} ") for name in names), names


def test_halls_of_one_floor_have_different_colours() -> None:
    """Rows are told apart by their letter: one hall, one letter."""
    floors = [floor.id for floor in hall().floors]
    letters = {(floors.index(row.floor), row.at): row.windows[0].code[0] for row in hall().counters}
    told = {(one.floor, letters[one.floor, one.at[:2]], one.prototype.rsplit(":", 1)[1]) for one in backs().placements}
    for floor in range(len(hall().floors)):
        halls = {letter for number, letter, _ in told if number == floor}
        colours = {colour for number, _, colour in told if number == floor}
        assert len(halls) >= 2
        assert len(colours) == len(halls) == sum(number == floor for number, _, _ in told)


def test_a_back_wall_is_cheap_and_of_one_of_the_halls_colours() -> None:
    known = {tuple(linear_rgb(colour).tolist()) for colour in HALLS}
    for model in backs().models.values():
        assert sum(len(part.faces) for part in model) <= 24
        assert tuple(model[0].colours[0].tolist()) in known


def test_a_wall_below_the_ceiling_ends_in_a_rail_and_one_that_reaches_it_does_not() -> None:
    floor = hall().floors[0]
    plain = [wall for wall in hall().walls if wall.floor == floor.id and not flag(wall, "glass")]
    low = [wall for wall in plain if wall.height == 2.6][:1]
    full = [wall for wall in plain if wall.height >= floor.height][:1]
    for walls, rail in ((low, CAP[1]), (full, 0.0)):
        parts = solid_walls(walls, floor, Polygon())
        top = max(float(np.max(part.vertices[:, 2])) for part in parts)
        assert abs(top - min(walls[0].height, floor.height) - rail) < 1e-9
