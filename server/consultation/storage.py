"""Consultations in the database: one function per question or change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, insert, select, update

from server.consultation.tables import consultation, consultation_message
from server.foundation.refusals import Conflict
from server.foundation.working_days import add_working_days

ANSWER_DAYS = 2
"""Working days within which a message is answered: the promise."""

State = Literal["waiting", "answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsultation:
    """A question, sealed, before it is stored."""

    id: str
    number: str
    hall_id: str
    unit_code: str
    item_code: str | None
    name_cipher: bytes
    phone_cipher: bytes
    phone_check: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A consultation without its messages."""

    id: str
    number: str
    hall_id: str
    unit_code: str
    item_code: str | None
    state: State
    name_cipher: bytes
    phone_cipher: bytes
    phone_check: str
    asked_at: datetime
    due_at: datetime
    due_provisional: bool
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What was said; `officer_name` None = by the citizen."""

    at: datetime
    text: str
    officer_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A row of the officers' list."""

    id: str
    number: str
    unit_code: str
    item_code: str | None
    state: State
    text: str
    asked_at: datetime
    due_at: datetime
    due_provisional: bool


FIELDS = tuple(Consultation.__dataclass_fields__)


def ask(conn: Connection, new: NewConsultation, now: datetime) -> str:
    """Store a question; its id, under which its receipt lies."""
    deadline = add_working_days(now, ANSWER_DAYS)
    row = {
        "id": new.id,
        "number": new.number,
        "hall_id": new.hall_id,
        "unit_code": new.unit_code,
        "item_code": new.item_code,
        "state": "waiting",
        "name_cipher": new.name_cipher,
        "phone_cipher": new.phone_cipher,
        "phone_check": new.phone_check,
        "asked_at": now,
        "due_at": deadline.at,
        "due_provisional": deadline.provisional,
        "due_calendar": deadline.calendar,
    }
    conn.execute(insert(consultation).values(row))
    _say(conn, new.id, {"at": now, "author": "citizen", "text": new.text})
    return new.id


def answer(
    conn: Connection, consultation_id: str, text: str, officer_id: int, officer_name: str, now: datetime
) -> None:
    """Answer under an officer's name. The first answer ends the clock; Conflict when another officer was faster."""
    waiting = (consultation.c.id == consultation_id, consultation.c.state == "waiting")
    changed = conn.execute(update(consultation).where(*waiting).values(state="answered", answered_at=now))
    if changed.rowcount == 0:
        raise Conflict("consult.already_answered")
    message = {"at": now, "author": "officer", "officer_id": officer_id, "officer_name": officer_name, "text": text}
    _say(conn, consultation_id, message)


def find_consultation(conn: Connection, consultation_id: str) -> Consultation | None:
    """A consultation by its id."""
    row = conn.execute(select(consultation).where(consultation.c.id == consultation_id)).one_or_none()
    return _consultation(row) if row else None


def find_by_number(conn: Connection, number: str) -> Consultation | None:
    """A consultation by its number."""
    row = conn.execute(select(consultation).where(consultation.c.number == number)).one_or_none()
    return _consultation(row) if row else None


def messages_of(conn: Connection, consultation_id: str) -> tuple[Message, ...]:
    """What was said, in order."""
    query = (
        select(consultation_message)
        .where(consultation_message.c.consultation_id == consultation_id)
        .order_by(consultation_message.c.seq)
    )
    return tuple(Message(at=row.at, text=row.text, officer_name=row.officer_name) for row in conn.execute(query))


def list_consultations(conn: Connection, hall: str, unit: str | None, state: State, most: int) -> tuple[Asked, ...]:
    """Questions of one unit or of all (None): what waits by its deadline, what is answered newest first."""
    first = (consultation_message.c.consultation_id == consultation.c.id, consultation_message.c.seq == 1)
    query = (
        select(consultation, consultation_message.c.text)
        .join(consultation_message, first[0] & first[1])
        .where(consultation.c.hall_id == hall, consultation.c.state == state)
    )
    if unit is not None:
        query = query.where(consultation.c.unit_code == unit)
    order = consultation.c.due_at if state == "waiting" else consultation.c.answered_at.desc()
    return tuple(_asked(row) for row in conn.execute(query.order_by(order, consultation.c.id).limit(most)))


def _say(conn: Connection, consultation_id: str, values: dict[str, Any]) -> None:
    mine = consultation_message.c.consultation_id == consultation_id
    last = conn.execute(select(func.coalesce(func.max(consultation_message.c.seq), 0)).where(mine)).scalar_one()
    row = {**values, "consultation_id": consultation_id, "seq": last + 1}
    conn.execute(insert(consultation_message).values(row))


def _consultation(row: Row[Any]) -> Consultation:
    return Consultation(**{name: getattr(row, name) for name in FIELDS})


def _asked(row: Row[Any]) -> Asked:
    return Asked(
        id=row.id,
        number=row.number,
        unit_code=row.unit_code,
        item_code=row.item_code,
        state=row.state,
        text=row.text,
        asked_at=row.asked_at,
        due_at=row.due_at,
        due_provisional=row.due_provisional,
    )
