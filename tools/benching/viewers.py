"""What others send as script before anything of a scene: sizes of published packages, fetched from npm when first asked for."""

from __future__ import annotations

import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

from tools.benching.processes import MissingPeerError, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A package and the script in it that a page loads."""

    package: str
    version: str
    script: str


VIEWERS = (
    Viewer(package="aframe", version="1.8.0", script="dist/aframe-v1.8.0.min.js"),
    Viewer(package="@google/model-viewer", version="4.4.0", script="dist/model-viewer.min.js"),
    Viewer(package="pannellum", version="2.5.7", script="build/pannellum.js"),
)


def viewer_scripts(cache: Path) -> list[dict[str, Any]]:
    """{name, version, bytes, brotli} of each. cache: the folder where packages are kept"""
    cache.mkdir(parents=True, exist_ok=True)
    return [_sizes(viewer, fetch_package(viewer, cache)) for viewer in VIEWERS]


def fetch_package(viewer: Viewer, cache: Path) -> Path:
    """The package as npm has it; npm checks that it is whole."""
    name = f"{viewer.package.lstrip('@').replace('/', '-')}-{viewer.version}.tgz"
    if not (cache / name).exists():
        say(f"fetching {viewer.package} {viewer.version}, once …")
        try:
            subprocess.run(  # noqa: S603 - the command is ours
                ["npm", "pack", "--silent", f"{viewer.package}@{viewer.version}"],  # noqa: S607 - whichever npm is there
                cwd=cache,
                check=True,
                capture_output=True,
            )
        except (FileNotFoundError, subprocess.CalledProcessError):
            raise MissingPeerError(f"npm could not fetch {viewer.package}") from None
    return cache / name


def _sizes(viewer: Viewer, package: Path) -> dict[str, Any]:
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/{viewer.script}")
        script = file.read() if file is not None else b""
    return {
        "name": viewer.package,
        "version": viewer.version,
        "bytes": len(script),
        "brotli": len(brotli.compress(script)),
    }
