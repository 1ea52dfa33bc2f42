"""A broad street tree."""

from __future__ import annotations

import math

from models.foliage import GOLDEN_ANGLE, bush
from models.kind import Kind, Size, octagon
from models.mesh import Model, assemble, paint, tube
from models.palette import BARK, LEAF, LEAF_DARK, LEAF_LIGHT

TURNS = [0.4 + i * GOLDEN_ANGLE for i in range(4)]


def build(size: Size) -> Model:
    """A trunk that forks, and a crown with clumps of leaves about its lower edge. About 710 triangles."""
    width, _, height = size
    r = width / 2
    fork = height * 0.36
    # Young trees are slimmer too; old ones only taller.
    wide = min(1.0, height / KIND.size[2])
    trunk = tube([(0, 0, 0), (0.04, 0.02, fork)], r * 0.62, 7)
    boughs = [
        tube([(0.04, 0.02, fork - 0.15), (x, y, height * 0.58)], r * 0.3, 5)
        for x, y in ((0.8 * wide, 0.4 * wide), (-0.7 * wide, 0.5 * wide), (0.0, -0.85 * wide))
    ]
    crown = bush(
        (0.0, 0.0, height * 0.69), (2.05 * wide, 1.95 * wide, height * 0.27), 1, (LEAF_DARK, LEAF_LIGHT), detail=2
    )
    boughs_end = [
        (1.35 * wide * math.cos(a), 1.35 * wide * math.sin(a), height * (0.53 + 0.03 * math.sin(3 * a))) for a in TURNS
    ]
    clumps = [
        bush(middle, (wide, 0.95 * wide, height * 0.1), seed + 2, (LEAF_DARK, LEAF))
        for seed, middle in enumerate(boughs_end)
    ]
    leaves = [crown, *clumps]
    return assemble([paint("matte", BARK, trunk, *boughs), *leaves])


KIND = Kind(
    name="tree", zh="树", en="Tree", size=(0.5, 0.5, 7.5), outline=octagon, overhang=2.6, outside=True, build=build
)
