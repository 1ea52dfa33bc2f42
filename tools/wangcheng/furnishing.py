"""What stands in the halls: seats, machines, desks, plants, directories, and the places one can ask the way to."""

from __future__ import annotations

from tools.wangcheng.draft import (
    Draft,
    Point,
    add_furniture,
    add_place,
    add_where_free,
    facing,
    text,
)
from tools.wangcheng.structure import (
    CORE_INNER,
    FLOORS,
    LIFT_AT,
    SIDE_NAMES,
    STAIRS_X,
    TOILETS,
    CORE_FRONT,
)

BENCH = 2.5
PASSAGE = 1.5


def draw_service_desk(draft: Draft) -> None:
    """The first thing one meets, on the axis."""
    add_furniture(draft, "service-desk", "F1", "service_desk", (0, 11.6), 270, (6.4, 2.4, 1.1))
    add_place(draft, "service_desk", "F1", "service_desk", (0, 9.4), text("导服台", "Service desk"))


def _machine(draft: Draft, name: str, floor: str, kind: str, at: Point, heading_deg: int, zh: str, en: str) -> None:
    """A machine and the place in front of it."""
    add_furniture(draft, name, floor, kind, at, heading_deg)
    dx, dy = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[heading_deg]
    stand = (at[0] + 0.95 * dx, at[1] + 0.95 * dy)
    add_place(draft, f"at-{name}", floor, kind, stand, text(zh, en))


def draw_machines(draft: Draft) -> None:
    """Ticket machines where one enters a zone, touch terminals at the entrance, on each floor and in the halls."""
    for side, name in SIDE_NAMES.items():
        _machine(
            draft,
            f"ticket-lobby-{name}",
            "F1",
            "ticket_machine",
            (side * 6.6, 11.6),
            270,
            "大厅取号机",
            "Ticket machine, lobby",
        )
        _machine(
            draft,
            f"touch-lobby-{name}",
            "F1",
            "touch_terminal",
            (side * 7.8, 11.6),
            270,
            "大厅查询机",
            "Touch terminal, lobby",
        )
        _machine(
            draft,
            f"touch-f2-{name}",
            "F2",
            "touch_terminal",
            (side * 14.6, 36.6),
            270,
            "二楼查询机",
            "Touch terminal, first floor",
        )
        _machine(
            draft,
            f"touch-f3-{name}",
            "F3",
            "touch_terminal",
            (side * 11.4, 15.0),
            90,
            "三楼查询机",
            "Touch terminal, second floor",
        )
        for floor, letter in (("F1", "AB"[side > 0]), ("F2", "GH"[side > 0])):
            zone = letter.lower()
            _machine(
                draft,
                f"ticket-{zone}",
                floor,
                "ticket_machine",
                (side * 26.0, 39.6),
                facing(side, 0),
                f"{letter}区取号机",
                f"Ticket machine, zone {letter}",
            )
    for floor, letter in (("F1", "E"), ("F2", "F")):
        _machine(
            draft,
            f"ticket-{letter.lower()}",
            floor,
            "ticket_machine",
            (-9.6, 44.6),
            270,
            f"{letter}区取号机",
            f"Ticket machine, zone {letter}",
        )
    _machine(draft, "ticket-c", "F1", "ticket_machine", (-20.2, 9.2), 0, "C区取号机", "Ticket machine, zone C")
    _machine(draft, "ticket-d", "F1", "ticket_machine", (20.2, 9.2), 180, "D区取号机", "Ticket machine, zone D")
    _machine(draft, "ticket-j", "F3", "ticket_machine", (-22.4, 10.6), 0, "J区取号机", "Ticket machine, zone J")
    _machine(draft, "ticket-k", "F3", "ticket_machine", (22.4, 10.6), 180, "K区取号机", "Ticket machine, zone K")


