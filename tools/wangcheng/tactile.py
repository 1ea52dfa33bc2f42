"""Tactile paving: from the entrances to the service desk, the lifts, stairs and accessible toilets, and to each hall's first windows."""

from __future__ import annotations

from shapely.geometry import LineString

from tools.wangcheng.draft import Draft, DraftError, Point, add_area, rectangle, text

# A strip is so wide, and reaches half of that beyond both ends of its line, so that strips meet with whole corners.
WIDTH = 0.4
# Who follows a strip takes this much room to either side of its middle.
ROOM = 0.5

# The ways across the ground floor: along the gallery between the halls, and beside the atrium.
GALLERY_Y, LANE_X, DESK_Y = 35.2, 5.6, 7.2
# Columns of strips on every floor, on the east side; the west side is its mirror image.
LIFT_X, STAIRS_X, TOILET_X, TOILET_Y = 17.4, 23.3, 14.65, 48.6

Line = tuple[Point, Point]

CORES: tuple[Line, ...] = (
    ((LIFT_X, GALLERY_Y), (LIFT_X, 38.9)),
    ((STAIRS_X, GALLERY_Y), (STAIRS_X, 38.9)),
    ((TOILET_X, GALLERY_Y), (TOILET_X, TOILET_Y)),
    ((TOILET_X, TOILET_Y), (17.0, TOILET_Y)),
)
# Drawn on both sides.
MIRRORED: dict[str, tuple[Line, ...]] = {
    "F1": (
        *CORES,
        ((0.0, DESK_Y), (LANE_X, DESK_Y)),
        ((LANE_X, DESK_Y), (LANE_X, GALLERY_Y)),
        ((0.0, GALLERY_Y), (44.2, GALLERY_Y)),
        ((LANE_X, 15.3), (26.9, 15.3)),
        ((LIFT_X, 15.3), (LIFT_X, 28.2)),
        ((LIFT_X, 28.2), (44.2, 28.2)),
    ),
    "F2": (*CORES, ((0.0, GALLERY_Y), (44.2, GALLERY_Y))),
    "F3": (*CORES, ((0.0, GALLERY_Y), (29.8, GALLERY_Y))),
}
ALONE: dict[str, tuple[Line, ...]] = {
    "F1": (
        ((0.0, 0.6), (0.0, 8.8)),
        ((-17.5, 0.6), (-17.5, 4.15)),
        ((-17.5, 4.15), (-8.4, 4.15)),
        ((-8.4, 4.15), (-8.4, DESK_Y)),
        ((-8.4, DESK_Y), (-LANE_X, DESK_Y)),
        ((0.0, GALLERY_Y), (0.0, 53.9)),
        ((26.85, GALLERY_Y), (26.85, 53.9)),
        ((26.85, 53.9), (28.6, 53.9)),
    ),
    "F2": (
        ((0.0, GALLERY_Y), (0.0, 53.9)),
        ((26.85, GALLERY_Y), (26.85, 53.9)),
        ((26.85, 53.9), (28.6, 53.9)),
        ((-44.2, GALLERY_Y), (-44.2, 36.8)),
        ((44.2, GALLERY_Y), (44.2, 38.8)),
    ),
    "F3": (
        ((-29.8, GALLERY_Y), (-29.8, 24.3)),
        ((-29.8, 24.3), (-30.9, 24.3)),
        ((29.8, GALLERY_Y), (29.8, 25.1)),
        ((29.8, 25.1), (30.9, 25.1)),
    ),
}


def draw_tactile(draft: Draft) -> None:
    """Every strip as an area of its own."""
    for floor, mirrored in MIRRORED.items():
        west = tuple(((-x0, y0), (-x1, y1)) for (x0, y0), (x1, y1) in mirrored)
        for number, line in enumerate((*ALONE[floor], *west, *mirrored), start=1):
            _add_strip(draft, f"tactile-{floor.lower()}-{number}", floor, line)


def _add_strip(draft: Draft, name: str, floor: str, line: Line) -> None:
    """A strip about its line; raises DraftError where nobody could follow it."""
    for other, solid in draft.solids.get(floor, []):
        if solid.distance(LineString(line)) < ROOM:
            raise DraftError(f"{name} is too near to {other} on {floor}")
    (x0, y0), (x1, y1) = line
    left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    half = WIDTH / 2
    add_area(
        draft,
        name,
        floor,
        "tactile",
        rectangle(left - half, low - half, right + half, high + half),
        text("盲道", "Tactile paving"),
    )
