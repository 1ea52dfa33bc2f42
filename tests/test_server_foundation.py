"""What the server stands on: store, files, secrets, texts, errors, working days, forged requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, text

from server.app import add_routes, make_app
from server.foundation.config import Config
from server.foundation.database import Store, StoreBusy, open_store
from server.foundation.refusals import Refused
from server.foundation.starting import StartError

Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[Client]:
    """A client of a running application."""
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_refusal_is_one_json_shape_for_programs_and_a_page_for_people(tmp_path: Path) -> None:
    async def refuse(request: web.Request) -> web.Response:
        raise Refused(where="q", reason="example")

    app = make_app(Config(data=tmp_path / "data"))
    add_routes(app, [web.get("/api/v1/refused", refuse), web.get("/refused", refuse)])
    async with serving(app) as client:
        answer = await client.get("/api/v1/refused")
        assert answer.status == 422
        error = (await answer.json())["error"]
        assert (error["code"], error["where"], error["reason"]) == ("refused", "q", "example")
        assert set(error["message"]) == {"zh", "en"}
        shown = await client.get("/h/wangcheng/refused?lang=en")
        assert shown.status == 422
        assert "A rule does not allow this." in await shown.text()
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
        assert (await client.get("/h/elsewhere/refused")).status == 404


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Store]:
    """A store, closed at the end."""
    store = open_store(path / "hall.sqlite")
    try:
        yield store
    finally:
        await store.close()


def make_table(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE thing (id INTEGER PRIMARY KEY)"))


def add(connection: Connection, number: int) -> int:
    connection.execute(text("INSERT INTO thing VALUES (:n)"), {"n": number})
    return number


def count(connection: Connection) -> int:
    return int(connection.execute(text("SELECT count(*) FROM thing")).scalar_one())


async def test_a_failing_write_takes_nothing_else_with_it(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.write(make_table)
        answers = await asyncio.gather(*(store.write(add, n) for n in (1, 2, 2, 3)), return_exceptions=True)
        assert [isinstance(answer, Exception) for answer in answers] == [False, False, True, False]
        assert await store.read(count) == 3


async def test_a_full_queue_says_busy_and_loses_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.write(make_table)
        answers = await asyncio.gather(*(store.write(add, n) for n in range(3000)), return_exceptions=True)
        kept = [answer for answer in answers if isinstance(answer, int)]
        assert any(isinstance(answer, StoreBusy) for answer in answers)
        assert await store.read(count) == len(kept) >= 1024


def test_a_damaged_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "hall.sqlite"
    path.write_bytes(b"not a database at all " * 100)
    with pytest.raises(StartError, match="the database is damaged") as caught:
        open_store(path)
    assert "\n" not in str(caught.value)
