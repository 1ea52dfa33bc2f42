"""What units, windows and items handlers ask: the database and the published hall, put together."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection

from server.foundation.texts import Translated
from server.hall.published import Publication
from server.hall.windows import HallWindow, floor_label, floor_name, translated
from server.items import storage
from server.items.pages import (
    FILTER_FROM,
    Filter,
    MaterialRow,
    UnitCard,
    UnitItems,
    UnitPage,
    UnitsPage,
    WindowLink,
    WindowPage,
    floors_of,
    window_span,
)
from server.items.records import Item, ItemRow, Unit
from server.items.wire import (
    ItemAnswer,
    ItemName,
    MaterialAnswer,
    UnitAnswer,
    UnitName,
    WindowAnswer,
    Windows,
    WindowSummary,
)
from server.windows.board import WindowNow, moment

NowOf = Callable[[HallWindow], WindowNow]
"""How a window is now."""
# Where one is not served, only told where, or handed what was decided.
ASIDE = ("consultation", "collection", "self_service")


def zone_names(publication: Publication) -> dict[str, tuple[str, Translated]]:
    """The hall's zones (id, name) by the word the catalogue uses, which is their Chinese name."""
    zones = (area for area in publication.hall.areas if area.kind == "zone" and area.name)
    return {area.name.zh: (area.id, translated(area.name, area.id)) for area in zones if area.name}


def zone_name(publication: Publication, unit: Unit) -> Translated:
    """The zone of a unit."""
    return zone_names(publication).get(unit.zone, (unit.zone, {"zh": unit.zone, "en": unit.zone}))[1]


def units_page(conn: Connection, publication: Publication, on: date) -> UnitsPage:
    """All units by floor and zone."""
    assigned = storage.assignments(conn, publication.hall.id, on)
    counts = storage.item_counts(conn)
    serving: dict[str, list[str]] = {}
    for window, codes in assigned.items():
        for code in codes:
            serving.setdefault(code, []).append(window)
    cards = [_card(unit, serving.get(unit.code, []), counts.get(unit.code, (0, 0))) for unit in storage.units(conn)]
    floors = sorted(publication.hall.floors, key=lambda floor: floor.ordinal)
    return UnitsPage(
        floors=floors_of(
            ((floor_label(floor), translated(floor.name, floor.id)) for floor in floors), cards, zone_names(publication)
        ),
        units=len(cards),
        windows=len(publication.windows),
        items=sum(card.items for card in cards),
        online=sum(card.online for card in cards),
    )


def _card(unit: Unit, windows: Iterable[str], counts: tuple[int, int]) -> UnitCard:
    return UnitCard(unit=unit, windows=window_span(windows), items=counts[0], online=counts[1])


def unit_page(conn: Connection, publication: Publication, on: date, code: str, wanted: Filter) -> UnitPage | None:
    """A unit with its windows and items."""
    unit = storage.find_unit(conn, code)
    if unit is None:
        return None
    items = storage.items_of_unit(conn, code)
    return UnitPage(
        unit=unit,
        zone=zone_name(publication, unit),
        windows=window_links(publication, storage.windows_of_unit(conn, publication.hall.id, code, on)),
        items=wanted.keep(items),
        total=len(items),
        filter=wanted,
        has_filter=len(items) >= FILTER_FROM,
    )


def window_links(publication: Publication, codes: Iterable[str]) -> tuple[WindowLink, ...]:
    """Windows that are in this version of the hall; a catalogue may already name others."""
    known = (publication.windows[code] for code in codes if code in publication.windows)
    return tuple(WindowLink(code=window.code, floor=floor_name(window.floor)) for window in known)


def serving_windows(
    conn: Connection, publication: Publication, on: date, code: str, *, for_items: bool
) -> tuple[str, ...]:
    """Windows of a unit in this version of the hall; for its items not those aside, unless there are no others."""
    codes = [one for one in storage.windows_of_unit(conn, publication.hall.id, code, on) if one in publication.windows]
    serving = [one for one in codes if publication.windows[one].kind not in ASIDE]
    return tuple(serving if for_items and serving else codes)


def window_page(
    conn: Connection, publication: Publication, on: date, window: HallWindow, wanted: Filter, now: WindowNow
) -> WindowPage:
    """A window with the items of each unit that serves there."""
    units = storage.units_of_window(conn, publication.hall.id, window.code, on)
    all_items = [(unit, storage.items_of_unit(conn, unit.code)) for unit in units]
    shown = [(unit, wanted.keep(items), len(items)) for unit, items in all_items]
    total = sum(count for _, _, count in shown)
    return WindowPage(
        code=window.code,
        kind=window.kind,
        low=window.low,
        now=now,
        floor=floor_name(window.floor),
        zone=translated(window.zone.name, window.zone.id) if window.zone else None,
        units=tuple(UnitItems(unit=unit, items=items, total=count) for unit, items, count in shown),
        filter=wanted,
        has_filter=total >= FILTER_FROM,
        total=total,
        shown=sum(len(items) for _, items, _ in shown),
    )


