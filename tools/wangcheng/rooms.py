"""Rooms, zones and areas of each floor."""

from __future__ import annotations

from tools.wangcheng.counters import (
    OFFICES,
    draw_corner_hall,
    draw_counters,
    draw_hall_walls,
    draw_island,
    draw_middle_row,
    draw_wall_row,
    row_named,
)
from tools.wangcheng.draft import OFFICE_HOURS, Draft, Element, Point, add_area, add_wall, rectangle, text
from tools.wangcheng.rows import ZONES
from tools.wangcheng.structure import CEILINGS, SIDE_NAMES

HALL = [(50.0, 31.0), (25.5, 31.0), (25.5, 60.0), (50.0, 60.0)]
WING = [(50.0, 0.0), (24.1, 0.0), (24.1, 8.1), (18.0, 8.1), (18.0, 31.0), (50.0, 31.0)]
MIDDLE = [(16.0, 40.0), (-16.0, 40.0), (-16.0, 60.0), (16.0, 60.0)]
SELF_SERVICE_DOOR: Element = {
    "id": "self-service-inner-door",
    "name": text("24小时自助服务区内门", "the door from the 24-hour zone to the lobby"),
    "hours": OFFICE_HOURS,
}
LOBBY_EAST = [(11.0, 0.0), (11.0, 8.1), (18.0, 8.1), (18.0, 31.0), (25.5, 31.0), (25.5, 40.0)]


def draw_rooms(draft: Draft) -> None:
    """Walls and areas, then the counters, which must not meet them."""
    _draw_ground_floor(draft)
    _draw_first_floor(draft)
    _draw_second_floor(draft)
    draw_counters(draft)


def _mirrored(side: int, points: list[Point]) -> list[Point]:
    return [(side * x, y) for x, y in points]


def _zone(draft: Draft, letter: str, polygon: list[Point]) -> None:
    zone = ZONES[letter]
    add_area(draft, f"zone-{letter.lower()}", zone.floor, "zone", polygon, text(zone.zh, zone.en))


def _draw_ground_floor(draft: Draft) -> None:
    lobby = LOBBY_EAST + list(reversed(_mirrored(-1, LOBBY_EAST)))
    add_area(draft, "lobby-f1", "F1", "lobby", lobby, text("大厅", "Lobby"))
    _zone(draft, "A", _mirrored(-1, HALL))
    _zone(draft, "B", HALL)
    _zone(draft, "C", _mirrored(-1, WING))
    _zone(draft, "D", WING)
    _zone(draft, "E", MIDDLE)
    for side, letter in ((-1, "A"), (1, "B")):
        draw_hall_walls(draft, "F1", side, letter, [(13.2, 5.0)])
    draw_corner_hall(draft, "F1", -1, row_named("row-a-west"), row_named("row-a-north"))
    draw_corner_hall(draft, "F1", 1, row_named("row-b-east"), row_named("row-b-north"))
    draw_wall_row(draft, row_named("row-c-west"))
    draw_wall_row(draft, row_named("row-d-east"))
    draw_island(draft, row_named("row-c-inner"), row_named("row-c-outer"))
    draw_island(draft, row_named("row-d-inner"), row_named("row-d-outer"))
    draw_middle_row(draft, row_named("row-e"))
    _draw_front_rooms(draft)


def _draw_front_rooms(draft: Draft) -> None:
    """Left of the entrance the 24-hour zone with a door of its own, right of it the help lounge."""
    room = rectangle(11.0, 0.0, 24.1, 8.1)
    add_area(
        draft,
        "self-service",
        "F1",
        "self_service",
        _mirrored(-1, room),
        text("24小时自助服务区", "24-hour self-service"),
    )
    add_area(draft, "lounge-f1", "F1", "waiting", room, text("帮办代办休息区", "Help and rest lounge"))
    for side, name in SIDE_NAMES.items():
        doors = {
            "inner": (_mirrored(side, [(11.0, 0.3), (11.0, 8.0)]), [(4.0, 2.4)]),
            "outer": (_mirrored(side, [(24.1, 0.3), (24.1, 8.0)]), []),
            "back": (_mirrored(side, [(10.9, 8.1), (24.2, 8.1)]), [(6.6, 3.6)] if side == 1 else []),
        }
        for part, (line, openings) in doors.items():
            named = (SELF_SERVICE_DOOR,) if (name, part) == ("west", "inner") else ()
            add_wall(draft, f"front-{name}-{part}", "F1", line, doors=openings, height=3.2, glass=True, named=named)


