"""Many arrays in one block of memory, large enough that the system gives it large pages.

A lookup in a page that was not used lately waits for the page's own entry in a table: in a hall ten times as large a tenth
of a way over floors. Each array alone is too small for large pages; the few that are not are left where they are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from navmesh.mesh import Mesh
from navmesh.tables import Tables

# From so many bytes on numpy asks for large pages.
LARGE = 1 << 22
# Each array begins at a multiple of so many bytes: a line of the processor's cache.
LINE = 64


def in_large_pages(mesh: Mesh, tables: Tables) -> tuple[Mesh, Tables]:
    """The same, their arrays side by side; as they are where all together are too few for large pages."""
    small = [array for array in (*mesh, *tables) if isinstance(array, np.ndarray) and array.nbytes < LARGE]
    ends = np.cumsum([-(-array.nbytes // LINE) * LINE for array in small])
    if ends[-1] < LARGE:
        return mesh, tables
    block = np.empty(ends[-1], dtype=np.uint8)
    moved = {id(array): _copied(array, block, end) for array, end in zip(small, ends.tolist(), strict=True)}
    return mesh._replace(**_by_name(mesh, moved)), tables._replace(**_by_name(tables, moved))


def _by_name(arrays: Mesh | Tables, moved: dict[int, NDArray[Any]]) -> dict[str, Any]:
    """The copies of those that were moved, by their fields."""
    return {name: moved[id(array)] for name, array in arrays._asdict().items() if id(array) in moved}


def _copied(array: NDArray[Any], block: NDArray[np.uint8], end: int) -> NDArray[Any]:
    """A copy of the array in the block (b,) uint8, in the lines up to an end."""
    first = end - -(-array.nbytes // LINE) * LINE
    copy = block[first : first + array.nbytes].view(array.dtype).reshape(array.shape)
    copy[...] = array
    return copy