def guide_facts(
    conn: Connection, publication: Publication, on: date, item: Item
) -> tuple[tuple[MaterialRow, ...], tuple[str, ...]]:
    """An item's materials with the units that issue them, and the windows where it is done."""
    issuers = {unit.code: unit for unit in storage.units(conn)}
    rows = (MaterialRow(material=one, issuer=issuers.get(one.issuer or "")) for one in item.materials)
    return tuple(rows), storage.windows_of_unit(conn, publication.hall.id, item.unit_code, on)


def materials_csv(rows: Iterable[MaterialRow], heads: Iterable[str], yes: str, no: str) -> bytes:
    """The list of materials for a spreadsheet: UTF-8 with a mark, which Excel needs."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    for row in rows:
        one = row.material
        need = yes if one.required else (one.condition or no)
        writer.writerow(
            [one.seq, one.name, need, one.form, one.copies, one.source, row.issuer.name if row.issuer else ""]
        )
    return ("\ufeff" + out.getvalue()).encode()


def windows_answer(conn: Connection, publication: Publication, on: date, now_of: NowOf) -> Windows:
    """Every window with the units that serve at it."""
    names = {unit.code: unit_name(unit) for unit in storage.units(conn)}
    assigned = storage.assignments(conn, publication.hall.id, on)
    return Windows(
        windows=tuple(
            _summary(window, tuple(names[code] for code in assigned.get(window.code, ())), now_of(window))
            for window in publication.windows.values()
        )
    )


def window_answer(
    conn: Connection, publication: Publication, on: date, window: HallWindow, now: WindowNow
) -> WindowAnswer:
    """A window with what can be done there."""
    units = storage.units_of_window(conn, publication.hall.id, window.code, on)
    items = (item for unit in units for item in storage.items_of_unit(conn, unit.code))
    summary = _summary(window, tuple(unit_name(unit) for unit in units), now)
    return WindowAnswer(
        code=summary.code,
        floor=summary.floor,
        kind=summary.kind,
        stand=summary.stand,
        units=summary.units,
        zone=summary.zone,
        state=summary.state,
        until=summary.until,
        waiting=summary.waiting,
        items=tuple(item_name(item) for item in items),
    )


def unit_answer(conn: Connection, publication: Publication, on: date, code: str) -> UnitAnswer | None:
    """A unit, where it serves and what for."""
    unit = storage.find_unit(conn, code)
    if unit is None:
        return None
    codes = storage.windows_of_unit(conn, publication.hall.id, code, on)
    return UnitAnswer(
        code=unit.code,
        name=unit.name,
        short_name=unit.short_name,
        zone=unit.zone,
        windows=tuple(code for code in codes if code in publication.windows),
        items=tuple(item_name(item) for item in storage.items_of_unit(conn, code)),
    )


def item_answer(conn: Connection, publication: Publication, on: date, code: str, note: Translated) -> ItemAnswer | None:
    """An item's guide."""
    item = storage.find_item(conn, code)
    if item is None:
        return None
    windows = storage.windows_of_unit(conn, publication.hall.id, item.unit_code, on)
    return ItemAnswer(
        code=item.code,
        name=item.name,
        unit=unit_name(item.unit),
        kind=item.kind,
        audience=item.audience,
        statutory_days=item.statutory_days,
        promised_days=item.promised_days,
        fee=item.fee,
        online=item.online,
        visits=item.visits,
        result=item.result,
        delivery=item.delivery,
        basis=item.basis,
        keywords=item.keywords,
        theme=item.theme,
        windows=tuple(code for code in windows if code in publication.windows),
        materials=tuple(_material(asdict(one)) for one in item.materials),
        illustrative=True,
        note=note,
    )


def _material(fields: dict[str, object]) -> MaterialAnswer:
    kept = {name: value for name, value in fields.items() if name not in ("item_code", "sample")}
    return MaterialAnswer(**kept)  # type: ignore[arg-type]  # the fields have the same names and types


def unit_name(unit: Unit) -> UnitName:
    """A unit by name."""
    return UnitName(code=unit.code, name=unit.name, short_name=unit.short_name)


def item_name(item: ItemRow) -> ItemName:
    """An item by name."""
    return ItemName(
        code=item.code,
        name=item.name,
        unit=item.unit_code,
        online=item.online,
        promised_days=item.promised_days,
    )


def _summary(window: HallWindow, units: tuple[UnitName, ...], now: WindowNow) -> WindowSummary:
    return WindowSummary(
        code=window.code,
        floor=window.floor.id,
        kind=window.kind,
        stand=(round(window.stand[0], 4), round(window.stand[1], 4)),
        units=units,
        zone=window.zone.id if window.zone else None,
        state=now.state,
        until=moment(now.until) if now.until else None,
        waiting=now.waiting,
    )
