"""What the API says of queues, and what it is told."""

from __future__ import annotations

from aiohttp import web
from pydantic import NonNegativeInt, TypeAdapter, ValidationError

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from server.foundation.refusals import Malformed
from server.windows.board import WINDOWS, moment, waiting_now

QueuesBody = dict[str, NonNegativeInt]
"""How many wait at each window, by its code. Windows that are not named are unknown."""

BODY: TypeAdapter[QueuesBody] = TypeAdapter(QueuesBody)


class QueuesAnswer(TypedDict):
    """How many wait, by window, and when that was told; null and none when nobody told it in the last five minutes."""

    told_at: str | None
    waiting: dict[str, int]


def queues_answer(app: web.Application) -> QueuesAnswer:
    """What is known of queues now."""
    queues, waiting = app[WINDOWS].queues, waiting_now(app)
    told_at = moment(queues.told_at) if queues is not None and waiting else None
    return {"told_at": told_at, "waiting": dict(waiting)}


def parse_body(body: bytes) -> QueuesBody:
    """How many wait; Malformed with the place when it is no such JSON."""
    try:
        return BODY.validate_json(body, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or None
        raise Malformed("windows.problem_body", where=where, reason=first["msg"]) from error
