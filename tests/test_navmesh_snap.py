"""Ends off the floor, asked for by many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import shapely

from navmesh.from_hall import surroundings_of
from navmesh.navigation import build_ground
from navmesh.snap import snap
from scene.hall_file import parse_hall

WANGCHENG = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"
ROUNDS, THREADS = 20, 4


def test_threads_that_snap_to_the_same_floor_do_not_disturb_each_other() -> None:
    """Prepared geometries crash the whole process here, in the first rounds: each round asks of new ones."""
    hall = parse_hall(WANGCHENG.read_bytes())
    rng = np.random.default_rng(3)
    xy = rng.uniform((-40.0, 0.0), (40.0, 50.0), size=(200, 2))
    area = build_ground(surroundings_of(hall), 0.3).areas[0]
    expected = snap(area, surroundings_of(hall).floors[0].solids, xy)
    assert 20 < np.isfinite(expected[:, 0]).sum() < 200
    for _ in range(ROUNDS):
        solids = surroundings_of(hall).floors[0].solids
        with ThreadPoolExecutor(THREADS) as threads:
            for found in threads.map(snap, [area] * THREADS, [solids] * THREADS, [xy] * THREADS):
                np.testing.assert_array_equal(found, expected)
    assert not shapely.is_prepared([area, solids]).any()
