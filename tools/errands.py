"""`hall errands HALL.json --stop … --stop …`: several stops in one visit, in the order that takes the least time."""

from __future__ import annotations

import argparse
import math

from navmesh import (
    Choice,
    Errands,
    ErrandsError,
    NoErrands,
    NoRoute,
    ProfileError,
    Spot,
    SpotError,
    Stop,
    build_navigation,
    dumps,
    parse_goals,
    plan_errands,
    route_through,
    route_to_json,
)
from scene.bundle import bundle_version
from tools.compiling import announce_compiling
from tools.errors import CommandError
from tools.hall_argument import HallInput, add_hall_argument, load_hall


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall errands`, its arguments and its help."""
    parser = subparsers.add_parser(
        "errands",
        help="several stops in one visit, in the order that takes the least time",
        description="The order of all stops that takes the least time, and which spot of each: exact for up to eight stops,"
        " good beyond that. Exit 1 and the reason when there is none.",
    )
    add_hall_argument(parser)
    goal = "FLOOR,X,Y, window:CODE, place:ID, entrance:ID, kind:KIND or leave"
    parser.add_argument(
        "--from", dest="start", default="leave", metavar="GOAL", help=f"{goal}; any entrance without it"
    )
    parser.add_argument(
        "--stop", action="append", required=True, metavar="GOAL[@SECONDS]", help=f"{goal}; and how long one is served"
    )
    parser.add_argument(
        "--before", action="append", default=[], metavar="A,B", help="stop A comes before stop B; counted from 1"
    )
    parser.add_argument("--end", metavar="GOAL", help="where one goes at last; without it one stays at the last stop")
    parser.add_argument(
        "--profile", default="walk", help="walk (default), step_free, no_escalator, pram, guided, or the hall's own"
    )
    parser.add_argument("--json", action="store_true", help="the stops with their times, and the whole route")


def run(args: argparse.Namespace) -> int:
    """Prints the stops in their order; 0 when there is one, else 1."""
    source = load_hall(args.hall)
    announce_compiling()
    try:
        stops = [_stop(source, words) for words in args.stop]
        before = [_pair(words, len(stops)) for words in args.before]
        starts = parse_goals(source.hall, args.start)
        ends = parse_goals(source.hall, args.end) if args.end else ()
        navigation = build_navigation(source.hall, (args.profile,))
        found = plan_errands(navigation, stops, starts=starts, ends=ends, before=before, profile=args.profile)
    except (SpotError, ProfileError, ErrandsError) as error:
        raise CommandError([f"{args.hall}: {error}"]) from None
    if isinstance(found, NoErrands):
        raise CommandError([f"{args.hall}: {_why(found, args.stop)}"])
    if not args.json:
        _print(found, args.stop)
        return 0
    spots = [found.start, *(visit.spot for visit in found.visits), *([found.end] if found.end else [])]
    route = route_through(navigation, spots, args.profile)
    if isinstance(route, NoRoute):
        raise CommandError([f"{args.hall}: {route.message.en}"])
    whole = _to_json(found, args.stop) | {"route": route_to_json(route, bundle_version(source.source))}
    print(dumps(whole).decode())
    return 0


def _stop(source: HallInput, words: str) -> Stop:
    goal, _, seconds = words.partition("@")
    try:
        serve_s = float(seconds or "0")
    except ValueError:
        serve_s = math.nan
    if not 0.0 <= serve_s < math.inf:
        raise CommandError([f"--stop {words}: {seconds} is no number of seconds"])
    return Stop(choices=tuple(Choice(spot=spot) for spot in parse_goals(source.hall, goal)), serve_s=serve_s)


def _pair(words: str, count: int) -> tuple[int, int]:
    """Two stops by their numbers, counted from 0."""
    first, _, then = words.partition(",")
    known = {str(number + 1): number for number in range(count)}
    if first not in known or then not in known:
        raise CommandError([f"--before {words}: say two stops by their numbers from 1 to {count}, such as 1,2"])
    return known[first], known[then]


def _why(found: NoErrands, stops: list[str]) -> str:
    if found.stop is None or found.reason is None:
        return "no order leads to all stops"
    return f"{stops[found.stop]}: {found.reason.code}: {found.reason.message.zh} / {found.reason.message.en}"


def _print(found: Errands, stops: list[str]) -> None:
    print(f"{found.total_s!r} s{'' if found.exact else ', perhaps not the least'}, from {_name(found.start)}")
    for visit in found.visits:
        print(f"{visit.arrive_s:8.1f} s  {_name(visit.spot)} ({stops[visit.stop]})")
    if found.end is not None:
        print(f"{found.total_s:8.1f} s  {_name(found.end)}")


def _name(spot: Spot) -> str:
    return spot.id or f"{spot.x:g},{spot.y:g}"


def _to_json(found: Errands, stops: list[str]) -> dict[str, object]:
    return {
        "total_s": found.total_s,
        "exact": found.exact,
        "stops": [
            {
                "stop": visit.stop + 1,
                "asked": stops[visit.stop],
                "goal": visit.spot.id,
                "arrive_s": visit.arrive_s,
                "wait_s": visit.wait_s,
                "leave_s": visit.leave_s,
            }
            for visit in found.visits
        ],
    }
