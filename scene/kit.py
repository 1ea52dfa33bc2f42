"""kit.glb: every prototype once, small. Positions in 16 bits on a grid of its own, colours in 8 bits, no normals: the client makes them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.mesh import MATERIALS, Model, Part
from scene.glb import ARRAY_BUFFER, BYTES, INDEX_BUFFER, SHORT, Floats, GlbWriter, Json, y_up

# The finest that fits is taken: half a millimetre for furniture, 5 mm for what is as large as a storey, 2 cm for the site.
GRIDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
LARGEST = 32767
LARGE = 20.0
LARGE_GRID = 0.005
# A primitive of at most 255 vertices has indices of one byte, and equal solids in it the same ones: packed, half of 16-bit ones.
# Tried on the Wangcheng kit, indices in kB brotli: one primitive a material 31, chunks of 255 vertices 20, of 128 15, of 64 11,
# but each chunk costs 25 bytes of JSON and splits what is larger.
CHUNK = 100
MOST_BYTE_VERTICES = 255


def write_kit(models: Mapping[str, Model], clutter: frozenset[str] = frozenset()) -> bytes:
    """One root node for each prototype, by name; `extras.clutter` marks what may be left out when far."""
    writer = GlbWriter()
    writer.document["extensionsUsed"] = writer.document["extensionsRequired"] = ["KHR_mesh_quantization"]
    roots = [_add(writer, name, models[name], is_clutter=name in clutter) for name in sorted(models) if models[name]]
    return writer.finish(roots)


def _add(writer: GlbWriter, name: str, model: Model, *, is_clutter: bool) -> int:
    points = np.concatenate([y_up(part.vertices) for part in model])
    grid, middle = _grid(points)
    primitives = [primitive for part in model for primitive in _primitives(writer, part, grid, middle)]
    node: Json = {"name": name, "mesh": writer.add_mesh(name, primitives), "scale": [grid] * 3}
    if middle.any():
        node["translation"] = [round(float(value), 6) for value in middle]
    if is_clutter:
        node["extras"] = {"clutter": True}
    return writer.add_node(node)


def _grid(points: Floats) -> tuple[float, Floats]:
    """The finest grid in which all points fit, about the origin if possible, and where its zero lies: (3,)."""
    for grid in GRIDS:
        if grid < LARGE_GRID and np.abs(points).max() > LARGE:
            continue
        if np.abs(points).max() <= grid * LARGEST:
            return grid, np.zeros(3)
        middle = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
        if np.abs(points - middle).max() <= grid * LARGEST:
            return grid, middle
    raise ValueError(f"a prototype reaches {np.abs(points).max():.0f} m: more than the kit's coarsest grid holds")


def _primitives(writer: GlbWriter, part: Part, grid: float, middle: Floats) -> list[Json]:
    """One part on the grid, in chunks that share no edge; none when nothing of it is left."""
    cells = np.round((y_up(part.vertices) - middle) / grid).astype(np.int64)
    cells, colours, faces = _weld(cells, part.colours, part.faces)
    primitives = []
    for chunk in _chunks(cells, faces):
        used = chunk.reshape(-1)
        order = used[np.sort(np.unique(used, return_index=True)[1])]
        rank = np.zeros(len(cells), dtype=np.int64)
        rank[order] = np.arange(len(order))
        primitives.append(
            _primitive(writer, cells[order], colours[order], rank[chunk]) | {"material": MATERIALS.index(part.material)}
        )
    return primitives


def _primitive(
    writer: GlbWriter, cells: NDArray[np.int64], colours: NDArray[np.uint8], faces: NDArray[np.int64]
) -> Json:
    padded = np.column_stack([cells, np.zeros(len(cells), dtype=np.int64)]).astype("<i2")
    low, high = cells.min(axis=0).tolist(), cells.max(axis=0).tolist()
    position = writer.add_array("positions", padded, SHORT, "VEC3", target=ARRAY_BUFFER, stride=8, min=low, max=high)
    attributes = {"POSITION": position, "COLOR_0": writer.add_colours(colours)}
    if len(cells) > MOST_BYTE_VERTICES:
        return {"attributes": attributes, "indices": writer.add_indices(faces, len(cells))}
    flat = faces.reshape(-1).astype(np.uint8)
    return {
        "attributes": attributes,
        "indices": writer.add_array("byte indices", flat, BYTES, "SCALAR", target=INDEX_BUFFER),
    }


def _chunks(cells: NDArray[np.int64], faces: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Faces in groups of at most CHUNK vertices that do not touch other groups' faces, so that none needs another's to be smooth."""
    groups: list[NDArray[np.int64]] = []
    open_faces: list[NDArray[np.int64]] = []
    vertices = 0
    for body in _bodies(cells, faces):
        count = len(np.unique(body))
        if open_faces and vertices + count > CHUNK:
            groups.append(np.concatenate(open_faces))
            open_faces, vertices = [], 0
        open_faces.append(body)
        vertices += count
    return [*groups, np.concatenate(open_faces)] if open_faces else groups


def _bodies(cells: NDArray[np.int64], faces: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Faces joined by common points, in the order of their first face."""
    if not len(faces):
        return []
    _, points = np.unique(cells, axis=0, return_inverse=True)
    corners = points.reshape(-1)[faces]
    label = np.arange(corners.max() + 1)
    while True:
        lowest = label[corners].min(axis=1)
        after = label.copy()
        np.minimum.at(after, corners, lowest[:, None])
        after = after[after]
        if (after == label).all():
            break
        label = after
    body_of = label[corners[:, 0]]
    _, first = np.unique(body_of, return_index=True)
    return [faces[body_of == body_of[start]] for start in np.sort(first)]


def _weld(
    cells: NDArray[np.int64], colours: NDArray[np.uint8], faces: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Equal vertices become one, in the order of their first use; triangles that have shrunk to a line go."""
    _, first, inverse = np.unique(np.column_stack([cells, colours]), axis=0, return_index=True, return_inverse=True)
    corners = first[inverse.reshape(-1)][faces]
    a, b, c = (cells[corners[:, i]] for i in range(3))
    corners = corners[np.cross(b - a, c - a).any(axis=1)]
    used, where, index = np.unique(corners.reshape(-1), return_index=True, return_inverse=True)
    order = np.argsort(where)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    kept = used[order]
    return cells[kept], colours[kept], rank[index.reshape(-1)].reshape(-1, 3)
