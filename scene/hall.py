"""The hall as data: what a `hall/1` file says, frozen and plain.

SI metres; x east, y north, z up; headings in degrees counter-clockwise from +x. Ids are strings, unique in the file.
A value of these types that came out of `scene.hall_file.parse_hall` is valid; nothing checks it again.
Unknown fields are kept on a round trip (pydantic's `extra="allow"`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

# A double resolves 1e-10 m at 1e6 m; beyond that the 1e-9 m to which walkable floors are told apart cannot be kept.
LARGEST_COORDINATE = 1e6

Number = Annotated[float, Field(ge=-LARGEST_COORDINATE, le=LARGEST_COORDINATE, allow_inf_nan=False)]
Length = Annotated[float, Field(gt=0, le=LARGEST_COORDINATE, allow_inf_nan=False)]
Duration = Annotated[float, Field(ge=0, le=LARGEST_COORDINATE, allow_inf_nan=False)]
Heading = Annotated[float, Field(ge=-LARGEST_COORDINATE, le=LARGEST_COORDINATE, allow_inf_nan=False)]
Identifier = Annotated[str, Field(min_length=1, max_length=120)]
Point = tuple[Number, Number]
Ring = Annotated[tuple[Point, ...], Field(min_length=3)]
Line = Annotated[tuple[Point, ...], Field(min_length=2)]

ConnectorKind = Literal["escalator", "stairs", "lift", "ramp"]
Direction = Literal["up", "down", "both"]
WindowKind = Literal["unit", "comprehensive", "consultation", "collection", "self_service"]


class Node(BaseModel):
    """Anything in a hall file: frozen, strict, and keeping the fields it does not know."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")


class Text(Node):
    """A name or a label, Chinese first."""

    zh: str
    en: str


class Georeference(Node):
    """Where the file's origin lies, and how far its +y is turned from north, clockwise."""

    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    bearing_deg: Heading


class Profile(Node):
    """Who walks: the radius kept from things, metres per second, and the connectors that may be ridden.

    `in_open` = how many times a metre counts that leads neither along tactile paving nor along a wall, a counter or a row of
    things: more than 1 for people who do not see.
    """

    radius: Annotated[float, Field(ge=0, le=5)]
    speed: Annotated[float, Field(gt=0, le=10)]
    connectors: tuple[ConnectorKind, ...]
    in_open: Annotated[float, Field(ge=1, le=100)] = 1.0


class Floor(Node):
    """A storey. `elevation` is z of its surface, `height` to the ceiling; voids are holes one could fall into."""

    id: Identifier
    ordinal: Annotated[int, Field(ge=-1000, le=1000)]
    label: str | None = None
    name: Text | None = None
    elevation: Number
    height: Length
    outline: Ring
    voids: tuple[Ring, ...] = ()


class Area(Node):
    """A part of a floor with a meaning (lobby, zone, waiting, office, toilet …); public false = not walkable."""

    id: Identifier
    floor: str
    kind: str
    name: Text | None = None
    polygon: Ring
    public: bool = True


class Hours(Node):
    """A time of the week: on some days (`mon-fri`, `sat`, `mon,wed-fri`) from one time of day to another, `08:30`.

    `to` may be `24:00`; one that is earlier than `from` is the next day's. `direction` = the way a connector runs then.
    """

    days: Identifier
    from_: Annotated[Identifier, Field(alias="from")]
    to: Identifier
    direction: Direction | None = None


class Door(Node):
    """An opening in a wall; `at` = metres along the wall's line to the door's middle; `hours`: when it is open, else always."""

    id: Identifier | None = None
    at: Annotated[float, Field(ge=0, le=LARGEST_COORDINATE)]
    width: Length
    name: Text | None = None
    hours: tuple[Hours, ...] = ()


class Wall(Node):
    """A wall along a line, half its thickness on either side."""

    id: Identifier
    floor: str
    line: Line
    thickness: Length
    height: Length
    doors: tuple[Door, ...] = ()


class Obstacle(Node):
    """Something solid without a kind of its own (a column, a planter, a shop)."""

    id: Identifier
    floor: str
    polygon: Ring
    height: Length | None = None


class Furniture(Node):
    """A thing of a known kind (see `models`); its outline is centred on `at`, size is [width, depth, height].

    Width runs across the heading, depth along it: a thing faces its heading.
    """

    id: Identifier
    floor: str
    kind: str
    at: Point
    heading_deg: Heading
    size: tuple[Length, Length, Length] | None = None


class Window(Node):
    """A service window of a counter; `stand` overrides the default goal 0.7 m in front of its middle."""

    code: Identifier
    kind: WindowKind
    low: bool = False
    stand: Point | None = None


