"""One storey of a lift: the shaft, its steel door frame and leaves, the cabin behind them, the call panel, the lamp that tells the floor.

Origin in the middle of the shaft's front at the floor; +x towards who waits; the shaft lies in x < 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.connectors import LIFT_DEPTH, LIFT_WIDTH
from models.mesh import (
    Model,
    Part,
    Solid,
    assemble,
    box,
    circle,
    merge,
    move,
    moving,
    paint,
    panel_to_x,
    profile_along_x,
    sheet,
    tube,
)
from models.palette import BLUE, GOLD, GRAPHITE, LAMP, PAPER, RED, STEEL, STEEL_DARK, STONE_DARK, STONE_LIGHT, WHITE

DOOR_WIDTH = 1.1
DOOR_HEIGHT = 2.15
FRAME = 0.14
LEAVES_AT = -0.08
CABIN = (1.5, 1.7, 2.3)
# Which bars of a figure are lit: top, then clockwise, the middle one last.
SEGMENTS = (
    "1111110", "0110000", "1101101", "1111001", "0110011", "1011011", "1011111", "1110000", "1111111", "1111011",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """`height` = of the storey; width and depth of the shaft over all; `figure` = what the lamp above the door shows, 0 … 9."""

    height: float
    figure: int = 1
    width: float = LIFT_WIDTH
    depth: float = LIFT_DEPTH


def build(lift: Lift) -> Model:
    """About 420 triangles. Its leaves move: at the end of their way the door is open."""
    half = lift.width / 2
    return assemble([*_shaft(lift, half), *_cabin(lift), *_front(lift, half), *_door(), *_panel(lift.figure)])


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


def _panel(figure: int) -> list[Part]:
    """Above the door the floor in figures and an arrow; at a wheelchair user's reach on the right a steel plate with two lit buttons."""
    y = DOOR_WIDTH / 2 + FRAME + 0.2
    indicator = box((0.0, -0.26, 2.34), (0.03, 0.26, 2.52), 0.008)
    plate = box((0.0, y - 0.08, 0.88), (0.018, y + 0.08, 1.3), 0.006)
    window = panel_to_x(0.0185, (y - 0.055, y + 0.055), (1.19, 1.27))
    buttons = [move(profile_along_x(circle(0.03, 12), 0.018, 0.027), (0.0, y, z)) for z in (0.98, 1.09)]
    arrows = [_arrow(0.029, y, z, 0.016 * up) for z, up in ((0.98, -1), (1.09, 1))]
    shown = [*_figure(figure, 0.031, -0.07, 2.43, 0.05), *_figure(figure, 0.019, y, 1.23, 0.024)]
    return [
        paint("matte", GRAPHITE, indicator, window),
        paint("metal", STEEL, plate),
        paint("matte", WHITE, *buttons),
        paint("glow", GOLD, *shown, _arrow(0.031, 0.09, 2.43, 0.045)),
        paint("glow", BLUE, *arrows),
    ]


def _arrow(x: float, y: float, z: float, reach: float) -> Solid:
    """A triangle that points up, or down for a negative reach, looking to +x."""
    corners = [(x, y - abs(reach), z - reach * 0.6), (x, y + abs(reach), z - reach * 0.6), (x, y, z + reach)]
    return sheet(corners if reach > 0 else corners[::-1])


def _figure(figure: int, x: float, y: float, z: float, half: float) -> list[Solid]:
    """A figure of seven bars, `half` as wide as high, looking to +x. Bars: top, upper right … clockwise, the middle one last."""
    wide, bar = half / 2, half * 0.13
    level = [panel_to_x(x, (y - wide, y + wide), (z + h - bar, z + h + bar)) for h in (half, -half, 0.0)]
    right, left = (
        [panel_to_x(x, (y + side - bar, y + side + bar), (low, low + half)) for low in (z, z - half)]
        for side in (wide, -wide)
    )
    bars = [level[0], right[0], right[1], level[1], left[1], left[0], level[2]]
    return [solid for solid, lit in zip(bars, SEGMENTS[figure], strict=True) if lit == "1"]
