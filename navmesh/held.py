"""Arrays bound together for kernels that are called often: each one handed over alone costs as much as a small search."""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.experimental import structref

from navmesh.compiled import compiled


@structref.register
class HeldType(types.StructRef):
    """What numba calls a Held."""


class Held(structref.StructRefProxy):
    """One named tuple of arrays, which kernels find in `arrays`. It is read only, by any number of threads."""

    arrays: Any


structref.define_proxy(Held, HeldType, ["arrays"])  # type: ignore[no-untyped-call]


@compiled
def hold(arrays: Any) -> Held:  # noqa: ANN401  a named tuple of arrays of any kind
    """Bind the arrays of a named tuple."""
    return Held(arrays)  # type: ignore[no-untyped-call]
