"""Counters as placements: for each window its desk, the band overhead, the officer's things, a stool; a panel at the row's end."""

from __future__ import annotations

from functools import cache

from models import counter as model
from models import stool
from models.face import Face
from scene.composition import Composition, Placement, SignFace, Spot, ahead, join, size_name
from scene.hall import Counter, Floor, Hall, Window
from scene.outlines import window_middles
from scene.storeys import ceiling_over, floor_numbers, floors_by_id

STOOL = "stool"
# Made once for all windows alike.
_desk, _band, _staff, _stool = (
    cache(model.build_desk),
    cache(model.build_band),
    cache(model.build_staff),
    cache(stool.build),
)
STOOL_AT: Spot = (0.06, 0.4, 0.0)


def compose_counters(hall: Hall) -> Composition:
    """All windows of a hall."""
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    return join(_row(hall, counter, floors[counter.floor], numbers[counter.floor]) for counter in hall.counters)


def _row(hall: Hall, counter: Counter, floor: Floor, number: int) -> Composition:
    ceiling = ceiling_over(hall, floor, counter.at)
    middles = window_middles(counter).tolist()
    units = [
        _unit(counter, window, (x, y, floor.elevation), number, ceiling)
        for window, (x, y) in zip(counter.windows, middles, strict=True)
    ]
    return join([*units, _end(counter, floor, number)])


def _unit(counter: Counter, window: Window, at: Spot, number: int, ceiling: float) -> Composition:
    """One window: its prototypes are shared by all of the same pitch, depth and height."""
    pitch, depth, low = counter.pitch, counter.depth, window.low
    kind = "_low" if low else ""
    desk = f"counter_desk{kind}:{size_name(pitch, depth)}"
    staff = f"counter_staff{kind}:{size_name(pitch, depth)}"
    band = f"counter_band:{size_name(pitch, ceiling)}"

    def put(prototype: str, local: Spot = (0.0, 0.0, 0.0), name: str | None = None) -> Placement:
        return Placement(
            prototype=prototype,
            floor=number,
            at=ahead(at, counter.heading_deg, local),
            heading_deg=counter.heading_deg,
            id=name,
        )

    placements = [put(desk, name=f"window:{window.code}"), put(band), put(staff)]
    models = {
        desk: _desk(pitch, depth, low),
        band: _band(pitch, ceiling),
        staff: _staff(pitch, depth, low),
    }
    if not low:
        placements.append(put(STOOL, (STOOL_AT[0], STOOL_AT[1] * pitch / 1.6, 0.0)))
        models[STOOL] = _stool(stool.KIND.size)
    signs = (
        _face(counter, window, "window", model.number_face(pitch), at, number),
        _face(counter, window, "plate", plate_of(counter, window), at, number),
    )
    return Composition(models=models, placements=tuple(placements), signs=signs, clutter=frozenset((staff, STOOL)))


def plate_of(counter: Counter, window: Window) -> Face:
    """Where a window's plate is, in the frame of its unit."""
    return model.plate_face(counter.pitch, window.low)


def _face(counter: Counter, window: Window, kind: str, face: Face, at: Spot, number: int) -> SignFace:
    return SignFace(
        id=f"{kind}:{window.code}",
        floor=number,
        kind=kind,
        at=ahead(at, counter.heading_deg, face.at),
        heading_deg=counter.heading_deg,
        size=face.size,
        window=window.code,
    )


def _end(counter: Counter, floor: Floor, number: int) -> Composition:
    """The panel on the citizen's right of the last window."""
    name = f"counter_end:{size_name(counter.depth)}"
    half = counter.pitch * len(counter.windows) / 2
    at = ahead((*counter.at, floor.elevation), counter.heading_deg, (0.0, half, 0.0))
    placement = Placement(prototype=name, floor=number, at=at, heading_deg=counter.heading_deg)
    return Composition(models={name: model.build_end(counter.depth)}, placements=(placement,))
