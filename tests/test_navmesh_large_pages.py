"""Arrays put side by side: the same numbers, each in its own lines, and only where there are enough for large pages."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from navmesh_halls import random_hall

from navmesh import build_navigation, large_pages
from navmesh.large_pages import LINE, in_large_pages
from navmesh.mesh import Mesh
from navmesh.tables import Tables


def ground() -> tuple[Mesh, Tables]:
    built = build_navigation(random_hall(0), ("walk",)).routers["walk"].ground
    return built.mesh, built.tables


def test_arrays_of_a_small_hall_stay_where_they_are() -> None:
    mesh, tables = ground()
    assert in_large_pages(mesh, tables) == (mesh, tables)


def test_arrays_side_by_side_hold_the_same_and_touch_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ground()
    monkeypatch.setattr(large_pages, "LARGE", 4096)
    after = in_large_pages(*before)
    moved = [
        (old, new)
        for olds, news in zip(before, after, strict=True)
        for old, new in zip(olds, news, strict=True)
        if isinstance(old, np.ndarray) and isinstance(new, np.ndarray) and new is not old
    ]
    assert moved
    assert all(old.dtype == new.dtype and np.array_equal(old, new) for old, new in moved)
    begins = sorted((new.ctypes.data, new.nbytes) for _, new in moved if new.nbytes)
    assert all(a + size <= b for (a, size), (b, _) in pairwise(begins))
    assert len({(a - begins[0][0]) % LINE for a, _ in begins}) == 1
