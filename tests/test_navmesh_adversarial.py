"""Routes where they are hardest to get right, 20,000 and more against the slow oracle; and proof that wrong ones show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
import shapely
from corpus import GOOD, good_path
from navmesh_halls import RADII, box, connector, floor, make_hall, random_hall
from navmesh_oracle import Oracle, build_oracle
from numpy.typing import NDArray
from test_navmesh_exact import WANGCHENG, disagreements, random_points, trap_points

import navmesh.tables
from navmesh.cells import WHOLE
from navmesh.mesh import Mesh
from scene.hall import Hall, profiles_of
from scene.hall_file import read_hall

Views = tuple[NDArray[Any], ...]


def wall(number: int, line: Sequence[Sequence[float]], *doors: tuple[float, float]) -> dict[str, Any]:
    """A wall of floor F1, 0.2 m thick; doors: middle along the line and width."""
    return {
        "id": f"w{number}",
        "floor": "F1",
        "line": line,
        "thickness": 0.2,
        "height": 3,
        "doors": [{"at": at, "width": width} for at, width in doors],
    }


def combs() -> Hall:
    """Two combs of walls whose teeth reach between each other: a way bends at every tooth."""
    teeth = [box(2 * n, 0, 2 * n + 0.4, 9.2) if n % 2 else box(2 * n, 0.8, 2 * n + 0.4, 10) for n in range(1, 10)]
    return make_hall([floor(1, box(0, 0, 20, 10))], obstacles=teeth)


def spiral() -> Hall:
    """A wall rolled up: the shortest way goes all round it."""
    line: list[list[float]] = [
        [10, 10],
        [12, 10],
        [12, 7],
        [7, 7],
        [7, 13],
        [15, 13],
        [15, 4],
        [4, 4],
        [4, 16],
        [18, 16],
    ]
    return make_hall([floor(1, box(0, 0, 20, 20))], walls=[wall(1, line)])


def chessboard() -> Hall:
    """Squares that touch at their corners only: no way through any of these points."""
    squares = [box(x, y, x + 1, y + 1) for x in range(2, 12) for y in range(2, 8) if (x + y) % 2 == 0]
    return make_hall([floor(1, box(0, 0, 14, 10))], obstacles=squares)


def lined_up() -> Hall:
    """Faces and corners of many blocks on common lines, along which one just sees past all of them."""
    blocks = [box(x, y, x + 1, y + 1) for x in (2, 5, 8, 11) for y in (2, 5, 8)]
    blocks += [[[x + 1, y], [x + 2, y + 1], [x + 1, y + 2], [x, y + 1]] for x, y in ((3, 3), (6, 6), (9, 3))]
    return make_hall([floor(1, box(0, 0, 14, 11))], obstacles=blocks)


def courtyards() -> Hall:
    """Rooms within rooms, a pillar in each doorway, T and L walls between."""
    rings = [[[2, 2], [14, 2], [14, 12], [2, 12], [2, 2]], [[5, 5], [11, 5], [11, 9], [5, 9], [5, 5]]]
    walls = [
        wall(1, rings[0], (6, 1.6), (30, 2.2)),
        wall(2, rings[1], (3, 1.4)),
        wall(3, [[8, 9], [8, 12]], (1.5, 1.2)),
    ]
    return make_hall(
        [floor(1, box(0, 0, 16, 14))], walls=walls, obstacles=[box(7.9, 1.9, 8.1, 2.1), box(7.8, 4.95, 7.95, 5.05)]
    )


def slivers() -> Hall:
    """Gaps of a body's width and a nanometre more, long thin wedges, and blocks a hair apart."""
    wedges = [[[2, 2 + n], [9, 2.001 + n], [9, 2.002 + n]] for n in range(4)]
    blocks = [box(10, 1, 11, 4), box(11 + 1e-7, 1, 12, 4), box(10, 4.600001, 12, 7), box(10, 7.7, 12, 9)]
    return make_hall([floor(1, box(0, 0, 14, 10))], obstacles=[*wedges, *blocks])


def two_floors() -> Hall:
    """A wall cuts each floor in two: the only way from half to half is over the other floor."""
    cut = [{"floor": "F1", "polygon": box(5, 0, 6, 8)}, {"floor": "F2", "polygon": box(3, 0, 3.5, 7)}]
    stops = [("a", 1.0), ("b", 9.0)]
    lifts = [connector(name, "lift", "both", ("F1", x, 1), ("F2", x, 1), seconds=4, wait_s=2) for name, x in stops]
    floors = [floor(1, box(0, 0, 10, 8)), floor(2, box(0, 0, 10, 8))]
    return make_hall(floors, obstacles=cut, connectors=lifts)


