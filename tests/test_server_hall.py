"""Publishing: a finished bundle or none, one pointer, the last three versions answerable; and the files as they are sent."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from aiohttp import web
from corpus import good_source
from wangcheng_site import wangcheng

from scene.bundle import MANIFEST, Progress, bundle_version
from scene.hall_file import HallError, Problem, parse_hall
from server.foundation.config import Config
from server.foundation.starting import StartError
from server.hall.lifetimes import check_hall, publish_configured
from server.hall.plan_style import plan_css
from server.hall.publish import ANSWERABLE, move_pointer, open_version, publish, read_pointer
from server.hall.published import HALLS, HallBoard, Publication
from server.hall.ways import Ways


def quiet(step: str, share: float) -> None:
    """Nobody watches."""


def published(source: bytes, folder: Path, progress: Progress) -> Publication:
    return publish(parse_hall(source), source, folder, progress)


def renamed(number: int) -> bytes:
    """A hall file whose bytes differ by a name."""
    hall = json.loads(good_source("one_room"))
    hall["name"]["zh"] = f"第{number}版"
    return json.dumps(hall, ensure_ascii=False).encode()


def test_publishing_moves_the_pointer_to_a_finished_bundle(tmp_path: Path) -> None:
    shares: list[float] = []
    source = good_source("one_room")
    found = published(source, tmp_path, lambda _, share: shares.append(share))
    assert found.version == bundle_version(source)
    assert read_pointer(tmp_path).versions == (found.version,)
    assert {"kit.bin", "layout.json", "ways.bin", "hall.json", "plan.css"} <= set(found.manifest["files"])
    assert (found.folder / "hall.json").read_bytes() == source
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_publishing_the_same_again_builds_nothing(tmp_path: Path) -> None:
    first = published(good_source("one_room"), tmp_path, quiet)
    stamp = (first.folder / MANIFEST).stat().st_mtime_ns
    published(good_source("one_room"), tmp_path, quiet)
    assert (first.folder / MANIFEST).stat().st_mtime_ns == stamp


def test_the_last_three_versions_are_answerable_and_no_more(tmp_path: Path) -> None:
    versions = [published(renamed(number), tmp_path, quiet).version for number in range(ANSWERABLE + 1)]
    assert read_pointer(tmp_path).versions == tuple(reversed(versions))[:ANSWERABLE]
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == set(versions[1:])
    assert open_version(tmp_path, versions[0]) is None
    older = open_version(tmp_path, versions[1])
    assert older is not None
    assert older.hall.name.zh == "第1版"


def test_rolling_back_moves_the_pointer_again(tmp_path: Path) -> None:
    first, second = (published(renamed(number), tmp_path, quiet).version for number in range(2))
    assert move_pointer(tmp_path, first).versions == (first, second)
    assert read_pointer(tmp_path).versions == (first, second)


def test_a_half_built_bundle_is_not_taken_for_one(tmp_path: Path) -> None:
    source = good_source("one_room")
    (tmp_path / bundle_version(source)).mkdir(parents=True)
    assert open_version(tmp_path, bundle_version(source)) is None
    found = published(source, tmp_path, quiet)
    assert (found.folder / "kit.bin").is_file()


def test_a_hall_file_that_cannot_be_served_stops_the_start_with_its_name(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    with pytest.raises(StartError, match=r"broken\.json: the hall file cannot be read"):
        publish_configured(Config(data=tmp_path, hall_file=broken, hall="broken"))
    broken.write_text("{}")
    with pytest.raises(StartError, match=r"broken\.json: "):
        publish_configured(Config(data=tmp_path, hall_file=broken, hall="broken"))
    broken.write_bytes(good_source("one_room"))
    with pytest.raises(StartError, match=r"its id is .*, not broken"):
        publish_configured(Config(data=tmp_path, hall_file=broken, hall="broken"))


def test_every_file_of_the_bundle_is_sent_whole_typed_and_kept_for_ever() -> None:
    hall = wangcheng().get("/api/v1/hall").json
    types = {
        ".bin": "application/octet-stream",
        ".glb": "model/gltf-binary",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".css": "text/css",
    }
    for name, file in hall["files"].items():
        plain = wangcheng().get(hall["files_base"] + name)
        assert plain.status == 200, name
        assert len(plain.body) == file["bytes"]
        assert plain.headers["content-type"] == types[Path(name).suffix]
        assert "immutable" in plain.headers["cache-control"]
        packed = wangcheng().get(hall["files_base"] + name, Accept_Encoding="br")
        assert packed.headers["content-encoding"] == "br"
        assert packed.headers["content-type"] == types[Path(name).suffix]
        assert len(packed.body) == file["brotli"]
        assert brotli.decompress(packed.body) == plain.body
    zipped = wangcheng().get(hall["files_base"] + "layout.json", Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert json.loads(gzip.decompress(zipped.body))["format"] == "layout/1"


def test_nothing_but_the_files_of_a_bundle_is_sent() -> None:
    base = wangcheng().get("/api/v1/hall").json["files_base"]
    for name in ("..%2f..%2fhall.sqlite", "kit.bin.br", ".hidden", "nothing.json", "..%2fpublished.json"):
        assert wangcheng().get(base + name).status == 404, name
    assert wangcheng().get("/bundle/0000000000000000/kit.bin").status == 404
    for name in ("..%2ftemplates%2fbase.html", ".vite/manifest.json", "../package.json", "assets/", "assets"):
        assert wangcheng().get(f"/static/{name}").status == 404, name


def test_kit_and_layout_are_small() -> None:
    files = wangcheng().get("/api/v1/hall").json["files"]
    assert files["kit.bin"]["brotli"] + files["layout.json"]["brotli"] < 60_000


def test_a_route_can_be_asked_for_the_version_one_walks_in() -> None:
    version = wangcheng().get("/api/v1/hall").json["version"]
    path = "/api/v1/route?from=entrance:main&to=window:G10"
    assert wangcheng().get(f"{path}&version={version}").json == wangcheng().get(path).json
    assert wangcheng().get(f"{path}&version=elsewhere").status == 404


def test_hotspots_are_the_plates_of_all_windows() -> None:
    every = wangcheng().get("/api/v1/hotspots").json["hotspots"]
    assert len(every) == 172
    floors = [wangcheng().get(f"/api/v1/hotspots?floor=F{number}").json["hotspots"] for number in (1, 2, 3)]
    assert sorted(one["id"] for some in floors for one in some) == sorted(one["id"] for one in every)
    assert {wangcheng().get(one["action"]["href"]).status for one in every[::20]} == {200}


def test_the_walk_page_tells_the_way_in_words_and_on_plans() -> None:
    page = wangcheng().get("/walk?to=window:G10&profile=step_free").text
    assert page.count('class="way-line"') >= 2
    assert "正对面和右手边各有一排窗口，正对面那排从右数第二个就是G10窗口" in page
    assert "电梯" in page
    assert 'class="spot-goal"' in page
    for asked in ("A03", "%E7%BD%91%E5%90%A7", "%E5%AF%BC%E6%9C%8D%E5%8F%B0", "place:service_desk", "F1,0,10"):
        assert wangcheng().get(f"/walk?to={asked}").text.count('id="way"') == 1, asked
    assert wangcheng().get("/walk?to=%E9%A3%9E%E8%88%B9").status == 404
    assert wangcheng().get("/walk?from=F1,1000,1000&to=A03").status == 422
    assert (
        '<div id="stage" data-hall-api="/api/v1/hall" data-mode="walk" data-lang="zh" data-profile="step_free">' in page
    )
    assert '<main id="plain"' in page


def test_the_walk_page_lists_every_window_by_zone() -> None:
    page = wangcheng().get("/walk").text
    codes = [window["code"] for window in wangcheng().get("/api/v1/windows").json["windows"]]
    assert len(codes) == 172
    assert all(f'href="/windows/{code}"><b>' in page for code in codes)


def test_the_plans_colours_touch_nothing_but_plans() -> None:
    for rule in plan_css().decode().splitlines():
        selectors = rule.partition("{")[0]
        assert all(selector.strip().startswith(".plan-drawing") for selector in selectors.split(",")), rule


def test_no_page_waits_for_numba_or_for_the_pinyin_dictionary() -> None:
    asked = "import sys, server.serving; sys.exit(len({'numba', 'pypinyin', 'navmesh'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


async def test_a_hall_whose_ways_were_not_found_is_not_ready(tmp_path: Path) -> None:
    found = published(good_source("one_room"), tmp_path, quiet)
    app = web.Application()
    app[HALLS] = HallBoard(found)
    assert await check_hall(app) == (True, found.version)
    failed: Future[Ways] = Future()
    app[HALLS] = HallBoard(replace(found, building=failed))
    assert await check_hall(app) == (False, found.version)
    failed.set_exception(HallError([Problem("floors", "nobody could walk in this hall")]))
    assert await check_hall(app) == (False, found.version)


def test_a_way_is_for_whom_the_visitor_chose_and_the_api_is_asked_for_each() -> None:
    chosen = wangcheng().get("/walk?to=window:K01&profile=pram")
    assert chosen.headers["set-cookie"].startswith("profile=pram;")
    assert "婴儿车路线" in chosen.text
    assert "set-cookie" not in wangcheng().get("/walk?to=window:K01&profile=no-such").headers
    asked = wangcheng().get("/api/v1/route?from=entrance:main&to=window:K01&profile=step_free")
    assert "set-cookie" not in asked.headers
    assert wangcheng().get("/api/v1/route?from=entrance:main&to=window:K01").json["profile"] == "walk"
