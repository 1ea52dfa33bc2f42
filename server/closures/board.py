"""Which closures are in force: known at the start, changed by staff and by the clock, in effect on every route at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from scene.doors import named_doors
from scene.hall import Hall
from server.closures import storage
from server.closures.storage import Closure
from server.foundation.keys import BUS, CLOCK, CONFIG, STORE
from server.foundation.moments import moment_words
from server.foundation.texts import Translated
from server.hall.published import HALLS, Closed, as_it_is, take_effect
from server.hall.timetables import directions_at, directions_change
from server.hall.windows import translated

TOPIC = "closures"


@dataclass(slots=True)
class ClosureBoard:
    """The closures that are not over, and those of them in force, both by when they begin."""

    known: tuple[Closure, ...] = ()
    in_force: tuple[Closure, ...] = ()
    following: asyncio.Task[None] | None = None
    """What follows the clock."""
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    replanned: asyncio.Event = field(default_factory=asyncio.Event)


CLOSURES: web.AppKey[ClosureBoard] = web.AppKey("closures", ClosureBoard)


async def closures(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: what was closed before the start is closed again, and the clock is followed."""
    board = app[CLOSURES] = ClosureBoard()
    now, halls = app[CLOCK](), app[HALLS]
    board.known = await app[STORE].read(storage.open_closures, app[CONFIG].hall, now)
    board.in_force = _in_force(app, now)
    halls.closed_at = lambda moment: _closed(_in_force(app, moment), moment)
    # No page waits for the ways, so nor do we.
    halls.closed, halls.directions = _closed(board.in_force, now), directions_at(halls.current.hall, now)
    halls.current = as_it_is(halls, halls.current)
    board.following = asyncio.create_task(_follow_clock(app))
    yield
    board.following.cancel()
    await asyncio.wait([board.following])


async def check_closures(app: web.Application) -> tuple[bool, str]:
    """Whether closures begin and run out by themselves: what went wrong there would else be seen by nobody."""
    following = app[CLOSURES].following
    return (True, "ok") if following is not None and not following.done() else (False, "the clock is not followed")


async def refresh(app: web.Application) -> None:
    """What is in force after a change in the database; in effect when this returns."""
    board = app[CLOSURES]
    async with board.changing:
        board.known = await app[STORE].read(storage.open_closures, app[CONFIG].hall, app[CLOCK]())
        await _take_effect(app)
    board.replanned.set()


def targets_of(hall: Hall) -> dict[str, Translated]:
    """What can be closed in a hall, by the name that closures give it."""
    return {
        **{f"connector:{one.id}": translated(one.name, one.id) for one in hall.connectors},
        **{f"entrance:{one.id}": translated(one.name, one.id) for one in hall.entrances},
        **{f"door:{name}": translated(door.name, name) for _, door, name in named_doors(hall)},
    }


async def _follow_clock(app: web.Application) -> None:
    """Let closures begin and run out, each at its time."""
    board = app[CLOSURES]
    while True:
        board.replanned.clear()
        waiting: list[asyncio.Task[Any]] = [asyncio.create_task(board.replanned.wait())]
        moment = _next_change(board.known, app[HALLS].current.hall, app[CLOCK]())
        if moment is not None:
            waiting.append(asyncio.create_task(app[CLOCK].wait_until(moment)))
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()
        async with board.changing:
            await _take_effect(app)


async def _take_effect(app: web.Application) -> None:
    """Make routes go round what is in force now and as connectors run now, then tell everybody who listens."""
    board, halls, now = app[CLOSURES], app[HALLS], app[CLOCK]()
    in_force, directions = _in_force(app, now), directions_at(halls.current.hall, now)
    if in_force != board.in_force or directions != halls.directions:
        await take_effect(halls, _closed(in_force, now), directions)
        board.in_force = in_force
        app[BUS].publish(TOPIC)


def _in_force(app: web.Application, now: datetime) -> tuple[Closure, ...]:
    """Those whose time it is, but for targets that the hall has no more."""
    targets = targets_of(app[HALLS].current.hall)
    return tuple(one for one in app[CLOSURES].known if one.is_in_force(now) and one.target in targets)


def _next_change(known: tuple[Closure, ...], hall: Hall, now: datetime) -> datetime | None:
    """When a closure begins or runs out next, or a connector changes its direction."""
    moments = [moment for one in known for moment in (one.from_at, one.to_at) if moment is not None and moment > now]
    turns = directions_change(hall, now)
    return min([*moments, *([turns] if turns else [])], default=None)


def _closed(in_force: tuple[Closure, ...], now: datetime) -> tuple[Closed, ...]:
    """As routes are told it. Of several closures of one thing the one that ends last comes last, and that one is told."""
    ordered = sorted(in_force, key=lambda one: (one.to_at is None, one.to_at or one.from_at))
    return tuple(
        Closed(
            target=one.target,
            reason={"zh": one.reason_zh, "en": one.reason_en},
            until=moment_words(one.to_at, now) if one.to_at else None,
        )
        for one in ordered
    )
