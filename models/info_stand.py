"""A rack of leaflets."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, Part, assemble, box, move, paint, profile_along_y, tilt
from models.palette import BLUE, BLUE_PALE, LEAF_LIGHT, PAPER, STEEL_DARK, WHITE

SHELVES = 3


def build(size: Size) -> Model:
    """A leaning back with three shelves of leaflets and a blue head. About 250 triangles."""
    width, depth, height = size
    half, x = width / 2, depth / 2
    back = [(x - 0.06, 0.06), (x - 0.02, 0.06), (-x + 0.1, height), (-x + 0.06, height)]
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
    for i, colour in enumerate((BLUE_PALE, WHITE, LEAF_LIGHT)):
        y = (i - 1) * half * 0.62
        leaflet = move(tilt(box((-0.01, -half * 0.24, 0.0), (0.01, half * 0.24, 0.2)), 10), (x + 0.045, y, z + 0.012))
        parts.append(paint("matte", colour, leaflet))
    return parts


KIND = Kind(name="info_stand", zh="资料架", en="Leaflets", size=(0.6, 0.4, 1.5), build=build)
