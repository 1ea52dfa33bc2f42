"""The process that draws: requests come over stdin, pictures go over stdout (picture_protocol.py).

Started by picture_process.py as `python -m scene.picture_worker BACKEND`; ends when its stdin does.
"""

from __future__ import annotations

import io
import os
import resource
import sys
from pathlib import Path
from typing import IO, cast

from PIL import Image

from models.kind import ModelError
from scene.batches import batches_of_model
from scene.contact_sheet import contact_sheet, ground_under
from scene.hall_file import HallError, parse_hall
from scene.light.reading import read_light
from scene.picture_protocol import Json, message_bytes, read_message
from scene.picture_scene import PictureScene, picture_scene, print_quads, sign_quads
from scene.pictures import Backend, NoBackendError, Studio
from scene.samples import sample
from scene.views import Footprint, View

QUALITIES = (80, 70, 58, 46, 34)


class Worker:
    """A studio and the hall that was opened last."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._scene: PictureScene | None = None
        self._loaded = ""

    def answer(self, request: Json) -> tuple[Json, bytes]:
        """What a request gives: {"ok": true} and a picture, or {"ok": false, "why": …}."""
        match request["ask"]:
            case "open":
                self._open(request)
                return {"ok": True}, b""
            case "hall":
                return {"ok": True}, packed(self._hall_picture(request), request["form"], request["largest"])
            case _:
                return {"ok": True}, packed(self._sheet(request["kind"]), request["form"], request["largest"])

    def _open(self, request: Json) -> None:
        titles = {code: (zh, en) for code, (zh, en) in request["titles"].items()}
        light = read_light(Path(request["light"])) if request["light"] else {}
        self._scene = picture_scene(parse_hall(Path(request["hall"]).read_bytes()), titles, light)
        self._loaded = ""

    def _hall_picture(self, request: Json) -> Image.Image:
        if self._scene is None:
            raise ModelError("no hall is open")
        if self._loaded != "hall":
            self._studio.load(self._scene.batches, self._scene.floors, sky=True)
            self._loaded = "hall"
        view = View(**request["view"] | {"eye": tuple(request["view"]["eye"])})
        prints = [
            Footprint(at=(x, y, z), heading_deg=heading, left=left) for x, y, z, heading, left in request["prints"]
        ]
        return self._studio.draw(view, sign_quads(self._scene, view), print_quads(prints))

    def _sheet(self, kind: str) -> Image.Image:
        model = sample(kind)
        self._loaded = kind
        self._studio.load([*ground_under(model), *batches_of_model(model)], {}, sky=False)
        return contact_sheet(kind, model, self._studio.draw)


def packed(image: Image.Image, form: str, largest: int) -> bytes:
    """The file, WebP or PNG; WebP at the best quality that stays within `largest` bytes."""
    out = io.BytesIO()
    if form == "png":
        image.save(out, "PNG", optimize=True)
        return out.getvalue()
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=3)
        if out.tell() <= largest:
            break
    return out.getvalue()


def main(backend: Backend) -> int:
    """Say whether the back end works, then answer until nobody asks any more."""
    # Nobody waits for a picture as for a page.
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a driver prints must not get between the messages.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        worker = Worker(Studio(backend))
    except NoBackendError as error:
        _write(out, message_bytes({"ok": False, "why": str(error)}))
        return 1
    _write(out, message_bytes({"ok": True}))
    while True:
        try:
            request, _ = read_message(_read)
        except EOFError:
            return 0
        try:
            head, body = worker.answer(request)
        except (ModelError, HallError, OSError) as error:
            head, body = {"ok": False, "why": str(error)}, b""
        _write(out, message_bytes(head, body))


def _write(out: IO[bytes], message: bytes) -> None:
    out.write(message)
    out.flush()


def _read(count: int) -> bytes:
    found = sys.stdin.buffer.read(count)
    if len(found) < count:
        raise EOFError
    return found


if __name__ == "__main__":
    sys.exit(main(cast("Backend", sys.argv[1])))
