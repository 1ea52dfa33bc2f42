"""Twenty trails through the Wangcheng hall on one sheet, to be looked at: docs/pictures/trails.webp.

Grey is the exact line, blue the trail with its footprints. `python -m tools.trails FILE.png` draws the sheet alone, without loss.
"""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

from navmesh import Navigation, Route, build_navigation, find_route, parse_spot
from scene.hall import Hall
from scene.hall_file import read_hall

HALL = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
# From, to, and which leg of the way is drawn.
TRAILS = (
    ("entrance:main", "window:A03", 0),
    ("entrance:main", "window:D05", 0),
    ("entrance:main", "window:C19", 0),
    ("entrance:main", "window:E01", 0),
    ("entrance:main", "window:G10", 0),
    ("entrance:self-service-door", "window:B06", 0),
    ("window:A01", "window:C10", 0),
    ("window:B01", "window:D15", 0),
    ("window:C01", "window:D08", 0),
    ("window:D01", "place:at-self-3", 0),
    ("window:E01", "window:A13", 0),
    ("place:service_desk", "place:at-self-9", 0),
    ("place:at-self-1", "window:C19", 0),
    ("window:F01", "window:G12", 0),
    ("window:G01", "window:H09", 0),
    ("window:H01", "window:F05", 0),
    ("window:H09", "window:K01", 0),
    ("window:J01", "window:K01", 0),
    ("place:at-touch-f3-west", "window:J01", 0),
    ("window:G10", "entrance:main", 2),
)
COLUMNS, WIDTH, HEIGHT, GAP = 4, 480, 330, 8
# Drawn so many times larger, then made smaller: smooth lines.
FINE = 3
AROUND = 2.0
PAPER, THING, INK, GREY, BLUE, PALE = "#FAFBFC", "#CDD4DD", "#14213D", "#5C6675", "#2F8CFF", "#BBDAFF"
FOOT_LENGTH, FOOT_WIDTH = 0.27, 0.11
# No shorter than so many pixels, or one could not tell which way it points.
LEAST_FOOT = 5

XY = tuple[float, float]
Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One trail. exact, trail: (n, 2) float64, metres;  feet: x, y and heading in degrees of each."""

    title: str
    solids: BaseGeometry
    exact: Line
    trail: Line
    feet: Sequence[tuple[float, float, float]]


def draw_trails() -> Image.Image:
    """All of them on one sheet."""
    hall = read_hall(HALL)
    navigation = build_navigation(hall, ("walk",))
    rows = -(-len(TRAILS) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP), "white")
    for number, (start, goal, leg) in enumerate(TRAILS):
        picture = draw_panel(panel_of(navigation, hall, start, goal, leg))
        sheet.paste(picture, ((number % COLUMNS) * (WIDTH + GAP), (number // COLUMNS) * (HEIGHT + GAP)))
    return sheet


def panel_of(navigation: Navigation, hall: Hall, start: str, goal: str, number: int) -> Panel:
    """What is drawn of a way: one leg of it, and the footprints there."""
    found = find_route(navigation, parse_spot(hall, start), parse_spot(hall, goal))
    if not isinstance(found, Route):
        raise TypeError(f"there is no way from {start} to {goal} any more")
    leg = found.legs[number]
    begin = 1000 * sum(one.length_m for one in found.legs[:number])
    prints = found.footprints
    feet = [
        (x / 1000, y / 1000, float(heading))
        for x, y, heading, at in zip(prints.x, prints.y, prints.heading_deg, prints.at_m, strict=True)
        if begin < at < begin + 1000 * leg.length_m
    ]
    exact, trail = np.array(leg.points)[:, :2], found.trails[number][:, :2]
    longer = 100 * (shapely.length(shapely.linestrings(trail)) / leg.length_m - 1)
    ends = " to ".join(end.partition(":")[2] for end in (start, goal))
    floor = navigation.surroundings.floors[leg.from_floor]
    title = f"{ends}  {floor.id}  {leg.length_m:.1f} m +{longer:.1f} %  turns {len(exact) - 2}, now {len(trail) - 2}"
    return Panel(title=title, solids=floor.solids, exact=exact, trail=trail, feet=feet)


def draw_panel(panel: Panel) -> Image.Image:
    """Steps: 1. things, 2. the exact line, 3. the trail, 4. feet, 5. the title."""
    size = (WIDTH * FINE, HEIGHT * FINE)
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    low = np.minimum(panel.exact.min(axis=0), panel.trail.min(axis=0)) - AROUND
    high = np.maximum(panel.exact.max(axis=0), panel.trail.max(axis=0)) + AROUND
    scale = float(min(size[0] / (high[0] - low[0]), (size[1] - 24 * FINE) / (high[1] - low[1])))
    middle = (low + high) / 2

    def at(points: Line) -> list[XY]:
        """Pixels, below the title."""
        x = size[0] / 2 + (points[:, 0] - middle[0]) * scale
        y = size[1] / 2 + 12 * FINE - (points[:, 1] - middle[1]) * scale
        return list(zip(x.tolist(), y.tolist(), strict=True))

    for part in shapely.get_parts(panel.solids):
        for ring, colour in zip(shapely.get_rings(part), [THING, *[PAPER] * len(part.interiors)], strict=True):
            pen.polygon(at(shapely.get_coordinates(ring)), fill=colour)
    pen.line(at(panel.exact), fill=GREY, width=FINE)
    pen.line(at(panel.trail), fill=PALE, width=2 * FINE, joint="curve")
    for foot in panel.feet:
        pen.polygon(at(_sole(*foot, max(1.0, LEAST_FOOT * FINE / scale / FOOT_LENGTH))), fill=BLUE)
    pen.rectangle((0, 0, size[0], 24 * FINE), fill="white")
    pen.text((6 * FINE, 4 * FINE), panel.title, fill=INK, font=ImageFont.load_default(13 * FINE))
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _sole(x: float, y: float, heading_deg: float, size: float) -> Line:
    """The outline of a foot so many times its size: (n, 2) float64, metres."""
    round_ = np.linspace(0.0, 2.0 * math.pi, 16)
    along, aside = size * FOOT_LENGTH / 2 * np.cos(round_), size * FOOT_WIDTH / 2 * np.sin(round_)
    cos, sin = math.cos(math.radians(heading_deg)), math.sin(math.radians(heading_deg))
    return np.column_stack((x + along * cos - aside * sin, y + along * sin + aside * cos))


def trails_webp() -> bytes:
    """The sheet as it lies in docs."""
    out = io.BytesIO()
    draw_trails().save(out, "WEBP", quality=75, method=6)
    return out.getvalue()


if __name__ == "__main__":
    draw_trails().save(sys.argv[1])
