"""Every good hall of tests/halls goes through every path: built, walked, measured."""

from __future__ import annotations

import csv
import io
import json
import math
from pathlib import Path

import pytest
from corpus import GOOD, good_path, good_source

from navmesh import NoRoute, build_navigation, dumps, find_route, parse_spot, route_to_json, tour_route
from scene.hall import Hall, profiles_of
from scene.hall_file import parse_hall
from tools.lengths import COLUMNS
from tools.main import main


def goals_of(hall: Hall) -> list[str]:
    windows = [f"window:{window.code}" for counter in hall.counters for window in counter.windows]
    return windows + [f"place:{place.id}" for place in hall.places]


@pytest.mark.parametrize("name", GOOD)
def test_good_hall_builds_twice_the_same(name: str, tmp_path: Path) -> None:
    built = []
    for attempt in ("first", "second"):
        assert main(["build", str(good_path(name)), "--out", str(tmp_path / attempt)]) == 0
        files = sorted(path for path in (tmp_path / attempt).rglob("*") if path.is_file())
        built.append({path.relative_to(tmp_path / attempt): path.read_bytes() for path in files})
    assert built[0] == built[1]


@pytest.mark.parametrize("name", GOOD)
def test_bundle_has_every_floor_window_and_entrance(name: str, tmp_path: Path) -> None:
    assert main(["build", str(good_path(name)), "--out", str(tmp_path)]) == 0
    hall = parse_hall(good_source(name))
    (folder,) = tmp_path.iterdir()
    manifest = json.loads((folder / "manifest.json").read_bytes())
    codes = [window.code for counter in hall.counters for window in counter.windows]
    assert [floor["id"] for floor in manifest["floors"]] == [floor.id for floor in hall.floors]
    assert [entrance["id"] for entrance in manifest["entrances"]] == [entrance.id for entrance in hall.entrances]
    assert sorted(spot["window"] for spot in json.loads((folder / "hotspots.json").read_bytes())) == sorted(codes)
    assert sorted(json.loads((folder / "layout.json").read_bytes())["windows"]["code"]) == sorted(codes)
    assert all((folder / f"plan-{floor.id}.svg").is_file() for floor in hall.floors)


@pytest.mark.parametrize("name", GOOD)
def test_every_goal_has_a_route_from_every_entrance_for_everybody(name: str) -> None:
    hall = parse_hall(good_source(name))
    navigation = build_navigation(hall)
    for profile in profiles_of(hall):
        for entrance in hall.entrances:
            start = parse_spot(hall, f"entrance:{entrance.id}")
            for words in goals_of(hall):
                route = find_route(navigation, start, parse_spot(hall, words), profile)
                assert not isinstance(route, NoRoute), f"{profile}: {entrance.id} to {words}: {route}"
                assert math.isclose(route.length_m, sum(leg.length_m for leg in route.legs), abs_tol=1e-6)
                assert math.isclose(route.duration_s, sum(leg.duration_s for leg in route.legs), abs_tol=1e-6)
                assert b"null" not in dumps(route_to_json(route, "v"))


@pytest.mark.parametrize("name", GOOD)
def test_every_tour_can_be_walked(name: str) -> None:
    hall = parse_hall(good_source(name))
    navigation = build_navigation(hall, ("walk",))
    for tour in hall.tours:
        assert not isinstance(tour_route(navigation, hall, tour.id, "walk"), NoRoute)


@pytest.mark.parametrize("name", [name for name in GOOD if parse_hall(good_source(name)).entrances])
def test_lengths_and_route_agree(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hall = parse_hall(good_source(name))
    entrance = hall.entrances[0]
    goals = [parse_spot(hall, words) for words in goals_of(hall)]
    queries = tmp_path / "queries.csv"
    ends = [(entrance.floor, *entrance.at, hall.floors[goal.floor].id, goal.x, goal.y) for goal in goals]
    with queries.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *ends])
    assert main(["lengths", str(good_path(name)), str(queries)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(goals)
    for words, row in zip(goals_of(hall), rows, strict=True):
        asked = ["route", str(good_path(name)), "--from", f"entrance:{entrance.id}", "--to", words, "--json"]
        assert main(asked) == 0
        route = json.loads(capsys.readouterr().out)
        assert row["reason"] == ""
        assert (float(row["length_m"]), float(row["duration_s"])) == pytest.approx(
            (route["length_m"], route["duration_s"]), abs=1e-9
        )