def draw_self_service(draft: Draft) -> None:
    """Machines along the back and the side of the 24-hour zone, and in the corners of the halls."""
    for index in range(6):
        at = (-12.8 - 1.4 * index, 7.6)
        _machine(
            draft,
            f"self-{index + 1}",
            "F1",
            "self_service_machine",
            at,
            270,
            f"24小时自助机{index + 1}",
            f"24-hour machine {index + 1}",
        )
    for index in range(3):
        at = (-23.6, 2.4 + 1.4 * index)
        _machine(
            draft,
            f"self-{index + 7}",
            "F1",
            "self_service_machine",
            at,
            0,
            f"24小时自助机{index + 7}",
            f"24-hour machine {index + 7}",
        )
    for floor, letter, side in (("F1", "A", -1), ("F1", "B", 1), ("F2", "H", 1)):
        for index in range(2):
            name = f"self-{letter.lower()}-{index + 1}"
            at = (side * (46.4 + 1.6 * index), 31.5)
            _machine(
                draft,
                name,
                floor,
                "self_service_machine",
                at,
                90,
                f"{letter}区自助机{index + 1}",
                f"Machine {index + 1}, zone {letter}",
            )


def draw_directories(draft: Draft) -> None:
    """Boards with the zones: at the entrance, the escalators and the lifts."""
    for side, name in SIDE_NAMES.items():
        add_furniture(draft, f"directory-f1-entrance-{name}", "F1", "directory", (side * 7.2, 6.6), 270)
        add_furniture(draft, f"directory-f1-escalators-{name}", "F1", "directory", (side * 13.5, 20.2), 270)
        add_furniture(draft, f"directory-f2-escalators-{name}", "F2", "directory", (side * 8.1, 37.6), 270)
        add_furniture(draft, f"directory-f3-escalators-{name}", "F3", "directory", (side * 9.6, 16.4), 90)
        for floor in FLOORS:
            at = (side * 19.85, CORE_FRONT + 0.02)
            add_furniture(draft, f"directory-{floor.lower()}-lift-{name}", floor, "directory", at, 270)


def draw_places(draft: Draft) -> None:
    """Toilets, lifts and exits."""
    labels = {"women": text("女卫生间", "Women's toilet"), "men": text("男卫生间", "Men's toilet")}
    for floor in FLOORS:
        for number, side in enumerate((-1, 1), start=1):
            name = f"{floor.lower()}-{SIDE_NAMES[side]}"
            for kind, y0, y1 in TOILETS:
                at = (side * (CORE_INNER + 1.6), (y0 + y1) / 2)
                if kind == "accessible":
                    add_place(
                        draft,
                        f"accessible-toilet-{name}",
                        floor,
                        "accessible_toilet",
                        at,
                        text("无障碍卫生间", "Accessible toilet"),
                    )
                else:
                    add_place(draft, f"toilet-{name}-{kind}-place", floor, "toilet", at, labels[kind])
            lift = (side * LIFT_AT[0], LIFT_AT[1] - 0.2)
            add_place(
                draft, f"lift-{number}-{floor.lower()}", floor, "lift", lift, text(f"电梯{number}", f"Lift {number}")
            )
            stairs = (side * STAIRS_X, CORE_FRONT - 0.8)
            add_place(
                draft,
                f"stairs-{number}-{floor.lower()}",
                floor,
                "stairs",
                stairs,
                text(f"楼梯{number}", f"Stairs {number}"),
            )
    add_place(draft, "exit-main", "F1", "exit", (0, 2.2), text("正门出口", "Main exit"))


