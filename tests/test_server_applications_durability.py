"""kill -9 while citizens hand in: every acknowledged number is there afterwards, and nobody has two.

The harness proves itself on two mutants of the server: one that acknowledges before the commit must lose numbers, one that
ignores the key and the state must double them.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, CookieJar
from desk_durability import VISITOR
from sqlalchemy import Connection, select

from server.applications.tables import application
from server.foundation.case_numbers import parse_number
from server.foundation.database import open_store

CLIENTS = 16
KILL_AFTER = 120
"""Acknowledgements."""
HEADERS = {"Accept": "application/json", "Content-Type": "application/json"}
Acknowledged = dict[str, set[str]]


async def start(folder: Path, mutant: str) -> tuple[Process, int, list[str]]:
    child = await asyncio.create_subprocess_exec(
        sys.executable, Path(__file__).with_name("desk_durability.py"), folder, mutant, stdout=PIPE, limit=1 << 20
    )
    assert child.stdout
    ready = json.loads(await child.stdout.readline())
    return child, ready["port"], ready["drafts"]


async def hand_in_until_it_dies(child: Process, port: int, drafts: list[str]) -> Acknowledged:
    """Each client hands in its share, each draft twice at once under one key; the server is killed on the way."""
    acknowledged: Acknowledged = {draft: set() for draft in drafts}
    count = 0

    async def submit(session: ClientSession, draft: str) -> None:
        nonlocal count
        address = f"http://127.0.0.1:{port}/applications/{draft}/submit"
        async with session.post(address, headers={**HEADERS, "Idempotency-Key": draft}, data=b"{}") as answer:
            assert answer.status == 201
            number = parse_number((await answer.json())["number"])
        assert number
        acknowledged[draft].add(number)
        count += 1
        if count == KILL_AFTER:
            child.kill()

    async def client(mine: list[str]) -> None:
        async with ClientSession(cookies={"visitor": VISITOR}, cookie_jar=CookieJar(unsafe=True)) as session:
            for draft in mine:
                await asyncio.gather(submit(session, draft), submit(session, draft))

    outcomes = await asyncio.gather(*(client(drafts[n::CLIENTS]) for n in range(CLIENTS)), return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, ClientError) for outcome in outcomes), outcomes
    await child.wait()
    return acknowledged


async def numbers_in(folder: Path) -> dict[str, str]:
    """Number by draft, as the next start finds them."""

    def ask(conn: Connection) -> dict[str, str]:
        rows = conn.execute(select(application.c.id, application.c.number).where(application.c.number.is_not(None)))
        return {row.id: row.number for row in rows}

    store = open_store(folder / "hall.sqlite")
    try:
        return await store.read(ask)
    finally:
        await store.close()


async def lost_and_doubled(folder: Path, mutant: str) -> tuple[int, int]:
    acknowledged = await hand_in_until_it_dies(*await start(folder, mutant))
    kept = await numbers_in(folder)
    given = {number for numbers in acknowledged.values() for number in numbers}
    lost = given - set(kept.values())
    doubled = [draft for draft, numbers in acknowledged.items() if len(numbers) > 1]
    assert Counter(kept.values()).most_common(1)[0][1] == 1
    return len(lost), len(doubled)


async def test_no_acknowledged_number_is_lost_or_doubled_by_kill_9(tmp_path: Path) -> None:
    assert await lost_and_doubled(tmp_path, "none") == (0, 0)


@pytest.mark.parametrize(("mutant", "symptom"), [("early", 0), ("no key", 1)])
async def test_the_harness_catches_a_server_that_would(mutant: str, symptom: int, tmp_path: Path) -> None:
    assert (await lost_and_doubled(tmp_path, mutant))[symptom] > 0
