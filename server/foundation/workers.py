"""Processes for what takes long or may be attacked: bounded in number, memory, processor time and waiting time."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar, TypeVarTuple, Unpack

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PROCESSES = 2
TASKS_PER_PROCESS = 100
LARGEST_MEMORY = 2 << 30
LONGEST_CPU_S = 120
"""Of one process over all its tasks."""
LONGEST_WAIT_S = 60.0


class WorkFailed(Exception):
    """A task killed its process or did not end in time."""


class Workers:
    """A small pool of processes. Not forked from us, so that they inherit neither threads nor database."""

    def __init__(self) -> None:
        self._pool = _new_pool()

    async def run(self, task: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
        """Run a function of a module in a process of its own. WorkFailed when that killed the process or took too long."""
        try:
            return await self._try(task, *args)
        except BrokenProcessPool:
            # Perhaps it was another task that broke the pool: once more in a fresh one.
            self._renew()
        try:
            return await self._try(task, *args)
        except BrokenProcessPool as error:
            self._renew()
            raise WorkFailed from error

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(cancel_futures=True)

    async def _try(self, task: Callable[[Unpack[Ts]], T], *args: *Ts) -> T:
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self._pool, task, *args), LONGEST_WAIT_S)
        except TimeoutError as error:
            raise WorkFailed from error

    def _renew(self) -> None:
        old, self._pool = self._pool, _new_pool()
        old.shutdown(wait=False, cancel_futures=True)


def _new_pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        PROCESSES,
        mp_context=multiprocessing.get_context("forkserver"),
        max_tasks_per_child=TASKS_PER_PROCESS,
        initializer=_limit_process,
    )


def _limit_process() -> None:
    """A bomb ends its process, not the machine."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_CPU_S, LONGEST_CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
