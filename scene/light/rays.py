"""Rays against triangles, by embree. The only module that knows it; where embree is not installed, there are no light files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOTHING = -1


class LightError(Exception):
    """Light cannot be worked out here."""


@dataclass(frozen=True, slots=True)
class Hits:
    """What rays met first, n of them. triangle: (n,) its number or NOTHING; distance: (n,) metres; normal: (n, 3) of length 1, outward."""

    triangle: Ints
    distance: Floats
    normal: Floats


@dataclass(frozen=True, slots=True)
class Tracer:
    """Triangles made ready for rays."""

    scene: Any

    def hits(self, origins: Floats, directions: Floats) -> Hits:
        """What each ray meets first; origins (n, 3) metres, directions (n, 3) of length 1."""
        found = self.scene.run(origins, directions, output=1)
        normal = found["Ng"]
        length = np.sqrt(np.einsum("ij,ij->i", normal, normal))
        return Hits(
            triangle=found["primID"].astype(np.int64),
            distance=found["tfar"],
            normal=normal / np.maximum(length, 1e-12)[:, None],
        )

    def blocked(self, origins: Floats, directions: Floats, reach: Floats) -> Bools:
        """Whether anything stands in the way of each ray within reach (n,) metres."""
        found = self.scene.run(origins, directions, reach, query="OCCLUDED")
        return np.asarray(found != NOTHING)


def has_embree() -> bool:
    """Whether light can be worked out here."""
    try:
        import embreex  # noqa: F401, PLC0415  absent on some machines
    except ImportError:
        return False
    return True


def make_tracer(triangles: Floats) -> Tracer:
    """Make triangles (n, 3, 3) metres ready. LightError without embree."""
    try:
        from embreex.mesh_construction import TriangleMesh  # noqa: PLC0415
        from embreex.rtcore_scene import EmbreeScene  # noqa: PLC0415
    except ImportError as error:
        raise LightError("Light is worked out by embree, which is not installed here: pip install embreex") from error
    scene = EmbreeScene()
    TriangleMesh(scene, np.ascontiguousarray(triangles, dtype=np.float32))
    return Tracer(scene)
