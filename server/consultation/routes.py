"""Ask a unit: from its page or an item's, /units/{unit}/consult and /items/{item}/consult."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from server.applications.pages import Due, due_of
from server.consultation import storage
from server.consultation.question import check_question, seal_question
from server.foundation.case_numbers import show_number
from server.foundation.forms import read_form
from server.foundation.keys import CLOCK, SECRETS, STORE
from server.foundation.once import KEY_FIELD, Once, answer_once, read_once
from server.foundation.pages import hall_of, private_page, url_of
from server.foundation.problems import FieldProblem
from server.foundation.rates import Rate
from server.foundation.refusals import NotFound
from server.foundation.security import limit
from server.items.records import Item, Unit
from server.items.storage import find_item, find_unit

QUESTIONS = Rate(name="questions", burst=20, per_minute=4)
KEY_BYTES = 16
FIELDS = ("name", "phone", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """The form of a question. `item` None: about the unit in general."""

    unit: Unit
    item: Item | None
    answers: dict[str, str]
    problems: tuple[FieldProblem, ...]
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPage:
    """The number under which the answer can be read."""

    unit: Unit | None
    number: str
    asked_at: datetime
    due: Due | None


def routes() -> list[web.RouteDef]:
    """What a citizen does; officers have /desk."""
    return [
        web.get("/units/{unit}/consult", get_ask_unit),
        web.post("/units/{unit}/consult", post_ask_unit),
        web.get("/items/{item}/consult", get_ask_item),
        web.post("/items/{item}/consult", post_ask_item),
        web.get("/consultations/{consultation}/receipt", get_receipt),
    ]


async def get_ask_unit(request: web.Request) -> web.StreamResponse:
    """GET /units/{unit}/consult."""
    return _ask_page(request, await _unit(request), None, {}, ())


async def get_ask_item(request: web.Request) -> web.StreamResponse:
    """GET /items/{item}/consult."""
    item = await _item(request)
    return _ask_page(request, item.unit, item, {}, ())


async def post_ask_unit(request: web.Request) -> web.StreamResponse:
    """POST /units/{unit}/consult: store the question."""
    return await _ask(request, await _unit(request), None)


async def post_ask_item(request: web.Request) -> web.StreamResponse:
    """POST /items/{item}/consult: store the question to the item's unit."""
    item = await _item(request)
    return await _ask(request, item.unit, item)


async def _ask(request: web.Request, unit: Unit, item: Item | None) -> web.StreamResponse:
    limit(request, QUESTIONS)
    answers = await read_form(request)
    question = check_question(answers)
    if isinstance(question, list):
        return _ask_page(request, unit, item, answers, tuple(question))
    body = {name: answers.get(name, "") for name in FIELDS}
    once = read_once(request, body, field=answers.get(KEY_FIELD, ""))
    item_code = item.code if item else None
    sealed = seal_question(
        request.app[SECRETS], question, hall=hall_of(request), unit_code=unit.code, item_code=item_code
    )
    asked = await request.app[STORE].write(_store, once, sealed, request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/consultations/{asked}/receipt"))


def _store(conn: Connection, once: Once, sealed: storage.NewConsultation, now: datetime) -> str:
    return answer_once(conn, once, now, lambda: storage.ask(conn, sealed, now))


def _ask_page(
    request: web.Request, unit: Unit, item: Item | None, answers: dict[str, str], problems: tuple[FieldProblem, ...]
) -> web.Response:
    context = AskPage(
        unit=unit,
        item=item,
        answers={name: answers.get(name, "") for name in FIELDS},
        problems=problems,
        key=secrets.token_urlsafe(KEY_BYTES),
    )
    return private_page(request, "consultation/ask.html", context, status=422 if problems else 200)


async def get_receipt(request: web.Request) -> web.StreamResponse:
    """GET /consultations/{consultation}/receipt: the number; nothing on it tells who asked what."""
    store, now = request.app[STORE], request.app[CLOCK]()
    found = await store.read(storage.find_consultation, request.match_info["consultation"])
    if found is None or found.hall_id != hall_of(request):
        raise NotFound
    context = AskedPage(
        unit=await store.read(find_unit, found.unit_code),
        number=show_number(found.number),
        asked_at=found.asked_at,
        due=due_of(found.due_at if found.state == "waiting" else None, now, provisional=found.due_provisional),
    )
    return private_page(request, "consultation/receipt.html", context)


async def _unit(request: web.Request) -> Unit:
    unit = await request.app[STORE].read(find_unit, request.match_info["unit"])
    if unit is None:
        raise NotFound("consult.unit_not_found")
    return unit


async def _item(request: web.Request) -> Item:
    item = await request.app[STORE].read(find_item, request.match_info["item"])
    if item is None:
        raise NotFound("apply.item_not_found")
    return item
