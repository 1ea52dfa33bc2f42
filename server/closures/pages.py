"""What the desk's page of closures shows."""

from __future__ import annotations

from dataclasses import dataclass

from server.accounts.storage import Officer
from server.closures.storage import Closure
from server.foundation.problems import FieldProblem
from server.foundation.texts import Translated

Options = tuple[tuple[str, str], ...]
"""Of a field with a choice: value and what the reader reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A closure in a list, with its moments in words. name None: the hall has no such thing any more, so it closes nothing."""

    one: Closure
    name: Translated | None
    begins: Translated
    ends: Translated | None
    ended: Translated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosuresPage:
    """What is closed, what will be, what was; and the form, as it was filled in when it was refused."""

    officer: Officer
    in_force: tuple[Row, ...]
    planned: tuple[Row, ...]
    past: tuple[Row, ...]
    targets: Options
    reasons: Options
    answers: dict[str, str]
    problems: tuple[FieldProblem, ...]
    key: str
