"""A small hall with two escalators and a lift, its supervisor, and programs that close things in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, web
from corpus import good_path
from desk_world import Browser, HandClock, browsing
from test_server_desk import password_of

from server.accounts.staffing import staff
from server.app import make_app
from server.closures.board import closures
from server.foundation import lifetimes
from server.foundation.config import Config
from server.foundation.keys import BUS
from server.hall.lifetimes import published_hall

HALL = "escalators_and_lift"
UP, LIFT = "connector:up", "connector:lift1"
REPAIR = {"zh": "检修", "en": "repair"}
LIFETIMES = (lifetimes.data_folder, lifetimes.store, published_hall, staff, closures)


def closing_app(
    folder: Path, clock: HandClock | None = None, hall: Path | None = None, **settings: Any
) -> web.Application:
    """The application over a folder, with the small hall."""
    config = Config(data=folder, hall=HALL, hall_file=hall or good_path(HALL), **settings)
    return make_app(config, clock=clock or HandClock(), opened=LIFETIMES)


@dataclass
class Supervisor:
    """Somebody who may close things, and asks for ways."""

    browser: Browser

    @property
    def app(self) -> web.Application:
        return self.browser.app

    async def close(self, target: str = UP, *, key: str | None = None, **more: Any) -> ClientResponse:
        """POST /api/v1/closures."""
        headers = {"Idempotency-Key": key} if key else {}
        body = {"target": target, "reason": REPAIR, **more}
        answer: ClientResponse = await self.browser.client.post("/api/v1/closures", json=body, headers=headers)
        return answer

    async def end(self, closure: str) -> ClientResponse:
        """POST …/end."""
        answer: ClientResponse = await self.browser.client.post(f"/api/v1/closures/{closure}/end", json={})
        return answer

    async def listed(self) -> list[dict[str, Any]]:
        """GET /api/v1/closures."""
        answer = await self.browser.client.get("/api/v1/closures")
        found: list[dict[str, Any]] = (await answer.json())["closures"]
        return found

    async def ridden(self, profile: str = "walk", more: str = "") -> list[str]:
        """The connectors of the way to window C01."""
        return [leg["connector"] for leg in (await self.way(profile, more))["legs"] if "connector" in leg]

    async def way(self, profile: str = "walk", more: str = "", to: str = "window:C01") -> dict[str, Any]:
        """The way from the entrance."""
        address = f"/api/v1/route?from=entrance:main&to={to}&profile={profile}{more}"
        answer: dict[str, Any] = await (await self.browser.client.get(address)).json()
        return answer

    async def move_clock(self, clock: HandClock, **how: float) -> None:
        """Let time pass until a closure begins or runs out."""
        with self.app[BUS].listen() as listener:
            clock.move(**how)
            await listener.changed()


@asynccontextmanager
async def supervising(app: web.Application, folder: Path) -> AsyncIterator[Supervisor]:
    """The supervisor, logged in."""
    async with browsing(app) as browser:
        await sign_in(browser, folder, "supervisor")
        yield Supervisor(browser)


async def sign_in(browser: Browser, folder: Path, login: str) -> None:
    """Log in, and go to the closures."""
    await browser.open("/desk/login?next=/desk/closures")
    await browser.send("/desk/login", login=login, password=password_of(folder, login), next="/desk/closures")
    assert browser.address == "/desk/closures"
