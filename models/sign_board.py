"""Boards the client writes texts on: hung from the ceiling, on a wall, on legs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.mesh import Model, Part, assemble, box, paint
from models.palette import BLUE, STEEL, STEEL_DARK, WHITE

Mount = Literal["ceiling", "wall", "post"]
THICKNESS = 0.09
WALL_THICKNESS = 0.04
RIM = 0.018


@dataclass(frozen=True, slots=True, kw_only=True)
class SignBoard:
    """A board; `low` = its lower edge above the floor, `ceiling` = where the rods end. Origin on the floor below its middle."""

    width: float
    height: float
    low: float
    ceiling: float
    mount: Mount


def thickness(mount: Mount) -> float:
    """How thick the board is: its faces lie half of that before and behind its middle."""
    return WALL_THICKNESS if mount == "wall" else THICKNESS


def build(board: SignBoard) -> Model:
    """A blue board in a white rim, and what holds it. About 120 triangles."""
    x, half = thickness(board.mount) / 2, board.width / 2
    low, high = board.low, board.low + board.height
    rim = box((-x + 0.012, -half - RIM, low - RIM), (x - 0.012, half + RIM, high + RIM), 0.008)
    parts = [paint("matte", WHITE, rim), paint("matte", BLUE, box((-x, -half, low), (x, half, high)))]
    return assemble([*parts, *_holders(board, half, low, high)])


def _holders(board: SignBoard, half: float, low: float, high: float) -> list[Part]:
    ys = (-half * 0.72, half * 0.72)
    if board.mount == "ceiling":
        return [paint("matte", STEEL, *(box((-0.012, y - 0.012, high), (0.012, y + 0.012, board.ceiling)) for y in ys))]
    if board.mount == "post":
        legs = [box((-0.025, y - 0.025, 0.0), (0.025, y + 0.025, low)) for y in ys]
        feet = [box((-0.2, y - 0.04, 0.0), (0.2, y + 0.04, 0.02)) for y in ys]
        return [paint("matte", STEEL, *legs), paint("matte", STEEL_DARK, *feet)]
    return []
