"""`hall bench scale`: how queries, building and memory grow with the hall.

A hall ten times as large is asked ten times as much: then as many questions begin in each square metre, and what
neighbours look up is as often still in the processor's cache. Asked the same few, the larger hall would be colder.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navmesh import build_navigation
from scene.hall_file import dump_hall
from scene.outlines import window_stands
from tools.benching.processes import MissingPeerError, run_ours, say
from tools.benching.queries import playground_of, queries_across_floors, queries_on_one_floor, runs_to_json
from tools.benching.stacking import stack_hall
from tools.hall_argument import load_hall

Row = dict[str, Any]
Report = dict[str, Any]


def measure_scale(hall_path: Path, *, sizes: Sequence[int], count: int, seed: int) -> Report:
    """Rows by size, and how far the slowest query is from the fastest. count: queries of each kind for each copy of the hall"""
    hall = load_hall(hall_path).hall
    ground = playground_of(build_navigation(hall, ("walk",)))
    one, across = queries_on_one_floor(ground, count, seed), queries_across_floors(ground, count, seed + 1)
    rows: list[Row] = []
    missing: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="hall-bench-") as folder:
        for times in sizes:
            say(f"{times} × the hall …")
            stacked = stack_hall(hall, times)
            path = Path(folder) / "hall.json"
            path.write_bytes(dump_hall(stacked))
            storeys = len(hall.floors)
            asked = {"one": np.tile(one, (times, 1)), "across": np.tile(across, (times, 1))}
            runs = {name: on_copies(queries, storeys, times, seed) for name, queries in asked.items()}
            task = {
                "hall": str(path),
                "runs": runs_to_json(runs),
                "calls": 0,
                "warm_up": str(hall_path),
                "figures": False,
            }
            try:
                found = run_ours(task, Path(folder))
            except MissingPeerError as error:
                missing[f"{times}×"] = str(error)
                break
            rows.append(scale_row(times, len(stacked.floors), len(window_stands(stacked)), found))
    return {"rows": rows, "ratios": ratios_of(rows), "missing": missing}


def on_copies(queries: NDArray[np.float64], storeys: int, times: int, seed: int) -> NDArray[np.float64]:
    """The same queries on copies drawn by lot; both ends of a query on one floor stay on one. (n, 6) float64"""
    rng = np.random.default_rng(seed)
    moved = queries.copy()
    first = rng.integers(times, size=len(queries))
    second = np.where(queries[:, 0] == queries[:, 3], first, rng.integers(times, size=len(queries)))
    moved[:, 0] += first * storeys
    moved[:, 3] += second * storeys
    return moved


def scale_row(times: int, floors: int, windows: int, found: dict[str, Any]) -> Row:
    """One size. mean_us of each kind of query, from the batch."""
    return {
        "times": times,
        "floors": floors,
        "windows": windows,
        "one_us": found["runs"]["one"]["mean_us"],
        "across_us": found["runs"]["across"]["mean_us"],
        "build_ms": found["build_ms"],
        "memory_mb": found["memory_mb"],
        "tables_mb": found["tables_mb"],
    }


def ratios_of(rows: Sequence[Row]) -> dict[str, float]:
    """The largest of each kind over the smallest."""
    kinds = ("one_us", "across_us")
    return {kind: max(row[kind] for row in rows) / min(row[kind] for row in rows) for kind in kinds} if rows else {}


def print_scale(report: Report) -> None:
    """The table for people."""
    heads = ("hall", "floors", "windows", "one µs", "across µs", "build ms", "RSS MB", "tables MB")
    print("{:>5} {:>7} {:>8} {:>9} {:>10} {:>10} {:>9} {:>10}".format(*heads))
    for row in report["rows"]:
        print(
            f"{row['times']:4d}× {row['floors']:7d} {row['windows']:8d} {row['one_us']:9.2f} {row['across_us']:10.2f}"
            f" {row['build_ms']:10.0f} {row['memory_mb']:9.1f} {row['tables_mb']:10.1f}"
        )
    for kind, ratio in report["ratios"].items():
        print(f"slowest over fastest, {kind}: {ratio:.2f}")
    for size, reason in report["missing"].items():
        print(f"{size} is missing: {reason}")


def scale_json(report: Report) -> str:
    """The report as one line."""
    return json.dumps(report, ensure_ascii=False)
