"""Staff in the database: one function per question or change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from server.accounts.tables import login_failure, officer, staff_session

Role = Literal["officer", "supervisor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody of the staff. `unit_code` None: a supervisor, who sees every unit."""

    id: int
    login: str
    name: str
    role: Role
    unit_code: str | None

    @property
    def is_supervisor(self) -> bool:
        """Whether the whole hall is this officer's business."""
        return self.role == "supervisor"

    def sees(self, unit_code: str) -> bool:
        """Whether what concerns a unit is this officer's business."""
        return self.unit_code is None or self.unit_code == unit_code


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """Somebody to be added, with the hash of a password made for the first log-in."""

    login: str
    name: str
    role: Role
    unit_code: str | None
    password_hash: str


def has_staff(conn: Connection) -> bool:
    """Whether there is anybody yet."""
    return conn.execute(select(officer.c.id).limit(1)).first() is not None


def add_staff(conn: Connection, staff: Sequence[NewOfficer], now: datetime) -> None:
    """Add the first staff; nothing when there is somebody already."""
    if has_staff(conn):
        return
    rows = [
        {
            "login": one.login,
            "name": one.name,
            "role": one.role,
            "unit_code": one.unit_code,
            "password_hash": one.password_hash,
            "active": True,
            "created_at": now,
        }
        for one in staff
    ]
    conn.execute(insert(officer), rows)


def find_login(conn: Connection, login: str) -> tuple[Officer, str] | None:
    """An officer and the password's hash, by login."""
    row = conn.execute(select(officer).where(officer.c.login == login, officer.c.active)).one_or_none()
    return (_officer(row), row.password_hash) if row else None


def replace_hash(conn: Connection, officer_id: int, password_hash: str) -> None:
    """Store a password's new hash."""
    conn.execute(update(officer).where(officer.c.id == officer_id).values(password_hash=password_hash))


def start_session(conn: Connection, officer_id: int, token_digest: str, now: datetime) -> None:
    """Begin a session, and forget those of this officer that nobody can use any more."""
    conn.execute(delete(staff_session).where(staff_session.c.seen_at < now - timedelta(days=1)))
    row = {"token_digest": token_digest, "officer_id": officer_id, "started_at": now, "seen_at": now}
    conn.execute(insert(staff_session).values(row))


def find_session(conn: Connection, token_digest: str) -> tuple[Officer, datetime, datetime] | None:
    """Whose session it is, when it began and when it was last used."""
    query = (
        select(officer, staff_session.c.started_at, staff_session.c.seen_at)
        .join(staff_session, staff_session.c.officer_id == officer.c.id)
        .where(staff_session.c.token_digest == token_digest, officer.c.active)
    )
    row = conn.execute(query).one_or_none()
    return (_officer(row), row.started_at, row.seen_at) if row else None


def touch_session(conn: Connection, token_digest: str, now: datetime) -> None:
    """The session was used."""
    conn.execute(update(staff_session).where(staff_session.c.token_digest == token_digest).values(seen_at=now))


def end_session(conn: Connection, token_digest: str) -> None:
    """Log out."""
    conn.execute(delete(staff_session).where(staff_session.c.token_digest == token_digest))


def note_try(
    conn: Connection, login_digest: str, address_digest: str, now: datetime, since: datetime
) -> tuple[int, int]:
    """Note a try before it is checked, as failed; how often it failed since then: for this login, from this address.

    Before, and in one transaction: a hundred guesses at once are a hundred tries.
    """
    conn.execute(delete(login_failure).where(login_failure.c.at < now - timedelta(days=1)))
    recent = login_failure.c.at >= since
    by_login = select(func.count()).where(recent, login_failure.c.login_digest == login_digest)
    by_address = select(func.count()).where(recent, login_failure.c.address_digest == address_digest)
    counts = conn.execute(by_login).scalar_one(), conn.execute(by_address).scalar_one()
    row = {"login_digest": login_digest, "address_digest": address_digest, "at": now}
    conn.execute(insert(login_failure).values(row))
    return counts


def forget_failures(conn: Connection, login_digest: str) -> None:
    """Logging in worked: the account is no longer close to a lock."""
    conn.execute(delete(login_failure).where(login_failure.c.login_digest == login_digest))


def _officer(row: Row[Any]) -> Officer:
    return Officer(id=row.id, login=row.login, name=row.name, role=row.role, unit_code=row.unit_code)
