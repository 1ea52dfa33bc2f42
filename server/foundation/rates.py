"""How often somebody may try: token buckets in memory, bounded in number."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

MOST_BUCKETS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """At most `burst` at once, refilled at `per_minute`."""

    name: str
    burst: int
    per_minute: float


class Rates:
    """The buckets of this process. `take` says how many seconds to wait, 0.0 = go ahead."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[str, str], tuple[float, datetime]] = OrderedDict()

    def take(self, rate: Rate, who: str, now: datetime) -> float:
        """Take one token of `who`'s bucket."""
        level, since = self._buckets.pop((rate.name, who), (float(rate.burst), now))
        level = min(float(rate.burst), level + (now - since).total_seconds() / 60 * rate.per_minute)
        wait = 0.0 if level >= 1 else (1 - level) / rate.per_minute * 60
        self._buckets[(rate.name, who)] = (level if wait else level - 1, now)
        while len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return wait
