"""Queues: a queue machine, or somebody of the staff, tells how many wait at which window."""

from __future__ import annotations

from aiohttp import web

from server.accounts.sessions import for_supervisors
from server.foundation.endpoints import Endpoint, json_answer, routes_of
from server.foundation.keys import CLOCK
from server.foundation.refusals import Refused
from server.hall.published import publication_of
from server.windows.board import WINDOWS, Queues, moment, waiting_now
from server.windows.wire import QueuesAnswer, QueuesBody, parse_body


def routes() -> list[web.RouteDef]:
    """For programs."""
    return routes_of(ENDPOINTS)


async def get_queues(request: web.Request) -> web.Response:
    """GET /api/v1/queues: how many wait at which window, as far as it is known."""
    return _answer(request)


async def put_queues(request: web.Request) -> web.Response:
    """PUT /api/v1/queues: tell how many wait at which window; what is not told now is unknown."""
    told = parse_body(await request.read())
    for code in told:
        if code not in publication_of(request).windows:
            raise Refused("items.window_not_found", where=code[:100], code=code[:100])
    request.app[WINDOWS].queues = Queues(waiting=told, told_at=request.app[CLOCK]())
    return _answer(request)


def _answer(request: web.Request) -> web.Response:
    queues, waiting = request.app[WINDOWS].queues, waiting_now(request.app)
    told_at = moment(queues.told_at) if queues is not None and waiting else None
    return json_answer(QueuesAnswer(told_at=told_at, waiting=dict(waiting)))


ENDPOINTS = (
    Endpoint(path="/api/v1/queues", handler=get_queues, answer=QueuesAnswer),
    Endpoint(
        method="PUT",
        path="/api/v1/queues",
        handler=for_supervisors(put_queues),
        answer=QueuesAnswer,
        body=QueuesBody,
        problems=(400, 401, 403, 422),
    ),
)
