"""The fields of a hall file beyond the design: read if they are of the right type, otherwise as if they were absent."""

from __future__ import annotations

from scene.hall import Node


def word(node: Node, field: str) -> str | None:
    """A string the file may give under that name."""
    value = (node.model_extra or {}).get(field)
    return value if isinstance(value, str) else None


def flag(node: Node, field: str) -> bool:
    """Whether the file says `true` under that name."""
    return (node.model_extra or {}).get(field) is True


def number(node: Node, field: str) -> float | None:
    """A number the file may give under that name."""
    value = (node.model_extra or {}).get(field)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
