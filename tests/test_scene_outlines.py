"""Where counters, windows and furniture lie on the floor."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from corpus import GOOD, good_source
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon

import models
from scene.hall import Counter, Furniture, Hall
from scene.hall_file import parse_hall
from scene.outlines import (
    counter_outline,
    counter_stands,
    direction,
    furniture_outline,
    furniture_size,
    placed,
    window_middles,
    window_stands,
)


def counter(heading_deg: float = 0.0, windows: int = 3, **fields: Any) -> Counter:
    codes = tuple({"code": f"A{i}", "kind": "unit"} for i in range(1, windows + 1))
    plain = {"id": "c", "floor": "F1", "at": (10.0, 5.0), "heading_deg": heading_deg, "kind": "counter"}
    return Counter.model_validate(plain | {"pitch": 2.0, "depth": 1.5, "windows": codes} | fields)


def bench(**fields: Any) -> Furniture:
    plain = {"id": "b", "floor": "F1", "kind": "bench", "at": (3.0, 4.0), "heading_deg": 0.0}
    return Furniture.model_validate(plain | fields)


def corners(outline: np.ndarray) -> set[tuple[float, float]]:
    return {(x, y) for x, y in outline.round(9).tolist()}


def test_a_counter_lies_behind_its_front_edge() -> None:
    assert corners(counter_outline(counter())) == {(8.5, 2.0), (10.0, 2.0), (10.0, 8.0), (8.5, 8.0)}


def test_windows_run_left_to_right_as_the_citizen_sees() -> None:
    # The counter faces south; a citizen looks north at it, with the west on the left.
    assert window_middles(counter(heading_deg=-90)).tolist() == [[8.0, 5.0], [10.0, 5.0], [12.0, 5.0]]
    # It faces east; a citizen looks west, with the south on the left.
    assert window_middles(counter()).tolist() == [[10.0, 3.0], [10.0, 5.0], [10.0, 7.0]]


def test_one_stands_70_cm_in_front_of_a_windows_middle() -> None:
    assert counter_stands(counter(heading_deg=90)) == [(12.0, 5.7), (10.0, 5.7), (8.0, 5.7)]


def test_the_files_stand_goes_before_the_usual_one() -> None:
    first, second = counter(windows=2).windows
    row = counter().model_copy(update={"windows": (first, second.model_copy(update={"stand": (12.0, 6.5)}))})
    assert counter_stands(row) == [(10.7, 4.0), (12.0, 6.5)]


def test_quarter_turns_are_exact() -> None:
    assert [direction(angle) for angle in (0, 90, 180, 270, -90, 720)] == [
        (1.0, 0.0),
        (0.0, 1.0),
        (-1.0, 0.0),
        (0.0, -1.0),
        (0.0, -1.0),
        (1.0, 0.0),
    ]


@given(st.floats(-1e6, 1e6))
def test_a_direction_is_of_length_one_and_its_turn_stands_across(angle: float) -> None:
    x, y = direction(angle)
    assert math.hypot(x, y) == pytest.approx(1.0)
    across = direction(angle + 90.0)
    assert (x * across[0] + y * across[1], x * across[1] - y * across[0]) == pytest.approx((0.0, 1.0), abs=1e-9)


@given(st.floats(-720, 720), st.integers(1, 12))
def test_outline_turns_left_and_holds_every_windows_edge(heading: float, windows: int) -> None:
    row = counter(heading, windows)
    outline = Polygon(counter_outline(row))
    assert outline.exterior.is_ccw
    assert outline.area == pytest.approx(windows * 2.0 * 1.5)
    for middle, stand in zip(window_middles(row), counter_stands(row), strict=True):
        assert outline.exterior.distance(Point(middle)) < 1e-9
        assert Point(middle).distance(Point(stand)) == pytest.approx(0.7)
        assert outline.distance(Point(stand)) == pytest.approx(0.7)


def test_placed_turns_about_the_origin_and_moves() -> None:
    local = np.array([[1.0, 0.0], [0.0, 2.0]])
    assert placed(local, (10.0, 20.0), 90.0).tolist() == [[10.0, 21.0], [8.0, 20.0]]


def test_width_runs_across_the_heading_and_depth_along_it() -> None:
    outline = furniture_outline(bench(size=(2.0, 0.5, 1.0)))
    assert corners(outline) == {(2.75, 3.0), (3.25, 3.0), (3.25, 5.0), (2.75, 5.0)}


def test_a_kind_has_a_size_of_its_own_unless_the_file_says_one() -> None:
    assert furniture_size(bench()) == models.size_of("bench")
    assert furniture_size(bench(size=(3.0, 1.0, 1.0))) == (3.0, 1.0, 1.0)


def test_a_kind_we_do_not_know_covers_its_size() -> None:
    assert corners(furniture_outline(bench(kind="piano", size=(1.0, 2.0, 1.0)))) == {
        (2.0, 3.5),
        (4.0, 3.5),
        (4.0, 4.5),
        (2.0, 4.5),
    }


def test_what_hangs_covers_nothing() -> None:
    assert furniture_outline(bench(kind="hanging_display")).shape == (0, 2)


@pytest.mark.parametrize("kind", [name for name, kind in models.KINDS.items() if not kind.outside])
def test_every_kind_covers_simple_ground_or_none(kind: str) -> None:
    outline = furniture_outline(bench(kind=kind, heading_deg=33.0))
    assert len(outline) == 0 or (Polygon(outline).is_valid and Polygon(outline).exterior.is_ccw)


@pytest.mark.parametrize("name", GOOD)
def test_every_window_has_a_stand_that_faces_its_counter(name: str) -> None:
    hall: Hall = parse_hall(good_source(name))
    stands = window_stands(hall)
    codes = [window.code for row in hall.counters for window in row.windows]
    assert list(stands) == codes
    for row in hall.counters:
        for window, middle in zip(row.windows, window_middles(row), strict=True):
            stand = stands[window.code]
            ahead = direction(stand.heading_deg)
            assert stand.floor == row.floor
            assert np.dot(middle - np.array(stand.at), ahead) > 0
