"""From items to stops: the form desk, the ticket machine, the windows, and where things are handed out at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection

from scene.hall import Hall
from server.foundation.refusals import NotFound, Refused
from server.hall.published import Publication
from server.items import storage
from server.items.asking import serving_windows
from server.items.records import Item, Unit
from server.windows.board import SERVICE_S

StopKind = Literal["forms", "ticket", "window", "collection"]
FORMS_S, TICKET_S, COLLECTION_S = 5 * 60.0, 60.0, 2 * 60.0
"""How long these stops take; assumptions, as SERVICE_S is."""
# How far before a writing desk's middle one stands: half its depth and an arm.
DESK_REACH = 0.8
AT_WINDOW = "窗口领取"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrandStop:
    """A stop and why. ends: any will do, in a route's words; items: what is done, prepared or handed out there."""

    kind: StopKind
    ends: tuple[str, ...]
    serve_s: float
    unit: Unit | None = None
    items: tuple[Item, ...] = ()

    @property
    def key(self) -> str:
        """What names this stop of a visit however often it is planned anew: forms, ticket, window:U17, collection:U17."""
        return self.kind if self.unit is None else f"{self.kind}:{self.unit.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to do: items by code, and units there is something to do with. done: stops made already, by key."""

    items: tuple[str, ...]
    units: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stops still to make, and which of them (by number) must come before which. done: how many others were made already."""

    items: tuple[Item, ...]
    stops: tuple[ErrandStop, ...]
    done: int
    before: tuple[tuple[int, int], ...]


def plan_of(conn: Connection, publication: Publication, on: date, wanted: Wanted) -> Plan:
    """All stops that items and units still need; what several need is one stop."""
    items = tuple(_item(conn, code) for code in dict.fromkeys(wanted.items))
    units = {item.unit.code: item.unit for item in items} | {code: _unit(conn, code) for code in wanted.units}
    windows = [_window(conn, publication, on, unit, items) for unit in units.values()]
    collections = [one for unit in units.values() for one in _collection(conn, publication, on, unit, items)]
    every = (*_forms(publication.hall, items), *_ticket(publication.hall), *windows, *collections)
    stops = tuple(stop for stop in every if stop.key not in wanted.done)
    if not stops:
        raise Refused("errands.all_done")
    return Plan(items=items, stops=stops, done=len(every) - len(stops), before=tuple(_before(stops)))


def _item(conn: Connection, code: str) -> Item:
    found = storage.find_item(conn, code)
    if found is None:
        raise NotFound("items.item_not_found", where="item", code=code[:100])
    return found


def _unit(conn: Connection, code: str) -> Unit:
    found = storage.find_unit(conn, code)
    if found is None:
        raise NotFound("items.unit_not_found", where="unit", code=code[:100])
    return found


def _window(conn: Connection, publication: Publication, on: date, unit: Unit, items: Iterable[Item]) -> ErrandStop:
    mine = tuple(item for item in items if item.unit_code == unit.code)
    codes = serving_windows(conn, publication, on, unit.code, for_items=bool(mine))
    if not codes:
        raise Refused("errands.no_windows", unit=unit.short_name)
    ends = tuple(f"window:{code}" for code in codes)
    return ErrandStop(kind="window", ends=ends, serve_s=SERVICE_S * max(1, len(mine)), unit=unit, items=mine)


def _collection(
    conn: Connection, publication: Publication, on: date, unit: Unit, items: Iterable[Item]
) -> Iterator[ErrandStop]:
    """What is decided at once is handed out at a window of its own, where the unit has one."""
    at_once = tuple(
        item
        for item in items
        if item.unit_code == unit.code and item.promised_days == 0 and item.delivery.startswith(AT_WINDOW)
    )
    codes = storage.windows_of_unit(conn, publication.hall.id, unit.code, on)
    ends = tuple(
        f"window:{code}"
        for code in codes
        if code in publication.windows and publication.windows[code].kind == "collection"
    )
    if at_once and ends:
        yield ErrandStop(kind="collection", ends=ends, serve_s=COLLECTION_S, unit=unit, items=at_once)


def _forms(hall: Hall, items: Iterable[Item]) -> Iterator[ErrandStop]:
    """A desk to fill in what has a sample to fill it in by."""
    with_forms = tuple(item for item in items if any(one.sample and one.required for one in item.materials))
    ends = tuple(_writing_desks(hall))
    if with_forms and ends:
        yield ErrandStop(kind="forms", ends=ends, serve_s=FORMS_S, items=with_forms)


def _writing_desks(hall: Hall) -> Iterator[str]:
    """Where one stands at a writing desk, on either side of it."""
    for desk in hall.furniture:
        if desk.kind == "writing_desk":
            heading = math.radians(desk.heading_deg)
            for side in (-DESK_REACH, DESK_REACH):
                x, y = desk.at[0] + side * math.cos(heading), desk.at[1] + side * math.sin(heading)
                yield f"{desk.floor},{x:.3f},{y:.3f}"


def _ticket(hall: Hall) -> Iterator[ErrandStop]:
    """One ticket machine gives the tickets for all windows."""
    ends = tuple(f"place:{place.id}" for place in hall.places if place.kind == "ticket_machine")
    if ends:
        yield ErrandStop(kind="ticket", ends=ends, serve_s=TICKET_S)


def _before(stops: Sequence[ErrandStop]) -> Iterator[tuple[int, int]]:
    """Forms, then a ticket, then windows, then what is handed out."""
    for first, one in enumerate(stops):
        for then, other in enumerate(stops):
            if (
                (one.kind in ("forms", "ticket") and other.kind == "window")
                or (one.kind, other.kind) == ("forms", "ticket")
                or ((one.kind, other.kind) == ("window", "collection") and one.unit == other.unit)
            ):
                yield first, then
