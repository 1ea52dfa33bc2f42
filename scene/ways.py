"""Connectors as placements, and the floor their bodies cover."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from shapely.geometry import Polygon

from models import connectors as bodies
from models import escalator, lift, stairs
from scene.composition import Composition, Placement, Spot, ahead, heading_of, join, size_name
from scene.extras import number
from scene.hall import Connector, Floor, Hall
from scene.storeys import floor_numbers, floors_by_id

SAME_POINT = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """A connector between two neighbouring stops; `core` = its stops lie at one point of the plan (a dog-leg stair)."""

    connector: Connector
    low: Floor
    high: Floor
    foot: tuple[float, float]
    head: tuple[float, float]

    @property
    def rise(self) -> float:
        """Metres from the lower floor to the upper one."""
        return self.high.elevation - self.low.elevation

    @property
    def core(self) -> bool:
        """Whether the body lies behind one point instead of between two."""
        return math.dist(self.foot, self.head) < SAME_POINT

    @property
    def heading_deg(self) -> float:
        """The way one goes at the foot."""
        if self.core:
            return number(self.connector, "heading_deg") or 0.0
        return heading_of((self.head[0] - self.foot[0], self.head[1] - self.foot[1]))

    @property
    def width(self) -> float:
        """Of the steps."""
        usual = bodies.ESCALATOR_WIDTH if self.connector.kind == "escalator" else bodies.STAIRS_WIDTH
        return self.connector.width or usual


def rides_of(hall: Hall) -> list[Ride]:
    """All escalators, stairs and ramps, storey by storey."""
    floors = floors_by_id(hall)
    rides = []
    for connector in hall.connectors:
        if connector.kind != "lift":
            for a, b in itertools.pairwise(connector.stops):
                low, high = sorted((a, b), key=lambda stop: floors[stop.floor].elevation)
                rides.append(
                    Ride(connector=connector, low=floors[low.floor], high=floors[high.floor], foot=low.at, head=high.at)
                )
    return rides


def body_of(ride: Ride) -> Polygon:
    """The floor a ride's body covers."""
    if ride.core:
        return Polygon(bodies.core_body(ride.foot, ride.heading_deg, ride.rise, ride.width))
    if ride.connector.kind == "escalator":
        return Polygon(bodies.escalator_body(ride.foot, ride.head, ride.width))
    return Polygon(bodies.straight_body(ride.foot, ride.head, ride.width))


def shaft_of(connector: Connector) -> Polygon:
    """The floor a lift's shaft covers."""
    return Polygon(bodies.shaft_body(connector.stops[0].at, _lift_heading(connector), *_shaft_size(connector)))


def _lift_heading(connector: Connector) -> float:
    return number(connector, "heading_deg") or 0.0


def _shaft_size(connector: Connector) -> tuple[float, float]:
    return connector.width or bodies.LIFT_WIDTH, number(connector, "depth") or bodies.LIFT_DEPTH


def bodies_on(hall: Hall, floor: Floor) -> list[Polygon]:
    """What connectors cover of a floor: rides that pass it, and shafts that stop there."""
    rides = [body_of(ride) for ride in rides_of(hall) if floor.id in {ride.low.id, ride.high.id}]
    return rides + [
        shaft_of(one) for one in hall.connectors if one.kind == "lift" and floor.id in {s.floor for s in one.stops}
    ]


def gates_on(hall: Hall, floor: Floor) -> list[Polygon]:
    """Where railings open for those who step on or off a ride: boxes across the edge of its body."""
    gates = []
    for ride in rides_of(hall):
        for is_foot, end in ((True, ride.low), (False, ride.high)):
            if end.id == floor.id:
                gates.append(_core_gate(ride, is_foot=is_foot) if ride.core else _gate(ride, is_foot=is_foot))
    return gates


def _gate(ride: Ride, *, is_foot: bool) -> Polygon:
    at = ride.foot if is_foot else ride.head
    sides = bodies.ESCALATOR_SIDES if ride.connector.kind == "escalator" else 0.0
    x0, x1 = (0.0, bodies.LANDING + 0.5) if is_foot else (-bodies.LANDING - 0.5, 0.0)
    half = (ride.width + sides) / 2
    return _box(at, ride.heading_deg, x0, x1, -half, half)