def seat_row(draft: Draft, name: str, floor: str, start: Point, count: int, heading_deg: int) -> None:
    """Seats side by side from `start`, northwards or eastwards, with a passage after every two."""
    along = (0, 1) if heading_deg in {0, 180} else (1, 0)
    for index in range(count):
        reach = index * BENCH + (index // 2) * PASSAGE
        at = (start[0] + along[0] * reach, start[1] + along[1] * reach)
        add_where_free(draft, f"{name}-{index + 1}", floor, "bench", at, heading_deg, clearance=0.08)


def draw_seats(draft: Draft) -> None:
    """Before each row, four metres off, facing it."""
    for side, letter in ((-1, "c"), (1, "d")):
        seat_row(draft, f"seats-{letter}-wall", "F1", (side * 41.35, 5.6), 7, facing(side, 0))
        seat_row(draft, f"seats-{letter}-outer", "F1", (side * 39.65, 5.6), 7, facing(side, 180))
        seat_row(draft, f"seats-{letter}-inner", "F1", (side * 23.4, 10.8), 4, facing(side, 0))
        seat_row(draft, f"seats-{letter}-inner-back", "F1", (side * 21.6, 10.8), 4, facing(side, 0))
    for floor, west, east in (("F1", "a", "b"), ("F2", "g", "h")):
        for side, letter in ((-1, west), (1, east)):
            seat_row(draft, f"seats-{letter}-1", floor, (side * 39.6, 37.0), 5, facing(side, 0))
            seat_row(draft, f"seats-{letter}-2", floor, (side * 37.6, 37.0), 5, facing(side, 0))
            for index, y in enumerate((49.0, 47.0), start=1):
                start = -36.6 if side == -1 else 29.0
                seat_row(draft, f"seats-{letter}-north-{index}", floor, (start, y), 3, 90)
    for floor, letter, start, count in (("F1", "e", -6.0, 4), ("F2", "f", -10.0, 6)):
        for index, y in enumerate((50.2, 48.2), start=1):
            seat_row(draft, f"seats-{letter}-{index}", floor, (start, y), count, 90)
    for side, letter in ((-1, "j"), (1, "k")):
        for index, x in enumerate((27.6, 25.6), start=1):
            seat_row(draft, f"seats-{letter}-{index}", "F3", (side * x, 13.4), 3, facing(side, 0))


def draw_desks(draft: Draft) -> None:
    """Where one fills in forms, with leaflets beside."""
    for side, name in SIDE_NAMES.items():
        for index, y in enumerate((11.5, 14.5, 17.5), start=1):
            add_furniture(draft, f"desk-f1-{name}-{index}", "F1", "writing_desk", (side * 16.2, y), facing(side, 180))
        for floor in ("F1", "F2"):
            add_furniture(draft, f"desk-{floor.lower()}-{name}-hall-1", floor, "writing_desk", (side * 28.6, 31.5), 90)
            add_furniture(
                draft, f"desk-{floor.lower()}-{name}-hall-2", floor, "writing_desk", (side * 31.4 - 0.6, 31.5), 90
            )
        add_furniture(draft, f"desk-f2-{name}", "F2", "writing_desk", (side * 11.0, 44.6), 270)
        add_furniture(draft, f"desk-f3-{name}", "F3", "writing_desk", (side * 31.6, 10.2), facing(side, 180))


def draw_plants(draft: Draft) -> None:
    """Green along the axis, at the atrium and in the corners."""
    for side, name in SIDE_NAMES.items():
        for index, (floor, x, y) in enumerate(
            (
                ("F1", 7.2, 1.0),
                ("F1", 9.6, 1.0),
                ("F1", 10.2, 8.8),
                ("F1", 12.9, 37.9),
                ("F1", 48.6, 1.4),
                ("F1", 48.6, 29.6),
                ("F1", 24.8, 30.2),
                ("F2", 19.2, 1.0),
                ("F2", 11.0, 8.6),
                ("F2", 19.2, 30.0),
                ("F3", 31.2, 1.0),
                ("F3", 31.2, 39.2),
                ("F3", 12.6, 41.4),
            ),
            start=1,
        ):
            add_where_free(draft, f"plant-{name}-{index}", floor, "plant", (side * x, y), 0, clearance=0.1)
        for index, y in enumerate((21.0, 25.3, 29.6), start=1):
            for floor in ("F2", "F3"):
                at = (side * 13.1, y + (1.0 if floor == "F3" else 0.0))
                add_where_free(draft, f"planter-{floor.lower()}-{name}-{index}", floor, "planter", at, 0, clearance=0.1)
