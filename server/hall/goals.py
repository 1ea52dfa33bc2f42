"""What a way may lead to: an end, or whatever is nearest of a unit's windows, an item's, a kind of places, the entrances."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from aiohttp import web
from sqlalchemy import Connection

from server.foundation.clock import hall_time
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.moments import moment_words, parse_moment
from server.foundation.refusals import Malformed, NotFound, Refused
from server.foundation.texts import LANGUAGES
from server.hall.published import HALLS, Publication, ways_of
from server.hall.wire import CLEAR, EXACT
from server.items import storage
from server.items.asking import serving_windows
from server.items.routes import today
from server.windows.board import moment, opening_of, waits

if TYPE_CHECKING:
    # Only its name: importing it takes a second.
    from server.hall.ways import Ways

UNIT, ITEM = "unit:", "item:"
SHOWN_NEAR = 3
# At the calendar's ends there is no yesterday and no next week.
YEARS = range(1900, 2200)

Json = dict[str, Any]


async def find_way(request: web.Request, publication: Publication, start: str, goal: str, profile: str) -> Json:
    """The fastest way to a goal, to where one is served first if several windows would do; told when it is closed then."""
    goals = await _ends_of(request, publication, goal)
    ways, then = await ways_then(request, publication)
    found = ways.nearest(start, goals, profile, _waits_at(request, publication, goal, goals, then), then)
    return with_hours(request, publication, found, then)


def _waits_at(
    request: web.Request, publication: Publication, goal: str, ends: Sequence[str], then: datetime
) -> Sequence[float]:
    """The wait at each window that a unit's or an item's ends are; nothing for a goal that is one end."""
    if not goal.startswith((UNIT, ITEM)):
        return ()
    windows = [publication.windows[end.removeprefix("window:")] for end in ends]
    return waits(request.app, windows, then)


async def ways_then(request: web.Request, publication: Publication) -> tuple[Ways, datetime]:
    """The ways at the moment that ?at= asks for, else as they are now, whatever is outside its hours; and that moment.

    They are followed along the trail that ?trail= asks for.
    """
    trail, asked = request.query.get("trail", CLEAR), request.query.get("at")
    if trail not in (CLEAR, EXACT):
        raise Malformed("hall.trail_unknown", where="trail")
    ways = (await ways_of(publication)).along(trail)
    if asked is None:
        return ways, hall_time(request.app[CLOCK]())
    then = moment_asked(asked)
    return await ways_at(request, ways, then), then


def moment_asked(words: str) -> datetime:
    """The moment that ?at= asks for; raises Malformed."""
    try:
        read = parse_moment(words)
    except ValueError:
        raise Malformed("hall.moment_unknown", where="at") from None
    if read.year not in YEARS:
        raise Malformed("hall.moment_unknown", where="at")
    return hall_time(read)


async def ways_at(request: web.Request, ways: Ways, then: datetime) -> Ways:
    """The ways as they will be at a moment."""
    # A door that is shut is a wall: tenths of a second of computing.
    return await asyncio.to_thread(ways.at, request.app[HALLS].closed_at(then), then)


async def _ends_of(request: web.Request, publication: Publication, goal: str) -> Sequence[str]:
    if goal.startswith(UNIT):
        code = goal.removeprefix(UNIT)
    elif goal.startswith(ITEM):
        item = await request.app[STORE].read(storage.find_item, goal.removeprefix(ITEM))
        if item is None:
            names = await request.app[STORE].read(_item_names)
            raise _not_found("items.item_not_found", goal.removeprefix(ITEM), names)
        code = item.unit_code
    else:
        return (goal,)
    if await request.app[STORE].read(storage.find_unit, code) is None:
        raise _not_found("items.unit_not_found", code, await request.app[STORE].read(_unit_names))
    store, on = request.app[STORE], today(request)
    codes = await store.read(serving_windows, publication, on, code, for_items=goal.startswith(ITEM))
    if not codes:
        raise Refused("items.no_windows", where="to")
    return [f"window:{code}" for code in codes]


def _unit_names(conn: Connection) -> dict[str, str]:
    return {unit.code: unit.name for unit in storage.units(conn)}


def _item_names(conn: Connection) -> dict[str, str]:
    return {item.code: item.name for item in storage.items(conn)}


def _not_found(key: str, code: str, there: Mapping[str, str]) -> NotFound:
    """There is no such thing; the nearest codes and names there are."""
    code = code[:100]
    names = {name: known for known, name in there.items()}
    near = [
        *get_close_matches(code, there, SHOWN_NEAR),
        *(names[one] for one in get_close_matches(code, names, SHOWN_NEAR)),
    ]
    told = ", ".join(f"{one} {there[one]}" for one in dict.fromkeys(near))
    return NotFound(key, where="to", reason=f"{code}: there are {told}" if told else None, code=code)


def with_hours(request: web.Request, publication: Publication, found: Json, now: datetime) -> Json:
    """A route as it is, or one that says first that its window is closed at a moment, and when it opens."""
    window = publication.windows.get(found.get("arrives", {}).get("goal", "").removeprefix("window:"))
    opening = opening_of(request.app, window, now) if window else None
    if window is None or opening is None or opening.is_open:
        return found
    texts, opens = request.app[TEXTS], moment_words(opening.until, now)
    words = {lang: texts.t("hall.closed_now", lang, window=window.code, opens=opens[lang]) for lang in LANGUAGES}
    arrives = {**found["arrives"], "opens": moment(opening.until)}
    return {**found, "arrives": arrives, "steps": [{"text": words, "leg": 0, "at_m": 0.0}, *found["steps"]]}
