"""What can go wrong with a request, and the one table that says how each is answered."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus

from aiohttp import hdrs, web

from server.foundation.database import StoreBusy, StoreFailed
from server.foundation.endpoints import json_answer
from server.foundation.keys import TEXTS
from server.foundation.pages import page, wants_json
from server.foundation.refusals import (
    Busy,
    Conflict,
    Forbidden,
    Malformed,
    NotFound,
    NotLoggedIn,
    Refused,
    ServerError,
    TooLarge,
    TooOften,
)
from server.foundation.texts import Translated

log = logging.getLogger("hall")

ANSWERS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    Malformed: (HTTPStatus.BAD_REQUEST, "malformed"),
    NotLoggedIn: (HTTPStatus.UNAUTHORIZED, "not_logged_in"),
    Forbidden: (HTTPStatus.FORBIDDEN, "forbidden"),
    NotFound: (HTTPStatus.NOT_FOUND, "not_found"),
    Conflict: (HTTPStatus.CONFLICT, "conflict"),
    TooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large"),
    Refused: (HTTPStatus.UNPROCESSABLE_ENTITY, "refused"),
    TooOften: (HTTPStatus.TOO_MANY_REQUESTS, "too_often"),
    Busy: (HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    StoreBusy: (HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
    StoreFailed: (HTTPStatus.SERVICE_UNAVAILABLE, "busy"),
}
HTTP_CODES = {
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
}
BUSY_RETRY_S = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What the error page and the JSON error shape say."""

    status: int
    code: str
    message: Translated
    where: str | None = None
    reason: str | None = None
    retry_after_s: int | None = None


def answer_refusal(request: web.Request, error: ServerError | StoreBusy | StoreFailed) -> web.Response:
    """Our own errors in the one shape: JSON for programs, a page for people."""
    return answer(request, problem_of(request, error))


def answer_http(request: web.Request, error: web.HTTPException) -> web.Response:
    """What aiohttp itself refuses in the one shape."""
    response = answer(request, http_problem(request, error))
    response.headers.update(_allow(error))
    return response


def answer_failure(request: web.Request) -> web.Response:
    """A mistake of ours in the one shape."""
    return answer(request, _problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, "internal"))


def problem_of(request: web.Request, error: Exception) -> Problem:
    """Look an error of ours up in the table."""
    status, code = next(row for kind, row in ANSWERS.items() if isinstance(error, kind))
    if not isinstance(error, ServerError):
        log.warning("%s %s: %s", request.method, request.rel_url.raw_path, str(error) or type(error).__name__)
        return _problem(request, status, code, retry_after_s=BUSY_RETRY_S)
    return Problem(
        status=status,
        code=code,
        message=request.app[TEXTS].both(error.key or f"errors.{code}", **error.values),
        where=error.where,
        reason=error.reason,
        retry_after_s=error.retry_after_s,
    )


def http_problem(request: web.Request, error: web.HTTPException) -> Problem:
    """The same shape for what aiohttp itself refuses."""
    code = HTTP_CODES.get(HTTPStatus(error.status), "malformed")
    return _problem(request, error.status, code)


def _allow(error: web.HTTPException) -> dict[str, str]:
    """What a 405 has to say: the methods of this address."""
    return {hdrs.ALLOW: error.headers[hdrs.ALLOW]} if hdrs.ALLOW in error.headers else {}


def _problem(request: web.Request, status: int, code: str, *, retry_after_s: int | None = None) -> Problem:
    message = request.app[TEXTS].both(f"errors.{code}")
    return Problem(status=status, code=code, message=message, retry_after_s=retry_after_s)


def answer(request: web.Request, problem: Problem) -> web.Response:
    """The error as JSON or as a page."""
    response = _json(problem) if wants_json(request) else page(request, "error.html", problem, status=problem.status)
    if problem.retry_after_s is not None:
        response.headers["Retry-After"] = str(problem.retry_after_s)
    response.headers["Cache-Control"] = "no-store"
    return response


def _json(problem: Problem) -> web.Response:
    error: dict[str, object] = {"code": problem.code, "message": problem.message}
    if problem.where is not None:
        error["where"] = problem.where
    if problem.reason is not None:
        error["reason"] = problem.reason
    return json_answer({"error": error}, status=problem.status)
