"""The light files: light.json and a picture for each storey. See docs/light_files.md.

A byte b of a picture is light of (b / 255)² · full: the eye tells dark shades apart better than bright ones.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import brotli
import numpy as np
from PIL import Image

from scene.bundle import bundle_version
from scene.folders import write_folder
from scene.layout import to_bytes
from scene.light.atlas import WALL_ROWS, WALL_STEP, Ring, Tile
from scene.light.bake import StoreyLight
from scene.light.rays import Floats

# Counts up when the files' form or content changes for the same hall file.
LIGHT_FORMAT = 1
INDEX = "light.json"
SHADES = "shades.bin"
# What byte 255 says, of lamps and of day; more is cut off.
LAMPS_FULL = 2.5
DAY_FULL = 1.5
QUALITY = 80


def light_version(source: bytes) -> str:
    """Names the light of a hall file as it is built now: 16 hexadecimal digits."""
    return hashlib.sha256(f"light/{LIGHT_FORMAT}\n{bundle_version(source)}".encode()).hexdigest()[:16]


def light_files(storeys: tuple[StoreyLight, ...], shades: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by name. shades: a byte for each vertex of a prototype."""
    index = {
        "format": "light/1",
        "full": [LAMPS_FULL, DAY_FULL],
        "wall": {"step": WALL_STEP, "rows": WALL_ROWS},
        "storeys": [_storey(storey) for storey in storeys],
        "shades": {"file": SHADES, "prototypes": [[name, len(data)] for name, data in shades.items()]},
    }
    return {
        INDEX: to_bytes(index),
        SHADES: b"".join(shades.values()),
        **{_picture_name(storey): _picture(storey) for storey in storeys},
    }


def write_light(files: Mapping[str, bytes], out: Path, version: str) -> Path:
    """Writes out/<version>/, complete or not at all; an older one of that version is replaced."""
    packed = {f"{name}.br": brotli.compress(files[name]) for name in files.keys() & {INDEX, SHADES}}
    return write_folder(out / version, {**files, **packed})


def _picture_name(storey: StoreyLight) -> str:
    return f"{storey.floor}.webp"


def _storey(storey: StoreyLight) -> dict[str, Any]:
    """What light.json says of a storey."""
    atlas = storey.atlas
    return {
        "floor": storey.floor,
        "file": _picture_name(storey),
        "size": [atlas.width, atlas.height],
        "tiles": {"floor": _tile(atlas.floor), "ceiling": _tile(atlas.ceiling), "air": _tile(atlas.air)},
        "rings": [_ring(ring) for ring in atlas.rings],
    }


def _tile(tile: Tile) -> dict[str, Any]:
    return {
        "x": tile.x,
        "y": tile.y,
        "columns": tile.columns,
        "rows": tile.rows,
        "low": list(tile.low),
        "step": tile.step,
    }


def _ring(ring: Ring) -> dict[str, Any]:
    return {"top": ring.top, "cm": [round(100 * value) for point in ring.points for value in point]}


def _picture(storey: StoreyLight) -> bytes:
    """Lamps above, day below them."""
    planes = np.concatenate([_bytes(storey.lamps, LAMPS_FULL), _bytes(storey.day, DAY_FULL)])
    out = io.BytesIO()
    Image.fromarray(planes).save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def _bytes(light: Floats, full: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(np.round(255 * np.sqrt(np.clip(light / full, 0.0, 1.0))), dtype=np.uint8)
