"""`hall check`: what it counts, what it refuses, and what only walking the hall can tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus import BAD, GOOD, bad_path, bad_source, expected_problems, good_path, good_source, to_source

from tools import check as check_verb
from tools.check import check
from tools.main import main

WANGCHENG = Path(__file__).parent.parent / "scene" / "halls" / "wangcheng.json"


@pytest.mark.parametrize("name", GOOD)
def test_good_hall_is_in_order(name: str) -> None:
    report = check(good_source(name))
    assert [str(problem) for problem in report.problems] == []
    assert report.ok


@pytest.mark.parametrize("name", BAD)
def test_bad_hall_is_refused_for_what_is_wrong_with_it(name: str) -> None:
    report = check(bad_source(name))
    assert [str(problem) for problem in report.problems] == expected_problems(name)
    assert not report.ok


def test_windows_that_a_profile_cannot_reach_are_told_with_every_lift_that_is_closed() -> None:
    document = json.loads(WANGCHENG.read_bytes())
    for connector in document["connectors"]:
        connector["closed"] = connector["kind"] == "lift"
    told = {problem.place: problem.message for problem in check(to_source(document)).problems}
    [(counter, window)] = [
        (c, w)
        for c, one in enumerate(document["counters"])
        for w, window in enumerate(one["windows"])
        if window["code"] == "K01"
    ]
    assert told[f"counters[{counter}].windows[{window}]"] == (
        "cannot be reached from main, self-service-door: Closed, with no other way: Lift 1, Lift 2"
        " (profiles step_free, pram)"
    )
    assert not any(f"counters[{c}]" in place for c in range(3) for place in told)


def test_summary_counts_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    path = good_path("escalators_and_lift")
    assert main(["check", str(path)]) == 0
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        f"notice: {path}: counters[0].windows[{window}]: "
        "is reached from main only across 11 m of open floor (profile guided)"
        for window in range(4)
    ]
    assert printed.out == (
        f"{path}: 2 floors, 4 windows, 1 place, 3 connectors; all reachable from 1 entrance x 5 profiles\n"
        f"{path}: 8 of 8 signs and plates can be read from where one walks\n"
    )


def test_what_stands_on_tactile_paving_is_told_and_is_no_fault() -> None:
    document = json.loads(good_path("one_room").read_text("utf-8"))
    strip = [[2.0, 1.0], [2.4, 1.0], [2.4, 6.0], [2.0, 6.0]]
    document["areas"].append({"id": "strip", "floor": "F1", "kind": "tactile", "polygon": strip})
    litter = {"floor": "F1", "kind": "bin", "heading_deg": 0}
    document["furniture"] = [
        litter | {"id": "on-it", "at": [2.2, 3.0]},
        litter | {"id": "beside-it", "at": [3.4, 3.0]},
        litter | {"id": "above-it", "kind": "hanging_display", "at": [2.2, 4.0]},
    ]
    report = check(to_source(document))
    assert [str(one) for one in report.notices] == ["furniture[0]: stands on the tactile paving strip"]
    assert report.ok


def test_a_sign_that_no_aisle_can_see_is_told_and_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(good_path("one_room").read_text("utf-8"))
    board = {"floor": "F1", "kind": "zone", "z": 2.9, "size": [1.6, 0.4], "lines": [{"zh": "大厅", "en": "Lobby"}]}
    document["signs"] = [
        board | {"id": "open", "at": [15.0, 5.5], "heading_deg": 270},
        board | {"id": "to-the-wall", "at": [10.0, 11.95], "heading_deg": 90},
    ]
    path = tmp_path / "signs.json"
    path.write_text(json.dumps(document))
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"{path}: 7 of 8 signs and plates can be read from where one walks",
        f"{path}: to-the-wall: no aisle can see this sign",
    ]


def test_without_embree_it_is_said_that_nobody_looked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_verb, "has_embree", lambda: False)
    assert main(["check", str(good_path("one_room"))]) == 0
    assert "was not checked: embree is not installed" in capsys.readouterr().out
    assert main(["check", str(good_path("one_room")), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signs"] is None


def test_problems_go_to_stderr_with_file_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    path = bad_path("several_at_once")
    assert main(["check", str(path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [f"{path}: {line}" for line in expected_problems("several_at_once")]


def test_json_for_a_good_hall(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good_path("one_room")), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    signs = {one["id"]: one for one in told.pop("signs")}
    assert told == {
        "ok": True,
        "counts": {"floors": 1, "windows": 3, "places": 1, "connectors": 0, "entrances": 1, "profiles": 5},
        "problems": [],
        "notices": [],
    }
    assert set(signs) == {f"{kind}:{code}" for kind in ("window", "plate") for code in ("A01", "A02", "A03")}
    assert all(one["readable_m2"] > 5 and one["farthest_m"] > 3 for one in signs.values())


def test_json_for_a_bad_hall(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(bad_path("window_code_twice"))]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "ok": False,
        "counts": None,
        "problems": [{"place": "counters[1].windows[1].code", "message": "A02 is already taken by counter c1"}],
        "notices": [],
        "signs": None,
    }


def test_json_names_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(tmp_path / "none.json")]) == 1
    assert "No such file" in capsys.readouterr().err
