"""Where the body of an escalator, a stair, a lift lies with respect to the stops of its connector.

A stop is a point of the floor in front of the body: LANDING metres of free floor lie between it and the body.

- escalator, and stairs whose neighbouring stops lie apart: a straight body from LANDING after the foot's stop to LANDING
  before the head's stop (`straight_body`). An escalator's body is ESCALATOR_SIDES wider than its width (default 1.0 m).
  A comfortable run from stop to stop: escalator rise * 1.733 + 4.4 m (30 degrees, flat steps at both ends), stairs rise * 2 + 2.7 m.
- stairs whose stops lie at one point of the plan: a dog-leg (half-turn) stair in a core; the connector's extra field
  `heading_deg` points into the core. The flight up begins on the right, the one from below arrives on the left (`core_body`).
- lift: the stops lie in front of its doors; the extra field `heading_deg` points from the shaft towards who waits (`shaft_body`).

The body is an obstacle on its lowest floor and a void on the floors above (a lift's shaft: an obstacle on each).
"""

from __future__ import annotations

import math

from models.kind import Ring
from models.mesh import Point

LANDING = 0.6
ESCALATOR_WIDTH = 1.0
ESCALATOR_SIDES = 0.6
STAIRS_WIDTH = 2.0
LIFT_LANDING = 0.8
LIFT_WIDTH = 2.4
LIFT_DEPTH = 2.4
CORE_WELL = 0.2
STEP_RISE = 0.155
STEP_RUN = 0.29


def straight_body(foot: Point, head: Point, width: float) -> Ring:
    """The rectangle, `width` wide over all, between two stops; in the stops' coordinates, counter-clockwise."""
    run = math.hypot(head[0] - foot[0], head[1] - foot[1])
    u = ((head[0] - foot[0]) / run, (head[1] - foot[1]) / run)
    return _oriented(foot, u, LANDING, run - LANDING, width)


def escalator_body(foot: Point, head: Point, width: float = ESCALATOR_WIDTH) -> Ring:
    """`straight_body` of an escalator whose steps are `width` wide."""
    return straight_body(foot, head, width + ESCALATOR_SIDES)


def core_depth(rise: float, width: float) -> float:
    """Depth of a dog-leg stair: half the steps and a landing as deep as a flight is wide."""
    return math.ceil(rise / STEP_RISE / 2) * STEP_RUN + width


def core_body(at: Point, heading_deg: float, rise: float, width: float = STAIRS_WIDTH) -> Ring:
    """The rectangle of a dog-leg stair with flights `width` wide; heading points from the stop into the core."""
    u = (math.cos(math.radians(heading_deg)), math.sin(math.radians(heading_deg)))
    return _oriented(at, u, LANDING, LANDING + core_depth(rise, width), 2 * width + CORE_WELL)


def shaft_body(at: Point, heading_deg: float, width: float = LIFT_WIDTH, depth: float = LIFT_DEPTH) -> Ring:
    """The rectangle of a lift's shaft; heading points from the shaft to the stop, where one waits."""
    u = (-math.cos(math.radians(heading_deg)), -math.sin(math.radians(heading_deg)))
    return _oriented(at, u, LIFT_LANDING, LIFT_LANDING + depth, width)


def _oriented(origin: Point, u: Point, near: float, far: float, width: float) -> Ring:
    """A rectangle from `near` to `far` along the unit vector u."""
    v = (-u[1], u[0])
    half = width / 2
    corners = ((near, -half), (far, -half), (far, half), (near, half))
    return tuple((origin[0] + a * u[0] + b * v[0], origin[1] + a * u[1] + b * v[1]) for a, b in corners)
