"""The contact sheets: every kind of thing from four sides looks as it does in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from picture_world import differences, picture_process
from PIL import Image

from models import ModelError
from scene.contact_sheet import contact_sheet, views_of
from scene.picture_process import PictureError, PictureProcess
from scene.samples import sample, sample_names
from scene.views import View

GOLDEN = Path(__file__).parent / "golden" / "kinds"
LARGEST = 30_000


@pytest.fixture(scope="module")
def process() -> Iterator[PictureProcess]:
    yield from picture_process()


def test_every_kind_has_its_sheet_and_every_sheet_its_kind() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.webp")) == sorted(sample_names())


def test_no_sheet_is_large() -> None:
    assert [path.name for path in GOLDEN.glob("*.webp") if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", sample_names())
def test_kind_looks_as_on_its_sheet(name: str, process: PictureProcess) -> None:
    """They are drawn by EGL; software rounds edges otherwise. Another shape or colour shows. `make sheets` draws them anew."""
    mean, far_off = differences(process.draw_kind(name), (GOLDEN / f"{name}.webp").read_bytes())
    assert mean < (1.5 if process.backend == "egl" else 4.5)
    assert far_off < (0.006 if process.backend == "egl" else 0.015)


def test_a_kind_that_is_not_there_is_told_with_those_that_are(process: PictureProcess) -> None:
    with pytest.raises(PictureError, match=r"'throne'.*bench.*counter"):
        process.draw_kind("throne")
    with pytest.raises(ModelError):
        sample("throne")


def test_views_hold_the_whole_kind() -> None:
    for name in sample_names():
        points = np.concatenate([part.vertices for part in sample(name)])
        for _, view in views_of((points.min(axis=0), points.max(axis=0))):
            assert np.abs(on_picture(view, points)).max() <= 1.0


def test_sheet_has_a_panel_for_each_view() -> None:
    seen: list[View] = []

    def draw(view: View) -> Image.Image:
        seen.append(view)
        return Image.new("RGB", (view.width_px, view.height_px), "white")

    sheet = contact_sheet("bench", sample("bench"), draw)
    assert len(seen) == 4
    assert sheet.size == (641, 516)


def on_picture(
    view: View, points: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Where points come to lie: -1 … 1 from left to right and from below upwards."""
    turn, lift = np.radians(view.heading_deg), np.radians(view.pitch_deg)
    ahead = np.array([np.cos(turn) * np.cos(lift), np.sin(turn) * np.cos(lift), np.sin(lift)])
    right = np.array([np.sin(turn), -np.cos(turn), 0.0])
    away = points - np.array(view.eye)
    shape = view.height_px / view.width_px
    half = view.across / 2 if view.across else (away @ ahead) * np.tan(np.radians(view.fov_deg / 2))
    return np.column_stack([away @ right / half, away @ np.cross(right, ahead) / (half * shape)])
