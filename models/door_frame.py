"""The frame about an opening in a wall: two jambs and a head. It starts at the origin and runs along +x."""

from __future__ import annotations

from dataclasses import dataclass

from models.mesh import Model, assemble, box, paint
from models.palette import OAK, STEEL

FACE = 0.07


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorFrame:
    """`width` and `height` of the opening, `depth` across the wall; of steel or of wood."""

    width: float
    depth: float
    height: float
    steel: bool


def build(frame: DoorFrame) -> Model:
    """36 triangles."""
    y = frame.depth / 2
    bars = [
        box((-0.01, -y, 0.0), (FACE, y, frame.height)),
        box((frame.width - FACE, -y, 0.0), (frame.width + 0.01, y, frame.height)),
        box((FACE, -y, frame.height - FACE), (frame.width - FACE, y, frame.height)),
    ]
    return assemble([paint("metal", STEEL, *bars) if frame.steel else paint("wood", OAK, *bars)])
