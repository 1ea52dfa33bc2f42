"""Binary glTF: a small writer, and the plain hall.glb for others to open.

Coordinates turn from z up to glTF's y up: (x, y, z) → (x, z, -y), a rotation, so that faces stay as they are.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import MATERIALS, Material, Part
from scene.composition import OUTSIDE, Composition, Placement
from scene.hall import Hall

Floats = NDArray[np.float64]
Json = dict[str, Any]

CREASE_DEG = 35.0
LEAF_CREASE_DEG = 80.0
ARRAY_BUFFER, INDEX_BUFFER = 34962, 34963
FLOAT, BYTES, UINT16, UINT32 = 5126, 5121, 5123, 5125

# How a viewer that is not ours shows them: colour comes from the vertices.
_LOOKS: dict[Material, tuple[float, float, float]] = {
    "matte": (0.0, 0.85, 1.0),
    "metal": (0.8, 0.35, 1.0),
    "glass": (0.0, 0.08, 0.28),
    "glow": (0.0, 1.0, 1.0),
    "floor": (0.0, 0.35, 1.0),
    "wood": (0.0, 0.6, 1.0),
    "leaf": (0.0, 0.9, 1.0),
    "grass": (0.0, 1.0, 1.0),
    "asphalt": (0.0, 0.95, 1.0),
    "moving": (0.3, 0.5, 1.0),
    "cloth": (0.0, 0.95, 1.0),
    "stone": (0.0, 0.5, 1.0),
}


def crease_of(material: Material) -> float:
    """Below which angle edges are smooth: leaves are round all over."""
    return LEAF_CREASE_DEG if material == "leaf" else CREASE_DEG


def material_table() -> list[Json]:
    """glTF materials in the order of MATERIALS."""
    return [_material(name) for name in MATERIALS]


def _material(name: Material) -> Json:
    metallic, roughness, alpha = _LOOKS[name]
    look: Json = {
        "name": name,
        "pbrMetallicRoughness": {
            "baseColorFactor": [1, 1, 1, alpha],
            "metallicFactor": metallic,
            "roughnessFactor": roughness,
        },
    }
    if alpha < 1:
        look |= {"alphaMode": "BLEND", "doubleSided": True}
    if name == "leaf":
        look |= {"doubleSided": True}
    return look


def y_up(points: Floats) -> Floats:
    """(n, 3) hall coordinates → (n, 3) glTF coordinates."""
    return np.column_stack([points[:, 0], points[:, 2], -points[:, 1]])


def z_up(points: Floats) -> Floats:
    """(n, 3) glTF coordinates → (n, 3) hall coordinates."""
    return np.column_stack([points[:, 0], -points[:, 2], points[:, 1]])


class GlbWriter:
    """Collects arrays of one kind into one buffer view each, which packs better, and writes the file."""

    def __init__(self) -> None:
        self.document: Json = {
            "asset": {"version": "2.0", "generator": "virtual-hall"},
            "scene": 0,
            "scenes": [{"nodes": []}],
            "nodes": [],
            "meshes": [],
            "materials": material_table(),
            "accessors": [],
        }
        self._views: dict[str, tuple[bytearray, int, int | None]] = {}

    def add_array(
        self,
        view: str,
        values: NDArray[Any],
        component: int,
        shape: str,
        *,
        target: int,
        stride: int | None = None,
        **more: object,
    ) -> int:
        """Appends values to a view; returns the accessor's number. `more` goes into the accessor."""
        data, _, _ = self._views.setdefault(view, (bytearray(), target, stride))
        offset = len(data)
        data += values.tobytes()
        data += bytes(-len(data) % 4)
        accessor = {
            "bufferView": list(self._views).index(view),
            "byteOffset": offset,
            "componentType": component,
            "count": len(values) if values.ndim > 1 else values.size,
            "type": shape,
        }
        self.document["accessors"].append(accessor | more)
        return len(self.document["accessors"]) - 1

    def add_indices(self, faces: NDArray[np.int64], vertices: int) -> int:
        """Triangles (m, 3), in 16 bits where that is enough."""
        flat = faces.reshape(-1)
        if vertices <= 0xFFFF:
            return self.add_array("short indices", flat.astype("<u2"), UINT16, "SCALAR", target=INDEX_BUFFER)
        return self.add_array("long indices", flat.astype("<u4"), UINT32, "SCALAR", target=INDEX_BUFFER)

    def add_colours(self, colours: NDArray[np.uint8]) -> int:
        """Linear colours (n, 3) as opaque RGBA."""
        rgba = np.column_stack([colours, np.full(len(colours), 255, dtype=np.uint8)])
        return self.add_array("colours", rgba, BYTES, "VEC4", target=ARRAY_BUFFER, stride=4, normalized=True)

    def add_mesh(self, name: str, primitives: list[Json]) -> int:
        """A mesh of finished primitives."""
        self.document["meshes"].append({"name": name, "primitives": primitives})
        return len(self.document["meshes"]) - 1

    def add_node(self, node: Json) -> int:
        """A node; whoever is its parent, or the scene, must list it."""
        self.document["nodes"].append(node)
        return len(self.document["nodes"]) - 1

    def finish(self, roots: list[int]) -> bytes:
        """The file."""
        binary, views, offset = bytearray(), [], 0
        for data, target, stride in self._views.values():
            view: Json = {"buffer": 0, "byteOffset": offset, "byteLength": len(data), "target": target}
            views.append(view | ({"byteStride": stride} if stride else {}))
            binary += data
            offset = len(binary)
        self.document["scenes"][0]["nodes"] = roots
        self.document |= {"bufferViews": views, "buffers": [{"byteLength": len(binary)}]}
        text = json.dumps(self.document, ensure_ascii=False, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        head = struct.pack("<III", 0x46546C67, 2, 12 + 8 + len(text) + 8 + len(binary))
        return (
            head
            + struct.pack("<II", len(text), 0x4E4F534A)
            + text
            + struct.pack("<II", len(binary), 0x004E4942)
            + bytes(binary)
        )


# --- normals --------------------------------------------------------------------------------------------------------


def creased(part: Part) -> tuple[Floats, Floats, NDArray[np.uint8], NDArray[np.int64]]:
    """A part with normals: smooth where faces meet below the crease angle, hard elsewhere.

    returns: positions (n, 3), normals (n, 3), colours (n, 3), faces (m, 3)
    """
    corners = part.faces.reshape(-1)
    a, b, c = (part.vertices[part.faces[:, i]] for i in range(3))
    areas = np.cross(b - a, c - a)
    units = areas / np.maximum(np.linalg.norm(areas, axis=1), 1e-12)[:, None]
    _, places = np.unique(np.round(part.vertices[corners], 4), axis=0, return_inverse=True)
    face_of = np.arange(len(corners)) // 3
    first, second = _pairs(places.reshape(-1))
    near = np.einsum("ij,ij->i", units[face_of[first]], units[face_of[second]]) >= math.cos(
        math.radians(crease_of(part.material))
    )
    normals = areas[face_of].copy()
    np.add.at(normals, first[near], areas[face_of[second[near]]])
    normals /= np.maximum(np.linalg.norm(normals, axis=1), 1e-12)[:, None]
    return _welded(part.vertices[corners], normals, part.colours[corners])


def _pairs(groups: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All ordered pairs of different members of the same group."""
    order = np.argsort(groups, kind="stable")
    ends = np.flatnonzero(np.diff(groups[order])) + 1
    firsts, seconds = [], []
    for members in np.split(order, ends):
        i, j = np.nonzero(~np.eye(len(members), dtype=bool))
        firsts.append(members[i])
        seconds.append(members[j])
    return np.concatenate(firsts), np.concatenate(seconds)


def _welded(
    positions: Floats, normals: Floats, colours: NDArray[np.uint8]
) -> tuple[Floats, Floats, NDArray[np.uint8], NDArray[np.int64]]:
    """Corners that are alike become one vertex, in the order of their first use."""
    keys = np.column_stack([np.round(positions, 5), np.round(normals, 3), colours])
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    kept = first[order]
    return positions[kept], normals[kept], colours[kept], rank[inverse.reshape(-1)].reshape(-1, 3)


# --- the plain file -------------------------------------------------------------------------------------------------


def write_hall_glb(hall: Hall, composition: Composition) -> bytes:
    """The whole hall: a node for each floor and the outside, below it a node for each thing, named by its id where it has one."""
    writer = GlbWriter()
    meshes = {
        name: writer.add_mesh(name, _primitives(writer, model)) for name, model in composition.models.items() if model
    }
    roots = []
    for number, name in [*enumerate(floor.id for floor in hall.floors), (OUTSIDE, "outside")]:
        things = [one for one in composition.placements if one.floor == number]
        roots.append(
            writer.add_node({"name": name, "children": _nodes(writer, things, meshes)} if things else {"name": name})
        )
    return writer.finish(roots)


def _primitives(writer: GlbWriter, model: Iterable[Part]) -> list[Json]:
    primitives = []
    for part in model:
        positions, normals, colours, faces = creased(part)
        points = y_up(positions).astype("<f4")
        attributes = {
            "POSITION": writer.add_array(
                "positions",
                points,
                FLOAT,
                "VEC3",
                target=ARRAY_BUFFER,
                stride=12,
                min=points.min(0).tolist(),
                max=points.max(0).tolist(),
            ),
            "NORMAL": writer.add_array(
                "normals", y_up(normals).astype("<f4"), FLOAT, "VEC3", target=ARRAY_BUFFER, stride=12
            ),
            "COLOR_0": writer.add_colours(colours),
        }
        indices = writer.add_indices(faces, len(points))
        primitives.append({"attributes": attributes, "indices": indices, "material": MATERIALS.index(part.material)})
    return primitives


def _nodes(writer: GlbWriter, things: list[Placement], meshes: dict[str, int]) -> list[int]:
    """One node for each thing; the nameless are numbered by prototype."""
    counts: dict[str, int] = {}
    nodes = []
    for thing in things:
        counts[thing.prototype] = counts.get(thing.prototype, 0) + 1
        x, y, z = thing.at
        half = math.radians(thing.heading_deg) / 2
        node: Json = {
            "name": thing.id or f"{thing.prototype}#{thing.floor}.{counts[thing.prototype]}",
            "mesh": meshes[thing.prototype],
            "translation": [round(x, 6), round(z, 6), round(-y, 6)],
        }
        if thing.heading_deg:
            node["rotation"] = [0.0, round(math.sin(half), 9), 0.0, round(math.cos(half), 9)]
        nodes.append(writer.add_node(node))
    return nodes
