"""`hall build`: the folder on stdout, the bundle in it, one clear line when it cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus import good_path

from scene.bundle import bundle_version
from tools.main import main


def test_build_tells_the_folder_and_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = good_path("one_room")
    assert main(["build", str(source), "--out", str(tmp_path)]) == 0
    folder = tmp_path / bundle_version(source.read_bytes())
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(folder)
    assert {"kit.bin", "layout.json", "ways.bin", "hotspots.json", "hall.glb"} <= {
        line.split()[0] for line in lines[1:]
    }
    assert (folder / "manifest.json.br").is_file()


def test_build_answers_with_the_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(good_path("least")), "--out", str(tmp_path), "--json"]) == 0
    manifest = json.loads(capsys.readouterr().out)
    assert manifest["format"] == "bundle/1"
    assert (tmp_path / manifest["version"]).is_dir()


def test_build_says_which_file_is_in_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["build", str(good_path("least")), "--out", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(str(tmp_path / "file"))
