"""What the server stands on: store, files, secrets, texts, errors, working days, forged requests."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, OperationalError

from server.app import add_routes, make_app
from server.foundation import lifetimes
from server.foundation.clock import system_clock
from server.foundation.config import Config, read_config
from server.foundation.database import Store, StoreBusy, _engine, is_newest, metadata, open_store
from server.foundation.files import Files
from server.foundation.keys import STOPPING
from server.foundation.metrics import CHECKS, check_database
from server.foundation.migrating import migrate
from server.foundation.moments import minutes_of
from server.foundation.rates import Rate, Rates
from server.foundation.refusals import Refused
from server.foundation.secret import open_secrets
from server.foundation.starting import StartError
from server.foundation.texts import load_texts
from server.foundation.workers import Workers, WorkFailed
from server.serving import is_our_fault, serve_forever

FOUNDATION = (lifetimes.data_folder, lifetimes.store, lifetimes.workers)
Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[Client]:
    """A client of a running application."""
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_refusal_is_one_json_shape_for_programs_and_a_page_for_people(tmp_path: Path) -> None:
    async def refuse(request: web.Request) -> web.Response:
        raise Refused(where="q", reason="example")

    app = make_app(Config(data=tmp_path / "data"), opened=FOUNDATION)
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


async def test_busy_is_503_and_says_when_to_come_back(tmp_path: Path) -> None:
    async def overflow(request: web.Request) -> web.Response:
        raise StoreBusy

    app = make_app(Config(data=tmp_path), opened=FOUNDATION)
    add_routes(app, [web.get("/api/v1/busy", overflow), web.get("/busy", overflow)])
    async with serving(app) as client:
        for address in ("/api/v1/busy", "/busy"):
            answer = await client.get(address)
            assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
        assert (await (await client.get("/api/v1/busy")).json())["error"]["code"] == "busy"


async def test_who_is_about_to_stop_is_not_ready(tmp_path: Path) -> None:
    app = make_app(Config(data=tmp_path), opened=FOUNDATION)
    app[CHECKS] = {"database": check_database}
    async with serving(app) as client:
        assert (await client.get("/readyz")).status == 200
        app[STOPPING].set()
        assert (await client.get("/readyz")).status == 503
        assert (await client.get("/healthz")).status == 200


def test_a_folder_that_cannot_be_made_stops_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    with pytest.raises(StartError, match=r"files.*: (File exists|Not a directory)"):
        serve_forever(Config(data=tmp_path, port=0), ready=lambda _: None)


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


def test_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "hall.sqlite", write=True)
    assert not is_newest(engine)
    migrate(engine)
    assert is_newest(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


async def test_a_write_survives_its_asker(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.write(make_table)
        asker = asyncio.ensure_future(store.write(add, 1))
        await asyncio.sleep(0)
        asker.cancel()
        await store.write(add, 2)
        assert await store.read(count) == 2


async def test_reading_cannot_write(tmp_path: Path) -> None:
    async with opened(tmp_path) as store:
        await store.write(make_table)
        with pytest.raises(OperationalError, match="readonly"):
            await store.read(add, 1)


async def test_closing_finishes_what_waits(tmp_path: Path) -> None:
    store = open_store(tmp_path / "hall.sqlite")
    await store.write(make_table)
    waiting = [asyncio.ensure_future(store.write(add, n)) for n in range(500)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*waiting) == list(range(500))


def test_files_are_found_by_their_content_and_rot_is_noticed(tmp_path: Path) -> None:
    files = Files(tmp_path)
    digest = files.put(b"paper")
    assert files.put(b"paper") == digest
    assert files.get(digest) == b"paper"
    assert files.is_intact(digest)
    files.path(digest).write_bytes(b"papes")
    assert not files.is_intact(digest)
    assert files.put(b"paper") == digest
    assert files.is_intact(digest)
    files.path(digest).unlink()
    assert not files.is_intact(digest)
    files.new_incoming()
    assert files.sweep_incoming() == 1


def test_a_secret_moved_to_another_row_cannot_be_read(tmp_path: Path) -> None:
    own = open_secrets(tmp_path / "key")
    data = own.encrypt("990101199003071237", table="application", row="a", column="document")
    again = open_secrets(tmp_path / "key")
    assert again.decrypt(data, table="application", row="a", column="document") == "990101199003071237"
    assert b"99010119" not in data
    for place in ({"row": "b"}, {"column": "phone"}, {"table": "other"}):
        with pytest.raises(InvalidTag):
            own.decrypt(data, **{"table": "application", "row": "a", "column": "document", **place})


async def start_and_stop(app: web.Application) -> None:
    runner = web.AppRunner(app)
    try:
        await runner.setup()
    finally:
        await runner.cleanup()


async def test_another_key_file_stops_the_start(tmp_path: Path) -> None:
    await start_and_stop(make_app(Config(data=tmp_path), opened=FOUNDATION))
    (tmp_path / "secret.key").write_bytes(bytes(32))
    with pytest.raises(StartError, match="not the one this database was written with"):
        await start_and_stop(make_app(Config(data=tmp_path), opened=FOUNDATION))
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(StartError, match="the key file is damaged"):
        await start_and_stop(make_app(Config(data=tmp_path), opened=FOUNDATION))


async def test_a_data_folder_belongs_to_one_server(tmp_path: Path) -> None:
    async with serving(make_app(Config(data=tmp_path), opened=FOUNDATION)):
        with pytest.raises(StartError, match="another server is using this data folder"):
            await start_and_stop(make_app(Config(data=tmp_path), opened=FOUNDATION))


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartError, match="the data folder cannot be written"):
        lifetimes.lock_data(Config(data=tmp_path / "file" / "var"))


def test_a_port_in_use_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(StartError, match="the port is in use"):
        serve_forever(Config(data=tmp_path, port=other.getsockname()[1]), ready=lambda _: None)


async def test_the_machines_clock_waits_until_a_moment_has_come() -> None:
    moment = system_clock() + timedelta(milliseconds=5)
    await system_clock.wait_until(moment)
    assert system_clock() >= moment
    await system_clock.wait_until(moment)


async def test_work_that_kills_its_process_fails_alone() -> None:
    workers = Workers()
    try:
        with pytest.raises(WorkFailed):
            await workers.run(os._exit, 1)
        assert await workers.run(abs, -1) == 1
    finally:
        await asyncio.to_thread(workers.close)


async def test_an_error_of_ours_is_told_without_its_details(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(request: web.Request) -> web.Response:
        raise KeyError("a detail")

    app = make_app(Config(data=tmp_path), opened=FOUNDATION)
    add_routes(app, [web.get("/api/v1/broken", fail)])
    async with serving(app) as client:
        answer = await client.get("/api/v1/broken")
        assert answer.status == 500
        assert "a detail" not in await answer.text()
        missing = await client.get("/api/v1/no-such-thing")
        assert (missing.status, (await missing.json())["error"]["code"]) == (404, "not_found")
        wrong = await client.post("/api/v1/broken", json={})
        assert (wrong.status, (await wrong.json())["error"]["code"]) == (405, "not_allowed")
        form = await client.post("/api/v1/broken", data={"a": "b"})
        assert (form.status, form.headers["Allow"]) == (405, "GET,HEAD")
        packed = await client.post("/api/v1/broken", data=b"", headers={"Content-Encoding": "gzip"})
        assert packed.status == 400
    assert "a detail" in caplog.text


async def test_nonsense_from_a_client_leaves_nothing_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = logging.getLogger("aiohttp.server")
    log.addFilter(is_our_fault)
    async with serving(make_app(Config(data=tmp_path), opened=FOUNDATION)) as client:
        for nonsense in (b"NONSENSE\r\n\r\n", b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", client.port)
            writer.write(nonsense)
            assert (await reader.read()).startswith(b"HTTP/1.0 400")
            writer.close()
            await writer.wait_closed()
    log.removeFilter(is_our_fault)
    assert caplog.text == ""


def test_an_error_of_the_database_tells_nothing_that_was_written(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "hall.sqlite", write=True)
    with engine.connect() as connection, pytest.raises(DatabaseError) as caught:
        connection.execute(text("INSERT INTO nowhere VALUES (:phone)"), {"phone": "13900001234"})
    engine.dispose()
    assert "13900001234" not in str(caught.value)


def test_a_rate_refills(tmp_path: Path) -> None:
    rates, rate = Rates(), Rate(name="tries", burst=2, per_minute=6)
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert [rates.take(rate, "me", start) > 0 for _ in range(3)] == [False, False, True]
    assert rates.take(rate, "you", start) == 0
    assert rates.take(rate, "me", start + timedelta(seconds=10)) == 0


def test_a_text_is_there_in_both_languages_or_the_start_stops(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"a.one": {"zh": "一"}}', "utf-8")
    with pytest.raises(StartError, match=r"a\.one"):
        load_texts(tmp_path)


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "８０"])
def test_a_port_that_is_none_stops_the_start_with_one_line(port: str) -> None:
    with pytest.raises(StartError, match=f"HALL_PORT: {port} is not a port"):
        read_config(environment={"HALL_PORT": port})


@pytest.mark.parametrize("https", [False, True])
async def test_a_choice_is_kept_by_a_cookie_that_is_secure_under_https(tmp_path: Path, *, https: bool) -> None:
    app = make_app(Config(data=tmp_path, https=https), opened=FOUNDATION)
    async with serving(app) as client:
        answer = await client.get("/healthz?lang=en&theme=none")
        kept = answer.headers.getall("Set-Cookie")
        assert [cookie.partition(";")[0] for cookie in kept] == ["lang=en"]
        assert ("Secure" in kept[0]) is https


def test_minutes_are_rounded_up_so_that_nobody_is_late() -> None:
    assert [minutes_of(seconds) for seconds in (0.0, 60.0, 60.5, 68.3, 180.0)] == [1, 1, 2, 2, 3]
