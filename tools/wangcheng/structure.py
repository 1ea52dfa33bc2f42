"""What the building is made of: floors, façade, columns, the two cores, the halls within the hall, and the ways up."""

from __future__ import annotations

from shapely.geometry import Polygon, box

from models.connectors import (
    ESCALATOR_WIDTH,
    STAIRS_WIDTH,
    core_body,
    escalator_body,
    shaft_body,
)
from tools.wangcheng.draft import (
    OFFICE_HOURS,
    Draft,
    Element,
    Point,
    add_area,
    add_obstacle,
    add_wall,
    add_where_free,
    rectangle,
    ring,
    rounded,
    text,
)

FLOORS = ("F1", "F2", "F3")
ELEVATIONS = {"F1": 0.0, "F2": 5.4, "F3": 10.2}
CEILINGS = {"F1": 4.8, "F2": 4.2, "F3": 4.2}
OUTLINE = rectangle(-50, 0, 50, 60)

# The atrium. Its north edge is where the first escalators arrive and the second begin.
ATRIUM_HALF = 12.6
ATRIUM_SOUTH = 18.0
ATRIUM_NORTH = 32.6
LANDING_NORTH = 33.2
OUTER_PAIR = 10.0
INNER_PAIR = 6.2
LANE = 0.9
FOOT_F1 = 19.4
HEAD_F3 = 20.5
# Main doors (middle, width) and the vestibule behind them (half its width, depth).
MAIN_DOORS = ((-3.2, 2.4), (0.0, 2.4), (3.2, 2.4))
FRONT_DOORS: tuple[Element, ...] = (
    {"id": "self-service-outer-door", "name": text("24小时自助服务区大门", "the door of the 24-hour zone")},
    {"id": "main-west-door", "name": text("正门西侧门", "the west main door"), "hours": OFFICE_HOURS},
    {"id": "main-middle-door", "name": text("正门中门", "the middle main door"), "hours": OFFICE_HOURS},
    {"id": "main-east-door", "name": text("正门东侧门", "the east main door"), "hours": OFFICE_HOURS},
)
VESTIBULE = (6.0, 4.2)
ENTRANCE_VOID = rectangle(-10, 0.6, 10, 8)

# The cores between the halls at the sides and the middle: x of their inner and outer face, y of their front;
# x of the stairs and of the wall beside them.
CORE_INNER = 16.0
CORE_OUTER = 25.5
CORE_FRONT = 40.0
STAIRS_X = 23.3
CORE_STAIRS = 21.1
STAIRS_SECONDS = 22.0
LIFT_AT = (17.4, 39.4)
TOILETS = (("women", 43.2, 47.4), ("accessible", 47.4, 49.8), ("men", 49.8, 53.6))

SIDE_NAMES = {-1: "west", 1: "east"}
# Columns stand on these lines, 8 to 9 m apart, wherever nothing else does.
COLUMN_X = (4.5, 13.5, 22.5, 31.5, 40.5)
COLUMN_Y = (8.8, 17.0, 25.3, 33.6, 42.0, 50.5)
# Escalators reach 2 m of headroom below them after this run; what is nearer to their foot is solid.
HEADROOM_RUN = 8.2


def draw_floors(draft: Draft) -> None:
    """Three floors about an atrium; over the entrance the first storey is two storeys high."""
    atrium = rectangle(-ATRIUM_HALF, ATRIUM_SOUTH, ATRIUM_HALF, ATRIUM_NORTH)
    upper = rectangle(-ATRIUM_HALF, HEAD_F3 + 0.6, ATRIUM_HALF, ATRIUM_NORTH)
    voids = {
        "F1": [],
        "F2": [atrium, ENTRANCE_VOID, *(_stair_well(side, "F2") for side in (-1, 1))],
        "F3": [upper, *(_stair_well(side, "F3") for side in (-1, 1))],
    }
    names = {"F1": text("一楼", "Level 1"), "F2": text("二楼", "Level 2"), "F3": text("三楼", "Level 3")}
    for ordinal, floor in enumerate(FLOORS):
        draft.add(
            "floors",
            {
                "id": floor,
                "ordinal": ordinal,
                "label": floor[::-1],
                "name": names[floor],
                "elevation": ELEVATIONS[floor],
                "height": CEILINGS[floor],
                "outline": ring(OUTLINE),
                "voids": [ring(void) for void in voids[floor]],
            },
        )
        for number, void in enumerate(voids[floor]):
            draft.occupy(floor, f"void {number}", Polygon(void))


