"""An address of the API, described once: the route is made from it, and so is /openapi.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

import orjson
from aiohttp import web
from aiohttp.typedefs import Handler

COMPRESS_FROM = 1024
JSON_HEADERS = {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}


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
    """A GET of the API. `answer` is the dataclass that goes out; `problems` the statuses beside 200 that it may give."""

    path: str
    handler: Handler
    answer: Any
    parameters: tuple[Parameter, ...] = ()
    problems: tuple[int, ...] = ()


def in_path(name: str, text: str) -> Parameter:
    """A part of the address."""
    return Parameter(name=name, text=text, where="path", required=True)


def routes_of(endpoints: Iterable[Endpoint]) -> list[web.RouteDef]:
    """The routes of endpoints."""
    return [web.get(one.path, one.handler) for one in endpoints]


def json_answer(value: Any, *, status: int = 200) -> web.Response:  # noqa: ANN401  a dataclass of some wire.py, or a dictionary of the same shape
    """A dataclass (or a ready dictionary) as JSON, compressed when it is long and the client may."""
    body = orjson.dumps(value if isinstance(value, Mapping) else asdict(value))
    response = web.Response(body=body, headers=JSON_HEADERS, status=status)
    if len(body) >= COMPRESS_FROM:
        response.enable_compression()
    return response
