"""The hall for programs: what it is, its files, ways through it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from scene.bundle import MANIFEST
from server.foundation.endpoints import Endpoint, Parameter, in_path, json_answer, routes_of
from server.foundation.keys import CLOCK, CONFIG
from server.foundation.pages import hall_of, prefix_of
from server.foundation.refusals import Malformed, NotFound
from server.hall import visiting
from server.hall.goals import find_way, ways_then
from server.hall.light import light_of, time_of_day
from server.hall.publish import ANSWERABLE, open_version, read_pointer
from server.hall.published import HALLS, Publication, as_it_is, publication_of
from server.hall.wire import HallAnswer, HotspotsAnswer, RouteAnswer

FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".bin": "application/octet-stream",
    ".css": "text/css",
    ".glb": "model/gltf-binary",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
# Vite puts everything with a hash in its name there.
HASHED = "assets"
LIGHT_VERSION = re.compile(r"[0-9a-f]{16}", re.ASCII)
LIGHT_TYPES = frozenset((".bin", ".json", ".webp"))
# No folder and no file whose name begins with a dot: neither the manifest, nor any way up.
STATIC_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*", re.ASCII)


def routes() -> list[web.RouteDef]:
    """Addresses of the hall."""
    return [
        *visiting.routes(),
        web.get("/bundle/{version}/{file}", get_bundle_file),
        web.get("/light/{version}/{file}", get_light_file),
        web.get("/static/{path:.+}", get_static_file),
        *routes_of(ENDPOINTS),
    ]


async def version_of(request: web.Request) -> Publication:
    """The version that ?version= asks for, else the current one. Older ones are opened when somebody asks."""
    current, asked = publication_of(request), request.query.get("version")
    if asked is None or asked == current.version:
        return current
    older = request.app[HALLS].older
    if asked not in older:
        found = await asyncio.to_thread(open_version, _folder(request), asked)
        if found is None:
            raise NotFound("hall.version_not_found", where="version")
        while len(older) >= ANSWERABLE - 1:
            older.pop(next(iter(older)))
        older[asked] = as_it_is(request.app[HALLS], found)
    return older[asked]


def _folder(request: web.Request) -> Path:
    return request.app[CONFIG].bundles / hall_of(request)


async def get_hall(request: web.Request) -> web.Response:
    """GET /api/v1/hall: the manifest of the bundle, and where its files lie."""
    publication = await version_of(request)
    base = f"{prefix_of(request)}/bundle/{publication.version}/"
    light = await asyncio.to_thread(light_of, request.app[CONFIG], publication)
    answer = {
        "light": None if light is None else f"{prefix_of(request)}/light/{light}/",
        "time": time_of_day(request.app[CLOCK]()),
    }
    return json_answer({**publication.manifest, "files_base": base, **answer})


async def get_hotspots(request: web.Request) -> web.Response:
    """GET /api/v1/hotspots: what can be pressed, on one floor or on all."""
    publication = await version_of(request)
    found = json.loads((publication.folder / "hotspots.json").read_bytes())
    floor = request.query.get("floor")
    if floor is not None and floor not in {one.id for one in publication.hall.floors}:
        raise NotFound("hall.floor_not_found", where="floor")
    kept = [one for one in found if floor in (None, one["floor"])]
    return json_answer({"version": publication.version, "hotspots": kept})


async def get_route(request: web.Request) -> web.Response:
    """GET /api/v1/route: the fastest way from one place to another, with footprints and words."""
    publication = await version_of(request)
    start, goal = (_end(request, name) for name in ("from", "to"))
    return _route_answer(await find_way(request, publication, start, goal, _profile(request)))


async def get_tour(request: web.Request) -> web.Response:
    """GET /api/v1/tours/{tour}: the fastest way through the stops of a tour."""
    publication = await version_of(request)
    ways, moment = await ways_then(request, publication)
    return _route_answer(ways.tour(request.match_info["tour"], _profile(request), moment))


def _profile(request: web.Request) -> str:
    return request.query.get("profile", "walk")


def _end(request: web.Request, name: str) -> str:
    words = request.query.get(name)
    if not words:
        raise Malformed("hall.end_missing", where=name)
    return words


def _route_answer(found: Mapping[str, Any]) -> web.Response:
    if "error" in found:
        return json_answer(found, status=422)
    return json_answer(found)


async def get_bundle_file(request: web.Request) -> web.StreamResponse:
    """GET /bundle/{version}/{file}: a file of a version that is answerable."""
    publication_of(request)
    version, name = request.match_info["version"], request.match_info["file"]
    folder = _folder(request)
    if version not in read_pointer(folder).versions or name.startswith(".") or name not in _names(folder / version):
        raise NotFound
    return send_file(folder / version / name, FOREVER)


def _names(folder: Path) -> set[str]:
    """The files of a bundle, without their compressed forms."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    return {MANIFEST, *manifest["files"]}


