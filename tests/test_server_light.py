"""The hall's light after publishing: worked out in a process of its own, or not at all; nothing else waits for it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from corpus import good_path
from desk_world import Browser, HandClock, browsing

from scene.light.files import light_version
from server.app import make_app
from server.foundation import lifetimes
from server.foundation.config import Config, read_config
from server.hall import light
from server.hall.lifetimes import published_hall
from server.hall.light import baked_light, time_of_day

HALL = "one_room"
SOURCE = good_path(HALL)
LIFETIMES = (lifetimes.data_folder, lifetimes.store, published_hall, baked_light)


def lit_app(folder: Path, *, bake: bool = True) -> web.Application:
    config = Config(data=folder, hall=HALL, hall_file=SOURCE, bake=bake)
    return make_app(config, clock=HandClock(), opened=LIFETIMES)


async def manifest(browser: Browser) -> dict[str, Any]:
    found: dict[str, Any] = await (await browser.client.get("/api/v1/hall")).json()
    return found


async def light_there(browser: Browser) -> str:
    """Where the light lies, as soon as it does."""
    async with asyncio.timeout(120):
        while (base := (await manifest(browser))["light"]) is None:  # noqa: ASYNC110  what pages hear of is tested in a browser
            await asyncio.sleep(0.1)
    return str(base)


async def test_the_light_is_worked_out_after_publishing_and_kept(tmp_path: Path) -> None:
    async with browsing(lit_app(tmp_path)) as browser:
        assert (await manifest(browser))["light"] is None
        base = await light_there(browser)
        assert base == f"/light/{light_version(SOURCE.read_bytes())}/"
        index = await browser.client.get(f"{base}light.json")
        assert index.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        for storey in (await index.json())["storeys"]:
            assert (await browser.client.get(base + storey["file"])).content_type == "image/webp"
    async with browsing(lit_app(tmp_path, bake=False)) as browser:
        assert (await manifest(browser))["light"] == base


async def test_no_file_but_the_lights_own_is_sent(tmp_path: Path) -> None:
    async with browsing(lit_app(tmp_path, bake=False)) as browser:
        for path in ("/light/x/light.json", f"/light/{'0' * 16}/light.json", f"/light/{'0' * 16}/..%2fhall.sqlite"):
            assert (await browser.client.get(path)).status == 404


async def test_without_embree_all_else_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(light, "has_embree", lambda: False)
    caplog.set_level("INFO", "hall")
    async with browsing(lit_app(tmp_path)) as browser:
        assert (await manifest(browser))["light"] is None
        assert "embree is not installed" in caplog.text
        assert (await browser.client.get("/api/v1/hotspots")).status == 200


async def test_what_was_interrupted_is_begun_anew(tmp_path: Path) -> None:
    async with browsing(lit_app(tmp_path)) as browser:
        assert (await manifest(browser))["light"] is None
    assert not (tmp_path / "light" / HALL / light_version(SOURCE.read_bytes())).exists()
    left = tmp_path / "light" / HALL / ".left-behind"
    left.mkdir(parents=True)
    async with browsing(lit_app(tmp_path)) as browser:
        await light_there(browser)
    assert not left.exists()


async def test_a_process_that_fails_leaves_the_hall_as_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "light").write_text("a file is in the way")
    async with browsing(lit_app(tmp_path)) as browser:
        async with asyncio.timeout(60):
            while "could not be worked out" not in caplog.text:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        assert (await manifest(browser))["light"] is None


@pytest.mark.parametrize(
    ("hour", "expected"), [(21, "evening"), (22, "day"), (1, "day"), (9, "day"), (10, "evening"), (20, "evening")]
)
def test_the_hall_darkens_by_its_own_clock(hour: int, expected: str) -> None:
    assert time_of_day(datetime(2026, 11, 23, hour, 45, tzinfo=UTC)) == expected


def test_the_light_is_worked_out_unless_a_deployment_says_no(tmp_path: Path) -> None:
    assert read_config(data=tmp_path, environment={}).bake
    assert not read_config(data=tmp_path, environment={"HALL_BAKE": "0"}).bake
