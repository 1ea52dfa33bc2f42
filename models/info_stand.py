"""A rack of leaflets."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, Part, assemble, box, move, paint, panel_to_x, profile_along_y, tilt
from models.palette import BLUE, LEAF, PAPER, STEEL_DARK, WHITE

SHELVES = 3
COVERS = (BLUE, WHITE, LEAF)
INKS = (WHITE, BLUE, WHITE)


def build(size: Size) -> Model:
    """A leaning back with three shelves of leaflets and a blue head. About 300 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    back = [(x - 0.06, 0.06), (x - 0.02, 0.06), (-x + 0.1, height - 0.01), (-x + 0.06, height - 0.01)]
    head = box((-x + 0.05, -half - 0.008, height - 0.16), (-x + 0.12, half + 0.008, height), 0.008)
    parts = [
        paint("matte", PAPER, profile_along_y(back, -half, half)),
        paint("matte", STEEL_DARK, box((-x, -half, 0.0), (x, half, 0.06), 0.012)),
        paint("matte", BLUE, head),
    ]
    for shelf in range(SHELVES):
        parts += _shelf(half, 0.5 + 0.3 * shelf, x - 0.06 - (0.5 + 0.3 * shelf) * (depth - 0.14) / height)
    return assemble(parts)


def _shelf(half: float, z: float, x: float) -> list[Part]:
    """A lip and the leaflets behind it."""
    parts = [paint("matte", STEEL_DARK, box((x, -half, z), (x + 0.09, half, z + 0.012)))]
    for i, colour in enumerate(COVERS):
        y = (i - 1) * half * 0.62
        at, wide = (x + 0.045, y, z + 0.012), half * 0.24
        title = panel_to_x(0.011, (-wide * 0.8, wide * 0.8), (0.15, 0.18))
        lines = [panel_to_x(0.011, (-wide * 0.8, wide * 0.4), (low, low + 0.01)) for low in (0.1, 0.07)]
        parts.append(paint("matte", colour, move(tilt(box((-0.01, -wide, 0.0), (0.01, wide, 0.21)), 10), at)))
        parts.append(paint("matte", INKS[i], *(move(tilt(solid, 10), at) for solid in (title, *lines))))
    return parts


KIND = Kind(name="info_stand", zh="资料架", en="Leaflets", size=(0.6, 0.4, 1.5), build=build)
