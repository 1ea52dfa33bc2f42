"""Queues: a queue machine, or somebody of the staff, tells how many wait at which window."""

from __future__ import annotations

from aiohttp import web

from server.accounts.sessions import for_supervisors
from server.foundation.endpoints import Endpoint, json_answer, routes_of
from server.foundation.refusals import Refused
from server.hall.published import publication_of
from server.windows.board import tell_queues
from server.windows.wire import QueuesAnswer, QueuesBody, parse_body, queues_answer


def routes() -> list[web.RouteDef]:
    """For programs."""
    return routes_of(ENDPOINTS)


async def get_queues(request: web.Request) -> web.Response:
    """GET /api/v1/queues: how many wait at which window, as far as it is known."""
    return json_answer(queues_answer(request.app))


async def put_queues(request: web.Request) -> web.Response:
    """PUT /api/v1/queues: tell how many wait at which window; what is not told now is unknown."""
    told = parse_body(await request.read())
    for code in told:
        if code not in publication_of(request).windows:
            raise Refused("items.window_not_found", where=code[:100], code=code[:100])
    tell_queues(request.app, told)
    return json_answer(queues_answer(request.app))


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
