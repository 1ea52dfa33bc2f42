"""What goes out: a route as JSON."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from navmesh.legs import Leg
from navmesh.plans import Surroundings, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step

Json = dict[str, Any]
Points = NDArray[np.float64]


def route_to_json(route: Route, version: str) -> Json:
    """A route as others read it; legs and the end name floors and connectors by id, footprints floors by index.

    Lines and footprints are arrays still; `dumps` writes them.
    """
    there, end = route.surroundings, route.arrives
    answer: Json = {
        "version": version,
        "profile": route.profile,
        "length_m": route.length_m,
        "duration_s": route.duration_s,
    }
    if route.snapped_m is not None:
        answer["snapped_m"] = {"from": route.snapped_m[0], "to": route.snapped_m[1]}
    answer["arrives"] = {"floor": there.floors[end.floor].id, "x": end.x, "y": end.y, "heading_deg": end.heading_deg}
    if end.goal is not None:
        answer["arrives"]["goal"] = end.goal
    answer["legs"] = [_leg(there, leg, *lines) for leg, lines in zip(route.legs, route.written, strict=True)]
    answer["footprints"] = route.footprints._asdict()
    answer["steps"] = [step_to_json(step) for step in route.steps]
    return answer


def _leg(there: Surroundings, leg: Leg, line: Points, trail: Points) -> Json:
    """A leg; its lines as they are written."""
    floor, length_m, duration_s = there.floors[leg.from_floor].id, leg.length_m, leg.duration_s
    if leg.connector is None:
        return {"floor": floor, "points": line, "length_m": length_m, "duration_s": duration_s, "trail": trail}
    return {
        "connector": there.links[leg.connector].id,
        "from_floor": floor,
        "to_floor": there.floors[leg.to_floor].id,
        "points": line,
        "length_m": length_m,
        "duration_s": duration_s,
    }


def dumps(answer: Any) -> bytes:  # noqa: ANN401  whatever JSON can say, and arrays of numbers
    """JSON as bytes."""
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def step_to_json(step: Step) -> Json:
    """A step of a route as others read it."""
    text, leg, at_m, landmark = step
    if landmark is None:
        return {"text": _words(text), "leg": leg, "at_m": at_m}
    return {"text": _words(text), "leg": leg, "at_m": at_m, "landmark": _words(landmark)}


def no_route_to_json(no_route: NoRoute) -> Json:
    """The error of the one error shape."""
    reason: Json = {"code": no_route.code, "profile": no_route.profile, "connectors": list(no_route.connectors)}
    if no_route.closed:
        reason["closed"] = list(no_route.closed)
    return {"error": {"code": "no_route", "message": _words(no_route.message), "reason": reason}}


def _words(text: Words) -> Json:
    return {"zh": text.zh, "en": text.en}
