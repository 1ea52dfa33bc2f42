"""The machine that gives queue tickets."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, move, paint, panel_to_x, profile_along_y, turn
from models.palette import BLUE, BLUE_PALE, GRAPHITE, STEEL, STEEL_DARK, STONE_LIGHT, WHITE
from models.screen import touch_screen
from models.touch_terminal import lean


def build(size: Size) -> Model:
    """An upright body with a slanted screen, a lit slit with its ticket, a service door behind, a blue head. About 210 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    body = [(x, 0.06), (x, 0.86), (x - 0.17, 1.22), (x - 0.17, height), (-x, height), (-x, 0.06)]
    cheeks = [box((-x, y, 0.06), (x - 0.175, y + 0.012, height), 0.005) for y in (-half, half - 0.012)]
    vents = [panel_to_x(x + 0.0, (-0.12, 0.12), (z, z + 0.012)) for z in (0.3, 0.33, 0.36)]
    return assemble(
        [
            paint("matte", WHITE, profile_along_y(body, -half + 0.004, half - 0.004)),
            paint(
                "matte",
                STONE_LIGHT,
                *cheeks,
                turn(panel_to_x(x + 0.002, (-half + 0.03, half - 0.03), (0.14, 0.9)), 180),
            ),
            paint("matte", STEEL_DARK, *(turn(move(vent, (0.004, 0.0, 0.0)), 180) for vent in vents)),
            paint("matte", GRAPHITE, box((-x + 0.02, -half + 0.02, 0.0), (x - 0.03, half - 0.02, 0.06))),
            paint("matte", BLUE, box((x - 0.172, -half, height - 0.17), (x - 0.155, half, height - 0.02), 0.004)),
            paint(
                "matte",
                STEEL,
                box((x - 0.01, -0.13, 0.66), (x + 0.012, 0.13, 0.78), 0.006),
                box((x - 0.01, -half - 0.002, 0.06), (x - 0.002, half + 0.002, 0.1)),
            ),
            paint("matte", GRAPHITE, panel_to_x(x + 0.013, (-0.075, 0.075), (0.71, 0.735))),
            paint("glow", BLUE_PALE, panel_to_x(x + 0.013, (-0.1, 0.1), (0.745, 0.757))),
            paint("matte", WHITE, box((x + 0.008, -0.045, 0.655), (x + 0.015, 0.045, 0.722))),
            *(lean(part, 25.3, (x - 0.083, 0.0, 1.04)) for part in touch_screen(width - 0.1, 0.32, 2, 2)),
        ]
    )


KIND = Kind(name="ticket_machine", zh="取号机", en="Ticket machine", size=(0.5, 0.45, 1.45), build=build)
