"""The versions of a hall that can be asked, and the one that is current."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from navmesh.navigation import Navigation
from scene.hall import Hall
from server.foundation.pages import hall_of
from server.foundation.refusals import NotFound
from server.hall.windows import HallWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One finished version of a hall with all that is asked of it."""

    hall: Hall
    version: str
    folder: Path
    """The bundle's files."""
    manifest: Mapping[str, Any]
    navigation: Navigation
    windows: Mapping[str, HallWindow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Halls:
    """What is served. Replaced as a whole when a hall is published, so that no request sees half of it."""

    current: Mapping[str, Publication]
    """By hall id."""
    versions: Mapping[str, Publication]
    """The current and the last few before, by version."""


@dataclass(slots=True)
class HallBoard:
    """The one place that says which halls are served now."""

    halls: Halls


HALLS: web.AppKey[HallBoard] = web.AppKey("halls", HallBoard)


def publication_of(request: web.Request) -> Publication:
    """The hall a request is about, in its current version."""
    hall_id = hall_of(request)
    found = request.app[HALLS].halls.current.get(hall_id)
    if found is None:
        raise NotFound("errors.hall_not_found", hall=hall_id)
    return found


def version_of(request: web.Request) -> Publication:
    """The version that ?version= asks for, else the current one."""
    asked = request.query.get("version")
    if asked is None:
        return publication_of(request)
    found = request.app[HALLS].halls.versions.get(asked)
    if found is None or found.hall.id != hall_of(request):
        raise NotFound("hall.version_not_found", where="version")
    return found
