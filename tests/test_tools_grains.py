"""The grains of wood, stone and cloth: small, even in the mean, and without a seam where they tile."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tools.grains import FILE, SIZE, cloth, grains_webp, stone, wood

EVERY = pytest.mark.parametrize("grain", [wood, stone, cloth])


@EVERY
def test_a_grain_tiles(grain: Callable[[], NDArray[np.float64]]) -> None:
    """Across its edges neighbours differ no more than within."""
    field = grain()
    for axis in (0, 1):
        steps = np.abs(np.diff(field, axis=axis, append=np.take(field, [0], axis=axis)))
        across = np.take(steps, -1, axis=axis).mean()
        assert across < 1.6 * steps.mean() + 0.02


def test_the_picture_is_the_one_that_the_script_draws() -> None:
    kept, fresh = (Image.open(io.BytesIO(data)).convert("L") for data in (FILE.read_bytes(), grains_webp()))
    assert kept.size == fresh.size == (SIZE, 3 * SIZE)
    assert np.abs(np.asarray(kept, dtype=float) - np.asarray(fresh, dtype=float)).mean() < 2


def test_from_afar_nothing_is_left_of_a_grain() -> None:
    grey = np.asarray(Image.open(FILE).convert("L"), dtype=float).reshape(3, SIZE, SIZE)
    assert np.abs(grey.mean(axis=(1, 2)) - 127.5).max() < 3


def test_all_textures_travel_in_under_200_kb() -> None:
    """Signs are drawn by the client, so this is the only picture that surfaces need."""
    pictures = [path for path in FILE.parent.iterdir() if path.suffix in {".webp", ".png", ".jpg", ".avif"}]
    assert pictures == [FILE]
    assert FILE.stat().st_size < 200_000
