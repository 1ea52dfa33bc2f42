"""The light files, read again: how bright it is at points of a storey. For pictures drawn here; browsers read them themselves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from scene.light.atlas import Tile
from scene.light.files import INDEX
from scene.light.rays import Floats


@dataclass(frozen=True, slots=True)
class LevelLight:
    """The light on a level tile: lamps and day, each (rows, columns)."""

    tile: Tile
    lamps: Floats
    day: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class BakedStorey:
    """A storey's light on its floor, on its ceiling, and in the air where things stand."""

    floor: LevelLight
    ceiling: LevelLight
    air: LevelLight


def read_light(folder: Path) -> dict[str, BakedStorey]:
    """The storeys of a folder that `write_light` has written, by floor."""
    index = json.loads((folder / INDEX).read_bytes())
    found = {}
    for storey in index["storeys"]:
        bytes_ = np.asarray(Image.open(folder / storey["file"]).convert("L"), dtype=np.float32)
        planes = bytes_.reshape(2, storey["size"][1], -1)
        lamps, day = (_told(plane, full) for plane, full in zip(planes, index["full"], strict=True))
        tiles = {name: Tile(**one | {"low": tuple(one["low"])}) for name, one in storey["tiles"].items()}
        levels = {name: LevelLight(tile, _cut(lamps, tile), _cut(day, tile)) for name, tile in tiles.items()}
        found[storey["floor"]] = BakedStorey(**levels)
    return found


def light_at(level: LevelLight, plan: Floats) -> tuple[Floats, Floats]:
    """Lamps and day, (n,) each, at points (n, 2) of the plan; between texels in proportion, beyond the tile as at its edge."""
    tile = level.tile
    across, up = ((plan - np.array(tile.low, dtype=np.float32)) / np.float32(tile.step)).T
    column, right = _between(across, tile.columns)
    row, upper = _between(up, tile.rows)

    def mixed(plane: Floats) -> Floats:
        low = plane[row, column] * (1 - right) + plane[row, column + 1] * right
        high = plane[row + 1, column] * (1 - right) + plane[row + 1, column + 1] * right
        return np.asarray(low * (1 - upper) + high * upper, dtype=np.float32)

    return mixed(level.lamps), mixed(level.day)


def _between(at: Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """The texel before a place, and how far it is to the next, 0 … 1."""
    held = np.clip(at, 0.0, count - 1.001)
    first = held.astype(np.int64)
    return first, (held - first).astype(np.float32)


def _told(bytes_: Floats, full: float) -> Floats:
    """Light of bytes; somewhat brighter in the dark than they say, as in the walk: for what is thrown back more than once."""
    v = bytes_ / 255
    return np.asarray((0.64 * v * v + 0.36 * v) * full, dtype=np.float32)


def _cut(plane: Floats, tile: Tile) -> Floats:
    return plane[tile.y : tile.y + tile.rows, tile.x : tile.x + tile.columns]
