"""How much light falls on points: straight from lamps, from the sky, and thrown back once by what stands about.

Rays are the same every time: even sequences, no random generator. Neighbouring points use different parts of them, which a small
blur evens out. What is thrown back is asked of a grid of patches over all surfaces, each worked out when a ray first meets it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scene.light.blocks import blocks
from scene.light.rays import NOTHING, Bools, Floats, Hits, Ints
from scene.light.world import Lamps, Surfaces, World

# Light of a square metre of lamp straight below it at one metre, chosen so that a hall under even rows of lamps comes to about 1.
LAMP = 14.0
# What a point sees of sky above the horizon, and of the lit ground below it.
SKY = 1.0
GROUND = 0.22
# Metres: what is farther gives nothing that one sees.
LAMP_REACH = 16.0
# Rays from a point: to lamps, and over the hemisphere before it; and from a patch.
LAMP_RAYS, SKY_RAYS = 32, 96
PATCH_LAMP_RAYS, PATCH_SKY_RAYS = 8, 24
# Metres, the side of a patch.
PATCH = 0.5
# Neighbouring points use other directions: so many sets there are.
VARIANTS = 16
# Multiples of the first, modulo 1, lie evenly on a line (the golden ratio), of the other two in a square (the plastic number, R2).
EVEN, EVEN_U, EVEN_V = 0.618034, 0.7548776662466927, 0.5698402909980532
# Metres: what is nearer than this darkens a corner; and rays begin so far from their surface.
NEAR = 1.0
AWAY = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Light on n points, each (n,): from lamps, thrown back from lamps, by day (sky, and thrown back).

    open: share of the hemisphere free of near things; buried: share of rays that meet something from within
    """

    lamps: Floats
    bounced: Floats
    day: Floats
    open: Floats
    buried: Floats


