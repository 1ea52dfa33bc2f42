"""All that is told of a route beside its line, in one call of a kernel: its trail, its footprints, what there is to say.

One call, not one for each: to hand a kernel its arrays and to take what it made costs as much as some of these take.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from navmesh.clear import clear_lines
from navmesh.compiled import compiled
from navmesh.cues import tell_walks
from navmesh.footprints import leave_prints
from navmesh.held import Held
from navmesh.legs import Lines
from navmesh.plans import Scenery
from navmesh.walls import Walls

# Lines are written to a tenth of a millimetre: nobody walks finer, and an answer is half as long.
WRITTEN = 1e4


class Around(NamedTuple):
    """What is beside the ways of a ground: what they keep clear of, and what there is to see."""

    walls: Walls
    scenery: Scenery


class Told(NamedTuple):
    """What is told of a stretch of l legs.

    trail:     (q, 3) float64, metres, the line one follows, leg by leg
    written:   (p + q, 3) float64, metres, the exact line and the trail to a tenth of a millimetre
    prints:    (6, n) int64, as of footprints.leave_prints;  stretches: (s, 11) float64, as of cues.stretches_of
    legs:      (l, 9) float64, of each leg where its trail ends, where its stretches end, and what Course has
    """

    trail: NDArray[np.float64]
    written: NDArray[np.float64]
    prints: NDArray[np.int64]
    stretches: NDArray[np.float64]
    legs: NDArray[np.float64]


@compiled
def hold_around(walls: Walls, scenery: Held) -> Held:
    """Bind what is beside the ways of a ground. scenery: Scenery"""
    return Held(Around(walls, scenery.arrays))  # type: ignore[no-untyped-call]


@compiled
def tell_lines(
    around: Held,
    lines: Lines,
    is_clear: bool,
    facing_deg: float,
    goal: tuple[float, float],
    prints_before: int,
    metres_before: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """What is told of exact lines, as in Told. around: Around;  is_clear: whether the trail keeps clear of things

    facing_deg: the way one looks at first, nan where that is unknown;  goal: where the stretch ends
    prints_before, metres_before: of the route before it
    """
    trail, ends = lines.points, lines.ends
    if is_clear:
        trail, ends = clear_lines(around.arrays.walls, lines)
    prints = leave_prints(Lines(trail, ends, lines.floors, lines.metres), prints_before, metres_before)
    stretches, stretch_ends, courses = tell_walks(around.arrays.scenery, lines, facing_deg, goal)
    legs = np.empty((len(ends), 9))
    for leg in range(len(ends)):
        legs[leg, 0], legs[leg, 1], legs[leg, 2:] = ends[leg], stretch_ends[leg], courses[leg]
    exact = len(lines.points)
    written = np.empty((exact + len(trail), 3))
    for k in range(len(written)):
        for axis in range(3):
            metres = lines.points[k, axis] if k < exact else trail[k - exact, axis]
            written[k, axis] = np.rint(metres * WRITTEN) / WRITTEN
    return trail, written, prints, stretches, legs
