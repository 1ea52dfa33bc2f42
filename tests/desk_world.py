"""A small hall service to test with: one unit, an online item, an offline one, a clock that is moved by hand."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar, FormData, web
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image

from server.accounts.staffing import staff
from server.app import make_app
from server.applications.sweeping import swept_files
from server.foundation import lifetimes
from server.foundation.config import Config
from server.foundation.keys import CLOCK, STORE
from server.items.records import Assignment, Catalogue, ItemRow, Material, Unit
from server.items.storage import load_catalogue

# Check digits are right, the region (99…) was never assigned: these are nobody's numbers.
PERSON = "990101199003071237"
FIRM_CODE = "91990000MA4L00001P"
MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that stands still until it is moved."""

    now: datetime = MONDAY
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **how: float) -> None:
        self.now += timedelta(**how)
        before, self.moved = self.moved, asyncio.Event()
        before.set()

    async def wait_until(self, moment: datetime) -> None:
        while self.now < moment:
            await self.moved.wait()


def unit(code: str, name: str) -> Unit:
    return Unit(
        code=code,
        name=name,
        short_name=name[-3:],
        zone="综合",
        floor=1,
        windows=1,
        online_agent=True,
        phone_hint=None,
        note=None,
    )


def item(code: str, name: str, *, online: bool, audience: str = "both") -> ItemRow:
    return ItemRow(
        code=code,
        unit_code=code[:3],
        name=name,
        kind="行政许可",
        audience=audience,  # type: ignore[arg-type]
        statutory_days=20,
        promised_days=7,
        fee="不收费",
        online=online,
        visits=1,
        result="许可证",
        delivery="窗口领取",
        basis=("《条例》",),
        keywords=("网吧",),
        theme="文化",
    )


def material(code: str, seq: int, name: str, *, required: bool = True, condition: str | None = None) -> Material:
    return Material(
        item_code=code,
        seq=seq,
        name=name,
        form="原件",
        copies=1,
        source="申请人自备",
        required=required,
        condition=condition,
        reusable=False,
        issuer=None,
        sample=False,
    )


CATALOGUE = Catalogue(
    digest="test",
    units=(unit("U17", "望城区文体广电局"), unit("U12", "望城区教育局")),
    items=(
        item("U17-002", "设立互联网上网服务营业场所经营单位审批", online=True),
        item("U17-009", "只到窗口办的事项", online=False),
        item("U12-001", "教师资格认定", online=True, audience="person"),
    ),
    materials=(
        material("U17-002", 1, "申请表"),
        material("U17-002", 2, "身份证明", condition="个人申请的"),
        material("U17-002", 3, "营业执照", condition="单位申请的"),
        material("U17-002", 4, "租赁合同", required=False, condition="租用场所的"),
        material("U12-001", 1, "申请表"),
    ),
    assignments=(
        Assignment(hall_id="wangcheng", window_code="A03", unit_code="U17", valid_from=MONDAY.date(), valid_to=None),
    ),
    aliases=(),
)


async def small_catalogue(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: the catalogue above."""
    await app[STORE].write(load_catalogue, "test", CATALOGUE, app[CLOCK]())
    yield


LIFETIMES = (lifetimes.data_folder, lifetimes.store, lifetimes.workers, small_catalogue, staff, swept_files)


def small_app(folder: Path, clock: HandClock | None = None) -> web.Application:
    """The application over a folder."""
    return make_app(Config(data=folder), clock=clock or HandClock(), opened=LIFETIMES)


CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')
NUMBER = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}")


@dataclass
class Browser:
    """A visitor without JavaScript: follows links, fills in forms, keeps cookies."""

    client: Any
    address: str = ""
    text: str = ""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def app(self) -> web.Application:
        """The application this visitor's own test server runs."""
        app: web.Application = self.client.server.app
        return app

    async def _take(self, response: ClientResponse) -> str:
        self.address, self.status, self.headers = response.url.path_qs, response.status, dict(response.headers)
        body = await response.read()
        self.text = body.decode("utf-8", "replace")
        return self.text

    async def open(self, address: str) -> str:
        return await self._take(await self.client.get(address))

    async def send(self, address: str, /, **values: str) -> str:
        """Send the form of the page that is open: with its token, and its key if it has one."""
        return await self._take(await self.client.post(address, data={**self.hidden(), **values}))

    def hidden(self) -> dict[str, str]:
        found = {"csrf": CSRF.search(self.text), "idempotency_key": KEY.search(self.text)}
        return {name: match[1] for name, match in found.items() if match}

    async def upload(self, address: str, *files: tuple[str, str, bytes], going_on: bool = False) -> str:
        """Send files as (field, name, bytes)."""
        form = FormData(quote_fields=False)
        form.add_field("csrf", self.hidden()["csrf"])
        for name, file_name, data in files:
            form.add_field(name, io.BytesIO(data), filename=file_name, content_type="application/octet-stream")
        if going_on:
            form.add_field("continue", "1")
        return await self._take(await self.client.post(address, data=form))

    @property
    def draft(self) -> str:
        """The id of the application whose page is open."""
        return self.address.split("/")[2]


@asynccontextmanager
async def browsing(app: web.Application) -> AsyncIterator[Browser]:
    """A visitor of a running application."""
    async with TestClient(TestServer(app)) as client:
        yield Browser(client)


@asynccontextmanager
async def another(browser: Browser) -> AsyncIterator[Browser]:
    """Somebody else at the same server."""
    base = browser.client.server.make_url("/")
    async with ClientSession(base, cookie_jar=CookieJar(unsafe=True)) as session:
        yield Browser(session)


async def slots(browser: Browser) -> str:
    """A draft whose materials are to be handed in; its number."""
    await fill_in(browser)
    assert browser.address.endswith("/materials")
    return browser.draft


def photo(width: int = 40, height: int = 30, kind: str = "JPEG", colour: str = "navy") -> bytes:
    """A picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


INDIVIDUAL = {
    "name": "测试人",
    "document_kind": "resident_id",
    "phone": "13900001234",
    "address": "",
}


async def fill_in(browser: Browser, document: str = PERSON) -> None:
    """As a person, up to the materials."""
    await browser.open("/items/U17-002/apply")
    await browser.send("/items/U17-002/apply")
    draft = browser.draft
    await browser.send(f"/applications/{draft}/kind", kind="individual")
    await browser.send(f"/applications/{draft}/applicant", **INDIVIDUAL, document=document)


async def hand_in(browser: Browser, document: str = PERSON) -> str:
    """As a person, to the end: the number."""
    await fill_in(browser, document)
    draft = browser.draft
    files = [(f"file-{seq}", "照片.jpg", photo()) for seq in (1, 2)]
    await browser.upload(f"/applications/{draft}/materials", *files, going_on=True)
    await browser.send(f"/applications/{draft}/submit")
    match = NUMBER.search(browser.text)
    assert match, browser.text
    return match[0]
