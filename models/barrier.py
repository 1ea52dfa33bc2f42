"""A queue barrier: posts with a belt between them."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, move, paint, revolve
from models.palette import BLUE, GRAPHITE, STEEL

FOOT = 0.14


def build(size: Size) -> Model:
    """Two steel posts and a blue belt. About 220 triangles. Feet reach over the narrow outline: one steps beside them."""
    width, _, height = size
    y = width / 2 - FOOT
    post = revolve([(FOOT, 0.0), (FOOT, 0.015), (0.03, 0.035), (0.03, height - 0.07)], 12)
    cap = revolve([(0.036, height - 0.07), (0.036, height)], 12)
    return assemble(
        [
            paint("metal", STEEL, move(post, (0, -y, 0)), move(post, (0, y, 0))),
            paint("matte", GRAPHITE, move(cap, (0, -y, 0)), move(cap, (0, y, 0))),
            paint("matte", BLUE, box((-0.004, -y, height - 0.065), (0.004, y, height - 0.015))),
        ]
    )


KIND = Kind(name="barrier", zh="隔离带", en="Queue barrier", size=(1.6, 0.1, 0.95), overhang=0.1, build=build)
