"""Whether a window is open and until when, and how many wait there, for as long as that is fresh."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from closures_world import closing_app, sign_in
from desk_world import Browser, HandClock, another, browsing

from server.app import make_app
from server.foundation.clock import SHANGHAI
from server.foundation.config import Config
from server.foundation.starting import StartError
from server.hall.lifetimes import CATALOGUES
from server.items.catalogue import CatalogueError
from server.windows import board
from server.windows.board import office_hours
from server.windows.hours import FILE, Span, opening_at, read_hours

HOURS = read_hours(CATALOGUES / "wangcheng", "wangcheng")


def shanghai(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("at", "is_open", "until"),
    [
        ("2026-03-02T08:59", False, "2026-03-02T09:00"),
        ("2026-03-02T09:00", True, "2026-03-02T12:00"),
        ("2026-03-02T12:00", False, "2026-03-02T13:00"),
        ("2026-03-02T16:59", True, "2026-03-02T17:00"),
        ("2026-03-02T17:00", False, "2026-03-03T09:00"),
        ("2026-03-07T10:00", False, "2026-03-09T09:00"),
        # The National Day holiday, and the Saturday after it, on which offices work instead.
        ("2026-10-01T10:00", False, "2026-10-08T09:00"),
        ("2026-10-10T10:00", True, "2026-10-10T12:00"),
    ],
)
def test_windows_are_open_on_working_days_but_for_lunch(at: str, is_open: bool, until: str) -> None:
    opening = opening_at(HOURS, shanghai(at))
    assert opening is not None
    assert (opening.is_open, opening.until) == (is_open, shanghai(until))


def test_without_hours_nobody_knows() -> None:
    assert opening_at((), shanghai("2026-03-02T10:00")) is None


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("here,9,12:00", "hours.csv:2:opens: expected a time such as 09:00, found '9'"),
        ("here,12:00,09:00", "hours.csv:2:opens: begins before the hours before it end"),
        ("here,09:00,12:00\nhere,11:00,13:00", "hours.csv:3:opens: begins before the hours before it end"),
    ],
)
def test_hours_that_make_no_sense_are_told_by_line(rows: str, said: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f"hall_id,opens,closes\n{rows}\n")
    with pytest.raises(CatalogueError, match=said.replace("(", r"\(")):
        read_hours(tmp_path, "here")


def test_each_hall_has_its_own_hours(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("hall_id,opens,closes\nhere,09:00,12:00\nthere,10:00,11:00\n")
    assert read_hours(tmp_path, "there") == (Span(opens=time(10), closes=time(11)),)
    assert read_hours(tmp_path / "nothing", "there") == ()


async def test_wrong_hours_stop_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one_room").mkdir()
    (tmp_path / "one_room" / FILE).write_text("hall_id,opens\n")
    monkeypatch.setattr(board, "CATALOGUES", tmp_path)
    app = make_app(Config(data=tmp_path, hall="one_room"))
    with pytest.raises(StartError, match="expected the columns hall_id,opens,closes"):
        await anext(office_hours(app))


@asynccontextmanager
async def telling(folder: Path, clock: HandClock | None = None) -> AsyncIterator[Browser]:
    """A supervisor of the small hall, which has one window, C01."""
    async with browsing(closing_app(folder, clock)) as browser:
        await sign_in(browser, folder, "supervisor")
        yield browser


async def put(browser: Browser, told: Any) -> int:
    answer = await browser.client.put("/api/v1/queues", json=told)
    return int(answer.status)


async def waiting(browser: Browser) -> dict[str, int]:
    answer = await browser.client.get("/api/v1/queues")
    found: dict[str, int] = (await answer.json())["waiting"]
    return found


async def test_a_queue_is_known_for_five_minutes(tmp_path: Path) -> None:
    clock = HandClock()
    async with telling(tmp_path, clock) as browser:
        assert await waiting(browser) == {}
        assert await put(browser, {"C01": 4}) == 200
        assert await waiting(browser) == {"C01": 4}
        clock.move(minutes=5)
        assert await waiting(browser) == {"C01": 4}
        clock.move(seconds=1)
        assert await waiting(browser) == {}


async def test_what_is_told_replaces_what_was_told(tmp_path: Path) -> None:
    async with telling(tmp_path) as browser:
        await put(browser, {"C01": 4})
        await put(browser, {})
        assert await waiting(browser) == {}


@pytest.mark.parametrize(
    ("told", "status", "where"),
    [({"C01": -1}, 400, "C01"), ({"C01": "4"}, 400, "C01"), ([], 400, None), ({"Z9": 1}, 422, "Z9")],
)
async def test_a_queue_that_makes_no_sense_is_refused(
    told: Any, status: int, where: str | None, tmp_path: Path
) -> None:
    async with telling(tmp_path) as browser:
        answer = await browser.client.put("/api/v1/queues", json=told)
        error = (await answer.json())["error"]
        assert (answer.status, error.get("where")) == (status, where)


async def test_only_supervisors_tell_queues(tmp_path: Path) -> None:
    async with telling(tmp_path) as browser, another(browser) as stranger:
        assert await put(stranger, {"C01": 4}) == 401
