"""Counts and times of requests for Prometheus, and whether the server is alive and ready."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from http import HTTPStatus

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from sqlalchemy import Connection, literal, select
from sqlalchemy.exc import SQLAlchemyError

from server.foundation.keys import STOPPING, STORE

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

Check = Callable[[web.Application], Awaitable[tuple[bool, str]]]
"""Whether something is ready, and in a word how it is."""


class Metrics:
    """The counters of one application. listeners: how many pages listen to what changes."""

    def __init__(self, listeners: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("hall_requests_total", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "hall_request_seconds", "Time to answer.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.listeners = Gauge("hall_live_listeners", "Pages that listen to changes.", registry=self.registry)
        self.listeners.set_function(listeners)
        # To find a counter by its labels takes longer than to count.
        self._of_answer = cache(self.requests.labels)
        self._of_route = cache(self.seconds.labels)

    def count(self, request: web.Request, status: int, seconds: float) -> None:
        """One request more, by its route (not by its address: that would grow without end) and status."""
        resource = request.match_info.route.resource
        route = resource.canonical if resource else "none"
        self._of_answer(_method(request), route, str(status)).inc()
        self._of_route(route).observe(seconds)


METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)


def routes() -> list[web.RouteDef]:
    """Addresses for those who watch the server."""
    return [web.get("/healthz", get_health), web.get("/readyz", get_readiness), web.get("/metrics", get_metrics)]


def _method(request: web.Request) -> str:
    return request.method if request.method in hdrs.METH_ALL else "other"


async def get_health(_: web.Request) -> web.Response:
    """GET /healthz: the process answers."""
    return web.json_response({"alive": True}, headers={"Cache-Control": "no-store"})


async def get_readiness(request: web.Request) -> web.Response:
    """GET /readyz: every check is content (app.READY), and we are not about to stop."""
    found = {name: await check(request.app) for name, check in request.app[CHECKS].items()}
    ready = all(is_ready for is_ready, _ in found.values()) and not request.app[STOPPING].is_set()
    report = {"ready": ready, **{name: word for name, (_, word) in found.items()}}
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return web.json_response(report, status=status, headers={"Cache-Control": "no-store"})


async def check_database(app: web.Application) -> tuple[bool, str]:
    """A read from the store."""
    try:
        await app[STORE].read(_one)
    except SQLAlchemyError as error:
        return False, type(error).__name__
    return True, "ok"


def _one(conn: Connection) -> int:
    return conn.execute(select(literal(1))).scalar_one()


async def get_metrics(request: web.Request) -> web.Response:
    """GET /metrics: for Prometheus."""
    body = generate_latest(request.app[METRICS].registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


CHECKS: web.AppKey[Mapping[str, Check]] = web.AppKey("checks")
"""What must be there for the server to be ready, by name."""
