"""Live: one stream for each page, over real HTTP: the whole state at once and at each change, bounded, and over at once."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from closures_world import HALL, LIFT, REPAIR, UP, closing_app, supervising
from corpus import good_document
from desk_world import HandClock, browsing

from scene.doors import named_doors
from server.foundation.keys import BUS
from server.hall.published import HALLS
from server.live import routes as live
from server.windows import board

Event = tuple[str, Any]


async def next_block(stream: ClientResponse) -> str:
    """What comes up to the next empty line."""
    return (await stream.content.readuntil(b"\n\n")).decode().removesuffix("\n\n")


async def next_event(stream: ClientResponse) -> Event:
    """The next event's name and data."""
    return parse_event(await next_block(stream))


def parse_event(block: str) -> Event:
    name, data = block.split("\n")
    return name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


@asynccontextmanager
async def listening(client: Any, address: str = "/api/v1/live") -> AsyncIterator[ClientResponse]:
    """A page that listens, past the words of welcome."""
    async with client.get(address) as stream:
        assert stream.status == 200
        assert await next_block(stream) == "retry: 3000"
        yield stream


async def test_who_connects_is_told_the_version_and_what_is_closed(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        made = await (await supervisor.close(to="2026-03-02T15:00")).json()
        for prefix in ("", "/h/escalators_and_lift"):
            async with listening(supervisor.browser.client, f"{prefix}/api/v1/live") as stream:
                assert stream.headers["Content-Type"] == "text/event-stream"
                assert stream.headers["Cache-Control"] == "no-store"
                assert stream.headers["X-Accel-Buffering"] == "no"
                assert "Content-Encoding" not in stream.headers
                assert await next_event(stream) == (
                    "hall",
                    {"version": supervisor.app[HALLS].current.version, "light": None},
                )
                expected = {
                    "id": made["id"],
                    "target": UP,
                    "from": "2026-03-02T09:30:00+08:00",
                    "to": "2026-03-02T15:00:00+08:00",
                    "reason": REPAIR,
                    "name": {"zh": "up", "en": "up"},
                    "door": None,
                }
                assert await next_event(stream) == ("closures", {"closures": [expected]})


async def test_of_a_closed_door_it_is_told_where_it_stands(tmp_path: Path) -> None:
    path, data = tmp_path / "hall.json", tmp_path / "var"
    path.write_text(json.dumps({**good_document("rooms_and_doors"), "id": HALL}))
    app = closing_app(data, hall=path)
    async with supervising(app, data) as supervisor:
        (wall, door, name), *_ = named_doors(app[HALLS].current.hall)
        await supervisor.close(f"door:{name}")
        async with listening(supervisor.browser.client) as stream:
            await next_event(stream)
            [closed] = (await next_event(stream))[1]["closures"]
    assert closed["door"]["floor"] == wall.floor
    (ax, ay), (bx, by) = closed["door"]["line"]
    assert math.hypot(bx - ax, by - ay) == pytest.approx(door.width)


async def test_every_page_is_told_each_change_and_only_those(tmp_path: Path) -> None:
    clock = HandClock()
    async with supervising(closing_app(tmp_path, clock), tmp_path) as supervisor:
        client = supervisor.browser.client
        async with listening(client) as first, listening(client) as second:
            for stream in (first, second):
                await next_event(stream)
                assert await next_event(stream) == ("closures", {"closures": []})
                assert (await next_event(stream))[0] == "queues"
            made = await (await supervisor.close()).json()
            await supervisor.close(LIFT, **{"from": "2026-03-02T10:00", "to": "2026-03-02T11:00"})
            await supervisor.end(made["id"])
            clock.move(minutes=30)
            for stream in (first, second):
                told = [await closed_targets(stream) for _ in range(3)]
                assert told == [[UP], [], [LIFT]]
            clock.move(hours=1)
            assert await closed_targets(first) == []


async def closed_targets(stream: ClientResponse) -> list[str]:
    """What the next event says is closed."""
    name, data = await next_event(stream)
    assert name == "closures"
    return [one["target"] for one in data["closures"]]


async def test_a_quiet_stream_has_a_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.01)
    async with browsing(closing_app(tmp_path)) as browser, listening(browser.client) as stream:
        for _ in range(3):
            await next_event(stream)
        assert [await next_block(stream) for _ in range(3)] == [": "] * 3


