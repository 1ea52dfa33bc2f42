"""The `hall` command: finds the verb, runs it, tells errors on stderr."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from tools.errors import CommandError

VERBS = ("serve", "check", "build", "bake", "route", "lengths", "errands", "render", "bench")


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code of one command: 0 answered, 1 invalid input or the answer is no, 2 wrong usage."""
    words = sys.argv[1:] if argv is None else list(argv)
    args = make_parser(words).parse_args(words)
    try:
        code: int = import_module(f"tools.{args.verb}").run(args)
        sys.stdout.flush()
    except CommandError as error:
        print(*error.lines, sep="\n", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno not in {errno.EPIPE, errno.ENOSPC}:
            raise
        # Whoever read us (head, less) has enough, or the disk is full. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.ENOSPC:
            print(f"hall {args.verb}: {error.strerror}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def make_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the verb that is asked for, or of all: a check need not wait for the server to be imported."""
    parser = argparse.ArgumentParser(
        prog="hall",
        description="A 3D virtual hall: check, build, route and serve hall files.",
        epilog="Answers on stdout, messages on stderr. Exit 0: answered; 1: invalid input or the answer is no; 2: usage.",
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", dest="verb", required=True)
    for verb in words[:1] if words and words[0] in VERBS else VERBS:
        import_module(f"tools.{verb}").add_parser(verbs)
    return parser


if __name__ == "__main__":
    sys.exit(main())
