"""A process that draws, as seen by who asks: started, asked with a time limit, ended. Not for several threads at once.

Error family: PictureError.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

from scene.picture_protocol import Json, message_bytes, read_message
from scene.views import Footprint, View

Form = Literal["webp", "png"]
BACKENDS = ("egl", "software")
START_S = 20.0
OPEN_S = 60.0
DRAW_S = 10.0
LARGEST = 60_000
NONE_WORKS = "no back end can draw here (on Debian: apt-get install libegl1 libgl1-mesa-dri)"


class PictureError(Exception):
    """There is no picture: the request was wrong, or the process died or took too long."""


class NoPicturesError(PictureError):
    """No back end works on this machine."""


class PictureProcess:
    """One process with a back end that works."""

    def __init__(self, backend: str) -> None:
        self.backend = backend
        try:
            self._process = subprocess.Popen(  # noqa: S603  our own module
                [sys.executable, "-m", "scene.picture_worker", backend],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise PictureError(f"no process can be started: {error.strerror}") from error
        try:
            self._told(START_S)
        except PictureError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def open_hall(self, path: Path, titles: Mapping[str, tuple[str, str]], light: Path | None = None) -> None:
        """Take a hall to draw; `titles` = who serves at a window, in Chinese and English, by its code; light: its folder, if any."""
        folder = None if light is None else str(light)
        self._ask({"ask": "open", "hall": str(path), "titles": dict(titles), "light": folder}, OPEN_S)

    def draw_hall(
        self, view: View, prints: Iterable[Footprint] = (), form: Form = "webp", within_s: float = DRAW_S
    ) -> bytes:
        """A picture of the open hall, with footprints on its floor."""
        rows = [(*one.at, one.heading_deg, one.left) for one in prints]
        request = {"ask": "hall", "view": asdict(view), "prints": rows, "form": form, "largest": LARGEST}
        return self._ask(request, within_s)

    def draw_kind(self, kind: str, form: Form = "webp", largest: int = LARGEST) -> bytes:
        """The contact sheet of a kind."""
        return self._ask({"ask": "kind", "kind": kind, "form": form, "largest": largest}, DRAW_S)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _ask(self, request: Json, seconds: float) -> bytes:
        assert self._process.stdin is not None  # noqa: S101
        try:
            self._process.stdin.write(message_bytes(request))
            self._process.stdin.flush()
        except OSError as error:
            self.close()
            raise PictureError("the process that draws died") from error
        return self._told(seconds)

    def _told(self, seconds: float) -> bytes:
        """Its next message; whatever does not come in time, or breaks off, ends it."""
        deadline = time.monotonic() + seconds
        try:
            head, body = read_message(lambda count: self._read(count, deadline))
        except EOFError:
            self.close()
            raise PictureError(f"the process that draws died or took longer than {seconds:g} s") from None
        if not head["ok"]:
            raise PictureError(head["why"])
        return body

    def _read(self, count: int, deadline: float) -> bytes:
        assert self._process.stdout is not None  # noqa: S101
        pipe = self._process.stdout.fileno()
        found = bytearray()
        while len(found) < count:
            ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
            piece = os.read(pipe, count - len(found)) if ready else b""
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)


def start_pictures(backends: Iterable[str] = BACKENDS) -> PictureProcess:
    """A process with the first back end that works; NoPicturesError when none does."""
    if find_spec("panda3d") is None:
        raise NoPicturesError("Panda3D is not installed")
    for backend in backends:
        with suppress(PictureError):
            return PictureProcess(backend)
    raise NoPicturesError(NONE_WORKS)
