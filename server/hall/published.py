"""The versions of a hall that can be asked, and the one that is current."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from scene.hall import Hall
from server.foundation.pages import hall_of
from server.foundation.refusals import NotFound
from server.hall.windows import HallWindow

if TYPE_CHECKING:
    # Only its name: importing it takes a second.
    from server.hall.ways import Ways


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
    """The ways, which take seconds of computing; everything else need not wait for them. Ask `ways_of`."""


@dataclass(slots=True)
class HallBoard:
    """Which hall is served now, and versions before it that somebody still walks in, by version."""

    current: Publication
    older: dict[str, Publication] = field(default_factory=dict)


HALLS: web.AppKey[HallBoard] = web.AppKey("halls", HallBoard)


async def ways_of(publication: Publication) -> Ways:
    """The ways through a hall, as soon as they are there."""
    building = publication.building
    # To wait even for what is done would take a round through the loop, and a byte through its pipe.
    return building.result() if building.done() else await asyncio.wrap_future(building)


def publication_of(request: web.Request) -> Publication:
    """The hall a request is about, in its current version."""
    current = request.app[HALLS].current
    hall_id = hall_of(request)
    if current.hall.id != hall_id:
        raise NotFound("errors.hall_not_found", hall=hall_id)
    return current
