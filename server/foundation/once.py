"""A write asked for twice with one Idempotency-Key happens once, and both get the same answer.

The answer is stored in the transaction of the change itself, so that there is no moment where one exists without the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from sqlalchemy import Column, Connection, String, Table, Text, insert, select

from server.foundation.database import UtcTime, metadata
from server.foundation.forms import read_posted
from server.foundation.refusals import Malformed, Refused
from server.foundation.security import CSRF_FIELD, visitor_of

KEY_HEADER = "Idempotency-Key"
KEY_FIELD = "idempotency_key"
LONGEST_KEY = 200
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

answered_request = Table(
    "answered_request",
    metadata,
    Column("key_digest", String(64), primary_key=True),
    Column("request_digest", String(64), nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_at", UtcTime, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Who asks for what under which key; `key_digest` None = no key was given."""

    key_digest: str | None
    request_digest: str


async def said_in(request: web.Request) -> dict[str, str]:
    """What a body says beside its token and key: the fields of a form, or else the body as it is."""
    form = await read_posted(request)
    if request.content_type not in FORM_TYPES:
        return {"": (await request.read()).decode(errors="replace")}
    return {name: str(value) for name, value in form.items() if name not in (CSRF_FIELD, KEY_FIELD)}


def read_once(request: web.Request, body: Mapping[str, str], *, field: str = "") -> Once:
    """The header's key, or the form's; a key belongs to the visitor who sent it. `body` is what must stay the same."""
    key = request.headers.get(KEY_HEADER, field)
    if len(key) > LONGEST_KEY:
        raise Malformed(where=KEY_HEADER)
    asked = json.dumps([request.method, request.path, dict(body)], sort_keys=True, ensure_ascii=False)
    # A header need not be text: its bytes that are none come as surrogates.
    whose = f"{visitor_of(request)} {key}".encode(errors="surrogateescape")
    digest = hashlib.sha256(whose).hexdigest() if key else None
    return Once(key_digest=digest, request_digest=hashlib.sha256(asked.encode()).hexdigest())


def find_answer(connection: Connection, once: Once) -> str | None:
    """The stored answer of this key, if there is one. Refused when the key was used for something else."""
    if once.key_digest is None:
        return None
    found = connection.execute(select(answered_request).where(answered_request.c.key_digest == once.key_digest)).first()
    if found is None:
        return None
    if found.request_digest != once.request_digest:
        raise Refused("errors.key_reused", where=KEY_HEADER)
    return str(found.answer)


def answer_once(connection: Connection, once: Once, now: datetime, change: Callable[[], str]) -> str:
    """The stored answer of this key, or the answer of the change, made now. Refused when the key was used for something else."""
    found = find_answer(connection, once)
    if found is not None:
        return found
    answer = change()
    if once.key_digest is None:
        return answer
    row = {
        "key_digest": once.key_digest,
        "request_digest": once.request_digest,
        "answer": answer,
        "answered_at": now,
    }
    connection.execute(insert(answered_request).values(row))
    return answer
