"""Pictures over HTTP: of windows for link previews, of the steps of a way; and a server without them."""

from __future__ import annotations

import asyncio
import io
import os
import re
import signal
import threading
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from wangcheng_site import Answer, Site, wangcheng

from scene.picture_process import NoPicturesError, PictureError
from scene.views import Footprint, View
from server.foundation.config import read_config
from server.foundation.keys import CONFIG
from server.foundation.refusals import Busy, NotFound
from server.foundation.starting import StartError
from server.pictures import board
from server.pictures.board import PICTURES, Pictures, Sitter, keep
from server.pictures.steps import prints_near, step_view

VIEW = View(eye=(0.0, 0.0, 1.6), heading_deg=0.0)
SITTER = Sitter(version="v", file=Path("hall.json"), titles={"A01": ("医保局", "")})


def site() -> Site:
    """The server, where it can draw; else what needs pictures is skipped and says so."""
    found = wangcheng()
    answer = found.get("/pictures/window/A03.webp")
    if answer.status == 404:
        pytest.skip("PICTURES ARE NOT TESTED HERE: no back end can draw")
    assert answer.status == 200
    return found


def size(answer: Answer) -> tuple[int, int]:
    with Image.open(io.BytesIO(answer.body), formats=["WEBP"]) as picture:
        return picture.size


def start() -> str:
    entrance = wangcheng().get("/api/v1/hall").json["entrances"][0]
    return f"from=entrance:{entrance['id']}&to=window:G05"


def test_a_window_has_a_picture_for_link_previews() -> None:
    answer = site().get("/pictures/window/a03.webp")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/webp")
    assert answer.headers["cache-control"].startswith("public")
    assert size(answer) == (960, 504)
    assert len(answer.body) <= 60_000


def test_a_window_that_is_not_there_has_none() -> None:
    assert wangcheng().get("/pictures/window/Z99.webp").status == 404


def test_every_step_of_a_way_has_a_picture() -> None:
    steps = site().get(f"/api/v1/route?{start()}").json["steps"]
    for number in range(len(steps)):
        answer = site().get(f"/pictures/step/{number}.webp?{start()}")
        assert (answer.status, size(answer)) == (200, (640, 400))
    assert site().get(f"/pictures/step/{len(steps)}.webp?{start()}").status == 404
    assert site().get(f"/pictures/step/one.webp?{start()}").status == 400


def test_the_plain_way_shows_its_steps_without_saying_them_twice() -> None:
    page = wangcheng().get(f"/walk?{start()}").text
    shown = re.findall(r'<li><b>([^<]+)</b><img class="step-picture" src="([^"]+)"[^>]*loading="lazy" alt="">', page)
    steps = wangcheng().get(f"/api/v1/route?{start()}").json["steps"]
    said = {(step["leg"], step["at_m"]): step["text"]["zh"] for step in steps}
    assert [unescape(words) for words, _ in shown] == list(said.values())
    assert site().get(unescape(shown[0][1])).status == 200


@pytest.mark.parametrize("page", ["/", "/windows/A03", "/items/U17-002"])
def test_links_have_previews(page: str) -> None:
    html = wangcheng().get(page).text
    image = re.findall(r'<meta property="og:image" content="(http://127\.0\.0\.1:\d+(/pictures/[\w/]+\.webp))">', html)
    assert len(image) == 1
    assert 'name="twitter:card" content="summary_large_image"' in html
    assert re.search(r'property="og:title" content="[^"]+"', html)
    assert site().get(image[0][1]).status == 200


def test_addresses_for_others_have_the_public_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    there = wangcheng()
    public = replace(there.app[CONFIG], public_origin="https://hall.example.gov.cn")
    monkeypatch.setitem(there.app._state, CONFIG, public)
    html = there.get("/h/wangcheng/windows/A03").text
    assert 'content="https://hall.example.gov.cn/h/wangcheng/pictures/window/A03.webp"' in html


def test_readiness_names_what_draws() -> None:
    assert site().get("/readyz").json["pictures"] in {"egl", "software"}


def test_a_process_that_was_killed_is_started_again() -> None:
    there = site()
    process: Any = there.app[PICTURES]._process
    os.kill(process.pid, signal.SIGKILL)
    process._process.wait()
    assert there.get("/pictures/window/B02.webp").status == 200


# --- who draws -------------------------------------------------------------------------------------------------------


class Painter:
    """Stands for a process that draws."""

    backend = "egl"
    pid = 0

    def __init__(self, *, fails: int = 0) -> None:
        self.fails, self.drawn, self.opened = fails, 0, 0
        self.is_alive, self.was_ended = True, threading.Event()

    def open_hall(self, path: Path, titles: object, light: Path | None) -> None:
        self.opened += 1

    def draw_hall(self, view: View, prints: Iterable[Footprint] = ()) -> bytes:
        self.drawn += 1
        if self.drawn <= self.fails:
            raise PictureError("it hangs")
        return b"picture"

    def close(self) -> None:
        self.is_alive = False
        self.was_ended.set()


def painted_by(painter: Painter, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Pictures:
    def revive(_: object) -> Painter:
        painter.is_alive = True
        return painter

    monkeypatch.setattr(board, "start_pictures", revive)
    return Pictures(folder / "pictures", "auto")


async def test_what_was_drawn_is_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painter = Painter()
    pictures = painted_by(painter, monkeypatch, tmp_path)
    found = await asyncio.gather(*(pictures.draw(SITTER, VIEW) for _ in range(5)))
    assert {path.read_bytes() for path in found} == {b"picture"}
    assert (painter.drawn, painter.opened) == (1, 1)


async def test_a_process_nobody_asks_is_ended_and_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "IDLE_S", 0.0)
    painter = Painter()
    pictures = painted_by(painter, monkeypatch, tmp_path)
    await pictures.draw(SITTER, VIEW)
    assert await asyncio.to_thread(painter.was_ended.wait, 10)
    assert (await pictures.draw(SITTER, replace(VIEW, heading_deg=90.0))).is_file()
    await pictures.close()


