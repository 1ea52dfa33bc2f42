"""What the hall needs while the server runs: the published hall, its catalogue."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from aiohttp import web
from tqdm import tqdm

from scene.hall_file import HallError, parse_hall
from server.foundation.config import Config
from server.foundation.keys import CLOCK, CONFIG, STORE
from server.foundation.starting import StartError
from server.hall.publish import publish
from server.hall.published import HALLS, HallBoard, Publication
from server.items import storage
from server.items.catalogue import CatalogueError, read_catalogue
from server.items.records import Catalogue

CATALOGUES = Path(__file__).resolve().parents[1] / "catalogue"

log = logging.getLogger("hall")


async def published_hall(app: web.Application) -> AsyncIterator[None]:
    """The hall, built and published when its file has changed."""
    app[HALLS] = HallBoard(await asyncio.to_thread(publish_configured, app[CONFIG]))
    yield
    # a thread that computes cannot be stopped; it ends within seconds
    await asyncio.wait([asyncio.wrap_future(app[HALLS].current.building)])


async def catalogue(app: web.Application) -> AsyncIterator[None]:
    """The catalogue of the hall's authority, read again when its files have changed."""
    hall_id = app[CONFIG].hall
    found = await asyncio.to_thread(_read, CATALOGUES / hall_id)
    if found is not None and await app[STORE].read(storage.loaded_digest, hall_id) != found.digest:
        await app[STORE].write(storage.load_catalogue, hall_id, found, app[CLOCK]())
    yield


async def check_hall(app: web.Application) -> tuple[bool, str]:
    """Which version is served, once its ways are known."""
    current = app[HALLS].current
    return current.building.done() and current.building.exception() is None, current.version


def publish_configured(config: Config) -> Publication:
    """Publish the hall file of the configuration, with a bar on a terminal; StartError says what is wrong with it."""
    try:
        return _publish(config)
    except HallError as error:
        raise StartError(f"{config.hall_file}: {error}") from error


def _publish(config: Config) -> Publication:
    """Read and check the file, build what is missing, and make it the current version."""
    try:
        source = config.hall_file.read_bytes()
    except OSError as error:
        raise StartError(f"{config.hall_file}: the hall file cannot be read ({error.strerror}).") from error
    hall = parse_hall(source)
    if hall.id != config.hall:
        raise StartError(f"{config.hall_file}: its id is {hall.id}, not {config.hall}. Set HALL_DEFAULT={hall.id}.")
    with tqdm(total=100, desc=f"hall {hall.id}", unit="%", disable=None, leave=False) as bar:

        def show(step: str, share: float) -> None:
            bar.set_postfix_str(step, refresh=False)
            bar.update(round(100 * share) - bar.n)

        publication = publish(hall, source, config.bundles / hall.id, show)
    log.info("hall %s is published in version %s", hall.id, publication.version)
    return publication


def _read(folder: Path) -> Catalogue | None:
    """The catalogue in a folder; None when there is no folder."""
    if not folder.is_dir():
        log.warning("%s: no catalogue for this hall; units and items stay empty", folder)
        return None
    try:
        return read_catalogue(folder)
    except CatalogueError as error:
        raise StartError(str(error)) from error
