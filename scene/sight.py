"""From where signs can be read: rays from eyes on the walkable floor to every sign, against all that stands in the hall.

Glass hides nothing. Signs outside, and whether it is light enough, are not looked at.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon

from models.mesh import Model
from scene.composition import Composition, SignFace
from scene.hall import Hall
from scene.lettering import letter_height
from scene.light.rays import Tracer, make_tracer
from scene.outlines import direction
from scene.picture_scene import lettering_of

EYE = 1.5
# A letter of one centimetre is read from 2.5 m; farther to the side than this, letters are too narrow.
DISTANCE_PER_HEIGHT = 250.0
MOST_ASIDE_DEG = 65.0
# What is looked at: the middle, and both sides of it, in halves of the width.
LOOKED_AT = (0.0, -0.7, 0.7)
STAND_OFF = 0.03
SEEN_THROUGH = frozenset({"glass"})

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Of a sign: from how many square metres of floor it can be read, and from how far at most, metres."""

    sign: SignFace
    area_m2: float
    farthest_m: float


def sights(hall: Hall, composition: Composition, floor_points: Sequence[Floats], spacing: float) -> list[Sight]:
    """How well each sign indoors can be read. LightError without embree.

    floor_points: for each floor (n, 2) float64, metres: where one can stand, on a grid of `spacing` metres
    """
    eyes = np.concatenate(
        [
            np.column_stack([points, np.full(len(points), floor.elevation + EYE)])
            for floor, points in zip(hall.floors, floor_points, strict=True)
        ]
    )
    tracer = make_tracer(hiding_triangles(composition))
    return [_sight(sign, eyes, spacing, tracer) for sign in composition.signs if sign.floor >= 0]


def _sight(sign: SignFace, eyes: Floats, spacing: float, tracer: Tracer) -> Sight:
    c, s = direction(sign.heading_deg)
    out = np.array([c, s, 0.0])
    away = eyes - np.array(sign.at)
    distance = np.linalg.norm(away, axis=1)
    reach = DISTANCE_PER_HEIGHT * letter_height(lettering_of(sign, ("", "")))
    is_before = away @ out > math.cos(math.radians(MOST_ASIDE_DEG)) * distance
    near = np.flatnonzero((distance < reach) & is_before)
    for aside in LOOKED_AT:
        spot = np.array(sign.at) + STAND_OFF * out + aside * sign.size[0] / 2 * np.array([-s, c, 0.0])
        near = near[_see(eyes[near], spot, tracer)]
    return Sight(sign=sign, area_m2=len(near) * spacing**2, farthest_m=float(distance[near].max(initial=0.0)))


def _see(eyes: Floats, spot: Floats, tracer: Tracer) -> NDArray[np.bool_]:
    """Which eyes (n, 3) see a spot (3,)."""
    away = spot - eyes
    distance = np.linalg.norm(away, axis=1)
    towards = away / distance[:, None]
    return ~tracer.blocked(eyes.astype(np.float32), towards.astype(np.float32), distance.astype(np.float32))


def hiding_triangles(composition: Composition) -> NDArray[np.float32]:
    """Everything one cannot look through, as placed: (n, 3, 3)."""
    bare = {name: _opaque(model) for name, model in composition.models.items()}
    placed = []
    for thing in composition.placements:
        c, s = direction(thing.heading_deg)
        turn = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])
        placed.append(bare[thing.prototype] @ turn + np.array(thing.at))
    return np.concatenate(placed).astype(np.float32)


def _opaque(model: Model) -> Floats:
    parts = [part.vertices[part.faces] for part in model if part.material not in SEEN_THROUGH]
    return np.concatenate([np.zeros((0, 3, 3)), *parts])


def points_in(area: MultiPolygon, spacing: float) -> Floats:
    """Those points of a square grid that lie in an area: (n, 2) float64."""
    if area.is_empty:
        return np.zeros((0, 2))
    x0, y0, x1, y1 = area.bounds
    x, y = np.meshgrid(np.arange(x0 + spacing / 2, x1, spacing), np.arange(y0 + spacing / 2, y1, spacing))
    points = np.column_stack([x.reshape(-1), y.reshape(-1)])
    return np.asarray(points[shapely.contains_xy(area, points[:, 0], points[:, 1])])
