"""The machine that gives queue tickets."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, profile_along_y
from models.palette import BLUE, GRAPHITE, RED, STEEL, WHITE
from models.screen import touch_screen
from models.touch_terminal import lean


def build(size: Size) -> Model:
    """An upright body with a slanted screen, a slot and its ticket, a blue head. About 140 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    body = [(x, 0.06), (x, 0.86), (x - 0.17, 1.22), (x - 0.17, height), (-x, height), (-x, 0.06)]
    lip = [(x + 0.0, 0.6), (x + 0.0, 0.64), (x - 0.03, 0.66), (x - 0.03, 0.58)]
    return assemble(
        [
            paint("matte", WHITE, profile_along_y(body, -half, half)),
            paint("matte", GRAPHITE, box((-x + 0.02, -half + 0.02, 0.0), (x - 0.03, half - 0.02, 0.06))),
            paint("matte", BLUE, box((x - 0.172, -half, height - 0.17), (x - 0.155, half, height - 0.02), 0.004)),
            paint(
                "matte",
                STEEL,
                profile_along_y(lip, -0.14, 0.14),
                box((x - 0.01, -half - 0.002, 0.06), (x - 0.002, half + 0.002, 0.1)),
            ),
            paint("matte", RED, box((x - 0.02, -0.05, 0.52), (x - 0.004, 0.05, 0.6))),
            *(lean(part, 25.3, (x - 0.083, 0.0, 1.04)) for part in touch_screen(width - 0.1, 0.32, 2, 2)),
        ]
    )


KIND = Kind(name="ticket_machine", zh="取号机", en="Ticket machine", size=(0.5, 0.45, 1.45), build=build)
