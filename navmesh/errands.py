"""Several stops in one visit: the order of them, and of each the spot, by which one is through with all of them first.

At a stop one of several spots will do, each open for some hours; some stops must come before others. To be somewhere earlier is
never worse, since one may wait. So of all ways to have made the same stops and be at the same spot only the earliest needs to be
remembered: a dynamic programme over sets of stops (Held, Karp 1962), exact. It takes 2^stops steps; beyond EXACT_STOPS an order is
made by insertion and then bettered by turning stretches round and moving stops, with the same times, and the answer says so.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from navmesh.batch import lengths
from navmesh.navigation import Navigation
from navmesh.nearest import find_nearest
from navmesh.plans import Spot
from navmesh.reasons import NoRoute

EXACT_STOPS = 8
ALWAYS = ((0.0, math.inf),)

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


class ErrandsError(Exception):
    """Stops that must each come before the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A spot that would do for a stop. wait_s: until it is one's turn; open: from when to when, seconds from the start."""

    spot: Spot
    wait_s: float = 0.0
    open: tuple[tuple[float, float], ...] = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop: one of the choices will do. One is served for so long, all of it while it is open."""

    choices: tuple[Choice, ...]
    serve_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A stop as it is made: its number, the spot, and when, seconds from the start. wait_s: after arriving, until one is served."""

    stop: int
    spot: Spot
    arrive_s: float
    wait_s: float
    leave_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Errands:
    """All stops in the order that takes the least time. exact: no order and no choice takes less.

    start: where one begins, of the spots that would do;  end: where one goes at last, None: one stays at the last stop
    """

    start: Spot
    visits: tuple[Visit, ...]
    end: Spot | None
    total_s: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoErrands:
    """There is no order. stop: the number of one that cannot be reached, and why; None: it is closed whenever one could be there."""

    stop: int | None
    reason: NoRoute | None


@dataclass(frozen=True, slots=True)
class _Tables:
    """All choices of all stops in a row.

    first:            (n + 1,) the choices of stop i are first[i] … first[i + 1]; stop_of: (k,) the other way round
    between:          (k, k) seconds from each to each;  from_start, to_end: (k,) seconds
    wait, serve:      (k,) seconds;  opens, closes: (k, h) seconds from the start, inf where there are fewer
    needs:            of each stop the set of stops before it, as bits
    """

    first: Whole
    stop_of: Whole
    between: Floats
    from_start: Floats
    to_end: Floats
    wait: Floats
    serve: Floats
    opens: Floats
    closes: Floats
    needs: tuple[int, ...]

    @property
    def stops(self) -> range:
        return range(len(self.needs))

    def choices(self, stop: int) -> slice:
        return slice(int(self.first[stop]), int(self.first[stop + 1]))


def plan_errands(
    navigation: Navigation,
    stops: Sequence[Stop],
    *,
    starts: Sequence[Spot],
    ends: Sequence[Spot] = (),
    before: Sequence[tuple[int, int]] = (),
    profile: str = "walk",
) -> Errands | NoErrands:
    """One or more stops from one of the starts to one of the ends, or wherever. before: pairs of stops, the first one first.

    Steps: 1. seconds between all spots, 2. the order and the choices, 3. their times.
    """
    spots = [choice.spot for stop in stops for choice in stop.choices]
    seconds = _seconds(navigation, [*starts, *spots, *ends], profile)
    here, there = slice(len(starts), len(starts) + len(spots)), slice(len(starts) + len(spots), None)
    from_starts, to_ends = seconds[: len(starts), here], seconds[here, there]
    to_end = to_ends.min(axis=1) if ends else np.zeros(len(spots))
    tables = _tables(stops, before, seconds[here, here], from_starts.min(axis=0), to_end)
    is_exact = len(stops) <= EXACT_STOPS
    made = _exact(tables) if is_exact else _good(tables)
    if made is None:
        return _why_not(navigation, stops, starts, profile, tables)
    return Errands(
        start=starts[int(from_starts[:, made[0]].argmin())],
        visits=tuple(_visits(tables, spots, made)),
        end=ends[int(to_ends[made[-1]].argmin())] if ends else None,
        total_s=float(_leave_of(tables, made)[-1] + to_end[made[-1]]),
        exact=is_exact,
    )


