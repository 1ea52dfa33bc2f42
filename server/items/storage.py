"""The catalogue in the database: one function per question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, delete, func, insert, or_, select, tuple_, update

from server.items.records import Alias, Catalogue, Item, ItemRow, Material, Unit
from server.items.tables import alias, catalogue_load, item, material, missed_query, unit, window_assignment

SEPARATOR = ";"
BATCH = 400


def loaded_digest(conn: Connection, authority: str) -> str | None:
    """Which catalogue the database holds."""
    query = select(catalogue_load.c.digest).where(catalogue_load.c.authority_id == authority)
    return conn.execute(query).scalar_one_or_none()


def load_catalogue(conn: Connection, authority: str, catalogue: Catalogue, now: datetime) -> None:
    """Make the database say what the files say. What they no longer name stays, unlisted: applications refer to it."""
    conn.execute(update(item).values(listed=False))
    conn.execute(update(unit).where(unit.c.authority_id == authority).values(listed=False))
    _put(conn, unit, ("code",), [_unit_values(authority, at, one) for at, one in enumerate(catalogue.units)])
    _put(conn, item, ("code",), [_item_values(at, one) for at, one in enumerate(catalogue.items)])
    _replace_materials(conn, catalogue)
    _replace_assignments(conn, catalogue)
    conn.execute(delete(alias).where(alias.c.authority_id == authority))
    _insert(conn, alias, [{"authority_id": authority, **_fields(one, ALIAS_FIELDS)} for one in catalogue.aliases])
    loaded = {"authority_id": authority, "digest": catalogue.digest, "loaded_at": now}
    _put(conn, catalogue_load, ("authority_id",), [loaded])


def find_unit(conn: Connection, code: str) -> Unit | None:
    """A unit by its code."""
    row = conn.execute(select(unit).where(unit.c.code == code, unit.c.listed)).one_or_none()
    return _unit(row) if row else None


def units(conn: Connection) -> tuple[Unit, ...]:
    """All units in the catalogue's order."""
    return tuple(_unit(row) for row in conn.execute(select(unit).where(unit.c.listed).order_by(unit.c.position)))


def find_item(conn: Connection, code: str) -> Item | None:
    """An item with its unit and materials."""
    row = conn.execute(select(item).where(item.c.code == code, item.c.listed)).one_or_none()
    if row is None:
        return None
    responsible = conn.execute(select(unit).where(unit.c.code == row.unit_code)).one()
    return Item(**_item_fields(row), unit=_unit(responsible), materials=_materials(conn, code))


def items(conn: Connection) -> tuple[ItemRow, ...]:
    """All items in the catalogue's order."""
    query = select(item).where(item.c.listed).order_by(item.c.position)
    return tuple(ItemRow(**_item_fields(row)) for row in conn.execute(query))


def items_of_unit(conn: Connection, code: str) -> tuple[ItemRow, ...]:
    """What a unit is responsible for."""
    query = select(item).where(item.c.unit_code == code, item.c.listed).order_by(item.c.position)
    return tuple(ItemRow(**_item_fields(row)) for row in conn.execute(query))


def item_counts(conn: Connection) -> dict[str, tuple[int, int]]:
    """How many items each unit has, and how many of them online."""
    online = func.count().filter(item.c.online)
    query = select(item.c.unit_code, func.count(), online).where(item.c.listed).group_by(item.c.unit_code)
    return {code: (count, online_count) for code, count, online_count in conn.execute(query)}


def windows_of_unit(conn: Connection, hall_id: str, code: str, on: date) -> tuple[str, ...]:
    """Window codes where a unit serves on a day."""
    query = select(window_assignment.c.window_code).where(_holds(hall_id, on), window_assignment.c.unit_code == code)
    return tuple(conn.execute(query.order_by(window_assignment.c.window_code)).scalars())


def units_of_window(conn: Connection, hall_id: str, code: str, on: date) -> tuple[Unit, ...]:
    """Units that serve at a window on a day."""
    query = (
        select(unit)
        .join(window_assignment, window_assignment.c.unit_code == unit.c.code)
        .where(_holds(hall_id, on), window_assignment.c.window_code == code, unit.c.listed)
        .order_by(unit.c.position)
    )
    return tuple(_unit(row) for row in conn.execute(query))


def assignments(conn: Connection, hall_id: str, on: date) -> dict[str, tuple[str, ...]]:
    """Unit codes by window code on a day."""
    query = (
        select(window_assignment.c.window_code, unit.c.code)
        .join(unit, window_assignment.c.unit_code == unit.c.code)
        .where(_holds(hall_id, on), unit.c.listed)
        .order_by(window_assignment.c.window_code, unit.c.position)
    )
    found: dict[str, list[str]] = {}
    for window, code in conn.execute(query):
        found.setdefault(window, []).append(code)
    return {window: tuple(codes) for window, codes in found.items()}


