"""The low upholstered stool before a window."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, circle, paint, prism, revolve
from models.palette import BLUE_SOFT, STEEL

SIDES = 16


def build(size: Size) -> Model:
    """A padded drum on a steel foot; about 250 triangles."""
    width, _, height = size
    r = width / 2
    seat = [(0.88 * r, height - 0.1), (r, height - 0.08), (r, height - 0.04), (0.93 * r, height - 0.012)]
    foot = [(0.82 * r, 0.0), (0.84 * r, 0.012), (0.3 * r, 0.026)]
    return assemble(
        [
            paint("cloth", BLUE_SOFT, revolve([*seat, (0.76 * r, height)], SIDES)),
            paint("metal", STEEL, revolve(foot, SIDES), prism(circle(0.034, 10), 0.02, height - 0.09, caps=False)),
        ]
    )


KIND = Kind(name="stool", zh="座凳", en="Stool", size=(0.38, 0.38, 0.45), outline=octagon, build=build)
