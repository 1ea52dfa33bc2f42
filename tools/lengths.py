"""`hall lengths HALL.json QUERIES.csv`: length and duration of many fastest ways."""

from __future__ import annotations

import argparse
import csv
import math
import sys
from pathlib import Path

import numpy as np

from navmesh import ProfileError, build_navigation, lengths
from scene.hall import Hall
from tools.compiling import announce_compiling
from tools.errors import CommandError
from tools.hall_argument import add_hall_argument, load_hall, read_source

COLUMNS = ["from_floor", "from_x", "from_y", "to_floor", "to_x", "to_y"]
MOST_PROBLEMS = 20

Row = tuple[float, float, float]
Line = dict[str, str]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall lengths`, its arguments and its help."""
    parser = subparsers.add_parser(
        "lengths",
        help="lengths and durations of many ways",
        description=f"Reads CSV with the columns {','.join(COLUMNS)}; writes CSV in the same order:"
        " length_m,duration_s,reason (empty numbers and a reason where there is no way).",
    )
    add_hall_argument(parser)
    parser.add_argument("queries", type=Path, metavar="QUERIES.csv", help="one query a line, floors by id")
    parser.add_argument(
        "--profile", default="walk", help="walk (default), step_free, no_escalator, pram, guided, or the hall's own"
    )


def run(args: argparse.Namespace) -> int:
    """Prints one line for each query."""
    hall = load_hall(args.hall).hall
    starts, goals = read_queries(args.queries, hall)
    announce_compiling()
    try:
        navigation = build_navigation(hall, (args.profile,))
    except ProfileError as error:
        raise CommandError([f"{args.hall}: {error}"]) from None
    found = lengths(navigation, np.array(starts).reshape(-1, 3), np.array(goals).reshape(-1, 3), args.profile)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["length_m", "duration_s", "reason"])
    for number, (metres, seconds) in enumerate(zip(found.length_m.tolist(), found.duration_s.tolist(), strict=True)):
        reason = found.reasons.get(number)
        if reason is None:
            writer.writerow([repr(metres), repr(seconds), ""])
        else:
            writer.writerow(["", "", f"{reason.code}: {reason.message.en}"])
    return 0


def read_queries(path: Path, hall: Hall) -> tuple[list[Row], list[Row]]:
    """Starts and goals as (floor index, x, y); CommandError with every line that is no query."""
    floors = {floor.id: index for index, floor in enumerate(hall.floors)}
    problems: list[str] = []
    rows = [_query(floors, line, f"{path}: line {number}", problems) for number, line in _lines(path)]
    if problems:
        more = len(problems) - MOST_PROBLEMS
        raise CommandError(problems[:MOST_PROBLEMS] + ([f"{path}: and {more} more problems"] if more > 0 else []))
    return [start for start, _ in rows], [goal for _, goal in rows]


def _lines(path: Path) -> list[tuple[int, Line]]:
    """Each query with the number of its line; CommandError when the file is no CSV with these columns."""
    text = read_source(path)
    try:
        reader = csv.DictReader(text.decode("utf-8-sig").split("\n"), restval="", strict=True)
        lines = [(reader.line_num, line) for line in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise CommandError([f"{path}: not CSV in UTF-8: {error}"]) from None
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise CommandError([f"{path}: line 1: the columns {', '.join(missing)} are missing"])
    return lines


def _query(floors: dict[str, int], line: Line, place: str, problems: list[str]) -> tuple[Row, Row]:
    if None in line:
        problems.append(f"{place}: there are more values than columns")
    return _end(floors, line, "from", place, problems), _end(floors, line, "to", place, problems)


def _end(floors: dict[str, int], line: Line, end: str, place: str, problems: list[str]) -> Row:
    """One end of a query; what is wrong with it is added to the problems."""
    floor = line[f"{end}_floor"]
    if floor not in floors:
        problems.append(f"{place}: {end}_floor: there is no floor {floor}; there are {', '.join(floors)}")
    x, y = (_number(line, f"{end}_{axis}", place, problems) for axis in "xy")
    return float(floors.get(floor, 0)), x, y


def _number(line: Line, column: str, place: str, problems: list[str]) -> float:
    text = line[column]
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        problems.append(f"{place}: {column}: {text!r} is no coordinate")
    return value
