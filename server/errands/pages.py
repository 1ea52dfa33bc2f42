"""What the page of one's visit shows."""

from __future__ import annotations

from dataclasses import dataclass

from server.errands.asking import Made
from server.foundation.texts import Translated
from server.hall.plans import Plan
from server.items.records import Item, Material


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStop:
    """A stop as it is read: when one is there and leaves, as 9:05; what to bring, and of how many things only if they apply."""

    made: Made
    arrive: str
    leave: str
    bring: tuple[Material, ...]
    conditional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The stops in their order. begins, ends: moments in words; walk_m, minutes: of all together."""

    begins: Translated
    ends: str
    minutes: int
    walk_m: int
    exact: bool
    stops: tuple[VisitStop, ...]
    steps: tuple[Translated, ...]
    plans: tuple[Plan, ...]
    walk: str
    """Where the hall shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """/visit: what was collected, and the way through it all. most: how much one visit takes."""

    items: tuple[Item, ...]
    profiles: tuple[str, ...]
    profile: str
    end: str
    round: Round | None
    trouble: Translated | None
    most: int
