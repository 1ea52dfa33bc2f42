"""`hall route HALL.json --from … --to …`: the fastest way, in steps or as JSON."""

from __future__ import annotations

import argparse

from navmesh import (
    NoRoute,
    ProfileError,
    SpotError,
    build_navigation,
    dumps,
    find_nearest,
    no_route_to_json,
    parse_goals,
    parse_spot,
    route_to_json,
    with_exact_trail,
)
from scene.bundle import bundle_version
from tools.compiling import announce_compiling
from tools.errors import CommandError
from tools.hall_argument import add_hall_argument, load_hall


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall route`, its arguments and its help."""
    parser = subparsers.add_parser(
        "route",
        help="the fastest way between two points",
        description="The exact fastest way of a profile, told in steps. Exit 1 and the reason when there is none.",
    )
    add_hall_argument(parser)
    ends = "FLOOR,X,Y (F1,12.5,8.0), window:CODE, place:ID or entrance:ID"
    parser.add_argument("--from", dest="start", required=True, metavar="SPOT", help=ends)
    parser.add_argument(
        "--to",
        dest="goal",
        required=True,
        metavar="GOAL",
        help=f"{ends}; or kind:KIND, the nearest place of a kind; or leave",
    )
    parser.add_argument(
        "--profile", default="walk", help="walk (default), step_free, no_escalator, pram, guided, or the hall's own"
    )
    parser.add_argument(
        "--trail",
        choices=("clear", "exact"),
        default="clear",
        help="footprints 0.6 m from things where there is room (default), or on the line whose length is told",
    )
    parser.add_argument("--json", action="store_true", help="the whole route: legs, footprints and steps")


def run(args: argparse.Namespace) -> int:
    """Prints the route; 0 when there is one, else 1."""
    source = load_hall(args.hall)
    announce_compiling()
    try:
        start, goals = parse_spot(source.hall, args.start), parse_goals(source.hall, args.goal)
        navigation = build_navigation(source.hall, (args.profile,))
    except (SpotError, ProfileError) as error:
        raise CommandError([f"{args.hall}: {error}"]) from None
    route = find_nearest(navigation, start, goals, args.profile)
    if isinstance(route, NoRoute):
        if args.json:
            print(dumps(no_route_to_json(route)).decode())
        raise CommandError(
            [f"{args.hall}: {args.start} to {args.goal}: {route.code}: {route.message.zh} / {route.message.en}"]
        )
    if args.trail == "exact":
        route = with_exact_trail(route)
    if args.json:
        print(dumps(route_to_json(route, bundle_version(source.source))).decode())
        return 0
    print(f"{route.length_m!r} m, {route.duration_s!r} s")
    for step in route.steps:
        print(f"{step.at_m:8.1f} m  {step.text.zh} / {step.text.en}")
    return 0
