"""The application: the foundation, then every capability's routes, once plain and once under /h/{hall}."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from types import MappingProxyType

from aiohttp import web

from server import openapi
from server.accounts import routes as accounts
from server.accounts.staffing import staff
from server.applications import routes as applications
from server.applications.sweeping import swept_files
from server.closures import routes as closures
from server.closures.board import check_closures
from server.closures.board import closures as closures_board
from server.consultation import routes as consultation
from server.desk import routes as desk
from server.errands import routes as errands
from server.foundation import lifetimes, metrics
from server.foundation.answering import answer_request
from server.foundation.assets import load_assets
from server.foundation.bus import Bus
from server.foundation.clock import Clock, system_clock
from server.foundation.config import Config
from server.foundation.keys import ASSETS, BUS, CLOCK, CONFIG, RATES, STOPPING, TEMPLATES, TEXTS
from server.foundation.pages import make_templates
from server.foundation.rates import Rates
from server.foundation.security import headers_adder
from server.foundation.texts import load_texts
from server.hall import routes as hall
from server.hall.lifetimes import catalogue, check_hall, published_hall
from server.hall.light import baked_light
from server.items import routes as items
from server.live import routes as live
from server.pictures import routes as pictures
from server.search import routes as search
from server.tracking import routes as tracking
from server.windows import routes as windows
from server.windows.board import WINDOWS, WindowBoard, office_hours

LARGEST_BODY = 1 << 20

Lifetime = Callable[[web.Application], AsyncIterator[None]]
Routes = Callable[[], list[web.RouteDef]]

# Each capability's `routes.routes`; a hall's own pages and the authority's pages alike.
CAPABILITIES: tuple[Routes, ...] = (
    hall.routes,
    items.routes,
    search.routes,
    openapi.routes,
    metrics.routes,
    applications.routes,
    consultation.routes,
    tracking.routes,
    accounts.routes,
    desk.routes,
    closures.routes,
    windows.routes,
    errands.routes,
    live.routes,
    pictures.routes,
)

# In order: a lifetime may use what those before it put on the application.
LIFETIMES: tuple[Lifetime, ...] = (
    lifetimes.data_folder,
    lifetimes.store,
    lifetimes.workers,
    published_hall,
    catalogue,
    office_hours,
    search.index,
    staff,
    closures_board,
    swept_files,
    pictures.pictures,
    baked_light,
)

# What must be there for the server to be ready.
READY: Mapping[str, metrics.Check] = MappingProxyType(
    {
        "database": metrics.check_database,
        "hall": check_hall,
        "closures": check_closures,
        "search": search.check_index,
        "pictures": pictures.check_pictures,
    }
)


def make_app(
    config: Config,
    *,
    clock: Clock = system_clock,
    opened: tuple[Lifetime, ...] = LIFETIMES,
    capabilities: tuple[Routes, ...] = CAPABILITIES,
) -> web.Application:
    """An application ready to be started; what it opens (`opened`, in order) is opened at the start."""
    app = web.Application(
        middlewares=[answer_request],
        client_max_size=LARGEST_BODY,
    )
    app[CONFIG] = config
    app[BUS] = Bus(most=config.live_listeners, most_each=config.live_per_address)
    app[metrics.METRICS] = metrics.Metrics(listeners=app[BUS].__len__)
    app[metrics.CHECKS] = READY
    app[CLOCK] = clock
    app[TEXTS] = load_texts(config.web / "texts")
    app[TEMPLATES] = make_templates(config.web / "templates")
    app[ASSETS] = load_assets(config.web / "dist")
    app[RATES] = Rates()
    app[WINDOWS] = WindowBoard()
    app[STOPPING] = asyncio.Event()
    app.on_response_prepare.append(headers_adder(config))
    app.on_shutdown.append(close_bus)
    app.cleanup_ctx.extend(opened)
    for routes in capabilities:
        add_routes(app, routes())
    return app


async def close_bus(app: web.Application) -> None:
    """Signal on_shutdown: who listens goes home, so that the server need not wait for them."""
    app[BUS].close()


def add_routes(app: web.Application, routes: list[web.RouteDef]) -> None:
    """Each route twice: for the default hall, and for a hall by name."""
    app.add_routes(routes)
    app.add_routes([replace_path(route, f"/h/{{hall}}{route.path}") for route in routes])


def replace_path(route: web.RouteDef, path: str) -> web.RouteDef:
    """The same route at another address."""
    return web.RouteDef(route.method, path, route.handler, dict(route.kwargs))
