"""`hall serve`: everything, over one data folder that is made and filled when it is missing."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from tools.errors import CommandError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall serve`, its arguments and its help."""
    parser = subparsers.add_parser(
        "serve",
        help="serve a hall over HTTP",
        description="Serves a hall: the walk, the guides, applications, the desk. Makes and fills the data folder when it"
        " is missing; delete the folder to start again. Stops on Ctrl-C after finishing what it has begun.",
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="where everything lies (HALL_DATA, default ./var)")
    parser.add_argument("--host", metavar="H", help="the address to listen on (HALL_HOST, default 127.0.0.1)")
    parser.add_argument(
        "--port", type=_port, metavar="P", help="the port to listen on, 0 = any (HALL_PORT, default 8080)"
    )
    parser.add_argument("--hall", type=Path, metavar="HALL.json", help="the hall file (HALL_FILE, default Wangcheng)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop; exit 1 with one line when it cannot start."""
    # Imported here: `hall check` need not wait for the server.
    from server.foundation.config import read_config  # noqa: PLC0415
    from server.foundation.starting import StartError  # noqa: PLC0415
    from server.serving import serve_forever  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        config = read_config(data=args.data, host=args.host, port=args.port, hall_file=args.hall)
        serve_forever(config, ready=lambda address: print(f"政务大厅 / The hall is open: {address}", flush=True))
    except StartError as error:
        raise CommandError([str(error)]) from error
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return int(text)
