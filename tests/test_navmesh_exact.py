"""`hall lengths` against the slow oracle: equal to 1e-6 on the Wangcheng hall and on random halls full of traps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from navmesh_halls import RADII, random_hall
from navmesh_oracle import Oracle, build_oracle, oracle_lengths, walkable
from numpy.typing import NDArray

from navmesh import build_navigation, lengths
from navmesh.from_hall import surroundings_of
from navmesh.snap import SNAP_REACH, snap
from scene.hall import Hall, profiles_of
from scene.hall_file import read_hall

WANGCHENG = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"
Floats = NDArray[np.float64]


def test_wangcheng_agrees_with_the_oracle_on_2000_queries() -> None:
    hall = read_hall(WANGCHENG)
    oracle = build_oracle(hall, profiles_of(hall)["walk"])
    points = random_points(hall, 0.3, 4000, np.random.default_rng(1))
    assert disagreements(hall, "walk", oracle, points[:2000], points[2000:]) == []


@pytest.mark.parametrize("profile", RADII)
@pytest.mark.parametrize("seed", range(10))
def test_random_halls_agree_with_the_oracle(seed: int, profile: str) -> None:
    hall = random_hall(seed)
    oracle = build_oracle(hall, profiles_of(hall)[profile])
    chance = np.random.default_rng(seed)
    points = np.concatenate((random_points(hall, RADII[profile], 260, chance), trap_points(oracle, chance, 140)))
    points = points[chance.permutation(len(points))]
    assert disagreements(hall, profile, oracle, points[:200], points[200:]) == []


def disagreements(hall: Hall, profile: str, oracle: Oracle, starts: Floats, goals: Floats) -> list[str]:
    """In what our lengths differ from the oracle's, which should reach a third of the pairs at least."""
    found = lengths(build_navigation(hall, (profile,)), starts, goals, profile)
    seconds, metres = oracle_lengths(oracle, starts, goals)
    reached = np.isfinite(seconds)
    checks = {
        "too few reached": reached.mean() > 0.3,
        "others reached": np.array_equal(np.isfinite(found.duration_s), reached),
        "seconds": np.allclose(found.duration_s[reached], seconds[reached], rtol=0, atol=1e-6),
        "metres": np.allclose(found.length_m[reached], metres[reached], rtol=0, atol=1e-6),
        "reasons": set(found.reasons) == set(np.flatnonzero(~reached).tolist()),
    }
    return [name for name, holds in checks.items() if not holds]


def random_points(hall: Hall, radius: float, count: int, chance: np.random.Generator) -> Floats:
    """(count, 3) floor index, x, y: evenly over the walkable floors."""
    rows = [np.empty((0, 3))]
    for index, floor in enumerate(hall.floors):
        area = walkable(hall, floor.id, radius)
        low_x, low_y, high_x, high_y = area.bounds
        xy = chance.uniform((low_x, low_y), (high_x, high_y), (4 * count, 2))
        inside = xy[shapely.contains_xy(area, xy)]
        rows.append(np.column_stack((np.full(len(inside), index), inside)))
    every: Floats = np.concatenate(rows)
    return every[chance.permutation(len(every))[:count]]


def trap_points(oracle: Oracle, chance: np.random.Generator, count: int) -> Floats:
    """On corners, 1e-9 off corners, on edges, and in line with edges."""
    rows = [np.empty((0, 3))]
    for index, floor in enumerate(oracle.floors):
        at, edge = floor.corners, floor.after - floor.corners
        share = chance.uniform(0, 1, (len(at), 1))
        length = np.hypot(*edge.T)[:, None]
        aside = np.column_stack((-edge[:, 1], edge[:, 0])) / length
        for xy in (
            at,
            at + 1e-9 * chance.choice([-1, 0, 1], at.shape),
            at + share * edge,
            at + share * edge + 1e-9 * aside,
            at - (0.5 + share) * edge / length,
            at + edge + (0.5 + share) * edge / length,
        ):
            inside = xy[shapely.contains_xy(floor.area, xy)]
            rows.append(np.column_stack((np.full(len(inside), index), inside)))
    every: Floats = np.concatenate(rows)
    return every[chance.permutation(len(every))[:count]]


@pytest.mark.parametrize("seed", range(3))
def test_snapping_agrees_with_every_centimetre_of_the_rim(seed: int) -> None:
    hall = random_hall(seed)
    plan = surroundings_of(hall).floors[0]
    area = walkable(hall, "F1", 0.3)
    xy = np.random.default_rng(seed).uniform((-1, -1), (25, 17), (400, 2))
    xy = xy[~shapely.contains_xy(area.buffer(1e-6), xy)][:60]
    rim = shapely.get_coordinates(area.boundary.segmentize(0.01))
    found = snap(area, plan.solids, xy)
    assert 5 < np.isfinite(found[:, 0]).sum() < len(xy)
    for at, goal in zip(xy, found, strict=True):
        metres = np.hypot(*(rim - at).T)
        near = np.flatnonzero(metres <= SNAP_REACH)
        lines = shapely.linestrings(np.stack((np.broadcast_to(at, (len(near), 2)), rim[near]), axis=1))
        in_sight = shapely.length(shapely.intersection(lines, plan.solids)) < 1e-7
        least = metres[near[in_sight]].min(initial=np.inf)
        reached = np.hypot(*(goal - at))
        assert np.isfinite(reached) or not np.isfinite(least)
        assert not np.isfinite(reached) or least - 0.011 <= reached <= least + 1e-6
