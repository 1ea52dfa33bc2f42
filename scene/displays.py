"""The faces of hanging displays: each tells of the windows of the nearest row, those next to it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import models
from models.hanging_display import face_of
from scene.composition import Composition, SignFace, ahead
from scene.furnishing import size_under
from scene.hall import Counter, Furniture, Hall
from scene.outlines import window_middles
from scene.storeys import floor_numbers, floors_by_id

KIND = "hanging_display"
MOST_WINDOWS = 6


def compose_displays(hall: Hall) -> Composition:
    """Both faces of every display that hangs on a floor with windows."""
    displays = [piece for piece in hall.furniture if piece.kind == KIND]
    return Composition(
        models={}, placements=(), signs=tuple(face for piece in displays for face in _faces(hall, piece))
    )


def _faces(hall: Hall, piece: Furniture) -> Iterable[SignFace]:
    rows = [counter for counter in hall.counters if counter.floor == piece.floor]
    if not rows:
        return
    windows = windows_near(min(rows, key=lambda row: _distances(row, piece)[0][0]), piece)
    floor = floors_by_id(hall)[piece.floor]
    face = face_of(size_under(hall, piece, floor, models.KINDS[KIND]))
    for suffix, turned in (("", 0.0), (":back", 180.0)):
        heading = (piece.heading_deg + turned) % 360.0
        yield SignFace(
            id=f"display:{piece.id}{suffix}",
            floor=floor_numbers(hall)[piece.floor],
            kind="display",
            at=ahead((*piece.at, floor.elevation), heading, face.at),
            heading_deg=heading,
            size=face.size,
            windows=windows,
        )


def windows_near(row: Counter, piece: Furniture) -> tuple[str, ...]:
    """Codes of the row's windows next to a display, in the row's order."""
    near = {code for _, code in _distances(row, piece)[:MOST_WINDOWS]}
    return tuple(window.code for window in row.windows if window.code in near)


def _distances(row: Counter, piece: Furniture) -> list[tuple[float, str]]:
    """Metres to each window, nearest first."""
    middles = window_middles(row).tolist()
    return sorted((math.dist(at, piece.at), window.code) for window, at in zip(row.windows, middles, strict=True))
