"""A round through the hall: several stops in one visit, as ways are asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from server.foundation.texts import Translated

# As in navmesh.errands; who asks for a round need not wait for numba, which comes with navmesh.
ALWAYS = ((0.0, inf),)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStop:
    """A stop: any of the ends will do, in a route's words. waits: seconds until it is one's turn, of each end or none.

    name: of ends that are mere points;  open: from when to when, seconds from the beginning, all ends alike
    """

    ends: tuple[str, ...]
    serve_s: float
    name: Translated | None = None
    waits: tuple[float, ...] = ()
    open: tuple[tuple[float, float], ...] = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Stops with what must come first (numbers of stops), and where one may begin and end; no end: at the last stop."""

    stops: tuple[RoundStop, ...]
    before: tuple[tuple[int, int], ...]
    start: str
    end: str | None
    profile: str
