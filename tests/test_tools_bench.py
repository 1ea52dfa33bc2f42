"""`hall bench`: its queries, its reports, and tiny runs of each of its own parts. Peers run only where they are installed."""

from __future__ import annotations

import asyncio
import json
import os
from importlib.util import find_spec
from pathlib import Path
from selectors import DefaultSelector, SelectorKey
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from navmesh_halls import box, connector, floor, make_hall

from navmesh import build_navigation, lengths
from scene.hall import Hall
from scene.hall_file import dump_hall
from scene.outlines import window_stands
from tools.benching import engine, visibility_graph
from tools.benching import http as http_bench
from tools.benching.http import Server, addresses_of, measure_http, print_http, take_turns
from tools.benching.load_client import size_of, stay_awake
from tools.benching.ours import array_bytes
from tools.benching.plot import scale_svg
from tools.benching.processes import PEERS, MissingPeerError, Peer, run_peer
from tools.benching.queries import (
    Playground,
    ground_to_json,
    playground_of,
    queries_across_floors,
    queries_on_one_floor,
    seconds_of,
)
from tools.benching.route import measure_routes, print_routes, ratios_of, slower_share
from tools.benching.scale import measure_scale, on_copies
from tools.benching.stacking import stack_hall
from tools.main import main

ROW = {"engine", "floors", "mean_us", "median_us", "p99_us", "long_share", "build_ms", "memory_mb", "queries"}


def two_floors() -> Hall:
    """Two floors joined by a lift and by stairs; a box stands on the first; three windows on the second."""
    return make_hall(
        [floor(1, box(0, 0, 20, 10)), floor(2, box(0, 0, 20, 10))],
        obstacles=[box(8, 3, 12, 7)],
        connectors=[
            connector("stairs", "stairs", "both", ("F1", 5, 1), ("F2", 8, 1)),
            connector("lift", "lift", "both", ("F1", 2, 8), ("F2", 2, 8)),
        ],
        counters=[
            {"id": "c", "floor": "F2", "at": [15, 8], "heading_deg": 270, "kind": "counter", "pitch": 1.5, "depth": 1.5}
            | {"windows": [{"code": code, "kind": "unit"} for code in ("A01", "A02", "A03")]}
        ],
        profiles={},
    )


@pytest.fixture(scope="module")
def ground() -> Playground:
    return playground_of(build_navigation(two_floors(), ("walk",)))


@pytest.fixture
def hall_path(tmp_path: Path) -> Path:
    path = tmp_path / "hall.json"
    path.write_bytes(dump_hall(two_floors()))
    return path


def test_queries_are_the_same_every_time_and_lie_on_walkable_ground(ground: Playground) -> None:
    one, across = queries_on_one_floor(ground, 40, 7), queries_across_floors(ground, 40, 7)
    assert np.array_equal(one, queries_on_one_floor(ground, 40, 7))
    assert not np.array_equal(one, queries_on_one_floor(ground, 40, 8))
    assert one.shape == across.shape == (40, 6)
    assert (one[:, 0] == one[:, 3]).all()
    assert (across[:, 0] != across[:, 3]).all()
    navigation = build_navigation(two_floors(), ("walk",))
    for queries in (one, across):
        assert np.isfinite(lengths(navigation, queries[:, :3], queries[:, 3:]).duration_s).all()


def test_engines_get_upward_triangles_that_cover_the_ground_and_every_ride(ground: Playground) -> None:
    told = ground_to_json(ground)
    for storey, one in zip(ground.storeys, told["storeys"], strict=True):
        triangles = np.array(one["triangles"])
        a, b = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
        doubled = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
        assert (doubled > 0).all()
        assert doubled.sum() / 2 == pytest.approx(storey.polygon.area)
    assert len(told["rides"]) == 4


def test_a_path_takes_as_long_as_its_walks_and_rides(ground: Playground) -> None:
    rise = ground.storeys[1].elevation
    query = np.array([0, 5, 2, 1, 8, 3], dtype=np.float64)
    stairs = next(ride for ride in ground.rides if ride.start[:2] == (5, 1) and ride.goal[2] == rise)
    path = [[5.0, 2.0, 0.0], [5.0, 1.0, 0.0], [8.0, 1.0, rise], [8.0, 3.0, rise]]
    assert seconds_of(ground, query, path) == pytest.approx(3 / ground.speed + stairs.seconds)
    assert seconds_of(ground, query, path[:2]) == np.inf
    assert seconds_of(ground, query, []) == np.inf


