"""What goes out: a route as JSON."""

from __future__ import annotations

from typing import Any

import orjson
from orjson import Fragment

from navmesh.legs import Leg
from navmesh.plans import Surroundings, Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step

Json = dict[str, Any]

FOOTPRINTS = b'{"floor":[%b],"x":[%b],"y":[%b],"z":[%b],"heading_deg":[%b],"at_m":[%b],"foot":"%b"}'


def route_to_json(route: Route, version: str) -> Json:
    """A route as others read it; legs and the end name floors and connectors by id, footprints floors by index.

    Lines and footprints are written already; `dumps` puts them in their places.
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
    lines, prints = route.texts
    answer["legs"] = [_leg(there, *leg) for leg in zip(route.legs, lines[::2], lines[1::2], strict=True)]
    answer["footprints"] = Fragment(FOOTPRINTS % (*prints,))
    answer["steps"] = [step_to_json(step) for step in route.steps]
    return answer


def _leg(there: Surroundings, leg: Leg, line: bytes, trail: bytes) -> Json:
    """A leg; its lines as they are written."""
    from_floor, to_floor, connector, _, length_m, duration_s = leg
    floor, points = there.floors[from_floor].id, Fragment(line)
    if connector is None:
        return {
            "floor": floor,
            "points": points,
            "length_m": length_m,
            "duration_s": duration_s,
            "trail": Fragment(trail),
        }
    return {
        "connector": there.links[connector].id,
        "from_floor": floor,
        "to_floor": there.floors[to_floor].id,
        "points": points,
        "length_m": length_m,
        "duration_s": duration_s,
    }


def dumps(answer: Any) -> bytes:  # noqa: ANN401  whatever JSON can say, also in parts that are written already
    """JSON as bytes."""
    return orjson.dumps(answer)


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
