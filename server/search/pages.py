"""What the search page shows."""

from __future__ import annotations

from dataclasses import dataclass

from server.search.wire import Hit

PAGE_LENGTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """/search?q="""

    query: str
    total: int
    hits: tuple[Hit, ...]
    number: int
    count: int
    base: str
