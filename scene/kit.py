"""kit.bin: every prototype once, small. docs/kit_file.md tells the form; web/src/stage/kit.ts reads it.

Positions lie on a grid of the prototype's own, colours in 8 bits, no normals: the client makes them.
Tried on the Wangcheng kit, kB brotli: binary glTF with quantized positions 59; the columns below 29, of which the JSON 2.
Quantized differences without the tables of levels were 31, and the codecs at hand (meshopt, Draco) need a decoder larger than what they save.
"""

from __future__ import annotations

import itertools
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.mesh import MATERIALS, Floats, Model, Part
from scene.glb import Json, crease_of, y_up, z_up

MAGIC, VERSION = b"KITS", 1
# The finest that fits is taken: half a millimetre for furniture, 5 mm for what is as large as a storey, 2 cm for the site.
GRIDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
LARGEST = 32767
LARGE = 20.0
LARGE_GRID = 0.005

Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Streams:
    """The file's columns: levels of each axis, each vertex's level on x, y and z, corners, colours, ways of what moves."""

    levels: bytearray = field(default_factory=bytearray)
    axes: tuple[bytearray, bytearray, bytearray] = field(
        default_factory=lambda: (bytearray(), bytearray(), bytearray())
    )
    corners: bytearray = field(default_factory=bytearray)
    colours: bytearray = field(default_factory=bytearray)
    shifts: bytearray = field(default_factory=bytearray)

    def all(self) -> tuple[bytearray, ...]:
        """In the order of the file."""
        return (self.levels, *self.axes, self.corners, self.colours, self.shifts)


def write_kit(models: Mapping[str, Model], clutter: frozenset[str] = frozenset()) -> bytes:
    """All prototypes by name; `clutter` may be left out when far."""
    streams = Streams()
    prototypes = [
        _add(streams, name, models[name], is_clutter=name in clutter) for name in sorted(models) if models[name]
    ]
    head = {
        "materials": [[name, crease_of(name)] for name in MATERIALS],
        "prototypes": prototypes,
        "streams": [len(stream) for stream in streams.all()],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<II", VERSION, len(text)) + text + b"".join(streams.all())


def kit_shapes(model: Model) -> list[tuple[Floats, Cells]]:
    """What the file has of a prototype, part by part: vertices (n, 3) metres, z up, and faces (m, 3), in the file's order."""
    grid, middle = _grid(np.concatenate([y_up(part.vertices) for part in model]))
    welded = [_welded(part, grid, middle) for part in model]
    return [(z_up(columns[:, :3] * grid + middle), faces) for columns, faces in welded if len(faces)]


def _add(streams: Streams, name: str, model: Model, *, is_clutter: bool) -> Json:
    grid, middle = _grid(np.concatenate([y_up(part.vertices) for part in model]))
    parts = [_add_part(streams, part, grid, middle) for part in model]
    entry: Json = {"name": name, "grid": grid, "parts": [part for part in parts if part[2]]}
    if middle.any():
        entry["middle"] = middle.tolist()
    return entry | ({"clutter": True} if is_clutter else {})


def _add_part(streams: Streams, part: Part, grid: float, middle: Floats) -> list[int]:
    """One part's columns; returns its material, vertices and faces."""
    columns, faces = _welded(part, grid, middle)
    cells, colours, ways = columns[:, :3], columns[:, 3:6].astype(np.uint8), columns[:, 6:]
    if len(faces):
        for axis, stream in enumerate(streams.axes):
            levels, ranks = np.unique(cells[:, axis], return_inverse=True)
            _put(streams.levels, [len(levels), *_signed(np.diff(levels, prepend=0))])
            _put(stream, _signed(np.diff(ranks.reshape(-1), prepend=0)))
        _put(streams.corners, _backward(faces))
        streams.colours.extend(np.diff(colours, axis=0, prepend=np.zeros((1, 3), np.uint8)).T.tobytes())
        if part.material == "moving":
            _put(streams.shifts, _signed(np.diff(ways, axis=0, prepend=0).T.reshape(-1)))
    return [MATERIALS.index(part.material), len(cells), len(faces)]


def _welded(part: Part, grid: float, middle: Floats) -> tuple[Cells, Cells]:
    """A part on its grid: vertices (n, 9) of position, colour and way, and faces (m, 3)."""
    cells = np.round((y_up(part.vertices) - middle) / grid).astype(np.int64)
    shift = np.zeros((len(cells), 3)) if part.shift is None else y_up(part.shift) / grid
    return _weld(np.column_stack([cells, part.colours, np.round(shift).astype(np.int64)]), part.faces)


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


def _weld(vertices: Cells, faces: Cells) -> tuple[Cells, Cells]:
    """Equal vertices become one, in the order of their first use; triangles that have shrunk to a line go.

    vertices: (n, 9): position, colour, way
    """
    _, first, inverse = np.unique(vertices, axis=0, return_index=True, return_inverse=True)
    corners = first[inverse.reshape(-1)][faces]
    a, b, c = (vertices[corners[:, i], :3] for i in range(3))
    corners = corners[np.cross(b - a, c - a).any(axis=1)]
    used, where, index = np.unique(corners.reshape(-1), return_index=True, return_inverse=True)
    order = np.argsort(where)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return vertices[used[order]], rank[index.reshape(-1)].reshape(-1, 3)


# --- numbers --------------------------------------------------------------------------------------------------------


def _backward(faces: Cells) -> list[int]:
    """Each corner as how far it lies behind the next new vertex: 0 is a new one. Equal solids so give equal numbers."""
    corners = faces.reshape(-1).tolist()
    new = itertools.accumulate(corners, max, initial=-1)
    return [newest + 1 - corner for newest, corner in zip(new, corners, strict=False)]


def _signed(values: Cells) -> list[int]:
    """0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …"""
    return [int(value) for value in (values << 1) ^ (values >> 63)]


def _put(stream: bytearray, values: Iterable[int]) -> None:
    """Seven bits a byte, lowest first; the eighth says that more follow."""
    for value in values:
        rest = value
        while rest > 127:
            stream.append(rest & 127 | 128)
            rest >>= 7
        stream.append(rest)
