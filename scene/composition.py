"""What a hall is put together from: prototypes (models by name), where they are placed, and the faces texts go on."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from models.mesh import Model
from scene.hall import Text
from scene.outlines import direction

OUTSIDE = -1
Spot = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A prototype standing somewhere: `floor` = index of its floor or OUTSIDE, `at` with absolute z."""

    prototype: str
    floor: int
    at: Spot
    heading_deg: float
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFace:
    """A text's quad: its middle with absolute z, read from its heading's side; size = (width, height).

    `window` = whose number or plate it is; `windows` = those a display tells of.
    """

    id: str
    floor: int
    kind: str
    at: Spot
    heading_deg: float
    size: tuple[float, float]
    lines: tuple[Text, ...] = ()
    window: str | None = None
    windows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Prototypes by name, their placements, the faces for texts. `clutter` = prototypes that may be left out when far."""

    models: dict[str, Model]
    placements: tuple[Placement, ...]
    signs: tuple[SignFace, ...] = ()
    clutter: frozenset[str] = frozenset()


def join(parts: Iterable[Composition]) -> Composition:
    """Several compositions as one; the same name means the same prototype."""
    given = list(parts)
    return Composition(
        models={name: model for part in given for name, model in part.models.items()},
        placements=tuple(placement for part in given for placement in part.placements),
        signs=tuple(sign for part in given for sign in part.signs),
        clutter=frozenset(name for part in given for name in part.clutter),
    )


def ahead(at: Spot, heading_deg: float, local: Spot) -> Spot:
    """A point of a placed thing's own frame in the hall."""
    c, s = direction(heading_deg)
    x, y, z = local
    return (at[0] + x * c - y * s, at[1] + x * s + y * c, at[2] + z)


def size_name(*lengths: float) -> str:
    """Lengths as part of a prototype's name: 1.6x2.4."""
    return "x".join(f"{round(length, 3):g}" for length in lengths)


def heading_of(along: tuple[float, float]) -> float:
    """Heading of a direction, degrees."""
    return math.degrees(math.atan2(along[1], along[0]))