def _seconds(navigation: Navigation, spots: Sequence[Spot], profile: str) -> Floats:
    """From each spot to each: (n, n) float64, inf where there is no way."""
    rows, inverse = np.unique(
        np.array([(spot.floor, spot.x, spot.y) for spot in spots], dtype=np.float64), axis=0, return_inverse=True
    )
    starts, goals = np.repeat(rows, len(rows), axis=0), np.tile(rows, (len(rows), 1))
    found = lengths(navigation, starts, goals, profile).duration_s.reshape(len(rows), len(rows))
    return found[np.ix_(inverse.ravel(), inverse.ravel())]


def _tables(
    stops: Sequence[Stop], before: Sequence[tuple[int, int]], between: Floats, from_start: Floats, to_end: Floats
) -> _Tables:
    """All choices of all stops in a row; between, from_start and to_end as in _Tables."""
    counts = [len(stop.choices) for stop in stops]
    choices = [choice for stop in stops for choice in stop.choices]
    opens = np.full((len(choices), max(len(choice.open) for choice in choices)), math.inf)
    closes = opens.copy()
    for row, choice in enumerate(choices):
        for column, (begin, end) in enumerate(choice.open):
            opens[row, column], closes[row, column] = begin, end
    return _Tables(
        first=np.cumsum([0, *counts]),
        stop_of=np.repeat(np.arange(len(stops)), counts),
        between=between,
        from_start=from_start,
        to_end=to_end,
        wait=np.array([choice.wait_s for choice in choices]),
        serve=np.repeat([stop.serve_s for stop in stops], counts),
        opens=opens,
        closes=closes,
        needs=_needs(len(stops), before),
    )


