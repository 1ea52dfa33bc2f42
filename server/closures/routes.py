"""Closures: staff see them at /desk/closures, supervisors set and end them there or by the API."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from server.accounts.sessions import OFFICER, for_staff, for_supervisors
from server.closures import storage
from server.closures.board import CLOSURES, refresh, targets_of
from server.closures.checking import Asked, check_closure
from server.closures.pages import ClosuresPage, Options, Row
from server.closures.storage import Closure, NewClosure
from server.closures.wire import ClosureBody, ClosuresAnswer, ListedClosure, listed_closure, parse_body
from server.foundation.endpoints import Endpoint, in_path, json_answer, routes_of
from server.foundation.forms import read_form
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.moments import moment_words
from server.foundation.once import KEY_FIELD, Once, answer_once, find_answer, read_once, said_in
from server.foundation.pages import hall_of, language_of, private_page, url_of
from server.foundation.problems import FieldProblem
from server.foundation.refusals import NotFound, Refused
from server.foundation.texts import Translated
from server.hall.published import HALLS

MOST_PAST = 50
KEY_BYTES = 16
FIELDS = ("target", "from", "to", "reason", "reason_zh", "reason_en")
# What is chosen without typing; the texts have each in both languages.
REASONS = ("repair", "fault", "cleaning", "drill", "crowd")


def routes() -> list[web.RouteDef]:
    """For staff, and for programs."""
    return [
        web.get("/desk/closures", for_staff(get_desk_closures)),
        web.post("/desk/closures", for_supervisors(post_desk_closure)),
        web.post("/desk/closures/{closure}/end", for_supervisors(post_desk_end)),
        *routes_of(ENDPOINTS),
    ]


async def get_closures(request: web.Request) -> web.Response:
    """GET /api/v1/closures: what is closed now and what is planned."""
    targets, now = _targets(request), request.app[CLOCK]()
    known = [one for one in request.app[CLOSURES].known if not one.is_over(now) and one.target in targets]
    return json_answer({"closures": [listed_closure(one, targets[one.target], now) for one in known]})


async def post_closure(request: web.Request) -> web.Response:
    """POST /api/v1/closures: close something; in effect on every route when this answers."""
    made = await _set(request, parse_body(await request.read()), "")
    if isinstance(made, list):
        values: dict[str, Any] = dict(made[0].values)
        raise Refused(made[0].key, where=made[0].field.replace("_", "."), **values)
    return _answer(request, made, status=201)


async def post_end(request: web.Request) -> web.Response:
    """POST /api/v1/closures/{closure}/end: open it again before its time. Said twice, it happened once."""
    return _answer(request, await _end(request))


def _answer(request: web.Request, one: Closure, *, status: int = 200) -> web.Response:
    name = _targets(request).get(one.target, {"zh": one.target, "en": one.target})
    return json_answer(listed_closure(one, name, request.app[CLOCK]()), status=status)


async def get_desk_closures(request: web.Request) -> web.StreamResponse:
    """GET /desk/closures: what is closed, and the form."""
    return await _page(request, {}, ())


async def post_desk_closure(request: web.Request) -> web.StreamResponse:
    """POST /desk/closures: close something. The same key again changes nothing."""
    answers = await read_form(request)
    made = await _set(request, _asked(request, answers), answers.get(KEY_FIELD, ""))
    if isinstance(made, list):
        return await _page(request, answers, tuple(made))
    raise web.HTTPSeeOther(url_of(request, "/desk/closures"))


async def post_desk_end(request: web.Request) -> web.StreamResponse:
    """POST /desk/closures/{closure}/end: open it again before its time."""
    await _end(request)
    raise web.HTTPSeeOther(url_of(request, "/desk/closures"))


def _asked(request: web.Request, answers: Mapping[str, str]) -> Asked:
    """What the form says. A reason that was typed counts more than the chosen one, which is there in both languages."""
    reason: Translated = {"zh": answers.get("reason_zh", "").strip(), "en": answers.get("reason_en", "").strip()}
    if not any(reason.values()) and answers.get("reason") in REASONS:
        reason = request.app[TEXTS].both(f"closures.reason_{answers['reason']}")
    target, begin, end = (answers.get(name, "") for name in ("target", "from", "to"))
    return Asked(target=target, from_=begin, to=end, reason=reason)


async def _set(request: web.Request, asked: Asked, key: str) -> Closure | list[FieldProblem]:
    """Store a closure once, and let it take effect; or everything that is wrong with it.

    A repeated request finds what it made the first time, though its time may be over by now.
    """
    app, hall, now = request.app, hall_of(request), request.app[CLOCK]()
    once = read_once(request, await said_in(request), field=key)
    made = await app[STORE].read(find_answer, once)
    if made is None:
        checked = check_closure(asked, _targets(request), now)
        if isinstance(checked, list):
            return checked
        made = await app[STORE].write(_store, once, hall, checked, request[OFFICER].id, now)
    return await _in_effect(request, made)


def _store(conn: Connection, once: Once, hall: str, new: NewClosure, officer_id: int, now: datetime) -> str:
    return answer_once(conn, once, now, lambda: storage.set_closure(conn, hall, new, officer_id, now))


async def _end(request: web.Request) -> Closure:
    app, hall, closure = request.app, hall_of(request), request.match_info["closure"]
    await app[STORE].write(storage.end_closure, hall, closure, request[OFFICER].id, app[CLOCK]())
    return await _in_effect(request, closure)


async def _in_effect(request: web.Request, closure: str) -> Closure:
    await refresh(request.app)
    found = await request.app[STORE].read(storage.find_closure, hall_of(request), closure)
    if found is None:
        raise NotFound
    return found


async def _page(request: web.Request, answers: Mapping[str, str], problems: tuple[FieldProblem, ...]) -> web.Response:
    now, hall, targets = request.app[CLOCK](), hall_of(request), _targets(request)
    known = await request.app[STORE].read(storage.open_closures, hall, now)
    past = await request.app[STORE].read(storage.past_closures, hall, now, MOST_PAST)

    def rows(closures: Iterable[Closure]) -> tuple[Row, ...]:
        return tuple(_row(one, targets.get(one.target), now) for one in closures)

    context = ClosuresPage(
        officer=request[OFFICER],
        in_force=rows(one for one in known if one.is_in_force(now)),
        planned=rows(one for one in known if not one.is_in_force(now)),
        past=rows(past),
        targets=_target_options(request, targets),
        reasons=_reason_options(request),
        answers={name: answers.get(name, "") for name in FIELDS},
        problems=problems,
        key=secrets.token_urlsafe(KEY_BYTES),
    )
    return private_page(request, "closures/closures.html", context, status=422 if problems else 200)


def _target_options(request: web.Request, targets: Mapping[str, Translated]) -> Options:
    lang, texts = language_of(request), request.app[TEXTS]
    return (("", texts.t("closures.choose", lang)), *((target, name[lang]) for target, name in targets.items()))


def _reason_options(request: web.Request) -> Options:
    lang, texts = language_of(request), request.app[TEXTS]
    return tuple((reason, texts.t(f"closures.reason_{reason}", lang)) for reason in REASONS)


def _row(one: Closure, name: Translated | None, now: datetime) -> Row:
    return Row(
        one=one,
        name=name,
        begins=moment_words(one.from_at, now),
        ends=moment_words(one.to_at, now) if one.to_at else None,
        ended=moment_words(one.ended_at, now) if one.ended_at else None,
    )


def _targets(request: web.Request) -> dict[str, Translated]:
    return targets_of(request.app[HALLS].current.hall)


ENDPOINTS = (
    Endpoint(path="/api/v1/closures", handler=get_closures, answer=ClosuresAnswer),
    Endpoint(
        method="POST",
        path="/api/v1/closures",
        handler=for_supervisors(post_closure),
        answer=ListedClosure,
        body=ClosureBody,
        status=201,
        problems=(400, 401, 403, 422),
    ),
    Endpoint(
        method="POST",
        path="/api/v1/closures/{closure}/end",
        handler=for_supervisors(post_end),
        answer=ListedClosure,
        parameters=(in_path("closure", "The closure's id."),),
        problems=(401, 403, 404),
    ),
)
