"""The colours of the hall, sRGB. A few, calm, one family; what is bright is small."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WHITE = "#FBFBF8"
PAPER = "#F1F0EB"
STONE_LIGHT = "#E6E2D9"
STONE = "#CFCAC0"
STONE_DARK = "#8E8A83"
OAK = "#C79A67"
OAK_LIGHT = "#D9B68A"
OAK_DARK = "#8F6538"
STEEL = "#BFC5CA"
STEEL_DARK = "#6B737C"
GRAPHITE = "#33383F"
SLATE = "#56647A"
INK = "#14213D"
BLUE = "#1E5AA8"
BLUE_DEEP = "#173F7A"
BLUE_SOFT = "#5E86BC"
BLUE_PALE = "#C9D8EA"
RED = "#C8102E"
GOLD = "#E0B64A"
LEAF = "#4F7F41"
LEAF_DARK = "#3B6635"
LEAF_LIGHT = "#7DA457"
BARK = "#6E5744"
SOIL = "#4B3E34"
GLASS = "#DDECEF"
GLASS_FROST = "#EDF4F5"
SCREEN = "#123C78"
SCREEN_LIGHT = "#DCE9F8"
LAMP = "#FFFDF6"
GRASS = "#7FA65A"
GRASS_DARK = "#6B944C"
ASPHALT = "#54585E"
# The halls of a floor, in order: as on the plan (scene/plan.py), but for a wall.
HALLS = ("#BBD0EC", "#C3DDBB", "#F0DAAE", "#E1C6DA", "#B9DDE3")


def linear_rgb(colour: str) -> NDArray[np.uint8]:
    """What glTF's COLOR_0 wants of "#RRGGBB": (3,) uint8, linear."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.round(linear * 255), dtype=np.uint8)
