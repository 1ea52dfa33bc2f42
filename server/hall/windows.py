"""The windows of a hall as geometry tells them: where they are, of what kind, in which zone."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import Point, Polygon

from scene.hall import Area, Floor, Hall, Text, WindowKind
from scene.outlines import window_stands
from server.foundation.texts import Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class HallWindow:
    """A window and where a citizen stands before it. Metres."""

    code: str
    kind: WindowKind
    low: bool
    floor: Floor
    stand: tuple[float, float]
    heading_deg: float
    zone: Area | None


def hall_windows(hall: Hall) -> dict[str, HallWindow]:
    """Every window by its code, in the file's order."""
    stands = window_stands(hall)
    floors = {floor.id: floor for floor in hall.floors}
    zones = [(area, Polygon(area.polygon)) for area in hall.areas if area.kind == "zone"]
    found = {}
    for counter in hall.counters:
        for window in counter.windows:
            stand = stands[window.code]
            found[window.code] = HallWindow(
                code=window.code,
                kind=window.kind,
                low=window.low,
                floor=floors[stand.floor],
                stand=stand.at,
                heading_deg=stand.heading_deg,
                zone=_zone_at(zones, stand.floor, stand.at),
            )
    return found


def _zone_at(zones: list[tuple[Area, Polygon]], floor: str, at: tuple[float, float]) -> Area | None:
    point = Point(at)
    return next((area for area, polygon in zones if area.floor == floor and polygon.covers(point)), None)


def translated(text: Text | None, otherwise: str) -> Translated:
    """A name of the hall file as it goes into pages and JSON; the id when the file gives none."""
    return {"zh": text.zh, "en": text.en} if text else {"zh": otherwise, "en": otherwise}


def floor_name(floor: Floor) -> Translated:
    """What a floor is called, with its sign: 一楼 (1F)."""
    name = translated(floor.name, floor.id)
    label = floor.label
    return {"zh": f"{name['zh']}（{label}）", "en": f"{name['en']} ({label})"} if label else name


def floor_label(floor: Floor) -> str:
    """What stands on the floor's sign."""
    return floor.label or floor.id
