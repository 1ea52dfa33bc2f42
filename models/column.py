"""Columns clad in stone, square with blunt corners or round, on a dark base."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, Point, assemble, circle, paint, prism
from models.palette import PAPER, STONE, STONE_DARK, WHITE

BASE = 0.14
SLAB = 1.1
JOINT = 0.008


def build_square(size: Size) -> Model:
    """About 130 triangles."""
    width, depth, height = size
    return _stack(_blunt(width, depth, 0.0), _blunt(width, depth, 0.035), _blunt(width, depth, 0.045), height)


def build_round(size: Size) -> Model:
    """About 190 triangles; an ellipse where width and depth differ."""
    rings = [[(x * size[1] / size[0], y) for x, y in circle(size[0] / 2 - cut, 16)] for cut in (0.0, 0.035, 0.045)]
    return _stack(rings[0], rings[1], rings[2], size[2])


def _stack(base: list[Point], shaft: list[Point], joint: list[Point], height: float) -> Model:
    """Base, slabs of stone with dark joints between them, a shadow joint under the ceiling, and a plain head."""
    low, high = BASE, height - 0.34
    count = max(1, round((high - low) / SLAB))
    step = (high - low) / count
    slabs = [prism(shaft, low + i * step + JOINT, low + (i + 1) * step, caps=False) for i in range(count)]
    return assemble(
        [
            paint("stone", STONE_DARK, prism(base, 0.0, BASE, bevel=0.02)),
            paint("matte", STONE, prism(joint, BASE, height - 0.3, caps=False)),
            paint("stone", PAPER, *slabs),
            paint("matte", WHITE, prism(shaft, height - 0.3, height)),
        ]
    )


def _blunt(width: float, depth: float, cut: float) -> list[Point]:
    """A rectangle, `cut` smaller all round, with chamfered corners."""
    x, y, c = depth / 2 - cut, width / 2 - cut, 0.05
    return [(x, y - c), (x - c, y), (-x + c, y), (-x, y - c), (-x, -y + c), (-x + c, -y), (x - c, -y), (x, -y + c)]


SQUARE = Kind(name="column", zh="立柱", en="Column", size=(0.8, 0.8, 4.8), to_ceiling=True, build=build_square)
ROUND = Kind(
    name="column_round",
    zh="圆柱",
    en="Round column",
    size=(0.9, 0.9, 4.8),
    outline=octagon,
    to_ceiling=True,
    build=build_round,
)
