"""`hall bake HALL.json --out DIR`: the light of a hall, written to DIR/<version>/. `hall serve` does the same after publishing."""

from __future__ import annotations

import argparse
from pathlib import Path

from scene.light.baking import bake_file
from scene.light.rays import LightError
from tools.errors import CommandError
from tools.hall_argument import add_hall_argument, load_hall
from tools.progress import progress_bar


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall bake`, its arguments and its help."""
    parser = subparsers.add_parser(
        "bake",
        help="work out the light of a hall",
        description="Works out how lamps and sky light each storey, with one bounce, and writes it for browsers. Needs embree."
        " The same file gives the same light; the folder is named by its version and appears when it is complete.",
    )
    add_hall_argument(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the folder of the version goes")


def run(args: argparse.Namespace) -> int:
    """Bakes and tells where the light is, and how large its files are."""
    source = load_hall(args.hall).source
    with progress_bar() as progress:
        try:
            folder = bake_file(source, args.out, progress)
        except LightError as error:
            raise CommandError([str(error)]) from None
        except OSError as error:
            raise CommandError([f"{args.out}: {error.strerror or error}"]) from None
    print(folder)
    for file in sorted(folder.iterdir()):
        print(f"  {file.name:<16}{file.stat().st_size:>12,} bytes")
    return 0
