"""Who is logged in: a random token in a cookie, its digest in the database, ended by 15 idle minutes or 12 hours."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import quote

from aiohttp import web
from aiohttp.typedefs import Handler

from server.accounts import storage
from server.accounts.passwords import is_password, renewed_hash
from server.accounts.storage import Officer
from server.foundation.keys import CLOCK, CONFIG, SECRETS, STORE
from server.foundation.pages import url_of, wants_json
from server.foundation.refusals import Forbidden, NotLoggedIn, TooOften
from server.foundation.security import SAFE_METHODS, address_of, drop_cookie, get_cookie, set_cookie

COOKIE = "staff"
OFFICER: web.RequestKey[Officer] = web.RequestKey("officer", Officer)
LONGEST = timedelta(hours=12)
TOUCH_AFTER = timedelta(minutes=1)
FAILURE_WINDOW = timedelta(minutes=15)
MOST_FAILURES_OF_LOGIN = 5
MOST_FAILURES_OF_ADDRESS = 30

StaffHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def for_staff(handler: StaffHandler) -> Handler:
    """Let only staff in; anybody else logs in first and comes back to the page asked for."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        officer = await current_officer(request)
        if officer is None:
            if wants_json(request):
                raise NotLoggedIn
            raise web.HTTPSeeOther(login_address(request))
        request[OFFICER] = officer
        return await handler(request)

    return guarded


def for_supervisors(handler: StaffHandler) -> Handler:
    """Let only supervisors in: what concerns the whole hall is not one unit's business."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        if not request[OFFICER].is_supervisor:
            raise Forbidden("desk.supervisors_only")
        return await handler(request)

    return for_staff(guarded)


def login_address(request: web.Request) -> str:
    """Where to log in, and where to go from there."""
    back = request.path if request.method in SAFE_METHODS else url_of(request, "/desk")
    return url_of(request, "/desk/login") + f"?next={quote(back)}"


async def current_officer(request: web.Request) -> Officer | None:
    """The officer whose session this is, if it has not ended."""
    token = get_cookie(request, COOKIE)
    if token is None:
        return None
    store, now = request.app[STORE], request.app[CLOCK]()
    found = await store.read(storage.find_session, token_digest(token))
    if found is None:
        return None
    officer, started, seen = found
    idle = timedelta(seconds=request.app[CONFIG].login_seconds_idle)
    if now - seen > idle or now - started > LONGEST:
        await store.write(storage.end_session, token_digest(token))
        return None
    if now - seen > TOUCH_AFTER:
        await store.write(storage.touch_session, token_digest(token), now)
    return officer


async def log_in(request: web.Request, login: str, password: str) -> str | None:
    """A new session's token, or None when login and password do not fit; TooOften when it failed too often."""
    app, store, now = request.app, request.app[STORE], request.app[CLOCK]()
    who = app[SECRETS].digest("login", login), app[SECRETS].digest("address", address_of(request))
    by_login, by_address = await store.write(storage.note_try, *who, now, now - FAILURE_WINDOW)
    if by_login >= MOST_FAILURES_OF_LOGIN or by_address >= MOST_FAILURES_OF_ADDRESS:
        raise TooOften("desk.login_locked", retry_after_s=int(FAILURE_WINDOW.total_seconds()))
    found = await store.read(storage.find_login, login)
    if not await is_password(found[1] if found else None, password) or found is None:
        return None
    officer, stored = found
    renewed = await renewed_hash(stored, password)
    if renewed is not None:
        await store.write(storage.replace_hash, officer.id, renewed)
    await store.write(storage.forget_failures, who[0])
    token = secrets.token_urlsafe(32)
    await store.write(storage.start_session, officer.id, token_digest(token), now)
    return token


async def log_out(request: web.Request, response: web.StreamResponse) -> None:
    """End the session here and in the database."""
    token = get_cookie(request, COOKIE)
    if token is not None:
        await request.app[STORE].write(storage.end_session, token_digest(token))
    drop_cookie(request, response, COOKIE)


def keep_token(request: web.Request, response: web.StreamResponse, token: str) -> None:
    """Give the browser its session; it ends with the browser at the latest."""
    set_cookie(request, response, COOKIE, token)


def token_digest(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
