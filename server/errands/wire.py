"""What the API says of errands."""

from __future__ import annotations

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from server.errands.asking import Errands, Made
from server.errands.stops import StopKind
from server.foundation.texts import Translated
from server.hall.wire import RouteAnswer
from server.windows.board import moment


class BringAnswer(TypedDict):
    """Something to bring: of which item, original or copy, how many; not required: only when the condition holds."""

    item: str
    name: str
    form: str
    copies: int
    required: bool
    condition: str | None


class DoneAnswer(TypedDict):
    """An item that is done at a stop."""

    code: str
    name: str


class StopAnswer(TypedDict):
    """A stop with its times, ISO 8601; why it is made then, or what one waits for.

    key: names the stop, to be sent back as `done`;  goal: in a route's words;  wait_s: after arriving, until one is served;  at_m: metres of the route until there
    """

    key: str
    kind: StopKind
    goal: str
    name: Translated
    unit: str | None
    items: list[DoneAnswer]
    bring: list[BringAnswer]
    arrive: str
    wait_s: float
    serve_s: float
    leave: str
    at_m: float
    why: Translated


class ErrandsAnswer(TypedDict):
    """Stops in the order that takes the least time; exact: no order takes less. begins: when one sets out.

    start, end: in a route's words, end null: at the last stop;  route: through all stops
    """

    begins: str
    total_s: float
    exact: bool
    start: str
    end: str | None
    stops: list[StopAnswer]
    route: RouteAnswer


def errands_answer(found: Errands) -> ErrandsAnswer:
    """A round as it goes out."""
    return {
        "begins": moment(found.begins),
        "total_s": found.total_s,
        "exact": found.exact,
        "start": found.start,
        "end": found.end,
        "stops": [_stop(made) for made in found.made],
        "route": found.route,  # type: ignore[typeddict-item]  # the route's JSON, of that shape
    }


def _stop(made: Made) -> StopAnswer:
    stop = made.stop
    materials = [one for item in stop.items for one in item.materials] if stop.kind == "window" else []
    return {
        "key": stop.key,
        "kind": stop.kind,
        "goal": made.end,
        "name": made.name,
        "unit": stop.unit.code if stop.unit else None,
        "items": [{"code": item.code, "name": item.name} for item in stop.items],
        "bring": [
            {
                "item": one.item_code,
                "name": one.name,
                "form": one.form,
                "copies": one.copies,
                "required": one.required,
                "condition": one.condition,
            }
            for one in materials
        ],
        "arrive": moment(made.arrive),
        "wait_s": made.wait_s,
        "serve_s": stop.serve_s,
        "leave": moment(made.leave),
        "at_m": made.at_m,
        "why": made.why,
    }