def test_long_ways_are_those_over_one_percent_and_those_not_found() -> None:
    assert slower_share(np.array([1.0, 1.005, 1.02, np.inf]), np.ones(9)) == 0.5


def test_ratios_are_against_our_batch_on_the_same_floors() -> None:
    rows = [
        {"engine": "ours, batch", "floors": "one", "mean_us": 2.0},
        {"engine": "other", "floors": "one", "mean_us": 30.0},
    ]
    assert ratios_of(rows) == {"ours, batch": {"one": 1.0}, "other": {"one": 15.0}}


def test_route_reports_our_rows_and_why_a_peer_is_missing(
    hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    peers = [peer for peer in PEERS if peer.kind == "npm"]
    report = measure_routes(hall_path, count=30, seed=1, cache=tmp_path / "peers", peers=peers)
    json.dumps(report)
    assert [(row["engine"], row["floors"]) for row in report["rows"]] == [
        ("ours, batch", "one"),
        ("ours, batch", "across"),
        ("ours, one call", "one"),
        ("ours, one call", "across"),
    ]
    assert all(set(row) == ROW and row["queries"] == 30 and row["long_share"] == 0.0 for row in report["rows"])
    assert report["figures"]["windows"] == 3
    assert set(report["missing"]) == {"recast-navigation", "navcat"}
    assert "there is no npm" in report["missing"]["navcat"]
    print_routes(report)
    assert "navcat is missing: there is no npm" in capsys.readouterr().out


def test_visibility_graph_finds_the_exact_ways(ground: Playground) -> None:
    queries = queries_on_one_floor(ground, 25, 3)
    task = {"ground": ground_to_json(ground), "runs": {"one": queries.tolist()}}
    run = engine.run_peer(visibility_graph, task)["runs"]["one"]
    found = lengths(build_navigation(two_floors(), ("walk",)), queries[:, :3], queries[:, 3:]).duration_s
    seconds = [seconds_of(ground, query, path) for query, path in zip(queries, run["paths"], strict=True)]
    assert seconds == pytest.approx(found.tolist(), abs=1e-3)


def test_extremitypathfinder_finds_the_exact_ways(ground: Playground, tmp_path: Path) -> None:
    if find_spec("extremitypathfinder") is None:
        pytest.skip("extremitypathfinder is not installed")
    peer = Peer(name="extremitypathfinder", kind="here", most=10, floors=("one",))
    queries = queries_on_one_floor(ground, 5, 3)
    task = {"ground": ground_to_json(ground), "runs": {"one": queries.tolist()}}
    assert len(run_peer(peer, task, tmp_path, tmp_path)["runs"]["one"]["paths"]) == 5


def test_an_engine_that_fails_is_missing_with_its_last_words(tmp_path: Path) -> None:
    peer = Peer(name="nobody", kind="here", most=1, floors=("one",))
    with pytest.raises(MissingPeerError, match="KeyError: 'nobody'"):
        run_peer(peer, {"ground": {}, "runs": {}}, tmp_path, tmp_path)


def test_arrays_are_counted_once() -> None:
    numbers = np.zeros(10)
    assert array_bytes((numbers, {"view": numbers[2:]}, [numbers])) == 80


def test_a_stacked_hall_has_its_own_ids_and_lifts_through_all_copies() -> None:
    hall = stack_hall(two_floors(), 3)
    assert [one.id for one in hall.floors] == ["F1", "F2", "F1~1", "F2~1", "F1~2", "F2~2"]
    assert sorted(one.elevation for one in hall.floors) == [one.elevation for one in hall.floors]
    assert sorted(window_stands(hall))[:4] == ["A01", "A01~1", "A01~2", "A02"]
    assert {one.id: len(one.stops) for one in hall.connectors} == {"lift": 6, "stairs": 2, "stairs~1": 2, "stairs~2": 2}


def test_queries_on_copies_stay_on_one_floor_where_they_were() -> None:
    queries = np.array([[0, 1, 1, 0, 2, 2], [0, 1, 1, 1, 2, 2]] * 20, dtype=np.float64)
    moved = on_copies(queries, 2, 5, 1)
    same = queries[:, 0] == queries[:, 3]
    assert ((moved[:, 0] == moved[:, 3]) == same).all()
    assert moved[:, [0, 3]].max() > 2
    assert np.array_equal(moved[:, [1, 2, 4, 5]], queries[:, [1, 2, 4, 5]])


def test_scale_tells_every_size_and_draws_it(
    hall_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plot = tmp_path / "plot.svg"
    words = ["bench", "scale", "--hall", str(hall_path), "--times", "1,2", "--queries", "20", "--out", str(plot)]
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [(row["times"], row["floors"], row["windows"]) for row in report["rows"]] == [(1, 2, 3), (2, 4, 6)]
    assert set(report["ratios"]) == {"one_us", "across_us"}
    assert len(ET.fromstring(plot.read_text(encoding="utf-8")).findall("{*}polyline")) == 4


def test_scale_prints_a_table(hall_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "scale", "--hall", str(hall_path), "--times", "1", "--queries", "10"]) == 0
    assert "   1×       2        3" in capsys.readouterr().out
    assert measure_scale(hall_path, sizes=(), count=4, seed=1) == {"rows": [], "ratios": {}, "missing": {}}


def test_a_plot_of_one_size_is_a_plot() -> None:
    row: dict[str, Any] = {"times": 1, "one_us": 1.0, "across_us": 2.0, "build_ms": 30.0, "tables_mb": 0.0}
    assert ET.fromstring(scale_svg([row])).tag.endswith("svg")


def test_http_asks_different_ways_the_same_every_time() -> None:
    addresses = addresses_of(["A01", "A02", "A03"], 50, 1)
    assert addresses == addresses_of(["A01", "A02", "A03"], 50, 1)
    assert len(set(addresses)) == len(addresses) == 6
    assert "/api/v1/route?from=window:A01&to=window:A02" in addresses


def test_http_asks_a_way_again_only_when_all_others_have_been(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, list[str]] = {"a": [], "b": []}

    def answer_four(task: dict[str, Any], _: Path) -> dict[str, Any]:
        asked[task["base"]] += task["addresses"][:4]
        return {"latency_ms": [1.0] * 4, "failed": 0, "seconds": 1.0}

    monkeypatch.setattr(http_bench, "put_load", answer_four)
    monkeypatch.setattr(http_bench, "divided_cpus", lambda: ([], []))
    servers = {base: Server(base=base, pid=os.getpid()) for base in asked}
    take_turns(servers, ["/1", "/2", "/3", "/4", "/5"], 1, 1.0, tmp_path)
    for order in asked.values():
        assert order == [f"/{1 + number % 5}" for number in range(4 * (http_bench.ROUNDS + 1))]


def test_the_load_clients_loop_never_waits_once_it_stays_awake() -> None:
    waits: list[float | None] = []

    class Watched(DefaultSelector):
        def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
            waits.append(timeout)
            return super().select(timeout)

    async def sleep_awake() -> None:
        stay_awake(asyncio.get_running_loop())
        waits.clear()
        await asyncio.sleep(0.01)

    with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(Watched())) as runner:
        runner.run(sleep_awake())
    assert set(waits) == {0}


def test_the_load_client_knows_how_long_an_answer_will_be_once_it_has_its_head() -> None:
    answer = bytearray(b"HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: 5\r\n\r\nab")
    assert size_of(answer) == len(answer) + 3
    assert size_of(answer[:30]) == 0


def test_http_compares_with_a_bare_handler_of_the_same_bytes(
    hall_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = measure_http(hall_path, routes=4, concurrency=2, seconds=0.6, seed=1)
    json.dumps(report)
    assert report["same_bytes"]
    assert [row["engine"] for row in report["rows"]] == ["hall serve", "bare aiohttp"]
    assert all(row["requests"] > 0 and row["failed"] == 0 and row["p50_ms"] <= row["p99_ms"] for row in report["rows"])
    assert report["ratios"]["requests_per_s"] > 0
    print_http(report)
    assert "nothing cached" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["bench"], ["bench", "swim"], ["bench", "scale", "--times", "1,x"]])
def test_wrong_usage_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: hall bench")
