"""A small hall with one of everything a bundle is made of: two floors, a void, every connector, counters, glass, signs, a site."""

from __future__ import annotations

import json
from typing import Any


def small_hall() -> dict[str, Any]:
    """The hall file as data."""
    return {
        "schema": "hall/1",
        "id": "small",
        "name": {"zh": "小厅", "en": "Small hall"},
        "floors": [
            {"id": "F1", "ordinal": 0, "elevation": 0.0, "height": 4.0, "outline": rectangle(0, 0, 40, 30)},
            {
                "id": "F2", "ordinal": 1, "elevation": 4.5, "height": 3.6, "outline": rectangle(0, 0, 40, 30),
                "voids": [rectangle(12, 10, 24, 20), rectangle(30, 20.6, 34.2, 27.2)],
            },
        ],
        "areas": [
            {"id": "zone", "floor": "F1", "kind": "zone", "name": text("甲区", "Zone A"), "polygon": rectangle(1, 12, 11, 29)},
            {"id": "wait", "floor": "F1", "kind": "waiting", "polygon": rectangle(5, 15, 9, 25)},
        ],
        "walls": [
            {"id": "south", "floor": "F1", "line": [[0, 0.1], [40, 0.1]], "thickness": 0.2, "height": 4.0, "glass": True,
             "doors": [{"at": 18, "width": 2.4}]},
            {"id": "inner", "floor": "F1", "line": [[26, 1], [26, 9], [34, 9]], "thickness": 0.2, "height": 3.0,
             "doors": [{"at": 4, "width": 1.2}]},
        ],
        "obstacles": [{"id": "core", "floor": "F1", "polygon": rectangle(36, 2, 39, 6)}],
        "furniture": [
            {"id": "desk", "floor": "F1", "kind": "service_desk", "at": [18, 6], "heading_deg": 270},
            {"id": "seats", "floor": "F1", "kind": "bench", "at": [7, 20], "heading_deg": 180},
            {"id": "post", "floor": "F2", "kind": "column", "at": [5, 5], "heading_deg": 0},
            {"id": "index", "floor": "F1", "kind": "directory", "at": [21, 8], "heading_deg": 270},
        ],
        "counters": [
            {"id": "row-a", "floor": "F1", "at": [3, 20], "heading_deg": 0, "kind": "unit", "pitch": 1.6, "depth": 2.4,
             "windows": [{"code": "A01", "kind": "unit", "low": True}, {"code": "A02", "kind": "comprehensive"},
                         {"code": "A03", "kind": "unit"}]},
            {"id": "row-b", "floor": "F2", "at": [6, 26], "heading_deg": 250, "kind": "unit", "pitch": 1.7, "depth": 2.0,
             "windows": [{"code": "B01", "kind": "unit"}]},
        ],
        "connectors": [
            {"id": "up", "kind": "escalator", "direction": "up", "stops": [stop("F1", 13, 21), stop("F2", 13, 9.4)]},
            {"id": "stairs", "kind": "stairs", "direction": "both", "heading_deg": 90,
             "stops": [stop("F1", 32.1, 20), stop("F2", 32.1, 20)]},
            {"id": "lift", "kind": "lift", "direction": "both", "heading_deg": 180,
             "stops": [stop("F1", 36, 15), stop("F2", 36, 15)]},
        ],
        "entrances": [{"id": "main", "floor": "F1", "at": [18, 1.5], "heading_deg": 90, "name": text("正门", "Main")}],
        "places": [{"id": "wc", "floor": "F1", "at": [30, 5], "kind": "toilet", "name": text("卫生间", "Toilet")}],
        "tours": [{"id": "round", "stops": ["main", "A01", "wc"]}],
        "signs": [
            {"id": "zone-board", "floor": "F1", "kind": "zone", "at": [12, 24], "z": 3.2, "heading_deg": 0,
             "size": [3.0, 0.6], "lines": [text("甲区", "Zone A")], "double": True},
            {"id": "index-text", "floor": "F1", "kind": "directory", "at": [21, 7.9], "z": 1.2, "heading_deg": 270,
             "size": [1.0, 1.5], "lines": [text("一楼 <1>", "Ground floor & more")]},
        ],
        "site": [
            {"id": "lawn", "kind": "lawn", "polygon": rectangle(-30, -30, -5, -5)},
            {"id": "road", "kind": "road", "polygon": rectangle(-60, -50, 100, -40)},
            {"id": "tree", "kind": "tree", "at": [-10, -10]},
        ],
    }  # fmt: skip


def small_source() -> bytes:
    """The hall file's bytes."""
    return json.dumps(small_hall(), ensure_ascii=False).encode()


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    """Four corners, counter-clockwise."""
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def text(zh: str, en: str) -> dict[str, str]:
    """A name in both languages."""
    return {"zh": zh, "en": en}


def stop(floor: str, x: float, y: float) -> dict[str, Any]:
    """A connector's stop."""
    return {"floor": floor, "at": [x, y]}
