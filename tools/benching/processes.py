"""Engines run one after the other, each in a process of its own; peers are installed when they are first asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
LONGEST_S = 900
# It asks for numpy < 2 and so cannot live beside this project: it gets a folder of its own, with its numba.
EXTREMITY = "extremitypathfinder[numba]>=2.7,<3"


class MissingPeerError(Exception):
    """A peer cannot be measured here; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An engine to compare with. most: how many queries it gets at most; floors: the runs it can do."""

    name: str
    kind: str
    most: int
    floors: tuple[str, ...]


PEERS = (
    Peer(name="recast-navigation", kind="npm", most=100_000, floors=("one", "across")),
    Peer(name="navcat", kind="npm", most=100_000, floors=("one", "across")),
    Peer(name="networkx", kind="here", most=200, floors=("one",)),
    Peer(name="extremitypathfinder", kind="pip", most=100, floors=("one",)),
)
MODULES = {"recast-navigation": "recast", "navcat": "navcat"}


def say(text: str) -> None:
    """A progress line."""
    print(text, file=sys.stderr, flush=True)


def run_ours(task: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """This project's router. folder: for the files that pass between the processes"""
    return _run(
        [sys.executable, "-m", "tools.benching.engine", "ours"], task, folder, os.environ | {"PYTHONPATH": _path()}
    )


def run_peer(peer: Peer, task: Mapping[str, Any], folder: Path, cache: Path) -> dict[str, Any]:
    """The result of a peer; MissingPeerError when it cannot be had."""
    engine = [sys.executable, "-m", "tools.benching.engine", peer.name]
    if peer.kind == "npm":
        home = install_npm(cache / "npm")
        command = ["node", "--expose-gc", str(home / "node_engine.mjs"), MODULES[peer.name]]
        return _run(command, task, folder, dict(os.environ))
    places = [str(install_extremity(cache / "python"))] if peer.kind == "pip" else []
    return _run(engine, task, folder, os.environ | {"PYTHONPATH": _path(places)})


def _path(places: Sequence[str] = ()) -> str:
    return os.pathsep.join([*places, str(PROJECT)])


def _run(command: list[str], task: Mapping[str, Any], folder: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """The command gets the task's file and where to leave the result."""
    task_file, result_file = folder / "task.json", folder / "result.json"
    task_file.write_text(json.dumps(task), encoding="utf-8")
    result_file.unlink(missing_ok=True)
    _must([*command, str(task_file), str(result_file)], environment)
    result: dict[str, Any] = json.loads(result_file.read_text(encoding="utf-8"))
    return result


def _must(command: list[str], environment: Mapping[str, str], folder: Path | None = None) -> None:
    """Run a command to its end; MissingPeerError with the last line it said when it fails."""
    try:
        subprocess.run(  # noqa: S603 - the commands are ours
            command, env=environment, cwd=folder, check=True, capture_output=True, text=True, timeout=LONGEST_S
        )
    except FileNotFoundError:
        raise MissingPeerError(f"there is no {command[0]} on this machine") from None
    except subprocess.TimeoutExpired:
        raise MissingPeerError(f"not ready within {LONGEST_S} s") from None
    except subprocess.CalledProcessError as error:
        said = [line for line in (error.stderr or "").splitlines() if line.strip()] or [f"exit code {error.returncode}"]
        raise MissingPeerError(f"{command[0]} failed: {said[-1]}") from None


def install_npm(home: Path) -> Path:
    """The npm peers in a folder, as the lock has them."""
    home.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    stamp = home / "installed"
    for script in HERE.glob("*.mjs"):
        shutil.copy(script, home)
    if not stamp.exists() or stamp.read_bytes() != lock:
        say(f"installing the npm peers into {home}, once …")
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, home)
        _must(["npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error"], dict(os.environ), home)
        stamp.write_bytes(lock)
    return home


def install_extremity(home: Path) -> Path:
    """extremitypathfinder in a folder, with the numpy it asks for."""
    stamp = home / "installed"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != EXTREMITY:
        say(f"installing extremitypathfinder into {home}, once …")
        shutil.rmtree(home, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "install"]
        _must([*pip, "--target", str(home), EXTREMITY], dict(os.environ))
        stamp.write_text(EXTREMITY, encoding="utf-8")
    return home
