"""What lives as long as the application: opened in order at the start, closed in reverse at the stop."""

from __future__ import annotations

import asyncio
import fcntl
from collections.abc import AsyncIterator
from typing import IO

from aiohttp import web

from server.foundation.config import Config
from server.foundation.database import open_store
from server.foundation.files import Files
from server.foundation.keys import CONFIG, FILES, SECRETS, STORE, WORKERS
from server.foundation.secret import check_key, open_secrets
from server.foundation.starting import StartError
from server.foundation.workers import Workers


async def data_folder(app: web.Application) -> AsyncIterator[None]:
    """The folder everything lies in, for this process alone."""
    config = app[CONFIG]
    with lock_data(config):
        app[SECRETS] = open_secrets(config.key_file)
        app[FILES] = Files(config.files)
        app[FILES].sweep_incoming()
        yield


async def store(app: web.Application) -> AsyncIterator[None]:
    """The database; closing it finishes every write that was acknowledged or waits."""
    app[STORE] = await asyncio.to_thread(open_store, app[CONFIG].database)
    try:
        await app[STORE].write(check_key, app[SECRETS])
        yield
    finally:
        await app[STORE].close()


async def workers(app: web.Application) -> AsyncIterator[None]:
    """Processes that look into uploads."""
    app[WORKERS] = Workers()
    yield
    await asyncio.to_thread(app[WORKERS].close)


def lock_data(config: Config) -> IO[bytes]:
    """Make the data folder and take its lock; StartError when it cannot be written or another server uses it."""
    try:
        config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (config.data / "lock").open("ab")
    except OSError as error:
        raise StartError(
            f"{config.data}: the data folder cannot be written ({error.strerror}). Choose another with --data."
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise StartError(
            f"{config.data}: another server is using this data folder. Stop it, or choose another with --data."
        ) from None
    return lock
