"""Solids from a few primitives, and parts: solids with a material and a colour. Metres; z up; faces look outward.

A solid is built once from few vertices that faces share: the client smooths edges below its crease angle (35 degrees) and keeps the others sharp,
so a round thing needs at least eleven sides and a bevel is one chamfer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import mapbox_earcut
import numpy as np
from numpy.typing import NDArray

from models.palette import linear_rgb

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Vector = tuple[float, float, float]
Point = tuple[float, float]

Material = Literal[
    "matte", "metal", "glass", "glow", "floor", "wood", "leaf", "grass", "asphalt", "moving", "cloth", "stone"
]
MATERIALS: tuple[Material, ...] = (
    "matte", "metal", "glass", "glow", "floor", "wood", "leaf", "grass", "asphalt", "moving", "cloth", "stone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Solid:
    """Triangles without a look: vertices (n, 3) metres, faces (m, 3) indices, counter-clockwise from outside."""

    vertices: Floats
    faces: Indices


@dataclass(frozen=True, slots=True)
class Part:
    """Triangles with a material: vertices (n, 3) metres, faces (m, 3) indices, colours (n, 3) linear uint8.

    shift: (n, 3) metres, of "moving" parts only: how far each vertex goes, from a step to the next one's place or from shut to open.
    """

    material: Material
    vertices: Floats
    faces: Indices
    colours: NDArray[np.uint8]
    shift: Floats | None = None


Model = tuple[Part, ...]


def paint(material: Material, colour: str, *solids: Solid) -> Part:
    """One part of several solids in one colour ("#RRGGBB", sRGB)."""
    solid = merge(solids)
    return Part(material, solid.vertices, solid.faces, np.tile(linear_rgb(colour), (len(solid.vertices), 1)))


def moving(colour: str, *pieces: tuple[Solid, Vector]) -> Part:
    """One part of several solids that move, each with its way."""
    still = paint("moving", colour, *(solid for solid, _ in pieces))
    shift = np.concatenate(
        [np.tile(np.array(way, dtype=np.float64), (len(solid.vertices), 1)) for solid, way in pieces]
    )
    return Part("moving", still.vertices, still.faces, still.colours, shift)


def assemble(parts: Iterable[Part]) -> Model:
    """A model: one part for each material, in the order of MATERIALS."""
    given = list(parts)
    groups = [[part for part in given if part.material == material] for material in MATERIALS]
    return tuple(_join(group) for group in groups if group)


def merge(solids: Sequence[Solid]) -> Solid:
    """Several solids as one, each keeping its vertices."""
    starts = np.cumsum([0, *(len(s.vertices) for s in solids)])
    faces = [s.faces + start for s, start in zip(solids, starts, strict=False)]
    return Solid(np.concatenate([s.vertices for s in solids]), np.concatenate(faces))


def _join(parts: Sequence[Part]) -> Part:
    solid = merge([Solid(part.vertices, part.faces) for part in parts])
    shifts = [part.shift for part in parts if part.shift is not None]
    colours = np.concatenate([part.colours for part in parts])
    return Part(parts[0].material, solid.vertices, solid.faces, colours, np.concatenate(shifts) if shifts else None)


# --- moving ---------------------------------------------------------------------------------------------------------


def move(solid: Solid, by: Vector) -> Solid:
    """The solid elsewhere."""
    return Solid(solid.vertices + np.array(by), solid.faces)


def turn(solid: Solid, degrees: float) -> Solid:
    """The solid turned about z, counter-clockwise from above."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Solid(solid.vertices @ np.array([[c, s, 0], [-s, c, 0], [0, 0, 1.0]]), solid.faces)


