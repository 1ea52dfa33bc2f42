"""Listen, say so, and stop gracefully: readiness goes first, what was begun is finished, the writer is drained."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import signal
import socket
from collections.abc import Callable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from server.app import make_app
from server.foundation.config import Config
from server.foundation.keys import CONFIG, STOPPING
from server.foundation.starting import StartError
from server.hall.published import HALLS

STOP_SECONDS = 10.0
BACKLOG = 256
# A request makes some hundred objects that are gone with it. Python's own 700 would look for garbage at nearly every one.
OBJECTS_TO_COLLECT = 10_000


def serve_forever(config: Config, *, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` gets the address once it answers."""
    logging.getLogger("aiohttp.server").addFilter(is_our_fault)
    gc.set_threshold(OBJECTS_TO_COLLECT)
    # First of all: who cannot listen need not build a hall.
    with _bind(config) as listener:
        asyncio.run(_serve(make_app(config), listener, ready))


def is_our_fault(record: logging.LogRecord) -> bool:
    """Whether an error that aiohttp tells of is worth a line: not that a client sent nonsense or went away."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, (ConnectionError, HttpProcessingError))


async def _serve(app: web.Application, listener: socket.socket, ready: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS)
    try:
        await _open(runner, app[CONFIG])
        await web.SockSite(runner, listener, backlog=BACKLOG).start()
        ready(_address(listener))
        # What is there with the ways stays as long as the server: 370,000 objects that no collection need look at.
        app[HALLS].current.building.add_done_callback(lambda _: gc.freeze())
        await stop.wait()
        app[STOPPING].set()
    finally:
        await runner.cleanup()


async def _open(runner: web.AppRunner, config: Config) -> None:
    try:
        await runner.setup()
    except OSError as error:
        raise StartError(f"{error.filename or config.data}: {error.strerror or error}.") from error


def _bind(config: Config) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((config.host, config.port))
        # An address that others listen on is refused only here when they bound it with SO_REUSEADDR, as we do.
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listener.close()
        raise StartError(_why_not(config, error)) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _why_not(config: Config, error: OSError | OverflowError) -> str:
    place = f"{config.host}:{config.port}"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"{place}: the port is in use. Stop the other program, or choose another port with --port."
    return f"{place}: cannot listen there ({error})."
