"""`hall route`, `hall lengths`, and what `hall check` says about what cannot be reached."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from navmesh_halls import box, connector, floor, make_hall

from scene.bundle import bundle_version
from scene.hall_file import dump_hall
from tools.main import main

HEADER = "from_floor,from_x,from_y,to_floor,to_x,to_y\n"


@pytest.fixture
def hall_path(tmp_path: Path) -> Path:
    """Two floors joined by stairs; a box stands on the first; one window on the second."""
    hall = make_hall(
        [floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))],
        obstacles=[box(8, 3, 12, 7)],
        connectors=[connector("stairs", "stairs", "both", ("F1", 5, 1), ("F2", 8, 1))],
        counters=[
            {"id": "c", "floor": "F2", "at": [15, 8], "heading_deg": 270, "kind": "counter", "pitch": 1.5, "depth": 1.5}
            | {"windows": [{"code": "A01", "kind": "unit"}]}
        ],
        entrances=[
            {"id": "main", "floor": "F1", "at": [1, 1], "heading_deg": 90, "name": {"zh": "正门", "en": "Main"}}
        ],
        places=[
            {"id": "far", "floor": "F1", "at": [1, 9], "kind": "toilet", "name": {"zh": "卫生间", "en": "Toilet"}},
            {"id": "near", "floor": "F2", "at": [18, 1], "kind": "toilet", "name": {"zh": "卫生间", "en": "Toilet"}},
        ],
        profiles={},
    )
    path = tmp_path / "hall.json"
    path.write_bytes(dump_hall(hall))
    return path


def test_route_tells_the_steps(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", str(hall_path), "--from", "entrance:main", "--to", "window:A01"]) == 0
    out = capsys.readouterr().out
    assert "走stairs上到F2" in out
    assert "A01窗口" in out


def test_route_as_json_has_full_floats(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", str(hall_path), "--from", "F1,1,1", "--to", "F1,2,2", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["length_m"] == pytest.approx(2**0.5, abs=1e-12)
    assert answer["version"] == bundle_version(hall_path.read_bytes())


def test_no_route_is_exit_1_with_the_reason(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["route", str(hall_path), "--from", "F1,1,1", "--to", "window:A01", "--profile", "step_free", "--json"]
    assert main(words) == 1
    captured = capsys.readouterr()
    error = json.loads(captured.out)["error"]
    assert error["reason"] == {"code": "profile", "profile": "step_free", "connectors": ["stairs"]}
    assert str(hall_path) in captured.err


def test_the_nearest_place_of_a_kind_and_the_way_out(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for goal, reached in (("kind:toilet", "place:near"), ("leave", "entrance:main")):
        assert main(["route", str(hall_path), "--from", "F2,10,1", "--to", goal, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["arrives"]["goal"] == reached


def test_an_unknown_kind_names_those_there_are(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["route", str(hall_path), "--from", "F2,10,1", "--to", "kind:sauna"]) == 1
    assert "kind:sauna: there is no such place in this hall; there are toilet" in capsys.readouterr().err


@pytest.mark.parametrize("spot", ["window:Z99", "F7,1,1", "nowhere"])
def test_an_unknown_spot_names_the_file_and_itself(
    spot: str, hall_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["route", str(hall_path), "--from", spot, "--to", "F1,1,1"]) == 1
    error = capsys.readouterr().err
    assert str(hall_path) in error
    assert spot in error


def test_lengths_answers_in_order_with_reasons(
    hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(HEADER + "F1,1,1,F1,4,5\nF1,10,5,F1,1,1\nF1,5,1,F2,8,1\n")
    assert main(["lengths", str(hall_path), str(queries)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["reason"].partition(":")[0] for row in rows] == ["", "start_off_floor", ""]
    assert float(rows[0]["length_m"]) == pytest.approx(5)
    assert (rows[1]["length_m"], rows[1]["duration_s"]) == ("", "")
    assert (float(rows[2]["length_m"]), float(rows[2]["duration_s"])) == pytest.approx((5, 10))


def test_lengths_names_the_line_that_is_no_query(
    hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(HEADER + "F1,1,1,F1,4,5\nF9,1,1,F1,one,5\n")
    assert main(["lengths", str(hall_path), str(queries)]) == 1
    error = capsys.readouterr().err
    assert f"{queries}: line 3: from_floor: there is no floor F9" in error
    assert f"{queries}: line 3: to_x: 'one' is no coordinate" in error


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "line 1: the columns from_floor, from_x, from_y, to_floor, to_x, to_y are missing"),
        ("from_floor,from_x,from_y,to_floor,to_x\n", "line 1: the columns to_y are missing"),
        ("a,b\n1,2\n", "line 1: the columns from_floor"),
        (HEADER + "\n\nF1,1,1,F1,4\n", "line 4: to_y: '' is no coordinate"),
        (HEADER + "F1,1,1,F1,4,5,6\n", "line 2: there are more values than columns"),
        (HEADER + "F1,1,nan,F1,4,5\n", "line 2: from_y: 'nan' is no coordinate"),
        (HEADER + "F1,1,1,F1,4,x\n" * 25, "and 5 more problems"),
        ('"a\n', "not CSV in UTF-8"),
    ],
)
def test_lengths_tells_what_is_wrong_with_its_queries(
    text: str, complaint: str, hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(text)
    assert main(["lengths", str(hall_path), str(queries)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"{queries}: {complaint}" in captured.err


@pytest.mark.parametrize("text", [HEADER, HEADER.strip(), "\ufeff" + HEADER.replace("\n", "\r\n")])
def test_no_queries_have_no_answers(
    text: str, hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text(text, newline="")
    assert main(["lengths", str(hall_path), str(queries)]) == 0
    assert capsys.readouterr().out == "length_m,duration_s,reason\n"


def test_check_names_the_window_that_cannot_be_reached(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(hall_path)]) == 1
    error = capsys.readouterr().err
    assert f"{hall_path}: counters[0].windows[0]: cannot be reached from main" in error
    assert "(profile walk)" not in error


def test_check_names_a_stop_off_the_walkable_area(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall = make_hall(
        [floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))],
        connectors=[connector("lift", "lift", "both", ("F1", 5, 1), ("F2", 5, 0.4))],
        entrances=[{"id": "main", "floor": "F1", "at": [1, 1], "heading_deg": 90}],
        profiles={},
    )
    path = tmp_path / "hall.json"
    path.write_bytes(dump_hall(hall))
    assert main(["check", str(path)]) == 1
    error = capsys.readouterr().err
    assert "connectors[0].stops[1].at: this stop is off the walkable area" in error
    # Both need 0.45 m on either side, walk and the others less.
    assert "(profiles step_free, guided)" in error
