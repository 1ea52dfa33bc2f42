"""`hall check HALL.json`: is the file a hall, can everything in it be reached, and from where can its signs be read?"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scene.bundle import compose
from scene.hall import Hall, profiles_of
from scene.hall_file import HallError, Problem, parse_hall
from scene.light.rays import has_embree
from scene.paving_checks import things_on_paving
from scene.sight import Sight, points_in, sights
from tools.hall_argument import add_hall_argument, problem_lines, read_source

if TYPE_CHECKING:
    from navmesh.navigation import Navigation

# Metres between the places one looks from.
SPACING = 1.0


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
    """The answer of a check. `counts` is None when the file is no hall at all, `sights` when nothing here can look.

    notices: what is no mistake, but worth knowing, of the ways of people who follow guides: windows that are reached only
             over much open floor, things on tactile paving
    """

    ok: bool
    counts: Counts | None
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...] = ()
    sights: tuple[Sight, ...] | None = None

    @property
    def unseen(self) -> tuple[str, ...]:
        """Signs that cannot be read from anywhere one may walk."""
        return tuple(one.sign.id for one in self.sights or () if one.area_m2 == 0.0)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall check`, its arguments and its help."""
    parser = subparsers.add_parser(
        "check",
        help="is the file valid, and is everything reachable",
        description="Checks a hall file: its form, its geometry, and that every window, place and connector can be"
        " reached from every entrance, for each profile. Every problem is told with its place in the file. Windows that"
        " people who follow guides reach only across more than 10 m of open floor, and things that stand on tactile paving,"
        " are told as notices."
        " Then from how much of the walkable floor each sign and plate can be read; one that no aisle can see is told, too.",
    )
    add_hall_argument(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="the answer as JSON: ok, counts, problems and notices[place, message], signs[id, readable_m2, farthest_m]",
    )


def run(args: argparse.Namespace) -> int:
    """Prints the report; 0 when the hall is in order, else 1."""
    report = check(read_source(args.hall))
    if args.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=1))
    elif report.counts is not None and report.ok:
        print(summary(args.hall, report.counts))
        print(sight_summary(args.hall, report))
    if report.problems:
        print(*problem_lines(args.hall, report.problems), sep="\n", file=sys.stderr)
    if report.notices:
        print(*(f"notice: {line}" for line in problem_lines(args.hall, report.notices)), sep="\n", file=sys.stderr)
    return 0 if report.ok else 1


def check(source: bytes) -> Report:
    """Everything that can be said about a hall file."""
    try:
        hall = parse_hall(source)
    except HallError as error:
        return Report(ok=False, counts=None, problems=error.problems)
    # Imported here: a file that is no hall is told without waiting for numba.
    from navmesh import build_navigation  # noqa: PLC0415
    from navmesh.crossings import long_crossings  # noqa: PLC0415
    from navmesh.reach import unreached  # noqa: PLC0415
    from tools.compiling import announce_compiling  # noqa: PLC0415

    announce_compiling()
    navigation = build_navigation(hall)
    problems = tuple(Problem(place, message) for place, message in unreached(navigation, hall))
    crossings = (Problem(place, message) for place, message in long_crossings(navigation, hall))
    notices = (*crossings, *things_on_paving(hall))
    seen = sights_in(hall, navigation)
    return Report(ok=not problems, counts=count(hall), problems=problems, notices=notices, sights=seen)


def sights_in(hall: Hall, navigation: Navigation) -> tuple[Sight, ...] | None:
    """From where each sign can be read by those who need the least room; None when embree is not installed."""
    if not has_embree():
        return None
    ground = max(
        (router.ground for router in navigation.routers.values()), key=lambda one: sum(a.area for a in one.areas)
    )
    points = [points_in(area, SPACING) for area in ground.areas]
    return tuple(sights(hall, compose(hall, lambda _doing, _share: None), points, SPACING))


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


def sight_summary(path: Path, report: Report) -> str:
    """How many signs can be read, and which cannot."""
    if report.sights is None:
        return f"{path}: whether its signs can be seen was not checked: embree is not installed"
    seen = len(report.sights) - len(report.unseen)
    lines = [f"{path}: {seen} of {len(report.sights)} signs and plates can be read from where one walks"]
    return "\n".join(lines + [f"{path}: {name}: no aisle can see this sign" for name in report.unseen])


def _as_json(report: Report) -> dict[str, object]:
    return {
        "ok": report.ok,
        "counts": asdict(report.counts) if report.counts is not None else None,
        "problems": [problem._asdict() for problem in report.problems],
        "notices": [problem._asdict() for problem in report.notices],
        "signs": None if report.sights is None else [_sight_as_json(one) for one in report.sights],
    }


def _sight_as_json(sight: Sight) -> dict[str, object]:
    return {
        "id": sight.sign.id,
        "readable_m2": round(sight.area_m2, 2),
        "farthest_m": round(sight.farthest_m, 2),
    }