def _core_gate(ride: Ride, *, is_foot: bool) -> Polygon:
    """The flight up begins on the right, the one from below arrives on the left."""
    outer = ride.width + bodies.CORE_WELL / 2
    y0, y1 = (-outer - 0.1, 0.0) if is_foot else (0.0, outer + 0.1)
    return _box(ride.foot, ride.heading_deg, 0.0, bodies.LANDING + 0.4, y0, y1)


def _box(at: tuple[float, float], heading_deg: float, x0: float, x1: float, y0: float, y1: float) -> Polygon:
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return Polygon([ahead((*at, 0.0), heading_deg, (x, y, 0.0))[:2] for x, y in corners])


def compose_connectors(hall: Hall) -> Composition:
    """Every ride and every storey of every lift."""
    numbers = floor_numbers(hall)
    lowest = min(floor.elevation for floor in hall.floors)
    rides = [_compose_ride(ride, numbers, hangs=ride.low.elevation > lowest) for ride in rides_of(hall)]
    return join([*rides, *(_compose_lift(hall, one) for one in hall.connectors if one.kind == "lift")])


def _compose_ride(ride: Ride, numbers: Mapping[str, int], *, hangs: bool) -> Composition:
    """`hangs` = there is a storey below its foot."""
    floor = numbers[ride.low.id]
    run = math.dist(ride.foot, ride.head) - 2 * bodies.LANDING
    if ride.core:
        name = f"stairs_core:{size_name(ride.rise, ride.width)}"
        model = stairs.build_dog_leg(ride.rise, ride.width)
    elif ride.connector.kind == "escalator":
        name = f"escalator:{size_name(run, ride.rise, ride.width)}"
        name += ":hangs" if hangs else ""
        model = escalator.build(escalator.Escalator(run=run, rise=ride.rise, width=ride.width, hangs=hangs))
    else:
        name = f"{ride.connector.kind}:{size_name(run, ride.rise, ride.width)}"
        flight = stairs.Stairs(run=run, rise=ride.rise, width=ride.width)
        model = stairs.build(flight) if ride.connector.kind == "stairs" else stairs.build_ramp(flight)
    at = ahead((*ride.foot, ride.low.elevation), ride.heading_deg, (bodies.LANDING, 0.0, 0.0))
    placement = Placement(
        prototype=name, floor=floor, at=at, heading_deg=ride.heading_deg, id=f"connector:{ride.connector.id}"
    )
    marks = _compose_marks(ride, numbers) if ride.connector.kind == "escalator" else ()
    return join([Composition(models={name: model}, placements=(placement,)), *marks])


def _compose_marks(ride: Ride, numbers: Mapping[str, int]) -> tuple[Composition, ...]:
    """At each end of an escalator whether one steps on there; one that runs both ways has none."""
    starts = {"up": (True, False), "down": (False, True)}.get(ride.connector.direction, ())
    ends = ((ride.foot, ride.low, ride.heading_deg), (ride.head, ride.high, ride.heading_deg + 180.0))
    return tuple(
        _compose_mark(ride.width, (*at, floor.elevation), heading, numbers[floor.id], enters=enters)
        for (at, floor, heading), enters in zip(ends, starts, strict=False)
    )


def _compose_mark(width: float, at: Spot, heading_deg: float, floor: int, *, enters: bool) -> Composition:
    name = f"marks:{'go' if enters else 'no'}:{size_name(width)}"
    placement = Placement(
        prototype=name, floor=floor, at=ahead(at, heading_deg, (bodies.LANDING, 0.0, 0.0)), heading_deg=heading_deg
    )
    return Composition(
        models={name: escalator.build_marks(width, enters=enters)}, placements=(placement,), clutter=frozenset((name,))
    )


def _compose_lift(hall: Hall, connector: Connector) -> Composition:
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    width, depth = _shaft_size(connector)
    heading = _lift_heading(connector)
    parts = []
    for stop in connector.stops:
        floor = floors[stop.floor]
        figure = (numbers[stop.floor] + 1) % 10
        name = f"lift:{size_name(floor.height, width, depth)}:{figure}"
        at = ahead((*stop.at, floor.elevation), heading, (-bodies.LIFT_LANDING, 0.0, 0.0))
        placement = Placement(
            prototype=name, floor=numbers[stop.floor], at=at, heading_deg=heading, id=f"connector:{connector.id}"
        )
        model = lift.build(lift.Lift(height=floor.height, width=width, depth=depth, figure=figure))
        parts.append(Composition(models={name: model}, placements=(placement,)))
    return join(parts)
