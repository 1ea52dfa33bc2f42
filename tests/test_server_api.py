"""/openapi.json says what the API answers, no more and no less; every error has the one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from wangcheng_site import Answer, wangcheng

from server.closures.board import refresh
from server.closures.storage import NewClosure, end_closure, set_closure
from server.foundation.clock import SHANGHAI
from server.foundation.config import WEB
from server.foundation.endpoints import STREAM
from server.foundation.keys import STORE
from server.openapi import describe, endpoints

EXAMPLES: dict[str, tuple[str, ...]] = {
    "/api/v1/hall": ("/api/v1/hall",),
    "/api/v1/hotspots": ("/api/v1/hotspots", "/api/v1/hotspots?floor=F2"),
    "/api/v1/route": (
        "/api/v1/route?from=entrance:main&to=window:D05",
        "/api/v1/route?from=F1,0,3&to=window:G10&profile=step_free",
        "/api/v1/route?from=place:service_desk&to=window:K01&profile=no_escalator",
        "/api/v1/route?from=F1,0,0.1&to=entrance:main",
        "/api/v1/route?from=window:F05&to=kind:accessible_toilet",
        "/api/v1/route?from=window:K01&to=unit:U17",
        "/api/v1/route?from=entrance:main&to=item:U17-002",
        "/api/v1/route?from=window:K01&to=leave",
        "/api/v1/route?from=entrance:main&to=window:D05&trail=exact",
    ),
    "/api/v1/tours/{tour}": ("/api/v1/tours/tour", "/api/v1/tours/tour?profile=pram"),
    "/api/v1/windows": ("/api/v1/windows",),
    "/api/v1/windows/{window}": ("/api/v1/windows/D05", "/api/v1/windows/D07"),
    "/api/v1/units/{unit}": ("/api/v1/units/U17", "/api/v1/units/U58"),
    "/api/v1/items/{item}": ("/api/v1/items/U17-002", "/api/v1/items/U01-004"),
    "/api/v1/closures": ("/api/v1/closures",),
    "/api/v1/queues": ("/api/v1/queues",),
    "/api/v1/errands": (
        "/api/v1/errands?item=U17-002&item=U03-014&end=leave",
        "/api/v1/errands?unit=U39&from=window:K01&at=2026-03-02T10:00&profile=step_free",
    ),
    "/api/v1/search": ("/api/v1/search?q=wangba", "/api/v1/search?q=", "/api/v1/search?q=a03&limit=50"),
}
REFUSED = {
    "/api/v1/hall?version=0000000000000000": 404,
    "/api/v1/hotspots?floor=F9": 404,
    "/api/v1/route?from=entrance:main": 400,
    "/api/v1/route?from=entrance:main&to=window:ZZ9": 404,
    "/api/v1/route?from=entrance:main&to=F9,1,2": 400,
    "/api/v1/route?from=entrance:main&to=F1,nan,2": 400,
    "/api/v1/route?from=entrance:main&to=window:A01&profile=wings": 404,
    "/api/v1/route?from=entrance:main&to=kind:sauna": 404,
    "/api/v1/route?from=entrance:main&to=unit:U99": 404,
    "/api/v1/route?from=entrance:main&to=item:U17-999": 404,
    "/api/v1/route?from=leave&to=window:A01": 400,
    "/api/v1/route?from=entrance:main&to=window:A01&trail=red": 400,
    "/api/v1/route?from=F1,1000,1000&to=window:A01": 422,
    "/api/v1/errands": 400,
    "/api/v1/errands?item=U17-999": 404,
    "/api/v1/errands?unit=U99": 404,
    "/api/v1/errands?unit=U17&from=nowhere": 400,
    "/api/v1/errands?unit=U17&at=tomorrow": 400,
    "/api/v1/errands?unit=U17&profile=wings": 404,
    "/api/v1/tours/none": 404,
    "/api/v1/windows/ZZ9": 404,
    "/api/v1/units/U99": 404,
    "/api/v1/items/U17-999": 404,
    "/api/v1/search?q=a&limit=51": 400,
    "/api/v1/nothing": 404,
}

# A Monday: windows are open, and closed.
MORNING, NIGHT = (datetime(2026, 3, 2, hour, tzinfo=SHANGHAI) for hour in (10, 22))


def description() -> Any:
    return wangcheng().get("/openapi.json").json


def validate(answer: Answer, schema: dict[str, Any]) -> None:
    """An answer is what a schema of the description says."""
    whole = {**schema, "components": description()["components"]}
    Draft202012Validator.check_schema(whole)
    assert [error.message for error in Draft202012Validator(whole).iter_errors(answer.json)] == []


@pytest.fixture(scope="module", autouse=True)
def planned_closure() -> Iterator[None]:
    """Something is going to be closed, so that the list of closures has an entry."""
    app, now = wangcheng().app, MORNING
    hours = {"from_at": now + timedelta(hours=30), "to_at": now + timedelta(hours=31)}
    new = NewClosure(target="connector:lift-2", reason_zh="检修", reason_en="repair", **hours)
    made = wangcheng().run(app[STORE].write(set_closure, "wangcheng", new, 1, now))
    with wangcheng().at(MORNING):
        wangcheng().run(refresh(app))
        yield
    wangcheng().run(app[STORE].write(end_closure, "wangcheng", made, 1, now))
    wangcheng().run(refresh(app))


def test_every_endpoint_is_described_and_has_examples_here() -> None:
    described = {(method.upper(), path) for path, some in description()["paths"].items() for method in some}
    assert described == {(one.method, one.path) for one in endpoints()}
    assert set(EXAMPLES) == {one.path for one in endpoints() if one.method == "GET" and one.media != STREAM}
    for path, operations in description()["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert named == {part[1:-1] for part in path.split("/") if part.startswith("{")}


def test_every_route_of_the_api_is_described() -> None:
    served = {
        (route.method, route.resource.canonical)
        for route in wangcheng().app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith("/api/v1/") and route.method != "HEAD"
    }
    assert served == {(one.method, one.path) for one in endpoints()}


@pytest.mark.parametrize("moment", [MORNING, NIGHT], ids=["by day", "by night"])
@pytest.mark.parametrize(("path", "example"), [(path, one) for path, some in EXAMPLES.items() for one in some])
def test_a_real_answer_is_what_is_described(path: str, example: str, moment: datetime) -> None:
    with wangcheng().at(moment):
        answer = wangcheng().get(example)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    described = description()["paths"][path]["get"]["responses"]["200"]
    validate(answer, described["content"]["application/json"]["schema"])


# In events, not in answers: tests/test_server_live.py looks at them.
TOLD_LIVE = {"ClosedNow", "DoorAnswer"}


def test_every_field_of_the_description_is_in_some_answer() -> None:
    seen: set[str] = set()
    for moment in MORNING, NIGHT:
        with wangcheng().at(moment):
            for examples in EXAMPLES.values():
                for example in examples:
                    collect(wangcheng().get(example).json, seen)
    named = {
        field
        for name, schema in description()["components"]["schemas"].items()
        if not name.startswith("Error") and name not in TOLD_LIVE
        for field in schema.get("properties", {})
    }
    assert named - seen == set()


def collect(value: Any, seen: set[str]) -> None:
    """The names of all fields of a JSON value."""
    if isinstance(value, dict):
        seen.update(value)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        collect(inner, seen)


@pytest.mark.parametrize(("path", "status"), REFUSED.items())
def test_an_error_has_the_one_shape(path: str, status: int) -> None:
    answer = wangcheng().get(path)
    assert answer.status == status
    validate(answer, {"$ref": "#/components/schemas/ErrorAnswer"})
    assert set(answer.json["error"]["message"]) == {"zh", "en"}


def test_the_refusals_of_an_endpoint_are_described() -> None:
    for path, status in REFUSED.items():
        plain = path.partition("?")[0]
        of = next((one for one in endpoints() if matches(one.path, plain)), None)
        if of is not None:
            assert status in of.problems, path


def matches(pattern: str, path: str) -> bool:
    """Whether an address is of an endpoint."""
    parts, own = pattern.split("/"), path.split("/")
    return len(parts) == len(own) and all(a == b or a.startswith("{") for a, b in zip(parts, own, strict=True))


def test_the_same_is_answered_under_the_halls_own_address() -> None:
    assert wangcheng().get("/h/wangcheng/api/v1/windows").json == wangcheng().get("/api/v1/windows").json
    under = wangcheng().get("/h/wangcheng/api/v1/hall").json
    assert under["files_base"] == f"/h/wangcheng/bundle/{under['version']}/"


def test_long_answers_are_compressed_for_those_who_can() -> None:
    answer = wangcheng().get("/api/v1/windows", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(answer.body) < 5000


def test_health_readiness_and_metrics() -> None:
    assert wangcheng().get("/healthz").json == {"alive": True}
    ready = wangcheng().get("/readyz").json
    assert ready["ready"] is True
    assert ready["database"] == "ok"
    assert ready["hall"] == wangcheng().get("/api/v1/hall").json["version"]
    for _ in range(3):
        wangcheng().get("/units/U17")
    metrics = wangcheng().get("/metrics")
    assert 'hall_requests_total{method="GET",route="/units/{unit}",status="200"}' in metrics.text
    assert "U17" not in metrics.text


# The client's own types (web/src/api/wire.ts) and the schemas they are read from.
CLIENT_TYPES = {
    "Area": "AreaAnswer",
    "Entrance": "EntranceAnswer",
    "Floor": "FloorAnswer",
    "Hit": "Hit",
    "Manifest": "HallAnswer",
    "Named": "PlaceAnswer",
    "Place": "PlaceAnswer",
    "Prints": "FootprintsAnswer",
    "Route": "RouteAnswer",
    "Step": "StepAnswer",
    "Tour": "TourAnswer",
    "UnitName": "UnitName",
    "WindowAnswer": "WindowSummary",
}
# The manifest's id is called hall.
CALLED_OTHERWISE = {("Manifest", "id")}


def test_the_client_reads_only_fields_that_are_sent() -> None:
    source = (WEB / "src" / "api" / "wire.ts").read_text("utf-8")
    schemas = describe()["components"]["schemas"]
    for name, schema in CLIENT_TYPES.items():
        body = re.search(rf"interface {name}(?: extends \w+)? \{{\n(.*?)\n\}}", source, re.DOTALL)
        assert body, name
        fields = set(re.findall(r"^  readonly (\w+)\??:", body[1], re.MULTILINE))
        missing = {
            field for field in fields - set(schemas[schema]["properties"]) if (name, field) not in CALLED_OTHERWISE
        }
        assert missing == set(), name
