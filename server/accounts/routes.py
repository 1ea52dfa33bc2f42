"""Log in and out: /desk/login, /desk/logout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aiohttp import web

from server.accounts import sessions
from server.foundation.forms import read_form
from server.foundation.pages import private_page, url_of

OWN_PAGE = re.compile(r"(/h/[^/]+)?/desk(/[A-Za-z0-9/_-]*)?")
LONGEST_LOGIN = 60
LONGEST_PASSWORD = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage:
    """The log-in form; `failed` after a wrong login or password."""

    login: str
    next: str
    failed: bool


def routes() -> list[web.RouteDef]:
    """Staff log-in."""
    return [
        web.get("/desk/login", get_login),
        web.post("/desk/login", post_login),
        web.post("/desk/logout", post_logout),
    ]


async def get_login(request: web.Request) -> web.StreamResponse:
    """GET /desk/login: the form."""
    context = LoginPage(login="", next=_next(request, request.query.get("next", "")), failed=False)
    return private_page(request, "accounts/login.html", context)


async def post_login(request: web.Request) -> web.StreamResponse:
    """POST /desk/login: begin a session, under a new id."""
    form = await read_form(request)
    login = form.get("login", "")[:LONGEST_LOGIN].strip().lower()
    target = _next(request, form.get("next", ""))
    token = await sessions.log_in(request, login, form.get("password", "")[:LONGEST_PASSWORD])
    if token is None:
        return private_page(
            request, "accounts/login.html", LoginPage(login=login, next=target, failed=True), status=422
        )
    response = web.HTTPSeeOther(target)
    sessions.keep_token(request, response, token)
    raise response


async def post_logout(request: web.Request) -> web.StreamResponse:
    """POST /desk/logout: end the session."""
    response = web.HTTPSeeOther(url_of(request, "/desk/login"))
    await sessions.log_out(request, response)
    raise response


def _next(request: web.Request, asked: str) -> str:
    """Only pages of the desk: a link to the log-in cannot lead elsewhere."""
    return asked if OWN_PAGE.fullmatch(asked) else url_of(request, "/desk")
