"""`python -m tools.office_hours serve …`: the `hall` command as if it were ten in the morning of a working day.

What pages say depends on whether windows are open; tests and pictures must come out the same at night and on Sundays.
"""

from __future__ import annotations

import sys
from datetime import datetime, time, timedelta

from server.foundation.clock import SHANGHAI, SystemClock, system_clock
from server.foundation.working_days import is_working_day
from tools.main import main

TEN = time(10)


def ten_oclock() -> datetime:
    """Ten o'clock of this or the next working day."""
    day = system_clock().astimezone(SHANGHAI).date()
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, TEN, SHANGHAI)


def set_clock() -> None:
    """Let the machine's clock run from ten o'clock of a working day."""
    shift = ten_oclock() - system_clock()
    read_clock = SystemClock.__call__
    SystemClock.__call__ = lambda clock: read_clock(clock) + shift  # type: ignore[assignment, method-assign]


if __name__ == "__main__":
    set_clock()
    sys.exit(main(sys.argv[1:]))
