"""The bundle of a hall: the folder of files a client needs, named by its version, complete or absent.

The version is the hash of the hall file and of BUNDLE_FORMAT. The same file gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from shapely.geometry import Polygon

from scene.backs import compose_backs
from scene.boards import compose_signs
from scene.composition import Composition, join
from scene.desks import compose_counters
from scene.displays import compose_displays
from scene.exterior import compose_exterior, outside_view
from scene.folders import write_folder
from scene.furnishing import compose_furniture
from scene.glb import write_hall_glb
from scene.hall import Floor, Hall, Text
from scene.hotspots import hotspots_of
from scene.kit import write_kit
from scene.layout import text_of, to_bytes, write_layout
from scene.people import compose_people
from scene.plan import write_plan
from scene.shell import compose_shells
from scene.site import compose_site
from scene.ways import compose_connectors

# Counts up when the files' form or content changes for the same hall file.
BUNDLE_FORMAT = 21
MANIFEST = "manifest.json"
# Told what is done now, and which share of the whole is done.
Progress = Callable[[str, float], None]

_STEPS: tuple[tuple[str, Callable[[Hall], Composition]], ...] = (
    ("floors and walls", compose_shells),
    ("counters", compose_counters),
    ("furniture", compose_furniture),
    ("people", compose_people),
    ("connectors", compose_connectors),
    ("signs", compose_signs),
    ("displays", compose_displays),
    ("backs", compose_backs),
    ("outside", compose_site),
    ("façade", compose_exterior),
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle: its version, its folder, its manifest as data."""

    version: str
    path: Path
    manifest: dict[str, Any]


def bundle_version(source: bytes) -> str:
    """Names what a hall file is built into: 16 hexadecimal digits."""
    return hashlib.sha256(f"bundle/{BUNDLE_FORMAT}\n".encode() + source).hexdigest()[:16]


def build_bundle(hall: Hall, source: bytes, out: Path, extra: Mapping[str, bytes], progress: Progress) -> Bundle:
    """Writes out/<version>/ and returns it; a folder that is there already is replaced as a whole.

    `source` = the bytes `hall` was read from; `extra` = further files by name, to stand in the manifest like ours.
    `progress` hears what is being done and the share done before it, 0 … 1.
    """
    version = bundle_version(source)
    composition = compose(hall, progress)
    files = {**bundle_files(hall, composition, progress), **extra}
    progress("compress", 0.7)
    packed = {name: _packed(data) for name, data in sorted(files.items())}
    manifest = manifest_of(hall, version, packed)
    packed[MANIFEST] = _packed(to_bytes(manifest))
    path = write_folder(out / version, {name + end: data for name, file in packed.items() for end, data in file.forms})
    progress("done", 1.0)
    return Bundle(version=version, path=path, manifest=manifest)


def compose(hall: Hall, progress: Progress) -> Composition:
    """Everything there is to see, in the order of the steps."""
    parts = []
    for number, (name, step) in enumerate(_STEPS):
        progress(name, 0.4 * number / len(_STEPS))
        parts.append(step(hall))
    return join(parts)


def bundle_files(hall: Hall, composition: Composition, progress: Progress) -> dict[str, bytes]:
    """The files by name, without manifest and extras."""
    progress("kit", 0.4)
    files = {
        "kit.bin": write_kit(composition.models, composition.clutter),
        "layout.json": write_layout(hall, composition),
        "hotspots.json": to_bytes(hotspots_of(hall, composition)),
    }
    progress("plans", 0.5)
    files |= {f"plan-{floor.id}.svg": write_plan(hall, floor).encode() for floor in hall.floors}
    progress("plain model", 0.6)
    return files | {"hall.glb": write_hall_glb(hall, composition)}


# --- manifest -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Packed:
    """A file and its compressed forms."""

    plain: bytes
    br: bytes
    gz: bytes

    @property
    def forms(self) -> tuple[tuple[str, bytes], ...]:
        """All three, each with what its name ends in."""
        return ("", self.plain), (".br", self.br), (".gz", self.gz)


# The plain model is large and rarely fetched: the last percent is not worth ten seconds of every build.
BROTLI_SLOW_LIMIT = 1_000_000


def _packed(data: bytes) -> Packed:
    quality = 11 if len(data) < BROTLI_SLOW_LIMIT else 6
    return Packed(data, brotli.compress(data, quality=quality), gzip.compress(data, compresslevel=9, mtime=0))


def manifest_of(hall: Hall, version: str, files: Mapping[str, Packed]) -> dict[str, Any]:
    """What a client reads first."""
    camera, target = outside_view(hall)
    return {
        "format": "bundle/1",
        "hall": hall.id,
        "name": text_of(hall.name),
        "version": version,
        "floors": [_floor(floor) for floor in hall.floors],
        "entrances": [
            {"id": e.id, "floor": e.floor, "at": e.at, "heading_deg": e.heading_deg, "name": _name(e.name, e.id)}
            for e in hall.entrances
        ],
        "places": [
            {"id": p.id, "floor": p.floor, "at": p.at, "kind": p.kind, "name": _name(p.name, p.id)} for p in hall.places
        ],
        "tours": [{"id": tour.id, "name": _name(tour.name, tour.id), "stops": tour.stops} for tour in hall.tours],
        "areas": [
            {"id": a.id, "floor": a.floor, "kind": a.kind, "name": _name(a.name, a.id), "polygon": a.polygon}
            for a in hall.areas
        ],
        "outside": {"camera": [round(v, 2) for v in camera], "target": [round(v, 2) for v in target]},
        "files": {
            name: {"bytes": len(file.plain), "brotli": len(file.br), "sha256": hashlib.sha256(file.plain).hexdigest()}
            for name, file in files.items()
        },
    }


def _floor(floor: Floor) -> dict[str, Any]:
    return {
        "id": floor.id,
        "ordinal": floor.ordinal,
        "label": floor.label or floor.id,
        "name": _name(floor.name, floor.id),
        "elevation": floor.elevation,
        "height": floor.height,
        "bounds": list(Polygon(floor.outline).bounds),
        "voids": [list(Polygon(void).bounds) for void in floor.voids],
    }


def _name(name: Text | None, otherwise: str) -> dict[str, str]:
    """The name, or the id where there is none."""
    return text_of(name) if name is not None else {"zh": otherwise, "en": otherwise}
