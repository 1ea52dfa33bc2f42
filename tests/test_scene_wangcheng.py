"""The hall that ships: true to the catalogue, with nothing in the way of anybody."""

from __future__ import annotations

import csv
import itertools
import json
import math
from collections import Counter
from pathlib import Path

import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

import models
from models.connectors import core_body, escalator_body, shaft_body
from scene.hall import Hall, Profile, Wall, profiles_of
from scene.hall_file import dump_hall
from scene.outlines import counter_outline, direction, furniture_outline, window_stands
from tools.compose_wangcheng import HALL_FILE, WINDOWS_FILE, compose, windows_csv

CATALOGUE = Path(__file__).parents[1] / "server" / "catalogue" / "wangcheng"
TOUCH = 1e-6


@pytest.fixture(scope="module")
def units() -> list[dict[str, str]]:
    return list(csv.DictReader((CATALOGUE / "units.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def own_units() -> dict[str, str]:
    """The unit whose own window it is, by the window's code: the first row of each window."""
    own: dict[str, str] = {}
    for row in csv.DictReader(WINDOWS_FILE.read_text(encoding="utf-8").splitlines()):
        own.setdefault(row["window_code"], row["unit_code"])
    return own


def wall_pieces(wall: Wall) -> BaseGeometry:
    line = LineString(wall.line)
    solid: BaseGeometry = line.buffer(wall.thickness / 2, cap_style="flat", join_style="mitre")
    for door in wall.doors:
        stretch = substring(line, door.at - door.width / 2, door.at + door.width / 2)
        solid = solid.difference(stretch.buffer(wall.thickness, cap_style="flat"))
    return solid


def standing(hall: Hall, floor: str) -> dict[str, BaseGeometry]:
    """What stands on a floor, without its walls."""
    things: dict[str, BaseGeometry] = {o.id: Polygon(o.polygon) for o in hall.obstacles if o.floor == floor}
    things |= {c.id: Polygon(counter_outline(c)) for c in hall.counters if c.floor == floor}
    for piece in hall.furniture:
        outline = furniture_outline(piece)
        if piece.floor == floor and len(outline):
            things[piece.id] = Polygon(outline)
    return things


def free_space(hall: Hall, floor: str) -> BaseGeometry:
    storey = next(f for f in hall.floors if f.id == floor)
    walls = [wall_pieces(wall) for wall in hall.walls if wall.floor == floor]
    closed = [Polygon(area.polygon) for area in hall.areas if area.floor == floor and not area.public]
    voids = [Polygon(void) for void in storey.voids]
    solid = shapely.union_all([*walls, *closed, *voids, *standing(hall, floor).values()])
    return Polygon(storey.outline).difference(solid)


def walkable(hall: Hall, floor: str, radius: float) -> BaseGeometry:
    return free_space(hall, floor).buffer(-radius, join_style="mitre", mitre_limit=1.1)


def goals(hall: Hall, floor: str, profile: Profile) -> dict[str, tuple[float, float]]:
    points = {code: stand.at for code, stand in window_stands(hall).items() if stand.floor == floor}
    points |= {place.id: place.at for place in hall.places if place.floor == floor}
    points |= {entrance.id: entrance.at for entrance in hall.entrances if entrance.floor == floor}
    riding = [connector for connector in hall.connectors if connector.kind in profile.connectors]
    return points | {c.id: stop.at for c in riding for stop in c.stops if stop.floor == floor}


def body_of(hall: Hall, connector_id: str, floor: str) -> Polygon:
    """What a connector's body covers of the plan on one of its floors, above the lowest of them."""
    connector = next(c for c in hall.connectors if c.id == connector_id)
    below, above = connector.stops[0].at, connector.stops[-1].at
    extra = connector.model_extra or {}
    if connector.kind == "escalator":
        return Polygon(escalator_body(below, above, connector.width or 1.0))
    if connector.kind == "lift":
        return Polygon(shaft_body(below, extra["heading_deg"], connector.width or 0.0))
    heights = {f.id: f.elevation for f in hall.floors}
    index = [stop.floor for stop in connector.stops].index(floor)
    rise = heights[floor] - heights[connector.stops[index - 1].floor]
    return Polygon(core_body(below, extra["heading_deg"], rise, connector.width or 0.0))


def test_composer_writes_what_is_committed() -> None:
    assert compose() == HALL_FILE.read_bytes()
    assert windows_csv() == WINDOWS_FILE.read_bytes()


def test_file_is_small_and_survives_a_round_trip(hall: Hall) -> None:
    data = HALL_FILE.read_bytes()
    assert len(data) < 300_000
    assert dump_hall(hall) == data
    assert max(len(line) for line in data.splitlines()) < 2000


def test_three_floors_of_true_size_around_an_atrium(hall: Hall) -> None:
    assert [floor.id for floor in hall.floors] == ["F1", "F2", "F3"]
    for floor in hall.floors:
        assert Polygon(floor.outline).bounds == (-50, 0, 50, 60)
    first, second, third = (shapely.union_all([Polygon(v) for v in floor.voids]) for floor in hall.floors)
    assert first.is_empty
    assert second.contains(Point(0, 25))
    assert third.contains(Point(0, 25))


def test_windows_of_each_unit_are_as_many_as_the_catalogue_says(
    hall: Hall, units: list[dict[str, str]], own_units: dict[str, str]
) -> None:
    assert len(window_stands(hall)) == 172
    assert sorted(own_units) == sorted(window_stands(hall))
    assert Counter(own_units.values()) == {unit["unit_code"]: int(unit["windows"]) for unit in units}


def test_windows_lie_in_the_zone_and_on_the_floor_of_their_unit(
    hall: Hall, units: list[dict[str, str]], own_units: dict[str, str]
) -> None:
    zone_of = {unit["unit_code"]: unit["zone"] for unit in units}
    floor_of = {unit["unit_code"]: f"F{unit['floor']}" for unit in units}
    zones = {area.name.zh: area for area in hall.areas if area.kind == "zone" and area.name is not None}
    assert set(zones) == set(zone_of.values())
    for code, stand in window_stands(hall).items():
        zone = zones[zone_of[own_units[code]]]
        assert stand.floor == zone.floor == floor_of[own_units[code]]
        assert Polygon(zone.polygon).contains(Point(stand.at)), code


def test_codes_run_on_without_gaps_in_each_zone(hall: Hall) -> None:
    codes = sorted(window_stands(hall))
    for letter, group in itertools.groupby(codes, key=lambda code: code[0]):
        members = list(group)
        assert members == [f"{letter}{number:02d}" for number in range(1, len(members) + 1)]


def test_units_sit_side_by_side(hall: Hall, own_units: dict[str, str]) -> None:
    for unit in set(own_units.values()):
        rows = [[own_units[window.code] for window in counter.windows] for counter in hall.counters]
        runs = [name for row in rows for name, _ in itertools.groupby(row)]
        assert runs.count(unit) == 1, unit


def test_comprehensive_windows_and_only_they_serve_several_units(hall: Hall, own_units: dict[str, str]) -> None:
    rows = csv.DictReader(WINDOWS_FILE.read_text(encoding="utf-8").splitlines())
    served = Counter(row["window_code"] for row in rows)
    kinds = {window.code: window.kind for counter in hall.counters for window in counter.windows}
    assert {code for code, number in served.items() if number > 1} == {
        code for code, kind in kinds.items() if kind == "comprehensive"
    }
    assert {"comprehensive", "consultation", "collection", "unit"} == set(kinds.values())


def test_comprehensive_windows_stay_within_their_zone(units: list[dict[str, str]], own_units: dict[str, str]) -> None:
    zone_of = {unit["unit_code"]: unit["zone"] for unit in units}
    for row in csv.DictReader(WINDOWS_FILE.read_text(encoding="utf-8").splitlines()):
        assert zone_of[row["unit_code"]] == zone_of[own_units[row["window_code"]]], row


def test_every_zone_has_a_low_window(hall: Hall) -> None:
    low = {window.code[0] for counter in hall.counters for window in counter.windows if window.low}
    assert low == {code[0] for code in window_stands(hall)}


def test_culture_bureau_is_on_the_right_as_one_enters(hall: Hall, own_units: dict[str, str]) -> None:
    entrance = next(entrance for entrance in hall.entrances if entrance.id == "main")
    ahead = direction(entrance.heading_deg)
    culture = [code for code, unit in own_units.items() if unit == "U17"]
    assert len(culture) == 2
    for code in culture:
        stand = window_stands(hall)[code]
        across = (stand.at[0] - entrance.at[0], stand.at[1] - entrance.at[1])
        assert stand.floor == entrance.floor
        assert ahead[0] * across[1] - ahead[1] * across[0] < -10  # more than ten metres to the right


@pytest.mark.parametrize("floor", ["F1", "F2", "F3"])
def test_nothing_overlaps(hall: Hall, floor: str) -> None:
    things = standing(hall, floor)
    tree = list(things.items())
    for (name, shape), (other, solid) in itertools.combinations(tree, 2):
        assert shape.intersection(solid).area < TOUCH, (name, other)
    storey = next(f for f in hall.floors if f.id == floor)
    walls = shapely.union_all([wall_pieces(wall) for wall in hall.walls if wall.floor == floor])
    voids = shapely.union_all([Polygon(void) for void in storey.voids])
    for name, shape in things.items():
        assert shape.intersection(walls).area < TOUCH, name
        assert shape.intersection(voids).area < TOUCH, name


@pytest.mark.parametrize("floor", ["F1", "F2", "F3"])
def test_every_goal_is_on_one_connected_floor_for_every_profile(hall: Hall, floor: str) -> None:
    for name, profile in profiles_of(hall).items():
        parts = shapely.get_parts(walkable(hall, floor, profile.radius))
        main = max(parts, key=lambda part: part.area)
        assert main.area > 0.999 * sum(part.area for part in parts), name
        for goal, at in goals(hall, floor, profile).items():
            assert main.distance(Point(at)) < 1e-9, (name, goal)


@pytest.mark.parametrize("floor", ["F1", "F2", "F3"])
def test_aisles_before_counters_are_2_4_m_wide(hall: Hall, floor: str) -> None:
    """Nothing stands nearer than 2.4 m to a counter's front, and a way of that width leads to each window."""
    things = standing(hall, floor)
    wide = max(shapely.get_parts(walkable(hall, floor, 1.2 - 1e-9)), key=lambda part: part.area)
    for counter in hall.counters:
        if counter.floor != floor:
            continue
        front = LineString(counter_outline(counter)[1:3])
        ahead = direction(counter.heading_deg)
        strip = Polygon([*front.coords, *((x + 2.4 * ahead[0], y + 2.4 * ahead[1]) for x, y in reversed(front.coords))])
        for name, shape in things.items():
            assert name == counter.id or shape.intersection(strip).area < TOUCH, (counter.id, name)
    for code, stand in window_stands(hall).items():
        if stand.floor == floor:
            assert wide.distance(Point(stand.at)) < 0.5 + 1e-6, code


def test_main_aisles_of_the_ground_floor_are_4_m_wide(hall: Hall) -> None:
    wide = max(shapely.get_parts(walkable(hall, "F1", 2.0)), key=lambda part: part.area)
    for letter in "abcde":
        goal = next(place for place in hall.places if place.id == f"zone-{letter}-entry")
        assert wide.distance(Point(goal.at)) < 1.0, goal.id


def test_nobody_gets_behind_a_counter(hall: Hall) -> None:
    for counter in hall.counters:
        outline = counter_outline(counter)
        back = LineString([outline[0], outline[3]])
        behind = direction(counter.heading_deg + 180)
        spot = back.interpolate(0.5, normalized=True)
        at = Point(spot.x + 0.4 * behind[0], spot.y + 0.4 * behind[1])
        assert not free_space(hall, counter.floor).covers(at), counter.id


def test_each_storey_has_two_pairs_of_escalators_two_stairs_and_two_lifts(hall: Hall) -> None:
    for below, above in (("F1", "F2"), ("F2", "F3")):
        riding = [c for c in hall.connectors if {below, above} <= {stop.floor for stop in c.stops}]
        kinds = Counter((c.kind, c.direction) for c in riding)
        assert kinds == {
            ("escalator", "up"): 2,
            ("escalator", "down"): 2,
            ("stairs", "both"): 2,
            ("lift", "both"): 2,
        }


def test_escalators_climb_at_thirty_degrees(hall: Hall) -> None:
    heights = {floor.id: floor.elevation for floor in hall.floors}
    for connector in hall.connectors:
        if connector.kind == "escalator":
            foot, head = connector.stops
            # Landings and flat steps take 2.2 m at either end.
            run = math.dist(foot.at, head.at) - 4.4
            slope = math.degrees(math.atan2(heights[head.floor] - heights[foot.floor], run))
            assert slope == pytest.approx(30, abs=0.5)


def test_bodies_of_connectors_are_open_above_and_solid_below(hall: Hall) -> None:
    for connector in hall.connectors:
        for stop in connector.stops:
            body = body_of(
                hall, connector.id, stop.floor if stop is not connector.stops[0] else connector.stops[1].floor
            )
            free = free_space(hall, stop.floor)
            foot_part = body.intersection(Point(stop.at).buffer(5.0))
            assert free.intersection(foot_part).area < TOUCH, (connector.id, stop.floor)


def test_toilets_of_all_three_kinds_are_on_each_floor(hall: Hall) -> None:
    kinds = Counter((place.floor, place.kind) for place in hall.places)
    for floor in ("F1", "F2", "F3"):
        for kind in ("women_toilet", "men_toilet", "accessible_toilet"):
            assert kinds[floor, kind] == 2


def test_directories_stand_at_entrance_escalators_and_lifts_with_their_text(hall: Hall) -> None:
    boards = {piece.id: piece for piece in hall.furniture if piece.kind == "directory"}
    signs = {sign.id: sign for sign in hall.signs if sign.kind == "directory"}
    assert {f"sign-{name}" for name in boards} == set(signs)
    floors = {floor.id for floor in hall.floors}
    assert {board.floor for board in boards.values() if "lift" in board.id} == floors
    assert {board.floor for board in boards.values() if "escalators" in board.id} == floors
    assert any("entrance" in name for name in boards)
    zones = {area.name.zh for area in hall.areas if area.kind == "zone" and area.name is not None}
    for sign in signs.values():
        words = " ".join(line.zh for line in sign.lines)
        assert all(zone in words for zone in zones), sign.id


def test_signs_hang_inside_their_floor_and_clear_of_heads(hall: Hall) -> None:
    for sign in hall.signs:
        floor = next(f for f in hall.floors if f.id == sign.floor)
        assert Polygon(floor.outline).contains(Point(sign.at)), sign.id
        assert sign.z + sign.size[1] / 2 < floor.height, sign.id
        assert sign.kind == "directory" or sign.z - sign.size[1] / 2 > 2.2, sign.id
        assert not any(Polygon(void).contains(Point(sign.at)) for void in floor.voids), sign.id


def test_boards_are_in_sight_of_those_who_come(hall: Hall) -> None:
    """Ten metres before a zone's board, two before a directory, nothing stands between it and the eye."""
    for sign in hall.signs:
        reach = {"zone": 10.0, "directory": 2.0}.get(sign.kind, 1.0)
        x, y = direction(sign.heading_deg)
        near = (sign.at[0] + 0.3 * x, sign.at[1] + 0.3 * y)
        sight = LineString([near, (sign.at[0] + reach * x, sign.at[1] + reach * y)])
        walls = [wall_pieces(wall) for wall in hall.walls if wall.floor == sign.floor and wall.height > sign.z]
        tall = [
            Polygon(furniture_outline(piece))
            for piece in hall.furniture
            if piece.floor == sign.floor
            and (piece.kind == "column" or sign.kind == "directory")
            and piece.kind
            not in {
                "hanging_display",
                "bench",
            }
        ]
        assert not any(sight.intersects(thing) for thing in (*walls, *tall)), sign.id


def test_every_zone_has_a_board_and_a_goal(hall: Hall) -> None:
    boards = {sign.id for sign in hall.signs if sign.kind == "zone"}
    entries = {place.id for place in hall.places if place.kind == "zone"}
    for letter in "abcdefghjk":
        assert f"sign-zone-{letter}" in boards
        assert f"zone-{letter}-entry" in entries


def test_the_house_is_furnished_with_known_kinds(hall: Hall) -> None:
    kinds = Counter(piece.kind for piece in hall.furniture)
    assert set(kinds) <= set(models.KINDS)
    for kind in ("service_desk", "bench", "column", "plant", "ticket_machine", "touch_terminal", "writing_desk"):
        assert kinds[kind] >= 1, kind
    assert {thing.kind for thing in hall.site} <= set(models.KINDS)


def test_seats_face_windows_of_their_floor(hall: Hall) -> None:
    """A seat in a zone looks at a counter: its gaze meets a row's front within 20 m."""
    zones = [area for area in hall.areas if area.kind == "zone"]
    for piece in hall.furniture:
        if piece.kind != "bench" or not any(
            zone.floor == piece.floor and Polygon(zone.polygon).contains(Point(piece.at)) for zone in zones
        ):
            continue
        x, y = direction(piece.heading_deg)
        gaze = LineString([piece.at, (piece.at[0] + 20 * x, piece.at[1] + 20 * y)]).buffer(2.0)
        rows = [Polygon(counter_outline(counter)) for counter in hall.counters if counter.floor == piece.floor]
        assert any(gaze.intersects(row) for row in rows), piece.id


def test_the_tour_passes_every_zone(hall: Hall) -> None:
    (tour,) = hall.tours
    assert tour.id == "tour"
    assert tour.stops[0] == "main"
    assert {stop for stop in tour.stops if stop.startswith("zone-")} == {
        f"zone-{letter}-entry" for letter in "abcdefghjk"
    }


def test_lines_of_the_file_are_in_a_fixed_order(hall: Hall) -> None:
    document = json.loads(HALL_FILE.read_bytes())
    assert list(document)[:3] == ["schema", "id", "name"]
    assert "panoramas" not in document
