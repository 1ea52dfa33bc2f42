"""Questions for both routers: plain ones, and those on which a router is most likely to be wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from navmesh import Lengths, Navigation, lengths, with_links

Floats = NDArray[np.float64]

# Off the floor, but nearly all within reach of it, metres.
BESIDE = 1.6
HAIR = 1e-9
# Off the floor by so much, one is snapped onto its edge, metres.
JUST_BESIDE = 0.03
# A way that touches a corner which it need not touch: a start snapped onto a wall from a centimetre and a half.
TOUCHING = ((2.0, -8.767829403428607, 5.7845089006321055), (1.0, 37.72637398751337, 42.50968351193024))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Ways that one profile asks for while these connectors are closed. starts, goals: (n, 3) float64: floor, x, y"""

    navigation: Navigation
    profile: str
    closed: tuple[str, ...]
    starts: Floats
    goals: Floats

    def lengths(self) -> Lengths:
        """What navmesh answers."""
        return lengths(self.navigation, self.starts, self.goals, self.profile)

    def words(self, ends: Floats) -> list[str]:
        """The ends as one asks with them, to the last digit."""
        floors = self.navigation.surroundings.floors
        return [f"{floors[int(floor)].id},{x!r},{y!r}" for floor, x, y in ends.tolist()]


def runs_of(navigation: Navigation, count: int) -> list[Run]:
    """So many questions in all: each profile as the hall is, and some with connectors closed."""
    links = [link.id for link in navigation.surroundings.links]
    kinds = {kind: tuple(one for one in links if one.startswith(kind)) for kind in ("escalator", "lift", "stairs")}
    # Those who feel their way ask the server: ways.bin leaves them out.
    plans: list[tuple[str, tuple[str, ...]]] = [
        (name, ()) for name, router in navigation.routers.items() if router.guided is None
    ]
    plans += [
        ("walk", kinds["escalator"]),
        ("step_free", kinds["lift"][:1]),
        ("walk", kinds["lift"] + kinds["stairs"]),
        ("pram", kinds["lift"]),
    ]
    share = -(-count // len(plans))
    return [_run(navigation, profile, closed, share, seed) for seed, (profile, closed) in enumerate(plans)]


def touching_run(navigation: Navigation) -> Run:
    """The one question with TOUCHING ends."""
    start, goal = np.array(TOUCHING)[:, None]
    return Run(navigation=navigation, profile="walk", closed=(), starts=start, goals=goal)


def _run(navigation: Navigation, profile: str, closed: tuple[str, ...], count: int, seed: int) -> Run:
    links = [replace(link, closed=link.closed or link.id in closed) for link in navigation.surroundings.links]
    points = points_of(navigation, profile, 2 * count, np.random.default_rng(seed))
    return Run(
        navigation=with_links(navigation, links) if closed else navigation,
        profile=profile,
        closed=closed,
        starts=points[:count],
        goals=points[count:],
    )


def points_of(navigation: Navigation, profile: str, count: int, chance: np.random.Generator) -> Floats:
    """In the open, on corners, on walls, a hair or a little beside either, some way beside them, anywhere. (count, 3) float64"""
    mesh = navigation.routers[profile].ground.mesh
    floor = np.zeros(len(mesh.xy))
    floor[mesh.triangles.ravel()] = np.repeat(mesh.floor[mesh.component], 3)
    share = -(-count // 7)

    def in_the_open() -> Floats:
        triangle = chance.integers(len(mesh.triangles), size=share)
        weights = chance.dirichlet((1, 1, 1), share)[..., None]
        xy = (mesh.xy[mesh.triangles[triangle]] * weights).sum(axis=1)
        return np.column_stack((mesh.floor[mesh.component[triangle]], xy))

    def on_corners() -> Floats:
        vertex = chance.integers(len(mesh.xy), size=share)
        return np.column_stack((floor[vertex], mesh.xy[vertex]))

    def on_walls() -> Floats:
        vertex, along = chance.integers(len(mesh.xy), size=share), chance.random((share, 1))
        xy = mesh.xy[vertex] * (1 - along) + mesh.xy[mesh.after[vertex]] * along
        return np.column_stack((floor[vertex], xy))

    def beside(points: Floats, reach: float | Floats) -> Floats:
        angle = chance.uniform(0, 2 * np.pi, len(points))
        away = np.column_stack((np.zeros(len(points)), np.cos(angle), np.sin(angle)))
        moved: Floats = points + away * np.broadcast_to(np.asarray(reach), len(points))[:, None]
        return moved

    def anywhere() -> Floats:
        xy = chance.uniform(mesh.xy.min(axis=0) - 1, mesh.xy.max(axis=0) + 1, (share, 2))
        return np.column_stack((chance.integers(len(mesh.cell_base), size=share), xy))

    def on_edges() -> Floats:
        either: Floats = np.concatenate((on_corners(), on_walls()))[chance.permutation(2 * share)[:share]]
        return either

    just = beside(on_edges(), chance.uniform(0, JUST_BESIDE, share))
    near = beside(on_walls(), chance.uniform(0, BESIDE, share))
    hair = beside(on_edges(), HAIR)
    points: Floats = np.concatenate((in_the_open(), on_corners(), on_walls(), hair, just, near, anywhere()))
    mixed: Floats = points[chance.permutation(len(points))[:count]]
    return mixed
