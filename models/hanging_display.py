"""The display over a waiting area that calls numbers; it hangs from the ceiling and is read from both sides."""

from __future__ import annotations

from models.kind import Kind, Size, nothing
from models.mesh import Model, Solid, assemble, box, paint, panel_to_x, turn
from models.palette import BLUE, GRAPHITE, INK, STEEL

LOW = 2.6
HEIGHT = 0.62


def build(size: Size) -> Model:
    """A dark screen in a steel frame on two rods. About 130 triangles."""
    width, depth, ceiling = size
    half, x = width / 2, depth / 2
    face = panel_to_x(x + 0.002, (-half + 0.04, half - 0.04), (LOW + 0.05, LOW + HEIGHT - 0.13))
    head = panel_to_x(x + 0.002, (-half + 0.04, half - 0.04), (LOW + HEIGHT - 0.11, LOW + HEIGHT - 0.03))
    rods: list[Solid] = [
        box((-0.02, y - 0.02, LOW + HEIGHT), (0.02, y + 0.02, ceiling)) for y in (-half * 0.7, half * 0.7)
    ]
    return assemble(
        [
            paint("matte", GRAPHITE, box((-x, -half, LOW), (x, half, LOW + HEIGHT), 0.015)),
            paint("glow", INK, face, turn(face, 180)),
            paint("glow", BLUE, head, turn(head, 180)),
            paint("matte", STEEL, *rods),
        ]
    )


KIND = Kind(
    name="hanging_display",
    zh="叫号屏",
    en="Call display",
    size=(2.4, 0.2, 4.5),
    outline=nothing,
    to_ceiling=True,
    build=build,
)
