"""Pages of the hall: from outside, and inside with or without 3D."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import Connection

from scene.hall import Floor, profiles_of
from server.foundation.keys import STORE, TEXTS
from server.foundation.moments import minutes_of
from server.foundation.pages import choice_of, language_of, prefix_of, public_page, url_of
from server.foundation.security import CHOICES
from server.foundation.texts import Translated
from server.hall.ends import End, find_end, find_goal, first_end, name_of
from server.hall.goals import find_way
from server.hall.pages import FloorChoice, FrontPage, WalkPage, Way, ZoneWindow, ZoneWindows
from server.hall.plans import Reader, floor_plan, route_plans
from server.hall.published import HALLS, Publication, publication_of, ways_of
from server.hall.windows import floor_label, translated
from server.items import asking, storage
from server.items.records import Unit
from server.items.routes import ask, today
from server.pictures.board import NONE, PICTURES
from server.search.index import kinds_of
from server.search.routes import entries_of

UNKNOWN_END = 404
NO_WAY = 422


def routes() -> list[web.RouteDef]:
    """Addresses of the hall's pages."""
    return [web.get("/", get_front), web.get("/walk", get_walk)]


async def get_front(request: web.Request) -> web.Response:
    """GET /: the building from outside."""
    units = await ask(request, asking.units_page)
    context = FrontPage(
        name=translated(publication_of(request).hall.name, "hall"),
        floors=units.floors,
        units=units.units,
        windows=units.windows,
        items=units.items,
        online=units.online,
    )
    return public_page(request, "hall/front.html", context)


async def get_walk(request: web.Request) -> web.Response:
    """GET /walk?from=&to=&profile=&floor=: the hall, and a way through it."""
    publication = publication_of(request)
    profiles = profiles_of(publication.hall)
    profile = request.query.get("profile", "")
    profile = profile if profile in profiles else choice_of(request, "profile", CHOICES["profile"])
    start, goal, trouble = await _ends(request, publication)
    reader = Reader(language_of(request), prefix_of(request))
    way, status = None, 200 if trouble is None else UNKNOWN_END
    if start and goal:
        found = await find_way(request, publication, start.words, goal.words, profile)
        if "error" in found:
            trouble, status = found["error"]["message"], NO_WAY
        else:
            way = _way(publication, found, (start, goal), reader, _pictures(request, found, start, goal))
    floor = _floor(publication, request.query.get("floor"))
    context = WalkPage(
        name=translated(publication.hall.name, "hall"),
        floors=await request.app[STORE].read(floor_choices, publication, today(request)),
        floor=floor.id,
        plan=floor_plan(publication, floor, reader),
        profiles=tuple(profiles),
        profile=profile,
        start=_shown(start, request, "from"),
        goal=_shown(goal, request, "to"),
        ends=_ends_to_choose(publication),
        kinds=kinds_of(publication.hall),
        way=way,
        trouble=trouble,
        is_visit="items" in request.query,
    )
    return public_page(request, "hall/walk.html", context, status=status)


async def _ends(request: web.Request, publication: Publication) -> tuple[End | None, End | None, Translated | None]:
    """Start (the first entrance unless said otherwise), goal, and which of them is not in the hall."""
    asked_start, asked_goal = request.query.get("from", "").strip(), request.query.get("to", "").strip()
    entries, ways = await entries_of(request.app, publication), await ways_of(publication)
    closed = {one.target for one in request.app[HALLS].closed}
    start = (
        find_end(publication.hall, entries, ways.knows, asked_start)
        if asked_start
        else first_end(publication.hall, closed)
    )
    goal = find_goal(publication.hall, entries, ways.knows_goal, asked_goal) if asked_goal else None
    for end, asked in ((start, asked_start), (goal, asked_goal)):
        if end is None and asked:
            return start, goal, request.app[TEXTS].both("hall.end_not_found", asked=asked[:100])
    return start, goal, None


def _shown(end: End | None, request: web.Request, name: str) -> str:
    return end.name[language_of(request)] if end else request.query.get(name, "")[:100]


def _floor(publication: Publication, asked: str | None) -> Floor:
    floors = {floor.id: floor for floor in publication.hall.floors}
    return floors.get(asked or "", floors[publication.hall.entrances[0].floor])


def _pictures(request: web.Request, route: Mapping[str, Any], start: End, goal: End) -> tuple[str, ...]:
    """Where the picture of each step is; of several steps at one place, such as that an entrance is shut, only the last has one."""
    if request.app[PICTURES].backend == NONE:
        return ()
    words = {"from": start.words, "to": goal.words, "profile": route["profile"]}
    asked = urlencode(words | {name: request.query[name] for name in ("at",) if name in request.query})
    spots = [(step["leg"], step["at_m"]) for step in route["steps"]]
    return tuple(
        "" if spot == after else url_of(request, f"/pictures/step/{number}.webp?{asked}")
        for number, (spot, after) in enumerate(zip(spots, [*spots[1:], None], strict=True))
    )


def _way(
    publication: Publication,
    route: Mapping[str, Any],
    ends: tuple[End, End],
    reader: Reader,
    pictures: tuple[str, ...],
) -> Way:
    """A route as the page shows it."""
    start, goal = ends
    reached = route["arrives"].get("goal", goal.words)
    return Way(
        start=start.name,
        goal=name_of(publication.hall, reached),
        goal_words=reached,
        length_m=round(route["length_m"]),
        minutes=minutes_of(route["duration_s"]),
        steps=tuple(step["text"] for step in route["steps"]),
        pictures=pictures,
        plans=route_plans(publication, route, reader),
    )


def _ends_to_choose(publication: Publication) -> tuple[Translated, ...]:
    """What the fields of the form suggest: entrances, places, windows."""
    hall = publication.hall
    words = [f"entrance:{one.id}" for one in hall.entrances] + [f"place:{one.id}" for one in hall.places]
    names = {name["zh"]: name for name in (name_of(hall, one) for one in words)}
    return (*names.values(), *(name_of(hall, f"window:{code}") for code in publication.windows))


def floor_choices(conn: Connection, publication: Publication, on: date) -> tuple[FloorChoice, ...]:
    """Each floor with its zones and their windows, from the entrance upwards."""
    units = {unit.code: unit for unit in storage.units(conn)}
    serving = storage.assignments(conn, publication.hall.id, on)
    return tuple(
        FloorChoice(
            id=floor.id,
            label=floor_label(floor),
            name=translated(floor.name, floor.id),
            zones=_zones(
                publication, floor, {code: tuple(units[one] for one in found) for code, found in serving.items()}
            ),
        )
        for floor in sorted(publication.hall.floors, key=lambda floor: floor.ordinal)
    )


def _zones(publication: Publication, floor: Floor, serving: Mapping[str, tuple[Unit, ...]]) -> tuple[ZoneWindows, ...]:
    """A floor's windows by zone; those in none stand under the floor's own name."""
    grouped: dict[str, list[ZoneWindow]] = {}
    names: dict[str, Translated] = {}
    for window in publication.windows.values():
        if window.floor.id == floor.id:
            zone = window.zone
            names[zone.id if zone else floor.id] = translated(zone.name if zone else floor.name, floor.id)
            row = ZoneWindow(code=window.code, units=serving.get(window.code, ()))
            grouped.setdefault(zone.id if zone else floor.id, []).append(row)
    return tuple(
        ZoneWindows(id=zone, name=names[zone], windows=tuple(sorted(rows, key=lambda row: row.code)))
        for zone, rows in sorted(grouped.items())
    )
