"""/openapi.json: made from the endpoints that the capabilities serve, so that it cannot say anything else."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any, NotRequired

from aiohttp import web
from pydantic import TypeAdapter

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from server.closures import routes as closures_routes
from server.errands import routes as errands_routes
from server.foundation.endpoints import STREAM, Endpoint, Parameter, json_answer
from server.foundation.texts import Translated
from server.hall import routes as hall_routes
from server.items import routes as items_routes
from server.live import routes as live_routes
from server.search import routes as search_routes
from server.windows import routes as windows_routes

Json = dict[str, Any]
REF = "#/components/schemas/{model}"
WHY_NOT = {
    400: "The request is malformed.",
    401: "Staff only, and nobody is logged in.",
    403: "Not this officer's business.",
    404: "There is no such thing.",
    422: "Understood, and refused: there is no such way, or a rule forbids it; the reason says why.",
    429: "Too many of one address.",
    503: "Too many at a time; Retry-After says when to come back.",
}


class ErrorContent(TypedDict):
    """What went wrong: a code for programs, a message for people."""

    code: str
    message: Translated
    where: NotRequired[str]
    reason: NotRequired[Any]


class ErrorAnswer(TypedDict):
    """The one shape of every error."""

    error: ErrorContent


def endpoints() -> Sequence[Endpoint]:
    """Every address of the API that is described."""
    parts = (hall_routes, items_routes, search_routes, windows_routes, errands_routes, closures_routes, live_routes)
    return tuple(one for part in parts for one in part.ENDPOINTS)


def routes() -> list[web.RouteDef]:
    """The address of the description."""
    return [web.get("/openapi.json", get_openapi)]


async def get_openapi(_: web.Request) -> web.Response:
    """GET /openapi.json: the API, described."""
    return json_answer(describe())


@lru_cache(1)
def describe() -> Json:
    """The API as OpenAPI 3.1."""
    described = endpoints()
    answers = {one.answer: TypeAdapter(one.answer) for one in described} | {ErrorAnswer: TypeAdapter(ErrorAnswer)}
    bodies = {one.body: TypeAdapter(one.body) for one in described if one.body is not None}
    schemas, definitions = TypeAdapter.json_schemas(
        [
            *((answer, "serialization", adapter) for answer, adapter in answers.items()),
            *((body, "validation", adapter) for body, adapter in bodies.items()),
        ],
        ref_template=REF,
    )
    for schema in definitions["$defs"].values():
        _close(schema)
    schema_of: dict[Any, Json] = {kind: schema for (kind, _), schema in schemas.items()}
    paths: dict[str, Json] = {}
    for one in described:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schema_of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Virtual hall",
            "version": version("virtual-hall"),
            "description": "A service hall: what is where, who serves there, and the way. Every address is also under /h/{hall}.",
        },
        "paths": paths,
        "components": {"schemas": definitions["$defs"]},
    }


def _close(schema: Json) -> None:
    """Our answers have the fields that are named and no others."""
    if schema.get("type") == "object" and "properties" in schema:
        schema.setdefault("additionalProperties", False)


def _operation(one: Endpoint, schema_of: Mapping[Any, Json]) -> Json:
    answer = {"type": "string"} if one.media == STREAM else schema_of[one.answer]
    responses = {str(one.status): _response("The answer.", answer, one.media)}
    responses |= {str(status): _response(WHY_NOT[status], schema_of[ErrorAnswer]) for status in one.problems}
    name = getattr(one.handler, "__name__", one.path)
    operation: Json = {
        "operationId": name.removesuffix("_json"),
        "summary": (inspect.getdoc(one.handler) or "").partition(": ")[2],
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": responses,
    }
    if one.body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema_of[one.body]}}}
    return operation


def _response(text: str, schema: Json, media: str = "application/json") -> Json:
    return {"description": text, "content": {media: {"schema": schema}}}


def _parameter(one: Parameter) -> Json:
    schema: Json = {"type": "string"}
    if one.choices:
        schema["enum"] = list(one.choices)
    return {"name": one.name, "in": one.where, "required": one.required, "description": one.text, "schema": schema}
