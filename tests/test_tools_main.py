"""The `hall` command: exit codes, help, and where answers and errors go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from corpus import bad_path, good_path

from tools.main import VERBS, main


def outcome(*words: str | Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    try:
        code = main([str(word) for word in words])
    except SystemExit as ended:
        code = int(ended.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(verb, "--help", capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: hall {verb} ")


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = outcome("--help", capsys=capsys)
    assert code == 0
    assert all(f"\n  {verb}" in out or f" {verb} " in out for verb in VERBS)


@pytest.mark.parametrize(
    "words", [[], ["chekc"], ["check"], ["check", "a.json", "b.json"], ["check", "--jsn", "a.json"]]
)
def test_wrong_usage_is_2_and_told_on_stderr(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = outcome(*words, capsys=capsys)
    assert (code, out) == (2, "")
    assert err.startswith("usage: hall")


def test_a_file_that_is_not_there_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome("check", "nowhere.json", capsys=capsys) == (1, "", "nowhere.json: No such file or directory\n")


def test_a_folder_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome("check", tmp_path, capsys=capsys) == (1, "", f"{tmp_path}: Is a directory\n")


@pytest.mark.parametrize("verb", ["route", "lengths", "build"])
def test_every_verb_tells_the_problems_of_a_bad_hall(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text("from_floor,from_x,from_y,to_floor,to_x,to_y\n", encoding="utf-8")
    rest = {
        "route": ["--from", "F1,1,1", "--to", "F1,2,2"],
        "lengths": [str(queries)],
        "build": ["--out", str(tmp_path)],
    }
    path = bad_path("window_code_twice")
    code, out, err = outcome(verb, path, *rest[verb], capsys=capsys)
    assert (code, out) == (1, "")
    assert err == f"{path}: counters[1].windows[1].code: A02 is already taken by counter c1\n"


def test_command_is_a_process_that_stops_quietly_when_nobody_listens() -> None:
    command = [sys.executable, "-m", "tools.main", "check", str(good_path("one_room"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 1


def test_a_full_disk_is_told_in_one_line() -> None:
    command = [sys.executable, "-m", "tools.main", "check", str(good_path("one_room"))]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"hall check: No space left on device\n")
