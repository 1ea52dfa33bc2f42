"""A litter bin."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, box, paint, revolve
from models.palette import GRAPHITE, LEAF, STEEL


def build(size: Size) -> Model:
    """A steel drum with a dark ring on top. About 150 triangles."""
    width, _, height = size
    r = width / 2
    return assemble(
        [
            paint(
                "matte",
                GRAPHITE,
                revolve([(r - 0.02, 0.0), (r - 0.02, 0.05)]),
                revolve([(r * 0.6, height - 0.04), (r * 0.6, height - 0.03)]),
            ),
            paint("metal", STEEL, revolve([(r, 0.05), (r, height - 0.06), (r - 0.03, height - 0.035)])),
            paint("matte", LEAF, box((r - 0.02, -0.06, height * 0.62), (r + 0.002, 0.06, height * 0.74))),
        ]
    )


KIND = Kind(name="bin", zh="垃圾桶", en="Bin", size=(0.36, 0.36, 0.8), outline=octagon, build=build)
