"""What a route passes that can be shut: the entrances where it begins and ends, doors with a name, connectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from navmesh.compiled import compiled
from navmesh.held import Held
from navmesh.lines import metres_along
from navmesh.plans import Surroundings, Words
from navmesh.route import Route

ENTRANCE, CONNECTOR = "entrance:", "connector:"


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
            for place, share in doors_met(surroundings.scenery, leg.from_floor, leg.line).tolist():
                door = surroundings.passages[int(place)]
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


@compiled
def doors_met(held: Held, floor: int, line: np.ndarray) -> np.ndarray:
    """The doors that a walk, (p, 3) float64, goes through, and after which share of it: (d, 2) float64. held: Scenery"""
    scenery, along = held.arrays, metres_along(line)
    found, count = np.empty((len(scenery.door), 2)), 0
    for piece in range(len(scenery.door)):
        if scenery.door_is[piece, 0] != floor:
            continue
        metres = _crossing(line, along, scenery.door[piece])
        if metres == np.inf:
            continue
        share, door = metres / along[-1] if along[-1] > 0.0 else 0.0, float(scenery.door_is[piece, 1])
        if count > 0 and found[count - 1, 0] == door:
            found[count - 1, 1] = min(found[count - 1, 1], share)
        else:
            found[count] = door, share
            count += 1
    return found[:count]


@compiled
def _crossing(line: np.ndarray, along: np.ndarray, piece: np.ndarray) -> float:
    """After how many metres a walk, (p, 3) float64, first meets a piece of a door's line, (4,) float64; inf if it does not.

    A walk along a door's line does not go through it.
    """
    vx, vy = piece[2] - piece[0], piece[3] - piece[1]
    for k in range(len(line) - 1):
        ux, uy = line[k + 1, 0] - line[k, 0], line[k + 1, 1] - line[k, 1]
        wx, wy = piece[0] - line[k, 0], piece[1] - line[k, 1]
        area = ux * vy - uy * vx
        if area != 0.0:
            share, across = (wx * vy - wy * vx) / area, (wx * uy - wy * ux) / area
            if 0.0 <= share <= 1.0 and 0.0 <= across <= 1.0:
                return float(along[k] + share * (along[k + 1] - along[k]))
    return np.inf
