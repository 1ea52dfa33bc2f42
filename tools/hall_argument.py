"""The HALL.json every verb takes, read with its errors told by file and place."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from scene.hall import Hall
from scene.hall_file import HallError, Problem, parse_hall
from tools.errors import CommandError


@dataclass(frozen=True, slots=True, kw_only=True)
class HallInput:
    """A hall and the bytes it was read from."""

    path: Path
    source: bytes
    hall: Hall


def add_hall_argument(parser: argparse.ArgumentParser) -> None:
    """The positional `HALL.json`, as args.hall."""
    parser.add_argument("hall", type=Path, metavar="HALL.json", help="a hall file, hall/1")


def load_hall(path: Path) -> HallInput:
    """The valid hall of a file; CommandError with every problem when there is none."""
    source = read_source(path)
    try:
        return HallInput(path=path, source=source, hall=parse_hall(source))
    except HallError as error:
        raise CommandError(problem_lines(path, error.problems)) from None


def read_source(path: Path) -> bytes:
    """The bytes of a file; CommandError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError([f"{path}: {error.strerror or error}"]) from None


def problem_lines(path: Path, problems: tuple[Problem, ...]) -> list[str]:
    """`file: place: message` for each problem."""
    return [f"{path}: {problem}" for problem in problems]
