"""What stands in a hall: one file per kind, each with its data, its mesh, and its outline on the floor.

`KINDS` maps a name (Furniture.kind, SiteThing.kind) to its Kind; `size_of(name)` = default (w, d, h), `outline_of(name, size)` = the floor it covers in
its own coordinates (+x its heading, +y left; empty for what hangs or frames a passage).
`models.connectors` says where escalators, stairs and lifts lie. Error family: ModelError.
"""

from models.kind import Kind, ModelError, Ring, Size
from models.mesh import Point
from models.registry import KINDS, kind_of, outline_of, size_of

__all__ = ["KINDS", "Kind", "ModelError", "Point", "Ring", "Size", "kind_of", "outline_of", "size_of"]
