"""The time, injected: nothing else in the server asks the machine for it, or waits for a time of day."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONGEST_SLEEP_S = 60.0


def hall_time(moment: datetime) -> datetime:
    """The moment as the clock on the wall in the hall has it."""
    return moment.astimezone(SHANGHAI)


class Clock(Protocol):
    """Gives the present moment, aware, in UTC; and waits for one to come."""

    def __call__(self) -> datetime:
        """Now."""

    async def wait_until(self, moment: datetime) -> None:
        """Return once it is this late."""


class SystemClock:
    """The machine's time."""

    def __call__(self) -> datetime:
        """Now."""
        return datetime.now(UTC)

    async def wait_until(self, moment: datetime) -> None:
        """In short sleeps, because somebody may set the clock, or send the machine to sleep."""
        while (left := (moment - self()).total_seconds()) > 0:  # noqa: ASYNC110  no event tells of time
            await asyncio.sleep(min(left, LONGEST_SLEEP_S))


system_clock = SystemClock()
