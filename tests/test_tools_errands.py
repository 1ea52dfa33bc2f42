"""`hall errands`: the order on stdout, what is wrong on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from navmesh_halls import box, floor, make_hall

from scene.hall_file import dump_hall
from tools.main import main


@pytest.fixture
def hall_path(tmp_path: Path) -> Path:
    """A room of 20 m with a machine at each end, an entrance in the middle, and a second room nobody can enter."""
    rooms = [floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))]
    places = [
        {"id": name, "floor": where, "at": [x, 5], "kind": kind, "name": {"zh": name, "en": name}}
        for name, where, x, kind in (
            ("west", "F1", 1, "machine"), ("east", "F1", 19, "machine"), ("desk", "F1", 14, "desk"), ("up", "F2", 5, "attic")
        )
    ]  # fmt: skip
    door = {"id": "main", "floor": "F1", "at": [8, 1], "heading_deg": 90, "name": {"zh": "正门", "en": "Main"}}
    path = tmp_path / "hall.json"
    path.write_bytes(dump_hall(make_hall(rooms, places=places, entrances=[door], profiles={})))
    return path


def order(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["errands", str(path), *words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["exact"]
    assert found["route"]["arrives"]["floor"] == "F1"
    return [stop["goal"] for stop in found["stops"]]


def test_the_order_takes_the_least_time(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert order(hall_path, capsys, "--stop", "place:desk", "--stop", "kind:machine") == ["place:desk", "place:east"]
    assert order(hall_path, capsys, "--stop", "place:desk", "--stop", "kind:machine", "--before", "2,1") == [
        "place:east",
        "place:desk",
    ]
    assert order(hall_path, capsys, "--from", "place:east", "--stop", "place:west", "--stop", "place:desk") == [
        "place:desk",
        "place:west",
    ]


def test_it_is_told_in_lines(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--stop", "place:desk@60", "--stop", "kind:machine", "--end", "place:east"]
    assert main(["errands", str(hall_path), *words]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(" s, from entrance:main")
    assert [line.split(" s  ")[1] for line in lines[1:]] == [
        "place:desk (place:desk@60)",
        "place:east (kind:machine)",
        "place:east",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--stop", "place:up"], "place:up: closed_off: "),
        (["--stop", "kind:sauna"], "kind:sauna: there is no such place in this hall; there are machine, desk, attic"),
        (["--stop", "place:desk@soon"], "--stop place:desk@soon: soon is no number of seconds"),
        (["--stop", "place:desk", "--before", "1,2"], "--before 1,2: say two stops by their numbers from 1 to 1"),
        (
            ["--stop", "place:desk", "--stop", "place:east", "--before", "1,2", "--before", "2,1"],
            "stops 1, 2 must each come before another of them",
        ),
    ],
)
def test_what_is_wrong_is_told(
    words: list[str], said: str, hall_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["errands", str(hall_path), *words]) == 1
    assert said in capsys.readouterr().err
