"""Files that were removed again, or stored just before a crash: nothing refers to them, and they go at the next start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

from aiohttp import web

from server.applications import storage
from server.foundation.keys import CLOCK, FILES, STORE

YOUNGEST = timedelta(days=1)

log = logging.getLogger("hall")


async def swept_files(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: no file lies there that nobody needs."""
    known = await app[STORE].read(storage.known_files)
    before = (app[CLOCK]() - YOUNGEST).timestamp()
    swept = await asyncio.to_thread(app[FILES].sweep, known, before)
    if swept:
        log.info("%d files that nothing referred to were deleted", swept)
    yield