async def get_light_file(request: web.Request) -> web.StreamResponse:
    """GET /light/{version}/{file}: light.json, or a file that it names."""
    folder = request.app[CONFIG].light / publication_of(request).hall.id
    version, name = request.match_info["version"], request.match_info["file"]
    path = folder / version / name
    if not LIGHT_VERSION.fullmatch(version) or not STATIC_NAME.fullmatch(name) or path.suffix not in LIGHT_TYPES:
        raise NotFound
    if not path.is_file():
        raise NotFound
    return send_file(path, FOREVER)


async def get_static_file(request: web.Request) -> web.StreamResponse:
    """GET /static/{path}: a file of the built client."""
    dist = request.app[CONFIG].web / "dist"
    name = request.match_info["path"]
    path = dist / name
    if not STATIC_NAME.fullmatch(name) or path.suffix not in TYPES or not path.is_file():
        raise NotFound
    return send_file(path, FOREVER if path.parent == dist / HASHED else "no-cache")


def send_file(path: Path, caching: str) -> web.FileResponse:
    """A file with its type; aiohttp sends its .br or .gz instead when there is one and the client takes it."""
    headers = {"Content-Type": TYPES[path.suffix], "Cache-Control": caching, "Vary": "Accept-Encoding"}
    return web.FileResponse(path, headers=headers)


VERSION = Parameter(
    name="version", text="The version of the hall to ask; the last three are answerable. Default: current."
)
AT = Parameter(
    name="at",
    text="A moment, ISO 8601, in the hall's time unless it names a zone: opening hours and closures of then count."
    " Without it, closures of now count and hours are only told.",
)
PROFILE = Parameter(
    name="profile",
    text="Who walks: walk, step_free, no_escalator, pram, guided (along walls and tactile paving), or another of the hall file's.",
)
TRAIL = Parameter(
    name="trail",
    text="The line that footprints stand on: clear (0.6 m from things where there is room; default) or exact.",
)
SPOT_TEXT = "window:CODE, place:ID, entrance:ID, or FLOOR,X,Y in metres."
GOAL_TEXT = (
    "Or what is nearest: unit:CODE or item:CODE, of the windows that serve it, where one is served first; "
    "kind:KIND, of the places of a kind; leave, of the entrances."
)

ENDPOINTS = (
    Endpoint(path="/api/v1/hall", handler=get_hall, answer=HallAnswer, parameters=(VERSION,), problems=(404,)),
    Endpoint(
        path="/api/v1/hotspots",
        handler=get_hotspots,
        answer=HotspotsAnswer,
        parameters=(Parameter(name="floor", text="The id of a floor; all floors without it."), VERSION),
        problems=(404,),
    ),
    Endpoint(
        path="/api/v1/route",
        handler=get_route,
        answer=RouteAnswer,
        parameters=(
            Parameter(name="from", text=f"Where one is: {SPOT_TEXT}", required=True),
            Parameter(name="to", text=f"Where one wants to go: {SPOT_TEXT} {GOAL_TEXT}", required=True),
            PROFILE,
            AT,
            TRAIL,
            VERSION,
        ),
        problems=(400, 404, 422),
    ),
    Endpoint(
        path="/api/v1/tours/{tour}",
        handler=get_tour,
        answer=RouteAnswer,
        parameters=(in_path("tour", "The tour's id in the manifest."), PROFILE, AT, TRAIL, VERSION),
        problems=(400, 404, 422),
    ),
)
