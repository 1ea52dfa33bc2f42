"""Listen, say so, and stop gracefully."""

from __future__ import annotations

import asyncio
import errno
import signal
from collections.abc import Callable

from aiohttp import web

from server.foundation.config import Config
from server.foundation.keys import CONFIG, STOPPING
from server.foundation.starting import StartError

STOP_SECONDS = 10.0


async def serve(app: web.Application, *, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` gets the address once it answers."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_SECONDS, handler_cancellation=False)
    try:
        await runner.setup()
        ready(await _listen(runner, app[CONFIG]))
        await stop.wait()
        app[STOPPING].set()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, config: Config) -> str:
    try:
        await web.TCPSite(runner, config.host, config.port).start()
    except OSError as error:
        raise StartError(_why_not(config, error)) from error
    port = runner.addresses[0][1]
    host = f"[{config.host}]" if ":" in config.host else config.host
    return f"http://{host}:{port}/"


def _why_not(config: Config, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{config.host}:{config.port}: the port is in use. Stop the other program, or choose another port with --port."
    return f"{config.host}:{config.port}: cannot listen there ({error.strerror})."
