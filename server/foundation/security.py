"""Who may write from where: headers of every answer, the visitor's cookie, the token in forms.

Three fences against forged requests: SameSite cookies; Origin / Sec-Fetch-Site on every unsafe method; a token in forms (which
a foreign page cannot know). A JSON body needs no token: a foreign page cannot send one without asking first.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from multidict import CIMultiDict

from server.foundation.config import Config
from server.foundation.forms import read_posted
from server.foundation.keys import CLOCK, CONFIG, RATES, SECRETS
from server.foundation.rates import Rate
from server.foundation.refusals import Forbidden, Malformed, TooOften

SAFE_METHODS = {hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS}
CSRF_FIELD = "csrf"
STREAMS_FORM = "streams_form"
CSRF_HEADER = "X-CSRF-Token"
JSON_TYPE = "application/json"
VISITOR = "visitor"
NEW_VISITOR: web.RequestKey[str] = web.RequestKey("new_visitor", str)
VISITOR_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")
VISITOR_SECONDS = 7 * 24 * 3600
CHOICE_SECONDS = 365 * 24 * 3600
# What an address may choose (?lang=en, ?profile=step_free) and a cookie keeps.
CHOICES = {
    "lang": ("zh", "en"),
    "size": ("normal", "large"),
    "theme": ("light", "dark", "contrast"),
    "profile": ("walk", "step_free", "pram", "no_escalator", "guided"),
}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self)",
}


def headers_adder(config: Config) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """Signal on_response_prepare: what every answer says, unless the handler said otherwise."""
    headers = CIMultiDict(HEADERS)
    if config.https:
        headers["Strict-Transport-Security"] = "max-age=31536000"

    async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.merge(headers)
        response.headers[hdrs.SERVER] = "hall"

    return add_headers


def set_cookies(request: web.Request, response: web.StreamResponse) -> None:
    """Set the visitor's cookie when a page needed one, and the choices that the address made."""
    # Nearly no request keeps anything: to look for what is not there costs a microsecond.
    if len(request) and NEW_VISITOR in request:
        set_cookie(request, response, VISITOR, request[NEW_VISITOR], max_age=VISITOR_SECONDS)
    if "/api/" in request.path:
        # A program chooses for one question, not for the visitor.
        return
    for name, allowed in CHOICES.items():
        if request.query.get(name) in allowed:
            secure = request.app[CONFIG].https
            response.set_cookie(
                name, request.query[name], max_age=CHOICE_SECONDS, samesite="Lax", path="/", secure=secure
            )


def refuse_encoded(request: web.Request) -> None:
    """Take no body that would have to be unpacked, and no HTTP older than 1.0."""
    if hdrs.CONTENT_ENCODING in request.headers or request.version < (1, 0):
        raise Malformed


async def refuse_forgery(request: web.Request) -> None:
    """Check where a request of an unsafe method comes from, and its token when it is a form without a file."""
    # An address that takes no such method has nothing to fence: it answers 404 or 405.
    if request.match_info.http_exception is None:
        _check_origin(request)
        if request.content_type != JSON_TYPE and not _checks_itself(request):
            form = await read_posted(request)
            check_token(request, str(form.get(CSRF_FIELD, "")))


def streams_form(handler: Handler) -> Handler:
    """Mark a handler that streams a form with files: it has to call `check_token` with the form's first field itself."""
    setattr(handler, STREAMS_FORM, True)
    return handler


def _checks_itself(request: web.Request) -> bool:
    return (
        bool(getattr(request.match_info.handler, STREAMS_FORM, False)) and request.content_type == "multipart/form-data"
    )


def check_token(request: web.Request, given: str) -> None:
    """The token of the form, or of the header X-CSRF-Token, belongs to this visitor."""
    token = given or request.headers.get(CSRF_HEADER, "")
    if not _known_visitor(request) or not hmac.compare_digest(
        token.encode(errors="replace"), csrf_token(request).encode()
    ):
        raise Forbidden("errors.form_expired")


def csrf_token(request: web.Request) -> str:
    """The token for this visitor's forms; gives the visitor a cookie if need be."""
    return request.app[SECRETS].digest("csrf", visitor_of(request))


def visitor_of(request: web.Request) -> str:
    """The random id of this browser; a new one gets its cookie with the answer."""
    known = _known_visitor(request)
    if known:
        return known
    if NEW_VISITOR not in request:
        request[NEW_VISITOR] = secrets.token_urlsafe(32)
    return request[NEW_VISITOR]


def _known_visitor(request: web.Request) -> str | None:
    found = get_cookie(request, VISITOR)
    return found if found and VISITOR_SHAPE.fullmatch(found) else None


def _check_origin(request: web.Request) -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        raise Forbidden("errors.foreign_page")
    origin = request.headers.get(hdrs.ORIGIN)
    # Browsers send scheme://host[:port] or null; what else stands there is no address of ours.
    if origin is not None and origin.partition("://")[2] != request.host:
        raise Forbidden("errors.foreign_page")


def cookie_name(request: web.Request, name: str) -> str:
    """`__Host-` binds a cookie to this host and https; browsers refuse it without https."""
    return f"__Host-{name}" if request.app[CONFIG].https else name


def get_cookie(request: web.Request, name: str) -> str | None:
    """A cookie set by `set_cookie`."""
    return request.cookies.get(cookie_name(request, name))


def set_cookie(
    request: web.Request, response: web.StreamResponse, name: str, value: str, *, max_age: int | None = None
) -> None:
    """A cookie no script reads and no foreign page sends along."""
    secure = request.app[CONFIG].https
    response.set_cookie(
        cookie_name(request, name), value, max_age=max_age, path="/", httponly=True, secure=secure, samesite="Lax"
    )


def drop_cookie(request: web.Request, response: web.StreamResponse, name: str) -> None:
    """Forget a cookie."""
    secure = request.app[CONFIG].https
    response.del_cookie(cookie_name(request, name), path="/", httponly=True, secure=secure, samesite="Lax")


def address_of(request: web.Request) -> str:
    """The client's network address."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if request.app[CONFIG].trust_proxy and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.remote or "unknown"


def limit(request: web.Request, rate: Rate, who: str | None = None) -> None:
    """Take a token of the rate for `who` (by default the address); TooOften says how long to wait."""
    wait = request.app[RATES].take(rate, who or address_of(request), request.app[CLOCK]())
    if wait:
        raise TooOften(retry_after_s=int(wait) + 1)
