"""`python -m tools.grains`: the grain of wood, stone and cloth, web/src/stage/grains.webp.

Three grey squares one below the other, each of which tiles; 128 is the surface's own colour, so that far away nothing is left of them.
Made from noise with given amplitudes in Fourier space: it is periodic by itself, and the same on every machine.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

FILE = Path(__file__).parents[1] / "web" / "src" / "stage" / "grains.webp"
SIZE = 512
QUALITY = 62

Floats = NDArray[np.float64]


def main() -> int:
    """Write the picture, and say how large it is."""
    FILE.write_bytes(grains_webp())
    print(f"{FILE.name}: {FILE.stat().st_size / 1000:.0f} kB")
    return 0


def grains_webp() -> bytes:
    """Wood, stone and cloth as one grey picture."""
    tiles = np.concatenate([centred(wood()), centred(stone()), centred(cloth())])
    out = io.BytesIO()
    Image.fromarray(np.round(tiles * 255).astype(np.uint8)).save(out, "WEBP", quality=QUALITY, method=6)
    return out.getvalue()


def wood() -> Floats:
    """Oak, its fibres along x: wavering rings, fine fibres, short dark pores. (SIZE, SIZE)"""
    y = np.arange(SIZE)[:, None] / SIZE
    wander = 0.85 * noise(1.2, 2.5, 1) + 0.25 * noise(3, 9, 2)
    rings = np.sin(2 * np.pi * (6 * y + wander))
    late = np.clip(rings, 0, None) ** 3
    pores = np.clip(noise(11, 150, 3) - 1.35, 0, 1.2)
    return 0.09 * rings - 0.16 * late + 0.07 * noise(5, 130, 4) - 0.26 * pores * (0.4 + 0.6 * (rings < 0.2))


def stone() -> Floats:
    """Light granite: soft clouds, grains, few dark and light flecks. (SIZE, SIZE)"""
    grains = noise(75, 75, 5)
    dark, light = np.clip(noise(58, 58, 6) - 1.9, 0, 1), np.clip(noise(64, 64, 7) - 1.9, 0, 1)
    return 0.035 * noise(5, 5, 8) + 0.06 * grains - 0.34 * dark + 0.3 * light


def cloth() -> Floats:
    """A plain weave of threads over and under each other, a little uneven. (SIZE, SIZE)"""
    at = np.arange(SIZE) * 2 * np.pi * 32 / SIZE
    over = np.sin(at)[:, None] * np.sin(at)[None, :]
    warp, weft = np.abs(np.cos(at / 2 + np.pi / 4))[None, :], np.abs(np.cos(at / 2 + np.pi / 4))[:, None]
    threads = np.where(over > 0, warp + 0 * weft, weft + 0 * warp)
    field: Floats = 0.34 * (threads - 0.64) + 0.05 * noise(60, 30, 9) + 0.05 * noise(30, 60, 10)
    return field


def noise(across_x: float, across_y: float, seed: int) -> Floats:
    """Periodic noise of mean 0 and deviation 1 with about so many waves across the square. (SIZE, SIZE)"""
    waves = np.fft.fftfreq(SIZE) * SIZE
    weight = np.exp(-((waves[None, :] / across_x) ** 2) - (waves[:, None] / across_y) ** 2)
    weight[0, 0] = 0
    spectrum = np.fft.fft2(np.random.default_rng(seed).standard_normal((SIZE, SIZE)))
    field = np.real(np.fft.ifft2(spectrum * weight))
    return np.asarray(field / field.std(), dtype=np.float64)


def centred(field: Floats) -> Floats:
    """About 0.5, within 0 … 1."""
    return np.asarray(np.clip(field - field.mean() + 0.5, 0, 1), dtype=np.float64)


if __name__ == "__main__":
    sys.exit(main())
