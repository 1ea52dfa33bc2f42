"""layout.json: what stands where, the faces for texts, the connectors, the windows. Flat arrays, so that it packs well."""

from __future__ import annotations

import json
from typing import Any

from scene.composition import Composition, Placement, SignFace
from scene.hall import Connector, Hall, Text
from scene.outlines import window_stands
from scene.storeys import floor_numbers, floors_by_id

Json = dict[str, Any]
FORMAT = "layout/1"


def write_layout(hall: Hall, composition: Composition) -> bytes:
    """The file's bytes."""
    return to_bytes(layout_of(hall, composition))


def to_bytes(document: object) -> bytes:
    """JSON without spaces, Chinese as it is."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def layout_of(hall: Hall, composition: Composition) -> Json:
    """The file as data."""
    prototypes = sorted({one.prototype for one in composition.placements})
    return {
        "format": FORMAT,
        "prototypes": prototypes,
        "placements": _placements(composition, prototypes),
        "signs": [_sign(sign) for sign in composition.signs],
        "connectors": [_connector(hall, connector) for connector in hall.connectors],
        "windows": _windows(hall, composition),
    }


def _placements(composition: Composition, prototypes: list[str]) -> Json:
    """Sorted by floor, prototype, x, y."""
    numbers = {name: index for index, name in enumerate(prototypes)}

    def order(one: Placement) -> tuple[int, int, int, int]:
        return (one.floor, numbers[one.prototype], _mm(one.at[0]), _mm(one.at[1]))

    things = sorted(composition.placements, key=order)
    return {
        "prototype": [numbers[one.prototype] for one in things],
        "floor": [one.floor for one in things],
        "x": [_mm(one.at[0]) for one in things],
        "y": [_mm(one.at[1]) for one in things],
        "z": [_mm(one.at[2]) for one in things],
        "heading": [round(one.heading_deg * 10) % 3600 for one in things],
        "id": [one.id for one in things],
    }


def _mm(metres: float) -> int:
    return round(metres * 1000)


def _sign(sign: SignFace) -> Json:
    entry: Json = {
        "id": sign.id,
        "floor": sign.floor,
        "kind": sign.kind,
        "at": _point(sign.at),
        "heading_deg": round(sign.heading_deg % 360.0, 3),
        "size": [round(length, 3) for length in sign.size],
        "double": False,
        "lines": [text_of(line) for line in sign.lines],
    }
    entry |= {"window": sign.window} if sign.window else {}
    return entry | ({"windows": list(sign.windows)} if sign.windows else {})


def text_of(text: Text) -> dict[str, str]:
    """A text in both languages, without what else the file may say about it."""
    return {"zh": text.zh, "en": text.en}


def _point(at: tuple[float, ...]) -> list[float]:
    return [round(value, 3) for value in at]


def _connector(hall: Hall, connector: Connector) -> Json:
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    return {
        "id": connector.id,
        "kind": connector.kind,
        "direction": connector.direction,
        "width": connector.width,
        "closed": connector.closed,
        "seconds": connector.seconds,
        "name": text_of(connector.name) if connector.name else None,
        "stops": [
            {"floor": numbers[stop.floor], "at": _point(stop.at), "z": round(floors[stop.floor].elevation, 3)}
            for stop in connector.stops
        ],
    }


def _windows(hall: Hall, composition: Composition) -> Json:
    """Each window's plate and stand, in the file's order."""
    plates = {sign.window: sign for sign in composition.signs if sign.kind == "plate"}
    stands = window_stands(hall)
    windows = [window for counter in hall.counters for window in counter.windows]
    faces = [plates[window.code] for window in windows]
    return {
        "code": [window.code for window in windows],
        "floor": [face.floor for face in faces],
        "x": [round(face.at[0], 3) for face in faces],
        "y": [round(face.at[1], 3) for face in faces],
        "z": [round(face.at[2], 3) for face in faces],
        "heading": [round(face.heading_deg % 360.0, 3) for face in faces],
        "stand_x": [round(stands[window.code].at[0], 3) for window in windows],
        "stand_y": [round(stands[window.code].at[1], 3) for window in windows],
        "kind": [window.kind for window in windows],
    }
