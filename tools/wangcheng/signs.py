"""Boards with text: zones, floors, ways, directories, toilets, and the name of the house."""

from __future__ import annotations

from dataclasses import dataclass

from tools.wangcheng.draft import Draft, Element, Point, add_place, add_sign, facing, text
from tools.wangcheng.rows import ROWS, ZONES
from tools.wangcheng.structure import CORE_FRONT, CORE_INNER, FLOORS, INNER_PAIR, OUTER_PAIR, SIDE_NAMES, TOILETS

# Letters of a name that a narrower board holds.
SHORT = 3
FLOOR_NAMES = {
    "F1": text("1F 一楼", "1F Level 1"),
    "F2": text("2F 二楼", "2F Level 2"),
    "F3": text("3F 三楼", "3F Level 3"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneBoard:
    """A zone's board, read from its heading's side; `goal` = where the guide leads who asks for the zone."""

    at: Point
    heading_deg: int
    goal: Point
    double: bool = True


ZONE_BOARDS: dict[str, ZoneBoard] = {
    "A": ZoneBoard(at=(-25.36, 35.6), heading_deg=0, goal=(-27.5, 35.6), double=False),
    "B": ZoneBoard(at=(25.36, 35.6), heading_deg=180, goal=(27.5, 35.6), double=False),
    "C": ZoneBoard(at=(-18.6, 14.4), heading_deg=0, goal=(-19.4, 14.4)),
    "D": ZoneBoard(at=(18.6, 14.4), heading_deg=180, goal=(19.4, 14.4)),
    "E": ZoneBoard(at=(0.0, 41.6), heading_deg=270, goal=(0.0, 44.5)),
    "F": ZoneBoard(at=(0.0, 41.6), heading_deg=270, goal=(0.0, 44.5)),
    "G": ZoneBoard(at=(-25.36, 35.6), heading_deg=0, goal=(-27.5, 35.6), double=False),
    "H": ZoneBoard(at=(25.36, 35.6), heading_deg=180, goal=(27.5, 35.6), double=False),
    "J": ZoneBoard(at=(-21.5, 21.1), heading_deg=0, goal=(-23.6, 21.1)),
    "K": ZoneBoard(at=(21.5, 21.1), heading_deg=180, goal=(23.6, 21.1)),
}


def draw_signs(draft: Draft) -> None:
    """All boards that are not a window's own."""
    lines = [text("长沙市望城区政务服务中心", "Wangcheng District Government Service Centre, Changsha")]
    add_sign(draft, "sign-name", "F1", "name", (0, 12.2), 4.0, 270, (7.2, 0.95), lines)
    for letter in ZONES:
        _zone_board(draft, letter)
    for floor in FLOORS:
        for side, name in SIDE_NAMES.items():
            _core_signs(draft, floor, side, f"{floor.lower()}-{name}")
    for side, name in SIDE_NAMES.items():
        _escalator_signs(draft, side, name)
    _directory_texts(draft)
    label = [text("多功能会议厅", "Conference hall")]
    add_sign(draft, "sign-conference", "F3", "name", (0, 41.97), 3.0, 270, (3.0, 0.6), label)
    for side, name in SIDE_NAMES.items():
        at, label = (side * 25.0, 7.87), [text("会商室", "Meeting room")]
        add_sign(draft, f"sign-meeting-{name}", "F3", "name", at, 2.9, 90, (1.6, 0.45), label)
    label = [text("24小时自助服务区", "24-hour self-service")]
    add_sign(draft, "sign-self-service", "F1", "zone", (-10.86, 4.3), 2.9, 0, (3.0, 0.5), label)
    label = [text("帮办代办休息区", "Help and rest lounge")]
    add_sign(draft, "sign-lounge", "F1", "zone", (10.86, 4.3), 2.9, 180, (3.0, 0.5), label)


def _codes(letter: str) -> str:
    count = sum(row.count for row in ROWS if row.letter == letter)
    return f"{letter}01–{letter}{count:02d}"


def _zone_board(draft: Draft, letter: str) -> None:
    zone, board, codes = ZONES[letter], ZONE_BOARDS[letter], _codes(letter)
    lines = [text(f"{letter} {zone.zh}", f"{letter} {zone.en}"), text(f"窗口 {codes}", f"Windows {codes}")]
    name, size = f"sign-zone-{letter.lower()}", (3.6 if len(zone.zh) == SHORT else 4.8, 1.0)
    add_sign(draft, name, zone.floor, "zone", board.at, 3.5, board.heading_deg, size, lines, double=board.double)
    add_place(draft, f"zone-{letter.lower()}-entry", zone.floor, "zone", board.goal, text(zone.zh, zone.en))


def _core_signs(draft: Draft, floor: str, side: int, name: str) -> None:
    number = 1 if side < 0 else 2
    boards = {
        "floor": (19.85, 2.95, (2.0, 0.9), FLOOR_NAMES[floor]),
        "lift": (17.4, 2.95, (1.6, 0.45), text(f"电梯{number}", f"Lift {number}")),
        "stairs": (23.3, 2.95, (1.6, 0.45), text(f"楼梯{number}", f"Stairs {number}")),
    }
    for kind, (x, z, size, label) in boards.items():
        add_sign(draft, f"sign-{kind}-{name}", floor, kind, (side * x, CORE_FRONT + 0.12), z, 270, size, [label])
    labels = {
        "women": text("女卫生间", "Women"),
        "men": text("男卫生间", "Men"),
        "accessible": text("无障碍卫生间", "Accessible"),
    }
    for kind, low, high in TOILETS:
        at = (side * (CORE_INNER - 0.03), (low + high) / 2)
        heading = facing(side, 180)
        add_sign(draft, f"sign-toilet-{name}-{kind}", floor, "toilet", at, 2.6, heading, (1.1, 0.36), [labels[kind]])
    arrow = "←" if side < 0 else "→"
    way = text(f"{arrow} 卫生间", f"{arrow} Toilets")
    at = (side * (CORE_INNER - 1.4), 41.2)
    add_sign(draft, f"sign-toilet-{name}-way", floor, "toilet", at, 3.1, 270, (2.0, 0.45), [way])


def _escalator_signs(draft: Draft, side: int, name: str) -> None:
    """What is above, where one gets on; the floor's number, where one gets off."""
    at, size = (side * OUTER_PAIR, 16.6), (4.6, 1.2)
    add_sign(draft, f"sign-way-f1-{name}", "F1", "way", at, 3.5, 270, size, _way_up("F2"))
    at, size = (side * INNER_PAIR, 35.2), (3.6, 0.9)
    add_sign(draft, f"sign-way-f2-{name}", "F2", "way", at, 3.3, 90, size, _way_up("F3"))
    label = [FLOOR_NAMES["F2"]]
    add_sign(
        draft, f"sign-floor-f2-escalators-{name}", "F2", "floor", (side * OUTER_PAIR, 35.2), 3.2, 270, (2.0, 0.6), label
    )
    label = [FLOOR_NAMES["F3"]]
    add_sign(
        draft, f"sign-floor-f3-escalators-{name}", "F3", "floor", (side * INNER_PAIR, 18.4), 3.2, 90, (2.0, 0.6), label
    )


def _zones_of(floor: str) -> list[dict[str, str]]:
    zones = [zone for zone in ZONES.values() if zone.floor == floor]
    return [text(f"{zone.letter} {zone.zh}", f"{zone.letter} {zone.en}") for zone in zones]


def _way_up(floor: str) -> list[dict[str, str]]:
    """An arrow with the floor's label, then its zones."""
    label = f"↑ {floor[::-1]}"
    return [text(label, label), *_zones_of(floor)]


def _directory_lines(here: str) -> list[dict[str, str]]:
    """Every floor with its zones, from the top; what is behind the bar marks the floor one is on."""
    lines: list[dict[str, str]] = []
    for floor in reversed(FLOORS):
        name = FLOOR_NAMES[floor]
        marked = text(f"{name['zh']}|您在此", f"{name['en']}|You are here")
        lines += [marked if floor == here else name, *_zones_of(floor)]
    return lines


def _directory_texts(draft: Draft) -> None:
    """The text of each directory board, at its own place: the board is the directory's."""
    for board in [piece for piece in draft.lists["furniture"] if piece["kind"] == "directory"]:
        x, y, heading = _stance(board)
        name, floor = f"sign-{board['id']}", str(board["floor"])
        add_sign(draft, name, floor, "directory", (x, y), 1.21, heading, (1.08, 1.82), _directory_lines(floor))


def _stance(piece: Element) -> tuple[float, float, int]:
    """Where a piece of furniture stands and faces."""
    match piece:
        case {"at": [float(x), float(y)], "heading_deg": int(heading)}:
            return x, y, heading
        case _:
            raise TypeError(f"{piece['id']} is no piece of furniture")