async def test_who_goes_away_leaves_the_picture_to_be_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painter = Painter()
    pictures = painted_by(painter, monkeypatch, tmp_path)
    going = asyncio.create_task(pictures.draw(SITTER, VIEW))
    await asyncio.sleep(0)
    going.cancel()
    assert (await pictures.draw(SITTER, VIEW)).read_bytes() == b"picture"
    assert painter.drawn == 1


async def test_another_name_on_a_sign_is_another_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = painted_by(Painter(), monkeypatch, tmp_path)
    renamed = Sitter(version="v", file=SITTER.file, titles={"A01": ("税务局", "")})
    assert await pictures.draw(SITTER, VIEW) != await pictures.draw(renamed, VIEW)


async def test_the_hall_in_its_own_light_is_another_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painter = Painter()
    pictures = painted_by(painter, monkeypatch, tmp_path)
    lit = replace(SITTER, light=tmp_path / "light" / "v")
    assert await pictures.draw(SITTER, VIEW) != await pictures.draw(lit, VIEW)
    assert painter.opened == 2


async def test_too_many_are_told_to_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST_WAITING", 2)
    pictures = painted_by(Painter(), monkeypatch, tmp_path)
    views = [View(eye=(float(n), 0.0, 1.6), heading_deg=0.0) for n in range(4)]
    found = await asyncio.gather(*(pictures.draw(SITTER, view) for view in views), return_exceptions=True)
    busy = [one for one in found if isinstance(one, Busy)]
    assert len(busy) == 2
    assert all(one.retry_after_s for one in busy)


async def test_one_that_hangs_is_given_a_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "FIRST_PAUSE_S", 30.0)
    painter = Painter(fails=1)
    pictures = painted_by(painter, monkeypatch, tmp_path)
    for _ in range(2):
        with pytest.raises(Busy) as told:
            await pictures.draw(SITTER, VIEW)
        assert 25 <= (told.value.retry_after_s or 0) <= 31
    assert painter.drawn == 1
    pictures._not_before = 0.0
    assert (await pictures.draw(SITTER, VIEW)).is_file()


@pytest.mark.parametrize("wanted", ["off", "auto"])
async def test_without_a_back_end_there_are_no_pictures(
    wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise NoPicturesError("nothing can draw")

    monkeypatch.setattr(board, "start_pictures", refuse)
    pictures = Pictures(tmp_path, wanted)
    with pytest.raises(NotFound):
        await pictures.draw(SITTER, VIEW)
    assert pictures.look() == "none"


def test_old_pictures_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "MOST_KEPT", 10)
    for number in range(11):
        keep(tmp_path / f"{number:02}.webp", b"x")
        os.utime(tmp_path / f"{number:02}.webp", (number, number))
    assert len(list(tmp_path.iterdir())) <= 10
    assert not (tmp_path / "00.webp").exists()
    assert (tmp_path / "10.webp").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("HALL_PICTURES", "vulkan"), ("HALL_PUBLIC_ORIGIN", "hall.example"), ("HALL_PUBLIC_ORIGIN", "https://a/b")],
)
def test_settings_that_make_no_sense_stop_the_start(name: str, value: str) -> None:
    with pytest.raises(StartError, match=name):
        read_config(environment={name: value})


# --- where one looks from --------------------------------------------------------------------------------------------

LEVEL = {"length_m": 20.0, "trail": [[0.0, 0.0, 0.0], [20.0, 0.0, 0.0]], "points": [[0.0, 0.0, 0.0], [20.0, 0.0, 0.0]]}
RIDE = {"connector": "up", "length_m": 10.0, "points": [[20.0, 0.0, 0.0], [28.0, 0.0, 5.0]]}
ROUTE: dict[str, Any] = {
    "legs": [LEVEL, RIDE],
    "arrives": {"heading_deg": 90.0},
    "steps": [{"leg": 0, "at_m": 0.0}, {"leg": 0, "at_m": 10.0}, {"leg": 1, "at_m": 20.0}],
    "footprints": {"x": [0, 60_000], "y": [0, 0], "z": [0, 0], "heading_deg": [0, 0], "foot": "LR"},
}


def test_a_step_is_seen_from_a_little_before_it() -> None:
    assert step_view(ROUTE, 1).eye[:2] == (8.4, 0.0)
    assert step_view(ROUTE, 1).heading_deg == 0.0


def test_the_first_step_is_seen_from_the_start() -> None:
    assert step_view(ROUTE, 0).eye[:2] == (0.0, 0.0)


def test_a_ride_is_seen_from_before_its_foot() -> None:
    view = step_view(ROUTE, 2)
    assert (view.eye[:2], view.heading_deg) == ((15.8, 0.0), 0.0)


def test_a_goal_is_seen_as_one_comes_to_it() -> None:
    arriving = ROUTE | {"legs": [LEVEL], "steps": [{"leg": 0, "at_m": 20.0}]}
    view = step_view(arriving, 0)
    assert view.eye[:2] == (15.8, 0.0)
    assert 0 < view.heading_deg < 90


def test_footprints_too_far_to_be_seen_are_left_out() -> None:
    assert len(prints_near(ROUTE, step_view(ROUTE, 0))) == 1
