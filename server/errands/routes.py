"""Errands: one's visit as a page, with what was collected kept in a cookie; and the same as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NoReturn
from urllib.parse import urlencode

from aiohttp import web

from scene.hall import profiles_of
from server.errands.asking import MOST, Asked, Errands, Made, find_errands
from server.errands.pages import Round, VisitPage, VisitStop
from server.errands.stops import Wanted
from server.errands.wire import ErrandsAnswer, errands_answer
from server.foundation.clock import hall_time
from server.foundation.endpoints import Endpoint, Parameter, json_answer, routes_of
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.moments import minutes_of, moment_words
from server.foundation.pages import language_of, prefix_of, private_page, url_of
from server.foundation.refusals import NotFound, Refused
from server.foundation.security import cookie_name, set_cookie
from server.foundation.texts import Translated
from server.hall.ends import first_end
from server.hall.plans import Reader, round_plans
from server.hall.published import HALLS, Publication, publication_of
from server.hall.routes import PROFILE, VERSION, version_of
from server.items import storage

COOKIE = "visit"
COOKIE_SECONDS = 24 * 3600
SEPARATOR = "."
CODE = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
# Whence one comes where nobody says: whichever entrance is best. As a goal it is the way out.
ENTRANCE = LEAVE = "leave"


def routes() -> list[web.RouteDef]:
    """The page, and for programs."""
    return [web.get("/visit", get_visit), *routes_of(ENDPOINTS)]


async def get_errands(request: web.Request) -> web.Response:
    """GET /api/v1/errands: several items in one visit, in the order of stops that takes the least time."""
    publication, query = await version_of(request), request.query
    asked = Asked(
        wanted=Wanted(
            items=tuple(query.getall("item", ())),
            units=tuple(query.getall("unit", ())),
            done=tuple(query.getall("done", ())),
        ),
        start=query.get("from") or ENTRANCE,
        end=query.get("end") or None,
        profile=query.get("profile", "walk"),
        at=query.get("at", ""),
    )
    _, found = await find_errands(request, publication, asked)
    if isinstance(found, Errands):
        return json_answer(errands_answer(found))
    return json_answer(found, status=422)


async def get_visit(request: web.Request) -> web.Response:
    """GET /visit: what one collected, in the best order; ?add= and ?remove= change what is collected."""
    collected = _collected(request)
    for name, change in (("add", _with), ("remove", _without)):
        if name in request.query:
            _keep(request, change(collected, request.query[name]))
    publication = publication_of(request)
    known = [await request.app[STORE].read(storage.find_item, code) for code in collected]
    items = tuple(item for item in known if item is not None)
    profiles = tuple(profiles_of(publication.hall))
    profile = request.query.get("profile", "walk")
    profile = profile if profile in profiles else profiles[0]
    end = "" if request.query.get("end") == "stay" else LEAVE
    asked = Asked(
        wanted=Wanted(items=tuple(item.code for item in items)),
        start=first_end(publication.hall, {one.target for one in request.app[HALLS].closed}).words,
        end=end or None,
        profile=profile,
    )
    round_, trouble = await _planned(request, publication, asked) if items else (None, None)
    context = VisitPage(
        items=items, profiles=profiles, profile=profile, end=end, round=round_, trouble=trouble, most=MOST
    )
    return private_page(request, "errands/visit.html", context, status=200 if trouble is None else 422)


def _collected(request: web.Request) -> list[str]:
    """The codes in the cookie; whatever else stands in it is passed over."""
    codes = request.cookies.get(cookie_name(request, COOKIE), "").split(SEPARATOR)
    return [code for code in codes if CODE.fullmatch(code)][:MOST]


def _with(codes: Sequence[str], code: str) -> list[str]:
    return [*codes, code] if CODE.fullmatch(code) and code not in codes and len(codes) < MOST else list(codes)


def _without(codes: Sequence[str], code: str) -> list[str]:
    return [one for one in codes if one != code]


def _keep(request: web.Request, codes: Sequence[str]) -> NoReturn:
    """Keep what is collected now, and show it; a reload of that page adds nothing again."""
    answer = web.HTTPSeeOther(url_of(request, "/visit"))
    set_cookie(request, answer, COOKIE, SEPARATOR.join(codes), max_age=COOKIE_SECONDS)
    raise answer


async def _planned(
    request: web.Request, publication: Publication, asked: Asked
) -> tuple[Round | None, Translated | None]:
    """The round, or why there is none."""
    try:
        _, found = await find_errands(request, publication, asked)
    except (NotFound, Refused) as error:
        return None, request.app[TEXTS].both(error.key or "errors.refused", **error.values)
    if not isinstance(found, Errands):
        return None, found["error"]["message"]
    return _round(request, publication, asked, found), None


def _round(request: web.Request, publication: Publication, asked: Asked, found: Errands) -> Round:
    reader = Reader(language_of(request), prefix_of(request))
    ends = found.begins + timedelta(seconds=found.total_s)
    query = [("items", SEPARATOR.join(asked.wanted.items)), ("profile", asked.profile), ("end", asked.end or "")]
    return Round(
        begins=moment_words(found.begins, request.app[CLOCK]()),
        ends=_clock(ends),
        minutes=minutes_of(found.total_s),
        walk_m=round(found.route["length_m"]),
        exact=found.exact,
        stops=tuple(map(_stop, found.made)),
        steps=tuple(step["text"] for step in found.route["steps"]),
        plans=round_plans(publication, found.route, [(made.floor, made.at) for made in found.made], reader),
        walk=f"{url_of(request, '/walk')}?{urlencode([pair for pair in query if pair[1]])}",
    )


def _stop(made: Made) -> VisitStop:
    brought = made.stop.items if made.stop.kind == "window" else ()
    materials = [one for item in brought for one in item.materials]
    return VisitStop(
        made=made,
        arrive=_clock(made.arrive),
        leave=_clock(made.leave),
        bring=tuple(one for one in materials if one.required),
        conditional=sum(not one.required for one in materials),
    )


def _clock(moment: datetime) -> str:
    there = hall_time(moment)
    return f"{there.hour}:{there:%M}"


ENDPOINTS = (
    Endpoint(
        path="/api/v1/errands",
        handler=get_errands,
        answer=ErrandsAnswer,
        parameters=(
            Parameter(name="item", text=f"An item's code; several times, with units {MOST} in all."),
            Parameter(name="unit", text="A unit there is something to do with; several times."),
            Parameter(name="done", text="The key of a stop that has been made and is left out; several times."),
            Parameter(name="from", text="Where one is, as in /api/v1/route; any entrance without it."),
            Parameter(
                name="end", text="Where one goes at last, as a route's goal, such as leave; without it one stays."
            ),
            Parameter(name="at", text="When one sets out, ISO 8601; without it now, or when windows open next."),
            PROFILE,
            VERSION,
        ),
        problems=(400, 404, 422),
    ),
)
