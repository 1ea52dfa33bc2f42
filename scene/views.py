"""What a renderer is told beside triangles: from where to look, footprints, and the pictures on faces and floors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Behind single things, sRGB.
SHEET_GREY = (201, 208, 214)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """From where, where to, how large. Heading counter-clockwise from +x, pitch upwards; fov from left to right.

    `across` = metres from left to right, for a picture without perspective. `cut` = (index of a floor, z): only that
    floor, and nothing of it above z.
    """

    eye: tuple[float, float, float]
    heading_deg: float
    pitch_deg: float = 0.0
    fov_deg: float = 75.0
    across: float | None = None
    cut: tuple[int, float] | None = None
    width_px: int = 640
    height_px: int = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Footprint:
    """A print on the floor: x, y, z in metres, degrees, which foot."""

    at: tuple[float, float, float]
    heading_deg: float
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quad:
    """A picture on a flat face: corners (4, 3), counter-clockwise from the lower left as its reader sees it."""

    corners: NDArray[np.float64]
    image: Image.Image


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorImage:
    """What multiplies a floor's colours: one grey picture over bounds (x0, y0, x1, y1), one repeated every `tile` metres."""

    bounds: tuple[float, float, float, float]
    shadow: Image.Image
    tile: float
    pattern: Image.Image
