"""What handlers of errands ask: the stops, the round through them, and both told together."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from server.errands.stops import ErrandStop, Plan, Wanted, plan_of
from server.foundation.clock import hall_time
from server.foundation.keys import CLOCK, STORE, TEXTS
from server.foundation.moments import minutes_of, moment_words
from server.foundation.refusals import Malformed, Refused
from server.foundation.texts import LANGUAGES, Translated
from server.hall.ends import name_of
from server.hall.goals import moment_asked, ways_at
from server.hall.published import Publication, ways_of
from server.hall.rounds import ALWAYS, Round, RoundStop
from server.items.routes import today
from server.windows.board import SERVICE_S, WINDOWS, waiting_now
from server.windows.hours import open_spans, opening_at

MOST = 10
"""Items and units of one visit."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be done, between which ends, how, and from when: at, empty: now, or when windows open next."""

    wanted: Wanted
    start: str
    end: str | None
    profile: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A stop of the round, with its times. end: in a route's words; at_m: metres from the start; why: it is made then.

    floor, at: the floor's id, and metres
    """

    stop: ErrandStop
    end: str
    name: Translated
    floor: str
    at: tuple[float, float]
    arrive: datetime
    wait_s: float
    leave: datetime
    at_m: float
    why: Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class Errands:
    """The round: when it begins, its stops in order, and the route through them as JSON."""

    begins: datetime
    total_s: float
    exact: bool
    start: str
    end: str | None
    made: tuple[Made, ...]
    route: Json


async def find_errands(request: web.Request, publication: Publication, asked: Asked) -> tuple[Plan, Errands | Json]:
    """The stops, and the round through them, or the error that says why there is none.

    Steps: 1. from items to stops, 2. when one begins, 3. the ways then, and the round, 4. what it is called.
    """
    count = len(asked.wanted.items) + len(asked.wanted.units)
    if not 1 <= count <= MOST:
        raise Malformed("errands.count", where="item", most=MOST)
    plan = await request.app[STORE].read(plan_of, publication, today(request), asked.wanted)
    begins = _begins(request, asked.at)
    ways = await ways_at(request, await ways_of(publication), begins)
    round_ = _round(request, plan, asked, begins)
    found = await asyncio.to_thread(ways.round, round_)
    if "error" in found:
        if not found["error"]:
            raise Refused("errands.no_order")
        return plan, found
    return plan, _errands(request, publication, plan, begins, found)


def _begins(request: web.Request, at: str) -> datetime:
    """When one begins: as asked, or now, or when windows open next."""
    if at:
        return moment_asked(at)
    now = request.app[CLOCK]()
    opening = opening_at(request.app[WINDOWS].hours, now)
    return hall_time(now if opening is None or opening.is_open else opening.until)


def _round(request: web.Request, plan: Plan, asked: Asked, begins: datetime) -> Round:
    spans = open_spans(request.app[WINDOWS].hours, begins) or ALWAYS
    waiting = waiting_now(request.app)
    return Round(
        stops=tuple(_stop(one, spans, waiting, request.app[TEXTS].both("errands.desk")) for one in plan.stops),
        before=plan.before,
        start=asked.start,
        end=asked.end,
        profile=asked.profile,
    )


def _stop(
    one: ErrandStop, spans: tuple[tuple[float, float], ...], waiting: Mapping[str, int], desk: Translated
) -> RoundStop:
    if one.unit is None:
        return RoundStop(ends=one.ends, serve_s=one.serve_s, name=desk)
    codes = [end.removeprefix("window:") for end in one.ends]
    longest = max((waiting[code] for code in codes if code in waiting), default=0)
    waits = tuple(SERVICE_S * waiting.get(code, longest) for code in codes)
    return RoundStop(ends=one.ends, serve_s=one.serve_s, waits=waits, open=spans)


def _errands(request: web.Request, publication: Publication, plan: Plan, begins: datetime, found: Json) -> Errands:
    before = [0.0, *(visit["at_m"] for visit in found["visits"])]
    made = tuple(
        _made(request, publication, plan, begins, visit, visit["at_m"] - metres)
        for visit, metres in zip(found["visits"], before, strict=False)
    )
    return Errands(
        begins=begins,
        total_s=found["total_s"],
        exact=found["exact"],
        start=found["start"],
        end=found["end"],
        made=made,
        route={**found["route"], "steps": _steps(request, found, made, plan.done)},
    )


def _made(
    request: web.Request, publication: Publication, plan: Plan, begins: datetime, visit: Json, walked_m: float
) -> Made:
    """walked_m: since the stop before."""
    stop, texts = plan.stops[visit["stop"]], request.app[TEXTS]
    arrive, leave = (begins + timedelta(seconds=visit[name]) for name in ("arrive_s", "leave_s"))
    name = texts.both("errands.desk") if stop.kind == "forms" else name_of(publication.hall, visit["end"])
    return Made(
        stop=stop,
        end=visit["end"],
        name=texts.both("errands.window", code=name["zh"]) if stop.unit else name,
        floor=visit["floor"],
        at=visit["at"],
        arrive=arrive,
        wait_s=visit["wait_s"],
        leave=leave,
        at_m=visit["at_m"],
        why=_why(request, stop, arrive, visit["wait_s"], walked_m),
    )


def _why(request: web.Request, stop: ErrandStop, arrive: datetime, wait_s: float, walked_m: float) -> Translated:
    """Why this stop comes now, and what one waits for."""
    texts = request.app[TEXTS]
    opening = opening_at(request.app[WINDOWS].hours, arrive) if stop.unit else None
    if wait_s >= 30 and opening is not None:
        served = arrive + timedelta(seconds=wait_s)
        key = "errands.why_queue" if opening.is_open and served <= opening.until else "errands.why_closed"
        clock = moment_words(served, arrive)
        return {lang: texts.t(key, lang, until=clock[lang], minutes=minutes_of(wait_s)) for lang in LANGUAGES}
    return texts.both(f"errands.why_{stop.kind}", metres=max(1, round(walked_m)))


def _steps(request: web.Request, found: Json, made: tuple[Made, ...], done: int) -> list[Json]:
    """The steps of the route; where one arrives at a stop it says which that is, and what is done there.

    done: stops of the visit before these
    """
    texts, steps = request.app[TEXTS], list(found["route"]["steps"])
    for number, (one, visit) in enumerate(zip(made, found["visits"], strict=True), start=done + 1):
        arrival = steps[visit["steps"] - 1]
        words = {
            lang: texts.t(f"errands.step_{one.stop.kind}", lang, number=number, arrival=arrival["text"][lang])
            for lang in LANGUAGES
        }
        steps[visit["steps"] - 1] = {**arrival, "text": words}
    return steps
