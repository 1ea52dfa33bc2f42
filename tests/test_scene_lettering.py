"""What stands on the boards of the hall that ships: large where one looks for it, in both languages, true to its floor."""

from __future__ import annotations

import numpy as np
from PIL import Image

from scene.hall import Hall, Sign
from scene.lettering import RED, Lettering, draw_lettering, hall_of, letter_height
from tools.wangcheng.signs import ZONE_BOARDS

SCALE = 100.0


def signs_of(hall: Hall, kind: str) -> list[Sign]:
    return [sign for sign in hall.signs if sign.kind == kind]


def words_of(sign: Sign) -> Lettering:
    first, second = tuple(line.zh for line in sign.lines), tuple(line.en for line in sign.lines)
    return Lettering(kind=sign.kind, width=sign.size[0], height=sign.size[1], first=first, second=second)


def white_columns(picture: Image.Image, low: float, high: float) -> np.ndarray:
    """Of a band of a picture's height, the columns (as shares of its width) in which letters stand."""
    pixels = np.asarray(picture.convert("L"))[round(low * picture.height) : round(high * picture.height)]
    return np.flatnonzero((pixels > 200).any(axis=0)) / picture.width


def test_a_halls_board_shows_its_letter_large_and_its_name_over_most_of_its_width(hall: Hall) -> None:
    boards = [sign for sign in signs_of(hall, "zone") if hall_of(sign.lines[0].zh) is not None]
    assert len(boards) == len(ZONE_BOARDS)
    for sign in boards:
        picture = draw_lettering(words_of(sign), SCALE)
        square = sign.size[1] / sign.size[0]
        columns = white_columns(picture, 0.1, 0.45)
        assert (columns < square).sum() > 0.5 * square * picture.width, sign.id
        name = columns[columns > square]
        assert np.ptp(name) > 0.75 * (1 - 1.3 * square), sign.id
        assert letter_height(words_of(sign)) >= 0.24 * sign.size[1]


def test_boards_tell_every_hall_by_its_english_name(hall: Hall) -> None:
    told = set()
    for sign in [*signs_of(hall, "way"), *signs_of(hall, "directory"), *signs_of(hall, "zone")]:
        for line in sign.lines:
            if hall_of(line.zh) is not None:
                letter, name = hall_of(line.en) or ("", "")
                assert letter == line.zh[0]
                assert len(name) > 5
                told.add(letter)
    assert told == {window.code[0] for counter in hall.counters for window in counter.windows}


def test_a_directory_marks_the_floor_it_stands_on_and_no_other(hall: Hall) -> None:
    red = tuple(int(RED[i : i + 2], 16) for i in (1, 3, 5))
    for sign in signs_of(hall, "directory"):
        picture = np.asarray(draw_lettering(words_of(sign), SCALE))
        rows = np.flatnonzero((picture == red).all(axis=2).sum(axis=1) > 0.2 * picture.shape[1]) / picture.shape[0]
        (marked,) = {line.zh for line in sign.lines if "|" in line.zh}
        assert marked.startswith(sign.floor[::-1])
        line = [line.zh for line in sign.lines].index(marked)
        assert np.all((rows * len(sign.lines)).astype(int) == line)
        assert [line.zh[:2] for line in sign.lines if hall_of(line.zh) is None] == ["3F", "2F", "1F"]
