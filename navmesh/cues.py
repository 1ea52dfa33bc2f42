"""What there is to tell of a walk: the turns, the zones one comes into and leaves, and the landmarks seen on the way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from navmesh.bends import ROUND_AT_ONCE_DEG, ROUND_DEG, Course, course_of, heading, kind_of_turn, turned_by
from navmesh.compiled import compiled, lean
from navmesh.lines import metres_along
from navmesh.plans import Scenery
from navmesh.scenery import is_in_sight
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
# Who goes at least so far before the next cue is told what one passes within so many metres, and no more ahead than aside.
LEAST_PASSING, PASSING = 15.0, 5.0
LEAST_ASIDE_DEG, MOST_ASIDE_DEG = 30.0, 150.0
# Where a way begins or ends there is no word about its zone.
AT_ENDS = 2.0
# So few metres before the end are no step of their own.
LAST_STEPS = 3.0
# Up to here people say "a few steps".
FEW_STEPS = 3.0
# The number of no landmark, of no zone, of no turn.
NONE = -1


class Cue(NamedTuple):
    """Something to do, so many metres along a walk: come into a zone or leave it, and turn, at a landmark or without.

    Zones, landmarks and the gate by which one comes into the zone or leaves it are numbers, as in Surroundings.
    """

    along: float
    enters: int
    leaves: int
    turn_deg: float
    mark: int
    gate: int


class Walked(NamedTuple):
    """All that the sentence of a part of a walk says, from one cue to the next, in whole numbers; NONE: nothing of the kind.

    metres: as they are said, 0 for a few steps;  is_first: of its walk, and first_turn: the turn before it
    passes: a landmark, and side: 1 on the left, -1 on the right
    enters, leaves: zones at its end, and gate: the one of several doors by which
    turn: at its end, and mark: the landmark it is named after;  reaches: the connector to which it leads
    Turns are numbers in bends.TURN_KINDS; the other things are numbers as in Surroundings.
    """

    metres: int
    is_first: int
    first_turn: int
    passes: int
    side: int
    enters: int
    leaves: int
    gate: int
    turn: int
    mark: int
    reaches: int


# How many numbers that are.
WALKED_FIELDS = len(Walked._fields)


@compiled
def tell_walk(
    scenery: Scenery, floor: int, line: np.ndarray, facing_deg: float, goal: tuple[float, float], reaches: int
) -> tuple[np.ndarray, np.ndarray, Course]:
    """A walk as it is told, and what one remembers of it.

    line: (p, 3) float64, metres;  facing_deg: the way one looks before it, nan where that is unknown
    goal: where the route ends;  reaches: the connector to which the walk leads, NONE where the route ends with it
    Of each part after how many metres it begins, (s,) float64, and what its sentence says, (s, WALKED_FIELDS) int64, as in Walked.
    """
    along = metres_along(line)
    course, bends = course_of(line, along, facing_deg)
    cues = _cues(scenery, floor, line, along, bends, goal)
    begin, length = 0.0, along[-1]
    # Who goes on to a ride has to be told the last part, however short it is.
    if reaches != NONE or len(cues) == 0 or length - cues[-1].along >= LAST_STEPS:
        cues.append(Cue(length, NONE, NONE, 0.0, NONE, NONE))
    is_at_once = len(bends) > 0 and bends[0, 2] == 0.0
    first_turn = kind_of_turn(bends[0, 3], ROUND_AT_ONCE_DEG) if is_at_once else NONE
    begins, says = np.empty(len(cues)), np.empty((len(cues), WALKED_FIELDS), dtype=np.int64)
    for k, cue in enumerate(cues):
        passes, side = _passed(scenery, floor, line, along, begin, cue.along, cue.mark)
        turn = kind_of_turn(cue.turn_deg, ROUND_DEG) if cue.turn_deg != 0.0 else NONE
        is_first, is_last = k == 0, k == len(cues) - 1
        begins[k] = begin
        says[k] = Walked(
            said(cue.along - begin),
            int(is_first),
            first_turn if is_first else NONE,
            passes,
            side,
            cue.enters,
            cue.leaves,
            cue.gate,
            turn,
            cue.mark,
            reaches if is_last else NONE,
        )
        begin = cue.along
    return begins, says, course


@lean
def said(metres: float) -> int:
    """Metres as people say them, 0 for a few steps. Not steps: these are of every length, and wheels make none."""
    if metres < FEW_STEPS:
        return 0
    unit = 1.0 if metres < 10.0 else 5.0 if metres < 50.0 else 10.0
    return int(unit * np.rint(metres / unit))


@compiled
def _cues(
    scenery: Scenery, floor: int, line: np.ndarray, along: np.ndarray, bends: np.ndarray, goal: tuple[float, float]
) -> list[Cue]:
    """The cues of a walk in their order; what lies close together is one. bends: as of course_of"""
    found = [
        Cue(bend[2], NONE, NONE, bend[3], _named_after(scenery, floor, line, along, bend), NONE)
        for bend in bends
        if bend[2] > 0.0
    ]
    _add_doors(scenery, floor, line, along, goal, found)
    cues = found[:0]
    # Of a turn and a zone at the same place the turn comes first.
    for k in np.argsort(np.array([cue.along for cue in found]), kind="mergesort"):
        cue = found[k]
        if len(cues) > 0 and cue.along - cues[-1].along <= TOGETHER and cue.turn_deg * cues[-1].turn_deg == 0.0:
            cues[-1] = _joined(cues[-1], cue)
        else:
            cues.append(cue)
    return cues


@lean
def _joined(one: Cue, other: Cue) -> Cue:
    """A zone and a turn in one, or a zone one leaves for another at once."""
    enters = other.enters if other.enters != NONE else one.enters
    leaves = other.leaves if other.leaves != NONE else one.leaves
    turn = one if one.turn_deg != 0.0 else other
    # Of two zones with nothing between, the gate of either is the door from one to the other.
    gate = other.gate if other.gate != NONE else one.gate
    return Cue(other.along, enters, leaves if enters == NONE else NONE, turn.turn_deg, turn.mark, gate)


@compiled
def _add_doors(
    scenery: Scenery, floor: int, line: np.ndarray, along: np.ndarray, goal: tuple[float, float], cues: list[Cue]
) -> None:
    """Append where the walk comes into zones and leaves them, for long or for good."""
    length = along[-1]
    left, bottom, right, top = line[:, 0].min(), line[:, 1].min(), line[:, 0].max(), line[:, 1].max()
    for zone in range(len(scenery.zone_is)):
        low_x, low_y, high_x, high_y = scenery.zone_box[zone]
        if scenery.zone_is[zone, 0] != floor or left > high_x or right < low_x or bottom > high_y or top < low_y:
            continue
        edges = _edges(scenery, zone)
        for begin, end in stays_in(edges, line, along):
            is_last = end > length - AT_ENDS and is_inside(edges, goal[0], goal[1])
            if is_last or end - begin >= (LEAST_TO_LEAVE if begin < AT_ENDS else LEAST_STAY):
                if 0.0 < begin < length - AT_ENDS:
                    cues.append(Cue(begin, zone, NONE, 0.0, NONE, _gate_at(scenery, zone, line, along, begin)))
                if 0.0 < end < length - AT_ENDS:
                    cues.append(Cue(end, NONE, zone, 0.0, NONE, _gate_at(scenery, zone, line, along, end)))


@lean
def _gate_at(scenery: Scenery, zone: int, line: np.ndarray, along: np.ndarray, metres: float) -> int:
    """The gate of a zone in whose opening one stands after so many metres."""
    x, y, _ = _place_along(line, along, metres)
    for gate in range(len(scenery.gate)):
        metres = np.hypot(scenery.gate[gate, 0] - x, scenery.gate[gate, 1] - y)
        if scenery.gate_is[gate] == zone and metres <= scenery.gate[gate, 2]:
            return gate
    return NONE


@compiled
def _named_after(scenery: Scenery, floor: int, line: np.ndarray, along: np.ndarray, bend: np.ndarray) -> int:
    """The nearest landmark at a bend, (4,) float64, that is there to be seen."""
    # Through a door one goes first, and what is left behind is no longer looked for.
    x, y, _ = _place_along(line, along, bend[2] + TOGETHER)
    zone, found, nearest = _zone_at(scenery, floor, x, y), NONE, np.inf
    for mark in range(len(scenery.mark)):
        if scenery.mark_is[mark, 0] != floor or scenery.mark_is[mark, 1] != zone:
            continue
        metres = np.hypot(scenery.mark[mark, 0] - bend[0], scenery.mark[mark, 1] - bend[1])
        is_nearer = metres <= scenery.mark[mark, 2] and metres < nearest
        if is_nearer and _is_seen(scenery, floor, line, along, max(bend[2] - LOOK_OUT, 0.0), mark):
            found, nearest = mark, metres
    return found


@compiled
def _passed(
    scenery: Scenery, floor: int, line: np.ndarray, along: np.ndarray, begin: float, end: float, but: int
) -> tuple[int, int]:
    """What one passes between two cues far apart, and on which side: the first that is seen, no window, and not called as `but`."""
    found, side, first = NONE, 0, end - TOGETHER
    if end - begin < LEAST_PASSING:
        return found, side
    left, bottom = line[:, 0].min() - PASSING, line[:, 1].min() - PASSING
    right, top = line[:, 0].max() + PASSING, line[:, 1].max() + PASSING
    for mark in range(len(scenery.mark)):
        is_it = scenery.mark_is[mark]
        if is_it[0] != floor or is_it[3] or (but != NONE and is_it[2] == scenery.mark_is[but, 2]):
            continue
        mark_x, mark_y = scenery.mark[mark, 0], scenery.mark[mark, 1]
        if not (left <= mark_x <= right and bottom <= mark_y <= top):
            continue
        place, metres = nearest_along(line, along, mark_x, mark_y)
        if metres > PASSING or not begin + AT_ENDS < place < first:
            continue
        x, y, way = _place_along(line, along, place)
        aside = turned_by(way, heading(x, y, scenery.mark[mark, 3], scenery.mark[mark, 4]))
        is_aside = LEAST_ASIDE_DEG < abs(aside) < MOST_ASIDE_DEG
        if is_aside and _is_seen(scenery, floor, line, along, max(place - LOOK_OUT, begin), mark):
            found, side, first = mark, 1 if aside > 0.0 else -1, place
    return found, side


@lean
def _is_seen(scenery: Scenery, floor: int, line: np.ndarray, along: np.ndarray, metres: float, mark: int) -> bool:
    """Whether one who has come so far sees a landmark: near enough, ahead, and nothing stands between."""
    x, y, way = _place_along(line, along, metres)
    mark_x, mark_y = scenery.mark[mark, 0], scenery.mark[mark, 1]
    if np.hypot(mark_x - x, mark_y - y) > SIGHT:
        return False
    if abs(turned_by(way, heading(x, y, mark_x, mark_y))) > VIEW_DEG:
        return False
    return is_in_sight(scenery.solids, floor, x, y, mark_x, mark_y)


@compiled
def _zone_at(scenery: Scenery, floor: int, x: float, y: float) -> int:
    """The zone in which a point lies, the first of several."""
    for zone in range(len(scenery.zone_is)):
        low_x, low_y, high_x, high_y = scenery.zone_box[zone]
        is_near = scenery.zone_is[zone, 0] == floor and low_x <= x <= high_x and low_y <= y <= high_y
        if is_near and is_inside(_edges(scenery, zone), x, y):
            return zone
    return NONE


@compiled
def _edges(scenery: Scenery, zone: int) -> np.ndarray:
    """The edges of a zone: (e, 4) float64."""
    return scenery.edges[scenery.zone_is[zone, 1] : scenery.zone_is[zone, 2]]


@lean
def _place_along(line: np.ndarray, along: np.ndarray, metres: float) -> tuple[float, float, float]:
    """Where one is after so many metres, and the way one goes on from there, degrees."""
    k = 0
    while k + 2 < len(along) and along[k + 1] <= metres:
        k += 1
    x, y, to_x, to_y = line[k, 0], line[k, 1], line[k + 1, 0], line[k + 1, 1]
    piece = along[k + 1] - along[k]
    share = min(max((metres - along[k]) / piece, 0.0), 1.0) if piece > 0.0 else 0.0
    return x + share * (to_x - x), y + share * (to_y - y), heading(x, y, to_x, to_y)
