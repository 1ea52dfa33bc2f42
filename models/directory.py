"""The directory: a standing board that tells what is on which floor. Its text comes from a sign at the same place."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint
from models.palette import BLUE_DEEP, RED, STEEL, STEEL_DARK

THICKNESS = 0.1


def build(size: Size) -> Model:
    """Two steel posts, a blue board, a red line at its head, a heavy foot. About 190 triangles."""
    width, depth, height = size
    half = width / 2
    posts = [box((-0.04, y - 0.03, 0.03), (0.04, y + 0.03, height), 0.008) for y in (-half + 0.03, half - 0.03)]
    board = box((-THICKNESS / 2 + 0.002, -half + 0.06, 0.28), (THICKNESS / 2 - 0.002, half - 0.06, height - 0.05))
    return assemble(
        [
            paint("metal", STEEL, *posts),
            paint("matte", STEEL_DARK, box((-depth / 2, -half, 0.0), (depth / 2, half, 0.03), 0.008)),
            paint("matte", BLUE_DEEP, board),
            paint("matte", RED, box((-0.052, -half + 0.06, height - 0.05), (0.052, half - 0.06, height - 0.02))),
        ]
    )


KIND = Kind(name="directory", zh="楼层索引", en="Directory", size=(1.2, 0.3, 2.2), build=build)
