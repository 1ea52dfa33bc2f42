"""A contact sheet: one kind from four sides, with its name and a scale in metres."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw
from shapely.geometry import MultiPoint
from shapely.geometry.polygon import orient

from models.mesh import Model
from models.registry import KINDS
from scene.batches import Batch
from scene.lettering import BLUE, GREY, INK, LINE, PAPER, font
from scene.views import SHEET_GREY, View

PANEL = (320, 240)
HEAD = 34
MARGIN = 1.12
# Room for the ruler below what is seen without perspective.
BELOW = 0.14
# What begins higher hangs, and is seen from below.
HANGS = 1.0
SHADOW_POINTS = 48
# How dark the ground is under a thing, and how far from its outline, as a share of its size.
SHADOW = ((0.0, 0.8), (0.03, 0.9), (0.1, 1.0))
FOV_DEG = 34.0
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
    """Front and side without perspective; at a slant before and behind, from above or, what hangs, from below."""
    low, high = box
    middle, size = (low + high) / 2, high - low
    shape = PANEL[1] / PANEL[0]
    far = float(np.linalg.norm(size)) + 1.0
    corners = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)]) * size

    def flat(heading_deg: float, across: float, up: float) -> View:
        angle = math.radians(heading_deg)
        wide = MARGIN * max(across, up / shape / (1 - BELOW))
        eye = middle - far * np.array([math.cos(angle), math.sin(angle), 0.0])
        eye[2] -= wide * shape * BELOW / 2
        return _view(eye, heading_deg, 0.0, wide)

    def slanted(heading_deg: float, pitch_deg: float) -> View:
        angle, pitch = math.radians(heading_deg), math.radians(pitch_deg)
        ahead = np.array([math.cos(angle) * math.cos(pitch), math.sin(angle) * math.cos(pitch), math.sin(pitch)])
        right = np.array([math.sin(angle), -math.cos(angle), 0.0])
        half = math.tan(math.radians(FOV_DEG / 2))
        reach = np.maximum(np.abs(corners @ right), np.abs(corners @ np.cross(right, ahead)) / shape)
        distance = float((MARGIN * reach / half - corners @ ahead).max())
        return _view(middle - ahead * distance, heading_deg, pitch_deg, None)

    if low[2] > HANGS:
        return (
            ("front", flat(180.0, size[1], size[2])),
            ("right", flat(90.0, size[0], size[2])),
            ("before, below", slanted(215.0, 24.0)),
            ("behind, below", slanted(40.0, 48.0)),
        )
    return (
        ("front", flat(180.0, size[1], size[2])),
        ("right", flat(90.0, size[0], size[2])),
        ("before", slanted(215.0, -24.0)),
        ("behind, above", slanted(40.0, -48.0)),
    )


def ground_under(model: Model) -> list[Batch]:
    """A soft shadow on the ground about what stands there; nothing under what hangs."""
    low, high = _box(model)
    if low[2] > HANGS:
        return []
    points = np.concatenate([part.vertices for part in model])
    lower = points[points[:, 2] < low[2] + 0.5 * (high[2] - low[2]), :2]
    hull = orient(MultiPoint(lower).convex_hull.buffer(0.01))
    middle = np.array([hull.centroid.x, hull.centroid.y])
    line = hull.exterior
    rim = np.array([line.interpolate(i / SHADOW_POINTS, normalized=True).coords[0] for i in range(SHADOW_POINTS)])
    away = rim - middle
    away *= float((high - low).max()) / np.linalg.norm(away, axis=1)[:, None]
    flat = np.concatenate([middle[None, :], *(rim + share * away for share, _ in SHADOW)])
    tones = np.array([SHADOW[0][1], *(tone for _, tone in SHADOW for _ in range(SHADOW_POINTS))])
    fan = [(0, 1 + i, 1 + (i + 1) % SHADOW_POINTS) for i in range(SHADOW_POINTS)]
    colours = np.column_stack([np.round(tones[:, None] * np.array(SHEET_GREY)), np.full(len(tones), 255)])
    return [
        Batch(
            floor=0,
            manner="solid",
            points=np.column_stack([flat, np.full(len(flat), low[2] - 0.004)]).astype(np.float32),
            colours=colours.astype(np.uint8),
            faces=np.array([*fan, *_rings(len(SHADOW))], dtype=np.uint32),
        )
    ]


def _rings(count: int) -> list[tuple[int, int, int]]:
    """Triangles between rings of SHADOW_POINTS points, the first of which is point 1."""
    faces = []
    for ring, i in itertools.product(range(count - 1), range(SHADOW_POINTS)):
        a, b = (1 + ring * SHADOW_POINTS + j % SHADOW_POINTS for j in (i, i + 1))
        faces += [(a, a + SHADOW_POINTS, b + SHADOW_POINTS), (a, b + SHADOW_POINTS, b)]
    return faces


def _view(
    eye: np.ndarray[tuple[int], np.dtype[np.float64]], heading_deg: float, pitch_deg: float, across: float | None
) -> View:
    x, y, z = eye.tolist()
    return View(
        eye=(x, y, z), heading_deg=heading_deg, pitch_deg=pitch_deg, fov_deg=FOV_DEG, across=across,
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
