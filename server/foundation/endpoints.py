"""An address of the API, described once: the route is made from it, and so is /openapi.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler
from multidict import CIMultiDict

COMPRESS_FROM = 1024
STREAM: Final = "text/event-stream"
JSON_HEADERS = CIMultiDict(
    {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something the address of a request says."""

    name: str
    text: str
    where: Literal["path", "query"] = "query"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address of the API with its method.

    answer:   the dataclass that goes out, with `status`; of a stream, the data of its events
    body:     the dataclass that comes in, None without one
    problems: the statuses beside `status` that it may give
    """

    path: str
    handler: Handler
    answer: Any
    method: Literal["GET", "POST", "PUT"] = "GET"
    body: Any = None
    status: int = 200
    media: Literal["application/json", "text/event-stream"] = "application/json"
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[int, ...] = ()


def in_path(name: str, text: str) -> Parameter:
    """A part of the address."""
    return Parameter(name=name, text=text, where="path", required=True)


def routes_of(endpoints: Iterable[Endpoint]) -> list[web.RouteDef]:
    """The routes of endpoints."""
    return [_route(one) for one in endpoints]


def _route(one: Endpoint) -> web.RouteDef:
    if one.media == STREAM:
        # A HEAD would wait for the end of what has none.
        return web.get(one.path, one.handler, allow_head=False)
    return web.route(one.method, one.path, one.handler) if one.method != "GET" else web.get(one.path, one.handler)


def json_answer(value: Any, *, status: int = 200) -> web.Response:  # noqa: ANN401  a dataclass of some wire.py, or a dictionary of the same shape
    """A dataclass (or a ready dictionary, with arrays of numbers in it) as JSON, compressed when it is long and the client may."""
    body = orjson.dumps(value if isinstance(value, Mapping) else asdict(value), option=orjson.OPT_SERIALIZE_NUMPY)
    response = web.Response(body=body, headers=JSON_HEADERS, status=status)
    if len(body) >= COMPRESS_FROM:
        response.enable_compression()
    return response
