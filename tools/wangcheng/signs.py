"""Boards with text: zones, floors, directories, toilets, and the name of the house."""

from __future__ import annotations

from tools.wangcheng.draft import Draft, Point, add_place, add_sign, facing, text
from tools.wangcheng.rows import ROWS, ZONES
from tools.wangcheng.structure import CORE_FRONT, CORE_INNER, FLOORS, SIDE_NAMES, TOILETS

FLOOR_NAMES = {
    "F1": text("1F 一楼", "1F Ground floor"),
    "F2": text("2F 二楼", "2F First floor"),
    "F3": text("3F 三楼", "3F Second floor"),
}
# Where a zone's board hangs, and which way one comes from; where the guide leads who asks for the zone.
ZONE_BOARDS: dict[str, tuple[Point, int, Point]] = {
    "A": ((-25.2, 35.6), 0, (-27.5, 35.6)),
    "B": ((25.2, 35.6), 180, (27.5, 35.6)),
    "C": ((-19.0, 15.5), 0, (-19.4, 15.5)),
    "D": ((19.0, 15.5), 180, (19.4, 15.5)),
    "E": ((0.0, 43.0), 270, (0.0, 44.5)),
    "F": ((0.0, 43.0), 270, (0.0, 44.5)),
    "G": ((-25.2, 35.6), 0, (-27.5, 35.6)),
    "H": ((25.2, 35.6), 180, (27.5, 35.6)),
    "J": ((-21.5, 17.0), 0, (-22.5, 13.0)),
    "K": ((21.5, 17.0), 180, (22.5, 13.0)),
}


def draw_signs(draft: Draft) -> None:
    """All boards that are not a window's own."""
    lines = [text("长沙市望城区政务服务中心", "Wangcheng District Government Service Centre, Changsha")]
    add_sign(draft, "sign-name", "F1", "name", (0, 12.6), 3.3, 270, (9.6, 0.9), lines)
    for letter in ZONES:
        _zone_board(draft, letter)
    for floor in FLOORS:
        for side, name in SIDE_NAMES.items():
            _core_signs(draft, floor, side, f"{floor.lower()}-{name}")
    _directory_texts(draft)
    label = [text("24小时自助服务区", "24-hour self-service")]
    add_sign(draft, "sign-self-service", "F1", "zone", (-10.88, 4.15), 2.85, 0, (3.0, 0.5), label)


def _codes(letter: str) -> str:
    count = sum(row.count for row in ROWS if row.letter == letter)
    return f"{letter}01–{letter}{count:02d}"


def _zone_board(draft: Draft, letter: str) -> None:
    zone = ZONES[letter]
    at, heading, goal = ZONE_BOARDS[letter]
    lines = [
        text(f"{letter} {zone.zh}", f"{letter} {zone.en}"),
        text(f"窗口 {_codes(letter)}", f"Windows {_codes(letter)}"),
    ]
    add_sign(draft, f"sign-zone-{letter.lower()}", zone.floor, "zone", at, 3.4, heading, (4.8, 1.0), lines, double=True)
    add_place(draft, f"zone-{letter.lower()}-entry", zone.floor, "zone", goal, text(zone.zh, zone.en))


def _core_signs(draft: Draft, floor: str, side: int, name: str) -> None:
    add_sign(
        draft,
        f"sign-floor-{name}",
        floor,
        "floor",
        (side * 19.8, CORE_FRONT + 0.12),
        2.9,
        270,
        (2.0, 0.9),
        [FLOOR_NAMES[floor]],
    )
    number = "1" if side < 0 else "2"
    lift = text(f"电梯{number}", f"Lift {number}")
    add_sign(draft, f"sign-lift-{name}", floor, "lift", (side * 17.4, CORE_FRONT + 0.12), 2.9, 270, (1.6, 0.45), [lift])
    stairs = text(f"楼梯{number}", f"Stairs {number}")
    add_sign(draft, f"sign-stairs-{name}", floor, "stairs", (side * 23.3, CORE_FRONT), 2.9, 270, (1.6, 0.45), [stairs])
    labels = {
        "women": text("女卫生间", "Women"),
        "men": text("男卫生间", "Men"),
        "accessible": text("无障碍卫生间", "Accessible"),
    }
    for kind, y0, y1 in TOILETS:
        at = (side * (CORE_INNER - 0.03), (y0 + y1) / 2)
        add_sign(
            draft, f"sign-toilet-{name}-{kind}", floor, "toilet", at, 2.5, facing(side, 180), (1.1, 0.4), [labels[kind]]
        )


def _directory_lines() -> list[dict[str, str]]:
    lines: list[dict[str, str]] = []
    for floor in reversed(FLOORS):
        lines.append(FLOOR_NAMES[floor])
        lines.extend(
            text(f"{zone.letter} {zone.zh}", f"{zone.letter} {zone.en}")
            for zone in ZONES.values()
            if zone.floor == floor
        )
    return lines


def _directory_texts(draft: Draft) -> None:
    """The text of each directory board, on its front."""
    for piece in draft.lists["furniture"]:
        if piece["kind"] == "directory":
            at, heading = piece["at"], piece["heading_deg"]
            if not (isinstance(at, list) and isinstance(heading, int)):
                raise TypeError("a directory has a point and a heading")
            ahead = {90: 0.16, 270: -0.16}[heading]
            name = f"sign-{piece['id']}"
            add_sign(
                draft,
                name,
                str(piece["floor"]),
                "directory",
                (at[0], at[1] + ahead),
                1.35,
                heading,
                (1.0, 1.5),
                _directory_lines(),
            )
