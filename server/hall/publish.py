"""Publishing a hall: build its bundle, then move one pointer to it. Nobody ever sees half a hall.

DATA/bundles/<hall>/<version>/ holds a finished bundle; published.json beside them is the pointer: the current version
and the last few before it, which stay answerable.
"""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from scene.bundle import MANIFEST, Bundle, Progress, build_bundle, bundle_version
from scene.folders import sync_folder, write_durably
from scene.hall import Hall
from scene.hall_file import parse_hall
from server.hall.plan_style import plan_css
from server.hall.published import Publication, compute
from server.hall.windows import hall_windows

if TYPE_CHECKING:
    from server.hall.ways import Ways

POINTER = "published.json"
SOURCE = "hall.json"
ANSWERABLE = 3
# What the steps before build_bundle are worth of the whole, for the bar.
NAVIGATION_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Pointer:
    """Versions that are answerable, the current one first."""

    versions: tuple[str, ...] = ()


def publish(hall: Hall, source: bytes, folder: Path, progress: Progress) -> Publication:
    """Build the hall's bundle unless it is there, make it the current version, and open it.

    source: the bytes `hall` was read from;  folder: where this hall's versions lie. Raises scene.hall_file.HallError.
    """
    version = bundle_version(source)
    building = start_building(hall, version)
    progress("navigation", 0.0)
    if not (folder / version / MANIFEST).is_file():
        build(hall, building.result().file(), source, folder, progress)
    move_pointer(folder, version)
    progress("done", 1.0)
    return _publication(hall, version, folder, building)


def start_building(hall: Hall, version: str) -> Future[Ways]:
    """Find the ways through a hall in a thread of their own."""
    return compute(lambda: _build_ways(hall, version))


def _build_ways(hall: Hall, version: str) -> Ways:
    from server.hall.ways import build_ways  # noqa: PLC0415  numba: a second that no page waits for

    return build_ways(hall, version)


def build(hall: Hall, ways: bytes, source: bytes, out: Path, progress: Progress) -> Bundle:
    """The bundle with what only we can add: the ways (`ways`), the plans' colours, the hall file itself."""

    def rest(step: str, share: float) -> None:
        progress(step, NAVIGATION_SHARE + (1 - NAVIGATION_SHARE) * share)

    extra = {"ways.bin": ways, SOURCE: source, "plan.css": plan_css()}
    return build_bundle(hall, source, out, extra, rest)


def open_version(folder: Path, version: str) -> Publication | None:
    """An answerable version from its folder; None when it is not one."""
    if version not in read_pointer(folder).versions:
        return None
    hall = parse_hall((folder / version / SOURCE).read_bytes())
    return _publication(hall, version, folder, start_building(hall, version))


def move_pointer(folder: Path, version: str) -> Pointer:
    """Make a finished version the current one; versions that are no longer answerable are deleted."""
    before = read_pointer(folder)
    versions = (version, *(other for other in before.versions if other != version))[:ANSWERABLE]
    after = Pointer(versions)
    if after != before:
        _write_pointer(folder, after)
    for other in before.versions:
        if other not in versions:
            shutil.rmtree(folder / other, ignore_errors=True)
    return after


def read_pointer(folder: Path) -> Pointer:
    """Where the pointer points; nowhere before the first publishing."""
    try:
        found = json.loads((folder / POINTER).read_text("utf-8"))
    except FileNotFoundError:
        return Pointer()
    return Pointer(tuple(str(version) for version in found["versions"]))


def _write_pointer(folder: Path, pointer: Pointer) -> None:
    """Move the pointer: whole or not at all, also when the machine stops meanwhile."""
    fresh = folder / f".{POINTER}.new"
    write_durably(fresh, json.dumps({"format": "published/1", "versions": pointer.versions}).encode())
    fresh.replace(folder / POINTER)
    sync_folder(folder)


def _publication(hall: Hall, version: str, folder: Path, building: Future[Ways]) -> Publication:
    """A finished version, opened. folder: where this hall's versions lie;  building: its ways, on their way"""
    manifest = json.loads((folder / version / MANIFEST).read_bytes())
    return Publication(
        hall=hall,
        version=version,
        folder=folder / version,
        manifest=manifest,
        windows=hall_windows(hall),
        building=building,
    )
