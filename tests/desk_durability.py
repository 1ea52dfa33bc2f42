"""The child of the durability test: an application that is killed. Run with a data folder and, to prove the test, a mutant.

Prints the port and the ids of drafts that only wait to be handed in, then serves until it is killed.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web
from desk_world import CATALOGUE, LIFETIMES, PERSON, photo
from sqlalchemy import Connection, update

from server.app import make_app
from server.applications import routes, storage
from server.applications.applicant import Applicant, seal
from server.applications.records import NewUpload
from server.applications.subject import subject_of
from server.applications.tables import application
from server.foundation import database, once
from server.foundation.case_numbers import new_number
from server.foundation.config import Config
from server.foundation.keys import FILES, SECRETS, STORE
from server.items.storage import find_item

VISITOR = "v" * 43
DRAFTS = 400
SUBMIT = storage.submit


def acknowledge_early(store: database.Store, connection: Connection, group: list[database._Job]) -> None:
    """Mutant: everybody is told before the commit."""
    with connection.begin():
        for job in group:
            job.perform(connection)
        for job in group:
            job.deliver()
        time.sleep(0.2)


def submit_always(conn: Connection, application_id: str, now: datetime) -> str:
    """Mutant: every request makes an application of its own."""
    found = storage.require_application(conn, application_id)
    if found.number is None:
        return SUBMIT(conn, application_id, now)
    copy = storage.create_draft(conn, hall=found.hall_id, subject=found.subject, owner=found.owner_digest, now=now)
    row = {"state": "submitted", "number": new_number(), "submitted_at": now}
    conn.execute(update(application).where(application.c.id == copy).values(row))
    return str(row["number"])


async def make_drafts(app: web.Application) -> list[str]:
    """Drafts with their files, in one go."""
    owner = app[SECRETS].digest("owner", VISITOR)
    digest = app[FILES].put(photo())
    now = datetime.now(UTC)
    person = Applicant(
        kind="individual",
        name="测试人",
        contact="",
        document_kind="resident_id",
        document=PERSON,
        phone="13900001234",
        address="",
    )

    def fill(conn: Connection) -> list[str]:
        item = find_item(conn, CATALOGUE.items[0].code)
        assert item is not None
        subject = subject_of(item)
        return [
            one_draft(conn, storage.create_draft(conn, hall="wangcheng", subject=subject, owner=owner, now=now))
            for _ in range(DRAFTS)
        ]

    def one_draft(conn: Connection, draft: str) -> str:
        storage.choose_kind(conn, draft, "individual", now)
        storage.save_applicant(conn, draft, seal(app[SECRETS], draft, person), now)
        for seq in (1, 2):
            new = NewUpload(
                material_seq=seq,
                name="a.jpg",
                media_type="image/jpeg",
                size=1,
                sha256=digest,
                sent_sha256=digest,
                sent_size=1,
            )
            assert storage.add_upload(conn, draft, new, now) is None
        return draft

    return await app[STORE].write(fill)


async def main(folder: Path, mutant: str) -> None:
    if mutant == "no key":
        routes.storage.submit = submit_always  # type: ignore[attr-defined]
        once.KEY_HEADER = "X-Ignored"
    app = make_app(Config(data=folder), opened=LIFETIMES)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    drafts = await make_drafts(app)
    if mutant == "early":
        setattr(database.Store, "_commit", acknowledge_early)  # noqa: B010  mypy need not know
    sys.stdout.write(json.dumps({"port": runner.addresses[0][1], "drafts": drafts}) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
