"""`hall build HALL.json --out DIR`: the bundle a client needs, written to DIR/<version>/."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from navmesh import build_navigation, ways_file
from scene.bundle import Bundle
from server.hall.publish import build
from tools.compiling import announce_compiling
from tools.errors import CommandError
from tools.hall_argument import add_hall_argument, load_hall
from tools.progress import progress_bar


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall build`, its arguments and its help."""
    parser = subparsers.add_parser(
        "build",
        help="write the bundle of a hall",
        description="Builds what a client needs of a hall: kit, layout, hotspots, plans, its ways, manifest, and a plain GLB for others."
        " The same file gives the same bytes; the folder is named by its version and appears when it is complete.",
    )
    add_hall_argument(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the folder of the version goes")
    parser.add_argument("--json", action="store_true", help="the manifest as JSON")


def run(args: argparse.Namespace) -> int:
    """Builds and tells where the bundle is, and how large its files are."""
    given = load_hall(args.hall)
    announce_compiling()
    with progress_bar() as progress:
        try:
            bundle = build(given.hall, ways_file(build_navigation(given.hall)), given.source, args.out, progress)
        except OSError as error:
            raise CommandError([f"{args.out}: {error.strerror or error}"]) from None
    print(json.dumps(bundle.manifest, ensure_ascii=False) if args.json else summary(bundle))
    return 0


def summary(bundle: Bundle) -> str:
    """The folder, then a line for each file: bytes, and what travels."""
    lines = [f"{bundle.path}"]
    for name, file in bundle.manifest["files"].items():
        lines.append(f"  {name:<16}{file['bytes']:>12,} bytes{file['brotli']:>12,} brotli")
    return "\n".join(lines)