def _needs(count: int, before: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """The stops before each, as bits; raises ErrandsError when they go round in a circle."""
    needs = [0] * count
    for first, then in before:
        needs[then] |= 1 << first
    made = 0
    for _ in range(count):
        made |= sum(1 << stop for stop in range(count) if needs[stop] & ~made == 0 and not made >> stop & 1)
    left = [stop for stop in range(count) if not made >> stop & 1]
    if left:
        raise ErrandsError(f"stops {', '.join(str(stop + 1) for stop in left)} must each come before another of them")
    return tuple(needs)


def _served(tables: _Tables, at: slice | int, arrive: Floats) -> Floats:
    """When one has been served at choices, inf when never. arrive, and what is returned: (c,) seconds."""
    ready = arrive + tables.wait[at]
    begins = np.maximum(ready[..., None], tables.opens[at])
    ends = begins + tables.serve[at][..., None]
    return np.asarray(np.where(ends <= tables.closes[at], ends, math.inf).min(axis=-1))


def _exact(tables: _Tables) -> list[int] | None:
    """The choices in the best of all orders; None when there is none.

    leave:  (2^n, k) when one could be through with a set of stops at the earliest, the last of them at this choice
    parent: (2^n, k) the choice before it, -1 for none
    """
    count, width = len(tables.needs), len(tables.stop_of)
    leave, parent = np.full((1 << count, width), math.inf), np.full((1 << count, width), -1)
    for made in range((1 << count) - 1):
        for stop in tables.stops:
            if made >> stop & 1 or tables.needs[stop] & ~made:
                continue
            here, with_it = tables.choices(stop), made | 1 << stop
            if made == 0:
                arrive = tables.from_start[here]
            else:
                reached = leave[made][:, None] + tables.between[:, here]
                parent[with_it, here] = reached.argmin(axis=0)
                arrive = reached.min(axis=0)
            leave[with_it, here] = _served(tables, here, arrive)
    finish = leave[-1] + tables.to_end
    choice, made, order = int(finish.argmin()), (1 << count) - 1, []
    if not math.isfinite(finish[choice]):
        return None
    while choice >= 0:
        order.append(choice)
        before = int(parent[made, choice])
        made ^= 1 << int(tables.stop_of[choice])
        choice = before
    return order[::-1]


def _along(tables: _Tables, order: Sequence[int]) -> tuple[float, list[int]]:
    """The least seconds for stops in this order, to the end, and the choices; inf when it cannot be done."""
    here = tables.choices(order[0])
    leave = _served(tables, here, tables.from_start[here])
    parents: list[Whole] = []
    for before, stop in itertools.pairwise(order):
        here = tables.choices(stop)
        reached = leave[:, None] + tables.between[tables.choices(before), here]
        parents.append(reached.argmin(axis=0))
        leave = _served(tables, here, reached.min(axis=0))
    finish = leave + tables.to_end[here]
    best = int(finish.argmin())
    made = [best]
    for parent in reversed(parents):
        made.append(int(parent[made[-1]]))
    made.reverse()
    return float(finish[best]), [int(tables.first[stop]) + at for stop, at in zip(order, made, strict=True)]


def _good(tables: _Tables) -> list[int] | None:
    """The choices in a good order, rarely not the best. Steps: 1. each stop where it costs least, 2. better while that helps."""
    order: list[int] = []
    for stop in _sorted_by_needs(tables.needs):
        places = [[*order[:at], stop, *order[at:]] for at in range(len(order) + 1)]
        order = min((one for one in places if _is_allowed(tables, one)), key=lambda one: _along(tables, one)[0])
    best = _along(tables, order)[0]
    improved = True
    while improved:
        improved = False
        for other in _neighbours(order):
            if _is_allowed(tables, other) and (seconds := _along(tables, other)[0]) < best - 1e-9:
                order, best, improved = other, seconds, True
                break
    return _along(tables, order)[1] if math.isfinite(best) else None


def _sorted_by_needs(needs: Sequence[int]) -> list[int]:
    """The stops, each after those it needs."""
    order: list[int] = []
    while len(order) < len(needs):
        made = sum(1 << stop for stop in order)
        order += [stop for stop in range(len(needs)) if stop not in order and needs[stop] & ~made == 0][:1]
    return order


def _is_allowed(tables: _Tables, order: Sequence[int]) -> bool:
    """Whether each stop comes after those it needs, as far as they are in the order."""
    wanted, made = sum(1 << stop for stop in order), 0
    for stop in order:
        if tables.needs[stop] & wanted & ~made:
            return False
        made |= 1 << stop
    return True


def _neighbours(order: list[int]) -> Iterator[list[int]]:
    """Orders with one stretch turned round, or one stop moved."""
    for i in range(len(order)):
        for j in range(i + 2, len(order) + 1):
            yield order[:i] + order[i:j][::-1] + order[j:]
    for i, stop in enumerate(order):
        rest = order[:i] + order[i + 1 :]
        for j in range(len(rest) + 1):
            yield [*rest[:j], stop, *rest[j:]]


def _leave_of(tables: _Tables, made: Sequence[int]) -> list[float]:
    """When one leaves each of these choices, in seconds."""
    leave: list[float] = []
    for before, choice in zip([-1, *made], made, strict=False):
        arrive = tables.from_start[choice] if before < 0 else leave[-1] + tables.between[before, choice]
        leave.append(float(_served(tables, choice, np.asarray(arrive))))
    return leave


def _visits(tables: _Tables, spots: Sequence[Spot], made: Sequence[int]) -> Iterator[Visit]:
    """The stops as they are made. made: the choice of each, in order"""
    leave, before = _leave_of(tables, made), -1
    for number, choice in enumerate(made):
        way = tables.from_start[choice] if before < 0 else tables.between[before, choice]
        arrive = float(way) + (leave[number - 1] if number else 0.0)
        yield Visit(
            stop=int(tables.stop_of[choice]),
            spot=spots[choice],
            arrive_s=arrive,
            wait_s=leave[number] - float(tables.serve[choice]) - arrive,
            leave_s=leave[number],
        )
        before = choice


def _why_not(
    navigation: Navigation, stops: Sequence[Stop], starts: Sequence[Spot], profile: str, tables: _Tables
) -> NoErrands:
    """The first stop nobody can walk to, or else it is the hours."""
    for number, stop in enumerate(stops):
        if not np.isfinite(tables.from_start[tables.choices(number)]).any():
            found = find_nearest(navigation, starts[0], [choice.spot for choice in stop.choices], profile)
            return NoErrands(stop=number, reason=found if isinstance(found, NoRoute) else None)
    return NoErrands(stop=None, reason=None)
