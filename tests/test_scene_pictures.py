"""Pictures of a hall, drawn in a process of its own: what they show, and what becomes of that process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from picture_world import picture_process, pixels

from scene.hall import Hall
from scene.hall_file import parse_hall
from scene.lettering import Lettering, draw_lettering
from scene.light.atlas import make_atlas
from scene.light.bake import StoreyLight
from scene.light.files import light_files, write_light
from scene.picture_process import NoPicturesError, PictureError, PictureProcess, start_pictures
from scene.picture_scene import PictureScene, lettering_of, picture_scene, print_quads, sign_quads
from scene.viewpoints import storey_view, window_view
from scene.views import Footprint, View

WANGCHENG = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
ONE_ROOM = Path(__file__).parent / "halls" / "good" / "one_room.json"
DOWN = View(eye=(4.0, 3.0, 2.4), heading_deg=0.0, pitch_deg=-60.0, width_px=160, height_px=100)


@pytest.fixture(scope="module")
def hall() -> Hall:
    return parse_hall(ONE_ROOM.read_bytes())


@pytest.fixture(scope="module")
def scene(hall: Hall) -> PictureScene:
    return picture_scene(hall, {"A01": ("医保局", "Health Insurance")})


@pytest.fixture
def process() -> Iterator[PictureProcess]:
    yield from picture_process()


def test_footprints_are_blue_on_the_floor(process: PictureProcess) -> None:
    process.open_hall(ONE_ROOM, {})
    prints = [Footprint(at=(4.6 + 0.35 * n, 3.0, 0.0), heading_deg=0.0, left=n % 2 == 0) for n in range(6)]
    without, with_them = (
        pixels(process.draw_hall(DOWN, form="png")),
        pixels(process.draw_hall(DOWN, prints, form="png")),
    )
    bluer = (with_them[..., 2] - with_them[..., 0]) - (without[..., 2] - without[..., 0])
    assert 0.01 < (bluer > 60).mean() < 0.3


def test_a_floor_from_above_is_open_whole_and_alone(process: PictureProcess) -> None:
    process.open_hall(WANGCHENG, {})
    hall = parse_hall(WANGCHENG.read_bytes())
    paper = pixels(process.draw_hall(storey_view(hall, "F1", 320, 200), form="png"))[2, 2]
    for floor in hall.floors:
        picture = pixels(process.draw_hall(storey_view(hall, floor.id, 320, 200), form="png"))
        drawn = np.abs(picture - paper).max(axis=2) > 6
        assert not drawn[:, [0, -1]].any()
        assert 0.3 < drawn.mean() < 0.9
        assert picture[drawn].std(axis=0).min() > 20, "furniture is seen, not a ceiling"


def test_the_same_picture_is_drawn_twice(process: PictureProcess) -> None:
    process.open_hall(ONE_ROOM, {})
    assert process.draw_hall(DOWN) == process.draw_hall(DOWN)


def test_a_hall_is_drawn_in_its_own_light(process: PictureProcess, hall: Hall, tmp_path: Path) -> None:
    process.open_hall(ONE_ROOM, {})
    guessed = pixels(process.draw_hall(DOWN, form="png"))
    process.open_hall(ONE_ROOM, {}, light_with(hall, 0.2, tmp_path / "dark"))
    dark = pixels(process.draw_hall(DOWN, form="png"))
    process.open_hall(ONE_ROOM, {}, light_with(hall, 1.2, tmp_path / "bright"))
    bright = pixels(process.draw_hall(DOWN, form="png"))
    assert dark.mean() < 0.7 * guessed.mean() < 0.7 * 1.3 * bright.mean()


def light_with(hall: Hall, lamps: float, out: Path) -> Path:
    """A folder with as much light of lamps everywhere, and none of day."""
    storeys = []
    for floor in hall.floors:
        atlas = make_atlas(hall, floor)
        even = np.full((atlas.height, atlas.width), lamps, dtype=np.float32)
        storeys.append(StoreyLight(floor=floor.id, atlas=atlas, lamps=even, day=0 * even))
    return write_light(light_files(tuple(storeys), {}), out, "v")


def test_pictures_travel_in_60_kilobytes(process: PictureProcess) -> None:
    process.open_hall(WANGCHENG, {})
    view = View(eye=(0.0, 3.0, 1.7), heading_deg=90.0, width_px=960, height_px=504)
    assert 8_000 < len(process.draw_hall(view)) <= 60_000


def test_a_process_that_is_killed_is_told_and_not_waited_for(process: PictureProcess) -> None:
    process.open_hall(ONE_ROOM, {})
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(PictureError, match="died"):
        process.draw_hall(DOWN)
    assert not process.is_alive


def test_a_process_that_takes_too_long_is_ended(process: PictureProcess) -> None:
    process.open_hall(ONE_ROOM, {})
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(PictureError, match=r"longer than 0\.2 s"):
        process.draw_hall(DOWN, within_s=0.2)
    assert not process.is_alive


def test_a_wrong_request_is_told_and_the_process_lives_on(process: PictureProcess, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}")
    with pytest.raises(PictureError):
        process.open_hall(tmp_path / "no.json", {})
    process.open_hall(ONE_ROOM, {})
    assert process.draw_hall(DOWN)


def test_without_a_back_end_it_is_said_what_to_install() -> None:
    with pytest.raises(NoPicturesError, match="libegl1"):
        start_pictures(())
    with pytest.raises(NoPicturesError):
        start_pictures(("glide",))


# --- what is drawn ---------------------------------------------------------------------------------------------------


def test_batches_keep_every_triangle_and_floors_lie_apart(scene: PictureScene) -> None:
    assert {batch.manner for batch in scene.batches} >= {"solid", "floor"}
    for batch in scene.batches:
        assert batch.faces.max() < len(batch.points) == len(batch.colours)
        assert np.isfinite(batch.points).all()


def test_floors_are_bright_and_darker_about_things(scene: PictureScene) -> None:
    shadow = np.asarray(scene.floors[0].shadow)
    assert shadow.max() > 235
    assert shadow.min() < 190


def test_signs_behind_and_signs_turned_away_are_not_drawn(hall: Hall, scene: PictureScene) -> None:
    view = window_view(hall, "A01", 640, 400)
    seen = sign_quads(scene, view)
    assert {"window:A01", "plate:A01"} <= set(seen)
    assert not any(name.endswith("A01") for name in sign_quads(scene, turned(view)))


def test_a_window_carries_its_code_and_who_serves_there(scene: PictureScene) -> None:
    sign = next(one for one in scene.signs if one.id == "window:A01")
    assert lettering_of(sign, ("医保局", "Health Insurance")).first == ("医保局",)
    assert lettering_of(sign, ("医保局", "Health Insurance")).code == "A01"
    assert lettering_of(sign, ("", "")).first == ("窗口",)


@pytest.mark.parametrize("kind", ["window", "plate", "directory", "name", "zone"])
def test_words_stand_on_every_kind_of_sign(kind: str) -> None:
    def drawn(*lines: str) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        words = Lettering(kind=kind, width=2.0, height=0.6, first=lines, second=("", "Floor guide"), code="A01")
        return np.asarray(draw_lettering(words, 200.0))

    assert drawn("楼层", "不动产登记").shape == (120, 400, 3)
    assert (drawn("楼层", "不动产登记") != drawn("", "")).any()


def test_left_and_right_feet_mirror_each_other() -> None:
    left, right = print_quads([Footprint(at=(0, 0, 0), heading_deg=0, left=is_left) for is_left in (True, False)])
    assert left.corners[:, 0].tolist() == right.corners[:, 0].tolist()
    assert left.corners[:, 1].tolist() == (-right.corners[:, 1]).tolist()


def turned(view: View) -> View:
    """The same from where it is, looking back."""
    return View(eye=view.eye, heading_deg=view.heading_deg + 180.0)
