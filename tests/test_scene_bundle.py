"""The bundle: the same file gives the same bytes, whole or not at all, and its parts agree with each other."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import brotli
import pytest
from bundle_hall import small_source
from corpus import GOOD, good_source

from scene.bundle import Bundle, build_bundle, bundle_version
from scene.hall_file import parse_hall
from scene.outlines import window_stands

NAMESPACE = "{http://www.w3.org/2000/svg}"


def no_progress(step: str, share: float) -> None:
    assert step
    assert 0 <= share <= 1


def build(source: bytes, out: Path, extra: dict[str, bytes] | None = None) -> Bundle:
    return build_bundle(parse_hall(source), source, out, extra or {}, no_progress)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return build(small_source(), tmp_path_factory.mktemp("bundle"), {"ways.bin": b"{}"})


def read(bundle: Bundle, name: str) -> Any:
    return json.loads((bundle.path / name).read_bytes())


def test_building_twice_gives_the_same_bytes(bundle: Bundle, tmp_path: Path) -> None:
    again = build(small_source(), tmp_path, {"ways.bin": b"{}"})
    names = sorted(path.name for path in bundle.path.iterdir())
    assert names == sorted(path.name for path in again.path.iterdir())
    for name in names:
        assert (bundle.path / name).read_bytes() == (again.path / name).read_bytes(), name


def test_the_version_names_the_folder_and_changes_with_the_file(bundle: Bundle) -> None:
    assert bundle.path.name == bundle.version == bundle_version(small_source())
    assert bundle_version(small_source() + b" ") != bundle.version


def test_every_file_comes_plain_brotli_and_gzip_and_as_the_manifest_says(bundle: Bundle) -> None:
    files = bundle.manifest["files"]
    assert {"kit.bin", "layout.json", "hotspots.json", "hall.glb", "plan-F1.svg", "plan-F2.svg", "ways.bin"} <= set(
        files
    )
    for name, told in files.items():
        data = (bundle.path / name).read_bytes()
        packed = (bundle.path / f"{name}.br").read_bytes()
        assert brotli.decompress(packed) == data
        assert gzip.decompress((bundle.path / f"{name}.gz").read_bytes()) == data
        assert (told["bytes"], told["brotli"], told["sha256"]) == (
            len(data),
            len(packed),
            hashlib.sha256(data).hexdigest(),
        )


def test_nothing_but_the_finished_folder_is_left(tmp_path: Path) -> None:
    for _ in range(2):
        built = build(good_source("least"), tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [built.version]


def test_a_build_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    build(good_source("least"), tmp_path)

    def stop(step: str, share: float) -> None:
        if share > 0.6:
            raise KeyboardInterrupt

    source = good_source("one_room")
    with pytest.raises(KeyboardInterrupt):
        build_bundle(parse_hall(source), source, tmp_path, {}, stop)
    assert [path.name for path in tmp_path.iterdir()] == [bundle_version(good_source("least"))]


def test_the_manifest_says_what_the_hall_file_says(bundle: Bundle) -> None:
    manifest = read(bundle, "manifest.json")
    assert manifest == json.loads(json.dumps(bundle.manifest))
    assert (manifest["format"], manifest["hall"], manifest["name"]["zh"]) == ("bundle/1", "small", "小厅")
    assert [floor["id"] for floor in manifest["floors"]] == ["F1", "F2"]
    assert manifest["floors"][0]["bounds"] == [0, 0, 40, 30]
    assert [len(floor["voids"]) for floor in manifest["floors"]] == [0, 2]
    assert manifest["entrances"][0] == {
        "id": "main", "floor": "F1", "at": [18, 1.5], "heading_deg": 90, "name": {"zh": "正门", "en": "Main"},
    }  # fmt: skip
    assert manifest["tours"][0]["stops"] == ["main", "A01", "wc"]
    assert manifest["outside"]["camera"][1] < -10


def test_every_window_has_a_hotspot_on_its_plate(bundle: Bundle) -> None:
    hotspots, windows = read(bundle, "hotspots.json"), read(bundle, "layout.json")["windows"]
    assert [spot["window"] for spot in hotspots] == windows["code"] == ["A01", "A02", "A03", "B01"]
    assert [spot["at"] for spot in hotspots] == [
        list(at) for at in zip(windows["x"], windows["y"], windows["z"], strict=True)
    ]
    assert hotspots[0]["action"] == {"type": "items", "href": "/windows/A01"}
    assert {spot["floor"] for spot in hotspots} == {"F1", "F2"}


def test_windows_run_left_to_right_and_their_stands_are_the_goals(bundle: Bundle) -> None:
    windows = read(bundle, "layout.json")["windows"]
    stands = window_stands(parse_hall(small_source()))
    assert windows["y"][0] < windows["y"][1] < windows["y"][2]
    for code, x, y in zip(windows["code"], windows["stand_x"], windows["stand_y"], strict=True):
        assert stands[code].at == pytest.approx((x, y), abs=1e-3)


def test_plans_are_drawings_with_a_link_for_every_window(bundle: Bundle) -> None:
    root = ET.fromstring((bundle.path / "plan-F1.svg").read_text("utf-8"))
    links = {link.get("id"): link.get("href") for link in root.iter(f"{NAMESPACE}a")}
    assert links == {"w-A01": "/windows/A01", "w-A02": "/windows/A02", "w-A03": "/windows/A03"}
    x, y, width, height = (float(number) for number in root.get("viewBox", "").split())
    assert (x, y + height) == (-3, 3)
    assert (width, height) == (46, 36)
    assert [group.get("class") for group in root.iter(f"{NAMESPACE}g")][-1] == "route"


@pytest.mark.parametrize("name", GOOD)
def test_every_good_hall_becomes_a_bundle(name: str, tmp_path: Path) -> None:
    built = build(good_source(name), tmp_path)
    hall = parse_hall(good_source(name))
    layout = read(built, "layout.json")
    assert layout["windows"]["code"] == [window.code for counter in hall.counters for window in counter.windows]
    for floor in hall.floors:
        ET.fromstring((built.path / f"plan-{floor.id}.svg").read_text("utf-8"))
