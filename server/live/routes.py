"""Live: one stream of server-sent events for each open page, /api/v1/live. Each event is a whole state, so none must be caught up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from ipaddress import ip_address, ip_network
from types import MappingProxyType
from typing import Any

import orjson
from aiohttp import web

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from scene.doors import door_line, named_doors
from server.closures import board
from server.closures.wire import DoorAnswer, InForceAnswer, closed_now
from server.foundation.bus import BusFull, Listener, TooManyOfOne
from server.foundation.endpoints import STREAM, Endpoint, routes_of
from server.foundation.keys import BUS, CONFIG
from server.foundation.refusals import Busy, TooOften
from server.foundation.security import address_of
from server.hall.light import light_of
from server.hall.published import HALLS
from server.windows.board import TOPIC as QUEUES
from server.windows.wire import QueuesAnswer, queues_answer

HEARTBEAT_S = 15.0
LONGEST_WRITE_S = 30.0
"""Who does not read for so long is let go, and comes back if there is anybody."""
RETRY_MS = 3000
FULL_RETRY_S = 30
IPV6_PREFIX = 64
# A proxy that collects an answer before it passes it on would keep it for ever.
HEADERS = {"Content-Type": STREAM, "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def routes() -> list[web.RouteDef]:
    """The stream."""
    return routes_of(ENDPOINTS)


async def get_live(request: web.Request) -> web.StreamResponse:
    """GET /api/v1/live: events `hall`, `closures`, `queues` with the present state, at once and at each change; server-sent events."""
    try:
        with request.app[BUS].listen(network_of(address_of(request))) as listener:
            response = web.StreamResponse(headers=HEADERS)
            await response.prepare(request)
            await _tell(request, response, listener)
            return response
    except TooManyOfOne:
        raise TooOften("live.full_address", retry_after_s=FULL_RETRY_S) from None
    except BusFull:
        raise Busy("live.full", retry_after_s=FULL_RETRY_S) from None


def network_of(address: str) -> str:
    """Who counts as one: an address, of IPv6 the network of 64 bits, since that is what a single household gets."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, IPV6_PREFIX), strict=False)) if found.version == 6 else address


async def _tell(request: web.Request, response: web.StreamResponse, listener: Listener) -> None:
    """Write what there is, then what changes, until the page is closed or the server stops."""
    try:
        await _write(response, b"retry: %d\n\n" % RETRY_MS + _events(request.app, STATES))
        while (topics := await _changed(listener)) is not None:
            await _write(response, _events(request.app, topics) or b": \n\n")
    except ConnectionError:
        return
    except TimeoutError:
        # What lies in the buffer would keep the connection for as long as nobody reads it.
        if request.transport is not None:
            request.transport.abort()


async def _changed(listener: Listener) -> frozenset[str] | None:
    """What changed; nothing after a while without a change; None when the server stops."""
    try:
        return await asyncio.wait_for(listener.changed(), HEARTBEAT_S) or None
    except TimeoutError:
        return frozenset()


async def _write(response: web.StreamResponse, data: bytes) -> None:
    await asyncio.wait_for(response.write(data), LONGEST_WRITE_S)


def _events(app: web.Application, topics: Iterable[str]) -> bytes:
    return b"".join(b"event: %b\ndata: %b\n\n" % (one.encode(), orjson.dumps(STATES[one](app))) for one in topics)


class VersionAnswer(TypedDict):
    """The version that is current, and that of its light, once it is worked out."""

    version: str
    light: str | None


def _hall(app: web.Application) -> VersionAnswer:
    """Of the hall that is served."""
    current = app[HALLS].current
    return {"version": current.version, "light": light_of(app[CONFIG], current)}


def _closures(app: web.Application) -> InForceAnswer:
    """All closures in force."""
    hall, in_force = app[HALLS].current.hall, app[board.CLOSURES].in_force
    targets = board.targets_of(hall)
    doors: dict[str, DoorAnswer] = {
        f"door:{name}": {"floor": wall.floor, "line": list(door_line(wall, door))}
        for wall, door, name in named_doors(hall)
    }
    return {"closures": [closed_now(one, targets[one.target], doors.get(one.target)) for one in in_force]}


LiveAnswer = VersionAnswer | InForceAnswer | QueuesAnswer
"""What an event may carry."""

State = Callable[[web.Application], Mapping[str, Any]]

STATES: Mapping[str, State] = MappingProxyType({"hall": _hall, board.TOPIC: _closures, QUEUES: queues_answer})
"""What is told, by the name of its event, which is its topic on the bus."""

ENDPOINTS = (Endpoint(path="/api/v1/live", handler=get_live, answer=LiveAnswer, media=STREAM, problems=(429, 503)),)
