"""The clear trail: the exact line of a walk, moved off things, with whole corners and few turns.

The exact line grazes every corner that it bends round. Each corner may move outwards by none, one, two or three thirds
of what keeps it clear; of all combinations one dynamic programme takes that with the least metres + weight × metres lost
by nearness (walls.look_along), with the greatest weight for which the trail is at most 3 % longer than the exact line.
Tried before: the way through the floor shrunk to 0.6 m, which turns elsewhere and ends in every narrow place; halving all
offsets until the line is short enough, which leaves four times as many corners grazed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.compiled import compiled, lean, lean_call
from navmesh.legs import RIDE, Lines
from navmesh.lines import distance, length_of
from navmesh.walls import Probe, Walls, look_along, most_pieces

MOST_LONGER = 1.03
# A corner that leaves the free straight line by less than this is none, metres.
KINK = 0.005
# Corners this near to one another are one that the cut mitre of the walkable floor made two, metres.
CUT_CORNER = 0.6
# How many places a corner may go to.
CHOICES = 4
# A metre lost by nearness is worth so many metres of way: at most, and when every centimetre counts.
GREATEST_WEIGHT = 8.0
LEAST_WEIGHT = 1e-4
WEIGHINGS = 9
# One turn less is worth so many metres.
TURN = 0.15
# Two opposite turns of more than 20° within this many metres are a zigzag; turns the same way so near are one.
ZIGZAG = 1.5
COSINE = 0.9396926207859084


class Looks(NamedTuple):
    """What lies between place j of corner i - 1 and place k of corner i: (n, CHOICES, CHOICES) each.

    metres:   float64;  lost: float64, how many of them are lost, or as many at least, for who has not looked to the end
    is_whole: bool, whether no more are lost
    """

    metres: NDArray[np.float64]
    lost: NDArray[np.float64]
    is_whole: NDArray[np.bool_]


class Table(NamedTuple):
    """Memory of the dynamic programme: what the best trail to each place costs, and by which place of the corner before.

    cost: (n, CHOICES) float64;  before: (n, CHOICES) int64;  picked: (n,) int64, the place of each corner
    """

    cost: NDArray[np.float64]
    before: NDArray[np.int64]
    picked: NDArray[np.int64]


@compiled
def clear_lines(walls: Walls, lines: Lines) -> tuple[np.ndarray, np.ndarray]:
    """The clear trails of a route, their points and ends as of Lines; rides are where they are."""
    points, ends = np.empty_like(lines.points), np.empty_like(lines.ends)
    count, first = 0, 0
    for leg in range(len(lines.floors)):
        line = lines.points[first : lines.ends[leg]]
        if lines.floors[leg] != RIDE and len(line) > 2:
            trail = clear_line(walls, lines.floors[leg], line[:, :2])
            points[count : count + len(trail), :2], points[count : count + len(trail), 2] = trail, line[0, 2]
            count += len(trail)
        else:
            points[count : count + len(line)] = line
            count += len(line)
        first, ends[leg] = lines.ends[leg], count
    return points[:count], ends


@compiled
def clear_line(walls: Walls, floor: int, line: np.ndarray) -> np.ndarray:
    """The clear trail of a walk, (m, 2) float64 with m <= n and the same ends. line: (n, 2) float64, metres, n >= 2

    Steps: 1. no kinks, whole corners, 2. what lies between the places each may go to, 3. the best of them, 4. drop needless
    corners, 5. move those that are left once more.
    """
    probe = Probe(walls, floor, np.empty((2, most_pieces(walls)), dtype=np.int64))
    line = _without_kinks(probe, line)
    most = MOST_LONGER * length_of(line)
    base = _whole_corners(probe, line)
    if length_of(base) > most:
        base = line.copy()
    if len(base) < 3:
        return base
    trail, lost, weight = _choose(probe, base, _places(base, walls.wanted), most)
    trail = trail[: _without_needless(probe, trail, lost, weight)]
    for k in range(1, len(trail) - 1):
        _move(probe, trail, lost, k, weight, most)
    return trail


@compiled
def _without_kinks(probe: Probe, line: np.ndarray) -> np.ndarray:
    """The line without corners that hardly leave the straight line, where that is free.

    The tables choose by whole numbers of some 1e-7 m, so that a way may touch a corner it need not touch. To move such a
    corner outwards can mean to move it into the thing.
    """
    kept, count = line.copy(), 1
    for k in range(1, len(line) - 1):
        before, at, after = kept[count - 1], line[k], line[k + 1]
        dx, dy = after[0] - before[0], after[1] - before[1]
        area = dx * (at[1] - before[1]) - dy * (at[0] - before[0])
        is_kink = area * area < KINK * KINK * (dx * dx + dy * dy)
        if is_kink and look_along(probe, before[0], before[1], after[0], after[1], np.inf)[1] < np.inf:
            continue
        kept[count] = at
        count += 1
    kept[count] = line[-1]
    return kept[: count + 1]


@compiled
def _whole_corners(probe: Probe, line: np.ndarray) -> np.ndarray:
    """The line with one corner instead of two where the lines before and after them meet, and it is free there."""
    whole = np.empty_like(line)
    count = 0
    for k in range(len(line)):
        whole[count] = line[k]
        count += 1
        while count >= 3 and k + 1 < len(line):
            before, after = whole[count - 3], line[k + 1]
            is_one, x, y = _meeting(before, whole[count - 2], whole[count - 1], after)
            if not is_one:
                break
            _, lost = look_along(probe, before[0], before[1], x, y, np.inf)
            _, lost_after = look_along(probe, x, y, after[0], after[1], np.inf)
            if lost + lost_after == np.inf:
                break
            count -= 1
            whole[count - 1, 0], whole[count - 1, 1] = x, y
    return whole[:count].copy()


@lean
def _meeting(before: np.ndarray, p: np.ndarray, q: np.ndarray, after: np.ndarray) -> tuple[bool, float, float]:
    """Whether p and q, on the way from before to after, are one corner, and where it is; points are (2,) float64."""
    ux, uy, vx, vy, wx, wy = (
        p[0] - before[0],
        p[1] - before[1],
        q[0] - p[0],
        q[1] - p[1],
        after[0] - q[0],
        after[1] - q[1],
    )
    first, second, both = ux * vy - uy * vx, vx * wy - vy * wx, ux * wy - uy * wx
    if vx * vx + vy * vy > CUT_CORNER * CUT_CORNER or first * second <= 0.0 or both * first <= 0.0:
        return False, 0.0, 0.0
    ahead = second / both
    x, y = p[0] + ahead * ux, p[1] + ahead * uy
    from_p, from_q = (
        (x - p[0]) * (x - p[0]) + (y - p[1]) * (y - p[1]),
        (x - q[0]) * (x - q[0]) + (y - q[1]) * (y - q[1]),
    )
    return max(from_p, from_q) <= CUT_CORNER * CUT_CORNER, x, y


@compiled
def _places(base: np.ndarray, wanted: float) -> np.ndarray:
    """Where each corner may go: (n, CHOICES, 2) float64, from its own place to where both its lines are clear."""
    places = np.empty((len(base), CHOICES, 2))
    for i in range(len(base)):
        push_x, push_y = 0.0, 0.0
        if 0 < i < len(base) - 1:
            push_x, push_y = _push(base[i - 1], base[i], base[i + 1], wanted)
        for k in range(CHOICES):
            places[i, k, 0] = base[i, 0] + k / (CHOICES - 1) * push_x
            places[i, k, 1] = base[i, 1] + k / (CHOICES - 1) * push_y
    return places


@lean
def _push(before: np.ndarray, at: np.ndarray, after: np.ndarray, wanted: float) -> tuple[float, float]:
    """Outwards, by so much that both lines of a corner, (2,) float64 each, move by `wanted`; twice that at the most."""
    ux, uy, wx, wy = at[0] - before[0], at[1] - before[1], after[0] - at[0], after[1] - at[1]
    u, w = np.sqrt(ux * ux + uy * uy), np.sqrt(wx * wx + wy * wy)
    ux, uy, wx, wy = ux / u, uy / u, wx / w, wy / w
    along_x, along_y = ux + wx, uy + wy
    along = np.sqrt(along_x * along_x + along_y * along_y)
    if along < 1e-6:
        return 0.0, 0.0
    side = 1.0 if ux * wy - uy * wx > 0.0 else -1.0
    push = side * wanted / max(along / 2.0, 0.5) / along
    return push * along_y, -push * along_x


@compiled
def _between(places: np.ndarray) -> np.ndarray:
    """Metres from place j of corner i - 1 to place k of corner i: (n, CHOICES, CHOICES) float64."""
    metres = np.empty((len(places), CHOICES, CHOICES))
    for i in range(1, len(places)):
        for j in range(CHOICES):
            for k in range(CHOICES):
                metres[i, j, k] = distance(places[i - 1, j, 0], places[i - 1, j, 1], places[i, k, 0], places[i, k, 1])
    return metres


@compiled
def _choose(probe: Probe, base: np.ndarray, places: np.ndarray, most: float) -> tuple[np.ndarray, np.ndarray, float]:
    """The best places, (n, 2) float64, what the line to each loses, (n,), and the weight that chose them.

    Steps: 1. the choice of the greatest weight that is short enough, 2. where it turns back and forth, one corner may go less
    far out, and from 1 again, 3. what its lines lose.
    """
    n = len(base)
    looks = Looks(_between(places), np.zeros((n, CHOICES, CHOICES)), np.zeros((n, CHOICES, CHOICES), dtype=np.bool_))
    table = Table(np.zeros((n, CHOICES)), np.zeros((n, CHOICES), dtype=np.int64), np.zeros(n, dtype=np.int64))
    # Of the places of each corner the first so many may be picked.
    limit = np.full(n, CHOICES)
    limit[0], limit[n - 1] = 1, 1
    trail, picked = base.copy(), table.picked
    while True:
        weight = _weigh(probe, places, looks, limit, most, table)
        if weight < 0.0:
            picked[:] = 0
        for i in range(n):
            trail[i] = places[i, picked[i]]
        swinging = _swinging(base, trail, picked)
        if swinging < 0:
            break
        limit[swinging] = picked[swinging]
    lost = np.zeros(n)
    for i in range(1, n):
        lost[i] = _lost_between(probe, places, looks, i, picked[i - 1], picked[i], np.inf)
    return trail, lost, max(weight, LEAST_WEIGHT)


@lean_call
def _swinging(base: np.ndarray, trail: np.ndarray, picked: np.ndarray) -> int:
    """Of the first two corners between which the trail swings more than its base, the one further out; -1 where none do.

    base, trail: (n, 2) float64;  picked: as in Table
    """
    for i in range(1, len(base) - 2):
        further = i if picked[i] >= picked[i + 1] else i + 1
        if picked[further] > 0 and swing_at(trail, i) > swing_at(base, i):
            return further
    return -1


@lean_call
def _weigh(probe: Probe, places: np.ndarray, looks: Looks, limit: np.ndarray, most: float, table: Table) -> float:
    """The greatest weight whose choice is short enough, by bisection; -1 when none is. Writes its choice to table.picked."""
    low, high = LEAST_WEIGHT, GREATEST_WEIGHT
    weight = high
    for weighing in range(WEIGHINGS):
        if _pick(probe, places, looks, limit, weight, table) <= most:
            if weighing == 0:
                return weight
            low = weight
        else:
            high = weight
        weight = np.sqrt(low * high)
    return low if _pick(probe, places, looks, limit, low, table) <= most else -1.0


@lean_call
def _pick(probe: Probe, places: np.ndarray, looks: Looks, limit: np.ndarray, weight: float, table: Table) -> float:
    """Write the places with the least metres + weight · metres lost to table.picked; returns their metres.

    Steps: 1. forwards, the least cost to each place over all places of the corner before, 2. backwards, the places that led there.
    Furthest out first: what then costs more by its metres alone need not be looked at. Of equals the nearest in is taken.
    """
    cost, before = table.cost, table.before
    n = len(cost)
    for i in range(1, n):
        for k in range(limit[i]):
            cost[i, k] = np.inf
            for j in range(limit[i - 1] - 1, -1, -1):
                so_far = cost[i - 1, j] + looks.metres[i, j, k]
                if so_far == np.inf or so_far + weight * looks.lost[i, j, k] > cost[i, k]:
                    continue
                most_lost = _most_lost(cost[i, k] - so_far, weight)
                here = so_far + weight * _lost_between(probe, places, looks, i, j, k, most_lost)
                if here <= cost[i, k]:
                    cost[i, k], before[i, k] = here, j
    if cost[n - 1, 0] == np.inf:
        return np.inf
    total, k = 0.0, 0
    for i in range(n - 1, 0, -1):
        table.picked[i] = k
        total += looks.metres[i, before[i, k], k]
        k = before[i, k]
    return total


@lean
def _most_lost(metres: float, weight: float) -> float:
    """What loses more than this costs more than so many metres, however numbers are rounded."""
    return metres / weight + 1e-6


@lean
def _lost_between(probe: Probe, places: np.ndarray, looks: Looks, i: int, j: int, k: int, most_lost: float) -> float:
    """What is lost from place j of corner i - 1 to place k of corner i, up to most_lost; looked for when first needed."""
    if not looks.is_whole[i, j, k]:
        x, y = places[i - 1, j, 0], places[i - 1, j, 1]
        lost = look_along(probe, x, y, places[i, k, 0], places[i, k, 1], most_lost)[1]
        looks.lost[i, j, k], looks.is_whole[i, j, k] = lost, lost <= most_lost or lost == np.inf
    return float(looks.lost[i, j, k])


@compiled
def _without_needless(probe: Probe, trail: np.ndarray, lost: np.ndarray, weight: float) -> int:
    """Drop corners whose lack costs less than a turn is worth, and swings no more; how many points are left.

    trail: (n, 2) float64 and lost: (n,) float64, of the line to each point; both are written
    """
    i, n, without = 1, len(trail), np.empty_like(trail)
    while i < n - 1:
        a, at, b = trail[i - 1], trail[i], trail[i + 1]
        metres = distance(a[0], a[1], b[0], b[1])
        bent = distance(a[0], a[1], at[0], at[1]) + distance(at[0], at[1], b[0], b[1])
        bent += weight * (lost[i] + lost[i + 1])
        most_lost = _most_lost(bent + TURN - metres, weight)
        straight = look_along(probe, a[0], a[1], b[0], b[1], most_lost)[1]
        if straight < np.inf and metres + weight * straight <= bent + TURN:
            without[:i], without[i : n - 1] = trail[:i], trail[i + 1 : n]
            if swing_of(without[: n - 1]) <= swing_of(trail[:n]):
                trail[:], lost[i : n - 1] = without, lost[i + 1 : n]
                lost[i], n, i = straight, n - 1, max(i - 1, 1)
                continue
        i += 1
    return n


@lean_call
def _move(probe: Probe, trail: np.ndarray, lost: np.ndarray, i: int, weight: float, most: float) -> None:
    """Move one corner out by thirds of the wanted distance, or in by one, to where its lines cost least.

    lost: (n,) float64, of the line to each point; written
    """
    ax, ay, bx, by = trail[i - 1, 0], trail[i - 1, 1], trail[i + 1, 0], trail[i + 1, 1]
    at_x, at_y = trail[i, 0], trail[i, 1]
    dx, dy = bx - ax, by - ay
    chord = np.sqrt(dx * dx + dy * dy)
    if chord < 1e-6:
        return
    first, second = distance(ax, ay, at_x, at_y), distance(at_x, at_y, bx, by)
    rest = length_of(trail) - first - second
    least, best_x, best_y = first + second + weight * (lost[i] + lost[i + 1]), at_x, at_y
    out = (1.0 if (at_x - ax) * dy - (at_y - ay) * dx > 0.0 else -1.0) * probe.walls.wanted / chord
    swing = swing_of(trail)
    for k in range(4):
        step = -1.0 / 3.0 if k == 3 else (k + 1.0) / 3.0
        x, y = at_x + step * out * dy, at_y - step * out * dx
        first, second = distance(ax, ay, x, y), distance(x, y, bx, by)
        trail[i, 0], trail[i, 1] = x, y
        # What costs more by its metres alone, or may not be, need not be looked at.
        if first + second >= least or rest + first + second > most or swing_of(trail) > swing:
            continue
        most_lost = _most_lost(least - first - second, weight)
        first_lost = look_along(probe, ax, ay, x, y, most_lost)[1]
        if first_lost > most_lost:
            continue
        second_lost = look_along(probe, x, y, bx, by, most_lost - first_lost)[1]
        cost = first + second + weight * (first_lost + second_lost)
        if cost < least:
            least, best_x, best_y = cost, x, y
            lost[i], lost[i + 1] = first_lost, second_lost
    trail[i, 0], trail[i, 1] = best_x, best_y


@lean_call
def swing_of(line: np.ndarray) -> float:
    """How much a line, (n, 2) float64, turns back and forth."""
    swing = 0.0
    for i in range(1, len(line) - 2):
        swing += swing_at(line, i)
    return swing


@lean_call
def swing_at(line: np.ndarray, i: int) -> float:
    """How sharply a line, (n, 2) float64, turns at corner i and back at the next one: 0 where it is no zigzag, 2 at most.

    Of both turns the gentler one counts, and it is taken together with those the same way beside it: a corner of which
    the cut mitre made two is measured like a whole one.
    """
    side = _turn(line, i)
    if side * _turn(line, i + 1) >= 0.0 or not _is_near(line, i, i + 1):
        return 0.0
    first, last = i - 1, i + 1
    while first > 0 and _turn(line, first) * side > 0.0 and _is_near(line, first, i):
        first -= 1
    while last < len(line) - 2 and _turn(line, last + 1) * side < 0.0 and _is_near(line, i + 1, last + 1):
        last += 1
    return max(COSINE - max(_cosine(line, first, i), _cosine(line, i, last)), 0.0)


@lean
def _turn(line: np.ndarray, i: int) -> float:
    """Above 0 where a line, (n, 2) float64, turns left at corner i, below where right."""
    ux, uy = line[i, 0] - line[i - 1, 0], line[i, 1] - line[i - 1, 1]
    return float(ux * (line[i + 1, 1] - line[i, 1]) - uy * (line[i + 1, 0] - line[i, 0]))


@lean
def _is_near(line: np.ndarray, i: int, j: int) -> bool:
    """Whether corners i and j of a line, (n, 2) float64, are so near that turns there are a zigzag, or one turn."""
    dx, dy = line[j, 0] - line[i, 0], line[j, 1] - line[i, 1]
    return bool(dx * dx + dy * dy < ZIGZAG * ZIGZAG)


@lean
def _cosine(line: np.ndarray, i: int, j: int) -> float:
    """Of the angle between a line's pieces, (n, 2) float64, that begin at i and at j."""
    ux, uy = line[i + 1, 0] - line[i, 0], line[i + 1, 1] - line[i, 1]
    vx, vy = line[j + 1, 0] - line[j, 0], line[j + 1, 1] - line[j, 1]
    return float((ux * vx + uy * vy) / np.sqrt((ux * ux + uy * uy) * (vx * vx + vy * vy)))
