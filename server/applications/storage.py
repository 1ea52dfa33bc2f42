"""Applications in the database: one function per question or change."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from server.applications.applicant import SealedApplicant
from server.applications.records import Application, Happening, NewUpload, Upload, Waiting
from server.applications.states import PREACCEPT_DAYS, Event, State, next_state, parse_state
from server.applications.subject import FORM_VERSION, Kind, Subject, dump_subject, load_subject, version_of
from server.applications.tables import application, application_event, application_timer, application_upload
from server.foundation.case_numbers import new_number
from server.foundation.refusals import Conflict, Refused
from server.foundation.working_days import add_working_days

MOST_FILES = 10
"""Of one material."""
MOST_BYTES = 200 << 20
"""Of all files of one application."""
TRIES = 5
ID_BYTES = 16

SEALED = tuple(SealedApplicant.__dataclass_fields__)
UPLOAD_FIELDS = tuple(Upload.__dataclass_fields__)


def create_draft(conn: Connection, *, hall: str, subject: Subject, owner: str, now: datetime) -> str:
    """Begin an application; its id cannot be guessed."""
    draft = secrets.token_urlsafe(ID_BYTES)
    row = {
        "id": draft,
        "hall_id": hall,
        "item_code": subject.code,
        "unit_code": subject.unit_code,
        "item_version": version_of(subject),
        "item_snapshot": dump_subject(subject),
        "form_version": FORM_VERSION,
        "owner_digest": owner,
        "state": "draft",
        "kind": subject.kinds[0] if len(subject.kinds) == 1 else None,
        "created_at": now,
        "changed_at": now,
    }
    conn.execute(insert(application).values(row))
    return draft


def find_application(conn: Connection, application_id: str) -> Application | None:
    """An application by its id."""
    row = conn.execute(select(application).where(application.c.id == application_id)).one_or_none()
    return _application(row) if row else None


def find_by_number(conn: Connection, number: str) -> Application | None:
    """An application by its pre-acceptance number."""
    row = conn.execute(select(application).where(application.c.number == number)).one_or_none()
    return _application(row) if row else None


def choose_kind(conn: Connection, application_id: str, kind: Kind, now: datetime) -> None:
    """Whether a person or a firm applies; another choice than before forgets the answers that do not fit."""
    empty: dict[str, Any] = dict.fromkeys(SEALED) if _require_draft(conn, application_id).kind != kind else {}
    _change(conn, application_id, {**empty, "kind": kind, "changed_at": now})


def save_applicant(conn: Connection, application_id: str, sealed: SealedApplicant, now: datetime) -> None:
    """Who applies."""
    _require_draft(conn, application_id)
    _change(conn, application_id, {**asdict(sealed), "changed_at": now})


def add_upload(conn: Connection, application_id: str, new: NewUpload, now: datetime) -> str | None:
    """Bind a stored file to its material; gives what stands against it. The same file sent twice is kept once."""
    _require_draft(conn, application_id)
    of_material = [one for one in _sent(conn, application_id) if one.material_seq == new.material_seq]
    if any(one.sent_sha256 == new.sent_sha256 for one in of_material):
        return None
    if len(of_material) >= MOST_FILES:
        return "too_many"
    if used_bytes(conn, application_id) + new.size > MOST_BYTES:
        return "too_much"
    row = {**asdict(new), "id": secrets.token_urlsafe(ID_BYTES), "application_id": application_id, "uploaded_at": now}
    conn.execute(insert(application_upload).values(row))
    _change(conn, application_id, {"changed_at": now})
    return None


def remove_upload(conn: Connection, application_id: str, upload_id: str, now: datetime) -> None:
    """Take a file away again; nothing happens when it is gone already."""
    _require_draft(conn, application_id)
    mine = application_upload.c.application_id == application_id
    conn.execute(delete(application_upload).where(mine, application_upload.c.id == upload_id))
    _change(conn, application_id, {"changed_at": now})


def uploads_of(conn: Connection, application_id: str) -> tuple[Upload, ...]:
    """The files of an application, by material, in the order they came."""
    query = (
        select(*(application_upload.c[name] for name in UPLOAD_FIELDS))
        .where(application_upload.c.application_id == application_id)
        .order_by(application_upload.c.material_seq, application_upload.c.uploaded_at, application_upload.c.id)
    )
    return tuple(Upload(**{name: getattr(row, name) for name in UPLOAD_FIELDS}) for row in conn.execute(query))


def known_files(conn: Connection) -> frozenset[str]:
    """Every file that an upload refers to."""
    return frozenset(conn.execute(select(application_upload.c.sha256).distinct()).scalars())


def used_bytes(conn: Connection, application_id: str) -> int:
    """How many bytes the files of an application have together."""
    total = func.coalesce(func.sum(application_upload.c.size), 0)
    return int(conn.execute(select(total).where(application_upload.c.application_id == application_id)).scalar_one())


def submit(conn: Connection, application_id: str, now: datetime) -> str:
    """Hand in: the number. A second time gives the same number. Refused when something is missing."""
    found = require_application(conn, application_id)
    if found.number is not None:
        return found.number
    if found.applicant is None or missing_needs(found, uploads_of(conn, application_id)):
        raise Refused("apply.problem_incomplete")
    deadline = add_working_days(now, PREACCEPT_DAYS)
    number = _free_number(conn, application)
    state = _record(conn, found, "submit", now)
    row = {
        "state": state,
        "number": number,
        "submitted_at": now,
        "due_at": deadline.at,
        "due_provisional": deadline.provisional,
        "changed_at": now,
    }
    _change(conn, application_id, row)
    timer = {
        "application_id": application_id,
        "kind": "preaccept",
        "started_at": now,
        "due_at": deadline.at,
        "due_day": deadline.last_day,
        "calendar": deadline.calendar,
        "provisional": deadline.provisional,
    }
    conn.execute(insert(application_timer).values(timer))
    return number


def preaccept(conn: Connection, application_id: str, officer_id: int, officer_name: str, now: datetime) -> None:
    """Pre-accept under an officer's name; the promise's timer ends."""
    found = require_application(conn, application_id)
    state = _record(conn, found, "preaccept", now, officer_id=officer_id, officer_name=officer_name)
    row = {"state": state, "officer_id": officer_id, "due_at": None, "due_provisional": None, "changed_at": now}
    _change(conn, application_id, row)
    running = (application_timer.c.application_id == application_id, application_timer.c.ended_at.is_(None))
    conn.execute(update(application_timer).where(*running).values(ended_at=now))


def happenings_of(conn: Connection, application_id: str) -> tuple[Happening, ...]:
    """What happened to an application, in order."""
    query = (
        select(application_event)
        .where(application_event.c.application_id == application_id)
        .order_by(application_event.c.seq)
    )
    return tuple(
        Happening(at=row.at, event=row.event, to_state=parse_state(row.to_state), officer_name=row.officer_name)
        for row in conn.execute(query)
    )


def list_applications(conn: Connection, hall: str, unit: str | None, state: State, most: int) -> tuple[Waiting, ...]:
    """Applications in a state, of one unit or of all (None); what is due first comes first, else what came last."""
    files = (
        select(func.count())
        .where(application_upload.c.application_id == application.c.id)
        .correlate(application)
        .scalar_subquery()
    )
    query = select(application, files.label("files")).where(application.c.hall_id == hall, application.c.state == state)
    if unit is not None:
        query = query.where(application.c.unit_code == unit)
    order = application.c.due_at if state == "submitted" else application.c.changed_at.desc()
    return tuple(_waiting(row) for row in conn.execute(query.order_by(order, application.c.id).limit(most)))


def require_application(conn: Connection, application_id: str) -> Application:
    """An application that must exist; on a database with row locks, locked until the commit."""
    query = select(application).where(application.c.id == application_id).with_for_update()
    return _application(conn.execute(query).one())


def missing_needs(found: Application, uploads: tuple[Upload, ...]) -> tuple[int, ...]:
    """Numbers of materials that must be there and are not."""
    there = {upload.material_seq for upload in uploads}
    return tuple(need.seq for need in found.needs if need.must and need.seq not in there)


def _record(
    conn: Connection,
    found: Application,
    event: Event,
    now: datetime,
    *,
    officer_id: int | None = None,
    officer_name: str | None = None,
) -> State:
    """Append what happened; the state it leads to."""
    state = next_state(found.state, event)
    mine = application_event.c.application_id == found.id
    seq = conn.execute(select(func.coalesce(func.max(application_event.c.seq), 0)).where(mine)).scalar_one() + 1
    row = {
        "application_id": found.id,
        "seq": seq,
        "at": now,
        "event": event,
        "from_state": found.state,
        "to_state": state,
        "actor": "citizen" if officer_id is None else "officer",
        "officer_id": officer_id,
        "officer_name": officer_name,
    }
    conn.execute(insert(application_event).values(row))
    return state


def _require_draft(conn: Connection, application_id: str) -> Application:
    found = require_application(conn, application_id)
    if found.state != "draft":
        raise Conflict("apply.already_submitted")
    return found


def _change(conn: Connection, application_id: str, values: dict[str, Any]) -> None:
    conn.execute(update(application).where(application.c.id == application_id).values(values))


def _sent(conn: Connection, application_id: str) -> list[Row[Any]]:
    columns = (application_upload.c.material_seq, application_upload.c.sent_sha256)
    return list(conn.execute(select(*columns).where(application_upload.c.application_id == application_id)))


def _free_number(conn: Connection, table: Table) -> str:
    """A number no row has. 75 random bits meet none in practice; the unique column would refuse the transaction."""
    for _ in range(TRIES):
        number = new_number()
        if conn.execute(select(table.c.number).where(table.c.number == number)).first() is None:
            return number
    raise Conflict


def _application(row: Row[Any]) -> Application:
    return Application(
        id=row.id,
        hall_id=row.hall_id,
        subject=load_subject(row.item_snapshot),
        owner_digest=row.owner_digest,
        state=parse_state(row.state),
        number=row.number,
        kind=row.kind,
        applicant=SealedApplicant(**{name: getattr(row, name) for name in SEALED}) if row.name_cipher else None,
        phone_check=row.phone_check,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        due_provisional=bool(row.due_provisional),
    )


def _waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id,
        number=row.number,
        item_code=row.item_code,
        item_name=row.item_snapshot["name"],
        unit_code=row.unit_code,
        state=parse_state(row.state),
        submitted_at=row.submitted_at,
        due_at=row.due_at or row.changed_at,
        due_provisional=bool(row.due_provisional),
        files=row.files,
    )
