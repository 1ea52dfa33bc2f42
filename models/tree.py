"""A broad street tree."""

from __future__ import annotations

from models.foliage import bush
from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, paint, tube
from models.palette import BARK, LEAF_DARK, LEAF_LIGHT


def build(size: Size) -> Model:
    """A trunk that forks and four lumpy crowns. About 380 triangles."""
    width, _, height = size
    r = width / 2
    fork = height * 0.36
    trunk = tube([(0, 0, 0), (0.04, 0.02, fork)], r * 0.62, 7)
    boughs = [
        tube([(0.04, 0.02, fork - 0.15), (x, y, height * 0.58)], r * 0.3, 5)
        for x, y in ((0.8, 0.4), (-0.7, 0.5), (0.0, -0.85))
    ]
    crowns = [
        ((0.0, 0.0, height * 0.79), (1.75, 1.75, height * 0.2)),
        ((1.05, 0.5, height * 0.6), (1.45, 1.4, height * 0.17)),
        ((-0.95, 0.7, height * 0.63), (1.45, 1.45, height * 0.17)),
        ((0.05, -1.1, height * 0.61), (1.5, 1.4, height * 0.18)),
    ]
    leaves = [bush(middle, radii, seed, (LEAF_DARK, LEAF_LIGHT)) for seed, (middle, radii) in enumerate(crowns)]
    return assemble([paint("matte", BARK, trunk, *boughs), *leaves])


KIND = Kind(
    name="tree", zh="树", en="Tree", size=(0.5, 0.5, 7.5), outline=octagon, overhang=2.6, outside=True, build=build
)
