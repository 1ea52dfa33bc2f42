"""Lit screens with the blocks of a page on them, as one sees from afar. They face +x."""

from __future__ import annotations

from models.mesh import Part, Solid, paint, panel_to_x
from models.palette import BLUE_SOFT, SCREEN, SCREEN_LIGHT, WHITE

LIFT = 0.004


def touch_screen(width: float, height: float, columns: int = 2, rows: int = 3) -> list[Part]:
    """A page of large buttons under a title, its middle at the origin."""
    w, h = width / 2, height / 2
    title = [panel_to_x(LIFT, (-w * 0.86, w * 0.3), (h * 0.74, h * 0.88))]
    tiles = _tiles((-w * 0.86, w * 0.86), (-h * 0.86, h * 0.56), columns, rows)
    return [
        paint("glow", SCREEN, panel_to_x(0.0, (-w, w), (-h, h))),
        paint("glow", WHITE, *title),
        paint("glow", BLUE_SOFT, *tiles[0::2]),
        paint("glow", SCREEN_LIGHT, *tiles[1::2]),
    ]


def _tiles(y: tuple[float, float], z: tuple[float, float], columns: int, rows: int) -> list[Solid]:
    """A grid of panes with gaps of a tenth."""
    dy, dz = (y[1] - y[0]) / columns, (z[1] - z[0]) / rows
    return [
        panel_to_x(
            LIFT,
            (y[0] + (c + 0.05) * dy, y[0] + (c + 0.95) * dy),
            (z[0] + (r + 0.07) * dz, z[0] + (r + 0.93) * dz),
        )
        for r in range(rows)
        for c in range(columns)
    ]
