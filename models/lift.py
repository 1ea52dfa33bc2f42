"""One storey of a lift: the shaft, its steel door frame and leaves, the cabin behind them, the call panel, the lamp that tells the floor.

Origin in the middle of the shaft's front at the floor; +x towards who waits; the shaft lies in x < 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.connectors import LIFT_DEPTH, LIFT_WIDTH
from models.mesh import Model, Part, assemble, box, merge, moving, paint, panel_to_x, sheet, tube
from models.palette import GOLD, GRAPHITE, LAMP, PAPER, RED, STEEL, STEEL_DARK, STONE_DARK, STONE_LIGHT, WHITE

DOOR_WIDTH = 1.1
DOOR_HEIGHT = 2.15
FRAME = 0.14
LEAVES_AT = -0.08
CABIN = (1.5, 1.7, 2.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """`height` = of the storey; width and depth of the shaft over all."""

    height: float
    width: float = LIFT_WIDTH
    depth: float = LIFT_DEPTH


def build(lift: Lift) -> Model:
    """About 330 triangles. Its leaves move: at the end of their way the door is open."""
    half = lift.width / 2
    return assemble([*_shaft(lift, half), *_cabin(lift), *_front(lift, half), *_door(), *_panel()])


def _shaft(lift: Lift, half: float) -> list[Part]:
    """Three plain sides, and the front beside and above the door."""
    edge, depth, high = DOOR_WIDTH / 2 + FRAME / 2, lift.depth, lift.height
    sides = merge(
        [
            sheet([(-depth, half, 0.0), (-depth, -half, 0.0), (-depth, -half, high), (-depth, half, high)]),
            sheet([(-depth, -half, 0.0), (-0.03, -half, 0.0), (-0.03, -half, high), (-depth, -half, high)]),
            sheet([(-0.03, half, 0.0), (-depth, half, 0.0), (-depth, half, high), (-0.03, half, high)]),
            panel_to_x(-0.03, (-half, -edge), (0.0, high)),
            panel_to_x(-0.03, (edge, half), (0.0, high)),
            panel_to_x(-0.03, (-edge, edge), (DOOR_HEIGHT + FRAME / 2, high)),
        ]
    )
    return [paint("matte", PAPER, sides)]


def _cabin(lift: Lift) -> list[Part]:
    """A lit room behind the door, seen when it is open: steel walls, a stone floor, a rail at the back."""
    half, front = min(CABIN[0], lift.width - 0.2) / 2, -0.14
    back, high = max(front - CABIN[1], 0.1 - lift.depth), CABIN[2]
    walls = [
        panel_to_x(back, (-half, half), (0.0, high)),
        sheet([(front, -half, 0.0), (back, -half, 0.0), (back, -half, high), (front, -half, high)]),
        sheet([(back, half, 0.0), (front, half, 0.0), (front, half, high), (back, half, high)]),
    ]
    floor = sheet([(back, -half, 0.004), (front, -half, 0.004), (front, half, 0.004), (back, half, 0.004)])
    lamp = sheet([(back, half, high), (front, half, high), (front, -half, high), (back, -half, high)])
    rail = tube([(back + 0.06, -half + 0.1, 0.9), (back + 0.06, half - 0.1, 0.9)], 0.02)
    return [
        paint("metal", STEEL, *walls, rail),
        paint("matte", STONE_LIGHT, floor),
        paint("glow", LAMP, lamp),
    ]


def _front(lift: Lift, half: float) -> list[Part]:
    """Stone round the frame up to the lintel, plain above."""
    edge = DOOR_WIDTH / 2 + FRAME
    stones = [box((-0.03, -half, 0.0), (0.0, -edge, 2.6)), box((-0.03, edge, 0.0), (0.0, half, 2.6))]
    stones.append(box((-0.03, -edge, DOOR_HEIGHT + FRAME), (0.0, edge, 2.6)))
    return [
        paint("stone", STONE_DARK, *stones),
        paint("matte", WHITE, box((-0.03, -half, 2.6), (-0.01, half, lift.height))),
        paint("matte", RED, box((-0.03, -half, 2.6), (0.004, half, 2.63))),
    ]


def _door() -> list[Part]:
    """Two leaves that part, behind a bevelled frame."""
    w, h, x = DOOR_WIDTH / 2, DOOR_HEIGHT, LEAVES_AT
    # Just in front of the cabin's side and behind the frame, where there is room for half a door.
    leaves = [
        (box((x - 0.02, -w, 0.0), (x + 0.02, -0.004, h)), (0.0, 0.04 - w, 0.0)),
        (box((x - 0.02, 0.004, 0.0), (x + 0.02, w, h)), (0.0, w - 0.04, 0.0)),
    ]
    frame = [
        box((-0.14, -w - FRAME, 0.0), (0.03, -w, h + FRAME), 0.012),
        box((-0.14, w, 0.0), (0.03, w + FRAME, h + FRAME), 0.012),
        box((-0.14, -w, h), (0.03, w, h + FRAME), 0.012),
    ]
    sill = box((-0.14, -w, 0.0), (0.02, w, 0.008))
    return [moving(STEEL, *leaves), paint("metal", STEEL_DARK, *frame, sill)]


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
