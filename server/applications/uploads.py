"""Take files from a form as they stream in: count, inspect, store, bind to the draft."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from aiohttp import BodyPartReader, MultipartReader, web

from server.applications import storage
from server.applications.inspection import Verdict, inspect
from server.applications.records import Application, NewUpload
from server.foundation.files import CHUNK
from server.foundation.forms import reading_form
from server.foundation.keys import CLOCK, FILES, STORE, WORKERS
from server.foundation.problems import FieldProblem
from server.foundation.refusals import Malformed, TooLarge
from server.foundation.security import CSRF_FIELD, check_token
from server.foundation.workers import WorkFailed

LARGEST_FILE = 20 << 20
LARGEST_REQUEST = storage.MOST_BYTES + LARGEST_FILE
MOST_PARTS = 400
LONGEST_NAME = 120
LONGEST_WORD = 400
FIELD = re.compile(r"file-([0-9]{1,4})")
LONG_NUMBER = re.compile(r"[0-9]{6}(?=[0-9]{5,})")
"""The head of a number long enough to identify somebody: it has no place in a file's name."""


@dataclass(slots=True)
class Received:
    """What a form with files brought: how many were stored, what was wrong with others, and its plain fields."""

    stored: int = 0
    problems: list[FieldProblem] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)


async def receive_files(request: web.Request, found: Application) -> Received:
    """Read the whole form. Files that are in order are kept even when others are not."""
    received = Received()
    allowed = {need.seq for need in found.needs}
    total = 0
    with reading_form():
        reader = await request.multipart()
    for count in range(MOST_PARTS):
        with reading_form():
            part = await reader.next()
        if part is None:
            return received
        if isinstance(part, MultipartReader):
            raise Malformed
        if count == 0:
            await _check_first(request, part)
        elif part.filename is None:
            received.words[part.name or ""] = await _read_word(part)
        elif (seq := _material_of(part)) in allowed:
            total += await _take(request, found, seq, part, received, LARGEST_REQUEST - total)
        else:
            raise Malformed(where=part.name)
    raise Malformed(reason=f"more than {MOST_PARTS} parts")


async def _check_first(request: web.Request, part: BodyPartReader) -> None:
    """The token comes before any file, so that nothing of a foreign form is stored."""
    given = await _read_word(part) if part.name == CSRF_FIELD else ""
    check_token(request, given)


async def _read_word(part: BodyPartReader) -> str:
    """A plain field, which may come in several pieces."""
    word = b""
    while chunk := await _read_chunk(part):
        word += chunk
        if len(word) > LONGEST_WORD:
            raise Malformed(where=part.name)
    return word.decode("utf-8", "replace")


def _material_of(part: BodyPartReader) -> int:
    match = FIELD.fullmatch(part.name or "")
    return int(match[1]) if match else -1


async def _take(
    request: web.Request, found: Application, seq: int, part: BodyPartReader, received: Received, room: int
) -> int:
    """One file of the form; how many bytes it had."""
    files = request.app[FILES]
    incoming = await asyncio.to_thread(files.new_incoming)
    try:
        size, digest = await _stream(part, incoming, room)
        name = clean_name(part.filename or "")
        if size == 0 and not part.filename:
            return 0
        if size > LARGEST_FILE:
            problem: str | None = "too_large"
        else:
            problem = await _keep(request, found, seq, name, incoming, digest, size)
    finally:
        incoming.unlink(missing_ok=True)
    if problem is None:
        received.stored += 1
    else:
        values = {
            "name": name,
            "most": LARGEST_FILE >> 20,
            "files": storage.MOST_FILES,
            "all": storage.MOST_BYTES >> 20,
        }
        received.problems.append(FieldProblem(f"file-{seq}", f"apply.problem_file_{problem}", values))
    return size


async def _stream(part: BodyPartReader, incoming: Path, room: int) -> tuple[int, str]:
    """Write at most LARGEST_FILE bytes; what is longer is read to its end and not kept. Size and SHA-256."""
    size, digest = 0, hashlib.sha256()
    with incoming.open("wb") as file:
        while chunk := await _read_chunk(part):
            size += len(chunk)
            if size > room:
                raise TooLarge
            if size <= LARGEST_FILE:
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
    return size, digest.hexdigest()


async def _read_chunk(part: BodyPartReader) -> bytes:
    with reading_form():
        return await part.read_chunk(CHUNK)


async def _keep(
    request: web.Request, found: Application, seq: int, name: str, incoming: Path, digest: str, size: int
) -> str | None:
    """Inspect, store, bind; the problem, or None."""
    app = request.app
    output = await asyncio.to_thread(app[FILES].new_incoming)
    try:
        verdict = await _inspect(request, incoming, output, PurePosixPath(name).suffix.lower())
        if verdict.problem:
            return verdict.problem
        data = await asyncio.to_thread((output if verdict.rewritten else incoming).read_bytes)
    finally:
        output.unlink(missing_ok=True)
    kept = await asyncio.to_thread(app[FILES].put, data)
    new = NewUpload(
        material_seq=seq,
        name=name,
        media_type=verdict.media_type,
        size=len(data),
        sha256=kept,
        sent_sha256=digest,
        sent_size=size,
    )
    return await app[STORE].write(storage.add_upload, found.id, new, app[CLOCK]())


async def _inspect(request: web.Request, incoming: Path, output: Path, suffix: str) -> Verdict:
    try:
        return await request.app[WORKERS].run(inspect, str(incoming), str(output), suffix)
    except WorkFailed:
        return Verdict(problem="too_complex")


def clean_name(name: str) -> str:
    """A file's name to show: without folders, control characters and long numbers, its suffix kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip()
    masked = LONG_NUMBER.sub("******", visible)
    path = PurePosixPath(masked or "file")
    return path.stem[: LONGEST_NAME - len(path.suffix)] + path.suffix[:20]