TRAPS: dict[str, Callable[[], Hall]] = {
    made.__name__: made for made in (combs, spiral, chessboard, lined_up, courtyards, slivers, two_floors)
}


def disagreements_in(hall: Hall, profile: str, seed: int, count: int) -> list[str]:
    """In what we and the oracle differ. Half of the ends anywhere, half on corners, edges, in line with them, or a nanometre off."""
    oracle = build_oracle(hall, profiles_of(hall)[profile])
    chance = np.random.default_rng(seed)
    radius = profiles_of(hall)[profile].radius
    points = np.concatenate((random_points(hall, radius, count, chance), trap_points(oracle, chance, count)))
    points = points[is_on_real_floor(oracle, points)]
    points = points[chance.permutation(len(points))]
    half = len(points) // 2
    return disagreements(hall, profile, oracle, points[:half], points[half : 2 * half])


def is_on_real_floor(oracle: Oracle, points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Not in a sliver that is there only because the oracle grows its floors by some nanometres."""
    is_real = np.zeros(len(points), dtype=np.bool_)
    for index, floor_of_oracle in enumerate(oracle.floors):
        for part in shapely.get_parts(floor_of_oracle.area):
            if part.area > 1e-6:
                is_real |= (points[:, 0] == index) & shapely.contains_xy(part, points[:, 1:])
    return is_real


@pytest.mark.parametrize("profile", RADII)
@pytest.mark.parametrize("name", TRAPS)
def test_traps_agree_with_the_oracle(name: str, profile: str) -> None:
    assert disagreements_in(TRAPS[name](), profile, 1, 150) == []


@pytest.mark.long
@pytest.mark.parametrize("profile", RADII)
@pytest.mark.parametrize("name", TRAPS)
def test_traps_agree_with_the_oracle_at_length(name: str, profile: str) -> None:
    assert disagreements_in(TRAPS[name](), profile, 2, 400) == []


@pytest.mark.long
@pytest.mark.parametrize("profile", RADII)
@pytest.mark.parametrize("seed", range(100, 130))
def test_random_halls_agree_with_the_oracle_at_length(seed: int, profile: str) -> None:
    assert disagreements_in(random_hall(seed), profile, seed, 180) == []


@pytest.mark.long
@pytest.mark.parametrize("name", GOOD)
def test_the_corpus_agrees_with_the_oracle_at_length(name: str) -> None:
    assert disagreements_in(read_hall(good_path(name)), "walk", 3, 150) == []


@pytest.mark.long
@pytest.mark.parametrize("profile", ["walk", "step_free", "pram"])
def test_wangcheng_agrees_with_the_oracle_at_length(profile: str) -> None:
    assert disagreements_in(read_hall(WANGCHENG), profile, 4, 1200) == []


def with_diagonals(mesh: Mesh, views: Views) -> Views:
    """Each corner sees the next but one of its ring, though its own obstacle is between them."""
    first, to, metres, *lists = views
    start = np.repeat(np.arange(len(first) - 1), np.diff(first))
    node, other = np.arange(len(mesh.corner)), mesh.node[mesh.after[mesh.after[mesh.corner]]]
    node, other = node[other >= 0], other[other >= 0]
    straight = np.hypot(*(mesh.xy[mesh.corner[node]] - mesh.xy[mesh.corner[other]]).T)
    start, to = np.concatenate((start, node, other)), np.concatenate((to, other, node))
    order = np.lexsort((to, start))
    ends = np.searchsorted(start[order], np.arange(len(first)))
    return (
        ends.astype(np.int32),
        to[order].astype(np.int32),
        np.concatenate((metres, straight, straight))[order],
        *lists,
    )


def with_wrong_flags(mesh: Mesh, views: Views) -> Views:
    """One in ten of the corners that only a part of a cell sees is said to be seen from all of it."""
    *others, entries = views
    wrong = entries.copy()
    part = np.flatnonzero(entries & WHOLE == 0)
    wrong[part[::10]] |= WHOLE
    return *others, wrong


def unchanged(mesh: Mesh, views: Views) -> Views:
    return views


@pytest.mark.parametrize(
    ("mutant", "is_caught"), [(unchanged, False), (with_diagonals, True), (with_wrong_flags, True)]
)
def test_wrong_tables_are_caught(
    monkeypatch: pytest.MonkeyPatch, mutant: Callable[[Mesh, Views], Views], is_caught: bool
) -> None:
    true_views = navmesh.tables.corner_views
    monkeypatch.setattr(navmesh.tables, "corner_views", lambda mesh, *more: mutant(mesh, true_views(mesh, *more)))
    caught = [bool(disagreements_in(random_hall(seed), "wide", seed, 150)) for seed in range(3)]
    assert caught == [is_caught] * 3
