"""Time and memory of an engine, taken in its own process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Generic, TypeVar

Query = list[float]
T = TypeVar("T")
WARM_UP_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed(Generic[T]):
    """What a run of calls gave. mean_us: processor time; call_us: wall time of each call (or of each small batch)."""

    mean_us: float
    call_us: list[float]
    answers: list[T]


def time_calls(ask: Callable[[Query], T], queries: list[Query]) -> Timed[T]:
    """Every query once, after a second of warm-up."""
    warm_up(ask, queries)
    call_us: list[float] = []
    answers: list[T] = []
    began = time.process_time_ns()
    for query in queries:
        before = time.perf_counter_ns()
        answer = ask(query)
        call_us.append((time.perf_counter_ns() - before) / 1e3)
        answers.append(answer)
    spent = time.process_time_ns() - began
    return Timed(mean_us=spent / 1e3 / max(1, len(queries)), call_us=call_us, answers=answers)


def warm_up(ask: Callable[[Query], object], queries: list[Query]) -> None:
    """Ask until a second has gone."""
    until = time.monotonic() + WARM_UP_S
    for query in cycle(queries):
        ask(query)
        if time.monotonic() > until:
            return


def resident_mb() -> float:
    """What this process holds of the machine's memory now; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
