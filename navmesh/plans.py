"""What a navigation is built from, free of any file format. SI metres; floors are named by their index."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from navmesh.edge_cells import Cells
from navmesh.held import Held
from navmesh.rides import Link

# A point on a floor: the floor's index, x and y in metres.
FloorPoint = tuple[int, float, float]


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """A storey: what one may stand on, and the solids one cannot pass."""

    id: str
    label: str
    elevation: float
    free: BaseGeometry
    solids: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Walker:
    """A profile: the radius kept from solids, metres per second, the kinds of connectors it may ride.

    in_open: how many times a metre counts that leads along nothing one could follow; 1 for who sees
    """

    radius: float
    speed: float
    kinds: frozenset[str]
    in_open: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An end of a route. heading_deg: the way one faces there; id: `window:A03`, `place:…`, `entrance:…` or none."""

    floor: int
    x: float
    y: float
    heading_deg: float | None = None
    id: str | None = None
    name: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A thing one can name when telling the way. x, y: where one stands at it;  thing: where it is itself

    reach: so many metres from where one stands at it, one is at it
    """

    floor: int
    x: float
    y: float
    name: Words
    thing: tuple[float, float]
    reach: float
    is_window: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Windows side by side, from left to right as one sees them. heading_deg: the way one faces there; at: where one stands.

    stands: wall or island, what tells it from other rows of its zone; None of the only one
    corner: left or right, the hand on which, as one faces it, another row meets it at a corner; None where none or two do
    other: the middle of where one stands before that row
    """

    heading_deg: float
    ids: tuple[str, ...]
    at: tuple[tuple[float, float], ...]
    stands: str | None = None
    corner: str | None = None
    other: tuple[float, float] = (math.nan, math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A part of a floor that carries its name on a sign. edges: of its area, (e, 4) float64, metres, from x, y to x, y."""

    floor: int
    name: Words
    edges: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One of several doors of a zone. zone: its number;  name: of what lies beyond

    reach: half the door's width and a little, metres: so far from its middle, x, y, one stands in it
    """

    zone: int
    x: float
    y: float
    reach: float
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A door that can be shut. id: `door:…`; line: (x, y) along its opening."""

    id: str
    name: Words
    floor: int
    line: tuple[tuple[float, float], ...]


class Rows(NamedTuple):
    """Rows of windows as kernels read them. N goals, numbered as in Surroundings; R rows of W windows in all.

    of:     (N,) int64, the row of a goal, -1 without one
    first:  (R + 1,) int64, where the windows of each begin, and the end;  goal: (W,) int64, of each window, from left to right
    at:     (W, 2) float64, metres, where one stands before it
    corner: (R,) int64, 1 left, -1 right, 0 none;  other: (R, 2) float64, metres; both as in Row
    """

    of: NDArray[np.int64]
    first: NDArray[np.int64]
    goal: NDArray[np.int64]
    at: NDArray[np.float64]
    corner: NDArray[np.int64]
    other: NDArray[np.float64]


class Scenery(NamedTuple):
    """Landmarks, zones, gates, doors and what hides them, as kernels read them; numbered as in Surroundings.

    mark:     (M, 5) float64, metres: x, y, reach, x and y of the thing;  mark_is: (M, 4) int64: floor, zone it lies in or -1, name, 1 = window
    zone_box: (Z, 4) float64, metres: least x, y, greatest x, y;  zone_is: (Z, 3) int64: floor, from and to which edge
    edges:    (., 4) float64, metres, of all zones
    gate:     (G, 3) float64, metres: x, y, reach;  gate_is: (G,) int64: zone
    door:     (D, 4) float64, metres, pieces of passages, from x, y to x, y;  door_is: (D, 2) int64: floor, passage
    solids:   what one does not see through
    rows:     of windows;  front_deg: (C,) float64, the way one looks on leaving a connector, nan where that is unknown
    """

    mark: NDArray[np.float64]
    mark_is: NDArray[np.int64]
    zone_box: NDArray[np.float64]
    zone_is: NDArray[np.int64]
    edges: NDArray[np.float64]
    gate: NDArray[np.float64]
    gate_is: NDArray[np.int64]
    door: NDArray[np.float64]
    door_is: NDArray[np.int64]
    solids: Cells
    rows: Rows
    front_deg: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Straight:
    """A straight line on a floor: the middle of a strip of tactile paving, or the opening of a doorway."""

    floor: int
    line: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """Something that a cane or a hand finds. kind: a key of guided_words.THINGS"""

    floor: int
    kind: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What of a hall can be felt. doorways: those narrow enough to feel both sides; help: where staff help everybody."""

    paving: tuple[Straight, ...] = ()
    doorways: tuple[Straight, ...] = ()
    felt: tuple[Felt, ...] = ()
    help: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything of a hall that routes need.

    goals: every window, place and entrance, in the file's order;  numbers: of goals, by their ids
    rows: by the id of each of their windows
    facing_deg: the way one faces at a machine or a desk, by the place's id
    gates: the doors of zones that have several;  passages: the doors that have a name
    scenery: landmarks, zones, gates, passages and solids as a Scenery
    sentences: those said of late and the landmarks in them, by the whole numbers of what they say (steps.tell_steps). All else
               is frozen; this is a memo, which may be emptied at any time: it decides how fast a step is told, never what it says.
               It lies here because a sentence holds for these names and numbers alone, and goes when they go.
    """

    floors: tuple[FloorPlan, ...]
    links: tuple[Link, ...]
    link_names: tuple[Words, ...]
    walkers: Mapping[str, Walker]
    landmarks: tuple[Landmark, ...]
    rows: Mapping[str, Row]
    zones: tuple[Zone, ...]
    gates: tuple[Gate, ...]
    facing_deg: Mapping[str, float]
    goals: tuple[Spot, ...]
    numbers: Mapping[str, int]
    passages: tuple[Passage, ...]
    scenery: Held
    touch: Touch = Touch()
    sentences: dict[tuple[int, ...], tuple[Words, Words | None]] = field(
        default_factory=dict, repr=False, compare=False
    )
