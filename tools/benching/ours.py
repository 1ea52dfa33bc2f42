"""This project's router as an engine: many queries at once, and one call at a time from Python."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navmesh import (
    Navigation,
    Route,
    Spot,
    build_navigation,
    find_route,
    goal_lengths,
    lengths_to_goals,
    paths,
    with_links,
)
from scene.hall import Hall
from scene.hall_file import read_hall
from scene.outlines import window_stands
from tools.benching.timing import Query, resident_mb, time_calls

BATCH = 100
LEAST_S = 0.5
Floats = NDArray[np.float64]


def run_ours(task: Mapping[str, Any]) -> dict[str, Any]:
    """Build, then every run as a batch and call by call.

    task: `hall` and `warm_up` (paths; the second is built first, so that the kernels are loaded), `runs` (queries by
    name), `calls` (how many of them one by one, 0 = none), `figures` (whether to take the others too)
    """
    hall = read_hall(Path(task["hall"]))
    build_navigation(read_hall(Path(task["warm_up"])), ("walk",))
    gc.collect()
    before, began, began_wall = resident_mb(), time.process_time(), time.perf_counter()
    navigation = build_navigation(hall)
    build_ms, build_wall_ms = (time.process_time() - began) * 1e3, (time.perf_counter() - began_wall) * 1e3
    gc.collect()
    memory_mb = resident_mb() - before
    return {
        "build_ms": build_ms,
        "build_wall_ms": build_wall_ms,
        "memory_mb": memory_mb,
        "tables_mb": array_bytes(navigation) / 1e6,
        "runs": {name: time_batches(navigation, np.array(queries)) for name, queries in task["runs"].items()},
        "calls": {name: time_routes(navigation, queries[: task["calls"]]) for name, queries in task["runs"].items()},
        "figures": figures_of(hall, navigation, task["runs"]) if task["figures"] else {},
    }


def time_batches(navigation: Navigation, queries: Floats) -> dict[str, Any]:
    """Mean of all queries at once, again and again for half a second; per-query means of batches of 100.

    queries: (n, 6) float64
    """
    starts, goals = np.ascontiguousarray(queries[:, :3]), np.ascontiguousarray(queries[:, 3:])
    found = paths(navigation, starts, goals)
    call_us: list[float] = []
    for first in range(0, len(queries), BATCH):
        few = slice(first, first + BATCH)
        before = time.perf_counter_ns()
        paths(navigation, starts[few], goals[few])
        call_us.append((time.perf_counter_ns() - before) / 1e3 / len(starts[few]))
    mean_us = _mean_us(lambda: paths(navigation, starts, goals), len(queries))
    return {"mean_us": mean_us, "call_us": call_us, "seconds": found.duration_s.tolist()}


def _mean_us(ask: Callable[[], object], count: int) -> float:
    """Processor time for each of a batch's queries, the batch repeated for half a second."""
    ask()
    rounds, began = 0, time.process_time()
    while rounds == 0 or time.process_time() - began < LEAST_S:
        ask()
        rounds += 1
    return (time.process_time() - began) * 1e6 / rounds / count


def time_routes(navigation: Navigation, queries: list[Query]) -> dict[str, Any]:
    """One call for each route with its legs."""

    def ask(query: Query) -> float:
        # The route is let go as a server would: a thousand of them kept would have the garbage collector look at them all.
        route = find_route(navigation, _spot(query[:3]), _spot(query[3:]))
        return route.duration_s if isinstance(route, Route) else float("inf")

    timed = time_calls(ask, queries)
    return {"mean_us": timed.mean_us, "call_us": timed.call_us, "seconds": timed.answers}


def _spot(point: Sequence[float]) -> Spot:
    return Spot(floor=int(point[0]), x=point[1], y=point[2])


def figures_of(hall: Hall, navigation: Navigation, runs: Mapping[str, list[Query]]) -> dict[str, float]:
    """The other figures that are promised: to windows, all windows from one point, a connector closed."""
    starts = np.array(runs["one"] + runs["across"])[:, :3]
    known = {spot.id: number for number, spot in enumerate(navigation.surroundings.goals)}
    windows = np.array([known[f"window:{code}"] for code in window_stands(hall)], dtype=np.int64)
    if not len(windows):
        return {}
    picked = np.random.default_rng(3).choice(windows, size=len(starts))
    return {
        "point_to_window_us": _mean_us(lambda: lengths_to_goals(navigation, starts, picked), len(starts)),
        "windows": float(len(windows)),
        "windows_from_one_point_us": windows_us(navigation, starts, windows),
        "connector_closed_ms": closing_ms(navigation),
    }


def windows_us(navigation: Navigation, starts: Floats, windows: NDArray[np.int64]) -> float:
    """Processor time for the metres from one point to every window, the mean over many points.

    starts: (n, 3) float64;  windows: (w,) int64, places in surroundings.goals
    """
    spots = [_spot(start) for start in starts.tolist()]

    def ask_all() -> None:
        for spot in spots:
            found = goal_lengths(navigation, spot)
            assert found is not None  # noqa: S101 - queries lie on the floor
            found.length_m[windows]

    return _mean_us(ask_all, len(spots))


def closing_ms(navigation: Navigation) -> float:
    """Processor time until a navigation with its first connector closed is ready, the middle of five."""
    links = navigation.surroundings.links
    if not links:
        return 0.0
    closed = (replace(links[0], closed=True), *links[1:])
    spent = []
    for _ in range(5):
        began = time.process_time()
        with_links(navigation, closed)
        spent.append((time.process_time() - began) * 1e3)
    return sorted(spent)[2]


def array_bytes(root: object) -> int:
    """The bytes of every array that can be reached through dataclasses, tuples and mappings, each counted once."""
    seen: set[int] = set()
    total, waiting = 0, [root]
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, np.ndarray):
            # The base of an array made by a compiled kernel is no array: the bytes are then its own.
            is_view = isinstance(value.base, np.ndarray)
            total += 0 if is_view else value.nbytes
            waiting += [value.base] if is_view else []
        else:
            waiting += _parts(value)
    return total


def _parts(value: object) -> list[object]:
    """What a value is made of, as far as arrays may hide in it."""
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, (tuple, list)) else []
