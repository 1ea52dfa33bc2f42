"""Zones open round the clock as seen from without: their own glass, a canopy with light under it, their name over it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from shapely.geometry import LineString, Polygon
from shapely.geometry.polygon import orient

from models.mesh import Part, Solid, box, move, paint, panel_to_x, turn
from models.palette import BLUE, LAMP, WHITE
from scene.composition import OUTSIDE, SignFace, ahead, heading_of
from scene.hall import Area, Hall
from scene.storeys import entrance_elevation, floors_by_id

KIND = "self_service"
# Greener than other panes: by that the client knows behind which glass it never gets dark.
GLASS = "#3A6468"
AT_FACADE = 0.4
SHORTEST = 3.0
HIGH = 3.5
CANOPY = (1.7, 0.24)
BOARD = (7.2, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Where such a zone meets the façade: the middle, the heading outward, how wide."""

    area: Area
    middle: tuple[float, float]
    heading_deg: float
    width: float


def fronts_of(hall: Hall) -> list[Front]:
    """All of the ground floor."""
    floors, ground = floors_by_id(hall), entrance_elevation(hall)
    return [
        front
        for area in hall.areas
        if area.kind == KIND and area.name is not None and floors[area.floor].elevation == ground
        for front in _fronts(area, orient(Polygon(floors[area.floor].outline)))
    ]


def _fronts(area: Area, outline: Polygon) -> list[Front]:
    fronts = []
    for a, b in itertools.pairwise(outline.exterior.coords):
        side = LineString([a, b])
        shared = side.intersection(Polygon(area.polygon).buffer(AT_FACADE, join_style="mitre"))
        width = shared.length - 2 * AT_FACADE
        if width >= SHORTEST:
            at = shared.centroid
            heading = heading_of((b[1] - a[1], a[0] - b[0]))
            fronts.append(Front(area=area, middle=(at.x, at.y), heading_deg=heading, width=width))
    return fronts


def open_zone_parts(hall: Hall) -> list[Part]:
    """z from the ground at the entrance."""
    return [part for front in fronts_of(hall) for part in _parts(front)]


def _parts(front: Front) -> list[Part]:
    half, (reach, thick), (wide, high) = front.width / 2, CANOPY, _board(front)

    def there(solid: Solid) -> Solid:
        return move(turn(solid, front.heading_deg), (*front.middle, 0.0))

    lights = [
        box((0.55, y - 0.6, HIGH - 0.02), (1.15, y + 0.6, HIGH + 0.01))
        for y in (-half * 0.7, -half * 0.23, half * 0.23, half * 0.7)
    ]
    return [
        paint("metal", GLASS, there(panel_to_x(0.03, (-half + 0.1, half - 0.1), (0.12, HIGH)))),
        paint("matte", WHITE, there(box((0.0, -half, HIGH), (reach, half, HIGH + thick), 0.03))),
        paint("matte", BLUE, there(box((reach - 0.3, -wide / 2 - 0.06, HIGH + thick), (reach - 0.06, wide / 2 + 0.06, HIGH + thick + high + 0.06), 0.02))),
        paint("glow", LAMP, *(there(light) for light in lights)),
    ]  # fmt: skip


def _board(front: Front) -> tuple[float, float]:
    return min(BOARD[0], front.width - 0.6), BOARD[1]


def open_zone_signs(hall: Hall) -> tuple[SignFace, ...]:
    """The zone's name on the canopy."""
    z = entrance_elevation(hall)
    return tuple(
        SignFace(
            id=f"open:{front.area.id}:{number}",
            floor=OUTSIDE,
            kind="zone",
            at=ahead(
                (*front.middle, z), front.heading_deg, (CANOPY[0] - 0.05, 0.0, HIGH + CANOPY[1] + BOARD[1] / 2 + 0.03)
            ),
            heading_deg=front.heading_deg % 360.0,
            size=_board(front),
            lines=(front.area.name,) if front.area.name else (),
        )
        for number, front in enumerate(fronts_of(hall))
    )
