"""All that is told of a route beside its line, in one call of a kernel: its trail, its footprints, what there is to say.

One call, not one for each: to hand a kernel its arrays and to take what it made costs as much as some of these take.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.arrivals import Goal
from navmesh.clear import clear_lines
from navmesh.compiled import compiled
from navmesh.footprints import leave_prints
from navmesh.held import Held
from navmesh.legs import Lines
from navmesh.plans import Scenery
from navmesh.steps import tell_steps
from navmesh.walls import Walls

# Lines are written to a tenth of a millimetre: nobody walks finer, and an answer is half as long.
WRITTEN = 1e4
# The trail of a walk: clear of things, or its exact line.
CLEAR, EXACT = range(2)


class Around(NamedTuple):
    """What is beside the ways of a ground: what they keep clear of, and what there is to see."""

    walls: Walls
    scenery: Scenery


class Told(NamedTuple):
    """What is told of a trip of l legs: from one spot to the next.

    trail:     (q, 3) float64, metres, the line one follows, leg by leg
    written:   (p + q, 3) float64, metres, the exact line and the trail to a tenth of a millimetre
    prints:    (6, n) int64, as of footprints.leave_prints;  trail_ends: (l,) int64, where the trail of each leg ends
    said:      (s, COLUMNS) int64, the steps as of steps.tell_steps
    """

    trail: NDArray[np.float64]
    written: NDArray[np.float64]
    prints: NDArray[np.int64]
    trail_ends: NDArray[np.int64]
    said: NDArray[np.int64]


@compiled
def hold_around(walls: Walls, scenery: Held) -> Held:
    """Bind what is beside the ways of a ground. scenery: Scenery"""
    return Held(Around(walls, scenery.arrays))  # type: ignore[no-untyped-call]


@compiled
def tell_lines(
    around: Held,
    lines: Lines,
    kind: int,
    facing_deg: float,
    start: int,
    goal: Goal,
    prints_before: int,
    metres_before: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What is told of exact lines, as in Told. around: Around;  kind: of the trail, CLEAR or EXACT

    facing_deg: the way one looks at first, nan where that is unknown;  start: the number of where one sets out, as in Goal
    prints_before, metres_before: of the route before it
    """
    trail, ends = lines.points, lines.ends
    if kind == CLEAR:
        trail, ends = clear_lines(around.arrays.walls, lines)
    prints = leave_prints(Lines(trail, ends, lines.floors, lines.metres, lines.rides), prints_before, metres_before)
    said = tell_steps(around.arrays.scenery, lines, facing_deg, start, goal, metres_before)
    exact = len(lines.points)
    written = np.empty((exact + len(trail), 3))
    for k in range(len(written)):
        for axis in range(3):
            metres = lines.points[k, axis] if k < exact else trail[k - exact, axis]
            written[k, axis] = np.rint(metres * WRITTEN) / WRITTEN
    return trail, written, prints, ends, said
