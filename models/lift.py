"""One storey of a lift: the shaft, its steel door frame and leaves, the call panel, the lamp that tells the floor.

Origin in the middle of the shaft's front at the floor; +x towards who waits; the shaft lies in x < 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.connectors import LIFT_DEPTH, LIFT_WIDTH
from models.mesh import Model, Part, assemble, box, paint, panel_to_x
from models.palette import GOLD, GRAPHITE, LAMP, PAPER, RED, STEEL, STEEL_DARK, STONE_DARK, WHITE

DOOR_WIDTH = 1.1
DOOR_HEIGHT = 2.15
FRAME = 0.14


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """`height` = of the storey; width and depth of the shaft over all."""

    height: float
    width: float = LIFT_WIDTH
    depth: float = LIFT_DEPTH


def build(lift: Lift) -> Model:
    """About 330 triangles."""
    half = lift.width / 2
    shaft = box((-lift.depth, -half, 0.0), (-0.03, half, lift.height))
    return assemble([paint("matte", PAPER, shaft), *_front(lift, half), *_door(), *_panel()])


def _front(lift: Lift, half: float) -> list[Part]:
    """Stone round the frame up to the lintel, plain above."""
    edge = DOOR_WIDTH / 2 + FRAME
    stones = [box((-0.03, -half, 0.0), (0.0, -edge, 2.6)), box((-0.03, edge, 0.0), (0.0, half, 2.6))]
    stones.append(box((-0.03, -edge, DOOR_HEIGHT + FRAME), (0.0, edge, 2.6)))
    return [
        paint("matte", STONE_DARK, *stones),
        paint("matte", WHITE, box((-0.03, -half, 2.6), (-0.01, half, lift.height))),
        paint("matte", RED, box((-0.03, -half, 2.6), (0.004, half, 2.63))),
    ]


def _door() -> list[Part]:
    """Two leaves behind a bevelled frame."""
    w, h = DOOR_WIDTH / 2, DOOR_HEIGHT
    leaves = [box((-0.1, y0, 0.0), (-0.06, y1, h)) for y0, y1 in ((-w, -0.006), (0.006, w))]
    frame = [
        box((-0.1, -w - FRAME, 0.0), (0.03, -w, h + FRAME), 0.012),
        box((-0.1, w, 0.0), (0.03, w + FRAME, h + FRAME), 0.012),
        box((-0.1, -w, h), (0.03, w, h + FRAME), 0.012),
    ]
    sill = box((-0.12, -w, 0.0), (0.02, w, 0.008))
    return [paint("metal", STEEL, *leaves), paint("metal", STEEL_DARK, *frame, sill)]


def _panel() -> list[Part]:
    """A floor indicator above the door, and a call panel at a wheelchair user's reach on the right."""
    y = DOOR_WIDTH / 2 + FRAME + 0.2
    indicator = box((0.0, -0.2, 2.36), (0.025, 0.2, 2.5), 0.006)
    plate = box((0.0, y - 0.07, 0.92), (0.018, y + 0.07, 1.22), 0.005)
    return [
        paint("matte", GRAPHITE, indicator, plate),
        paint("glow", GOLD, panel_to_x(0.027, (-0.05, 0.05), (2.39, 2.47))),
        paint("glow", LAMP, *(panel_to_x(0.02, (y - 0.025, y + 0.025), (z, z + 0.05)) for z in (0.99, 1.1))),
    ]
