"""The catalogue's files, read strictly: units, items, materials, windows and everyday words of one authority."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from server.items.records import Alias, Assignment, Catalogue, ItemRow, Material, Unit
from server.items.rows import Problem, Reader, Row, day, flag, maybe, number, one_of, read_rows, text, words

AUDIENCES = {"个人": "person", "法人": "firm", "个人,法人": "both"}
SHOWN_PROBLEMS = 20

UNIT_COLUMNS: dict[str, Reader] = {
    "unit_code": text,
    "name": text,
    "short_name": text,
    "zone": text,
    "floor": number,
    "windows": number,
    "online_agent": flag,
    "phone_hint": maybe(text),
    "note": maybe(text),
}
ITEM_COLUMNS: dict[str, Reader] = {
    "item_code": text,
    "unit_code": text,
    "name": text,
    "kind": text,
    "audience": one_of(AUDIENCES),
    "statutory_days": maybe(number),
    "promised_days": number,
    "fee": text,
    "online": flag,
    "visits": number,
    "result": text,
    "delivery": text,
    "basis": words,
    "keywords": words,
    "theme": text,
}
MATERIAL_COLUMNS: dict[str, Reader] = {
    "item_code": text,
    "seq": number,
    "name": text,
    "form": text,
    "copies": number,
    "source": text,
    "required": flag,
    "condition": maybe(text),
    "reusable": flag,
    "issuer": maybe(text),
    "sample": flag,
}
WINDOW_COLUMNS: dict[str, Reader] = {
    "hall_id": text,
    "window_code": text,
    "unit_code": text,
    "valid_from": day,
    "valid_to": maybe(day),
}
ALIAS_COLUMNS: dict[str, Reader] = {"word": text, "kind": one_of({"unit": "unit", "item": "item"}), "code": text}

FILES = {
    "units.csv": UNIT_COLUMNS,
    "items.csv": ITEM_COLUMNS,
    "materials.csv": MATERIAL_COLUMNS,
    "windows.csv": WINDOW_COLUMNS,
    "aliases.csv": ALIAS_COLUMNS,
}


class CatalogueError(Exception):
    """The catalogue's files are wrong; `problems` says where, each as file:line:column."""

    def __init__(self, folder: Path, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        shown = "\n".join(f"  {problem}" for problem in self.problems[:SHOWN_PROBLEMS])
        more = len(self.problems) - SHOWN_PROBLEMS
        super().__init__(
            f"{folder}: {len(self.problems)} problems\n{shown}" + (f"\n  … {more} more" if more > 0 else "")
        )


def read_catalogue(folder: Path) -> Catalogue:
    """Read the five files; CatalogueError tells every problem found."""
    problems: list[Problem] = []
    rows = {name: read_rows(folder / name, columns, problems) for name, columns in FILES.items()}
    if not problems:
        problems.extend(_contradictions(rows))
    if problems:
        raise CatalogueError(folder, problems)
    return Catalogue(
        digest=_digest(folder),
        units=tuple(_unit(row) for row in rows["units.csv"]),
        items=tuple(_item(row) for row in rows["items.csv"]),
        materials=tuple(Material(**row.cells) for row in rows["materials.csv"]),
        assignments=tuple(Assignment(**row.cells) for row in rows["windows.csv"]),
        aliases=tuple(Alias(**row.cells) for row in rows["aliases.csv"]),
    )


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for name in FILES:
        data = (folder / name).read_bytes()
        found.update(f"{name} {len(data)}\n".encode() + data)
    return found.hexdigest()


def _unit(row: Row) -> Unit:
    return Unit(code=row.cells["unit_code"], **_without(row, "unit_code"))


def _item(row: Row) -> ItemRow:
    return ItemRow(code=row.cells["item_code"], **_without(row, "item_code"))


def _without(row: Row, column: str) -> dict[str, Any]:
    return {name: value for name, value in row.cells.items() if name != column}


def _contradictions(rows: dict[str, list[Row]]) -> Iterator[Problem]:
    """What each file says well alone but the files together do not."""
    units = {row.cells["unit_code"] for row in rows["units.csv"]}
    items = {row.cells["item_code"] for row in rows["items.csv"]}
    yield from _repeated(rows["units.csv"], "unit_code")
    yield from _repeated(rows["items.csv"], "item_code")
    yield from _repeated(rows["materials.csv"], "item_code", "seq")
    yield from _repeated(rows["windows.csv"], "hall_id", "window_code", "unit_code", "valid_from")
    yield from _repeated(rows["aliases.csv"], "word", "kind", "code")
    yield from _unknown(rows["items.csv"], "unit_code", lambda _: units)
    yield from _unknown(rows["materials.csv"], "item_code", lambda _: items)
    yield from _unknown(rows["materials.csv"], "issuer", lambda _: units)
    yield from _unknown(rows["windows.csv"], "unit_code", lambda _: units)
    yield from _unknown(rows["aliases.csv"], "code", lambda row: units if row.cells["kind"] == "unit" else items)
    yield from _limits(rows["items.csv"])
    yield from _spans(rows["windows.csv"])


def _repeated(rows: Iterable[Row], *columns: str) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[column] for column in columns)
        if key in seen:
            yield row.problem(columns[-1], f"{' '.join(map(str, key))} is already in line {seen[key]}")
        seen.setdefault(key, row.line)


def _unknown(rows: Iterable[Row], column: str, known: Callable[[Row], set[str]]) -> Iterator[Problem]:
    for row in rows:
        code = row.cells[column]
        if code is not None and code not in known(row):
            yield row.problem(column, f"{code} is not in the catalogue")


def _limits(rows: Iterable[Row]) -> Iterator[Problem]:
    for row in rows:
        statutory, promised = row.cells["statutory_days"], row.cells["promised_days"]
        if statutory is not None and promised > statutory:
            yield row.problem("promised_days", f"{promised} days are more than the statutory {statutory}")


def _spans(rows: Iterable[Row]) -> Iterator[Problem]:
    for row in rows:
        if row.cells["valid_to"] is not None and row.cells["valid_to"] < row.cells["valid_from"]:
            yield row.problem("valid_to", "lies before valid_from")
