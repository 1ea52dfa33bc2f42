"""`python -m tools.benching.engine NAME TASK.json RESULT.json`: one engine written in Python, in its own process."""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from tools.benching.timing import Query, Timed, resident_mb, time_calls

Path3 = list[list[float]]
ENGINES = {"networkx": "tools.benching.visibility_graph", "extremitypathfinder": "tools.benching.extremity"}


class Engine(Protocol):
    """What each peer's file has: a way to build, and to ask for a path of (x, y, z)."""

    def build(self, ground: dict[str, Any]) -> object:
        """Make ready for queries. ground: see `ground_to_json`"""

    def find_path(self, built: Any, query: Query) -> Path3:  # noqa: ANN401 - each engine has its own
        """The way, or an empty list."""


def main() -> int:
    """Reads the task, writes the result."""
    name, task_file, result_file = sys.argv[1:4]
    task = json.loads(Path(task_file).read_text(encoding="utf-8"))
    if name == "ours":
        from tools.benching.ours import run_ours  # noqa: PLC0415 - peers with a numpy of their own cannot import it

        result = run_ours(task)
    else:
        result = run_peer(import_module(ENGINES[name]), task)
    Path(result_file).write_text(json.dumps(result), encoding="utf-8")
    return 0


def run_peer(engine: Any, task: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - a module is an Engine
    """Build, then every run. The answer is what `tools.benching.processes` reads."""
    chosen: Engine = engine
    before, began = resident_mb(), time.process_time()
    built = chosen.build(task["ground"])
    build_ms = (time.process_time() - began) * 1e3
    gc.collect()
    memory_mb = resident_mb() - before
    runs = {name: to_json(time_calls(lambda q: chosen.find_path(built, q), qs)) for name, qs in task["runs"].items()}
    return {"build_ms": build_ms, "memory_mb": memory_mb, "runs": runs}


def to_json(timed: Timed[Path3]) -> dict[str, Any]:
    """One run of a peer."""
    return {"mean_us": timed.mean_us, "call_us": timed.call_us, "paths": timed.answers}


if __name__ == "__main__":
    sys.exit(main())
