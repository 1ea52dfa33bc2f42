"""What lies around the building: street and forecourt to the south, the government building to the north."""

from __future__ import annotations

from tools.wangcheng.draft import Draft, Element, Point, rectangle, ring, rounded, text

SIDES = (-1, 1)
# Every second tree of a row is younger.
YOUNG_TREE = (0.36, 0.36, 5.6)
# Aside of the way to the door: x, y, heading.
VISITORS = (
    (-6.2, -15.0, 60), (-5.5, -14.2, 235), (4.6, -20.5, 95), (9.0, -31.0, 110), (-10.5, -34.5, 75), (7.5, -9.0, 90), (6.6, -9.2, 88),
)  # fmt: skip


def draw_site(draft: Draft) -> None:
    """Grounds first, then buildings, then what stands on them."""
    _draw_grounds(draft)
    _thing(
        draft,
        "service-centre",
        "service_centre",
        (0, 30),
        270,
        (100.0, 60.0, 15.6),
        text("望城区政务服务中心", "Wangcheng Government Service Centre"),
    )
    _thing(
        draft,
        "government",
        "government_building",
        (0, 116),
        270,
        (120.0, 24.0, 42.0),
        text("望城区人民政府", "Wangcheng District People's Government"),
    )
    _thing(draft, "flagpole", "flagpole", (0.0, -27.0), 270, (3.2, 3.2, 14.0))
    _draw_trees(draft)
    _draw_edges(draft)
    _draw_square(draft)


def _thing(
    draft: Draft,
    name: str,
    kind: str,
    at: Point,
    heading_deg: int = 0,
    size: tuple[float, float, float] | None = None,
    label: dict[str, str] | None = None,
) -> None:
    thing: Element = {"id": name, "kind": kind, "at": [rounded(at[0]), rounded(at[1])], "heading_deg": heading_deg}
    if size is not None:
        thing["size"] = list(size)
    draft.add("site", thing if label is None else thing | {"name": label})


def _ground(draft: Draft, name: str, kind: str, corners: list[Point], label: dict[str, str] | None = None) -> None:
    ground: Element = {"id": name, "kind": kind, "polygon": ring(corners)}
    draft.add("site", ground if label is None else ground | {"name": label})


def _draw_grounds(draft: Draft) -> None:
    _ground(draft, "road-south", "road", rectangle(-110, -52, 110, -40), text("郭亮中路", "Guoliang Middle Road"))
    _ground(
        draft,
        "forecourt",
        "forecourt",
        rectangle(-26, -40, 26, -1.5),
        text("政务服务中心广场", "Service centre square"),
    )
    _ground(draft, "terrace", "forecourt", rectangle(-56, -1.5, 56, 0))
    _ground(draft, "square-north", "forecourt", rectangle(-30, 66, 30, 100), text("区政府前坪", "Government square"))
    for side, name in ((-1, "west"), (1, "east")):
        _ground(draft, f"lawn-{name}", "lawn", rectangle(side * 28, -36, side * 74, -4))
        _ground(draft, f"lawn-{name}-north", "lawn", rectangle(side * 32, 68, side * 84, 98))
        _ground(draft, f"drive-{name}", "road", rectangle(side * 78, -40, side * 86, 100))
        # From the street, and from the drive between hedge and trees, to the terrace before the doors.
        _ground(draft, f"path-{name}-street", "path", rectangle(side * 41, -40, side * 43, -1.5))
        _ground(draft, f"path-{name}-drive", "path", rectangle(side * 26, -9.5, side * 78, -7.5))


def _draw_trees(draft: Draft) -> None:
    for side, name in ((-1, "w"), (1, "e")):
        for index in range(6):
            _tree(draft, f"{name}-street", index, (side * (32 + 8 * index), -33.5))
            _tree(draft, f"{name}-north", index, (side * (36 + 8 * index), 95.5))
        for index in range(4):
            _tree(draft, f"{name}-court", index, (side * 23.0, -35.0 + 8.0 * index))
        for index in range(5):
            _tree(draft, f"{name}-lawn", index, (side * (36 + 8 * index), -14.0))
        for index in range(7):
            _tree(draft, f"{name}-side", index, (side * 66.0, 6.0 + 8.0 * index))


def _tree(draft: Draft, row: str, index: int, at: Point) -> None:
    _thing(draft, f"tree-{row}-{index + 1}", "tree", at, 0, YOUNG_TREE if index % 2 else None)


def _draw_square(draft: Draft) -> None:
    """Bollards along the street, seats and flowers at the sides, and a few who come and go."""
    for index in range(17):
        _thing(draft, f"bollard-{index + 1}", "bollard", (2.8 * (index - 8), -39.2))
    for side, name in ((-1, "w"), (1, "e")):
        heading = 180 if side == 1 else 0
        for index, y in enumerate((-33.0, -24.0, -12.0), start=1):
            _thing(draft, f"planter-{name}-court-{index}", "planter", (side * 14.6, y), heading)
            _thing(draft, f"bench-{name}-court-{index}", "bench", (side * 13.6, y), heading)
    for index, (x, y, heading) in enumerate(VISITORS, start=1):
        _thing(draft, f"visitor-{index}", "visitor", (x, y), heading)


def _draw_edges(draft: Draft) -> None:
    for side, name in ((-1, "w"), (1, "e")):
        # One is left out where the path passes.
        for index in (0, 1, 3, 4, 5, 6, 7, 8):
            _thing(draft, f"hedge-{name}-{index + 1}", "hedge", (side * (31.0 + 5.0 * index), -4.8))
        for index in range(5):
            _thing(draft, f"hedge-{name}-court-{index + 1}", "hedge", (side * 27.0, -34.0 + 5.2 * index))
        for index, x in enumerate((12, 36, 60, 84), start=1):
            _thing(draft, f"lamp-{name}-road-{index}", "lamp_post", (side * x, -38.8), 270)
        for index, y in enumerate((-30, -18, -6), start=1):
            _thing(draft, f"lamp-{name}-court-{index}", "lamp_post", (side * 18.5, y), 180 if side == 1 else 0)
