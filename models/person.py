"""People as in an architect's drawing: round bodies in plain clothes, no faces. They give a hall its scale, and are in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from models.kind import Kind, octagon
from models.mesh import Model, Part, Solid, Vector, assemble, loft, paint
from models.palette import BLUE_DEEP, GRAPHITE, SLATE, WHITE

Pose = Literal["clerk", "seated", "standing"]
SKIN = "#DDB08C"
HAIR = "#2A2422"
SEAT = 0.47
HIP = 0.9
SIDES = 11
# The trunk from the hip: z, half its width, half its depth, how far forward.
TRUNK = (
    (0.0, 0.16, 0.115, 0.0), (0.32, 0.176, 0.118, 0.01), (0.44, 0.19, 0.102, 0.0), (0.505, 0.135, 0.076, -0.01),
    (0.53, 0.065, 0.06, -0.01),
)  # fmt: skip
HEAD = (
    (0.5, 0.05, 0.052, -0.008), (0.588, 0.05, 0.056, 0.004), (0.606, 0.062, 0.078, 0.018), (0.68, 0.078, 0.098, 0.01),
    (0.77, 0.055, 0.07, 0.0),
)  # fmt: skip
SHORT_HAIR = (
    (0.635, 0.07, 0.05, -0.05), (0.7, 0.086, 0.09, -0.02), (0.75, 0.084, 0.1, -0.004), (0.8, 0.045, 0.055, -0.008),
)  # fmt: skip
LONG_HAIR = ((0.53, 0.066, 0.03, -0.075), *SHORT_HAIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Facing +x; the origin on the floor, of who sits under the hips. `coat` and `legs` are colours."""

    pose: Pose
    coat: str = BLUE_DEEP
    legs: str = GRAPHITE
    long_hair: bool = False


def build(person: Person) -> Model:
    """About 520 triangles."""
    hip = HIP if person.pose == "standing" else SEAT
    trunk = [
        paint("cloth", person.coat, _stack(TRUNK), *_arms(person.pose)),
        paint("matte", SKIN, _stack(HEAD), *_hands(person.pose)),
        paint("matte", HAIR, _stack(LONG_HAIR if person.long_hair else SHORT_HAIR)),
    ]
    if person.pose == "clerk":
        trunk.append(paint("matte", WHITE, _collar()))
    legs = _LEGS[person.pose]()
    shoes = [] if person.pose == "clerk" else [paint("matte", HAIR, *_shoes(person.pose))]
    return assemble([*(_raised(part, hip) for part in trunk), paint("cloth", person.legs, *legs), *shoes])


def _stack(rings: tuple[tuple[float, float, float, float], ...]) -> Solid:
    """A round body from rings of z, half width, half depth, and how far forward."""
    angles = 2 * np.pi * np.arange(SIDES) / SIDES
    return loft(
        np.stack(
            [
                np.column_stack([forward + deep * np.cos(angles), wide * np.sin(angles), np.full(SIDES, z)])
                for z, wide, deep, forward in rings
            ]
        )
    )


def _limb(points: tuple[tuple[float, float, float], ...], radii: tuple[float, ...], sides: int = 6) -> Solid:
    """A round limb through points in (x, y, z), thinner towards its end: its rings lie across the way from the last point to the next."""
    path = np.array(points)
    ahead = np.gradient(path, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1)[:, None]
    across = np.cross(ahead, np.array([0.0, 1.0, 0.0]))
    across /= np.linalg.norm(across, axis=1)[:, None]
    beside = np.cross(ahead, across)
    angles = (2 * np.pi * np.arange(sides) / sides)[:, None]
    rings = [
        p + r * (np.cos(angles) * a + np.sin(angles) * b)
        for p, a, b, r in zip(path, across, beside, radii, strict=True)
    ]
    return loft(np.stack(rings))


def _mirrored(solid: Solid) -> Solid:
    """The same on the other side of the body."""
    return Solid(solid.vertices * np.array([1.0, -1.0, 1.0]), solid.faces[:, ::-1])


def _pair(solid: Solid) -> tuple[Solid, Solid]:
    return solid, _mirrored(solid)


_ARMS: dict[Pose, tuple[Vector, ...]] = {
    # From the shoulder over the elbow to the wrist; z from the hip.
    "clerk": ((-0.01, 0.12, 0.475), (0.0, 0.205, 0.4), (0.05, 0.228, 0.23), (0.32, 0.14, 0.34)),
    "seated": ((-0.01, 0.12, 0.475), (-0.01, 0.205, 0.4), (0.02, 0.222, 0.18), (0.24, 0.1, 0.12)),
    "standing": ((0.0, 0.12, 0.475), (-0.005, 0.205, 0.4), (-0.01, 0.23, 0.17), (0.05, 0.215, -0.06)),
}


def _arms(pose: Pose) -> tuple[Solid, Solid]:
    return _pair(_limb(_ARMS[pose], (0.04, 0.056, 0.048, 0.034)))


def _hands(pose: Pose) -> tuple[Solid, Solid]:
    wrist, elbow = np.array(_ARMS[pose][-1]), np.array(_ARMS[pose][-2])
    along = (wrist - elbow) / np.linalg.norm(wrist - elbow)
    points = tuple((float(x), float(y), float(z)) for x, y, z in (wrist - 0.01 * along, wrist + 0.09 * along))
    return _pair(_limb(points, (0.034, 0.024), 6))


def _collar() -> Solid:
    """A white shirt shows at the neck."""
    return _stack(((0.505, 0.078, 0.072, -0.006), (0.546, 0.056, 0.061, -0.002)))


def _standing_legs() -> tuple[Solid, Solid]:
    return _pair(_limb(((0.0, 0.085, HIP + 0.04), (0.01, 0.09, 0.5), (0.0, 0.095, 0.06)), (0.095, 0.068, 0.052), 8))


def _seated_legs() -> tuple[Solid, Solid]:
    knee: tuple[Vector, ...] = ((0.42, 0.1, SEAT + 0.02), (0.46, 0.1, SEAT - 0.08), (0.43, 0.1, 0.06))
    return _pair(_limb(((0.0, 0.085, SEAT + 0.06), *knee), (0.09, 0.07, 0.064, 0.046)))


def _thighs() -> tuple[Solid, Solid]:
    """All that is seen of a clerk's legs."""
    return _pair(_limb(((0.0, 0.085, SEAT + 0.06), (0.42, 0.1, SEAT + 0.02)), (0.09, 0.07)))


_LEGS: dict[Pose, Callable[[], tuple[Solid, Solid]]] = {
    "clerk": _thighs, "seated": _seated_legs, "standing": _standing_legs,
}  # fmt: skip


def _shoes(pose: Pose) -> tuple[Solid, Solid]:
    at = 0.02 if pose == "standing" else 0.45
    y = 0.095 if pose == "standing" else 0.1
    return _pair(_limb(((at - 0.09, y, 0.045), (at + 0.02, y, 0.05), (at + 0.16, y, 0.03)), (0.044, 0.05, 0.026), 6))


def _raised(part: Part, by: float) -> Part:
    return Part(part.material, part.vertices + np.array([0.0, 0.0, by]), part.faces, part.colours)


VISITOR = Kind(
    name="visitor",
    zh="来访者",
    en="Visitor",
    size=(0.55, 0.35, 1.7),
    outline=octagon,
    outside=True,
    build=lambda size: tuple(_scaled(part, size[2] / 1.7) for part in build(Person(pose="standing", coat=SLATE))),
)


def _scaled(part: Part, by: float) -> Part:
    return Part(part.material, part.vertices * by, part.faces, part.colours)
