"""Numbers as JSON: what the kernel writes is what any other writer of JSON would."""

from __future__ import annotations

import numpy as np
import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from navmesh.legs import Lines
from navmesh.number_text import number_text

NOTHING = np.empty((0, 3))
NO_PRINTS = np.empty((6, 0), dtype=np.int64)
METRES = st.one_of(
    st.floats(-1e6, 1e6),
    st.integers(-(10**10), 10**10).map(lambda tenths: tenths / 1e4),
    st.sampled_from([0.0, -0.0, -0.00001, 0.00005, 0.0001, -0.0001, 0.1, 3.0, 12.5, 99.99995, 1e6, -1e6]),
)
POINTS = st.lists(st.tuples(METRES, METRES, METRES), max_size=6)


def texts(
    lines: list[NDArray[np.float64]], trails: list[NDArray[np.float64]], prints: NDArray[np.int64]
) -> list[bytes]:
    ends, trail_ends = (np.cumsum([len(line) for line in kind]) for kind in (lines, trails))
    legs = np.zeros(len(lines), dtype=np.int64)
    exact = Lines(np.concatenate(lines), ends, legs, legs.astype(np.float64), legs)
    return number_text(exact, np.concatenate(trails), trail_ends, prints).tobytes().splitlines()


@settings(deadline=None)
@given(st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=4))
def test_lines_are_written_to_a_tenth_of_a_millimetre(legs: list[tuple[list[float], list[float]]]) -> None:
    lines, trails = ([np.array(leg[kind]).reshape(-1, 3) for leg in legs] for kind in (0, 1))
    expected = [
        orjson.dumps((np.rint(line * 1e4) / 1e4).tolist()) for pair in zip(lines, trails, strict=True) for line in pair
    ]
    assert texts(lines, trails, NO_PRINTS)[: 2 * len(legs)] == expected


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.one_of(st.integers(-2000, 2000), st.integers(-(10**17), 10**17))] * 6), max_size=30))
def test_prints_are_written_as_six_rows_of_whole_numbers_and_their_feet(prints: list[tuple[int, ...]]) -> None:
    columns = np.array(prints, dtype=np.int64).reshape(-1, 6).T.copy()
    *rows, feet = texts([NOTHING], [NOTHING], columns)[2:]
    assert [b"[%b]" % row for row in rows] == [orjson.dumps(row) for row in columns.tolist()]
    assert feet.decode() == ("LR" * len(prints))[: len(prints)]
