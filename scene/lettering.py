"""What stands on a sign, drawn with Pillow as the walk draws it (web/src/stage/lettering.ts): Chinese first, English small below."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

PAPER = "#FAFBFC"
PALE = "#D5E4F7"
INK = "#14213D"
GREY = "#4A5870"
BLUE = "#1E5AA8"
DEEP = "#123F7C"
RED = "#C8102E"
LED = "#FF7A52"
NIGHT = "#0A1528"
LINE = "#D8DEE8"
BOLDER = 0.035
"""The font has one weight: bold is a stroke, this share of the size."""
MOST_APART = 0.6
"""Letters of a name stand apart by so much of their size at most: farther, they are no word any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """A sign's words: lines in Chinese and English, size in metres, `code` of a window's sign."""

    kind: str
    width: float
    height: float
    first: tuple[str, ...]
    second: tuple[str, ...]
    code: str = ""


def draw_lettering(lettering: Lettering, pixels_per_metre: float) -> Image.Image:
    """The sign's face, RGB."""
    size = (max(8, round(lettering.width * pixels_per_metre)), max(8, round(lettering.height * pixels_per_metre)))
    image = Image.new("RGB", size, PAPER)
    pen = _Pen(ImageDraw.Draw(image), *size)
    MANNERS.get(lettering.kind, _band)(pen, lettering)
    return image


