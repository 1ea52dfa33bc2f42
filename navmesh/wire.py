"""What goes out: a route as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import orjson

from navmesh.from_hall import connector_ids, floor_ids
from navmesh.legs import Leg, Lines
from navmesh.plans import Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step
from scene.hall import Hall

Json = dict[str, Any]
Points = list[list[float]]


def route_to_json(route: Route, hall: Hall, version: str) -> Json:
    """A route as others read it; legs and the end name floors and connectors by id, footprints floors by index.

    Footprints are arrays still; `dumps` writes them.
    """
    floors, connectors = floor_ids(hall), connector_ids(hall)
    answer: Json = {
        "version": version,
        "profile": route.profile,
        "length_m": route.length_m,
        "duration_s": route.duration_s,
    }
    if route.snapped_m is not None:
        answer["snapped_m"] = {"from": route.snapped_m[0], "to": route.snapped_m[1]}
    end = route.arrives
    answer["arrives"] = {"floor": floors[end.floor], "x": end.x, "y": end.y, "heading_deg": end.heading_deg}
    if end.goal is not None:
        answer["arrives"]["goal"] = end.goal
    told = zip(route.legs, _each(route.exact_lines), _each(route.trail_lines), strict=True)
    answer["legs"] = [_leg(leg, line, trail, floors, connectors) for leg, line, trail in told]
    answer["footprints"] = route.footprints._asdict()
    answer["steps"] = [step_to_json(step) for step in route.steps]
    return answer


def _each(lines: Lines) -> Iterator[Points]:
    """The line of each leg, to a tenth of a millimetre: nobody walks finer, and the answer is half as long."""
    points, first = (np.rint(lines.points * 1e4) / 1e4).tolist(), 0
    for end in lines.ends.tolist():
        yield points[first:end]
        first = end


def _leg(leg: Leg, line: Points, trail: Points, floors: list[str], connectors: list[str]) -> Json:
    if leg.connector is None:
        where: Json = {"floor": floors[leg.from_floor]}
    else:
        where = {
            "connector": connectors[leg.connector],
            "from_floor": floors[leg.from_floor],
            "to_floor": floors[leg.to_floor],
        }
    answer = where | {"points": line, "length_m": leg.length_m, "duration_s": leg.duration_s}
    return answer | {"trail": trail} if leg.connector is None else answer


def dumps(answer: Any) -> bytes:  # noqa: ANN401  whatever JSON can say, and arrays of numbers
    """JSON as bytes."""
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def step_to_json(step: Step) -> Json:
    """A step of a route as others read it."""
    answer: Json = {"text": _words(step.text), "leg": step.leg, "at_m": step.at_m}
    return answer if step.landmark is None else answer | {"landmark": _words(step.landmark)}


def no_route_to_json(no_route: NoRoute) -> Json:
    """The error of the one error shape."""
    reason: Json = {"code": no_route.code, "profile": no_route.profile, "connectors": list(no_route.connectors)}
    if no_route.closed:
        reason["closed"] = list(no_route.closed)
    return {"error": {"code": "no_route", "message": _words(no_route.message), "reason": reason}}


def _words(text: Words) -> Json:
    return {"zh": text.zh, "en": text.en}
