"""The versions of a hall that can be asked, and the one that is current."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from scene.hall import Hall
from server.foundation.pages import hall_of
from server.foundation.refusals import NotFound
from server.foundation.texts import Translated
from server.hall.windows import HallWindow

if TYPE_CHECKING:
    # Only its name: importing it takes a second.
    from server.hall.ways import Ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A connector, door or entrance that nobody may pass now. until: when it opens, in words, where that is known."""

    target: str
    reason: Translated
    until: Translated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One finished version of a hall with all that is asked of it."""

    hall: Hall
    version: str
    folder: Path
    """The bundle's files."""
    manifest: Mapping[str, Any]
    windows: Mapping[str, HallWindow]
    building: Future[Ways]
    """The ways as they are now; they take seconds of computing, and nothing else need wait for them. Ask `ways_of`."""


@dataclass(slots=True)
class HallBoard:
    """Which hall is served now, versions before it that somebody still walks in, by version, and how things are in all.

    closed: what is closed now;  closed_at: what will be, or was, at a moment
    directions: of connectors that run by a timetable, by id
    """

    current: Publication
    older: dict[str, Publication] = field(default_factory=dict)
    closed: tuple[Closed, ...] = ()
    directions: Mapping[str, str] = field(default_factory=dict)
    closed_at: Callable[[datetime], tuple[Closed, ...]] = lambda _: ()


HALLS: web.AppKey[HallBoard] = web.AppKey("halls", HallBoard)


async def ways_of(publication: Publication) -> Ways:
    """The ways through a hall, as soon as they are there."""
    building = publication.building
    # To wait even for what is done would take a round through the loop, and a byte through its pipe.
    return building.result() if building.done() else await asyncio.wrap_future(building)


def compute(task: Callable[[], Ways]) -> Future[Ways]:
    """Find ways in a thread of their own."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="ways")
    computing = thread.submit(task)
    thread.shutdown(wait=False)
    return computing


def while_so(publication: Publication, closed: tuple[Closed, ...], directions: Mapping[str, str]) -> Publication:
    """The same version while exactly this is closed beside what its file closes, and connectors run in these directions."""
    return replace(publication, building=compute(lambda: publication.building.result().while_so(closed, directions)))


def as_it_is(halls: HallBoard, opened: Publication) -> Publication:
    """A version just opened, as things are now."""
    return while_so(opened, halls.closed, halls.directions) if halls.closed or halls.directions else opened


async def take_effect(halls: HallBoard, closed: tuple[Closed, ...], directions: Mapping[str, str]) -> None:
    """Close exactly this in every version that can be asked, and let connectors run so; in effect when this returns.

    Steps: 1. versions opened from now on get it, 2. new ways for the others, off the loop, 3. all at once.
    """
    halls.closed, halls.directions = closed, directions
    fresh = [while_so(one, closed, directions) for one in (halls.current, *halls.older.values())]
    for one in fresh:
        await ways_of(one)
    halls.current = fresh[0]
    halls.older.update({one.version: one for one in fresh[1:] if one.version in halls.older})


def publication_of(request: web.Request) -> Publication:
    """The hall a request is about, in its current version."""
    current = request.app[HALLS].current
    hall_id = hall_of(request)
    if current.hall.id != hall_id:
        raise NotFound("errors.hall_not_found", hall=hall_id)
    return current