async def test_more_pages_than_may_listen_are_told_when_to_come_back(tmp_path: Path) -> None:
    async with browsing(closing_app(tmp_path, live_listeners=1)) as browser, listening(browser.client):
        refused = await browser.client.get("/api/v1/live")
        assert (refused.status, refused.headers["Retry-After"]) == (503, "30")
        assert (await refused.json())["error"]["code"] == "busy"
        assert "hall_live_listeners 1.0" in await browser.open("/metrics")


async def test_one_address_does_not_take_every_place(tmp_path: Path) -> None:
    app = closing_app(tmp_path, live_per_address=1, trust_proxy=True)
    async with browsing(app) as browser, listening(browser.client):
        for address, status in (("", 429), ("198.51.100.7", 200), ("2001:db8::1", 200)):
            answer = await browser.client.get("/api/v1/live", headers={"X-Forwarded-For": address} if address else {})
            assert answer.status == status
        again = await browser.client.get("/api/v1/live", headers={"X-Forwarded-For": "2001:db8::2"})
        assert (again.status, again.headers["Retry-After"]) == (429, "30")


async def test_a_page_is_told_how_many_wait_when_that_changes(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        client = supervisor.browser.client
        async with listening(client) as stream:
            before = [await next_event(stream) for _ in range(3)]
            assert before[2] == ("queues", {"told_at": None, "waiting": {}})
            for waiting in ({"C01": 4}, {"C01": 4}, {"C01": 5}):
                assert (await client.put("/api/v1/queues", json=waiting)).status == 200
            told = [(await next_event(stream)) for _ in range(2)]
            assert [(name, data["waiting"]) for name, data in told] == [("queues", {"C01": 4}), ("queues", {"C01": 5})]


async def test_a_page_is_told_when_a_queue_is_too_old_to_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "STALE_AFTER", timedelta(seconds=-1))
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor, listening(supervisor.browser.client) as page:
        for _ in range(3):
            await next_event(page)
        await supervisor.browser.client.put("/api/v1/queues", json={"C01": 4})
        assert await next_event(page) == ("queues", {"told_at": None, "waiting": {}})


async def test_a_page_that_is_closed_leaves_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT_S", 0.01)
    async with browsing(closing_app(tmp_path)) as browser:
        async with listening(browser.client):
            assert len(browser.app[BUS]) == 1
        await until_listening(browser.app, 0)


async def until_listening(app: web.Application, count: int) -> None:
    """Give the server time until so many listen, while something changes all the time."""
    while len(app[BUS]) != count:
        app[BUS].publish("hall")
        await asyncio.sleep(0.001)


async def test_a_slow_page_gets_the_newest_state_and_not_every_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, state = 300, {"version": "", "padding": "x" * 200_000}
    monkeypatch.setattr(live, "STATES", {"hall": lambda _: state})
    async with browsing(closing_app(tmp_path)) as browser:
        reader, writer = await slow_connection(browser.client.server.port)
        await reader.readuntil(b"retry: 3000\n\n")
        for number in range(changes):
            state["version"] = str(number)
            browser.app[BUS].publish("hall")
            await asyncio.sleep(0)
        versions: list[str] = []
        while not versions or versions[-1] != str(changes - 1):
            block = (await reader.readuntil(b"\n\n")).decode()
            versions.append(parse_event(block[block.index("event: ") :].removesuffix("\n\n"))[1]["version"])
        writer.close()
    assert len(versions) < changes / 2


async def slow_connection(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection that is read only when a test says so, and has asked for the stream without chunks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 18)
    writer.write(b"GET /api/v1/live HTTP/1.0\r\nHost: localhost\r\n\r\n")
    await writer.drain()
    return reader, writer


async def test_who_does_not_read_at_all_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LONGEST_WRITE_S", 0.01)
    monkeypatch.setattr(live, "STATES", {"hall": lambda _: {"padding": "x" * 100_000}})
    async with browsing(closing_app(tmp_path)) as browser:
        _, writer = await slow_connection(browser.client.server.port)
        await until_listening(browser.app, 1)
        await until_listening(browser.app, 0)
        assert len(browser.app[BUS]) == 0
        writer.close()


async def test_the_server_stops_at_once_while_pages_listen(tmp_path: Path) -> None:
    runner = web.AppRunner(closing_app(tmp_path), shutdown_timeout=60)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    writer.write(b"GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readuntil(b"event: queues")
    async with asyncio.timeout(10):
        await runner.cleanup()
    assert (await reader.read()).endswith(b"0\r\n\r\n")
    writer.close()
