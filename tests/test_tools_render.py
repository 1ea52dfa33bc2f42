"""`hall render`: what it draws, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus import good_path
from picture_world import picture_process
from PIL import Image

from scene.hall_file import parse_hall
from scene.picture_process import NONE_WORKS, NoPicturesError
from scene.viewpoints import window_view
from tools import render
from tools.main import main

ROOM = str(good_path("one_room"))


DRAWS = pytest.mark.usefixtures("can_draw")


@pytest.fixture(scope="module")
def can_draw() -> None:
    for _ in picture_process():
        pass


@DRAWS
def test_a_hall_is_drawn_from_its_entrance(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "room.png"
    assert main(["render", ROOM, "--size", "320x200", "--out", str(out)]) == 0
    with Image.open(out) as picture:
        assert (picture.format, picture.size) == ("PNG", (320, 200))
    assert "drawn by " in capsys.readouterr().err


@DRAWS
def test_a_kind_is_drawn_from_four_sides(tmp_path: Path) -> None:
    assert main(["render", "--kind", "counter", "--out", str(tmp_path / "counter.webp")]) == 0
    with Image.open(tmp_path / "counter.webp") as picture:
        assert picture.size == (641, 516)


@DRAWS
def test_an_invalid_hall_is_told_by_file_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "no.json").write_text(json.dumps({"schema": "hall/1"}))
    assert main(["render", str(tmp_path / "no.json"), "--out", str(tmp_path / "x.png")]) == 1
    assert "no.json" in capsys.readouterr().err


@DRAWS
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--at", "F9,1,1"], "there is no floor F9"),
        (["--at", "here"], "a place is FLOOR,X,Y"),
        (["--at", "window:Z99"], "there is no such window"),
        (["--size", "big"], "a size is such as"),
        (["--out", "x.bmp"], "pictures are .webp or .png"),
        (["--out", "/nowhere/x.png"], "No such file"),
    ],
)
def test_what_cannot_be_drawn_is_told(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", ROOM, "--out", "x.png", *words]) == 1
    assert said in capsys.readouterr().err


def test_without_a_back_end_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise NoPicturesError(NONE_WORKS)

    monkeypatch.setattr(render, "start_pictures", refuse)
    assert main(["render", ROOM, "--out", "x.png"]) == 1
    assert "libegl1" in capsys.readouterr().err


def test_one_stands_before_a_window_with_nothing_tall_between() -> None:
    hall = parse_hall(good_path("one_room").read_bytes())
    view = window_view(hall, "A02", 640, 400)
    assert 4.0 < view.eye[1] < 8.3
    assert 60 < view.heading_deg < 120
