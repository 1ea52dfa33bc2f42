"""What the API says of a search."""

from __future__ import annotations

from dataclasses import dataclass

from server.foundation.texts import Translated
from server.search.index import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that was found. `code`: of the window, unit or item, or the place's id.

    `why` tells what matched; `window` is the first window that serves it, `unit` the unit whose windows do.
    kind: the nearest place of a kind, by its name in the hall file;  leave: the nearest way out.
    """

    kind: EntryKind
    code: str
    title: Translated
    why: Translated
    window: str | None
    unit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best answers to a question, the best first; `total` counts all."""

    query: str
    total: int
    hits: tuple[Hit, ...]
