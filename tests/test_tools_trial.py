"""The trial of the words: what readers get does not give the answer away, and the score is just."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from navmesh import build_navigation
from scene.hall_file import read_hall
from tools.compose_wangcheng import HALL_FILE
from tools.trial import GUIDED, GUIDED_TASK, LANGUAGES, ROUTES, TASK, answers_of, main, make_questions, with_other_codes


def test_the_text_never_names_the_right_window() -> None:
    chance = random.Random(5)
    hall = with_other_codes(read_hall(HALL_FILE), chance)
    questions = make_questions(hall, build_navigation(hall), chance)
    assert len(questions) == ROUTES
    for question in questions:
        assert not any(question.code in step for step in question.steps)
        assert "要去的窗口" in question.steps[-1] or "he window is " in question.steps[-1]
    assert [sum(one.language == language for one in questions) for language in LANGUAGES] == [ROUTES // 2] * 2
    assert {question.task for question in questions} == set(TASK.values())


def test_a_trial_of_guided_ways_asks_for_what_is_felt_and_names_no_window_either() -> None:
    chance = random.Random(6)
    hall = with_other_codes(read_hall(HALL_FILE), chance)
    questions = make_questions(hall, build_navigation(hall), chance, 12, (GUIDED,))
    assert len(questions) == 12
    assert {question.task for question in questions} == set(GUIDED_TASK.values())
    for question in questions:
        assert not any(question.code in step for step in question.steps)
        assert "要去的窗口" in question.steps[-1] or "he window" in question.steps[-1]
    assert any("盲道" in step or "tactile paving" in step for question in questions for step in question.steps)


def test_every_plate_has_another_code() -> None:
    hall = read_hall(HALL_FILE)
    codes = [window.code for counter in hall.counters for window in counter.windows]
    other = with_other_codes(hall, random.Random(1))
    drawn = [window.code for counter in other.counters for window in counter.windows]
    assert len(set(drawn)) == len(codes)
    assert not set(drawn) & set(codes)


def test_a_missing_answer_is_a_wrong_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, given = tmp_path / "trial", tmp_path / "given.json"
    answers_of(folder).write_text(json.dumps({"1": "Q7", "2": "A1", "3": "B2", "4": "C3"}))
    given.write_text(json.dumps({"1": "q7 ", "2": "A1", "3": "C3"}))
    assert main(["--out", str(folder), "--score", str(given)]) == 0
    said = capsys.readouterr().out
    assert "2 of 4 right, 50.0%" in said
    assert "3: C3, right is B2" in said
    assert "4: no answer, right is C3" in said
