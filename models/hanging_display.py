"""The display over a waiting area that tells of the windows near by; it hangs from the ceiling and is read from both sides."""

from __future__ import annotations

from models.face import Face
from models.kind import Kind, Size, nothing
from models.mesh import Model, assemble, box, paint
from models.palette import GRAPHITE, STEEL, STEEL_DARK

# Higher than the numbers over windows (models/counter.py BAND): who stands lower sees them under it, however far away.
LOW = 3.0
HEIGHT = 0.84
RIM = 0.03
SHORTEST_ROD = 0.15


def lower_edge(ceiling: float) -> float:
    """How high it hangs; lower under a low ceiling."""
    return min(LOW, ceiling - SHORTEST_ROD - HEIGHT)


def face_of(size: Size) -> Face:
    """Where what it tells goes, on its front; the back is the same, turned."""
    width, depth, ceiling = size
    return Face((depth / 2 + 0.001, 0.0, lower_edge(ceiling) + HEIGHT / 2), (width - 2 * RIM, HEIGHT - 2 * RIM))


def build(size: Size) -> Model:
    """A dark screen with a thin rim, on two steel rods that end in plates. About 160 triangles."""
    width, depth, ceiling = size
    half, x, low = width / 2, depth / 2, lower_edge(ceiling)
    high = low + HEIGHT
    ys = (-half * 0.6, half * 0.6)
    rods = [box((-0.016, y - 0.016, high), (0.016, y + 0.016, ceiling)) for y in ys]
    plates = [box((-0.05, y - 0.09, high), (0.05, y + 0.09, high + 0.012)) for y in ys]
    # Along the upper edge the housing of fans and cables, and a steel lip below.
    housing = box((-x * 0.7, -half * 0.8, high), (x * 0.7, half * 0.8, high + 0.05), 0.01)
    lip = box((-x - 0.012, -half, low - 0.012), (x + 0.012, half, low + 0.018))
    return assemble(
        [
            paint("matte", GRAPHITE, box((-x, -half, low), (x, half, high), 0.014), housing),
            paint("metal", STEEL, lip),
            paint("metal", STEEL_DARK, *plates),
            paint("matte", STEEL, *rods),
        ]
    )


KIND = Kind(
    name="hanging_display",
    zh="叫号屏",
    en="Call display",
    size=(2.4, 0.12, 4.5),
    outline=nothing,
    to_ceiling=True,
    build=build,
)
