"""Closures in the database: one function per question or change."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, or_, select, update

from server.accounts.tables import officer
from server.closures.tables import closure

ID_BYTES = 9
MAKER, ENDER = officer.alias("maker"), officer.alias("ender")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClosure:
    """What is to be closed, from when until when (None: until somebody ends it), and why."""

    target: str
    from_at: datetime
    to_at: datetime | None
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(NewClosure):
    """A closure with who set it, and who ended it before its time, if anybody did."""

    id: str
    made_by: str
    made_at: datetime
    ended_by: str | None
    ended_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether it was ended or has run out."""
        return self.ended_at is not None or (self.to_at is not None and self.to_at <= now)

    def is_in_force(self, now: datetime) -> bool:
        """Whether its target is closed at this moment."""
        return self.from_at <= now and not self.is_over(now)


def set_closure(conn: Connection, hall: str, new: NewClosure, officer_id: int, now: datetime) -> str:
    """Store a closure; its id."""
    row = {
        "id": secrets.token_urlsafe(ID_BYTES),
        "hall_id": hall,
        "target": new.target,
        "from_at": new.from_at,
        "to_at": new.to_at,
        "reason_zh": new.reason_zh,
        "reason_en": new.reason_en,
        "made_by": officer_id,
        "made_at": now,
    }
    conn.execute(insert(closure).values(row))
    return str(row["id"])


def end_closure(conn: Connection, hall: str, closure_id: str, officer_id: int, now: datetime) -> None:
    """End a closure before its time; nothing when it is over already."""
    mine = (closure.c.id == closure_id, closure.c.hall_id == hall, *_not_over(now))
    conn.execute(update(closure).where(*mine).values(ended_by=officer_id, ended_at=now))


def find_closure(conn: Connection, hall: str, closure_id: str) -> Closure | None:
    """A closure of a hall by its id."""
    row = conn.execute(_query(hall).where(closure.c.id == closure_id)).one_or_none()
    return _closure(row) if row else None


def open_closures(conn: Connection, hall: str, now: datetime) -> tuple[Closure, ...]:
    """Closures in force and planned, by when they begin."""
    query = _query(hall).where(*_not_over(now)).order_by(closure.c.from_at, closure.c.made_at, closure.c.id)
    return tuple(_closure(row) for row in conn.execute(query))


def past_closures(conn: Connection, hall: str, now: datetime, most: int) -> tuple[Closure, ...]:
    """Closures that are over, those set last first."""
    over = or_(closure.c.ended_at.is_not(None), closure.c.to_at <= now)
    query = _query(hall).where(over).order_by(closure.c.made_at.desc(), closure.c.id).limit(most)
    return tuple(_closure(row) for row in conn.execute(query))


def _not_over(now: datetime) -> tuple[Any, ...]:
    return closure.c.ended_at.is_(None), or_(closure.c.to_at.is_(None), closure.c.to_at > now)


def _query(hall: str) -> Select[Any]:
    names = (MAKER.c.name.label("maker_name"), ENDER.c.name.label("ender_name"))
    return (
        select(closure, *names)
        .join(MAKER, MAKER.c.id == closure.c.made_by)
        .outerjoin(ENDER, ENDER.c.id == closure.c.ended_by)
        .where(closure.c.hall_id == hall)
    )


def _closure(row: Row[Any]) -> Closure:
    return Closure(
        id=row.id,
        target=row.target,
        from_at=row.from_at,
        to_at=row.to_at,
        reason_zh=row.reason_zh,
        reason_en=row.reason_en,
        made_by=row.maker_name,
        made_at=row.made_at,
        ended_by=row.ender_name,
        ended_at=row.ended_at,
    )
