"""What stands on a sign, drawn with Pillow as the walk draws it (web/src/stage/lettering.ts): Chinese first, English small below."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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

    def write(
        self, text: str, x: float, y: float, *, size: float, width: float, colour: str = PAPER, bold: bool = False,
        centred: bool = False,
    ) -> None:  # fmt: skip
        """A line about the height y, smaller when it would not fit."""
        needed = font(max(4, round(size))).getlength(text)
        fitting = max(4, round(size * min(1.0, width / needed))) if needed else 4
        self.written.append((text, fitting))
        self.draw.text(
            (x, y),
            text,
            font=font(fitting),
            fill=colour,
            anchor="mm" if centred else "lm",
            stroke_width=fitting * BOLDER if bold else 0,
            stroke_fill=colour,
        )


def _at(lines: Sequence[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _window(pen: _Pen, lettering: Lettering) -> None:
    """The code like a display on the left, who serves here on the blue band."""
    w, h = pen.w, pen.h
    panel = min(w * 0.42, h * 1.75)
    pen.fill(0, 0, w, h, BLUE)
    pen.fill(0, 0, panel, h, NIGHT)
    pen.write(
        lettering.code, panel / 2, h * 0.5, size=h * 0.66, width=panel * 0.84, colour=LED, bold=True, centred=True
    )
    left, room = panel + h * 0.22, w - panel - h * 0.38
    title, below = _at(lettering.first, 0), _at(lettering.second, 0)
    pen.write(title, left, h * (0.36 if below else 0.5), size=h * 0.4, width=room, bold=True)
    pen.write(below, left, h * 0.75, size=h * 0.21, width=room, colour=PALE)


def _plate(pen: _Pen, lettering: Lettering) -> None:
    """The plate on a desk that opens a window's items."""
    w, h = pen.w, pen.h
    pen.draw.rounded_rectangle((h * 0.05, h * 0.05, w - h * 0.05, h * 0.95), radius=h * 0.14, fill=BLUE)
    below = _at(lettering.second, 0)
    pen.write(
        _at(lettering.first, 0), w / 2, h * (0.4 if below else 0.5), size=h * 0.46, width=w * 0.82, bold=True,
        centred=True,
    )  # fmt: skip
    pen.write(below, w / 2, h * 0.77, size=h * 0.18, width=w * 0.82, colour=PALE, centred=True)


def _band(pen: _Pen, lettering: Lettering) -> None:
    w, h = pen.w, pen.h
    pen.fill(0, 0, w, h, BLUE)
    pen.fill(0, h * 0.955, w, h * 0.045, DEEP)
    pen.fill(0, 0, max(2.0, h * 0.07), h, RED)
    row = h / max(1, len(lettering.first))
    for number, text in enumerate(lettering.first):
        middle, below = row * (number + 0.5), _at(lettering.second, number)
        both = below not in ("", text)
        pen.write(
            text, w / 2, middle - (row * 0.13 if both else 0), size=row * (0.46 if both else 0.58), width=w * 0.86,
            bold=True, centred=True,
        )  # fmt: skip
        if both:
            pen.write(below, w / 2, middle + row * 0.27, size=row * 0.19, width=w * 0.86, colour=PALE, centred=True)


def _directory(pen: _Pen, lettering: Lettering) -> None:
    w, h = pen.w, pen.h
    rows = lettering.first[1:]
    head = min(h * 0.16, h / max(2, len(lettering.first)) * 1.4)
    pen.fill(0, 0, w, head, BLUE)
    pen.write(_at(lettering.first, 0), w * 0.06, head * 0.5, size=head * 0.54, width=w * 0.88, bold=True)
    row = (h - head) / max(1, len(rows))
    for number, text in enumerate(rows):
        middle, below = head + row * (number + 0.5), _at(lettering.second, number + 1)
        pen.fill(w * 0.05, middle + row * 0.49, w * 0.9, max(0.0, row * 0.02 - 1), LINE)
        both = below not in ("", text)
        size = min(row * 0.42, w * 0.075)
        pen.write(text, w * 0.06, middle - (row * 0.13 if both else 0), size=size, width=w * 0.88, colour=INK)
        if both:
            small = min(row * 0.2, w * 0.04)
            pen.write(below, w * 0.06, middle + row * 0.27, size=small, width=w * 0.88, colour=GREY)


def _name(pen: _Pen, lettering: Lettering) -> None:
    w, h = pen.w, pen.h
    pen.fill(0, h * 0.94, w, h * 0.06, BLUE)
    below = _at(lettering.second, 0)
    pen.write(
        _at(lettering.first, 0), w / 2, h * (0.4 if below else 0.5), size=h * 0.52, width=w * 0.9, colour=RED,
        bold=True, centred=True,
    )  # fmt: skip
    pen.write(below, w / 2, h * 0.77, size=h * 0.17, width=w * 0.9, colour=INK, centred=True)


def _display(pen: _Pen, lettering: Lettering) -> None:
    """The windows a hanging display tells of, in two columns."""
    w, h = pen.w, pen.h
    pen.fill(0, 0, w, h, NIGHT)
    rows = max(1, (len(lettering.first) + 1) // 2)
    for number, text in enumerate(lettering.first):
        x, y = w * (0.25 + 0.5 * (number % 2)), h * (number // 2 + 0.5) / rows
        pen.write(text, x, y, size=h / rows * 0.56, width=w * 0.42, colour=LED, bold=True, centred=True)


MANNERS: dict[str, Callable[[_Pen, Lettering], None]] = {
    "window": _window,
    "plate": _plate,
    "directory": _directory,
    "display": _display,
    "name": _name,
}
