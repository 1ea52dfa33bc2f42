"""What there is to tell of a walk: the turns, the zones one comes into and leaves, and the landmarks seen on the way."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import LineString

from navmesh.bends import Bend, Course, heading_between, turn_between
from navmesh.legs import XYZ
from navmesh.plans import Landmark, Spot, Surroundings, Words, Zone
from navmesh.zones import is_inside, nearest_along, stays_in

# Who is in a zone for less is not told of it; who sets out in it, for less than the second.
LEAST_STAY, LEAST_TO_LEAVE = 8.0, 2.5
# A zone one comes into so near to a turn, or to another zone that one leaves, is told together with it.
TOGETHER = 4.5
# From so far before a turn one looks out for what it is named after, and further than SIGHT nobody does.
LOOK_OUT = 8.0
SIGHT = 15.0
# What lies this far off the way one is going is in view.
VIEW_DEG = 60.0
# On a stretch at least this long, one is told what one passes within so many metres.
LEAST_PASSING, PASSING = 15.0, 5.0
# Where a way begins or ends there is no word about its zone.
AT_ENDS = 2.0


class Cue(NamedTuple):
    """Something to do, so many metres along a walk: come into a zone or leave it, and turn, at a landmark or without."""

    along: float
    enters: Words | None = None
    leaves: Words | None = None
    turn_deg: float = 0.0
    landmark: Landmark | None = None


class Walk(NamedTuple):
    """A walk as it is told. points: (p, 3) float64, the line again;  along: (p,) metres from its start to each."""

    floor: int
    line: Sequence[XYZ]
    points: NDArray[np.float64]
    along: Sequence[float]
    course: Course


def walk_of(floor: int, line: Sequence[XYZ], course: Course) -> Walk:
    """A walk over a floor."""
    along = accumulate([math.dist(a[:2], b[:2]) for a, b in pairwise(line)], initial=0.0)
    return Walk(floor, line, np.array(line), list(along), course)


def cues_of(surroundings: Surroundings, walk: Walk, goal: Spot) -> list[Cue]:
    """The cues of a walk in their order; what lies close together is one."""
    length = walk.along[-1]
    turns = [_turn(surroundings, walk, bend) for bend in walk.course.bends if bend.along > 0.0]
    doors = [cue for cue in _doors(surroundings, walk, goal) if 0.0 < cue.along < length - AT_ENDS]
    cues: list[Cue] = []
    for cue in sorted([*turns, *doors], key=lambda one: one.along):
        if cues and cue.along - cues[-1].along <= TOGETHER and (together := _joined(cues[-1], cue)):
            cues[-1] = together
        else:
            cues.append(cue)
    return cues


def _joined(one: Cue, other: Cue) -> Cue | None:
    """A door and a turn in one, or a zone one leaves for another at once; None for two turns."""
    if one.turn_deg and other.turn_deg:
        return None
    enters = other.enters or one.enters
    turn = one if one.turn_deg else other
    leaves = None if enters else other.leaves or one.leaves
    return Cue(other.along, enters, leaves, turn.turn_deg, turn.landmark)


def _doors(surroundings: Surroundings, walk: Walk, goal: Spot) -> Iterator[Cue]:
    """Where the walk comes into zones and leaves them, for long or for good."""
    length = walk.along[-1]
    for zone in surroundings.zones:
        if zone.floor != walk.floor:
            continue
        for begin, end in stays_in(zone.edges, walk.points).tolist():
            is_last = end > length - AT_ENDS and is_inside(zone.edges, goal.x, goal.y)
            if is_last or end - begin >= (LEAST_TO_LEAVE if begin < AT_ENDS else LEAST_STAY):
                yield Cue(begin, enters=zone.name)
                yield Cue(end, leaves=zone.name)


def _turn(surroundings: Surroundings, walk: Walk, bend: Bend) -> Cue:
    """A turn, named after the nearest landmark that is there to be seen."""
    near = [
        mark
        for mark in surroundings.landmarks
        if mark.floor == walk.floor and math.dist((mark.x, mark.y), (bend.x, bend.y)) <= mark.reach
    ]
    near.sort(key=lambda mark: math.dist((mark.x, mark.y), (bend.x, bend.y)))
    from_here = max(bend.along - LOOK_OUT, 0.0)
    # Through a door one goes first, and what is left behind is no longer looked for.
    x, y, _ = place_along(walk, bend.along + TOGETHER)
    zone = _zone_at(surroundings, walk.floor, x, y)
    landmark = next(
        (
            mark
            for mark in near
            if _zone_at(surroundings, walk.floor, mark.x, mark.y) is zone
            and is_seen(surroundings, walk, from_here, mark)
        ),
        None,
    )
    return Cue(bend.along, turn_deg=bend.turn_deg, landmark=landmark)


def _zone_at(surroundings: Surroundings, floor: int, x: float, y: float) -> Zone | None:
    return next((one for one in surroundings.zones if one.floor == floor and is_inside(one.edges, x, y)), None)


def passed(
    surroundings: Surroundings, walk: Walk, begin: float, end: float, but: Landmark | None
) -> tuple[Landmark, str] | None:
    """What one passes on a long stretch, and on which side: the first that is seen, no window, and not called as `but`."""
    if end - begin < LEAST_PASSING:
        return None
    marks = [
        mark
        for mark in surroundings.landmarks
        if mark.floor == walk.floor and not mark.is_window and (but is None or mark.name != but.name)
    ]
    places = nearest_along(walk.points, np.array([(mark.x, mark.y) for mark in marks]).reshape(-1, 2)).tolist()
    found = [
        (along, mark)
        for (along, metres), mark in zip(places, marks, strict=True)
        if begin + AT_ENDS < along < end - TOGETHER and metres <= PASSING
    ]
    for along, mark in sorted(found, key=lambda one: one[0]):
        x, y, heading = place_along(walk, along)
        side = turn_between(heading, heading_between((x, y), (mark.x, mark.y)))
        if 30.0 < abs(side) < 150.0 and is_seen(surroundings, walk, max(along - LOOK_OUT, begin), mark):
            return mark, "left" if side > 0 else "right"
    return None


def is_seen(surroundings: Surroundings, walk: Walk, along: float, mark: Landmark) -> bool:
    """Whether one who has come so far sees a landmark: near enough, ahead, and nothing stands between."""
    x, y, heading = place_along(walk, along)
    if math.dist((x, y), (mark.x, mark.y)) > SIGHT:
        return False
    if abs(turn_between(heading, heading_between((x, y), (mark.x, mark.y)))) > VIEW_DEG:
        return False
    return not surroundings.floors[walk.floor].solids.intersects(LineString([(x, y), (mark.x, mark.y)]))


def place_along(walk: Walk, along: float) -> tuple[float, float, float]:
    """Where one is after so many metres, and the way one goes on from there, degrees."""
    k = 0
    while k + 2 < len(walk.along) and walk.along[k + 1] <= along:
        k += 1
    (x0, y0, _), (x1, y1, _) = walk.line[k], walk.line[k + 1]
    metres = walk.along[k + 1] - walk.along[k]
    share = min(max((along - walk.along[k]) / metres, 0.0), 1.0) if metres > 0.0 else 0.0
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0), heading_between((x0, y0), (x1, y1))
