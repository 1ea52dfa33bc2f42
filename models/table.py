"""A small round table."""

from __future__ import annotations

from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, paint, revolve
from models.palette import OAK_LIGHT, STEEL


def build(size: Size) -> Model:
    """A wooden disc on a steel foot. About 180 triangles."""
    width, _, height = size
    r = width / 2
    top = revolve([(r - 0.02, height - 0.035), (r, height - 0.022), (r, height - 0.008), (r - 0.008, height)], 16)
    foot = revolve([(r * 0.6, 0.0), (r * 0.6, 0.015), (0.04, 0.04), (0.04, height - 0.035)])
    return assemble([paint("wood", OAK_LIGHT, top), paint("metal", STEEL, foot)])


KIND = Kind(name="table", zh="圆桌", en="Table", size=(0.7, 0.7, 0.72), outline=octagon, build=build)
