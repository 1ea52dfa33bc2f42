"""kit.glb: every prototype once, small. Positions in 16 bits on a grid of its own, colours in 8 bits, no normals: the client makes them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.mesh import MATERIALS, Model, Part
from scene.glb import ARRAY_BUFFER, SHORT, Floats, GlbWriter, Json, y_up

# The finest that fits is taken: half a millimetre for furniture, 2 mm for a storey, 1 cm for the site.
GRIDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
LARGEST = 32767


def write_kit(models: Mapping[str, Model], clutter: frozenset[str] = frozenset()) -> bytes:
    """One root node for each prototype, by name; `extras.clutter` marks what may be left out when far."""
    writer = GlbWriter()
    writer.document["extensionsUsed"] = writer.document["extensionsRequired"] = ["KHR_mesh_quantization"]
    roots = [_add(writer, name, models[name], is_clutter=name in clutter) for name in sorted(models) if models[name]]
    return writer.finish(roots)


def _add(writer: GlbWriter, name: str, model: Model, *, is_clutter: bool) -> int:
    points = np.concatenate([y_up(part.vertices) for part in model])
    grid, middle = _grid(points)
    primitives = [primitive for part in model if (primitive := _primitive(writer, part, grid, middle)) is not None]
    node: Json = {"name": name, "mesh": writer.add_mesh(name, primitives), "scale": [grid] * 3}
    if middle.any():
        node["translation"] = [round(float(value), 6) for value in middle]
    if is_clutter:
        node["extras"] = {"clutter": True}
    return writer.add_node(node)


def _grid(points: Floats) -> tuple[float, Floats]:
    """The finest grid in which all points fit, about the origin if possible, and where its zero lies: (3,)."""
    for grid in GRIDS:
        if np.abs(points).max() <= grid * LARGEST:
            return grid, np.zeros(3)
        middle = np.round((points.min(axis=0) + points.max(axis=0)) / 2)
        if np.abs(points - middle).max() <= grid * LARGEST:
            return grid, middle
    raise ValueError(f"a prototype reaches {np.abs(points).max():.0f} m: more than the kit's coarsest grid holds")


def _primitive(writer: GlbWriter, part: Part, grid: float, middle: Floats) -> Json | None:
    """One part on the grid; None when nothing of it is left."""
    cells = np.round((y_up(part.vertices) - middle) / grid).astype(np.int64)
    cells, colours, faces = _weld(cells, part.colours, part.faces)
    if not len(faces):
        return None
    padded = np.column_stack([cells, np.zeros(len(cells), dtype=np.int64)]).astype("<i2")
    low, high = cells.min(axis=0).tolist(), cells.max(axis=0).tolist()
    position = writer.add_array("positions", padded, SHORT, "VEC3", target=ARRAY_BUFFER, stride=8, min=low, max=high)
    attributes = {"POSITION": position, "COLOR_0": writer.add_colours(colours)}
    return {
        "attributes": attributes,
        "indices": writer.add_indices(faces, len(cells)),
        "material": MATERIALS.index(part.material),
    }


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
