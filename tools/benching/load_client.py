"""`python -m tools.benching.load_client TASK.json RESULT.json`: asks a server as fast as it answers, a few at a time."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp


def main() -> int:
    """task: base, addresses, concurrency, seconds. result: latencies in ms, seconds, failed."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    result = asyncio.run(put_load(task["base"], task["addresses"], task["concurrency"], task["seconds"]))
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")
    return 0


async def put_load(base: str, addresses: list[str], concurrency: int, seconds: float) -> dict[str, Any]:
    """The addresses in turn, `concurrency` at once over as many connections."""
    latency_ms: list[float] = []
    failed = 0
    numbers = count()
    began = time.perf_counter()

    async def ask_on(session: aiohttp.ClientSession) -> None:
        nonlocal failed
        while time.perf_counter() - began < seconds:
            address = addresses[next(numbers) % len(addresses)]
            before = time.perf_counter()
            async with session.get(address) as response:
                await response.read()
                failed += response.status != 200
            latency_ms.append((time.perf_counter() - before) * 1e3)

    connector = aiohttp.TCPConnector(limit=concurrency)
    headers = {"Accept-Encoding": "identity"}
    async with aiohttp.ClientSession(base_url=base, connector=connector, headers=headers) as session:
        await asyncio.gather(*(ask_on(session) for _ in range(concurrency)))
    return {"latency_ms": latency_ms, "seconds": time.perf_counter() - began, "failed": failed}


if __name__ == "__main__":
    sys.exit(main())
