"""What is wrong with a hall file, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# Beyond this many lines nobody reads on, and a megabyte of nonsense would print a megabyte of complaints.
MOST_PROBLEMS = 200


class Problem(NamedTuple):
    """A place in the file (`counters[3].windows[2].code`; "" = the whole file), and what to do about it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class HallError(Exception):
    """A hall file that cannot be used; `problems` names every place and its remedy."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = _shortened(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def _shortened(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    more = len(problems) - MOST_PROBLEMS
    if more <= 0:
        return tuple(problems)
    return (*problems[:MOST_PROBLEMS], Problem("", f"and {more} more problems; mend these first"))


def place_of(steps: Sequence[str | int]) -> str:
    """`("walls", 3, "line")` as `walls[3].line`."""
    place = ""
    for step in steps:
        place += f"[{step}]" if isinstance(step, int) else f".{step}" if place else step
    return place
