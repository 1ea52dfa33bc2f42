"""Why a verb could not answer."""

from __future__ import annotations

from collections.abc import Sequence


class CommandError(Exception):
    """Ends the command with exit code 1; each line says one thing that is wrong, as `file: place: message`."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))
