"""A composition as few large arrays of triangles, for a renderer that wants few draws."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import Polygon
from trimesh.remesh import subdivide_to_size

from models.mesh import Material, Model
from scene.composition import OUTSIDE, Composition, Placement
from scene.glb import creased
from scene.hall import Hall
from scene.light.reading import BakedStorey
from scene.outlines import direction
from scene.shading import Colours, Floats, Room, lit_indoors, lit_outdoors

CELL = 16.0
# Light is known at corners alone: what is as large as a storey gets some every so many metres where its light was worked out.
FINE = 2.0
Manner = Literal["solid", "leaf", "floor", "glass"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Triangles drawn at once.

    points:  (n, 3) float32, metres, z up
    colours: (n, 4) uint8, sRGB and alpha
    faces:   (m, 3) uint32
    """

    floor: int
    manner: Manner
    points: Floats
    colours: Colours
    faces: NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Surface:
    """A prototype's part with normals: points and normals (n, 3) float32, colours (n, 3) linear, faces (m, 3)."""

    material: Material
    points: Floats
    normals: Floats
    colours: Colours
    faces: NDArray[np.int64]


Bare = tuple[Floats, Colours, NDArray[np.int64]]


def batches_of(hall: Hall, composition: Composition, light: Mapping[str, BakedStorey]) -> list[Batch]:
    """Everything to see, lit, in cells of CELL metres for each floor; `light` = what was worked out of it, by floor."""
    surfaces = {
        name: [_fine(one) for one in surfaces_of(model)] if light and name.startswith("shell") else surfaces_of(model)
        for name, model in composition.models.items()
    }
    rooms = dict(enumerate(rooms_of(hall, light)))
    groups: dict[tuple[int, int, int, Manner], list[Bare]] = {}
    for thing in composition.placements:
        cell = (math.floor(thing.at[0] / CELL), math.floor(thing.at[1] / CELL))
        for surface in surfaces[thing.prototype]:
            lit = _lit(surface, thing, rooms.get(thing.floor))
            groups.setdefault((thing.floor, *cell, manner_of(surface.material)), []).append(lit)
    return [_merged(floor, manner, bare) for (floor, _, _, manner), bare in groups.items()]


def batches_of_model(model: Model) -> list[Batch]:
    """One thing alone, its origin at (0, 0, 0), as in a bright room."""
    room = Room(bounds=(-20.0, -20.0, 20.0, 20.0), elevation=0.0, height=60.0)
    thing = Placement(prototype="", floor=0, at=(0.0, 0.0, 0.0), heading_deg=0.0)
    groups: dict[Manner, list[Bare]] = {}
    for surface in surfaces_of(model):
        groups.setdefault(manner_of(surface.material), []).append(_lit(surface, thing, room))
    return [_merged(0, manner, bare) for manner, bare in groups.items()]


def surfaces_of(model: Model) -> list[Surface]:
    """A model's parts with normals."""
    found = []
    for part in model:
        points, normals, colours, faces = creased(part)
        found.append(Surface(part.material, points.astype(np.float32), normals.astype(np.float32), colours, faces))
    return found


def _fine(surface: Surface) -> Surface:
    """The same in pieces of at most FINE metres. A shell's faces are level and of one colour each; floors have a picture."""
    if surface.material == "floor":
        return surface
    points, faces, whole = subdivide_to_size(  # type: ignore[no-untyped-call]
        surface.points, surface.faces, FINE, return_index=True
    )
    # Each new corner belongs to one face alone, whose first corner tells how it looks.
    like = np.zeros(len(points), dtype=np.int64)
    like[faces] = surface.faces[whole, 0][:, None]
    return Surface(surface.material, points.astype(np.float32), surface.normals[like], surface.colours[like], faces)


def rooms_of(hall: Hall, light: Mapping[str, BakedStorey]) -> list[Room]:
    """Each floor's room, in the file's order."""
    return [
        Room(
            bounds=Polygon(floor.outline).bounds,
            elevation=floor.elevation,
            height=floor.height,
            baked=light.get(floor.id),
        )
        for floor in hall.floors
    ]


def manner_of(material: Material) -> Manner:
    """How a material is drawn."""
    return material if material in ("leaf", "floor", "glass") else "solid"


def _lit(surface: Surface, thing: Placement, room: Room | None) -> Bare:
    c, s = direction(thing.heading_deg)
    turn = np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]], dtype=np.float32)
    points = surface.points @ turn + np.array(thing.at, dtype=np.float32)
    normals = surface.normals @ turn
    if room is None or thing.floor == OUTSIDE:
        return points, lit_outdoors(normals, surface.colours, surface.material), surface.faces
    return points, lit_indoors(points, normals, surface.colours, surface.material, room), surface.faces


def _merged(floor: int, manner: Manner, parts: Iterable[Bare]) -> Batch:
    given = list(parts)
    starts = np.cumsum([0, *(len(points) for points, _, _ in given)])
    return Batch(
        floor=floor,
        manner=manner,
        points=np.concatenate([points for points, _, _ in given]),
        colours=np.concatenate([colours for _, colours, _ in given]),
        faces=np.concatenate([faces + start for (_, _, faces), start in zip(given, starts, strict=False)]).astype(
            "<u4"
        ),
    )
