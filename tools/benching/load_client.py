"""`python -m tools.benching.load_client TASK.json RESULT.json`: asks a server as fast as it answers, a few at a time.

It does no more than it must, a fraction of what the barest handler does: what is measured is the server. Where it has a processor
of its own it never sleeps between answers either. Each answer would wake it, and to wake a process on another processor costs the
server that sends the answer: nothing much where the processor is still awake, up to 65 µs where it is a virtual one that dozed
off, as it does while the slower of two servers works. That would be the machine's time, and not the same for both.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def main() -> int:
    """task: base, addresses, concurrency, seconds, cpus (where to run; everywhere when empty). result: as of put_load."""
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if task["cpus"]:
        os.sched_setaffinity(0, task["cpus"])
    result = asyncio.run(measure(task))
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")
    return 0


async def measure(task: dict[str, Any]) -> dict[str, Any]:
    """The load of a task, by a loop that stays awake where it has processors of its own."""
    if task["cpus"]:
        stay_awake(asyncio.get_running_loop())
    return await put_load(task["base"], task["addresses"], task["concurrency"], task["seconds"])


def stay_awake(loop: asyncio.AbstractEventLoop) -> None:
    """Give the loop something to do in every round, so that it never waits."""
    loop.call_soon(stay_awake, loop)


async def put_load(base: str, addresses: list[str], concurrency: int, seconds: float) -> dict[str, Any]:
    """The addresses in turn, each of `concurrency` connections asking again as soon as it is answered.

    Returns `latency_ms` of every answer, `failed` (those that were not 200), and `seconds`.
    """
    host = urlsplit(base).netloc
    words = [f"GET {address} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: identity\r\n\r\n" for address in addresses]
    requests = cycle([word.encode() for word in words])
    name, port = host.rsplit(":", 1)
    began = time.perf_counter()
    clients = [Client(requests, began + seconds) for _ in range(concurrency)]
    for client in clients:
        await asyncio.get_running_loop().create_connection(lambda client=client: client, name, int(port))  # type: ignore[misc]
    await asyncio.gather(*(client.done for client in clients))
    return {
        "latency_ms": [ms for client in clients for ms in client.latency_ms],
        "failed": sum(client.failed for client in clients),
        "seconds": time.perf_counter() - began,
    }


class Client(asyncio.Protocol):
    """One connection that is kept: a request, its whole answer, the next request."""

    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.latency_ms: list[float] = []
        self.failed = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests, self._until = requests, until
        self._answer, self._size, self._asked = bytearray(), 0, 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask at once."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - create_connection makes no other
        self._transport = transport
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up in the middle has failed; the others go on."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the server closed a connection"))

    def data_received(self, data: bytes) -> None:
        """When the answer is whole: note its time, and ask again."""
        self._answer += data
        self._size = self._size or size_of(self._answer)
        if not self._size or len(self._answer) < self._size:
            return
        now = time.perf_counter()
        self.latency_ms.append((now - self._asked) * 1e3)
        self.failed += not self._answer.startswith(b"HTTP/1.1 200 ")
        if now < self._until:
            self._ask()
        else:
            self.done.set_result(None)
            self._transport.close()

    def _ask(self) -> None:
        self._answer.clear()
        self._size, self._asked = 0, time.perf_counter()
        self._transport.write(next(self._requests))


def size_of(answer: bytearray) -> int:
    """How many bytes the answer that begins so will have, head and body; 0 until its head is there."""
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return 0
    lines = bytes(answer[:head]).lower().split(b"\r\n")
    length = next(line for line in lines if line.startswith(b"content-length:"))
    return head + 4 + int(length.partition(b":")[2])


if __name__ == "__main__":
    sys.exit(main())
