"""What light meets in a hall: triangles with what they throw back, and lamps as points that shine to one side. Hall coordinates, metres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.mesh import Part
from scene.composition import OUTSIDE, Composition, Placement
from scene.light.rays import Floats, Ints, Tracer, make_tracer

Doubles = NDArray[np.float64]

# What the building itself is: it shades air and everything else, while furniture does not darken the light it stands in.
BUILDING = ("shell", "stairs", "lift", "column")
# No paint throws back more; linear colours of white surfaces are nearly 1.
MOST_ALBEDO = 0.82
# Metres: a longer lamp is cut into pieces about as long; what glows below the second is no lamp but a screen.
LAMP_PIECE = 4.8
LAMPS_FROM = 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Lamps:
    """Pieces of lamps: middle at (n, 3), towards (n, 3) of length 1, area (n,) square metres, span (n, 3) from end to end."""

    at: Floats
    towards: Floats
    area: Floats
    span: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Surfaces:
    """n triangles ready for rays, and of each its albedo: the share of light that it throws back, (n,)."""

    tracer: Tracer
    albedo: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that stands in a hall, the building alone, and its lamps; low and high = corners of the box about it, (3,)."""

    whole: Surfaces
    building: Surfaces
    lamps: Lamps
    low: Floats
    high: Floats


def make_world(composition: Composition) -> World:
    """The hall without its site; glass lets light through. LightError without embree."""
    placements = [one for one in composition.placements if one.floor != OUTSIDE]
    solid = _triangles(composition, placements)
    corners = solid[0].reshape(-1, 3)
    return World(
        whole=_surfaces(*solid),
        building=_surfaces(*_triangles(composition, [one for one in placements if _is_building(one)])),
        lamps=_lamps(composition, placements),
        low=corners.min(axis=0),
        high=corners.max(axis=0),
    )


def _surfaces(triangles: Floats, albedo: Floats) -> Surfaces:
    return Surfaces(tracer=make_tracer(triangles), albedo=albedo)


def _is_solid(part: Part) -> bool:
    return part.material not in {"glass", "glow"}


def _is_building(placement: Placement) -> bool:
    return placement.prototype.startswith(BUILDING)


def _triangles(composition: Composition, placements: Iterable[Placement]) -> tuple[Floats, Floats]:
    """(n, 3, 3) corners and (n,) albedo, the mean linear colour, of all solid parts where they stand."""
    corners, shares = [np.zeros((0, 3, 3))], [np.zeros(0)]
    for placement in placements:
        for part in filter(_is_solid, composition.models[placement.prototype]):
            corners.append(_stand(part.vertices, placement)[part.faces])
            shares.append(part.colours.mean(axis=1)[part.faces].mean(axis=1) / 255)
    albedo = np.minimum(np.concatenate(shares), MOST_ALBEDO)
    return np.concatenate(corners).astype(np.float32), albedo.astype(np.float32)


def _stand(vertices: Doubles, placement: Placement) -> Doubles:
    """Points (n, 3) of a prototype where it is placed."""
    angle = np.radians(placement.heading_deg)
    turn = np.array([[np.cos(angle), np.sin(angle), 0.0], [-np.sin(angle), np.cos(angle), 0.0], [0.0, 0.0, 1.0]])
    return np.asarray(vertices @ turn + np.array(placement.at))


# --- lamps ----------------------------------------------------------------------------------------------------------


def _lamps(composition: Composition, placements: Iterable[Placement]) -> Lamps:
    """What glows and hangs high enough to look down, and the lines of light in the shells; screens do not light a hall."""
    pieces = [
        _stand(part.vertices, placement)[_shining(part, placement)]
        for placement in placements
        for part in composition.models[placement.prototype]
        if part.material == "glow"
    ]
    return _cut(np.concatenate([np.zeros((0, 3, 3)), *pieces]))


def _shining(part: Part, placement: Placement) -> Ints:
    """The faces of a glowing part that light a room."""
    if placement.prototype.startswith("shell"):
        return part.faces
    a, b, c = (part.vertices[part.faces[:, i]] for i in range(3))
    normal = np.cross(b - a, c - a)
    down = normal[:, 2] < -0.7 * np.linalg.norm(normal, axis=1)
    high = part.vertices[part.faces][:, :, 2].min(axis=1) > LAMPS_FROM
    return np.asarray(part.faces[down & high])


def _cut(triangles: Doubles) -> Lamps:
    """Long triangles (n, 3, 3) as several points, each standing for an equal part of the area."""
    at, towards, span, area = [np.zeros((0, 3))], [np.zeros((0, 3))], [np.zeros((0, 3))], [np.zeros(0)]
    for triangle in triangles:
        sides = np.linalg.norm(np.roll(triangle, -1, axis=0) - triangle, axis=1)
        a, b, c = np.roll(triangle, -int(np.argmax(sides)), axis=0)
        count = max(1, round(float(sides.max()) / LAMP_PIECE))
        share = (np.arange(count)[:, None] + 0.5) / count
        normal = np.cross(b - a, c - a)
        size = float(np.linalg.norm(normal))
        at.append((2 * (a + (b - a) * share) + c) / 3)
        towards.append(np.tile(normal / size, (count, 1)))
        # A triangle's piece is on average as long as two thirds of its side.
        span.append(np.tile((b - a) / count * (2 / 3), (count, 1)))
        area.append(np.full(count, size / 2 / count))
    return Lamps(
        at=np.concatenate(at).astype(np.float32),
        towards=np.concatenate(towards).astype(np.float32),
        area=np.concatenate(area).astype(np.float32),
        span=np.concatenate(span).astype(np.float32),
    )
