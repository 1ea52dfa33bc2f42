"""A clipped hedge."""

from __future__ import annotations

from models.foliage import clipped
from models.kind import Kind, Size
from models.mesh import Model, assemble


def build(size: Size) -> Model:
    """One bumpy body. About 200 triangles for four metres."""
    return assemble([clipped(size, 0.0)])


KIND = Kind(name="hedge", zh="绿篱", en="Hedge", size=(4.0, 0.8, 0.9), outside=True, build=build)
