"""What a route passes that can be shut: the entrances where it begins and ends, doors with a name, connectors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from navmesh.legs import Leg
from navmesh.plans import Passage, Surroundings, Words
from navmesh.route import Route

ENTRANCE, CONNECTOR = "entrance:", "connector:"

Point = tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Something on a route. target: connector:ID, door:ID or entrance:ID; at_m, after_s: how far on and how long after its start."""

    target: str
    name: Words
    leg: int
    at_m: float
    after_s: float


def passed_on(surroundings: Surroundings, route: Route) -> list[Passed]:
    """Everything that can be shut on a route, in its order."""
    found = [*_entrances(route)]
    metres, seconds = 0.0, 0.0
    for number, leg in enumerate(route.legs):
        if leg.connector is not None:
            target = CONNECTOR + surroundings.links[leg.connector].id
            name = surroundings.link_names[leg.connector]
            found.append(Passed(target=target, name=name, leg=number, at_m=metres, after_s=seconds))
        else:
            for door, share in _doors(surroundings.passages, leg):
                at_m, after_s = metres + share * leg.length_m, seconds + share * leg.duration_s
                found.append(Passed(target=door.id, name=door.name, leg=number, at_m=at_m, after_s=after_s))
        metres, seconds = metres + leg.length_m, seconds + leg.duration_s
    return sorted(found, key=lambda one: (one.leg, one.at_m))


def _entrances(route: Route) -> Iterator[Passed]:
    """At both ends; a tour may pass others, which it does not leave the hall by."""
    first, last = route.spots[0], route.spots[-1]
    if first.id is not None and first.id.startswith(ENTRANCE):
        yield Passed(target=first.id, name=first.name or Words(zh="", en=""), leg=0, at_m=0.0, after_s=0.0)
    if last.id is not None and last.id.startswith(ENTRANCE):
        name = last.name or Words(zh="", en="")
        yield Passed(target=last.id, name=name, leg=len(route.legs) - 1, at_m=route.length_m, after_s=route.duration_s)


def _doors(passages: Sequence[Passage], leg: Leg) -> Iterator[tuple[Passage, float]]:
    """The doors that a walk goes through, and after which share of it."""
    for door in passages:
        if door.floor == leg.from_floor and (share := _crossing(leg.points, door.line)) is not None:
            yield door, share


def _crossing(walk: Sequence[Point], line: Sequence[Point]) -> float | None:
    """After which share of its length a walk first meets a line; None when it does not."""
    length = sum(math.dist(a[:2], b[:2]) for a, b in pairwise(walk))
    walked = 0.0
    for a, b in pairwise(walk):
        shares = [share for c, d in pairwise(line) if (share := _meets(a, b, c, d)) is not None]
        piece = math.dist(a[:2], b[:2])
        if shares:
            return (walked + min(shares) * piece) / length if length > 0.0 else 0.0
        walked += piece
    return None


def _meets(a: Point, b: Point, c: Point, d: Point) -> float | None:
    """After which share of a → b it meets c → d; a walk along a door's line does not go through it."""
    ux, uy, vx, vy, wx, wy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1], c[0] - a[0], c[1] - a[1]
    area = ux * vy - uy * vx
    if area == 0.0:
        return None
    along, across = (wx * vy - wy * vx) / area, (wx * uy - wy * ux) / area
    return along if 0.0 <= along <= 1.0 and 0.0 <= across <= 1.0 else None
