"""Behind each row of windows a wall in its hall's own colour, with the hall's letter and name: so halls are told apart."""

from __future__ import annotations

from functools import cache

from shapely.geometry import Point, Polygon

from models.mesh import Model, assemble, box, paint
from models.palette import GRAPHITE, HALLS
from scene.composition import Composition, Placement, SignFace, ahead, join, size_name
from scene.hall import Counter, Hall, Text
from scene.outlines import window_stands
from scene.storeys import floor_numbers, floors_by_id

KIND = "zone"
# From the end of the staff's side; under the numbers' band, so that only who stands before the row sees it.
BEHIND = 0.03
THICK = 0.05
HIGH = 2.45
RAIL = 0.06
BOARD = (4.2, 0.8)
BOARD_AT = 1.82
# One board for so many metres of a row.
BOARD_EVERY = 14.0


def compose_backs(hall: Hall) -> Composition:
    """All of them; none behind a row that stands in no named zone."""
    return join(_compose(hall, counter) for counter in hall.counters)


def _compose(hall: Hall, counter: Counter) -> Composition:
    at = Point(window_stands(hall)[counter.windows[0].code].at)
    zones = [area for area in hall.areas if area.kind == KIND and area.floor == counter.floor]
    around = [number for number, zone in enumerate(zones) if zone.name and Polygon(zone.polygon).contains(at)]
    if not around:
        return Composition(models={}, placements=())
    colour, width = around[0] % len(HALLS), counter.pitch * len(counter.windows)
    floor, number = floors_by_id(hall)[counter.floor], floor_numbers(hall)[counter.floor]
    name = f"row_back:{size_name(width, counter.depth)}:{colour}"
    placement = Placement(
        prototype=name, floor=number, at=(*counter.at, floor.elevation), heading_deg=counter.heading_deg
    )
    line = _line(counter, zones[around[0]].name)
    count = max(1, round(width / BOARD_EVERY))
    faces = tuple(
        SignFace(
            id=f"hall:{counter.id}:{index}",
            floor=number,
            kind="hall",
            at=ahead(placement.at, counter.heading_deg, (-counter.depth - BEHIND + 0.003, across, BOARD_AT)),
            heading_deg=counter.heading_deg % 360.0,
            size=(min(BOARD[0], width - 0.4), BOARD[1]),
            lines=(line,),
        )
        for index, across in enumerate(((i + 0.5) / count - 0.5) * width for i in range(count))
    )
    return Composition(models={name: _build(width, counter.depth, HALLS[colour])}, placements=(placement,), signs=faces)


def _line(counter: Counter, name: Text | None) -> Text:
    """The letter that its windows share, where they do, and the zone's name."""
    zh, en = (name.zh, name.en) if name else ("", "")
    letters = {window.code[0] for window in counter.windows}
    before = f"{letters.pop()} " if len(letters) == 1 else ""
    return Text(zh=before + zh, en=before + en)


@cache
def _build(width: float, depth: float, colour: str) -> Model:
    """A panel in the colour with a dark rail along its top. About 24 triangles."""
    front, back, half = -depth - BEHIND, -depth - BEHIND - THICK, width / 2
    return assemble(
        [
            paint("matte", colour, box((back, -half, 0.0), (front, half, HIGH))),
            paint("matte", GRAPHITE, box((back - 0.01, -half, HIGH), (front + 0.01, half, HIGH + RAIL))),
        ]
    )
