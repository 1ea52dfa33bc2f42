"""The staff pages. An officer sees what concerns the own unit, a supervisor everything."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from server.accounts.sessions import OFFICER, for_staff
from server.accounts.storage import Officer
from server.applications import storage as applications
from server.applications.applicant import unseal
from server.applications.documents import mask_phone
from server.applications.downloads import send_upload
from server.applications.pages import due_of, masked, slots_of
from server.applications.records import Application, Happening, Upload, Waiting
from server.consultation import storage as consultations
from server.consultation.question import TABLE, clean_paragraphs, text_problem
from server.consultation.storage import Asked, Consultation
from server.desk.pages import CasePage, DeskPage, QuestionPage, QuestionRow, Row
from server.foundation.case_numbers import show_number
from server.foundation.forms import read_form
from server.foundation.keys import CLOCK, SECRETS, STORE
from server.foundation.pages import hall_of, private_page, url_of
from server.foundation.refusals import NotFound
from server.items.storage import find_item, units

MOST_WAITING = 200
MOST_DONE = 20
LONGEST_BEGINNING = 60


def routes() -> list[web.RouteDef]:
    """For staff only."""
    case, question = "/desk/applications/{application}", "/desk/consultations/{consultation}"
    return [
        web.get("/desk", for_staff(get_desk)),
        web.get(case, for_staff(get_case)),
        web.post(f"{case}/preaccept", for_staff(post_preaccept)),
        web.get(f"{case}/uploads/{{upload}}", for_staff(get_upload)),
        web.get(question, for_staff(get_question)),
        web.post(f"{question}/answer", for_staff(post_answer)),
    ]


async def get_desk(request: web.Request) -> web.StreamResponse:
    """GET /desk: what waits."""
    officer, hall = request[OFFICER], hall_of(request)
    context = await request.app[STORE].read(_desk, officer, hall, request.app[CLOCK]())
    return private_page(request, "desk/desk.html", context)


def _desk(conn: Connection, officer: Officer, hall: str, now: datetime) -> DeskPage:
    unit = officer.unit_code
    waiting = applications.list_applications(conn, hall, unit, "submitted", MOST_WAITING)
    done = applications.list_applications(conn, hall, unit, "preaccepted", MOST_DONE)
    questions = consultations.list_consultations(conn, hall, unit, "waiting", MOST_WAITING)
    answered = consultations.list_consultations(conn, hall, unit, "answered", MOST_DONE)
    return DeskPage(
        officer=officer,
        units={one.code: one.short_name for one in units(conn)},
        waiting=tuple(_row(one, now) for one in waiting),
        done=tuple(_row(one, now) for one in done),
        questions=tuple(_question_row(one, now) for one in questions),
        answered=tuple(_question_row(one, now) for one in answered),
    )


def _row(one: Waiting, now: datetime) -> Row:
    due = due_of(one.due_at, now, provisional=one.due_provisional) if one.state == "submitted" else None
    return Row(one=one, number=show_number(one.number), due=due)


def _question_row(one: Asked, now: datetime) -> QuestionRow:
    due = due_of(one.due_at, now, provisional=one.due_provisional) if one.state == "waiting" else None
    beginning = one.text[:LONGEST_BEGINNING] + ("…" if len(one.text) > LONGEST_BEGINNING else "")
    return QuestionRow(one=one, number=show_number(one.number), text=beginning, due=due)


async def get_case(request: web.Request) -> web.StreamResponse:
    """GET /desk/applications/{application}: one application with its materials."""
    found = await _case(request)
    assert found.applicant is not None  # noqa: S101  nothing is handed in without one
    applicant = unseal(request.app[SECRETS], found.id, found.applicant)
    uploads, happenings = await request.app[STORE].read(_of_case, found.id)
    context = CasePage(
        officer=request[OFFICER],
        found=found,
        number=show_number(found.number or ""),
        applicant=masked(applicant),
        slots=slots_of(found.needs, uploads),
        happenings=happenings,
        due=due_of(found.due_at, request.app[CLOCK](), provisional=found.due_provisional),
    )
    return private_page(request, "desk/application.html", context)


def _of_case(conn: Connection, application_id: str) -> tuple[tuple[Upload, ...], tuple[Happening, ...]]:
    return applications.uploads_of(conn, application_id), applications.happenings_of(conn, application_id)


async def post_preaccept(request: web.Request) -> web.StreamResponse:
    """POST …/preaccept: under the officer's name. Pressed twice, it happened once."""
    found = await _case(request)
    officer = request[OFFICER]
    if found.state != "preaccepted":
        await request.app[STORE].write(applications.preaccept, found.id, officer.id, officer.name, request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/desk/applications/{found.id}"))


async def get_upload(request: web.Request) -> web.StreamResponse:
    """GET …/uploads/{upload}: a file of the application."""
    return await send_upload(request, await _case(request), request.match_info["upload"])


async def get_question(request: web.Request) -> web.StreamResponse:
    """GET /desk/consultations/{consultation}: a question and what was said."""
    return await _question_page(request, await _question(request), "", None)


async def post_answer(request: web.Request) -> web.StreamResponse:
    """POST …/answer: under the officer's name."""
    found, officer = await _question(request), request[OFFICER]
    text = clean_paragraphs((await read_form(request)).get("text", ""))
    problem = text_problem(text)
    if problem is not None:
        return await _question_page(request, found, text, problem.key)
    await request.app[STORE].write(consultations.answer, found.id, text, officer.id, officer.name, request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/desk/consultations/{found.id}"))


async def _question_page(request: web.Request, found: Consultation, text: str, problem: str | None) -> web.Response:
    app = request.app
    item = await app[STORE].read(find_item, found.item_code) if found.item_code else None
    due_at = found.due_at if found.state == "waiting" else None
    context = QuestionPage(
        officer=request[OFFICER],
        found=found,
        number=show_number(found.number),
        name=app[SECRETS].decrypt(found.name_cipher, table=TABLE, row=found.id, column="name"),
        phone=mask_phone(app[SECRETS].decrypt(found.phone_cipher, table=TABLE, row=found.id, column="phone")),
        item_name=item.name if item else None,
        messages=await app[STORE].read(consultations.messages_of, found.id),
        due=due_of(due_at, app[CLOCK](), provisional=found.due_provisional),
        text=text,
        problem=problem,
    )
    return private_page(request, "desk/consultation.html", context, status=422 if problem else 200)


async def _case(request: web.Request) -> Application:
    """An application that was handed in and is this officer's business; others do not exist for them."""
    found = await request.app[STORE].read(applications.find_application, request.match_info["application"])
    if found is None or found.state == "draft" or found.hall_id != hall_of(request):
        raise NotFound
    if not request[OFFICER].sees(found.subject.unit_code):
        raise NotFound
    return found


async def _question(request: web.Request) -> Consultation:
    found = await request.app[STORE].read(consultations.find_consultation, request.match_info["consultation"])
    if found is None or found.hall_id != hall_of(request) or not request[OFFICER].sees(found.unit_code):
        raise NotFound
    return found
