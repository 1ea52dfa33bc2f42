"""Finding things: the page and the JSON."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from urllib.parse import urlencode

from aiohttp import web
from sqlalchemy import Connection

from server.foundation.clock import SHANGHAI
from server.foundation.database import StoreBusy
from server.foundation.endpoints import Endpoint, Parameter, json_answer, routes_of
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.pages import public_page, url_of
from server.foundation.refusals import Malformed
from server.foundation.texts import Texts, Translated
from server.hall.published import HALLS, Publication, publication_of
from server.items import storage
from server.search.index import Catalogued, Entry, build_index
from server.search.pages import PAGE_LENGTH, SearchPage
from server.search.ranking import LONGEST_QUERY, Found, find
from server.search.wire import Hit, Hits

MOST_HITS = 50
USUAL_HITS = 12

Making = asyncio.Task[tuple[Entry, ...]]

INDEX: web.AppKey[dict[str, Making]] = web.AppKey("search_index", dict)
"""What can be found, by the version of the hall."""


def routes() -> list[web.RouteDef]:
    """Addresses of the search."""
    return [web.get("/search", get_search), *routes_of(ENDPOINTS)]


async def index(app: web.Application) -> AsyncIterator[None]:
    """Begin to make the index: it takes a second, and only a search waits for it."""
    app[INDEX] = {}
    making = _make_index(app, app[HALLS].current)
    yield
    await asyncio.wait([making])


async def check_index(app: web.Application) -> tuple[bool, str]:
    """Whether a search would be answered at once."""
    making = app[INDEX].get(app[HALLS].current.version)
    return (True, "ok") if making and _is_made(making) else (False, "being made")


async def entries_of(app: web.Application, publication: Publication) -> tuple[Entry, ...]:
    """The index of a version; made when it is asked for the first time."""
    making = app[INDEX].get(publication.version)
    if making is None or (making.done() and not _is_made(making)):
        making = _make_index(app, publication)
    # Who goes away must not take the index from those who wait with them.
    return await asyncio.shield(making)


def _make_index(app: web.Application, publication: Publication) -> Making:
    on = app[CLOCK]().astimezone(SHANGHAI).date()
    making = asyncio.create_task(app[STORE].read(_index, publication, on))
    app[INDEX].clear()
    app[INDEX][publication.version] = making
    return making


def _is_made(making: Making) -> bool:
    return making.done() and not making.cancelled() and making.exception() is None


async def get_search(request: web.Request) -> web.Response:
    """GET /search?q=: what was found, a page at a time."""
    query = _query(request)
    found = await _find(request, query)
    count = max(1, -(-len(found) // PAGE_LENGTH))
    number = min(max(1, _number(request, "page", 1)), count)
    shown = found[(number - 1) * PAGE_LENGTH : number * PAGE_LENGTH]
    texts = request.app[TEXTS]
    context = SearchPage(
        query=query,
        total=len(found),
        hits=tuple(_hit(texts, one) for one in shown),
        number=number,
        count=count,
        base=f"{url_of(request, '/search')}?{urlencode({'q': query})}&page=",
    )
    return public_page(request, "search/search.html", context)


async def get_search_json(request: web.Request) -> web.Response:
    """GET /api/v1/search?q=: the best hits, with why each was found."""
    query = _query(request)
    limit = _number(request, "limit", USUAL_HITS)
    if not 1 <= limit <= MOST_HITS:
        raise Malformed("search.bad_limit", where="limit", most=MOST_HITS)
    found = await _find(request, query)
    texts = request.app[TEXTS]
    hits = tuple(_hit(texts, one) for one in found[:limit])
    return json_answer(Hits(query=query, total=len(found), hits=hits))


def _query(request: web.Request) -> str:
    return request.query.get("q", "").strip()[:LONGEST_QUERY]


def _number(request: web.Request, name: str, usual: int) -> int:
    text = request.query.get(name, str(usual))
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        raise Malformed("search.bad_number", where=name)
    return int(text)


async def _find(request: web.Request, query: str) -> tuple[Found, ...]:
    publication = publication_of(request)
    found = find(await entries_of(request.app, publication), query)
    if query and not found:
        await _note_miss(request, publication.hall.id, query)
    return found


async def _note_miss(request: web.Request, hall_id: str, query: str) -> None:
    """Kept for staff; when the store is busy the citizen's answer matters more."""
    try:
        await request.app[STORE].write(storage.note_missed_query, hall_id, query, request.app[CLOCK]())
    except StoreBusy:
        return


def _index(conn: Connection, publication: Publication, on: date) -> tuple[Entry, ...]:
    serving: dict[str, list[str]] = {}
    for window, codes in storage.assignments(conn, publication.hall.id, on).items():
        if window in publication.windows:
            for code in codes:
                serving.setdefault(code, []).append(window)
    catalogued = Catalogued(
        units=storage.units(conn), items=storage.items(conn), aliases=storage.aliases(conn), serving=serving
    )
    return build_index(catalogued, publication.hall, publication.windows)


def _hit(texts: Texts, found: Found) -> Hit:
    entry = found.entry
    return Hit(
        kind=entry.kind,
        code=entry.code,
        title=entry.title,
        why=_why(texts, found),
        window=entry.window,
        unit=entry.unit,
    )


def _why(texts: Texts, found: Found) -> Translated:
    return texts.both(f"search.why_{found.word.reason}", word=found.word.shown)


ENDPOINTS = (
    Endpoint(
        path="/api/v1/search",
        handler=get_search_json,
        answer=Hits,
        parameters=(
            Parameter(name="q", text="What somebody would type: an item, a unit, a window, an everyday word, pinyin."),
            Parameter(name="limit", text=f"How many hits at most, 1 to {MOST_HITS}."),
        ),
        problems=(400,),
    ),
)
