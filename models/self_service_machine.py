"""A self-service machine of the 24-hour zone: screen, shelf, slots."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, panel_to_x, profile_along_y, turn
from models.palette import BLUE, BLUE_PALE, GRAPHITE, STEEL, STEEL_DARK, STONE_LIGHT, WHITE
from models.screen import touch_screen
from models.touch_terminal import lean

# Where papers, cards and receipts come out: metres to the left of the middle, and up.
MOUTHS = ((-0.19, 0.56), (0.19, 0.56), (-0.19, 0.36))


def build(size: Size) -> Model:
    """A cabinet with a recessed screen, a working shelf, and a lit head. About 190 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    body = [(x - 0.08, 0.08), (x - 0.08, 0.78), (x, 0.86), (x, 0.92), (x - 0.2, 0.98), (x - 0.3, 1.52), (x - 0.3, 1.6)]
    body += [(x - 0.08, 1.66), (x - 0.08, height), (-x, height), (-x, 0.08)]
    slots = [box((x - 0.085, y - 0.12, z), (x - 0.07, y + 0.12, z + 0.07)) for y, z in MOUTHS]
    back = turn(panel_to_x(x + 0.002, (-half + 0.04, half - 0.04), (0.14, height - 0.3)), 180)
    vents = [turn(panel_to_x(x + 0.004, (-0.16, 0.16), (z, z + 0.015)), 180) for z in (0.24, 0.28, 0.32)]
    rims = [box((x - 0.082, y - 0.135, z + 0.07), (x - 0.055, y + 0.135, z + 0.085)) for y, z in MOUTHS]
    return assemble(
        [
            paint("matte", WHITE, profile_along_y(body, -half, half)),
            paint("matte", BLUE, box((x - 0.44, -half - 0.003, 0.08), (x - 0.34, half + 0.003, height + 0.002))),
            paint("matte", GRAPHITE, box((-x + 0.02, -half + 0.03, 0.0), (x - 0.12, half - 0.03, 0.08)), *slots),
            paint("metal", STEEL, box((x - 0.19, -0.2, 0.955), (x - 0.04, 0.2, 0.975)), *rims),
            paint("matte", STONE_LIGHT, back),
            paint("matte", STEEL_DARK, *vents),
            paint("glow", BLUE_PALE, panel_to_x(x - 0.078, (-half + 0.03, half - 0.03), (1.7, height - 0.04))),
            *(lean(part, 10.5, (x - 0.252, 0.0, 1.26)) for part in touch_screen(width - 0.22, 0.42, 3, 2)),
        ]
    )


KIND = Kind(name="self_service_machine", zh="自助机", en="Self-service machine", size=(0.8, 0.7, 1.9), build=build)