def aliases(conn: Connection) -> tuple[Alias, ...]:
    """Every everyday word."""
    return tuple(Alias(**_fields(row, ALIAS_FIELDS)) for row in conn.execute(select(alias)))


def note_missed_query(conn: Connection, hall_id: str, query: str, now: datetime) -> None:
    """Remember a question that found nothing, for those who keep the words."""
    this = and_(missed_query.c.hall_id == hall_id, missed_query.c.query == query)
    changed = conn.execute(update(missed_query).where(this).values(times=missed_query.c.times + 1, last_at=now))
    if changed.rowcount == 0:
        values = {"hall_id": hall_id, "query": query, "times": 1, "first_at": now, "last_at": now}
        conn.execute(insert(missed_query).values(values))


def missed_queries(conn: Connection, hall_id: str) -> tuple[tuple[str, int], ...]:
    """Questions that found nothing and how often they were asked, the commonest first."""
    query = select(missed_query.c.query, missed_query.c.times).where(missed_query.c.hall_id == hall_id)
    return tuple((text, times) for text, times in conn.execute(query.order_by(missed_query.c.times.desc())))


def _holds(hall_id: str, on: date) -> ColumnElement[bool]:
    lasts = or_(window_assignment.c.valid_to.is_(None), window_assignment.c.valid_to >= on)
    return and_(window_assignment.c.hall_id == hall_id, window_assignment.c.valid_from <= on, lasts)


UNIT_FIELDS = (
    "code",
    "name",
    "short_name",
    "zone",
    "floor",
    "windows",
    "online_agent",
    "phone_hint",
    "note",
)
ITEM_FIELDS = (
    "code",
    "unit_code",
    "name",
    "kind",
    "audience",
    "statutory_days",
    "promised_days",
    "fee",
    "online",
    "visits",
    "result",
    "delivery",
    "theme",
)
MATERIAL_FIELDS = (
    "item_code",
    "seq",
    "name",
    "form",
    "copies",
    "source",
    "required",
    "condition",
    "reusable",
    "issuer",
    "sample",
)
ASSIGNMENT_FIELDS = ("hall_id", "window_code", "unit_code", "valid_from", "valid_to")
ALIAS_FIELDS = ("word", "kind", "code")


def _fields(source: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(source, name) for name in names}


def _unit_values(authority: str, position: int, one: Unit) -> dict[str, Any]:
    return {**_fields(one, UNIT_FIELDS), "authority_id": authority, "position": position, "listed": True}


def _item_values(position: int, one: ItemRow) -> dict[str, Any]:
    lists = {"basis": SEPARATOR.join(one.basis), "keywords": SEPARATOR.join(one.keywords)}
    return {**_fields(one, ITEM_FIELDS), **lists, "position": position, "listed": True}


def _unit(row: Row[Any]) -> Unit:
    return Unit(**_fields(row, UNIT_FIELDS))


def _item_fields(row: Row[Any]) -> dict[str, Any]:
    return {**_fields(row, ITEM_FIELDS), "basis": _split(row.basis), "keywords": _split(row.keywords)}


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(SEPARATOR)) if text else ()


def _materials(conn: Connection, code: str) -> tuple[Material, ...]:
    query = select(material).where(material.c.item_code == code).order_by(material.c.seq)
    return tuple(Material(**_fields(row, MATERIAL_FIELDS)) for row in conn.execute(query))


def _replace_materials(conn: Connection, catalogue: Catalogue) -> None:
    for batch in _batches([one.code for one in catalogue.items]):
        conn.execute(delete(material).where(material.c.item_code.in_(batch)))
    _insert(conn, material, [_fields(one, MATERIAL_FIELDS) for one in catalogue.materials])


def _replace_assignments(conn: Connection, catalogue: Catalogue) -> None:
    halls = {one.hall_id for one in catalogue.assignments}
    conn.execute(delete(window_assignment).where(window_assignment.c.hall_id.in_(halls)))
    _insert(conn, window_assignment, [_fields(one, ASSIGNMENT_FIELDS) for one in catalogue.assignments])


def _put(conn: Connection, table: Table, key: tuple[str, ...], rows: Sequence[Mapping[str, Any]]) -> None:
    """Update the rows that are there, insert the others."""
    columns = [table.c[name] for name in key]
    there = {tuple(row) for row in conn.execute(select(*columns))}
    known = [row for row in rows if tuple(row[name] for name in key) in there]
    for row in known:
        conn.execute(update(table).where(tuple_(*columns) == tuple(row[name] for name in key)).values(row))
    _insert(conn, table, [row for row in rows if tuple(row[name] for name in key) not in there])


def _insert(conn: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        conn.execute(insert(table), list(rows))


def _batches(codes: Sequence[str]) -> Iterable[Sequence[str]]:
    return (codes[start : start + BATCH] for start in range(0, len(codes), BATCH))
