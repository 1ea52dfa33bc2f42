"""Units, windows and items: pages and JSON."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from aiohttp import web
from sqlalchemy import Connection

from server.foundation.clock import SHANGHAI
from server.foundation.endpoints import Endpoint, in_path, json_answer, routes_of
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.pages import language_of, prefix_of, public_page
from server.foundation.refusals import NotFound
from server.hall.plans import Reader, window_plan
from server.hall.published import Publication, publication_of
from server.hall.windows import HallWindow
from server.items import asking, storage
from server.items.pages import ChecklistPage, Filter, GuidePage
from server.items.records import Item
from server.items.wire import ItemAnswer, UnitAnswer, WindowAnswer, Windows
from server.windows.board import window_now

LONGEST_QUERY = 100
CSV_HEADS = ("number", "name", "need", "form", "copies", "source", "issuer")

T = TypeVar("T")
P = ParamSpec("P")


def routes() -> list[web.RouteDef]:
    """Addresses of units, windows and items."""
    return [
        web.get("/units", get_units),
        web.get("/units/{unit}", get_unit),
        web.get("/windows/{window}", get_window),
        web.get("/items/{item}", get_item),
        web.get("/items/{item}/materials", get_materials),
        web.get("/items/{item}/materials.csv", get_materials_csv),
        *routes_of(ENDPOINTS),
    ]


def today(request: web.Request) -> date:
    """The date in the hall."""
    return request.app[CLOCK]().astimezone(SHANGHAI).date()


async def ask(
    request: web.Request,
    question: Callable[Concatenate[Connection, Publication, date, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Ask the database about the hall of the request, as of today."""
    return await request.app[STORE].read(question, publication_of(request), today(request), *args, **kwargs)


def read_filter(request: web.Request) -> Filter:
    """?q= and ?online=1 of a list."""
    query = request.query.get("q", "").strip()[:LONGEST_QUERY]
    return Filter(query=query, online=request.query.get("online") == "1")


def find_window(request: web.Request) -> HallWindow:
    """The window the address names."""
    code = request.match_info["window"]
    window = publication_of(request).windows.get(code.upper())
    if window is None:
        raise NotFound("items.window_not_found", where="window", code=code[:LONGEST_QUERY])
    return window


async def find_item(request: web.Request) -> Item:
    """The item the address names."""
    code = request.match_info["item"]
    item = await request.app[STORE].read(storage.find_item, code)
    if item is None:
        raise NotFound("items.item_not_found", where="item", code=code[:LONGEST_QUERY])
    return item


async def get_units(request: web.Request) -> web.Response:
    """GET /units: all units by floor and zone."""
    return public_page(request, "items/units.html", await ask(request, asking.units_page))


async def get_unit(request: web.Request) -> web.Response:
    """GET /units/{unit}: a unit with its windows and items."""
    code = request.match_info["unit"]
    found = await ask(request, asking.unit_page, code, read_filter(request))
    if found is None:
        raise NotFound("items.unit_not_found", where="unit", code=code[:LONGEST_QUERY])
    return public_page(request, "items/unit.html", found)


async def get_window(request: web.Request) -> web.Response:
    """GET /windows/{window}: who serves there, and what for."""
    window = find_window(request)
    found = await ask(request, asking.window_page, window, read_filter(request), window_now(request.app, window))
    return public_page(request, "items/window.html", found)


async def get_item(request: web.Request) -> web.Response:
    """GET /items/{item}: the guide."""
    item = await find_item(request)
    rows, codes = await ask(request, asking.guide_facts, item)
    publication = publication_of(request)
    context = GuidePage(
        item=item,
        windows=asking.window_links(publication, codes),
        zone=asking.zone_name(publication, item.unit),
        materials=rows,
        required=sum(row.material.required for row in rows),
        conditional=sum(not row.material.required for row in rows),
        reusable=sum(row.material.reusable for row in rows),
        plan=window_plan(publication, codes, Reader(language_of(request), prefix_of(request))),
    )
    return public_page(request, "items/guide.html", context)


async def get_materials(request: web.Request) -> web.Response:
    """GET /items/{item}/materials: the list of materials, to print and tick."""
    item = await find_item(request)
    rows, codes = await ask(request, asking.guide_facts, item)
    windows = asking.window_links(publication_of(request), codes)
    return public_page(request, "items/materials.html", ChecklistPage(item=item, windows=windows, materials=rows))


async def get_materials_csv(request: web.Request) -> web.Response:
    """GET /items/{item}/materials.csv: the same for a spreadsheet."""
    item = await find_item(request)
    rows, _ = await ask(request, asking.guide_facts, item)
    texts, lang = request.app[TEXTS], language_of(request)
    heads = [texts.t(f"items.material_{head}", lang) for head in CSV_HEADS]
    body = asking.materials_csv(rows, heads, texts.t("items.required", lang), texts.t("items.if_applies", lang))
    name = quote(f"{item.code}-materials.csv", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return web.Response(body=body, content_type="text/csv", charset="utf-8", headers=headers)


async def get_windows_json(request: web.Request) -> web.Response:
    """GET /api/v1/windows: every window with the units that serve at it."""
    return json_answer(await ask(request, asking.windows_answer, partial(window_now, request.app)))


async def get_window_json(request: web.Request) -> web.Response:
    """GET /api/v1/windows/{window}: a window with its units and items."""
    window = find_window(request)
    return json_answer(await ask(request, asking.window_answer, window, window_now(request.app, window)))


async def get_unit_json(request: web.Request) -> web.Response:
    """GET /api/v1/units/{unit}: a unit with its windows and items."""
    code = request.match_info["unit"]
    found = await ask(request, asking.unit_answer, code)
    if found is None:
        raise NotFound("items.unit_not_found", where="unit", code=code[:LONGEST_QUERY])
    return json_answer(found)


async def get_item_json(request: web.Request) -> web.Response:
    """GET /api/v1/items/{item}: an item's guide."""
    code = request.match_info["item"]
    note = request.app[TEXTS].both("common.illustrative")
    found = await ask(request, asking.item_answer, code, note)
    if found is None:
        raise NotFound("items.item_not_found", where="item", code=code[:LONGEST_QUERY])
    return json_answer(found)


ENDPOINTS = (
    Endpoint(path="/api/v1/windows", handler=get_windows_json, answer=Windows),
    Endpoint(
        path="/api/v1/windows/{window}",
        handler=get_window_json,
        answer=WindowAnswer,
        parameters=(in_path("window", "The code on the window's sign, such as A03."),),
        problems=(404,),
    ),
    Endpoint(
        path="/api/v1/units/{unit}",
        handler=get_unit_json,
        answer=UnitAnswer,
        parameters=(in_path("unit", "The unit's code, such as U17."),),
        problems=(404,),
    ),
    Endpoint(
        path="/api/v1/items/{item}",
        handler=get_item_json,
        answer=ItemAnswer,
        parameters=(in_path("item", "The item's code, such as U17-002."),),
        problems=(404,),
    ),
)
