"""The growth of a hall's figures as a plot: SVG, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 20, 50
SERIES = (
    ("one_us", "one floor, µs", "#0b6bcb"),
    ("across_us", "across floors, µs", "#c0392b"),
    ("build_ms", "build, ms", "#2e7d32"),
    ("tables_mb", "tables, MB", "#8e44ad"),
)


def scale_svg(rows: Sequence[dict[str, Any]]) -> str:
    """A line for each figure over the size of the hall."""
    values = [max(float(row[key]), 1e-3) for row in rows for key, _, _ in SERIES]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)) + 1e-9)
    widest = max(math.log10(max(row["times"] for row in rows)), 1e-9)

    def x(times: float) -> float:
        return LEFT + math.log10(times) / widest * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = (math.log10(max(value, 1e-3)) - low) / max(1, high - low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [_text(x(row["times"]), HEIGHT - 25, f"{row['times']}×", "middle") for row in rows]
    for power in range(low, high + 1):
        level = y(10.0**power)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{level:.1f}" y2="{level:.1f}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 8, level + 4, f"{10.0**power:g}", "end"))
    for key, _, colour in SERIES:
        points = [(x(row["times"]), y(row[key])) for row in rows]
        line = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
    parts += _labels({(label, colour): y(rows[-1][key]) for key, label, colour in SERIES}, x(rows[-1]["times"]) + 10)
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, "size of the hall", "middle"))
    body = "\n".join(parts)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    return f'{head} font-size="13">\n<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n'


def _labels(heights: dict[tuple[str, str], float], x: float) -> list[str]:
    """The name of each line at its end, pushed down where it would cover another."""
    parts, free = [], 0.0
    for (label, colour), height in sorted(heights.items(), key=lambda one: one[1]):
        free = max(free + 16, height + 4)
        parts.append(_text(x, free, label, "start", colour))
    return parts


def _text(x: float, y: float, words: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
