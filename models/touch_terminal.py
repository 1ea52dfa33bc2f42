"""The touch terminal: find a window, see the way."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import (
    Model,
    Part,
    Solid,
    Vector,
    assemble,
    box,
    move,
    paint,
    prism,
    profile_along_y,
    rounded_rectangle,
    tilt,
)
from models.palette import BLUE, GRAPHITE, STEEL_DARK, WHITE
from models.screen import touch_screen

LEAN = 62.0


def build(size: Size) -> Model:
    """A white blade on a foot carrying a slanted screen. About 130 triangles."""
    width, depth, height = size
    half = width / 2
    neck = [(0.1, 0.03), (0.13, 0.03), (0.05, 0.9), (0.02, 1.05), (-0.1, 1.05), (-0.08, 0.9), (-0.02, 0.03)]
    head = box((-0.045, -half, -0.4), (0.0, half, 0.4), 0.012)
    at = (0.03, 0.0, height - 0.4 * 0.9)
    return assemble(
        [
            paint("matte", STEEL_DARK, prism(rounded_rectangle(width * 0.85, depth, 0.08), 0.0, 0.03)),
            paint("matte", WHITE, profile_along_y(neck, -half * 0.55, half * 0.55)),
            paint("matte", GRAPHITE, move(tilt(head, 90 - LEAN), at)),
            paint("matte", BLUE, box((0.06, -half * 0.55 - 0.004, 0.42), (0.105, half * 0.55 + 0.004, 0.46))),
            *(lean(part, 90 - LEAN, at) for part in touch_screen(width - 0.06, 0.74)),
        ]
    )


def lean(part: Part, degrees: float, to: Vector) -> Part:
    """A part tilted to look up, and moved."""
    solid = move(tilt(Solid(part.vertices, part.faces), degrees), to)
    return Part(part.material, move(solid, (0.002, 0.0, 0.0)).vertices, solid.faces, part.colours)


KIND = Kind(name="touch_terminal", zh="查询机", en="Touch terminal", size=(0.6, 0.5, 1.55), build=build)
