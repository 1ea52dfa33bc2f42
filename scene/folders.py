"""Files that survive a power cut, and folders that are there whole or not at all: bundles, and what is worked out from them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_folder(goal: Path, files: Mapping[str, bytes]) -> Path:
    """Writes the files beside the goal first and renames: whoever looks sees all of them or none. Survives a power cut."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{goal.name}-", dir=goal.parent) as beside:
        fresh = Path(beside) / "new"
        fresh.mkdir()
        for name, data in files.items():
            write_durably(fresh / name, data)
        if goal.exists():
            goal.rename(Path(beside) / "old")
        fresh.rename(goal)
    sync_folder(goal.parent)
    return goal


def write_durably(path: Path, data: bytes) -> None:
    """Write a file whose bytes survive a power cut; its name does after sync_folder."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make names given in a folder, new or by a rename, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
