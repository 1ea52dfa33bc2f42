"""`hall bench route|scale|http|view`: this project beside others, in one run on one machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from tools.compiling import announce_compiling
from tools.errors import CommandError

HALL = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall bench`, its benches and their arguments."""
    parser = subparsers.add_parser(
        "bench",
        help="measure this project beside others",
        description="Measures in one run, with one progress line on stderr for each step. Nothing else should run meanwhile.",
    )
    benches = parser.add_subparsers(title="benches", metavar="BENCH", dest="bench", required=True)
    route = _bench(benches, "route", "the same random ways asked of this project, recast-navigation, navcat and others")
    route.add_argument(
        "--queries", type=_positive, default=2000, metavar="N", help="of each kind (2000); slow peers get fewer"
    )
    route.add_argument("--peers", type=Path, default=Path("var/bench"), metavar="DIR", help="where peers are installed")
    scale = _bench(benches, "scale", "the hall 1, 3 and 10 times over, as more floors")
    scale.add_argument(
        "--queries", type=_positive, default=2000, metavar="N", help="of each kind, for each copy of the hall (2000)"
    )
    scale.add_argument("--times", type=_sizes, default=(1, 3, 10), metavar="1,3,10", help="how many times the hall")
    scale.add_argument("--out", type=Path, metavar="PLOT.svg", help="draw the figures")
    http = _bench(benches, "http", "/api/v1/route beside a bare aiohttp handler that returns the same bytes")
    http.add_argument("--seconds", type=float, default=9.0, metavar="S", help="of load on each server (9)")
    http.add_argument("--concurrency", type=_positive, default=8, metavar="N", help="requests at once (8)")
    for drawn in (route, scale, http):
        drawn.add_argument("--hall", type=Path, default=HALL, metavar="HALL.json", help="the hall file (Wangcheng)")
        drawn.add_argument("--seed", type=int, default=1, metavar="N", help="of the random queries (1)")
    view = _bench(
        benches, "view", "the walk in a browser beside a bare three.js page with one cube: bytes, first frame, frames"
    )
    view.add_argument("--seconds", type=float, default=10.0, metavar="S", help="of walking on each floor (10)")
    view.add_argument(
        "--peers", type=Path, default=Path("var/bench"), metavar="DIR", help="where other viewers are kept"
    )


def _bench(
    benches: argparse._SubParsersAction[argparse.ArgumentParser], name: str, text: str
) -> argparse.ArgumentParser:
    """A bench with what all have."""
    parser = benches.add_parser(name, help=text, description=text)
    parser.add_argument("--json", action="store_true", help="one line of JSON instead of the table")
    return parser


def run(args: argparse.Namespace) -> int:
    """Measures, then prints."""
    benches: dict[str, Callable[[argparse.Namespace], None]] = {
        "route": _route,
        "scale": _scale,
        "http": _http,
        "view": _view,
    }
    benches[args.bench](args)
    return 0


def _route(args: argparse.Namespace) -> None:
    # Imported here and below: each bench needs its own heavy packages.
    from tools.benching.route import measure_routes, print_routes, routes_json  # noqa: PLC0415

    announce_compiling()
    report = measure_routes(args.hall, count=args.queries, seed=args.seed, cache=args.peers.resolve())
    print(routes_json(report)) if args.json else print_routes(report)


def _scale(args: argparse.Namespace) -> None:
    from tools.benching.plot import scale_svg  # noqa: PLC0415
    from tools.benching.scale import measure_scale, print_scale, scale_json  # noqa: PLC0415

    announce_compiling()
    report = measure_scale(args.hall, sizes=args.times, count=args.queries, seed=args.seed)
    print(scale_json(report)) if args.json else print_scale(report)
    if args.out is not None and report["rows"]:
        args.out.write_text(scale_svg(report["rows"]), encoding="utf-8")


def _http(args: argparse.Namespace) -> None:
    from tools.benching.http import http_json, measure_http, print_http  # noqa: PLC0415

    report = measure_http(args.hall, routes=20_000, concurrency=args.concurrency, seconds=args.seconds, seed=args.seed)
    print(http_json(report)) if args.json else print_http(report)


def _view(args: argparse.Namespace) -> None:
    try:
        from tools.benching.view import measure_view, print_view, view_json  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "playwright":
            raise
        raise CommandError(["hall bench view needs Playwright, which `make test` installs"]) from None

    report = measure_view(HALL, seconds=args.seconds, cache=args.peers.resolve() / "viewers")
    print(view_json(report)) if args.json else print_view(report)


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return int(text)


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(_positive(word) for word in text.split(","))
