"""The sections of a guided walk: along what it leads, and on which hand that is, each as long as it stays the same."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import shapely
from shapely.geometry import LineString, Point

from navmesh.bends import heading_between, turn_between
from navmesh.guided import GuidedWalk, Segment
from navmesh.guides import CANE, DOORWAY, RIM
from navmesh.plans import Felt, Surroundings

# What is shorter, metres, is part of the turn it lies in; across the open, or along something else, from the second on.
LEAST_PIECE, LEAST_RUN = 1.0, 2.0
LEAST = {DOORWAY: 0.0, "open": LEAST_RUN}
# One looks for what is felt every so many metres, and so far to the side: a cane reaches there.
PROBE, REACH = 0.5, CANE + 0.4
# Between two walls in one line so many metres may be open: one goes on and finds the next.
GAP = 2.6
# A way this straight goes on; and of a turn less than that nothing is said.
STRAIGHT_DEG = 22.0

Hand = tuple[str, str | None]


class Section(NamedTuple):
    """A part of a walk that is told as one.

    thing: a key of guided_words.THINGS, doorway or open;  side: of the thing, None on paving
    along: metres from the start of its walk;  gaps: openings passed between its parts
    """

    thing: str
    side: str | None
    a: tuple[float, float]
    b: tuple[float, float]
    along: float
    length: float
    gaps: int = 0

    @property
    def heading(self) -> float:
        """Degrees."""
        return heading_between(self.a, self.b)


def sections_of(surroundings: Surroundings, walk: GuidedWalk) -> list[Section]:
    """A walk as it is told. Steps: 1. along what each segment leads, 2. without what is part of a turn, 3. what goes on is one."""
    every = list(_felt_sections(surroundings, walk))
    long = [one for one in every if one.length >= LEAST.get(one.thing, LEAST_PIECE)] or every[:1]
    sections: list[Section] = []
    for one in long:
        if sections and (together := _joined(sections[-1], one)) is not None:
            sections[-1] = together
        elif len(sections) > 1 and (together := _over_gap(sections[-2], sections[-1], one)) is not None:
            sections[-2:] = [together]
        else:
            sections.append(one)
    if not sections:
        return []
    ends = [*(one.along for one in sections[1:]), sum(math.dist(segment.a, segment.b) for segment in walk.segments)]
    return [one._replace(length=end - one.along) for one, end in zip(sections, ends, strict=True)]


def _felt_sections(surroundings: Surroundings, walk: GuidedWalk) -> Iterator[Section]:
    along = 0.0
    felt = [one for one in surroundings.touch.felt if one.floor == walk.floor]
    for segment in walk.segments:
        length = math.dist(segment.a, segment.b)
        if segment.kind == RIM:
            yield from _by_hand(felt, segment, along)
        else:
            yield Section(segment.kind, None, segment.a, segment.b, along, length)
        along += length


def _by_hand(felt: Sequence[Felt], segment: Segment, along: float) -> Iterator[Section]:
    """A segment along walls and things, cut where another thing comes to hand for some metres."""
    length = math.dist(segment.a, segment.b)
    count = max(1, round(length / PROBE))
    near = [one for one in felt if one.shape.distance(LineString(segment[1:])) <= 2 * CANE]
    hands = [_at_hand(near, _between(segment, (k + 0.5) / count), segment) for k in range(count)]
    begin = 0
    for (thing, side), number in _runs(hands, math.ceil(LEAST_RUN / PROBE)):
        a, b = _between(segment, begin / count), _between(segment, (begin + number) / count)
        yield Section(thing, side, a, b, along + begin / count * length, number / count * length)
        begin += number


def _at_hand(near: Sequence[Felt], at: tuple[float, float], segment: Segment) -> Hand:
    """What is nearest to a point of a segment, and on which side of it."""
    if not near:
        return "wall", None
    here = Point(at)
    thing = min(near, key=lambda one: one.shape.distance(here))
    there = shapely.get_coordinates(shapely.shortest_line(here, thing.shape))[-1]
    side = turn_between(heading_between(segment.a, segment.b), heading_between(at, there))
    return thing.kind, "left" if side > 0 else "right"


def _runs(hands: Sequence[Hand], least: int) -> list[tuple[Hand, int]]:
    """What comes to hand one after the other, and how often; what does so less often belongs to what was before."""
    runs: list[tuple[Hand, int]] = []
    for hand, group in groupby(hands):
        number = len(list(group))
        if runs and (number < least or runs[-1][0] == hand or runs[-1][1] < least):
            kept = hand if runs[-1][1] < least <= number else runs[-1][0]
            runs[-1] = (kept, runs[-1][1] + number)
        else:
            runs.append((hand, number))
    return runs


def _between(segment: Segment, share: float) -> tuple[float, float]:
    (ax, ay), (bx, by) = segment.a, segment.b
    return ax + share * (bx - ax), ay + share * (by - ay)


def _joined(one: Section, other: Section) -> Section | None:
    """Two sections along the same thing, straight on, as one."""
    if one.thing == DOORWAY or (one.thing, one.side) != (other.thing, other.side) or not _goes_on(one, other):
        return None
    return one._replace(b=other.b, length=other.along + other.length - one.along, gaps=one.gaps + other.gaps)


def _over_gap(one: Section, gap: Section, other: Section) -> Section | None:
    """Along a wall, past an opening, and along the wall again."""
    if gap.thing != "open" or gap.length > GAP or not _goes_on(one, gap):
        return None
    together = _joined(one, other)
    return together and together._replace(gaps=together.gaps + 1)


def _goes_on(one: Section, other: Section) -> bool:
    return abs(turn_between(one.heading, other.heading)) < STRAIGHT_DEG
