"""Where a case stands: /track asks for its number and the last four digits of the phone, /track/{number} shows it.

Wrong and unknown get the same answer in the same time: both cost one look-up in each table and one comparison.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from server.applications import storage as applications
from server.applications.applicant import phone_check
from server.applications.pages import Due, due_of
from server.applications.records import Application, Happening
from server.consultation import storage as consultations
from server.consultation.storage import Consultation, Message
from server.foundation.case_numbers import parse_number, show_number
from server.foundation.forms import read_form
from server.foundation.keys import CLOCK, SECRETS, STORE
from server.foundation.pages import hall_of, private_page, url_of
from server.foundation.problems import FieldProblem
from server.foundation.rates import Rate
from server.foundation.security import limit
from server.items.records import Unit
from server.items.storage import find_unit
from server.tracking.grants import grant, may_see

BY_ADDRESS = Rate(name="track", burst=30, per_minute=10)
BY_NUMBER = Rate(name="track number", burst=6, per_minute=0.5)
FOUR = re.compile(r"[0-9]{4}")
LONGEST_TYPED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """The form: number and last four digits."""

    number: str
    phone: str
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationPage:
    """Where an application stands. Nothing on it tells more about the applicant than the asker knew."""

    found: Application
    number: str
    happenings: tuple[Happening, ...]
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationPage:
    """A question and its answer."""

    found: Consultation
    number: str
    unit: Unit | None
    messages: tuple[Message, ...]
    due: Due | None


Case = Application | Consultation


def routes() -> list[web.RouteDef]:
    """For whoever has a number."""
    return [
        web.get("/track", get_track),
        web.post("/track", post_track),
        web.get("/track/{number}", get_case),
    ]


async def get_track(request: web.Request) -> web.StreamResponse:
    """GET /track[?number=]: the form."""
    return _ask_page(request, request.query.get("number", "")[:LONGEST_TYPED], "", ())


async def post_track(request: web.Request) -> web.StreamResponse:
    """POST /track: number and phone together are right, or not."""
    limit(request, BY_ADDRESS)
    form = await read_form(request)
    typed, phone = form.get("number", "")[:LONGEST_TYPED], unicodedata.normalize("NFKC", form.get("phone", "")).strip()
    number = parse_number(typed)
    problems = _problems(typed, number, phone)
    if number is None or problems:
        return _ask_page(request, typed, phone[:4], problems)
    limit(request, BY_NUMBER, number)
    found = await request.app[STORE].read(_find, number, hall_of(request))
    if not _fits(request, found, phone) or found is None:
        return _ask_page(request, typed, "", (FieldProblem("number", "track.problem_no_match"),))
    response = web.HTTPSeeOther(url_of(request, f"/track/{show_number(number)}"))
    grant(request, response, number)
    raise response


def _problems(typed: str, number: str | None, phone: str) -> tuple[FieldProblem, ...]:
    problems = []
    if number is None:
        problems.append(FieldProblem("number", "track.problem_number" if typed.strip() else "track.problem_no_number"))
    if not FOUR.fullmatch(phone):
        problems.append(FieldProblem("phone", "track.problem_phone"))
    return tuple(problems)


def _find(conn: Connection, number: str, hall: str) -> Case | None:
    """Both tables are always asked, so that the time tells nothing."""
    application = applications.find_by_number(conn, number)
    consultation = consultations.find_by_number(conn, number)
    return next((one for one in (application, consultation) if one is not None and one.hall_id == hall), None)


def _fits(request: web.Request, found: Case | None, phone: str) -> bool:
    row, stored = (found.id, found.phone_check or "") if found else ("nobody", "nothing")
    return hmac.compare_digest(phone_check(request.app[SECRETS], row, phone), stored)


async def get_case(request: web.Request) -> web.StreamResponse:
    """GET /track/{number}: for who gave the phone a short while ago; others give it now."""
    number = parse_number(request.match_info["number"])
    if number is None or not may_see(request, number):
        return _ask_page(request, request.match_info["number"][:LONGEST_TYPED], "", ())
    store, now = request.app[STORE], request.app[CLOCK]()
    match await store.read(_find, number, hall_of(request)):
        case Application() as found:
            return private_page(request, "tracking/application.html", await store.read(_application, found, now))
        case Consultation() as found:
            return private_page(request, "tracking/consultation.html", await store.read(_consultation, found, now))
        case None:
            return _ask_page(request, show_number(number), "", ())


def _application(conn: Connection, found: Application, now: datetime) -> ApplicationPage:
    return ApplicationPage(
        found=found,
        number=show_number(found.number or ""),
        happenings=applications.happenings_of(conn, found.id),
        due=due_of(found.due_at, now, provisional=found.due_provisional),
    )


def _consultation(conn: Connection, found: Consultation, now: datetime) -> ConsultationPage:
    return ConsultationPage(
        found=found,
        number=show_number(found.number),
        unit=find_unit(conn, found.unit_code),
        messages=consultations.messages_of(conn, found.id),
        due=due_of(found.due_at if found.state == "waiting" else None, now, provisional=found.due_provisional),
    )


def _ask_page(request: web.Request, number: str, phone: str, problems: tuple[FieldProblem, ...]) -> web.Response:
    context = AskPage(number=number, phone=phone, problems=problems)
    return private_page(request, "tracking/ask.html", context, status=422 if problems else 200)
