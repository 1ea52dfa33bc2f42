"""The way of an application: item → kind → applicant → materials → check → number. Every page works without JavaScript."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime

from aiohttp import web
from sqlalchemy import Connection

from server.applications import pages, storage
from server.applications.applicant import SealedApplicant, check_applicant, seal, unseal
from server.applications.documents import is_region_known
from server.applications.downloads import send_upload
from server.applications.owners import find_mine, owner_digest
from server.applications.records import Application, Upload
from server.applications.subject import Subject, subject_of
from server.applications.uploads import receive_files
from server.foundation.case_numbers import show_number
from server.foundation.clock import SHANGHAI
from server.foundation.forms import read_form
from server.foundation.keys import CLOCK, FILES, SECRETS, STORE
from server.foundation.once import KEY_FIELD, Once, answer_once, read_once, said_in
from server.foundation.pages import hall_of, page, private_page, url_of, wants_json
from server.foundation.problems import FieldProblem
from server.foundation.rates import Rate
from server.foundation.refusals import Conflict, NotFound, Refused
from server.foundation.security import limit, streams_form
from server.items.records import Item
from server.items.storage import find_item, windows_of_unit

DRAFTS = Rate(name="drafts", burst=60, per_minute=20)
UPLOADS = Rate(name="uploads", burst=120, per_minute=60)
KEY_BYTES = 16
FIELDS = ("name", "contact", "document_kind", "document", "phone", "address")


def routes() -> list[web.RouteDef]:
    """What a citizen does; officers have /desk."""
    draft = "/applications/{draft}"
    return [
        web.get("/items/{item}/apply", get_apply),
        web.post("/items/{item}/apply", post_apply),
        web.get(draft, get_draft),
        web.get(f"{draft}/kind", get_kind),
        web.post(f"{draft}/kind", post_kind),
        web.get(f"{draft}/applicant", get_applicant),
        web.post(f"{draft}/applicant", post_applicant),
        web.get(f"{draft}/materials", get_materials),
        web.post(f"{draft}/materials", post_materials),
        web.get(f"{draft}/uploads/{{upload}}", get_upload),
        web.post(f"{draft}/uploads/{{upload}}/remove", post_remove),
        web.get(f"{draft}/check", get_check),
        web.post(f"{draft}/submit", post_submit),
        web.get(f"{draft}/receipt", get_receipt),
    ]


async def get_apply(request: web.Request) -> web.StreamResponse:
    """GET /items/{item}/apply: what will be asked; or where to go when it cannot be done online."""
    item = await _item(request)
    today = request.app[CLOCK]().astimezone(SHANGHAI).date()
    windows = await request.app[STORE].read(windows_of_unit, hall_of(request), item.unit.code, today)
    context = pages.StartPage(item=item, windows=windows, key=secrets.token_urlsafe(KEY_BYTES))
    return page(request, "applications/start.html" if item.online else "applications/not_online.html", context)


async def post_apply(request: web.Request) -> web.StreamResponse:
    """POST /items/{item}/apply: begin a draft. The same key again leads to the same draft."""
    limit(request, DRAFTS)
    item = await _item(request)
    if not item.online:
        raise Refused("apply.not_online")
    form = await read_form(request)
    once = read_once(request, await said_in(request), field=form.get(KEY_FIELD, ""))
    subject, hall, owner = subject_of(item), hall_of(request), owner_digest(request)
    draft = await request.app[STORE].write(_begin, once, subject, hall, owner, request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/applications/{draft}"))


def _begin(conn: Connection, once: Once, subject: Subject, hall: str, owner: str, now: datetime) -> str:
    return answer_once(
        conn, once, now, lambda: storage.create_draft(conn, hall=hall, subject=subject, owner=owner, now=now)
    )


async def get_draft(request: web.Request) -> web.StreamResponse:
    """GET /applications/{draft}: on to the page where one left off."""
    found = await find_mine(request)
    raise web.HTTPSeeOther(_page_of(request, found, await _uploads(request, found)))


def _page_of(request: web.Request, found: Application, uploads: tuple[Upload, ...]) -> str:
    if found.state != "draft":
        step = "receipt"
    elif found.kind is None:
        step = "kind"
    elif found.applicant is None:
        step = "applicant"
    else:
        step = "materials" if storage.missing_needs(found, uploads) else "check"
    return url_of(request, f"/applications/{found.id}/{step}")


async def get_kind(request: web.Request) -> web.StreamResponse:
    """GET …/kind: a person or a firm?"""
    return _kind_page(request, await _draft(request), ())


async def post_kind(request: web.Request) -> web.StreamResponse:
    """POST …/kind."""
    found = await _draft(request)
    chosen = (await read_form(request)).get("kind")
    kind = next((kind for kind in found.subject.kinds if kind == chosen), None)
    if kind is None:
        return _kind_page(request, found, (FieldProblem("kind", "apply.problem_kind"),))
    await request.app[STORE].write(storage.choose_kind, found.id, kind, request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/applicant"))


def _kind_page(request: web.Request, found: Application, problems: pages.Problems) -> web.Response:
    step = pages.step_of(found, "kind")
    context = pages.KindPage(draft=found.id, subject=found.subject, step=step, kind=found.kind, problems=problems)
    return private_page(request, "applications/kind.html", context, status=422 if problems else 200)


async def get_applicant(request: web.Request) -> web.StreamResponse:
    """GET …/applicant: who applies."""
    found = await _draft(request)
    answers = _answers(unseal(request.app[SECRETS], found.id, found.applicant)) if found.applicant else {}
    return _applicant_page(request, found, answers, ())


async def post_applicant(request: web.Request) -> web.StreamResponse:
    """POST …/applicant: checked; what was wrong is shown again with the reasons."""
    found = await _draft(request)
    app, now = request.app, request.app[CLOCK]()
    answers = await read_form(request)
    if found.kind is None:
        raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/kind"))
    checked = check_applicant(found.kind, answers, now.astimezone(SHANGHAI).date())
    if isinstance(checked, list):
        return _applicant_page(request, found, answers, tuple(checked))
    await app[STORE].write(storage.save_applicant, found.id, seal(app[SECRETS], found.id, checked), now)
    raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/materials"))


def _answers(applicant: object) -> dict[str, str]:
    return {name: str(getattr(applicant, name)) for name in FIELDS}


def _applicant_page(
    request: web.Request, found: Application, answers: dict[str, str], problems: pages.Problems
) -> web.Response:
    if found.kind is None:
        raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/kind"))
    context = pages.ApplicantPage(
        draft=found.id,
        subject=found.subject,
        step=pages.step_of(found, "applicant"),
        kind=found.kind,
        answers={name: answers.get(name, "") for name in FIELDS},
        problems=problems,
    )
    return private_page(request, "applications/applicant.html", context, status=422 if problems else 200)


async def get_materials(request: web.Request) -> web.StreamResponse:
    """GET …/materials: a slot for each material."""
    found = await _draft(request)
    context = pages.materials_page(found, await _uploads(request, found), ())
    return private_page(request, "applications/materials.html", context)


@streams_form
async def post_materials(request: web.Request) -> web.StreamResponse:
    """POST …/materials: keep the files that are in order; stay for more, or go on when all that must be there is there."""
    limit(request, UPLOADS)
    found = await _draft(request)
    received = await receive_files(request, found)
    uploads = await _uploads(request, found)
    going_on = "continue" in received.words
    problems = (*received.problems, *(_missing(found, uploads) if going_on else ()))
    if problems:
        context = pages.materials_page(found, uploads, problems)
        return private_page(request, "applications/materials.html", context, status=422)
    raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/{'check' if going_on else 'materials'}"))


def _missing(found: Application, uploads: tuple[Upload, ...]) -> pages.Problems:
    names = {need.seq: need.name for need in found.needs}
    missing = storage.missing_needs(found, uploads)
    return tuple(FieldProblem(f"file-{seq}", "apply.problem_missing", {"name": names[seq]}) for seq in missing)


async def get_upload(request: web.Request) -> web.StreamResponse:
    """GET …/uploads/{upload}: the file back to whom it belongs, as a download."""
    found = await find_mine(request)
    return await send_upload(request, found, request.match_info["upload"])


async def post_remove(request: web.Request) -> web.StreamResponse:
    """POST …/uploads/{upload}/remove."""
    found = await _draft(request)
    await request.app[STORE].write(storage.remove_upload, found.id, request.match_info["upload"], request.app[CLOCK]())
    raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/materials"))


async def get_check(request: web.Request) -> web.StreamResponse:
    """GET …/check: everything once more."""
    found = await _draft(request)
    uploads = await _uploads(request, found)
    if found.applicant is None:
        raise web.HTTPSeeOther(_page_of(request, found, uploads))
    return _check_page(request, found, found.applicant, uploads, _missing(found, uploads))


def _check_page(
    request: web.Request,
    found: Application,
    sealed: SealedApplicant,
    uploads: tuple[Upload, ...],
    problems: pages.Problems,
) -> web.Response:
    applicant = unseal(request.app[SECRETS], found.id, sealed)
    context = pages.CheckPage(
        draft=found.id,
        subject=found.subject,
        step=pages.step_of(found, "check"),
        applicant=pages.masked(applicant),
        is_region_known=applicant.document_kind != "resident_id" or is_region_known(applicant.document),
        slots=pages.slots_of(found.needs, uploads),
        key=secrets.token_urlsafe(KEY_BYTES),
        problems=problems,
    )
    return private_page(request, "applications/check.html", context, status=422 if problems else 200)


async def post_submit(request: web.Request) -> web.StreamResponse:
    """POST …/submit: the number. Again, with the same key or another: the same number."""
    found = await find_mine(request)
    form = await read_form(request)
    once = read_once(request, await said_in(request), field=form.get(KEY_FIELD, ""))
    uploads = await _uploads(request, found)
    problems = (*_missing(found, uploads), *await _broken(request, found, uploads))
    if problems and found.state == "draft" and found.applicant is not None and not wants_json(request):
        return _check_page(request, found, found.applicant, uploads, problems)
    if problems:
        raise Refused("apply.problem_incomplete", where=problems[0].field)
    number = await request.app[STORE].write(_submit, once, found.id, request.app[CLOCK]())
    receipt = url_of(request, f"/applications/{found.id}/receipt")
    if wants_json(request):
        answer = {"number": show_number(number), "receipt": receipt}
        return web.json_response(answer, status=201, headers={"Cache-Control": "no-store", "Location": receipt})
    raise web.HTTPSeeOther(receipt)


def _submit(conn: Connection, once: Once, application_id: str, now: datetime) -> str:
    return answer_once(conn, once, now, lambda: storage.submit(conn, application_id, now))


async def _broken(request: web.Request, found: Application, uploads: tuple[Upload, ...]) -> pages.Problems:
    """Files that are no longer on the disk as they were stored. Read again before anything is promised."""
    names = {need.seq: need.name for need in found.needs}
    broken = await asyncio.to_thread(_not_intact, request, uploads) if found.state == "draft" else []
    return tuple(
        FieldProblem(
            f"file-{one.material_seq}", "apply.problem_broken", {"name": names.get(one.material_seq, one.name)}
        )
        for one in broken
    )


def _not_intact(request: web.Request, uploads: tuple[Upload, ...]) -> list[Upload]:
    return [one for one in uploads if not request.app[FILES].is_intact(one.sha256)]


async def get_receipt(request: web.Request) -> web.StreamResponse:
    """GET …/receipt: the number, for whoever has this address; it tells nothing about the applicant."""
    found = await request.app[STORE].read(storage.find_application, request.match_info["draft"])
    if found is None or found.hall_id != hall_of(request):
        raise NotFound
    if found.state == "draft":
        raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}"))
    return private_page(request, "applications/receipt.html", pages.receipt_page(found, request.app[CLOCK]()))


async def _item(request: web.Request) -> Item:
    item = await request.app[STORE].read(find_item, request.match_info["item"])
    if item is None:
        raise NotFound("apply.item_not_found")
    return item


async def _draft(request: web.Request) -> Application:
    """My application while it can still be changed; afterwards its pages lead to the number."""
    found = await find_mine(request)
    if found.state != "draft":
        if wants_json(request):
            raise Conflict("apply.already_submitted")
        raise web.HTTPSeeOther(url_of(request, f"/applications/{found.id}/receipt"))
    return found


async def _uploads(request: web.Request, found: Application) -> tuple[Upload, ...]:
    return await request.app[STORE].read(storage.uploads_of, found.id)
