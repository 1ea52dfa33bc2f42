"""hotspots.json: what can be clicked in the hall, and what it opens: the plate of each window."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from scene.composition import Composition, SignFace
from scene.hall import Hall

LABEL = {"zh": "办事点我", "en": "Click to apply"}


def hotspots_of(hall: Hall, composition: Composition) -> list[dict[str, Any]]:
    """One for each window, in the file's order."""
    return [_hotspot(hall, sign) for sign in composition.signs if sign.kind == "plate" and sign.window is not None]


def _hotspot(hall: Hall, plate: SignFace) -> dict[str, Any]:
    return {
        "id": f"hotspot:{plate.window}",
        "window": plate.window,
        "floor": hall.floors[plate.floor].id,
        "at": [round(value, 3) for value in plate.at],
        "size": [round(length, 3) for length in plate.size],
        "label": LABEL,
        "action": {"type": "items", "href": f"/windows/{quote(plate.window or '', safe='')}"},
    }
