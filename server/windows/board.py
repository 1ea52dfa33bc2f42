"""What is known of windows now: office hours, read at the start, and the queues somebody told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from aiohttp import web

from server.foundation.clock import SHANGHAI
from server.foundation.keys import BUS, CLOCK, CONFIG
from server.foundation.moments import moment_words
from server.foundation.starting import StartError
from server.foundation.texts import Translated
from server.hall.lifetimes import CATALOGUES
from server.hall.windows import HallWindow
from server.items.catalogue import CatalogueError
from server.windows.hours import Opening, Span, opening_at, read_hours

STALE_AFTER = timedelta(minutes=5)
"""Who waited so long ago says nothing of who waits now."""
SERVICE_S = 6 * 60.0
"""How long one who is served takes, on average; an assumption, no machine tells it."""

TOPIC = "queues"

WindowState = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """How many wait at which window, and when that was told."""

    waiting: Mapping[str, int]
    told_at: datetime


@dataclass(slots=True)
class WindowBoard:
    """The hours of the hall's windows; its queues, once somebody tells them."""

    hours: tuple[Span, ...] = ()
    queues: Queues | None = None
    growing_stale: asyncio.TimerHandle | None = None
    """Tells every page when nobody has told anything for too long."""
    known: tuple[tuple[Span, ...], datetime, Opening] | None = None
    """What was found last: of which hours, from when on, and the opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowNow:
    """A window at a moment. until, in words too: when it closes, or opens; waiting: None when nobody told it of late."""

    state: WindowState
    until: datetime | None
    waiting: int | None
    until_words: Translated | None


WINDOWS: web.AppKey[WindowBoard] = web.AppKey("windows", WindowBoard)


async def office_hours(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: the hours of the hall that is served."""
    hall = app[CONFIG].hall
    try:
        app[WINDOWS].hours = await asyncio.to_thread(read_hours, CATALOGUES / hall, hall)
    except CatalogueError as error:
        raise StartError(str(error)) from error
    yield


def opening_of(app: web.Application, window: HallWindow, at: datetime) -> Opening | None:
    """Whether a window is open at a moment, and until when; None for a machine, and when no hours are known."""
    return None if window.kind == "self_service" else _opening(app[WINDOWS], at)


def _opening(board: WindowBoard, at: datetime) -> Opening | None:
    """Whether windows are open at a moment. What was found last is true until it ends, and most questions are of now."""
    if board.known is not None:
        hours, since, opening = board.known
        if hours is board.hours and since <= at < opening.until:
            return opening
    found = opening_at(board.hours, at)
    board.known = None if found is None else (board.hours, at, found)
    return found


def window_now(app: web.Application, window: HallWindow) -> WindowNow:
    """A window as it is now."""
    now = app[CLOCK]()
    opening = opening_of(app, window, now)
    waiting = waiting_now(app).get(window.code)
    if opening is None:
        return WindowNow(state="unknown", until=None, waiting=waiting, until_words=None)
    return WindowNow(
        state="open" if opening.is_open else "closed",
        until=opening.until,
        waiting=waiting,
        until_words=moment_words(opening.until, now),
    )


def tell_queues(app: web.Application, waiting: Mapping[str, int]) -> None:
    """Keep how many wait, and tell every page that listens if that is new, and when it has become too old."""
    board, before = app[WINDOWS], waiting_now(app)
    board.queues = Queues(waiting=waiting, told_at=app[CLOCK]())
    if waiting != before:
        app[BUS].publish(TOPIC)
    if board.growing_stale is not None:
        board.growing_stale.cancel()
    # A little later, or it would not be too old yet.
    after = STALE_AFTER.total_seconds() + 1
    board.growing_stale = asyncio.get_running_loop().call_later(after, app[BUS].publish, TOPIC)


def waiting_now(app: web.Application) -> Mapping[str, int]:
    """How many wait, by window; nothing when it was told too long ago."""
    queues = app[WINDOWS].queues
    if queues is None or app[CLOCK]() - queues.told_at > STALE_AFTER:
        return MappingProxyType({})
    return queues.waiting


def waits(app: web.Application, windows: Iterable[HallWindow], at: datetime) -> tuple[float, ...]:
    """Seconds until one is served at each window if one stood before it at a moment: until it opens, and those before one.

    Where nobody tells a window's queue, though others' are told, it counts as the longest of theirs.
    """
    waiting = waiting_now(app)
    windows = tuple(windows)
    longest = max((waiting[one.code] for one in windows if one.code in waiting), default=0)
    found = []
    for window in windows:
        opening = opening_of(app, window, at)
        closed = (opening.until - at).total_seconds() if opening is not None and not opening.is_open else 0.0
        found.append(closed + SERVICE_S * waiting.get(window.code, longest))
    return tuple(found)


def moment(at: datetime) -> str:
    """A moment as it goes out: ISO 8601, the hall's time."""
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