@functools.cache
def letter_height(lettering: Lettering) -> float:
    """How tall the letters are that must be read, metres: a window's code, else the smallest line in Chinese."""
    scale = 200.0
    size = (round(lettering.width * scale), round(lettering.height * scale))
    pen = _Pen(ImageDraw.Draw(Image.new("L", size)), *size)
    MANNERS.get(lettering.kind, _band)(pen, lettering)
    wanted = (lettering.code,) if lettering.kind == "window" else lettering.first
    return min((height for text, height in pen.written if text in wanted), default=0.0) / scale


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans SC in that size, pixels."""
    with resources.as_file(resources.files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf") as path:
        return ImageFont.truetype(path, size)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Where to draw, how large it is in pixels, and what was written."""

    draw: ImageDraw.ImageDraw
    w: int
    h: int
    written: list[tuple[str, int]] = field(default_factory=list)
    """Every line with the height of its letters."""

    def fill(self, x: float, y: float, w: float, h: float, colour: str) -> None:
        """A filled box."""
        self.draw.rectangle((x, y, x + w, y + h), fill=colour)

    def write(self, line: _Line) -> None:
        """A line about its height, smaller when it would not fit."""
        needed = font(max(4, round(line.size))).getlength(line.text)
        fitting = max(4, round(line.size * min(1.0, line.width / needed))) if needed else 4
        self.written.append((line.of or line.text, fitting))
        self.draw.text(
            (line.x, line.y),
            line.text,
            font=font(fitting),
            fill=line.colour,
            anchor=line.anchor,
            stroke_width=fitting * BOLDER if line.bold else 0,
            stroke_fill=line.colour,
        )

    def spread(self, line: _Line) -> None:
        """A name with its letters apart, so that it fills the width; words and whole numbers stay together."""
        letters = re.findall(r"\d+|.", line.text)
        needed, gaps = font(max(4, round(line.size))).getlength(line.text), len(letters) - 1
        apart = min(line.size * MOST_APART, (line.width - needed) / gaps) if gaps > 0 else 0.0
        if apart <= 0 or re.search("[ a-z]", line.text):
            self.write_in_two(line)
            return
        left = line.x - (needed + apart * gaps) / 2 if line.anchor == "mm" else line.x
        for letter in letters:
            self.write(replace(line, text=letter, x=left, anchor="lm", of=line.of or line.text))
            left += font(max(4, round(line.size))).getlength(letter) + apart

    def write_in_two(self, line: _Line) -> None:
        """Words in one line, or in two where they get larger by that."""
        words = line.text.split(" ")
        halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        face = font(max(4, round(line.size)))
        length, two = min(((max(map(face.getlength, pair)), pair) for pair in halves), default=(0.0, ("", "")))
        in_two = min(0.75, line.width / length) if length else 0.0
        if not line.text or in_two <= min(1.0, line.width / face.getlength(line.text)):
            self.write(line)
            return
        half = line.size * in_two * 0.55
        for text, y in zip(two, (line.y - half, line.y + half), strict=True):
            self.write(replace(line, text=text, y=y, size=line.size * in_two, of=line.of or line.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """Words about the height y, no wider than `width`; `anchor` as Pillow has it, `of` = the line they are a part of."""

    text: str
    x: float
    y: float
    size: float
    width: float
    colour: str = PAPER
    bold: bool = False
    anchor: str = "lm"
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inks:
    ground: str
    letter: str
    ink: str
    other: str


def hall_of(text: str) -> tuple[str, str] | None:
    """What stands before the space of `A 税务厅` and what after: the hall's letter and its name; None where no letter begins."""
    found = re.fullmatch(r"([A-Z]) (.+)", text)
    return (found[1], found[2]) if found else None


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _window(pen: _Pen, lettering: Lettering) -> None:
    """The code like a display on the left, who serves here on the blue band."""
    w, h = pen.w, pen.h
    panel = min(w * 0.42, h * 1.75)
    pen.fill(0, 0, w, h, BLUE)
    pen.fill(0, 0, panel, h, NIGHT)
    pen.write(
        _Line(
            text=lettering.code, x=panel / 2, y=h * 0.5, size=h * 0.66, width=panel * 0.84, colour=LED, bold=True,
            anchor="mm",
        )
    )  # fmt: skip
    left, room = panel + h * 0.22, w - panel - h * 0.38
    title, below = _at(lettering.first, 0), _at(lettering.second, 0)
    pen.write(_Line(text=title, x=left, y=h * (0.36 if below else 0.5), size=h * 0.4, width=room, bold=True))
    pen.write(_Line(text=below, x=left, y=h * 0.75, size=h * 0.21, width=room, colour=PALE))


def _plate(pen: _Pen, lettering: Lettering) -> None:
    """The plate on a desk that opens a window's items."""
    w, h = pen.w, pen.h
    pen.draw.rounded_rectangle((h * 0.05, h * 0.05, w - h * 0.05, h * 0.95), radius=h * 0.14, fill=BLUE)
    title, below = _at(lettering.first, 0), _at(lettering.second, 0)
    y = h * (0.4 if below else 0.5)
    pen.write(_Line(text=title, x=w / 2, y=y, size=h * 0.46, width=w * 0.82, bold=True, anchor="mm"))
    pen.write(_Line(text=below, x=w / 2, y=h * 0.77, size=h * 0.18, width=w * 0.82, colour=PALE, anchor="mm"))


def _zone(pen: _Pen, lettering: Lettering) -> None:
    """A hall's board: its letter, its name, its windows, its name in English."""
    w, h, hall = pen.w, pen.h, hall_of(_at(lettering.first, 0))
    if hall is None:
        _band(pen, lettering)
        return
    letter, name = hall
    _, other = hall_of(_at(lettering.second, 0)) or ("", "")
    pen.fill(0, 0, w, h, BLUE)
    _letter(pen, (h * 0.05, h * 0.05, h * 0.9), letter, PAPER, BLUE)
    left, room, of = h * 1.12, w - h * 1.3, lettering.first[0]
    pen.spread(_Line(text=name, x=left, y=h * 0.26, size=h * 0.44, width=room, bold=True, of=of))
    pen.write(_Line(text=_at(lettering.first, 1), x=left, y=h * 0.63, size=h * 0.24, width=room, bold=True))
    pen.write(_Line(text=other, x=left, y=h * 0.86, size=h * 0.185, width=room, colour=PALE))


def _hall(pen: _Pen, lettering: Lettering) -> None:
    """The name of a hall on the wall behind its windows."""
    w, h = pen.w, pen.h
    letter, name = hall_of(_at(lettering.first, 0)) or ("", _at(lettering.first, 0))
    _, other = hall_of(_at(lettering.second, 0)) or ("", _at(lettering.second, 0))
    left = h * 1.15 if letter else h * 0.2
    if letter:
        _letter(pen, (0, 0, h), letter, BLUE, PAPER)
    of, room = lettering.first[0], w - left - h * 0.15
    pen.spread(_Line(text=name, x=left, y=h * 0.38, size=h * 0.58, width=room, colour=BLUE, bold=True, of=of))
    pen.write(_Line(text=other, x=left, y=h * 0.82, size=h * 0.22, width=room, colour=INK))


def _letter(pen: _Pen, square: tuple[float, float, float], letter: str, ground: str, ink: str) -> None:
    """A square (x, y, side) with a hall's letter."""
    x, y, side = square
    pen.fill(x, y, side, side, ground)
    middle = (x + side / 2, y + side / 2)
    pen.write(
        _Line(
            text=letter, x=middle[0], y=middle[1], size=side * 0.84, width=side, colour=ink, bold=True, anchor="mm"
        )
    )  # fmt: skip


def _way(pen: _Pen, lettering: Lettering) -> None:
    """Which halls are on another floor: the arrow with the floor at the left, the halls below each other."""
    w, h, panel = pen.w, pen.h, pen.w * 0.27
    pen.fill(0, 0, w, h, BLUE)
    pen.fill(0, 0, panel, h, PAPER)
    pen.write(
        _Line(
            text=_at(lettering.first, 0), x=panel / 2, y=h * 0.5, size=h * 0.62, width=panel * 0.84, colour=BLUE,
            bold=True, anchor="mm",
        )
    )  # fmt: skip
    row = h / max(1, len(lettering.first) - 1)
    inks = _Inks(ground=PAPER, letter=BLUE, ink=PAPER, other=PALE)
    for number, text in enumerate(lettering.first[1:]):
        _hall_row(pen, (panel, number * row, w - panel, row), (text, _at(lettering.second, number + 1)), inks)


def _hall_row(
    pen: _Pen, place: tuple[float, float, float, float], lines: tuple[str, str], inks: _Inks
) -> None:  # fmt: skip
    """A hall in a list at (x, y, w, h): its letter in a square, its name, its name in English at the right."""
    x, y, w, h = place
    letter, name = hall_of(lines[0]) or ("", lines[0])
    _, other = hall_of(lines[1]) or ("", lines[1])
    left, room, middle = x + h * 1.08, w - h * 1.2, y + h * 0.5
    if letter:
        _letter(pen, (x + h * 0.16, y + h * 0.11, h * 0.78), letter, inks.ground, inks.letter)
    pen.write_in_two(
        _Line(
            text=name, x=left, y=middle, size=h * 0.58, width=room * 0.51, colour=inks.ink, bold=True, of=lines[0]
        )
    )  # fmt: skip
    if other != name:
        aside = left + room * 0.55
        pen.write_in_two(_Line(text=other, x=aside, y=middle, size=h * 0.44, width=room * 0.43, colour=inks.other))


def _band(pen: _Pen, lettering: Lettering) -> None:
    w, h = pen.w, pen.h
    pen.fill(0, 0, w, h, BLUE)
    pen.fill(0, h * 0.955, w, h * 0.045, DEEP)
    pen.fill(0, 0, max(2.0, h * 0.07), h, RED)
    row = h / max(1, len(lettering.first))
    for number, text in enumerate(lettering.first):
        middle, below = row * (number + 0.5), _at(lettering.second, number)
        both = below not in ("", text)
        y, size = middle - (row * 0.13 if both else 0), row * (0.52 if both else 0.58)
        pen.spread(_Line(text=text, x=w / 2, y=y, size=size, width=w * 0.86, bold=True, anchor="mm"))
        if both:
            y = middle + row * 0.29
            pen.write(_Line(text=below, x=w / 2, y=y, size=row * 0.22, width=w * 0.86, colour=PALE, anchor="mm"))


def _directory(pen: _Pen, lettering: Lettering) -> None:
    """The floors below each other, each with its halls; behind a bar stands what marks the floor one is on."""
    row = pen.h / max(1, len(lettering.first))
    inks = _Inks(ground=BLUE, letter=PAPER, ink=INK, other=GREY)
    for number, text in enumerate(lettering.first):
        below, y = _at(lettering.second, number), number * row
        if hall_of(text) is None:
            _floor_row(pen, (y, row), text, below)
        else:
            _hall_row(pen, (0, y, pen.w, row), (text, below), inks)
            pen.fill(0, y + row - 1, pen.w, 0, LINE)


def _floor_row(pen: _Pen, place: tuple[float, float], text: str, below: str) -> None:
    (y, h), w = place, pen.w
    name, _, here = text.partition("|")
    other, _, here_too = below.partition("|")
    middle = y + h * 0.5
    pen.fill(0, y, w, h, BLUE)
    pen.write(_Line(text=name, x=h * 0.2, y=middle, size=h * 0.66, width=w * 0.42, bold=True, of=text))
    if not here:
        pen.write(_Line(text=other, x=w - h * 0.2, y=middle, size=h * 0.4, width=w * 0.4, colour=PALE, anchor="rm"))
        return
    pen.draw.rounded_rectangle((w * 0.47, y + h * 0.13, w * 0.98, y + h * 0.87), radius=h * 0.37, fill=RED)
    here = f"{here} {here_too}"
    pen.write(_Line(text=here, x=w * 0.725, y=middle, size=h * 0.46, width=w * 0.46, bold=True, anchor="mm"))


def _name(pen: _Pen, lettering: Lettering) -> None:
    w, h = pen.w, pen.h
    pen.fill(0, h * 0.94, w, h * 0.06, BLUE)
    title, below = _at(lettering.first, 0), _at(lettering.second, 0)
    y = h * (0.36 if below else 0.47)
    pen.spread(_Line(text=title, x=w / 2, y=y, size=h * 0.56, width=w * 0.92, colour=RED, bold=True, anchor="mm"))
    pen.write(_Line(text=below, x=w / 2, y=h * 0.8, size=h * 0.19, width=w * 0.92, colour=INK, anchor="mm"))


def _display(pen: _Pen, lettering: Lettering) -> None:
    """The windows a hanging display tells of, in two columns."""
    w, h = pen.w, pen.h
    pen.fill(0, 0, w, h, NIGHT)
    rows = max(1, (len(lettering.first) + 1) // 2)
    for number, text in enumerate(lettering.first):
        x, y = w * (0.25 + 0.5 * (number % 2)), h * (number // 2 + 0.5) / rows
        size = h / rows * 0.56
        pen.write(_Line(text=text, x=x, y=y, size=size, width=w * 0.42, colour=LED, bold=True, anchor="mm"))


MANNERS: dict[str, Callable[[_Pen, Lettering], None]] = {
    "window": _window,
    "plate": _plate,
    "directory": _directory,
    "display": _display,
    "name": _name,
    "zone": _zone,
    "hall": _hall,
    "way": _way,
}
