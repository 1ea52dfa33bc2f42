"""Counts and times of requests for Prometheus, and whether the server is alive and ready."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import accumulate

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, literal, select
from sqlalchemy.exc import SQLAlchemyError

from server.foundation.keys import STOPPING, STORE

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)

Check = Callable[[web.Application], Awaitable[tuple[bool, str]]]
"""Whether something is ready, and in a word how it is."""


@dataclass(slots=True)
class Times:
    """Answers of one kind. buckets: how many took up to each of SECONDS and longer than the one before; last: longer than all"""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(SECONDS) + 1))
    seconds: float = 0.0


class Metrics(Collector):
    """The counters of one application. listeners: how many pages listen to what changes.

    Only the loop counts, in plain numbers: the library's own counters, which threads may share, cost 5 µs a request.
    """

    def __init__(self, listeners: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        self.listeners = Gauge("hall_live_listeners", "Pages that listen to changes.", registry=self.registry)
        self.listeners.set_function(listeners)
        self._times: dict[tuple[str, web.AbstractResource | None, int], Times] = {}
        self.registry.register(self)

    def count(self, request: web.Request, status: int, seconds: float) -> None:
        """One request more, by its route (not by its address: that would grow without end) and status."""
        method = request.method if request.method in hdrs.METH_ALL else "other"
        kind = (method, request.match_info.route.resource, status)
        times = self._times.get(kind)
        if times is None:
            times = self._times[kind] = Times()
        times.buckets[bisect_left(SECONDS, seconds)] += 1
        times.seconds += seconds

    def collect(self) -> Iterator[Metric]:
        """What was counted, as the library writes it."""
        requests = CounterMetricFamily("hall_requests", "Requests answered.", labels=("method", "route", "status"))
        of_routes: dict[str, Times] = {}
        for (method, resource, status), times in self._times.items():
            route = resource.canonical if resource else "none"
            requests.add_metric((method, route, str(status)), sum(times.buckets))
            of_route = of_routes.setdefault(route, Times())
            of_route.buckets = [a + b for a, b in zip(of_route.buckets, times.buckets, strict=True)]
            of_route.seconds += times.seconds
        yield requests
        seconds = HistogramMetricFamily("hall_request_seconds", "Time to answer.", labels=("route",))
        for route, times in of_routes.items():
            limits = [*map(str, SECONDS), "+Inf"]
            seconds.add_metric((route,), list(zip(limits, accumulate(times.buckets), strict=True)), times.seconds)
        yield seconds


METRICS: web.AppKey[Metrics] = web.AppKey("metrics", Metrics)


def routes() -> list[web.RouteDef]:
    """Addresses for those who watch the server."""
    return [web.get("/healthz", get_health), web.get("/readyz", get_readiness), web.get("/metrics", get_metrics)]


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
