"""The hall's light: worked out in a process of its own after publishing, kept by version, and named once it is there.

DATA/light/<hall>/<version>/ holds the finished files; a version is a hall file's and the format's. Whatever interrupts the
process, the folder appears whole or not at all, and the next start begins anew.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Literal

from aiohttp import web

from scene.light.files import INDEX, light_version
from scene.light.rays import has_embree
from server.foundation.clock import hall_time
from server.foundation.config import Config
from server.foundation.keys import BUS, CONFIG
from server.hall.publish import SOURCE, read_pointer
from server.hall.published import HALLS, Publication, ways_of

TOPIC = "hall"
"""On the bus: the event `hall` tells which light there is."""
MORNING, EVENING = time(6, 30), time(18, 0)

log = logging.getLogger("hall")


def light_of(config: Config, publication: Publication) -> str | None:
    """The version of a hall's light, once it is there."""
    folder = light_folder(config, publication)
    return None if folder is None else folder.name


def light_folder(config: Config, publication: Publication) -> Path | None:
    """Where the light of a hall lies, once it is there."""
    folder = config.light / publication.hall.id / _version_of(publication.folder / SOURCE)
    return folder if (folder / INDEX).is_file() else None


@lru_cache(maxsize=8)
def _version_of(source: Path) -> str:
    """A version's files never change, so that they are read once."""
    return light_version(source.read_bytes())


def time_of_day(moment: datetime) -> Literal["day", "evening"]:
    """How the hall looks at a moment."""
    return "day" if MORNING <= hall_time(moment).time() < EVENING else "evening"


async def baked_light(app: web.Application) -> AsyncIterator[None]:
    """Lifetime: works out the light of the published hall beside everything else, when it is not there."""
    baking = asyncio.create_task(_bake(app)) if app[CONFIG].bake else None
    yield
    if baking is not None:
        baking.cancel()
        await asyncio.wait([baking])


async def _bake(app: web.Application) -> None:
    """Steps: 1. not what is there already, 2. after the ways, 3. sweep, 4. a process of its own, 5. tell every page."""
    config, current = app[CONFIG], app[HALLS].current
    if await asyncio.to_thread(light_of, config, current) is not None:
        return
    if not has_embree():
        log.info("embree is not installed: the hall's light stays as browsers guess it")
        return
    # The first visitors need the processor more.
    await ways_of(current)
    await asyncio.to_thread(_sweep, config, current)
    if await _run(current.folder / SOURCE, config.light / current.hall.id):
        log.info("the light of hall %s is worked out", current.hall.id)
        app[BUS].publish(TOPIC)


async def _run(source: Path, out: Path) -> bool:
    """Whether a process did it; it ends before we do."""
    command = (sys.executable, "-m", "scene.light", str(source), str(out))
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL)
    try:
        code = await process.wait()
    except asyncio.CancelledError:
        process.terminate()
        await process.wait()
        raise
    if code != 0:
        log.warning("the hall's light could not be worked out (exit %d): it stays as browsers guess it", code)
    return code == 0


def _sweep(config: Config, current: Publication) -> None:
    """Delete the light of versions that are no longer answerable, and what an interruption left."""
    bundles = current.folder.parent
    sources = [bundles / version / SOURCE for version in read_pointer(bundles).versions]
    kept = {_version_of(source) for source in sources if source.is_file()}
    for folder in (config.light / current.hall.id).glob("*"):
        if folder.name not in kept:
            shutil.rmtree(folder, ignore_errors=True)