class Patches:
    """Light on patches of half a metre over all surfaces of a world, by the six directions they face, filled as they are met."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._low = world.low - PATCH
        self._counts = tuple(int(n) for n in np.ceil((world.high - self._low) / PATCH) + 1)
        size = int(np.prod(self._counts)) * 6
        self._known = np.zeros(size, dtype=np.bool_)
        self._lamps = np.zeros(size, dtype=np.float32)
        self._day = np.zeros(size, dtype=np.float32)

    def light_at(self, points: Floats, normals: Floats) -> tuple[Floats, Floats]:
        """Light of lamps and by day, each (n,), on surfaces at points (n, 3) that face along normals (n, 3)."""
        cells = self._cells(points, normals)
        fresh, first = np.unique(np.where(self._known[cells], -1, cells), return_index=True)
        first, fresh = first[fresh >= 0], fresh[fresh >= 0]
        if len(fresh):
            self._fill(fresh, points[first], normals[first])
        return self._lamps[cells], self._day[cells]

    def _cells(self, points: Floats, normals: Floats) -> Ints:
        """The numbers, (n,), of the patches in which surfaces at points (n, 3) lie that face along normals (n, 3)."""
        nx, ny, nz = self._counts
        place = np.clip(((points - self._low) / PATCH).astype(np.int64), 0, np.array([nx, ny, nz]) - 1)
        axis = np.abs(normals).argmax(axis=1)
        side = axis * 2 + (normals[np.arange(len(normals)), axis] > 0)
        return np.asarray(((place[:, 0] * ny + place[:, 1]) * nz + place[:, 2]) * 6 + side)

    def _fill(self, cells: Ints, points: Floats, normals: Floats) -> None:
        """Work out patches, (n,), each as the light on one point of it, (n, 3)."""
        for part in blocks(points, np.arange(len(points))):
            at, facing = points[part], normals[part]
            self._lamps[cells[part]] = lamp_light(self.world, self.world.whole, at, facing, PATCH_LAMP_RAYS)
            self._day[cells[part]] = self._sky(at, facing)
        self._known[cells] = True

    def _sky(self, points: Floats, normals: Floats) -> Floats:
        """(n,) light from without on points (n, 3) that face along normals (n, 3)."""
        origins, directions = fan(points, normals, PATCH_SKY_RAYS)
        reach = np.full(len(origins), 1e4, dtype=np.float32)
        seen = ~self.world.whole.tracer.blocked(origins, directions, reach)
        return _mean(seen * sky_light(directions), PATCH_SKY_RAYS)


def gather(patches: Patches, surfaces: Surfaces, points: Floats, normals: Floats) -> Light:
    """The light on points (n, 3) that face along normals (n, 3), in sight of `surfaces`."""
    world = patches.world
    origins, directions = fan(points, normals, SKY_RAYS)
    hits = surfaces.tracer.hits(origins, directions)
    bounced, day, buried = _from_around(patches, surfaces, origins, directions, hits)
    free = np.clip(np.where(hits.triangle == NOTHING, NEAR, hits.distance) / NEAR, 0.0, 1.0)
    return Light(
        lamps=lamp_light(world, surfaces, points, normals, LAMP_RAYS),
        bounced=_mean(bounced, SKY_RAYS),
        day=_mean(day, SKY_RAYS),
        open=_mean(free.astype(np.float32), SKY_RAYS),
        buried=_mean(buried.astype(np.float32), SKY_RAYS),
    )


def _from_around(
    patches: Patches, surfaces: Surfaces, origins: Floats, directions: Floats, hits: Hits
) -> tuple[Floats, Floats, Bools]:
    """What comes along each ray: thrown back from lamps, by day; and whether it met a surface from behind."""
    met = hits.triangle != NOTHING
    behind = met & (np.einsum("ij,ij->i", hits.normal, directions) > 0)
    front = np.flatnonzero(met & ~behind)
    bounced = np.zeros(len(origins), dtype=np.float32)
    day = np.where(met, 0.0, sky_light(directions)).astype(np.float32)
    normals = hits.normal[front]
    at = origins[front] + directions[front] * hits.distance[front, None] + normals * AWAY
    lamps_there, day_there = patches.light_at(at, normals)
    share = surfaces.albedo[hits.triangle[front]]
    bounced[front] = share * lamps_there
    day[front] = share * day_there
    return bounced, day, behind


def sky_light(directions: Floats) -> Floats:
    """What comes from without along directions (n, 3): a sky a little brighter overhead, and the ground."""
    up = directions[:, 2]
    return np.where(up > 0, SKY * (0.85 + 0.3 * up), GROUND).astype(np.float32)


# --- lamps ----------------------------------------------------------------------------------------------------------


def lamp_light(world: World, surfaces: Surfaces, points: Floats, normals: Floats, rays: int) -> Floats:
    """Light straight from lamps on points (n, 3).

    Steps: 1. what each lamp would give if nothing stood between, 2. rays to lamps chosen in proportion to that, 3. the share
    of rays that arrive, of the sum.
    """
    lamps = _lamps_near(world.lamps, points)
    if not len(lamps.at):
        return np.zeros(len(points), dtype=np.float32)
    given = _given(lamps, points, normals)
    total = given.sum(axis=1)
    chosen = _choose(given, rays)
    origins = np.repeat(points + normals * AWAY, rays, axis=0)
    # Anywhere along the piece of lamp: shadows of long lamps are soft.
    along = (np.arange(chosen.size) * 0.7548776662 % 1.0 - 0.5).astype(np.float32)[:, None]
    ahead = lamps.at[chosen.reshape(-1)] + lamps.span[chosen.reshape(-1)] * along - origins
    length = np.sqrt(np.einsum("ij,ij->i", ahead, ahead))
    directions = ahead / length[:, None]
    # The last centimetres are the lamp's own frame.
    arrived = ~surfaces.tracer.blocked(origins, directions, length - 0.04)
    return np.asarray(total * _mean(arrived.astype(np.float32), rays), dtype=np.float32)


def _lamps_near(lamps: Lamps, points: Floats) -> Lamps:
    """Those that reach any of the points."""
    middle = np.clip(lamps.at, points.min(axis=0), points.max(axis=0))
    near = np.linalg.norm(lamps.at - middle, axis=1) < LAMP_REACH
    return Lamps(at=lamps.at[near], towards=lamps.towards[near], area=lamps.area[near], span=lamps.span[near])


def _given(lamps: Lamps, points: Floats, normals: Floats) -> Floats:
    """(n, lamps) light of each lamp on each point with nothing between."""
    # |lamp - point|² and both cosines from products of matrices: a third of the time of differences.
    square = (
        np.einsum("ij,ij->i", points, points)[:, None]
        + np.einsum("ij,ij->i", lamps.at, lamps.at)[None, :]
        - 2 * points @ lamps.at.T
    )
    square = np.maximum(square, 0.04)
    falling = normals @ lamps.at.T - np.einsum("ij,ij->i", points, normals)[:, None]
    leaving = points @ lamps.towards.T - np.einsum("ij,ij->i", lamps.at, lamps.towards)[None, :]
    # Louvres: the cosine of leaving counts twice. Its square, times that of falling, over the fifth power of the distance.
    given = np.maximum(leaving, 0.0)
    given *= given
    given *= np.maximum(falling, 0.0)
    given *= lamps.area * np.float32(LAMP)
    square *= square * np.sqrt(square)
    given /= square
    return np.asarray(given, dtype=np.float32)


def _choose(given: Floats, rays: int) -> Ints:
    """(n, rays) lamps for each of n points, evenly over the sum of what they give."""
    count, lamps = given.shape
    sums = np.cumsum(given, axis=1, dtype=np.float64)
    total = np.maximum(sums[:, -1:], 1e-12)
    # One sorted line of all points' shares: point i takes from i to i + 1.
    line = (sums / total * (1 - 1e-9) + np.arange(count)[:, None]).reshape(-1)
    start = (np.arange(count) * EVEN) % 1.0
    wanted = (np.arange(rays)[None, :] + start[:, None]) / rays * (1 - 1e-6) + np.arange(count)[:, None]
    found = np.searchsorted(line, wanted.reshape(-1)).reshape(count, rays)
    return np.asarray(np.clip(found - np.arange(count)[:, None] * lamps, 0, lamps - 1))


# --- hemispheres ----------------------------------------------------------------------------------------------------


def fan(points: Floats, normals: Floats, rays: int) -> tuple[Floats, Floats]:
    """(n * rays, 3) origins and directions over the hemisphere before each point, more of them straight ahead (as light counts)."""
    variant = (np.arange(len(points)) * EVEN % 1.0 * VARIANTS).astype(np.int64)
    local = _hemispheres(rays)[variant]
    x, y = _beside(normals)
    directions = local[..., 0:1] * x[:, None] + local[..., 1:2] * y[:, None] + local[..., 2:3] * normals[:, None]
    origins = np.repeat(points + normals * AWAY, rays, axis=0)
    return origins, directions.reshape(-1, 3)


def _hemispheres(rays: int) -> Floats:
    """(VARIANTS, rays, 3) directions about +z; each variant is even, and all together are."""
    index = np.arange(VARIANTS * rays).reshape(rays, VARIANTS).T
    u = (0.5 + index * EVEN_U) % 1.0
    v = (0.5 + index * EVEN_V) % 1.0
    radius, angle = np.sqrt(u), 2 * np.pi * v
    directions = np.stack([radius * np.cos(angle), radius * np.sin(angle), np.sqrt(1 - u)], axis=-1)
    return directions.astype(np.float32)


def _beside(normals: Floats) -> tuple[Floats, Floats]:
    """Two directions at right angles to each normal and to each other, each (n, 3)."""
    other = np.where(np.abs(normals[:, 2:3]) > 0.9, np.array([1, 0, 0]), np.array([0, 0, 1])).astype(np.float32)
    x = np.cross(other, normals)
    x /= np.linalg.norm(x, axis=1)[:, None]
    return x.astype(np.float32), np.cross(normals, x).astype(np.float32)


def _mean(values: NDArray[np.float32], rays: int) -> Floats:
    return np.asarray(values.reshape(-1, rays).mean(axis=1), dtype=np.float32)
