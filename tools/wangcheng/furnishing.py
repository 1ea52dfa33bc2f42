"""What makes the halls pleasant to wait in: seats before each row, desks, lounges, green."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import MultiPoint

from tools.wangcheng.draft import (
    Draft,
    Point,
    add_area,
    add_furniture,
    add_where_free,
    facing,
    furniture_shape,
    rectangle,
    text,
)
from tools.wangcheng.rows import ROWS, ZONES, Row
from tools.wangcheng.structure import SIDE_NAMES

BENCH = 2.5
PASSAGE = 1.5
# How far a waiting area reaches beyond its seats (metres).
WAITING_REACH = 0.6
# How far before a row its call display hangs, and how many windows share one (metres, windows).
DISPLAY_AHEAD = 3.2
WINDOWS_PER_DISPLAY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """A line of seats on the east side: `count` benches from `start`, northwards or eastwards, a passage after every two.

    Lines of one group stand on one waiting area.
    """

    group: str
    name: str
    floor: str
    start: Point
    count: int
    heading_deg: int


# Told for the east; the west has the same, mirrored.
SEATS: tuple[Seats, ...] = (
    Seats(group="wing-outer", name="wing-wall", floor="F1", start=(41.35, 7.75), count=6, heading_deg=0),
    Seats(group="wing-outer", name="wing-outer", floor="F1", start=(39.65, 11.0), count=4, heading_deg=180),
    Seats(group="wing-inner", name="wing-inner", floor="F1", start=(23.4, 11.0), count=4, heading_deg=0),
    Seats(group="wing-inner", name="wing-inner-back", floor="F1", start=(21.6, 11.0), count=4, heading_deg=0),
    *(
        Seats(group="hall-side", name=f"hall-side-{line}", floor=floor, start=(x, 37.4), count=4, heading_deg=0)
        for floor in ("F1", "F2")
        for line, x in enumerate((38.9, 37.1), start=1)
    ),
    *(
        Seats(group="hall-north", name=f"hall-north-{line}", floor=floor, start=(28.6, y), count=2, heading_deg=90)
        for floor in ("F1", "F2")
        for line, y in enumerate((49.4, 47.6, 45.8), start=1)
    ),
    *(
        Seats(group="middle", name=f"middle-{line}", floor=floor, start=(5.4, y), count=2, heading_deg=90)
        for floor in ("F1", "F2")
        for line, y in enumerate((49.2, 47.4), start=1)
    ),
    *(
        Seats(group=f"gallery-{line}", name=f"gallery-{line}", floor="F2", start=(19.4, y), count=2, heading_deg=180)
        for line, y in enumerate((16.2, 24.0), start=1)
    ),
    *(
        Seats(group="upper", name=f"upper-{line}", floor="F3", start=(x, 19.85), count=2, heading_deg=0)
        for line, x in enumerate((27.6, 25.8), start=1)
    ),
)

# Two sofas about a table: floor and middle, told for the east.
LOUNGES: tuple[tuple[str, Point], ...] = (
    ("F1", (15.4, 3.6)),
    ("F1", (20.6, 3.6)),
    ("F2", (8.4, 12.8)),
    ("F2", (15.4, 12.8)),
    ("F2", (15.4, 4.0)),
    ("F3", (7.4, 4.6)),
    ("F3", (13.0, 4.6)),
    ("F3", (17.0, 24.6)),
    ("F3", (17.0, 29.0)),
)

# Kind, floor, middle, heading: told for the east. Desks and leaflets stand where one passes, the rest at walls.
PIECES: tuple[tuple[str, str, Point, int], ...] = (
    ("writing_desk", "F1", (16.2, 9.8), 180),
    ("writing_desk", "F1", (16.2, 11.4), 180),
    ("writing_desk", "F1", (16.2, 18.2), 180),
    ("writing_desk", "F1", (28.4, 31.6), 90),
    ("writing_desk", "F1", (31.0, 31.6), 90),
    ("writing_desk", "F1", (13.0, 7.6), 270),
    ("writing_desk", "F2", (28.4, 31.6), 90),
    ("writing_desk", "F2", (31.0, 31.6), 90),
    ("writing_desk", "F2", (11.0, 43.4), 270),
    ("writing_desk", "F3", (31.5, 10.6), 180),
    ("info_stand", "F1", (26.2, 31.4), 90),
    ("info_stand", "F1", (23.6, 7.0), 180),
    ("info_stand", "F1", (16.2, 8.4), 180),
    ("info_stand", "F2", (19.7, 11.4), 180),
    ("info_stand", "F2", (19.7, 12.2), 180),
    ("info_stand", "F2", (26.2, 31.4), 90),
    ("info_stand", "F3", (31.7, 29.6), 180),
    ("info_stand", "F3", (31.7, 31.0), 180),
    ("water_dispenser", "F1", (15.75, 47.4), 180),
    ("water_dispenser", "F2", (15.75, 47.4), 180),
    ("water_dispenser", "F1", (49.4, 30.4), 180),
    ("bin", "F1", (15.75, 46.6), 180),
    ("bin", "F2", (15.75, 46.6), 180),
    ("bin", "F3", (15.75, 46.6), 180),
    ("bin", "F1", (6.6, 4.0), 0),
    ("plant", "F1", (6.9, 1.2), 0),
    ("plant", "F1", (9.9, 1.2), 0),
    ("plant", "F1", (49.0, 2.8), 0),
    ("plant", "F1", (49.0, 28.0), 0),
    ("plant", "F1", (24.9, 30.4), 0),
    ("plant", "F1", (24.9, 39.4), 0),
    ("plant", "F1", (15.4, 54.6), 0),
    ("plant", "F1", (26.2, 54.6), 0),
    ("plant", "F2", (19.4, 1.0), 0),
    ("plant", "F2", (10.6, 8.6), 0),
    ("plant", "F2", (19.4, 30.3), 0),
    ("plant", "F2", (24.9, 39.4), 0),
    ("plant", "F2", (15.4, 54.6), 0),
    ("plant", "F2", (26.2, 54.6), 0),
    ("plant", "F3", (31.4, 39.4), 0),
    ("plant", "F3", (12.4, 41.5), 0),
    ("plant", "F3", (15.4, 1.0), 0),
    ("planter", "F1", (9.2, 29.0), 90),
    ("planter", "F1", (11.2, 29.0), 90),
    ("planter", "F1", (16.2, 21.2), 180),
    ("planter", "F1", (16.2, 23.6), 180),
    *(("planter", floor, (13.1, y), 180) for floor in ("F2", "F3") for y in (22.0, 28.6, 30.6)),
    ("planter", "F2", (2.2, 17.4), 90),
    ("planter", "F2", (7.2, 17.4), 90),
    ("planter", "F3", (2.4, 33.2), 90),
    ("planter", "F3", (6.2, 33.2), 90),
)


def draw_seats(draft: Draft) -> None:
    """Every line of the table, on both sides, and the waiting areas they stand on."""
    for side, side_name in SIDE_NAMES.items():
        for floor, group in dict.fromkeys((seats.floor, seats.group) for seats in SEATS):
            lines = [seats for seats in SEATS if (seats.floor, seats.group) == (floor, group)]
            spots = [spot for seats in lines for spot in _draw_line(draft, seats, side, side_name)]
            area = MultiPoint(spots).buffer(WAITING_REACH, join_style="mitre").envelope.bounds
            name = f"waiting-{floor.lower()}-{side_name}-{group}"
            add_area(draft, name, floor, "waiting", rectangle(*area), text("等候区", "Waiting area"))


def _draw_line(draft: Draft, seats: Seats, side: int, side_name: str) -> list[Point]:
    """One line; the corners of the floor its benches take."""
    along = (0, 1) if seats.heading_deg in {0, 180} else (1, 0)
    heading = facing(side, seats.heading_deg)
    corners: list[Point] = []
    for index in range(seats.count):
        reach = index * BENCH + (index // 2) * PASSAGE
        at = (side * (seats.start[0] + along[0] * reach), seats.start[1] + along[1] * reach)
        name = f"seats-{seats.floor.lower()}-{side_name}-{seats.name}-{index + 1}"
        shape = furniture_shape("bench", at, heading)
        if shape is not None and add_where_free(draft, name, seats.floor, "bench", at, heading, clearance=0.08):
            corners += [(float(x), float(y)) for x, y in shape.exterior.coords]
    return corners


def draw_lounges(draft: Draft) -> None:
    """Sofas face each other across a table."""
    for index, (floor, (x, y)) in enumerate(LOUNGES, start=1):
        for side, name in SIDE_NAMES.items():
            if floor == "F1" and side == -1:
                continue  # there the 24-hour zone has its machines
            group = f"lounge-{floor.lower()}-{name}-{index}"
            add_furniture(draft, f"{group}-sofa-1", floor, "sofa", (side * x - 1.35, y), 0)
            add_furniture(draft, f"{group}-table", floor, "table", (side * x, y), 0)
            add_furniture(draft, f"{group}-sofa-2", floor, "sofa", (side * x + 1.35, y), 180)


def draw_pieces(draft: Draft) -> None:
    """Every piece of the table, on both sides; left out where the other side has something else."""
    counts: dict[tuple[str, str], int] = {}
    for kind, floor, (x, y), heading in PIECES:
        number = counts[kind, floor] = counts.get((kind, floor), 0) + 1
        for side, side_name in SIDE_NAMES.items():
            name = f"{kind.replace('_', '-')}-{floor.lower()}-{side_name}-{number}"
            add_where_free(draft, name, floor, kind, (side * x, y), facing(side, heading), clearance=0.05)


def draw_displays(draft: Draft) -> None:
    """Call displays hang over the aisle, read from the seats."""
    for row in ROWS:
        number = -(-row.count // WINDOWS_PER_DISPLAY)
        for index in range(number):
            across = (index + 0.5) / number * 2 * row.half - row.half
            at = _before(row, across)
            add_furniture(
                draft, f"display-{row.id}-{index + 1}", ZONES[row.letter].floor, "hanging_display", at, row.heading_deg
            )


def _before(row: Row, across: float) -> Point:
    """A point DISPLAY_AHEAD metres before a row, `across` metres to the right of its middle as the citizen sees it."""
    ahead, right = {
        0: ((1, 0), (0, 1)),
        180: ((-1, 0), (0, -1)),
        270: ((0, -1), (1, 0)),
    }[row.heading_deg]
    x = row.at[0] + DISPLAY_AHEAD * ahead[0] + across * right[0]
    y = row.at[1] + DISPLAY_AHEAD * ahead[1] + across * right[1]
    return (x, y)