def tilt(solid: Solid, degrees: float) -> Solid:
    """The solid turned about y: what looks to +x looks up for positive degrees."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Solid(solid.vertices @ np.array([[c, 0, s], [0, 1.0, 0], [-s, 0, c]]), solid.faces)


def place_parts(model: Model, by: Vector, degrees: float = 0.0) -> Model:
    """A model turned about z and moved: to put a small one into a larger one."""
    return tuple(_place(part, by, degrees) for part in model)


def _place(part: Part, by: Vector, degrees: float) -> Part:
    solid = move(turn(Solid(part.vertices, part.faces), degrees), by)
    return Part(part.material, solid.vertices, solid.faces, part.colours)


# --- boxes ----------------------------------------------------------------------------------------------------------


def box(low: Vector, high: Vector, bevel: float = 0.0) -> Solid:
    """A box between two corners: 12 triangles, or 44 with every edge chamfered."""
    middle = (np.array(low) + np.array(high)) / 2
    half = (np.array(high) - np.array(low)) / 2
    return _bevelled_box(middle, half, bevel) if bevel > 0 else _plain_box(middle, half)


_CORNERS = np.array([[x, y, z] for z in (-1, 1) for y in (-1, 1) for x in (-1, 1)], dtype=np.float64)
_QUADS = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5))


def _plain_box(middle: Floats, half: Floats) -> Solid:
    return Solid(middle + _CORNERS * half, _triangles_of(_QUADS))


def _bevelled_box(middle: Floats, half: Floats, bevel: float) -> Solid:
    """Each corner is three vertices, one on each face: vertex axis * 8 + corner."""
    inner = half - bevel
    vertices = np.concatenate([np.where(np.arange(3) == axis, half, inner) * _CORNERS for axis in range(3)])
    sides = [tuple(_axis_of(quad) * 8 + corner for corner in quad) for quad in _QUADS]
    corners = [(c, 8 + c, 16 + c) for c in range(8)]
    faces = np.concatenate([_triangles_of(sides), _triangles_of(_bevels()), np.array(corners)])
    return Solid(middle + vertices, _outward(vertices, faces))


def _axis_of(quad: tuple[int, ...]) -> int:
    spread = np.ptp(_CORNERS[list(quad)], axis=0)
    return int(np.argmin(spread))


def _bevels() -> list[tuple[int, ...]]:
    """The twelve chamfers as quads between the faces of two axes."""
    quads: list[tuple[int, ...]] = []
    for along in range(3):
        a, b = (axis for axis in range(3) if axis != along)
        for corner in (c for c in range(8) if not c >> along & 1):
            other = corner | 1 << along
            quads.append((a * 8 + corner, a * 8 + other, b * 8 + other, b * 8 + corner))
    return quads


def _triangles_of(quads: Iterable[Sequence[int]]) -> Indices:
    return np.array([t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))], dtype=np.int64)


def _outward(vertices: Floats, faces: Indices) -> Indices:
    """Faces of a convex solid about the origin, turned to look outward."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    inward = np.einsum("ij,ij->i", np.cross(b - a, c - a), a + b + c) < 0
    return np.where(inward[:, None], faces[:, ::-1], faces)


# --- lofts ----------------------------------------------------------------------------------------------------------


def loft(rings: Floats, *, caps: bool = True, around: bool = True) -> Solid:
    """Rings of equally many points joined one to the next.

    rings: (k, n, 3), counter-clockwise seen from where the rings go to; `around` closes each ring, `caps` fills the first and last.
    """
    k, n, _ = rings.shape
    i, j = np.meshgrid(np.arange(k - 1), np.arange(n if around else n - 1), indexing="ij")
    a, b = i * n + j, i * n + (j + 1) % n
    sides = np.stack([np.stack([a, b, b + n], -1), np.stack([a, b + n, a + n], -1)], 2).reshape(-1, 3)
    faces = [sides.astype(np.int64)]
    if caps:
        faces += [_cap(rings[0])[:, ::-1], _cap(rings[-1]) + (k - 1) * n]
    return Solid(rings.reshape(-1, 3).copy(), np.concatenate(faces))


def _cap(ring: Floats) -> Indices:
    """Triangles of a flat ring, counter-clockwise as the ring is."""
    drop = int(np.argmax(np.abs(_area_vector(ring))))
    flat = np.delete(ring, drop, axis=1)
    faces = triangulate([flat])
    a, b, c = (flat[faces[:, i]] for i in range(3))
    turns = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    same = turns * _signed_area(flat) > 0
    return np.where(same[:, None], faces, faces[:, ::-1])


def _area_vector(ring: Floats) -> Floats:
    return np.asarray(np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0))


def _signed_area(ring: Floats) -> float:
    after = np.roll(ring, -1, axis=0)
    return float((ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]).sum() / 2)


def triangulate(rings: Sequence[Floats]) -> Indices:
    """Triangles (m, 3) of an outer ring (n, 2) and its holes, indices into the rings' points one after the other."""
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    found = mapbox_earcut.triangulate_float64(np.concatenate(rings), ends)
    return np.asarray(found, dtype=np.int64).reshape(-1, 3)


def prism(ring: Sequence[Point], z0: float, z1: float, *, bevel: float = 0.0, caps: bool = True) -> Solid:
    """A counter-clockwise ring on the floor, raised from z0 to z1; `bevel` chamfers its upper rim (convex rings)."""
    flat = np.array(ring, dtype=np.float64)
    levels = [(flat, z0), (flat, z1)]
    if bevel > 0:
        levels = [(flat, z0), (flat, z1 - bevel), (inset(flat, bevel), z1)]
    return loft(np.stack([np.column_stack([r, np.full(len(r), z)]) for r, z in levels]), caps=caps)


def inset(ring: Floats, by: float) -> Floats:
    """A convex counter-clockwise ring (n, 2) with each side moved inward; as many points."""
    side = np.roll(ring, -1, axis=0) - ring
    side /= np.linalg.norm(side, axis=1)[:, None]
    normal = np.column_stack([-side[:, 1], side[:, 0]])
    before = np.roll(normal, 1, axis=0)
    both = normal + before
    return np.asarray(ring + both * (by / (1 + (normal * before).sum(axis=1)))[:, None])


