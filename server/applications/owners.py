"""Whose application it is: the browser that began it, by its visitor's cookie."""

from __future__ import annotations

import hmac

from aiohttp import web

from server.applications import storage
from server.applications.records import Application
from server.foundation.keys import SECRETS, STORE
from server.foundation.pages import hall_of
from server.foundation.refusals import NotFound
from server.foundation.security import visitor_of


def owner_digest(request: web.Request) -> str:
    """What the database knows of this browser."""
    return request.app[SECRETS].digest("owner", visitor_of(request))


async def find_mine(request: web.Request) -> Application:
    """The application of the address, for the browser that began it; for others it does not exist."""
    found = await request.app[STORE].read(storage.find_application, request.match_info["draft"])
    mine = found is not None and hmac.compare_digest(found.owner_digest, owner_digest(request))
    if found is None or not mine or found.hall_id != hall_of(request):
        raise NotFound("apply.draft_not_found")
    return found
