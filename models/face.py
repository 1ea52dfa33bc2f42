"""Where a text goes on a thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """The middle of a quad that looks to +x, and its [width, height], in the thing's own frame."""

    at: tuple[float, float, float]
    size: tuple[float, float]
