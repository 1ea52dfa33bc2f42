"""The hall's light: there at once for who comes when it is worked out, and handed to pages that are open before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from inside import read, wait_for_hall
from playwright.sync_api import Page, Route

from scene.hall_file import parse_hall
from scene.light.atlas import make_atlas
from scene.light.bake import StoreyLight
from scene.light.files import light_files, light_version, write_light
from server.foundation.config import DEFAULT_HALL_FILE
from tools.browsing import ServedHall

OpenPage = Callable[..., Page]


@pytest.fixture
def put_light(hall: ServedHall) -> Iterator[Callable[[], None]]:
    """Puts light that is everywhere the same where the server's own would lie; it is gone afterwards."""
    source, folder = DEFAULT_HALL_FILE.read_bytes(), hall.data / "light" / "wangcheng"

    def put() -> None:
        storeys = []
        for floor in (plan := parse_hall(source)).floors:
            atlas = make_atlas(plan, floor)
            even = np.full((atlas.height, atlas.width), 0.5, dtype=np.float32)
            storeys.append(StoreyLight(floor=floor.id, atlas=atlas, lamps=even, day=even))
        write_light(light_files(tuple(storeys), {}), folder, light_version(source))

    yield put
    shutil.rmtree(folder, ignore_errors=True)


def test_who_comes_later_has_the_light_at_once(open_page: OpenPage, put_light: Callable[[], None]) -> None:
    put_light()
    page = open_page(still=True)
    page.goto("/walk?light=evening")
    wait_for_hall(page, "walk")
    assert read(page, "light") == {"baked": True, "time": "evening"}


def test_an_open_page_takes_the_light_when_it_is_told_of_it(open_page: OpenPage, put_light: Callable[[], None]) -> None:
    told: list[str | None] = [None]

    def tell(route: Route) -> None:
        state = {"version": version, "light": told[-1]}
        body = f"retry: 500\nevent: hall\ndata: {json.dumps(state)}\n\n"
        route.fulfill(headers={"Content-Type": "text/event-stream"}, body=body)

    page = open_page(still=True)
    version = page.request.get("/api/v1/hall").json()["version"]
    page.route("**/api/v1/live", tell)
    page.goto("/walk")
    wait_for_hall(page, "walk")
    assert read(page, "light") == {"baked": False, "time": "day"}
    put_light()
    told.append("there")
    page.wait_for_function("() => window.hall.light.baked")