def _stair_well(side: int, floor: str) -> list[Point]:
    """The opening a stair comes up through."""
    below = FLOORS[FLOORS.index(floor) - 1]
    rise = ELEVATIONS[floor] - ELEVATIONS[below]
    return list(core_body((side * STAIRS_X, CORE_FRONT), 90, rise, STAIRS_WIDTH))


def draw_facade(draft: Draft) -> None:
    """Glass all round; on the ground floor the main doors and those of the 24-hour zone."""
    doors = [(50 - 17.5, 2.4), *((50 + x, width) for x, width in MAIN_DOORS)]
    for floor in FLOORS:
        sides = {
            "south": ((-50.0, 0.15), (50.0, 0.15)),
            "east": ((49.85, 0.3), (49.85, 59.7)),
            "north": ((50.0, 59.85), (-50.0, 59.85)),
            "west": ((-49.85, 59.7), (-49.85, 0.3)),
        }
        for side, line in sides.items():
            add_wall(
                draft,
                f"facade-{floor.lower()}-{side}",
                floor,
                line,
                doors=doors if floor == "F1" and side == "south" else (),
                thickness=0.3,
                height=CEILINGS[floor],
                glass=True,
                named=FRONT_DOORS if floor == "F1" and side == "south" else (),
            )


def draw_vestibule(draft: Draft) -> None:
    """A wind lobby of glass behind the main doors."""
    half, depth = VESTIBULE
    doors = [(half + x, width) for x, width in MAIN_DOORS]
    line = ((-half, depth), (half, depth))
    add_wall(draft, "vestibule-inner", "F1", line, doors=doors, thickness=0.12, height=3.0, glass=True)
    for side, name in SIDE_NAMES.items():
        line = ((side * half, 0.3), (side * half, depth))
        add_wall(draft, f"vestibule-{name}", "F1", line, thickness=0.12, height=3.0, glass=True)


def draw_cores(draft: Draft) -> None:
    """Stairs, lift, toilets and rooms of the staff, on either side, on every floor."""
    for floor in FLOORS:
        for side, name in SIDE_NAMES.items():
            _draw_core(draft, floor, side, f"{floor.lower()}-{name}")


def _draw_core(draft: Draft, floor: str, side: int, name: str) -> None:
    rise = ELEVATIONS["F2"] if floor != "F3" else ELEVATIONS["F3"] - ELEVATIONS["F2"]
    stairs = core_body((side * STAIRS_X, CORE_FRONT), 90, rise, STAIRS_WIDTH)
    back = max(y for _, y in stairs)
    if floor == "F1":
        add_obstacle(draft, f"stairs-{name}", floor, stairs, 2.2)
    _draw_shafts(draft, floor, side, name)
    _draw_core_walls(draft, floor, side, name, back)
    closed = [
        (CORE_OUTER, back),
        (21.0, back),
        (21.0, 53.6),
        (CORE_INNER, 53.6),
        (CORE_INNER, 60.0),
        (CORE_OUTER, 60.0),
    ]
    add_area(
        draft,
        f"service-{name}",
        floor,
        "office",
        [(side * x, y) for x, y in closed],
        text("设备与后勤用房", "Plant and staff rooms"),
        public=False,
    )
    _draw_toilets(draft, floor, side, name)


