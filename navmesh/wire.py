"""What goes out: a route as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from navmesh.from_hall import connector_ids, floor_ids
from navmesh.legs import XYZ, Leg
from navmesh.plans import Words
from navmesh.reasons import NoRoute
from navmesh.route import Route
from navmesh.steps import Step
from scene.hall import Hall

Json = dict[str, Any]


def route_to_json(route: Route, hall: Hall, version: str) -> Json:
    """A route as others read it; legs and the end name floors and connectors by id, footprints floors by index."""
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
    answer["legs"] = [_leg(leg, trail, floors, connectors) for leg, trail in zip(route.legs, route.trails, strict=True)]
    prints = route.footprints
    answer["footprints"] = {
        "floor": prints.floor,
        "x": prints.x,
        "y": prints.y,
        "z": prints.z,
        "heading_deg": prints.heading_deg,
        "at_m": prints.at_m,
        "foot": prints.foot,
    }
    answer["steps"] = [step_to_json(step) for step in route.steps]
    return answer


def _leg(leg: Leg, trail: Sequence[XYZ], floors: list[str], connectors: list[str]) -> Json:
    if leg.connector is None:
        where: Json = {"floor": floors[leg.from_floor]}
    else:
        where = {
            "connector": connectors[leg.connector],
            "from_floor": floors[leg.from_floor],
            "to_floor": floors[leg.to_floor],
        }
    answer = where | {"points": leg.points, "length_m": leg.length_m, "duration_s": leg.duration_s}
    return answer | {"trail": trail} if leg.connector is None else answer


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
