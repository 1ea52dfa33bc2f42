"""A water dispenser."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, panel_to_x, profile_along_y, revolve
from models.palette import BLUE, BLUE_PALE, GRAPHITE, PAPER, RED, STEEL, STEEL_DARK, WHITE

BOTTLE = 0.34


def build(size: Size) -> Model:
    """A cabinet with a niche for cups, two taps over a drip tray, and the bottle on top. About 320 triangles."""
    width, depth, height = size
    half, x, top = width / 2, depth / 2, height - BOTTLE
    sill, head = top - 0.38, top - 0.13
    front = [(x - 0.015, 0.05), (x - 0.015, sill), (x - 0.14, sill), (x - 0.14, head), (x - 0.015, head)]
    body = [*front, (x - 0.015, top - 0.01), (-x + 0.01, top - 0.01), (-x + 0.01, 0.05)]
    cheeks = [box((-x, y, 0.04), (x, y + 0.03, top), 0.01) for y in (-half, half - 0.03)]
    taps = [box((x - 0.1, y - 0.016, head - 0.045), (x - 0.03, y + 0.016, head - 0.01)) for y in (-0.07, 0.07)]
    spouts = [box((x - 0.07, y - 0.01, head - 0.09), (x - 0.05, y + 0.01, head - 0.045)) for y in (-0.07, 0.07)]
    r = 0.68 * half
    bottle = [(0.3 * r, top - 0.01), (0.34 * r, top + 0.025), (r, top + 0.085), (r, height - 0.03), (0.8 * r, height)]
    return assemble(
        [
            paint("matte", WHITE, *cheeks),
            paint("matte", PAPER, profile_along_y(body, -half + 0.03, half - 0.03)),
            paint("matte", GRAPHITE, box((-x + 0.03, -half + 0.03, 0.0), (x - 0.05, half - 0.03, 0.05))),
            paint("matte", STEEL_DARK, panel_to_x(x - 0.139, (-half + 0.03, half - 0.03), (sill, head)), *spouts),
            paint("metal", STEEL, box((x - 0.13, -0.13, sill), (x - 0.01, 0.13, sill + 0.02))),
            paint("matte", BLUE, taps[0], panel_to_x(x - 0.013, (-half + 0.04, half - 0.04), (top - 0.11, top - 0.03))),
            paint("matte", RED, taps[1]),
            paint("matte", STEEL_DARK, revolve([(0.5 * r, top - 0.01), (0.44 * r, top + 0.02)])),
            paint("glass", BLUE_PALE, revolve(bottle)),
        ]
    )


KIND = Kind(name="water_dispenser", zh="饮水机", en="Water", size=(0.4, 0.4, 1.3), build=build)
