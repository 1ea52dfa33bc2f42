"""From where to look at a hall: before a window, along a way."""

from __future__ import annotations

import itertools
import math

from shapely.geometry import LineString, Polygon
from shapely.ops import unary_union

from scene.exterior import outside_view
from scene.hall import Hall
from scene.outlines import direction, furniture_outline, furniture_size, window_stands
from scene.storeys import floors_by_id
from scene.views import View

EYE = 1.62
# Before a window: this far from where one stands, less where something is in the way, and a little to the side.
BACK = (3.2, 2.4, 1.6, 0.8, 0.2)
ASIDE = 0.9
KEPT_FREE = 0.35
# A floor from above: walls are cut above doors and desks, below signs and lamps.
CUT_AT = 2.3
STOREY_PITCH_DEG = 52.0
MARGIN = 1.06


def window_view(hall: Hall, code: str, width_px: int, height_px: int) -> View:
    """A window as one comes to it, its plate and its number in the picture; KeyError when there is none of that code."""
    stand = window_stands(hall)[code]
    floor = floors_by_id(hall)[stand.floor]
    tall = unary_union(
        [
            Polygon(furniture_outline(one))
            for one in hall.furniture
            if one.floor == floor.id and furniture_size(one)[2] > 1.4 and len(furniture_outline(one))
        ]
        + [LineString(wall.line).buffer(wall.thickness / 2) for wall in hall.walls if wall.floor == floor.id]
        + [Polygon(one.polygon) for one in hall.obstacles if one.floor == floor.id]
    )
    c, s = direction(stand.heading_deg)
    for back, share in itertools.product(BACK, (1.0, 0.0)):
        side = share * _outward(hall, code) * ASIDE * back / BACK[0]
        eye = (stand.at[0] - back * c + side * s, stand.at[1] - back * s - side * c)
        if LineString([stand.at, eye]).distance(tall) > KEPT_FREE:
            break
    goal = (stand.at[0] + 0.9 * c, stand.at[1] + 0.9 * s)
    heading = math.degrees(math.atan2(goal[1] - eye[1], goal[0] - eye[0]))
    return View(
        eye=(*eye, floor.elevation + EYE), heading_deg=heading, pitch_deg=2.5, fov_deg=66.0, width_px=width_px,
        height_px=height_px,
    )  # fmt: skip


def _outward(hall: Hall, code: str) -> float:
    """To which side of a window its row ends sooner, 1 = the citizen's right: from there one looks along the others."""
    row = next(one for one in hall.counters if code in {window.code for window in one.windows})
    place = [window.code for window in row.windows].index(code)
    return 1.0 if place >= (len(row.windows) - 1) / 2 else -1.0


def building_view(hall: Hall, width_px: int, height_px: int) -> View:
    """The building from outside."""
    camera, target = outside_view(hall)
    x, y, z = (end - start for start, end in zip(camera, target, strict=True))
    return View(
        eye=camera,
        heading_deg=math.degrees(math.atan2(y, x)),
        pitch_deg=math.degrees(math.atan2(z, math.hypot(x, y))),
        fov_deg=60.0,
        width_px=width_px,
        height_px=height_px,
    )


def storey_view(hall: Hall, floor_id: str, width_px: int, height_px: int) -> View:
    """A whole floor from above and from the south, its ceiling off; KeyError when there is none of that id."""
    floor = floors_by_id(hall)[floor_id]
    low_x, low_y, high_x, high_y = Polygon(floor.outline).bounds
    middle = ((low_x + high_x) / 2, (low_y + high_y) / 2)
    tilt = math.radians(STOREY_PITCH_DEG)
    # Seen at a slant the floor's depth shrinks; the picture holds both its width and its depth.
    across = MARGIN * max(high_x - low_x, (high_y - low_y) * math.sin(tilt) * width_px / height_px)
    away = 2 * across
    return View(
        eye=(middle[0], middle[1] - away * math.cos(tilt), floor.elevation + away * math.sin(tilt)),
        heading_deg=90.0,
        pitch_deg=-STOREY_PITCH_DEG,
        across=across,
        cut=(hall.floors.index(floor), floor.elevation + CUT_AT),
        width_px=width_px,
        height_px=height_px,
    )
