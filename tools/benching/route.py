"""`hall bench route`: the same random queries to every engine, one after the other."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from navmesh import build_navigation
from tools.benching.processes import PEERS, MissingPeerError, Peer, run_ours, run_peer, say
from tools.benching.queries import (
    Playground,
    ground_to_json,
    playground_of,
    queries_across_floors,
    queries_on_one_floor,
    runs_to_json,
    seconds_of,
)
from tools.hall_argument import load_hall

LONGER = 1.01
MOST_CALLS = 1000
Row = dict[str, Any]
Report = dict[str, Any]
NOTES = """\
Every engine gets the same walkable polygons (the largest of each floor, radius 0.3 m taken off) in a process of its own.
recast-navigation and navcat get them as triangles, with agent radius 0 and cells of 0.1 m; their rides are one-way
off-mesh connections that cost what the ride takes.
mean_us, build_ms: processor time; build_wall_ms: by the clock, the radii in threads side by side. median_us, p99_us: wall time of each call; of `ours, batch` the means of batches of 100.
build_ms: ours makes all four profiles from the hall, the others one radius from polygons.
long_share: ways that take over 1 % longer than the exact optimum, or were not found. `ours, batch` answers lengths and
points; `ours, one call` the route with its legs, from Python (footprints and words are made when asked for).
memory_mb: growth of the process while building."""


def measure_routes(hall_path: Path, *, count: int, seed: int, cache: Path, peers: Sequence[Peer] = PEERS) -> Report:
    """The report: rows, ratios, other figures, what is missing and why."""
    hall = load_hall(hall_path).hall
    ground = playground_of(build_navigation(hall, ("walk",)))
    runs = {"one": queries_on_one_floor(ground, count, seed)}
    if len(ground.storeys) > 1:
        runs["across"] = queries_across_floors(ground, count, seed + 1)
    with tempfile.TemporaryDirectory(prefix="hall-bench-") as folder:
        say("ours …")
        task = {
            "hall": str(hall_path),
            "runs": runs_to_json(runs),
            "calls": MOST_CALLS,
            "warm_up": str(hall_path),
            "figures": True,
        }
        ours = run_ours(task, Path(folder))
        optimum = {name: np.array(ours["runs"][name]["seconds"]) for name in runs}
        rows = our_rows(ours, optimum)
        missing: dict[str, str] = {}
        for peer in peers:
            say(f"{peer.name} …")
            try:
                rows += peer_rows(peer, ground, runs, optimum, Path(folder), cache)
            except MissingPeerError as error:
                missing[peer.name] = str(error)
                say(f"{peer.name} is missing: {error}")
    figures = ours["figures"] | {name: ours[name] for name in ("tables_mb", "build_ms", "build_wall_ms")}
    return {
        "rows": rows,
        "ratios": ratios_of(rows),
        "figures": figures,
        "missing": missing,
        "notes": NOTES.splitlines(),
    }


def our_rows(ours: Mapping[str, Any], optimum: Mapping[str, NDArray[np.float64]]) -> list[Row]:
    """Both of our ways to ask."""
    ways = [("ours, batch", "runs"), ("ours, one call", "calls")]
    return [
        make_row(engine, name, ours, run, slower_share(np.array(run["seconds"]), optimum[name]))
        for engine, key in ways
        for name, run in ours[key].items()
        if run["call_us"]
    ]


def peer_rows(
    peer: Peer,
    ground: Playground,
    runs: Mapping[str, NDArray[np.float64]],
    optimum: Mapping[str, NDArray[np.float64]],
    folder: Path,
    cache: Path,
) -> list[Row]:
    """One row for each run a peer can do, with the first of its queries when it is slow."""
    mine = {name: queries[: peer.most] for name, queries in runs.items() if name in peer.floors}
    result = run_peer(peer, {"ground": ground_to_json(ground), "runs": runs_to_json(mine)}, folder, cache)
    rows = []
    for name, queries in mine.items():
        run = result["runs"][name]
        seconds = [seconds_of(ground, query, path) for query, path in zip(queries, run["paths"], strict=True)]
        rows.append(make_row(peer.name, name, result, run, slower_share(np.array(seconds), optimum[name])))
    return rows


def slower_share(seconds: NDArray[np.float64], optimum: NDArray[np.float64]) -> float:
    """The share of ways over 1 % slower than the optimum. seconds: (n,) float64; optimum: at least as many"""
    return float((seconds > optimum[: len(seconds)] * LONGER + 1e-6).mean()) if len(seconds) else 0.0


def make_row(engine: str, floors: str, result: Mapping[str, Any], run: Mapping[str, Any], long_share: float) -> Row:
    """One line of the table."""
    times = np.array(run["call_us"])
    return {
        "engine": engine,
        "floors": floors,
        "mean_us": run["mean_us"],
        "median_us": statistics.median(run["call_us"]),
        "p99_us": float(np.percentile(times, 99)),
        "long_share": long_share,
        "build_ms": result["build_ms"],
        "memory_mb": result["memory_mb"],
        "queries": len(run["seconds"] if "seconds" in run else run["paths"]),
    }


def ratios_of(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """How many times our batch's mean each engine's mean is, by engine and floors."""
    ours = {row["floors"]: row["mean_us"] for row in rows if row["engine"] == "ours, batch"}
    ratios: dict[str, dict[str, float]] = {}
    for row in rows:
        ratios.setdefault(row["engine"], {})[row["floors"]] = row["mean_us"] / ours[row["floors"]]
    return ratios


def print_routes(report: Report) -> None:
    """The table for people."""
    heads = ("engine", "floors", "mean µs", "median µs", "p99 µs", "long", "build ms", "MB", "queries", "× ours")
    print("{:20} {:6} {:>10} {:>10} {:>10} {:>7} {:>9} {:>7} {:>8} {:>8}".format(*heads))
    for row in report["rows"]:
        ratio = report["ratios"][row["engine"]][row["floors"]]
        print(
            f"{row['engine']:20} {row['floors']:6} {row['mean_us']:10.2f} {row['median_us']:10.2f} {row['p99_us']:10.2f}"
            f" {row['long_share']:7.1%} {row['build_ms']:9.0f} {row['memory_mb']:7.1f} {row['queries']:8d} {ratio:8.1f}"
        )
    for name, value in report["figures"].items():
        print(f"{name:32} {value:10.2f}")
    for name, reason in report["missing"].items():
        print(f"{name} is missing: {reason}")
    print(*report["notes"], sep="\n")


def routes_json(report: Report) -> str:
    """The report as one line."""
    return json.dumps(report, ensure_ascii=False)
