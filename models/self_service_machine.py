"""A self-service machine of the 24-hour zone: screen, shelf, slots."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, panel_to_x, profile_along_y
from models.palette import BLUE, BLUE_PALE, GRAPHITE, STEEL, WHITE
from models.screen import touch_screen
from models.touch_terminal import lean


def build(size: Size) -> Model:
    """A cabinet with a recessed screen, a working shelf, and a lit head. About 150 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    body = [(x - 0.08, 0.08), (x - 0.08, 0.78), (x, 0.86), (x, 0.92), (x - 0.2, 0.98), (x - 0.3, 1.52), (x - 0.3, 1.6)]
    body += [(x - 0.08, 1.66), (x - 0.08, height), (-x, height), (-x, 0.08)]
    slots = [
        box((x - 0.085, y - 0.12, z), (x - 0.07, y + 0.12, z + 0.07))
        for y, z in ((-0.19, 0.56), (0.19, 0.56), (-0.19, 0.36))
    ]
    return assemble(
        [
            paint("matte", WHITE, profile_along_y(body, -half, half)),
            paint("matte", BLUE, box((-x + 0.02, -half - 0.003, 0.08), (x - 0.32, half + 0.003, height - 0.01))),
            paint("matte", GRAPHITE, box((-x + 0.02, -half + 0.03, 0.0), (x - 0.12, half - 0.03, 0.08)), *slots),
            paint("metal", STEEL, box((x - 0.19, -0.2, 0.955), (x - 0.04, 0.2, 0.975))),
            paint("glow", BLUE_PALE, panel_to_x(x - 0.078, (-half + 0.03, half - 0.03), (1.7, height - 0.04))),
            *(lean(part, 10.5, (x - 0.252, 0.0, 1.26)) for part in touch_screen(width - 0.22, 0.42, 3, 2)),
        ]
    )


KIND = Kind(name="self_service_machine", zh="自助机", en="Self-service machine", size=(0.8, 0.7, 1.9), build=build)
