"""Addresses of pictures; what was drawn goes out as a file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from aiohttp import web

from scene.viewpoints import building_view, window_view
from scene.views import Footprint, View
from server.foundation.keys import CONFIG, STORE
from server.foundation.refusals import Malformed, NotFound
from server.hall.goals import find_way
from server.hall.light import light_folder
from server.hall.publish import SOURCE
from server.hall.published import Publication, publication_of
from server.items.routes import find_window, today
from server.pictures.board import PICTURES, Pictures, Sitter
from server.pictures.steps import prints_near, step_view
from server.pictures.titles import window_titles

PREVIEW_PX = (960, 504)
# Who serves where, what is closed: both may change within the day.
KEPT = "public, max-age=600"


def routes() -> list[web.RouteDef]:
    """Addresses of pictures."""
    return [
        web.get("/pictures/outside.webp", get_outside_picture),
        web.get("/pictures/window/{window}.webp", get_window_picture),
        web.get("/pictures/step/{step}.webp", get_step_picture),
    ]


async def pictures(app: web.Application) -> AsyncIterator[None]:
    """Who draws; nothing is started before somebody asks."""
    app[PICTURES] = Pictures(app[CONFIG].drawn, app[CONFIG].pictures)
    yield
    await app[PICTURES].close()


async def check_pictures(app: web.Application) -> tuple[bool, str]:
    """Which back end draws pictures; the server is as ready without."""
    return True, app[PICTURES].look()


async def get_outside_picture(request: web.Request) -> web.FileResponse:
    """GET /pictures/outside.webp: the building."""
    publication = publication_of(request)
    return await _picture(request, publication, building_view(publication.hall, *PREVIEW_PX))


async def get_window_picture(request: web.Request) -> web.FileResponse:
    """GET /pictures/window/{window}.webp: a window as one comes to it."""
    window = find_window(request)
    publication = publication_of(request)
    return await _picture(request, publication, window_view(publication.hall, window.code, *PREVIEW_PX))


async def get_step_picture(request: web.Request) -> web.FileResponse:
    """GET /pictures/step/{step}.webp?from=&to=&profile=: what one sees at a step of a way, counted from 0."""
    publication = publication_of(request)
    number = request.match_info["step"]
    if not (number.isascii() and number.isdigit()):
        raise Malformed("pictures.no_step", where="step")
    start, goal = (request.query.get(name, "") for name in ("from", "to"))
    route = await find_way(request, publication, start, goal, request.query.get("profile", "walk"))
    if "error" in route or int(number) >= len(route["steps"]):
        raise NotFound("pictures.no_step", where="step")
    view = step_view(route, int(number))
    return await _picture(request, publication, view, prints_near(route, view))


async def _picture(
    request: web.Request, publication: Publication, view: View, prints: Sequence[Footprint] = ()
) -> web.FileResponse:
    titles = await request.app[STORE].read(window_titles, publication.hall.id, today(request))
    light = light_folder(request.app[CONFIG], publication)
    sitter = Sitter(version=publication.version, file=publication.folder / SOURCE, titles=titles, light=light)
    kept = await request.app[PICTURES].draw(sitter, view, prints)
    return web.FileResponse(kept, headers={"Content-Type": "image/webp", "Cache-Control": KEPT})