def profile_along_y(outline: Sequence[Point], y0: float, y1: float, *, caps: bool = True) -> Solid:
    """A counter-clockwise outline in (x, z), as seen from -y, drawn from y0 to y1."""
    ring = np.array(outline, dtype=np.float64)[::-1]
    rings = [np.column_stack([ring[:, 0], np.full(len(ring), y), ring[:, 1]]) for y in (y0, y1)]
    return loft(np.stack(rings), caps=caps)


def profile_along_x(outline: Sequence[Point], x0: float, x1: float, *, caps: bool = True) -> Solid:
    """A counter-clockwise outline in (y, z), as seen from +x, drawn from x0 to x1."""
    ring = np.array(outline, dtype=np.float64)
    rings = [np.column_stack([np.full(len(ring), x), ring]) for x in (x0, x1)]
    return loft(np.stack(rings), caps=caps)


def circle(radius: float, sides: int, middle: Point = (0.0, 0.0), start_deg: float = 0.0) -> list[Point]:
    """Points of a circle, counter-clockwise."""
    angles = [math.radians(start_deg) + 2 * math.pi * i / sides for i in range(sides)]
    return [(middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for a in angles]


def star(reach: float, middle: Point = (0.0, 0.0)) -> list[Point]:
    """Corners of a five-pointed star with one point up, counter-clockwise."""
    radii = [reach if i % 2 == 0 else reach * 0.382 for i in range(10)]
    angles = [math.pi / 2 + math.pi * i / 5 for i in range(10)]
    return [(middle[0] + r * math.cos(a), middle[1] + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]


def revolve(profile: Sequence[Point], sides: int = 12, start_deg: float = 0.0) -> Solid:
    """A profile of (radius, z) from bottom to top, turned about z; radii above zero, ends are capped."""
    rings = [np.column_stack([np.array(circle(r, sides, start_deg=start_deg)), np.full(sides, z)]) for r, z in profile]
    return loft(np.stack(rings))


def cylinder(middle: Point, radius: float, z0: float, z1: float, sides: int = 12) -> Solid:
    """An upright cylinder."""
    return prism(circle(radius, sides, middle), z0, z1)


def tube(path: Sequence[Vector], radius: float, sides: int = 6) -> Solid:
    """A round bar along a path whose corners are mitred."""
    points = np.array(path, dtype=np.float64)
    ahead = np.diff(points, axis=0)
    ahead /= np.linalg.norm(ahead, axis=1)[:, None]
    tangents = np.concatenate([ahead[:1], ahead[:-1] + ahead[1:], ahead[-1:]])
    rings = [
        _section(p, t, d, radius, sides)
        for p, t, d in zip(points, tangents, np.concatenate([ahead[:1], ahead]), strict=True)
    ]
    return loft(np.stack(rings))


def _section(at: Floats, cut: Floats, along: Floats, radius: float, sides: int) -> Floats:
    """The ring of a bar going `along`, where a plane with normal `cut` meets it."""
    up = np.array([0.0, 0.0, 1.0]) if abs(along[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    right = np.cross(along, up)
    right /= np.linalg.norm(right)
    up = np.cross(right, along)
    angles = 2 * np.pi * np.arange(sides) / sides + np.pi / sides
    ring = radius * (np.cos(angles)[:, None] * right + np.sin(angles)[:, None] * up)
    slide = -(ring @ cut) / float(along @ cut)
    return np.asarray(at + ring[::-1] + (slide[:, None] * along)[::-1])


def sheet(corners: Sequence[Vector]) -> Solid:
    """A flat convex pane without thickness, looking to where its corners run counter-clockwise."""
    n = len(corners)
    fan = [(0, i, i + 1) for i in range(1, n - 1)]
    return Solid(np.array(corners, dtype=np.float64), np.array(fan, dtype=np.int64))


def panel_to_x(x: float, y: tuple[float, float], z: tuple[float, float]) -> Solid:
    """An upright pane at x, looking to +x."""
    return sheet([(x, y[0], z[0]), (x, y[1], z[0]), (x, y[1], z[1]), (x, y[0], z[1])])


def rounded_rectangle(width: float, depth: float, radius: float, steps: int = 2) -> list[Point]:
    """A counter-clockwise rectangle (x within depth, y within width) with rounded corners of `steps` chords each."""
    points: list[Point] = []
    for i, (sx, sy) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        cx, cy = sx * (depth / 2 - radius), sy * (width / 2 - radius)
        angles = [math.radians(90 * i + 90 * k / steps) for k in range(steps + 1)]
        points += [(cx + radius * math.cos(a), cy + radius * math.sin(a)) for a in angles]
    return points
