"""What must not matter: a hall mirrored, turned, moved or asked backwards has ways of the same cost."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from navmesh_halls import make_hall, random_hall
from numpy.typing import NDArray

from navmesh import build_navigation, lengths
from scene.hall import Hall

XY = tuple[float, float]
Move = Callable[[XY], XY]
PROFILE = "wide"


def turned(angle: float) -> Move:
    c, s = math.cos(angle), math.sin(angle)
    return lambda at: (at[0] * c - at[1] * s, at[0] * s + at[1] * c)


MOVES: dict[str, Move] = {
    "mirrored": lambda at: (-at[0], at[1]),
    "a quarter turn": lambda at: (-at[1], at[0]),
    "turned": turned(0.7),
    "moved": lambda at: (at[0] + 1000.3, at[1] - 77.7),
    "moved far": lambda at: (at[0] + 2.0**17, at[1] - 2.0**17),
}


def moved(hall: Hall, move: Move) -> Hall:
    """Every point of a hall moved; it keeps its sizes."""

    def walk(value: object) -> object:
        if isinstance(value, (list, tuple)):
            if len(value) == 2 and all(isinstance(number, float) for number in value):
                return list(move((value[0], value[1])))
            return [walk(part) for part in value]
        return {key: walk(part) for key, part in value.items()} if isinstance(value, dict) else value

    document = hall.model_dump(by_alias=True, exclude_unset=True)
    kept = ("obstacles", "walls", "connectors")
    obstacles = document.pop("obstacles")
    lists = {name: walk(document[name]) for name in kept if name in document}
    floors = walk(document["floors"])
    assert isinstance(floors, list)
    return make_hall(floors, obstacles=walk(obstacles), **lists)


def queries(seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    chance = np.random.default_rng(seed)
    rows = chance.uniform((0, 1, 1), (2, 23, 15), (2, 150, 3))
    rows[:, :, 0] = np.floor(rows[:, :, 0])
    return rows[0], rows[1]


def moved_rows(rows: NDArray[np.float64], move: Move) -> NDArray[np.float64]:
    return np.array([(f, *move((x, y))) for f, x, y in rows.tolist()])


@pytest.mark.parametrize("name", MOVES)
def test_a_moved_hall_has_ways_of_the_same_cost(name: str) -> None:
    move = MOVES[name]
    for seed in range(3):
        hall = random_hall(seed)
        starts, goals = queries(seed)
        here = lengths(build_navigation(hall, (PROFILE,)), starts, goals, PROFILE)
        there_hall = build_navigation(moved(hall, move), (PROFILE,))
        there = lengths(there_hall, moved_rows(starts, move), moved_rows(goals, move), PROFILE)
        assert_same(here.duration_s, there.duration_s)
        assert_same(here.length_m, there.length_m)


def assert_same(here: NDArray[np.float64], there: NDArray[np.float64]) -> None:
    assert np.isfinite(here).sum() > 20
    assert np.array_equal(np.isfinite(here), np.isfinite(there))
    np.testing.assert_allclose(here[np.isfinite(here)], there[np.isfinite(here)], rtol=0, atol=1e-6)


def test_the_way_back_is_as_long_without_one_way_links() -> None:
    for seed in range(3):
        hall = random_hall(seed)
        both = [connector.model_copy(update={"direction": "both", "seconds": 9.0}) for connector in hall.connectors]
        starts, goals = queries(seed)
        navigation = build_navigation(hall.model_copy(update={"connectors": tuple(both)}), (PROFILE,))
        there, back = lengths(navigation, starts, goals, PROFILE), lengths(navigation, goals, starts, PROFILE)
        assert_same(there.duration_s, back.duration_s)


def test_the_way_back_differs_with_one_way_links() -> None:
    navigation = build_navigation(random_hall(1), (PROFILE,))
    starts, goals = queries(1)
    there, back = lengths(navigation, starts, goals, PROFILE), lengths(navigation, goals, starts, PROFILE)
    reached = np.isfinite(there.duration_s)
    assert np.abs(there.duration_s[reached] - back.duration_s[reached]).max() > 0.1


def test_another_obstacle_never_makes_a_way_shorter() -> None:
    hall = random_hall(2)
    starts, goals = queries(2)
    before = lengths(build_navigation(hall, (PROFILE,)), starts, goals, PROFILE)
    document = hall.obstacles[0].model_copy(
        update={"id": "more", "polygon": ((11.0, 10.0), (13.0, 10.0), (13.0, 12.0), (11.0, 12.0))}
    )
    more = hall.model_copy(update={"obstacles": (*hall.obstacles, document)})
    after = lengths(build_navigation(more, (PROFILE,)), starts, goals, PROFILE)
    # An end under the new obstacle is moved or refused; the others keep their places.
    kept = np.isfinite(before.duration_s) & np.isfinite(after.duration_s)
    for rows in (starts, goals):
        kept &= ~((rows[:, 1] > 10.6) & (rows[:, 1] < 13.4) & (rows[:, 2] > 9.6) & (rows[:, 2] < 12.4))
    assert kept.sum() > 20
    assert (after.duration_s[kept] >= before.duration_s[kept] - 1e-9).all()
    assert (after.duration_s[kept] > before.duration_s[kept] + 1e-6).any()
