"""CSV files read strictly: every cell has a reader, and what is wrong is told by file, line and column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

Reader = Callable[[str], Any]
LARGEST_NUMBER = 100_000


class Lines(Protocol):
    """What csv.reader gives."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


class CellError(Exception):
    """A cell does not say what its column means; the text says what was expected."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells read, and where it stood."""

    file: str
    line: int
    cells: Mapping[str, Any]

    def problem(self, column: str, message: str) -> Problem:
        """Something that is wrong with this row in the light of others."""
        return Problem(self.file, self.line, column, message)


def text(cell: str) -> str:
    """Words, trimmed, and not none of them."""
    if not cell.strip():
        raise CellError("must not be empty")
    if cell != cell.strip():
        raise CellError("begins or ends with a blank")
    if any(ord(character) < 32 for character in cell):
        raise CellError("holds a control character")
    return cell


def number(cell: str) -> int:
    """A whole number from 0."""
    if not (cell.isascii() and cell.isdigit()) or int(cell) > LARGEST_NUMBER:
        raise CellError(f"expected a whole number from 0 to {LARGEST_NUMBER}, found {cell!r}")
    return int(cell)


def flag(cell: str) -> bool:
    """0 or 1."""
    if cell not in ("0", "1"):
        raise CellError(f"expected 0 or 1, found {cell!r}")
    return cell == "1"


def day(cell: str) -> date:
    """A date as 2016-05-01."""
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise CellError(f"expected a date such as 2016-05-01, found {cell!r}") from None


def words(cell: str) -> tuple[str, ...]:
    """Words between semicolons; none when empty."""
    return tuple(text(word) for word in cell.split(";")) if cell else ()


def maybe(read: Reader) -> Reader:
    """Empty means unknown."""
    return lambda cell: read(cell) if cell else None


def one_of(meanings: Mapping[str, object]) -> Reader:
    """One of a few words, each with what it means to us."""

    def read(cell: str) -> object:
        if cell not in meanings:
            raise CellError(f"expected one of {', '.join(meanings)}, found {cell!r}")
        return meanings[cell]

    return read


def read_rows(path: Path, columns: Mapping[str, Reader], problems: list[Problem]) -> list[Row]:
    """Every row whose cells can all be read; the others become problems."""
    try:
        lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path.name, 1, "", f"cannot be read: {error}"))
        return []
    reader = csv.reader(lines, strict=True)
    try:
        header = next(reader, [])
        if header != list(columns):
            problems.append(Problem(path.name, 1, "", f"expected the columns {','.join(columns)}"))
            return []
        return [row for row in _rows(path.name, reader, columns, problems) if row]
    except csv.Error as error:
        problems.append(Problem(path.name, reader.line_num, "", str(error)))
        return []


def _rows(file: str, lines: Lines, columns: Mapping[str, Reader], problems: list[Problem]) -> Iterator[Row | None]:
    for cells in lines:
        if len(cells) != len(columns):
            problems.append(Problem(file, lines.line_num, "", f"expected {len(columns)} cells, found {len(cells)}"))
            continue
        yield _row(file, lines.line_num, dict(zip(columns, cells, strict=True)), columns, problems)


def _row(
    file: str, line: int, cells: dict[str, str], columns: Mapping[str, Reader], problems: list[Problem]
) -> Row | None:
    found = len(problems)
    values = {}
    for column, read in columns.items():
        try:
            values[column] = read(cells[column])
        except CellError as error:
            problems.append(Problem(file, line, column, str(error)))
    return Row(file, line, values) if len(problems) == found else None