def _draw_shafts(draft: Draft, floor: str, side: int, name: str) -> None:
    """The lift's shaft, and that of pipes and cables beside and behind it."""
    shaft = shaft_body((side * LIFT_AT[0], LIFT_AT[1]), 270)
    beside, behind = side * (LIFT_AT[0] + 1.2), max(y for _, y in shaft)
    front, far = CORE_FRONT + 0.2, side * (CORE_STAIRS - 0.2)
    riser = [(far, front), (beside, front), (beside, behind), (side * CORE_INNER, behind)]
    riser += [(side * CORE_INNER, 43.1), (far, 43.1)]
    add_obstacle(draft, f"shaft-{name}", floor, shaft, CEILINGS[floor])
    add_obstacle(draft, f"riser-{name}", floor, riser, CEILINGS[floor])


def _draw_core_walls(draft: Draft, floor: str, side: int, name: str, back: float) -> None:
    """About the stairs, whose body ends at y = back, and the toilets."""
    doors = [((low + high) / 2 - 43.2, 1.2) for _, low, high in TOILETS]
    lines: dict[str, list[Point]] = {
        "outer": [(CORE_OUTER, CORE_FRONT), (CORE_OUTER, 60)],
        "stairs": [(CORE_STAIRS, CORE_FRONT + 0.2), (CORE_STAIRS, back + 0.1)],
        "back": [(CORE_OUTER - 0.1, back + 0.1), (CORE_STAIRS, back + 0.1)],
        "inner": [(CORE_INNER + 0.1, 43.2), (CORE_INNER + 0.1, 60)],
        "spine": [(21.0, back + 0.2), (21.0, 53.7)],
    }
    lines |= {f"cross-{y:g}": [(20.9, y), (CORE_INNER + 0.2, y)] for y in (43.2, 47.4, 49.8, 53.6)}
    for part, line in lines.items():
        add_wall(
            draft,
            f"core-{name}-{part}",
            floor,
            [(side * x, y) for x, y in line],
            doors=doors if part == "inner" else (),
            height=CEILINGS[floor],
        )


def _draw_toilets(draft: Draft, floor: str, side: int, name: str) -> None:
    """Cubicles along the back wall, basins beside the door."""
    labels = {"women": text("女卫生间", "Women"), "men": text("男卫生间", "Men")}
    labels["accessible"] = text("无障碍卫生间", "Accessible toilet")
    for kind, y0, y1 in TOILETS:
        polygon = rectangle(side * 16.2, y0, side * 20.9, y1)
        add_area(draft, f"toilet-{name}-{kind}", floor, "toilet", polygon, labels[kind])
        depth = 0.8 if kind == "accessible" else 1.5
        cubicles = rectangle(side * (20.9 - depth), y0 + 0.1, side * 20.9, y1 - 0.1)
        add_obstacle(draft, f"cubicles-{name}-{kind}", floor, cubicles, 0.9 if kind == "accessible" else 2.0)
        if kind != "accessible":
            basin = rectangle(side * 16.2, y0 + 0.1, side * 16.75, y0 + 1.1)
            add_obstacle(draft, f"basins-{name}-{kind}", floor, basin, 0.85)


def draw_columns(draft: Draft) -> None:
    """On a grid, left out where they would stand in the way; a column stands on the one below. The atrium is spanned."""
    for x in sorted((*COLUMN_X, *(-x for x in COLUMN_X))):
        for y in COLUMN_Y:
            for floor in FLOORS:
                name = f"column-{floor.lower()}-{x:g}-{y:g}"
                over_atrium = abs(x) < ATRIUM_HALF and ATRIUM_SOUTH < y < ATRIUM_NORTH
                if over_atrium or not add_where_free(draft, name, floor, "column", (x, y), 0, clearance=0.05):
                    break


