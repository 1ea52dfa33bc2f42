"""Forms that are none get a clear 400, wherever they are sent, and nothing is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from desk_world import Browser, browsing, photo, slots, small_app

BOUNDARY = "multipart/form-data; boundary=x"
PLAIN = "application/x-www-form-urlencoded"


def part(head: bytes, body: bytes = b"v") -> bytes:
    """A form of one part."""
    return b"--x\r\n" + head + b"\r\n\r\n" + body + b"\r\n--x--\r\n"


def named(name: str) -> bytes:
    """The head of a part."""
    return f'Content-Disposition: form-data; name="{name}"'.encode()


NAMED = named("a")
BROKEN = {
    "no boundary": ("multipart/form-data", part(NAMED)),
    "a boundary too long": ("multipart/form-data; boundary=" + "x" * 200, part(NAMED)),
    "no part": (BOUNDARY, b"what is this"),
    "a head that is none": (BOUNDARY, part(b"no header at all")),
    "no end": (BOUNDARY, b"--x\r\n" + NAMED + b"\r\n\r\nv"),
}
FILE = b'Content-Disposition: form-data; name="file-1"; filename="b.jpg"'
BROKEN_IN_A_FILE = {
    "a file without an end": (BOUNDARY, part(NAMED)[:-4] + b"\r\n" + FILE + b"\r\n\r\n" + photo()),
}
BROKEN_WHEN_READ_WHOLE = {
    "a part without a name": (BOUNDARY, part(b"X-Other: 1")),
    "a charset nobody knows": (BOUNDARY, part(NAMED + b"\r\nContent-Type: text/plain; charset=bogus")),
    "an encoding nobody knows": (BOUNDARY, part(NAMED + b"\r\nContent-Transfer-Encoding: bogus")),
    "no text": (BOUNDARY, part(NAMED, b"\xff\xfe")),
    "a plain form in a charset nobody knows": (PLAIN + "; charset=bogus", b"csrf=1"),
    "a plain form that is no text": (PLAIN, b"csrf=\xff\xfe"),
}


async def send(citizen: Browser, address: str, media: str, body: bytes) -> tuple[int, str]:
    """Status and text of what is answered to a body, with the right token in a header."""
    headers = {"Content-Type": media, "X-CSRF-Token": citizen.hidden()["csrf"]}
    answer = await citizen.client.post(address, data=body, headers=headers, allow_redirects=False)
    return answer.status, await answer.text()


@pytest.mark.parametrize("broken", BROKEN | BROKEN_WHEN_READ_WHOLE)
async def test_a_plain_form_that_is_none_is_refused_with_a_reason(broken: str, tmp_path: Path) -> None:
    media, body = (BROKEN | BROKEN_WHEN_READ_WHOLE)[broken]
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/apply")
        status, text = await send(citizen, "/items/U17-002/apply", media, body)
        assert status == 400, text
        assert "<h1" in text


@pytest.mark.parametrize("broken", BROKEN | BROKEN_IN_A_FILE)
async def test_a_form_with_files_that_is_none_is_refused_and_the_files_before_stay(broken: str, tmp_path: Path) -> None:
    media, body = (BROKEN | BROKEN_IN_A_FILE)[broken]
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo()))
        status, text = await send(citizen, f"/applications/{draft}/materials", media, body)
        assert status == 400, text
        await citizen.open(f"/applications/{draft}/materials")
        assert "已上传 1 个" in citizen.text
        assert not list((tmp_path / "files" / "incoming").iterdir())


async def test_a_field_longer_than_any_is_refused(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        status, _ = await send(citizen, f"/applications/{draft}/materials", BOUNDARY, part(named("csrf"), b"0" * 5000))
        assert status == 400


async def test_a_form_that_comes_byte_by_byte_is_the_same_form(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        draft = await slots(citizen)
        token = citizen.hidden()["csrf"].encode()
        head = b'--x\r\nContent-Disposition: form-data; name="file-1"; filename="a.jpg"\r\n\r\n'

        async def slowly() -> AsyncIterator[bytes]:
            for byte in b"--x\r\n" + named("csrf") + b"\r\n\r\n" + token + b"\r\n":
                yield bytes([byte])
                await asyncio.sleep(0.001)
            yield head + photo() + b"\r\n--x--\r\n"

        answer = await citizen.client.post(
            f"/applications/{draft}/materials", data=slowly(), headers={"Content-Type": BOUNDARY}
        )
        assert answer.status == 200
        assert "已上传 1 个" in await answer.text()


async def test_headers_need_not_be_text(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/apply")
        token = citizen.hidden()["csrf"].encode()
        cookie = "; ".join(f"{one.key}={one.value}" for one in citizen.client.session.cookie_jar).encode()
        seen = [
            await status_of(citizen, b"Cookie: " + cookie, b"X-CSRF-Token: \xff"),
            await status_of(citizen, b"Cookie: " + cookie, b"X-CSRF-Token: " + token, b"Idempotency-Key: \xff\xfe"),
        ]
        assert seen == [403, 303]


async def status_of(citizen: Browser, *headers: bytes) -> int:
    """The answer to an empty form that comes with some bytes as headers."""
    server = citizen.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    plain = (b"POST /items/U17-002/apply HTTP/1.1", b"Host: here", b"Connection: close", b"Content-Length: 0")
    writer.write(b"\r\n".join((*plain, b"Content-Type: " + PLAIN.encode(), *headers, b"", b"")))
    line = await reader.readline()
    writer.close()
    return int(line.split()[1])
