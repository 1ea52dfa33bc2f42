"""`hall check HALL.json`: is the file a hall, and can everything in it be reached?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from scene.hall import Hall, profiles_of
from scene.hall_file import HallError, Problem, parse_hall
from tools.hall_argument import add_hall_argument, problem_lines, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a hall has of each."""

    floors: int
    windows: int
    places: int
    connectors: int
    entrances: int
    profiles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The answer of a check. `counts` is None when the file is no hall at all."""

    ok: bool
    counts: Counts | None
    problems: tuple[Problem, ...]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall check`, its arguments and its help."""
    parser = subparsers.add_parser(
        "check",
        help="is the file valid, and is everything reachable",
        description="Checks a hall file: its form, its geometry, and that every window, place and connector can be"
        " reached from every entrance, for each profile. Every problem is told with its place in the file.",
    )
    add_hall_argument(parser)
    parser.add_argument("--json", action="store_true", help="the answer as JSON: ok, counts, problems[place, message]")


def run(args: argparse.Namespace) -> int:
    """Prints the report; 0 when the hall is in order, else 1."""
    report = check(read_source(args.hall))
    if args.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    elif report.counts is not None and report.ok:
        print(summary(args.hall, report.counts))
    if report.problems:
        print(*problem_lines(args.hall, report.problems), sep="\n", file=sys.stderr)
    return 0 if report.ok else 1


def check(source: bytes) -> Report:
    """Everything that can be said about a hall file."""
    try:
        hall = parse_hall(source)
    except HallError as error:
        return Report(ok=False, counts=None, problems=error.problems)
    problems = unreached_in(hall)
    return Report(ok=not problems, counts=count(hall), problems=problems)


def unreached_in(hall: Hall) -> tuple[Problem, ...]:
    """Every window, place and connector that some profile cannot reach from some entrance."""
    # Imported here: a file that is no hall is told without waiting for numba.
    from navmesh import build_navigation  # noqa: PLC0415
    from navmesh.reach import unreached  # noqa: PLC0415
    from tools.compiling import announce_compiling  # noqa: PLC0415

    announce_compiling()
    return tuple(Problem(place, message) for place, message in unreached(build_navigation(hall), hall))


def count(hall: Hall) -> Counts:
    """How many of each a hall has."""
    return Counts(
        floors=len(hall.floors),
        windows=sum(len(counter.windows) for counter in hall.counters),
        places=len(hall.places),
        connectors=len(hall.connectors),
        entrances=len(hall.entrances),
        profiles=len(profiles_of(hall)),
    )


def summary(path: Path, counts: Counts) -> str:
    """One line for people."""
    numbers = {
        name: f"{number} {name if number != 1 else name.removesuffix('s')}" for name, number in asdict(counts).items()
    }
    things = ", ".join(numbers[name] for name in ("floors", "windows", "places", "connectors"))
    return f"{path}: {things}; all reachable from {numbers['entrances']} x {numbers['profiles']}"


def _as_json(report: Report) -> dict[str, object]:
    return {
        "ok": report.ok,
        "counts": asdict(report.counts) if report.counts is not None else None,
        "problems": [problem._asdict() for problem in report.problems],
    }
