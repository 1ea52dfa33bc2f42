"""What one asks or takes a number from, and the places one can ask the way to."""

from __future__ import annotations

from tools.wangcheng.draft import Draft, Point, add_furniture, add_place, facing, text
from tools.wangcheng.structure import CORE_FRONT, CORE_INNER, FLOORS, LIFT_AT, SIDE_NAMES, STAIRS_X, TOILETS

AHEAD = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
# How far in front of a machine's middle one stands (metres).
STAND = 0.95

# Ticket machines beside the way into a zone: letter, floor, middle, heading.
TICKETS: tuple[tuple[str, str, Point, int], ...] = (
    ("A", "F1", (-26.0, 39.6), 180),
    ("B", "F1", (26.0, 39.6), 0),
    ("C", "F1", (-19.6, 20.4), 0),
    ("D", "F1", (19.6, 20.4), 180),
    ("E", "F1", (-8.4, 43.4), 270),
    ("F", "F2", (-8.4, 43.4), 270),
    ("G", "F2", (-26.0, 39.6), 180),
    ("H", "F2", (26.0, 39.6), 0),
    ("J", "F3", (-20.6, 14.6), 0),
    ("K", "F3", (20.6, 14.6), 180),
)
# Touch terminals, told for the east: name, floor, middle, heading, words.
TERMINALS: tuple[tuple[str, str, Point, int, dict[str, str]], ...] = (
    ("lobby", "F1", (10.55, 7.3), 180, text("大厅查询机", "Touch terminal, lobby")),
    ("f1-lifts", "F1", (15.65, 41.8), 180, text("一楼查询机", "Touch terminal, level 1")),
    ("f2", "F2", (15.65, 41.8), 180, text("二楼查询机", "Touch terminal, level 2")),
    ("f3", "F3", (11.6, 15.0), 90, text("三楼查询机", "Touch terminal, level 3")),
)
# Directories, told for the east: name, floor, middle, heading.
DIRECTORIES: tuple[tuple[str, str, Point, int], ...] = (
    ("entrance", "F1", (9.7, 8.9), 270),
    ("escalators", "F1", (6.9, 19.8), 270),
    ("escalators", "F2", (8.1, 39.4), 270),
    ("escalators", "F3", (9.6, 15.0), 90),
    *(("lift", floor, (19.85, CORE_FRONT + 0.02), 270) for floor in FLOORS),
)
# Self-service machines in the corners of the halls: floor, letter, side.
CORNERS = (("F1", "A", -1), ("F1", "B", 1), ("F2", "H", 1))


def draw_service_desk(draft: Draft) -> None:
    """The first thing one meets, on the axis."""
    add_furniture(draft, "service-desk", "F1", "service_desk", (0, 11.2), 270, (6.4, 2.4, 1.1))
    add_place(draft, "service_desk", "F1", "service_desk", (0, 9.0), text("导服台", "Service desk"))


def draw_machines(draft: Draft) -> None:
    """Ticket machines where one enters a zone, touch terminals where one arrives."""
    for letter, floor, at, heading in TICKETS:
        label = text(f"{letter}区取号机", f"Ticket machine, zone {letter}")
        _machine(draft, f"ticket-{letter.lower()}", floor, "ticket_machine", at, heading, label)
    for side, side_name in SIDE_NAMES.items():
        label = text("大厅取号机", "Ticket machine, lobby")
        _machine(
            draft, f"ticket-lobby-{side_name}", "F1", "ticket_machine", (side * 10.57, 6.3), facing(side, 180), label
        )
        for name, floor, (x, y), heading, label in TERMINALS:
            kind = "touch_terminal"
            _machine(draft, f"touch-{name}-{side_name}", floor, kind, (side * x, y), facing(side, heading), label)


def draw_self_service(draft: Draft) -> None:
    """Machines along the back and the side of the 24-hour zone, and in the corners of the halls."""
    spots: list[tuple[Point, int]] = [((-12.8 - 1.4 * index, 7.6), 270) for index in range(6)]
    spots += [((-23.6, 2.4 + 1.4 * index), 0) for index in range(3)]
    for number, (at, heading) in enumerate(spots, start=1):
        label = text(f"24小时自助机{number}", f"24-hour machine {number}")
        _machine(draft, f"self-{number}", "F1", "self_service_machine", at, heading, label)
    for floor, letter, side in CORNERS:
        for number, x in enumerate((46.4, 48.0), start=1):
            label = text(f"{letter}区自助机{number}", f"Machine {number}, zone {letter}")
            name = f"self-{letter.lower()}-{number}"
            _machine(draft, name, floor, "self_service_machine", (side * x, 31.5), 90, label)


def _machine(
    draft: Draft, name: str, floor: str, kind: str, at: Point, heading_deg: int, label: dict[str, str]
) -> None:
    """A machine and the place in front of it."""
    add_furniture(draft, name, floor, kind, at, heading_deg)
    dx, dy = AHEAD[heading_deg]
    add_place(draft, f"at-{name}", floor, kind, (at[0] + STAND * dx, at[1] + STAND * dy), label)


def draw_directories(draft: Draft) -> None:
    """Boards with the zones: at the entrance, the escalators and the lifts."""
    for name, floor, (x, y), heading in DIRECTORIES:
        for side, side_name in SIDE_NAMES.items():
            add_furniture(
                draft, f"directory-{floor.lower()}-{name}-{side_name}", floor, "directory", (side * x, y), heading
            )


def draw_places(draft: Draft) -> None:
    """Toilets, lifts, stairs and exits."""
    for floor in FLOORS:
        for number, side in enumerate((-1, 1), start=1):
            name = f"{floor.lower()}-{SIDE_NAMES[side]}"
            _toilet_places(draft, floor, side, name)
            lift = (side * LIFT_AT[0], LIFT_AT[1] - 0.2)
            add_place(
                draft, f"lift-{number}-{floor.lower()}", floor, "lift", lift, text(f"电梯{number}", f"Lift {number}")
            )
            stairs = (side * STAIRS_X, CORE_FRONT - 0.8)
            label = text(f"楼梯{number}", f"Stairs {number}")
            add_place(draft, f"stairs-{number}-{floor.lower()}", floor, "stairs", stairs, label)
    add_place(draft, "exit-main", "F1", "exit", (0, 2.2), text("正门出口", "Main exit"))


def _toilet_places(draft: Draft, floor: str, side: int, name: str) -> None:
    labels = {
        "women": ("women_toilet", text("女卫生间", "Women's toilet")),
        "men": ("men_toilet", text("男卫生间", "Men's toilet")),
        "accessible": ("accessible_toilet", text("无障碍卫生间", "Accessible toilet")),
    }
    for kind, low, high in TOILETS:
        at = (side * (CORE_INNER + 1.6), (low + high) / 2)
        place_kind, label = labels[kind]
        add_place(draft, f"toilet-{name}-{kind}-place", floor, place_kind, at, label)
