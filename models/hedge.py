"""A clipped hedge."""

from __future__ import annotations

import numpy as np

from models.kind import Kind, Size
from models.mesh import Model, Part, assemble, box
from models.palette import LEAF, LEAF_DARK, linear_rgb


def build(size: Size) -> Model:
    """A blunt box, dark at the foot. 44 triangles."""
    width, depth, height = size
    solid = box((-depth / 2, -width / 2, 0.0), (depth / 2, width / 2, height), 0.1)
    low, high = linear_rgb(LEAF_DARK), linear_rgb(LEAF)
    colours = np.where(solid.vertices[:, 2:3] > height / 2, high, (low * 0.8).astype(np.uint8))
    return assemble([Part("leaf", solid.vertices, solid.faces, colours.astype(np.uint8))])


KIND = Kind(name="hedge", zh="绿篱", en="Hedge", size=(4.0, 0.8, 0.9), outside=True, build=build)
