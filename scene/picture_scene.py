"""A hall ready to be drawn: lit triangles, floors, the signs one sees from a view, footprints."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from scene.batches import Batch, batches_of
from scene.bundle import compose
from scene.composition import OUTSIDE, SignFace
from scene.floor_images import floor_image
from scene.hall import Hall
from scene.hotspots import LABEL
from scene.lettering import Lettering, draw_lettering
from scene.light.reading import BakedStorey
from scene.outlines import direction
from scene.views import FloorImage, Footprint, Quad, View

SEEN_WITHIN = 45.0
# Off the board behind it, so that the two do not flicker.
STAND_OFF = 0.006
PRINT_SIZE = (0.5, 0.24)
PRINT_LIFT = 0.012
PRINT_PIXELS = (150, 72)
PRINT_BLUE = (30, 120, 255)
PRINT_RIM = (235, 244, 255)
# How wide the rim is, and within how much the parts of a sole run into each other (metres).
RIM = 0.013
SEAM = 0.03
# How far a foot is turned out, degrees.
OUTWARD = 7.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureScene:
    """What is drawn of a hall. `signs` may be more than are seen from one view."""

    batches: tuple[Batch, ...]
    floors: Mapping[int, FloorImage]
    signs: tuple[SignFace, ...]
    titles: Mapping[str, tuple[str, str]]


def picture_scene(
    hall: Hall, titles: Mapping[str, tuple[str, str]], light: Mapping[str, BakedStorey] | None = None
) -> PictureScene:
    """A hall's; `titles` = who serves at a window, in Chinese and English, by its code; `light` = worked out, by floor."""
    known = light or {}
    composition = compose(hall, lambda _doing, _share: None)
    return PictureScene(
        batches=tuple(batches_of(hall, composition, known)),
        floors={number: floor_image(hall, floor, known.get(floor.id)) for number, floor in enumerate(hall.floors)},
        signs=composition.signs,
        titles=titles,
    )


# --- signs ----------------------------------------------------------------------------------------------------------


def sign_quads(scene: PictureScene, view: View) -> dict[str, Quad]:
    """The faces one may be able to read from a view, by id; each is drawn once. None where the hall is cut open."""
    if view.cut is not None:
        return {}
    return {
        sign.id: sign_quad(sign, scene.titles.get(sign.window or "", ("", "")))
        for sign in scene.signs
        if _is_seen(sign, view)
    }


def _is_seen(sign: SignFace, view: View) -> bool:
    away = np.subtract(sign.at, view.eye)
    distance = float(np.linalg.norm(away))
    reach = SEEN_WITHIN * max(1.0, sign.size[1] / 0.3) if sign.floor != OUTSIDE else math.inf
    looking, facing = direction(view.heading_deg), direction(sign.heading_deg)
    is_ahead = view.across is not None or away[0] * looking[0] + away[1] * looking[1] > -1.0
    return distance < reach and is_ahead and away[0] * facing[0] + away[1] * facing[1] < 0


@functools.lru_cache(maxsize=2048)
def sign_quad(sign: SignFace, title: tuple[str, str]) -> Quad:
    """A sign's face with its words."""
    c, s = direction(sign.heading_deg)
    middle = np.array(sign.at) + np.array([c, s, 0.0]) * STAND_OFF
    right, up = np.array([-s, c, 0.0]) * sign.size[0] / 2, np.array([0.0, 0.0, sign.size[1] / 2])
    corners = np.stack([middle - right - up, middle + right - up, middle + right + up, middle - right + up])
    return Quad(corners=corners, image=draw_lettering(lettering_of(sign, title), _density(sign)))


def lettering_of(sign: SignFace, title: tuple[str, str]) -> Lettering:
    """A sign's words; a window's are its code and who serves there."""
    first, second = tuple(line.zh for line in sign.lines), tuple(line.en for line in sign.lines)
    if sign.kind == "window":
        first, second = (title[0] or "窗口",), (title[1],)
    if sign.kind == "display":
        first, second = sign.windows, ()
    if sign.kind == "plate":
        first, second = (LABEL["zh"],), (LABEL["en"],)
    return Lettering(
        kind=sign.kind, width=sign.size[0], height=sign.size[1], first=first, second=second, code=sign.window or ""
    )


def _density(sign: SignFace) -> float:
    """Pixels a metre of sign gets: those one reads from near get most."""
    if sign.kind in {"plate", "directory"}:
        return 360.0
    return 120.0 if sign.size[0] > 6 else 220.0


# --- footprints -----------------------------------------------------------------------------------------------------


def print_quads(prints: Iterable[Footprint]) -> list[Quad]:
    """Footprints as quads, one picture for all: a left foot's corners are mirrored."""
    return [_print_quad(one) for one in prints]


def _print_quad(one: Footprint) -> Quad:
    (c, s), out = direction(one.heading_deg), math.radians(OUTWARD if one.left else -OUTWARD)
    c, s = c * math.cos(out) - s * math.sin(out), s * math.cos(out) + c * math.sin(out)
    ahead = np.array([c, s, 0.0]) * PRINT_SIZE[0] / 2
    side = np.array([-s, c, 0.0]) * PRINT_SIZE[1] / 2 * (1 if one.left else -1)
    middle = np.add(one.at, (0.0, 0.0, PRINT_LIFT))
    corners = np.stack([middle - ahead - side, middle + ahead - side, middle + ahead + side, middle - ahead + side])
    return Quad(corners=corners, image=print_image())


@functools.cache
def print_image() -> Image.Image:
    """A shoe: a sole with a waist, a line before the heel, a light rim; the toe is at the right (web/src/stage/prints.ts)."""
    width, height = PRINT_PIXELS
    x, y = np.meshgrid(
        np.linspace(-0.5, 0.5, width) * PRINT_SIZE[0], np.linspace(0.5, -0.5, height) * PRINT_SIZE[1]
    )  # fmt: skip
    front = _joined(_oval(x, y, (0.065, 0.004), (0.125, 0.077)), _oval(x, y, (0.142, -0.013), (0.075, 0.054)))
    back = _joined(_oval(x, y, (-0.145, 0.004), (0.072, 0.057)), _oval(x, y, (-0.06, 0.014), (0.12, 0.040)))
    away = _joined(front, back)
    is_light = (away > 0) | (np.abs(x + 0.088 + 4 * y * y) < 0.004)
    alpha = np.clip(0.5 - (away - RIM) / 0.008, 0, 1) * 0.95
    alpha[[0, -1], :] = alpha[:, [0, -1]] = 0
    colour = np.where(is_light[..., None], PRINT_RIM, PRINT_BLUE).astype(np.uint8)
    return Image.fromarray(np.dstack([colour, np.round(alpha * 255).astype(np.uint8)]))


def _oval(x: Floats, y: Floats, middle: tuple[float, float], size: tuple[float, float]) -> Floats:
    """About how far outside an oval, metres."""
    return np.asarray((np.hypot((x - middle[0]) / size[0], (y - middle[1]) / size[1]) - 1) * min(size))


def _joined(one: Floats, other: Floats) -> Floats:
    """The nearer of two, rounded where they meet."""
    near = np.maximum(SEAM - np.abs(one - other), 0) / SEAM
    return np.asarray(np.minimum(one, other) - near * near * SEAM / 4)
