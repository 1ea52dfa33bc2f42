"""What the API says of the hall and of ways through it; lengths in metres, hall coordinates (x east, y north, z up)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NotRequired

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from server.foundation.texts import Translated

# The kinds of a trail: clear of things, or the line whose length is told.
CLEAR = "clear"
EXACT = "exact"

Point = tuple[float, float]
Point3 = tuple[float, float, float]


class FileAnswer(TypedDict):
    """A file of the bundle: bytes as it is, and as sent with brotli."""

    bytes: int
    brotli: int
    sha256: str


class FloorAnswer(TypedDict):
    """A storey. `elevation`: z of its surface; `bounds` of all and of each of its `voids`: least x and y, greatest x and y."""

    id: str
    ordinal: int
    label: str
    name: Translated
    elevation: float
    height: float
    bounds: tuple[float, float, float, float]
    voids: list[tuple[float, float, float, float]]


class EntranceAnswer(TypedDict):
    """Where people come in; heading_deg: the way one faces on entering."""

    id: str
    floor: str
    at: Point
    heading_deg: float
    name: Translated


class PlaceAnswer(TypedDict):
    """A goal that is not a window."""

    id: str
    floor: str
    at: Point
    kind: str
    name: Translated


class TourAnswer(TypedDict):
    """Footprints one can follow without a goal: ids of places, windows or entrances in order."""

    id: str
    name: Translated
    stops: list[str]


class AreaAnswer(TypedDict):
    """A part of a floor with a meaning."""

    id: str
    floor: str
    kind: str
    name: Translated
    polygon: list[Point]


class OutsideAnswer(TypedDict):
    """Whence the building is seen from outside."""

    camera: Point3
    target: Point3


class HallAnswer(TypedDict):
    """The manifest of the bundle, and where its files lie. A file's address is files_base + its name.

    light: the same for light.json and its pictures, once there are any;  time: how the hall looks by its own clock
    """

    format: Literal["bundle/1"]
    hall: str
    name: Translated
    version: str
    floors: list[FloorAnswer]
    entrances: list[EntranceAnswer]
    places: list[PlaceAnswer]
    tours: list[TourAnswer]
    areas: list[AreaAnswer]
    outside: OutsideAnswer
    files: dict[str, FileAnswer]
    files_base: str
    light: str | None
    time: Literal["day", "evening"]


class ActionAnswer(TypedDict):
    """What a hotspot opens."""

    type: Literal["items", "guide", "form", "external", "tel", "consult"]
    href: str


class HotspotAnswer(TypedDict):
    """Something in the hall that can be pressed. size: width and height."""

    id: str
    window: str
    floor: str
    at: Point3
    size: Point
    label: Translated
    action: ActionAnswer


class HotspotsAnswer(TypedDict):
    """What can be pressed, on one floor or on all."""

    version: str
    hotspots: list[HotspotAnswer]


SnappedAnswer = TypedDict("SnappedAnswer", {"from": float, "to": float})
"""How far each end was moved onto the floor; not counted in the length."""


class ArrivalAnswer(TypedDict):
    """Where the way ends, and which way one faces there.

    goal: its name, such as window:A03, where it has one;  opens: ISO 8601, when that window opens, while it is closed
    """

    floor: str
    x: float
    y: float
    heading_deg: float
    goal: NotRequired[str]
    opens: NotRequired[str]


class WalkLeg(TypedDict):
    """A stretch on a floor. points: the exact line;  trail: the line to look at and to follow, from and to the same ends."""

    floor: str
    points: list[Point3]
    trail: list[Point3]
    length_m: float
    duration_s: float


class RideLeg(TypedDict):
    """A ride on a connector."""

    connector: str
    from_floor: str
    to_floor: str
    points: list[Point3]
    length_m: float
    duration_s: float


class FootprintsAnswer(TypedDict):
    """Footprints in order, one entry each in flat arrays; millimetres, at_m too; floor = index into the manifest's floors."""

    floor: list[int]
    x: list[int]
    y: list[int]
    z: list[int]
    heading_deg: list[int]
    at_m: list[int]
    foot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAnswer:
    """A sentence of the way. leg: which one it belongs to; at_m: metres from the start."""

    text: Translated
    leg: int
    at_m: float
    landmark: Translated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteAnswer:
    """The fastest way. length_m: on floors, and straight between the stops ridden."""

    version: str
    profile: str
    length_m: float
    duration_s: float
    arrives: ArrivalAnswer
    legs: list[WalkLeg | RideLeg]
    footprints: FootprintsAnswer
    steps: list[StepAnswer]
    snapped_m: SnappedAnswer | None = None
