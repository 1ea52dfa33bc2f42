"""The whole server with the Wangcheng hall, started once in a thread and asked over real HTTP."""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
import threading
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html.parser import HTMLParser
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from server.app import make_app
from server.foundation.clock import SystemClock
from server.foundation.config import Config
from server.hall.published import HALLS

T = TypeVar("T")
VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect", "ellipse", "polyline", "line", "polygon"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


class SiteClock(SystemClock):
    """The machine's time, or a moment at which the site's clock was stopped."""

    stopped_at: datetime | None = None

    def __call__(self) -> datetime:
        return self.stopped_at or super().__call__()


class Site:
    """A server in a thread; `close` stops it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hall-site-")
        self.data = Path(self._folder.name)
        self.clock = SiteClock()
        self.app = make_app(Config(data=self.data), clock=self.clock)
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self._thread.start()
        assert self._started.wait(300), "the server does not start"
        self.app[HALLS].current.building.result(300)
        self._connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        assert self.get("/api/v1/search?q=A03").status == 200, "there is no index"

    async def _serve(self) -> None:
        runner = web.AppRunner(self.app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._port: int = runner.addresses[0][1]
        self._started.set()
        await self._stop.wait()
        await runner.cleanup()

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for an address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request("GET", path, headers=named)
        response = self._connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """As if it were another time."""
        before, self.clock.stopped_at = self.clock.stopped_at, moment
        try:
            yield
        finally:
            self.clock.stopped_at = before

    def run(self, task: Coroutine[Any, Any, T]) -> T:
        """Run something in the server's own loop."""
        return asyncio.run_coroutine_threadsafe(task, self._loop).result(60)

    def close(self) -> None:
        """Stop the server and delete its data."""
        self._connection.close()
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(30)
        self._loop.close()
        self._folder.cleanup()


@lru_cache(1)
def wangcheng() -> Site:
    """The one server of a test run; conftest.py closes it."""
    return Site()


def close_wangcheng() -> None:
    """Stop the server if a test has started it."""
    if wangcheng.cache_info().currsize:
        wangcheng().close()
        wangcheng.cache_clear()


class Reader(HTMLParser):
    """Reads a page strictly: tags nest, ids are there once; keeps links, forms and what they send."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.forms: list[dict[str, str | None]] = []
        self.faults: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what matters of a tag."""
        found = dict(attrs)
        if len(found) != len(attrs):
            self.faults.append(f"<{tag}> says something twice")
        if "style" in found or any(name.startswith("on") for name in found):
            self.faults.append(f"<{tag}> carries a style or a script, which the policy forbids")
        if tag not in VOID:
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and found.get("href"):
            self.links.append(str(found["href"]))
        if tag == "form":
            self.forms.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<path/> is complete."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """A tag closes the one that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """What is read, without the space between."""
        return re.sub(r"\s+", " ", "".join(self.words))


def read_page(html: str) -> Reader:
    """Read a page; its faults say what is wrong with it."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        reader.faults.append(f"still open at the end: {reader.open}")
    twice = sorted({one for one in reader.ids if reader.ids.count(one) > 1})
    if twice:
        reader.faults.append(f"ids there more than once: {twice}")
    return reader
