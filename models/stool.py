"""The low upholstered stool before a window."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, paint, revolve
from models.palette import BLUE_SOFT, STEEL


def build(size: Size) -> Model:
    """A drum on a steel foot; about 140 triangles."""
    width, _, height = size
    radius = width / 2
    seat = [(radius * 0.93, height - 0.1), (radius, height - 0.085), (radius, height - 0.035), (radius * 0.8, height)]
    foot = [(radius * 0.85, 0.0), (radius * 0.85, 0.02), (0.035, 0.05), (0.035, height - 0.1)]
    return assemble([paint("cloth", BLUE_SOFT, revolve(seat)), paint("metal", STEEL, revolve(foot))])


KIND = Kind(name="stool", zh="座凳", en="Stool", size=(0.38, 0.38, 0.45), outline=octagon, build=build)
