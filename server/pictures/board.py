"""Who draws: one process, one picture at a time, a short queue before it; what was drawn is kept by what it shows."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from aiohttp import web

from scene.picture_process import BACKENDS, NoPicturesError, PictureError, PictureProcess, start_pictures
from scene.views import Footprint, View
from server.foundation.config import PICTURES_AUTO, PICTURES_OFF
from server.foundation.refusals import Busy, NotFound

# Counts up when the same request gives another picture.
PICTURE_FORMAT = 2
MOST_WAITING = 24
MOST_KEPT = 4000
# The process holds the hall and the driver, half a gigabyte: when nobody asks any more, it goes.
IDLE_S = 600.0
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
NONE, UNASKED, STARTING = "none", "unasked", "starting"

log = logging.getLogger("hall")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """What is drawn from: a version of a hall, its file, who serves at which window, in Chinese and English, and its light.

    `light` = the folder of what was worked out, named by its version; None until then.
    """

    version: str
    file: Path
    titles: Mapping[str, tuple[str, str]]
    light: Path | None = None

    @property
    def name(self) -> list[object]:
        """Two sitters of one name look alike."""
        return [self.version, self.titles, self.light and self.light.name]


class Pictures:
    """The process that draws, and the pictures it has drawn.

    A process that died or hung is started again, after a pause that doubles each time; meanwhile requests are told to come back.
    """

    def __init__(self, folder: Path, wanted: str) -> None:
        self._folder = folder
        self._backends = BACKENDS if wanted == PICTURES_AUTO else (wanted,)
        self._process: PictureProcess | None = None
        self._open = ""
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._pause_s, self._not_before = FIRST_PAUSE_S, 0.0
        self._probe: asyncio.Task[None] | None = None
        self._rest: asyncio.TimerHandle | None = None
        self.backend = NONE if wanted == PICTURES_OFF else UNASKED

    async def draw(self, sitter: Sitter, view: View, prints: Sequence[Footprint] = ()) -> Path:
        """The file with a picture; NotFound when nothing can draw here, Busy when too many wait or the process has just died."""
        if self.backend == NONE:
            raise NotFound("pictures.none")
        shown = [PICTURE_FORMAT, sitter.name, asdict(view), [asdict(one) for one in prints]]
        kept = self._folder / f"{_digest(shown)}.webp"
        if kept.is_file():
            return kept
        if self._waiting >= MOST_WAITING:
            raise Busy("pictures.busy", retry_after_s=5)
        self._waiting += 1
        # Who asked may go; the process cannot be asked anything else before it has answered.
        await asyncio.shield(self._draw_in_turn(kept, sitter, view, prints))
        return kept

    async def _draw_in_turn(self, kept: Path, sitter: Sitter, view: View, prints: Sequence[Footprint]) -> None:
        try:
            async with self._turn:
                await asyncio.to_thread(self._draw_and_keep, kept, sitter, view, prints)
                self._rest_later()
        finally:
            self._waiting -= 1

    def _draw_and_keep(self, kept: Path, sitter: Sitter, view: View, prints: Sequence[Footprint]) -> None:
        # Perhaps who asked before us wanted the same.
        if not kept.is_file():
            keep(kept, self._draw(sitter, view, prints))

    def look(self) -> str:
        """Which back end draws; the first who asks sets out to find it."""
        if self.backend == UNASKED:
            self.backend = STARTING
            self._probe = asyncio.create_task(self._start_first())
        return self.backend

    async def close(self) -> None:
        """End the process, once it has finished what it draws."""
        if self._rest is not None:
            self._rest.cancel()
        if self._probe is not None:
            await self._probe
        await self._end()

    def _rest_later(self) -> None:
        loop = asyncio.get_running_loop()
        if self._rest is not None:
            self._rest.cancel()
        self._rest = loop.call_later(IDLE_S, lambda: loop.create_task(self._end()))

    async def _end(self) -> None:
        """End the process; the next who asks starts another."""
        async with self._turn:
            if self._process is not None:
                await asyncio.to_thread(self._process.close)

    async def _start_first(self) -> None:
        async with self._turn:
            with suppress(NotFound):
                await asyncio.to_thread(self._living)
                self._rest_later()

    def _draw(self, sitter: Sitter, view: View, prints: Sequence[Footprint]) -> bytes:
        if time.monotonic() < self._not_before:
            raise Busy("pictures.busy", retry_after_s=1 + round(self._not_before - time.monotonic()))
        process = self._living()
        try:
            if self._open != (wanted := _digest(sitter.name)):
                process.open_hall(sitter.file, sitter.titles, sitter.light)
                self._open = wanted
            picture = process.draw_hall(view, prints)
        except PictureError as error:
            log.warning("pictures: %s; the next try is in %g s", error, self._pause_s)
            process.close()
            self._process = None
            self._not_before = time.monotonic() + self._pause_s
            self._pause_s = min(LONGEST_PAUSE_S, 2 * self._pause_s)
            raise Busy("pictures.busy", retry_after_s=1 + round(self._not_before - time.monotonic())) from error
        self._pause_s = FIRST_PAUSE_S
        return picture

    def _living(self) -> PictureProcess:
        """The process, started again if it has ended."""
        if self._process is not None and not self._process.is_alive:
            self._process.close()
            self._process = None
        if self._process is None:
            self._open = ""
            try:
                self._process = start_pictures(self._backends)
            except NoPicturesError as error:
                log.warning("pictures: %s; everything else works without", error)
                self.backend = NONE
                raise NotFound("pictures.none") from error
            self.backend = self._process.backend
        return self._process


PICTURES: web.AppKey[Pictures] = web.AppKey("pictures", Pictures)


def keep(place: Path, picture: bytes) -> None:
    """Write a picture; when there are too many, the older half goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=place.parent, suffix=".new")
    with os.fdopen(handle, "wb") as file:
        file.write(picture)
    Path(fresh).replace(place)
    kept = list(place.parent.glob("*.webp"))
    if len(kept) > MOST_KEPT:
        for old in sorted(kept, key=lambda path: path.stat().st_mtime)[: MOST_KEPT // 2]:
            old.unlink(missing_ok=True)


def _digest(value: object) -> str:
    return hashlib.sha256(orjson.dumps(value)).hexdigest()[:32]
