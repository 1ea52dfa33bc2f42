"""Who draws in the tests, and how pictures are compared."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scene.picture_process import NoPicturesError, PictureProcess, start_pictures


def picture_process() -> Iterator[PictureProcess]:
    """A process that draws; where no back end works, what needs one is skipped and says so."""
    try:
        process = start_pictures()
    except NoPicturesError as error:
        pytest.skip(f"PICTURES ARE NOT TESTED HERE: {error}")
    with process:
        yield process


def pixels(picture: bytes) -> NDArray[np.float64]:
    """(h, w, 3) of a file, 0 … 255."""
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), dtype=np.float64)


def differences(one: bytes, other: bytes) -> tuple[float, float]:
    """Of two pictures of one size: the mean difference, 0 … 255, and the share of pixels that differ by more than 48."""
    away = np.abs(pixels(one) - pixels(other)).max(axis=2)
    return float(away.mean()), float((away > 48).mean())
