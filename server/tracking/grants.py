"""Who gave the right number and phone may look for half an hour: a signed cookie, bound to this browser."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from aiohttp import web

from server.foundation.keys import CLOCK, SECRETS
from server.foundation.security import get_cookie, set_cookie, visitor_of

COOKIE = "seen"
LASTS = timedelta(minutes=30)


def grant(request: web.Request, response: web.StreamResponse, number: str) -> None:
    """Let this browser see a case for a while; the last one asked for replaces the one before."""
    until = int((request.app[CLOCK]() + LASTS).timestamp())
    text = f"{number}.{until}"
    set_cookie(request, response, COOKIE, f"{text}.{_sign(request, text)}", max_age=int(LASTS.total_seconds()))


def may_see(request: web.Request, number: str) -> bool:
    """Whether this browser gave the right answer for this number a short while ago."""
    text, _, signature = (get_cookie(request, COOKIE) or "").rpartition(".")
    if not hmac.compare_digest(signature.encode(), _sign(request, text).encode()):
        return False
    granted, _, until = text.partition(".")
    return granted == number and request.app[CLOCK]() < datetime.fromtimestamp(
        int(until), tz=request.app[CLOCK]().tzinfo
    )


def _sign(request: web.Request, text: str) -> str:
    return request.app[SECRETS].digest("seen", f"{visitor_of(request)}|{text}")
