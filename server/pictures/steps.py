"""What one sees at a step of a way: the footprints that lie ahead."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scene.views import Footprint, View

EYE = 1.75
WIDTH_PX, HEIGHT_PX = 640, 400
FOV_DEG, PITCH_DEG = 78.0, -13.0
BACK, AHEAD = 1.6, 4.5
# Before a ride, and before the goal.
BEFORE = 4.2
SEEN_WITHIN = 40.0

Line = NDArray[np.float64]


def step_view(route: Mapping[str, Any], number: int) -> View:
    """From a little before the step's place along its walk; a ride is seen from before it, the goal as one comes to it."""
    step, legs = route["steps"][number], route["legs"]
    leg = legs[step["leg"]]
    starts = np.cumsum([0.0, *(one["length_m"] for one in legs)])
    if "trail" not in leg:
        return _ride_view(legs, step["leg"])
    line = np.array(leg["trail"], dtype=np.float64)
    share = length_of(line) / max(leg["length_m"], 1e-9)
    done = (step["at_m"] - starts[step["leg"]]) * share
    left = length_of(line) - done
    if left >= AHEAD / 2:
        eye, goal = point_at(line, done - BACK), point_at(line, done + AHEAD)
        return _view(eye, heading(eye, goal))
    eye = point_at(line, length_of(line) - BEFORE)
    is_last = step["leg"] == len(legs) - 1
    end = line[-1]
    facing = math.radians(route["arrives"]["heading_deg"])
    beyond = end + 2.5 * np.array([math.cos(facing), math.sin(facing), 0.0]) if is_last else end
    return _view(eye, heading(eye, beyond))


def _ride_view(legs: Sequence[Mapping[str, Any]], number: int) -> View:
    """A connector from before its foot."""
    foot, head = (np.array(legs[number]["points"][end], dtype=np.float64) for end in (0, -1))
    before = legs[number - 1].get("trail") if number else None
    line = np.array(before if before is not None and len(before) > 1 else [foot, foot], dtype=np.float64)
    eye = point_at(line, length_of(line) - BEFORE)
    goal = head if math.dist(foot[:2], head[:2]) > 1.0 else foot
    if math.dist(eye[:2], goal[:2]) < 0.3:
        goal = eye + (line[-1] - line[-2]) + np.array([1e-3, 0.0, 0.0])
    return _view(eye, heading(eye, foot + 0.4 * (goal - foot)), pitch_deg=-4.0)


def _view(eye: Line, heading_deg: float, pitch_deg: float = PITCH_DEG) -> View:
    """Rounded, so that a way a hair's breadth aside gives the same picture."""
    x, y, z = (round(float(value), 2) for value in eye)
    return View(
        eye=(x, y, round(z + EYE, 2)), heading_deg=round(heading_deg, 1), pitch_deg=pitch_deg, fov_deg=FOV_DEG,
        width_px=WIDTH_PX, height_px=HEIGHT_PX,
    )  # fmt: skip


def prints_near(route: Mapping[str, Any], view: View) -> list[Footprint]:
    """The footprints of a way that can be made out."""
    prints = route["footprints"]
    # They may still be arrays, but a picture is told by plain numbers.
    columns = [np.asarray(prints[name], dtype=np.float64).tolist() for name in ("x", "y", "z", "heading_deg")]
    laid = [
        Footprint(at=(x / 1000, y / 1000, z / 1000), heading_deg=heading_deg, left=foot == "L")
        for x, y, z, heading_deg, foot in zip(*columns, prints["foot"], strict=True)
    ]
    return [one for one in laid if math.dist(one.at, view.eye) < SEEN_WITHIN]


def length_of(line: Line) -> float:
    """Metres along a line (n, 3)."""
    return float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())


def point_at(line: Line, metres: float) -> Line:
    """The point after so many metres of a line, within its ends: (3,)."""
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    return np.array([np.interp(metres, along, line[:, axis]) for axis in range(3)])


def heading(start: Line, end: Line) -> float:
    """Degrees counter-clockwise from +x."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
