"""The store: plain functions over one connection, read in threads, written by one thread with group commit.

Why so: a commit per request with synchronous=FULL gives about 100 writes a second on an ordinary disk; one writer thread that
commits whole groups gives 4,000, and nothing is acknowledged before its COMMIT. The same functions run on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    column,
    create_engine,
    event,
    inspect,
    select,
    table,
)
from sqlalchemy.exc import DatabaseError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator

from server.foundation.starting import StartError

T = TypeVar("T")
P = ParamSpec("P")

LARGEST_GROUP = 256
QUEUE_LENGTH = 1024
MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
# Alembic's own table.
VERSIONS = table("alembic_version", column("version_num"))
READERS = 4

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class StoreBusy(Exception):
    """The queue of writes is full; try again a little later."""


class StoreFailed(Exception):
    """The commit did not happen (disk full, disk gone); nothing of the group was kept."""


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """SQLite drops the zone, so what goes in must already be UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the zone back that SQLite dropped."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Job:
    """A write that somebody waits for. `outcome` is valid only after the group's commit."""

    run: Callable[[Connection], Any]
    answer: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop
    result: Any = None
    error: BaseException | None = None

    def perform(self, connection: Connection) -> None:
        """Run in a savepoint of its own, so that a failing job takes nothing else with it."""
        savepoint = connection.begin_nested()
        try:
            self.result = self.run(connection)
        except Exception as error:  # noqa: BLE001  handed to whoever asked, never swallowed
            savepoint.rollback()
            self.error = error
        else:
            savepoint.commit()

    def deliver(self) -> None:
        """Tell the waiting task, on its own loop."""
        self.loop.call_soon_threadsafe(self._resolve)

    def _resolve(self) -> None:
        if self.answer.done():
            return
        if self.error is None:
            self.answer.set_result(self.result)
        else:
            self.answer.set_exception(self.error)


class Store:
    """The embedded database of one process. Made by `open_store`; close it with `await store.close()`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer = _engine(path, write=True)
        self._readers = _engine(path, write=False)
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._jobs: queue.Queue[_Job | None] = queue.Queue(QUEUE_LENGTH)
        self._thread = threading.Thread(target=self._work, name="store-write", daemon=True)
        self._thread.start()

    async def read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `ask(connection, …)` on a read-only connection with one consistent view."""

        def run() -> T:
            with self._readers.connect() as connection:
                return ask(connection, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._pool, run)

    async def write(self, change: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `change(connection, …)` in a transaction; returns only after its COMMIT. Raises StoreBusy when too many wait."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        job = _Job(lambda connection: change(connection, *args, **kwargs), answer, loop)
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            raise StoreBusy from None
        return await answer

    async def close(self) -> None:
        """Finish every write that was queued, then close."""
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._pool.shutdown()
        self._readers.dispose()
        self._writer.dispose()

    def _work(self) -> None:
        with self._writer.connect() as connection:
            while group := self._next_group():
                self._commit(connection, group)

    def _next_group(self) -> list[_Job]:
        """Whatever waits, at least one job, at most LARGEST_GROUP; empty when the store closes."""
        first = self._jobs.get()
        if first is None:
            return []
        group = [first]
        while len(group) < LARGEST_GROUP:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            group.append(job)
        return group

    def _commit(self, connection: Connection, group: list[_Job]) -> None:
        try:
            with connection.begin():
                for job in group:
                    job.perform(connection)
        except SQLAlchemyError as error:
            for job in group:
                job.error = job.error or StoreFailed(str(error))
        for job in group:
            job.deliver()


def open_store(path: Path) -> Store:
    """Open the database, bring its tables up to date, and start its threads. StartError says in one line what is wrong."""
    try:
        engine = _engine(path, write=True)
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            raise _damaged(path, str(found))
        if not is_newest(engine):
            from server.foundation.migrating import migrate  # noqa: PLC0415  0.3 s that most starts need not pay

            migrate(engine)
        engine.dispose()
    except DatabaseError as error:
        raise _cannot_open(path, error) from error
    return Store(path)


def is_newest(engine: Engine) -> bool:
    """Whether the last migration has run: migrations are one line, each named as its file."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(VERSIONS.name):
            return False
        found = connection.execute(select(VERSIONS.c.version_num)).scalar_one_or_none()
    return found == max(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def _cannot_open(path: Path, error: DatabaseError) -> StartError:
    text = str(error.orig)
    if "not a database" in text or "malformed" in text:
        return _damaged(path, text)
    return StartError(f"{path}: the database cannot be opened ({text}).")


def _damaged(path: Path, text: str) -> StartError:
    first = text.strip().splitlines()[0]
    return StartError(
        f"{path}: the database is damaged ({first}). Restore it from a backup, or move it away to start again."
    )


def _engine(path: Path, *, write: bool) -> Engine:
    mode, begin = ("rwc", "BEGIN IMMEDIATE") if write else ("ro", "BEGIN")
    address = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA busy_timeout = 5000")
        connection.execute("PRAGMA foreign_keys = ON")
        if write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        else:
            connection.execute("PRAGMA query_only = ON")
        return connection

    # hide_parameters: an error may be logged, what citizens wrote may not
    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=READERS, max_overflow=0, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
