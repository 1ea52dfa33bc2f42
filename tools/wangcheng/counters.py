"""The rows of windows as counters, the staff's side behind them closed off."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Polygon

from scene.outlines import placed
from tools.wangcheng.draft import Draft, Element, add_area, add_wall, rectangle, text
from tools.wangcheng.rows import DEPTH, LOW, PITCH, ROWS, ZONES, Row, codes_of, kind_of_window
from tools.wangcheng.structure import CEILINGS, CORE_OUTER, SIDE_NAMES

# Nothing of a grid stands nearer than this before a row (metres).
AISLE = 3.4
STAFF = text("窗口工作区", "Staff only")
OFFICES = text("办公区", "Offices")


def draw_counters(draft: Draft) -> None:
    """Every row of the table."""
    for row in ROWS:
        _add_counter(draft, row)


def _add_counter(draft: Draft, row: Row) -> None:
    floor = ZONES[row.letter].floor
    local = np.array([(-DEPTH, -row.half), (0, -row.half), (0, row.half), (-DEPTH, row.half)])
    draft.occupy(floor, f"counter {row.id}", Polygon(placed(local, row.at, row.heading_deg)))
    aisle = np.array([(0, -row.half), (AISLE, -row.half), (AISLE, row.half), (0, row.half)])
    draft.kept_clear.setdefault(floor, []).append(Polygon(placed(aisle, row.at, row.heading_deg)))
    draft.add(
        "counters",
        {
            "id": row.id,
            "floor": floor,
            "at": list(row.at),
            "heading_deg": row.heading_deg,
            "kind": "counter",
            "pitch": PITCH,
            "depth": DEPTH,
            "windows": [_window(code) for code in codes_of(row)],
        },
    )


def _window(code: str) -> Element:
    window: Element = {"code": code, "kind": kind_of_window(code)}
    return window | {"low": True} if code in LOW else window


def row_named(name: str) -> Row:
    """The row of that id."""
    return next(row for row in ROWS if row.id == name)


def draw_corner_hall(draft: Draft, floor: str, side: int, along: Row, across: Row) -> None:
    """A hall of its own in a north corner: `along` stands before the side façade, `across` before the north one."""
    name = f"hall-{along.letter.lower()}"
    low, high = along.at[1] - along.half, along.at[1] + along.half
    corner = 45.2 - (55.2 - high - 0.1)
    near, far = abs(across.at[0]) - across.half, abs(across.at[0]) + across.half
    front = [(50.0, low - 0.2), (45.2, low - 0.2), (45.2, high), (corner, 55.2), (CORE_OUTER, 55.2)]
    staff = [*front, (CORE_OUTER, 60.0), (50.0, 60.0)]
    add_area(draft, f"{name}-staff", floor, "office", _mirrored(side, staff), STAFF, public=False)
    walls = {
        "start": ([(49.7, low - 0.1), (45.2, low - 0.1)], [(2.2, 0.9)]),
        "corner": ([(45.3, high), (45.3, high + 0.06), (corner + 0.04, 55.3), (far, 55.3)], []),
        "end": ([(near, 55.3), (CORE_OUTER + 0.1, 55.3)], [(0.75, 0.9)] if near - CORE_OUTER > 1.5 else []),
    }
    for part, (line, doors) in walls.items():
        add_wall(draft, f"{name}-{part}", floor, _mirrored(side, line), doors=doors, height=2.6, staff=True)


def draw_hall_walls(draft: Draft, floor: str, side: int, letter: str, south_doors: list[tuple[float, float]]) -> None:
    """The walls between a corner hall and the rest, with wide doorways."""
    name = f"hall-{letter.lower()}"
    height = CEILINGS[floor]
    south = _mirrored(side, [(49.7, 31.0), (CORE_OUTER - 0.1, 31.0)])
    add_wall(draft, f"{name}-south", floor, south, doors=south_doors, height=height, door_height=2.8)
    inner = _mirrored(side, [(CORE_OUTER, 31.1), (CORE_OUTER, 40.0)])
    add_wall(draft, f"{name}-inner", floor, inner, doors=[(4.5, 6.0)], height=height, door_height=2.8)


def draw_wall_row(draft: Draft, row: Row) -> None:
    """A row before a side façade in an open zone: its ends are closed, one with a door for the staff."""
    side = 1 if row.at[0] > 0 else -1
    floor = ZONES[row.letter].floor
    low, high = row.at[1] - row.half, row.at[1] + row.half
    area = rectangle(side * 45.2, low - 0.2, side * 50, high + 0.2)
    add_area(draft, f"{row.id}-staff", floor, "office", area, STAFF, public=False)
    for part, y, doors in (("south", low - 0.1, []), ("north", high + 0.1, [(2.2, 0.9)])):
        line = _mirrored(side, [(49.7, y), (45.2, y)])
        add_wall(draft, f"{row.id}-{part}", floor, line, doors=doors, height=2.6, staff=True)


def draw_island(draft: Draft, inner: Row, outer: Row) -> None:
    """Two rows back to back with the staff between them."""
    side = 1 if inner.at[0] > 0 else -1
    floor = ZONES[inner.letter].floor
    half = max(inner.half, outer.half)
    y = inner.at[1]
    x0, x1 = abs(inner.at[0]), abs(outer.at[0])
    area = rectangle(side * x0, y - half - 0.2, side * x1, y + half + 0.2)
    add_area(draft, f"{inner.id}-staff", floor, "office", area, STAFF, public=False)
    for part, end, doors in (("south", y - half - 0.1, []), ("north", y + half + 0.1, [((x1 - x0) / 2, 0.9)])):
        line = _mirrored(side, [(x0, end), (x1, end)])
        add_wall(draft, f"{inner.id}-{part}", floor, line, doors=doors, height=2.2, staff=True)


def draw_middle_row(draft: Draft, row: Row) -> None:
    """A row before the north façade between the cores."""
    floor = ZONES[row.letter].floor
    area = rectangle(-16, 55.2, 16, 60)
    add_area(draft, f"{row.id}-staff", floor, "office", area, STAFF, public=False)
    for side, name in SIDE_NAMES.items():
        line = _mirrored(side, [(row.half, 55.3), (16.0, 55.3)])
        add_wall(draft, f"{row.id}-{name}", floor, line, doors=[(16 - row.half - 1.0, 0.9)], height=2.6, staff=True)


def _mirrored(side: int, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    return [(side * x, y) for x, y in points]
