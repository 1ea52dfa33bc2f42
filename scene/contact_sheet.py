"""A contact sheet: one kind from four sides, with its name and a scale in metres."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from models.mesh import Model
from models.registry import KINDS
from scene.lettering import BLUE, GREY, INK, LINE, PAPER, font
from scene.views import View

PANEL = (320, 240)
HEAD = 34
MARGIN = 1.16
RULER = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)

Draw = Callable[[View], Image.Image]
Box = tuple[np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.float64]]]


def contact_sheet(name: str, model: Model, draw: Draw) -> Image.Image:
    """The four views with their names below the kind's: RGB."""
    box = _box(model)
    sheet = Image.new("RGB", (2 * PANEL[0] + 1, HEAD + 2 * PANEL[1] + 2), LINE)
    _write_head(sheet, name, box, sum(len(part.faces) for part in model))
    for number, (title, view) in enumerate(views_of(box)):
        panel = draw(view)
        _write_panel(panel, title, view)
        sheet.paste(panel, ((number % 2) * (PANEL[0] + 1), HEAD + 1 + number // 2 * (PANEL[1] + 1)))
    return sheet


def views_of(box: Box) -> tuple[tuple[str, View], ...]:
    """Front and side without perspective; from above at a slant, before and behind."""
    low, high = box
    middle, size = (low + high) / 2, high - low
    shape = PANEL[1] / PANEL[0]
    far = float(np.linalg.norm(size)) + 1.0

    def flat(heading_deg: float, across: float, up: float) -> View:
        angle = math.radians(heading_deg)
        eye = middle - far * np.array([math.cos(angle), math.sin(angle), 0.0])
        return _view(eye, heading_deg, 0.0, MARGIN * max(across, up / shape))

    def slanted(heading_deg: float, pitch_deg: float) -> View:
        angle, pitch = math.radians(heading_deg), math.radians(pitch_deg)
        ahead = np.array([math.cos(angle) * math.cos(pitch), math.sin(angle) * math.cos(pitch), math.sin(pitch)])
        right = np.array([math.sin(angle), -math.cos(angle), 0.0])
        up = np.cross(right, ahead)
        reach = [float(np.abs(size / 2 * axis).sum()) for axis in (right, up)]
        half = math.radians(17.0)
        distance = MARGIN * max(reach[0] / math.tan(half), reach[1] / math.tan(half) / shape)
        eye = middle - ahead * (distance + float(np.abs(size / 2 * ahead).sum()) * 0.6)
        return _view(eye, heading_deg, pitch_deg, None)

    return (
        ("front", flat(180.0, size[1], size[2])),
        ("right", flat(90.0, size[0], size[2])),
        ("before", slanted(215.0, -24.0)),
        ("behind, above", slanted(40.0, -48.0)),
    )


def _view(
    eye: np.ndarray[tuple[int], np.dtype[np.float64]], heading_deg: float, pitch_deg: float, across: float | None
) -> View:
    x, y, z = eye.tolist()
    return View(
        eye=(x, y, z), heading_deg=heading_deg, pitch_deg=pitch_deg, fov_deg=34.0, across=across,
        width_px=PANEL[0], height_px=PANEL[1],
    )  # fmt: skip


def _box(model: Model) -> Box:
    points = np.concatenate([part.vertices for part in model])
    return points.min(axis=0), points.max(axis=0)


def _write_head(sheet: Image.Image, name: str, box: Box, triangles: int) -> None:
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, sheet.width, HEAD - 1), fill=PAPER)
    kind = KINDS.get(name)
    title = f"{kind.zh}  {name}" if kind else name
    pen.text((12, HEAD / 2), title, font=font(18), fill=INK, anchor="lm")
    x, y, z = (box[1] - box[0]).tolist()
    words = f"{y:.2f} × {x:.2f} × {z:.2f} m   {triangles:,} triangles"
    pen.text((sheet.width - 12, HEAD / 2), words, font=font(13), fill=GREY, anchor="rm")


def _write_panel(panel: Image.Image, title: str, view: View) -> None:
    pen = ImageDraw.Draw(panel)
    pen.text((10, 14), title, font=font(12), fill=GREY, anchor="lm")
    if view.across is None:
        return
    per_metre = panel.width / view.across
    length = next((one for one in reversed(RULER) if one * per_metre <= panel.width * 0.4), RULER[0])
    x1, y = panel.width - 10, panel.height - 12
    x0 = round(x1 - length * per_metre)
    pen.line((x0, y, x1, y), fill=BLUE, width=2)
    for x in (x0, x1):
        pen.line((x, y - 4, x, y + 4), fill=BLUE, width=1)
    pen.text(((x0 + x1) / 2, y - 10), f"{length:g} m", font=font(12), fill=BLUE, anchor="mm")
