"""`python -m tools.benching.bare_server ANSWERS.json`: the same bytes from a handler that does nothing else."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from aiohttp import web


def main() -> int:
    """Serves until it is told to stop; says its address on stdout."""
    answers = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    asyncio.run(serve({address: text.encode() for address, text in answers.items()}))
    return 0


async def serve(answers: dict[str, bytes]) -> None:
    """answers: the body for each address with its query."""

    async def get_route(request: web.Request) -> web.Response:
        return web.Response(body=answers[request.rel_url.raw_path_qs], content_type="application/json")

    app = web.Application()
    app.router.add_get("/api/v1/route", get_route)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    print(f"http://127.0.0.1:{port}/", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    sys.exit(main())