def draw_lifts_and_stairs(draft: Draft) -> None:
    """One of each on either side, stopping on all floors."""
    for number, side in enumerate((-1, 1), start=1):
        _add_connector(
            draft,
            f"lift-{number}",
            "lift",
            "both",
            [(floor, (side * LIFT_AT[0], LIFT_AT[1])) for floor in FLOORS],
            text(f"电梯{number}", f"Lift {number}"),
            {"width": 2.4, "heading_deg": 270},
        )
    for number, side in enumerate((-1, 1), start=1):
        _add_connector(
            draft,
            f"stairs-{number}",
            "stairs",
            "both",
            [(floor, (side * STAIRS_X, CORE_FRONT)) for floor in FLOORS],
            text(f"楼梯{number}", f"Stairs {number}"),
            {"width": STAIRS_WIDTH, "seconds": STAIRS_SECONDS, "heading_deg": 90},
        )


def draw_escalators(draft: Draft) -> None:
    """Two pairs a storey, one up and one down each; one keeps to the right."""
    number = 0
    for pair, foot_y, head_y, below in (
        (OUTER_PAIR, FOOT_F1, LANDING_NORTH, "F1"),
        (INNER_PAIR, LANDING_NORTH, HEAD_F3, "F2"),
    ):
        right = 1 if head_y > foot_y else -1
        for side in (-1, 1):
            for direction, lane in (("up", right * LANE), ("down", -right * LANE)):
                number += 1
                x = side * pair + lane
                _add_escalator(draft, number, direction, below, (x, foot_y), (x, head_y))


def _add_escalator(draft: Draft, number: int, direction: str, below: str, foot: Point, head: Point) -> None:
    above = FLOORS[FLOORS.index(below) + 1]
    ways = {"up": ("上行", "up"), "down": ("下行", "down")}[direction]
    name = text(f"扶梯{number}（{ways[0]}）", f"Escalator {number} ({ways[1]})")
    stops = [(below, foot), (above, head)]
    _add_connector(draft, f"escalator-{number}", "escalator", direction, stops, name, {"width": ESCALATOR_WIDTH})
    if below == "F1":
        low_end = (foot[0], foot[1] + (HEADROOM_RUN if head[1] > foot[1] else -HEADROOM_RUN))
        body = escalator_body(foot, (low_end[0], low_end[1] + 0.6))
        add_obstacle(draft, f"escalator-body-{number}", below, body, 2.2)


def _add_connector(
    draft: Draft,
    name: str,
    kind: str,
    direction: str,
    stops: list[tuple[str, Point]],
    label: dict[str, str],
    more: Element,
) -> None:
    connector: Element = {
        "id": name,
        "kind": kind,
        "direction": direction,
        "stops": [{"floor": floor, "at": [rounded(at[0]), rounded(at[1])]} for floor, at in stops],
    }
    draft.add("connectors", connector | more | {"name": label})


def keep_landings_clear(draft: Draft) -> None:
    """Nothing of a grid is put where people get on and off, or on the axis from the entrance."""
    outer, inner = (OUTER_PAIR - 1.9, OUTER_PAIR + 1.9), (INNER_PAIR - 1.9, INNER_PAIR + 1.9)
    axis = {"F1": box(-3.6, 0, 3.6, 50), "F2": box(-3.6, 8, 3.6, 50), "F3": box(-3.6, 8, 3.6, 20)}
    landings = {
        "F1": [(*outer, FOOT_F1 - 3.5, FOOT_F1)],
        "F2": [(*outer, ATRIUM_NORTH, LANDING_NORTH + 3.0), (*inner, ATRIUM_NORTH, LANDING_NORTH + 3.0)],
        "F3": [(*inner, HEAD_F3 - 4.5, HEAD_F3)],
    }
    for floor in FLOORS:
        clear = draft.kept_clear.setdefault(floor, [])
        clear.append(axis[floor])
        for x0, x1, y0, y1 in (*landings[floor], (CORE_INNER - 0.5, CORE_OUTER + 0.5, 36.5, CORE_FRONT + 0.6)):
            clear.extend(Polygon(rectangle(side * x0, y0, side * x1, y1)) for side in (-1, 1))