def _draw_first_floor(draft: Draft) -> None:
    gallery = [(20.0, 0.0), (20.0, 31.0), (25.5, 31.0), (25.5, 40.0)]
    lobby = gallery + list(reversed(_mirrored(-1, gallery)))
    add_area(draft, "lobby-f2", "F2", "lobby", lobby, text("二楼回廊", "Level 2 gallery"))
    _zone(draft, "F", MIDDLE)
    _zone(draft, "G", _mirrored(-1, HALL))
    _zone(draft, "H", HALL)
    for side, letter in ((-1, "G"), (1, "H")):
        draw_hall_walls(draft, "F2", side, letter, [])
    draw_corner_hall(draft, "F2", -1, row_named("row-g-west"), row_named("row-g-north"))
    draw_corner_hall(draft, "F2", 1, row_named("row-h-east"), row_named("row-h-north"))
    draw_middle_row(draft, row_named("row-f"))
    for side, name in SIDE_NAMES.items():
        offices = rectangle(side * 20.0, 0, side * 50, 31.0)
        add_area(draft, f"offices-f2-{name}", "F2", "office", offices, OFFICES, public=False)
        line = _mirrored(side, [(20.1, 0.3), (20.1, 31.0), (25.6, 31.0)])
        add_wall(
            draft,
            f"offices-f2-{name}-front",
            "F2",
            line[:2],
            doors=[(5.0, 1.0), (13.0, 1.8), (21.0, 1.0)],
            staff=True,
            height=CEILINGS["F2"],
        )
        add_wall(draft, f"offices-f2-{name}-north", "F2", line[1:], height=CEILINGS["F2"])


def _draw_second_floor(draft: Draft) -> None:
    gallery = [
        (18.0, 0.0),
        (18.0, 8.1),
        (20.0, 8.1),
        (20.0, 31.0),
        (32.0, 31.0),
        (32.0, 40.0),
        (16.0, 40.0),
        (16.0, 53.6),
        (13.2, 53.6),
        (13.2, 42.0),
    ]
    lobby = gallery + list(reversed(_mirrored(-1, gallery)))
    add_area(draft, "lobby-f3", "F3", "lobby", lobby, text("三楼回廊", "Level 3 gallery"))
    zone = rectangle(20.0, 8.1, 32.0, 31.0)
    _zone(draft, "J", _mirrored(-1, zone))
    _zone(draft, "K", zone)
    for row in (row_named("row-j"), row_named("row-k")):
        side = 1 if row.at[0] > 0 else -1
        name = SIDE_NAMES[side]
        offices = [(32.0, 0.0), (32.0, 40.0), (25.5, 40.0), (25.5, 60.0), (50.0, 60.0), (50.0, 0.0)]
        add_area(draft, f"offices-f3-{name}", "F3", "office", _mirrored(side, offices), OFFICES, public=False)
        low, high = row.at[1] - row.half, row.at[1] + row.half
        walls = {
            "south": ([(32.1, 0.3), (32.1, low)], []),
            "north": ([(32.1, high), (32.1, 40.1)], [(2.0, 1.0), (40.0 - high - 3.0, 1.8)]),
            "back": ([(32.2, 40.1), (25.4, 40.1)], []),
        }
        for part, (line, doors) in walls.items():
            height = CEILINGS["F3"]
            add_wall(
                draft, f"offices-f3-{name}-{part}", "F3", _mirrored(side, line), doors=doors, height=height, staff=True
            )
    for side, name in SIDE_NAMES.items():
        room = rectangle(side * 18.0, 0.0, side * 32.0, 8.1)
        add_area(draft, f"meeting-{name}", "F3", "office", room, text("会商室", "Meeting room"), public=False)
        line = _mirrored(side, [(18.1, 0.3), (18.1, 8.0), (32.0, 8.0)])
        add_wall(draft, f"meeting-{name}-side", "F3", line[:2], height=CEILINGS["F3"], glass=True, staff=True)
        add_wall(
            draft,
            f"meeting-{name}-front",
            "F3",
            line[1:],
            doors=[(4.0, 1.2)],
            height=CEILINGS["F3"],
            glass=True,
            staff=True,
        )
    _draw_meeting_hall(draft)


def _draw_meeting_hall(draft: Draft) -> None:
    """The conference hall above the utilities, between the ways to the toilets."""
    height = CEILINGS["F3"]
    room = rectangle(-13.2, 42.0, 13.2, 60.0)
    label = text("多功能会议厅", "Conference hall")
    add_area(draft, "conference", "F3", "office", room, label, public=False)
    front = [(-13.2, 42.1), (13.2, 42.1)]
    add_wall(draft, "conference-front", "F3", front, doors=[(6.6, 2.4), (19.8, 2.4)], height=height, staff=True)
    for side, name in SIDE_NAMES.items():
        add_wall(draft, f"conference-{name}", "F3", _mirrored(side, [(13.1, 42.0), (13.1, 59.7)]), height=height)
        end = rectangle(side * 13.2, 53.6, side * 16.0, 60)
        add_area(draft, f"conference-{name}-store", "F3", "office", end, OFFICES, public=False)
        add_wall(
            draft,
            f"conference-{name}-end",
            "F3",
            _mirrored(side, [(13.2, 53.7), (16.0, 53.7)]),
            doors=[(1.4, 1.0)],
            staff=True,
            height=height,
        )