class Counter(Node):
    """A row of windows, left to right as the citizen sees them.

    `at` = middle of the row's front edge; `heading_deg` = from the counter towards the citizen.
    The row is pitch x len(windows) wide and `depth` deep behind the front edge.
    """

    id: Identifier
    floor: str
    at: Point
    heading_deg: Heading
    kind: str
    pitch: Length
    depth: Length
    windows: Annotated[tuple[Window, ...], Field(min_length=1)]


class Stop(Node):
    """Where a connector is entered or left."""

    floor: str
    at: Point


class Connector(Node):
    """A way between floors. direction up = towards the higher floor; stops are ordered by floor.

    `seconds` = ride time between neighbouring stops, `wait_s` = once per ride, added to it. `hours` = when it runs, else always.
    """

    id: Identifier
    kind: ConnectorKind
    direction: Direction
    stops: Annotated[tuple[Stop, ...], Field(min_length=2)]
    width: Length | None = None
    closed: bool = False
    seconds: Duration | None = None
    wait_s: Duration | None = None
    name: Text | None = None
    hours: tuple[Hours, ...] = ()


class Entrance(Node):
    """Where people come in; heading_deg = the way one faces on entering; `hours`: when it is open, else always."""

    id: Identifier
    floor: str
    at: Point
    heading_deg: Heading
    name: Text | None = None
    hours: tuple[Hours, ...] = ()


class Place(Node):
    """A goal that is not a window (toilet, ticket machine, touch terminal, service desk, lift …)."""

    id: Identifier
    floor: str
    at: Point
    kind: str
    name: Text | None = None


class Tour(Node):
    """Footprints one can follow without a goal: ids of places, windows or entrances in order."""

    id: Identifier
    name: Text | None = None
    stops: Annotated[tuple[str, ...], Field(min_length=2)]


class Panorama(Node):
    """A point with a photograph all round, or one to be drawn."""

    id: Identifier
    floor: str
    at: Point
    heading_deg: Heading
    image: str | None = None


class Sign(Node):
    """A board with text that hangs or stands in the hall; `kind` says in which manner (zone, directory, floor, name …).

    `at` = its middle on the plan, `z` = its middle above the floor, size = [width, height]; it is read from its heading's side,
    and from behind too where `double`.
    """

    id: Identifier
    floor: str
    kind: str
    at: Point
    z: Length
    heading_deg: Heading
    size: tuple[Length, Length]
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]
    double: bool = False


class SiteThing(Node):
    """A thing outside: building, lawn, path, road, forecourt, tree, flagpole. Ground is the entrance floor's elevation.

    Laid out like furniture; things that are areas (lawn, path, road, forecourt) give a polygon instead of at.
    """

    id: Identifier
    kind: str
    at: Point | None = None
    heading_deg: Heading = 0.0
    size: tuple[Length, Length, Length] | None = None
    polygon: Ring | None = None
    name: Text | None = None


class Hall(Node):
    """A whole building: floors, what stands on them, and how one gets from one to the other."""

    schema_: Annotated[Literal["hall/1"], Field(alias="schema")]
    id: Identifier
    name: Text
    georeference: Georeference | None = None
    profiles: dict[str, Profile] | None = None
    floors: Annotated[tuple[Floor, ...], Field(min_length=1)]
    areas: tuple[Area, ...] = ()
    walls: tuple[Wall, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    counters: tuple[Counter, ...] = ()
    connectors: tuple[Connector, ...] = ()
    entrances: tuple[Entrance, ...] = ()
    places: tuple[Place, ...] = ()
    tours: tuple[Tour, ...] = ()
    panoramas: tuple[Panorama, ...] = ()
    signs: tuple[Sign, ...] = ()
    site: tuple[SiteThing, ...] = ()


DEFAULT_PROFILES: dict[str, Profile] = {
    "walk": Profile(radius=0.3, speed=1.2, connectors=("escalator", "stairs", "lift", "ramp")),
    "step_free": Profile(radius=0.45, speed=1.0, connectors=("lift", "ramp")),
    "no_escalator": Profile(radius=0.3, speed=1.2, connectors=("stairs", "lift", "ramp")),
    "pram": Profile(radius=0.4, speed=1.0, connectors=("lift", "ramp")),
    # 0.45 m: a cane swings as wide, and a guide dog or an arm needs it; so the ground is that of step_free, made once for both.
    # No escalators: their direction cannot be felt before one stands on them. Stairs have handrails.
    "guided": Profile(radius=0.45, speed=0.8, connectors=("stairs", "lift", "ramp"), in_open=3.0),
}


def profiles_of(hall: Hall) -> dict[str, Profile]:
    """The defaults, with what the file says instead or in addition."""
    return DEFAULT_PROFILES | (hall.profiles or {})
