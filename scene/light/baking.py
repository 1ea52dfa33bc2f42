"""From a hall file to its light files."""

from __future__ import annotations

from pathlib import Path

from scene.bundle import Progress, compose
from scene.hall_file import parse_hall
from scene.light.bake import bake
from scene.light.files import light_files, light_version, write_light
from scene.light.shades import shades_of

# What it is worth of the whole, for the bar.
COMPOSING = 0.05


def bake_file(source: bytes, out: Path, progress: Progress) -> Path:
    """Writes the light of a hall file to out/<version>/ and returns that folder. Raises HallError, LightError."""
    hall = parse_hall(source)
    composition = compose(hall, lambda doing, share: progress(doing, COMPOSING * share))
    storeys = bake(hall, composition, lambda doing, share: progress(doing, COMPOSING + (1 - COMPOSING) * share))
    return write_light(light_files(storeys, shades_of(composition)), out, light_version(source))
