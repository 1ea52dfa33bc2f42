"""Rows of windows and doors are told apart in the hall that ships, and so are slight bends that lead elsewhere."""

from __future__ import annotations

import math
import random
import re
from itertools import pairwise

import pytest
from shapely.geometry import LineString, Point

from navmesh import Navigation, Route, find_route, parse_spot
from navmesh.bends import heading_between, turn_between
from navmesh.hall_goals import floor_indices
from navmesh.plans import Row
from scene.doors import door_line
from scene.hall import Hall
from scene.outlines import counter_outline

# Which row: where it is seen from the last stretch, and what tells it from others.
WHICH = re.compile("(正对面|左前方|右前方|左手边|右手边|身后)(靠墙那排|岛式柜台的那排|那排)窗口，")
SIDE = "正对面|左手边|右手边|身后|左前方|右前方"
CORNER = re.compile(
    f"前方左右有两排窗口，(?P<pair>左|右)边那排|(?P<one>{SIDE})和(?P<other>{SIDE})各有一排窗口，(?P=one)那排"
)


@pytest.fixture(scope="module")
def routes(navigation: Navigation) -> list[Route]:
    """Ways between any two goals."""
    chance = random.Random(23)
    goals = navigation.surroundings.goals
    found = [find_route(navigation, chance.choice(goals), chance.choice(goals)) for _ in range(500)]
    return [route for route in found if isinstance(route, Route)]


def row_of(navigation: Navigation, code: str) -> Row:
    return navigation.surroundings.rows[f"window:{code}"]


def last_stretch(route: Route) -> LineString:
    """What is walked after the last turn or door that was told, towards the goal."""
    begun = max(step.at_m for step in route.steps[:-1]) - sum(leg.length_m for leg in route.legs[:-1])
    line = LineString([point[:2] for point in route.legs[-1].points])
    places = [begun, *(d for p in line.coords if (d := line.project(Point(p))) > begun + 1.0)]
    return LineString([line.interpolate(place) for place in places])


def test_rows_of_a_zone_are_told_apart_by_where_they_stand(navigation: Navigation) -> None:
    # 税务厅: one row along the western wall, one along the northern, which meet at a corner.
    assert [(row_of(navigation, code).stands, row_of(navigation, code).corner) for code in ("A05", "A18")] == [
        ("wall", "right"),
        ("wall", "left"),
    ]
    # 社会民生区: an island with a row on either side, and a row along the wall.
    assert [row_of(navigation, code).stands for code in ("C05", "C14", "C25")] == ["island", "island", "wall"]
    assert all(row_of(navigation, code).corner is None for code in ("C05", "C14", "C25"))
    # 公共事业区 and 中介服务区 have one row each, and nothing to tell it from.
    assert [row_of(navigation, code).stands for code in ("E03", "J03")] == [None, None]


def test_of_two_rows_at_a_corner_the_other_one_is_where_it_is_said_to_be(
    routes: list[Route], navigation: Navigation
) -> None:
    checked = 0
    for route in routes:
        if (said := CORNER.match(route.steps[-1].text.zh)) is None:
            continue
        row = navigation.surroundings.rows[str(route.arrives.goal)]
        (ax, ay), *_, (bx, by) = last_stretch(route).coords
        aside = turn_between(heading_between((ax, ay), (bx, by)), heading_between((ax, ay), row.other))
        # The way leads to the one; so the other is aside, on the hand on which it meets the one.
        assert (aside > 0) == (row.corner == "left"), (route.steps, aside)
        assert abs(aside) < 125, (route.steps, aside)
        if said.group("pair"):
            assert (said.group("pair") == "左") == (row.corner == "right"), route.steps
            assert f"take the {'left' if said.group('pair') == '左' else 'right'} one" in route.steps[-1].text.en
        elif "左手边" in (said.group("one"), said.group("other")):
            # Faced from the middle of the hall, what is on the left meets what is ahead there.
            assert (said.group("other") == "左手边") == (row.corner == "left"), route.steps
        checked += 1
    assert checked > 40


def test_in_the_halls_with_two_rows_it_is_always_said_which(routes: list[Route], navigation: Navigation) -> None:
    checked = 0
    for route in routes:
        row = navigation.surroundings.rows.get(str(route.arrives.goal))
        if row is not None and row.stands is not None and len(route.steps) > 2:
            checked += 1
            said = route.steps[-1].text
            assert any(word in said.zh for word in ("靠墙那排", "岛式柜台的那排", "左右有两排", "各有一排")), said
            assert any(word in said.en for word in ("along the wall", "island counter", "Of the ")), said
    assert checked > 40


def test_a_row_is_named_after_its_wall_or_island_and_where_one_sees_it(
    routes: list[Route], navigation: Navigation, hall: Hall
) -> None:
    fronts = {window.code: counter for counter in hall.counters for window in counter.windows}
    checked = 0
    for route in routes:
        if (said := WHICH.match(route.steps[-1].text.zh)) is None:
            continue
        code = str(route.arrives.goal).removeprefix("window:")
        row = row_of(navigation, code)
        assert said.group(2) == {"wall": "靠墙那排", "island": "岛式柜台的那排", None: "那排"}[row.stands]
        before, after = list(last_stretch(route).coords)[-2:]
        turn = turn_between(heading_between(before, after), fronts[code].heading_deg + 180.0)
        if said.group(1) == "正对面":
            assert abs(turn) < 35.0, (route.steps, turn)
        elif said.group(1) != "身后" and abs(turn) > 10.0:
            assert (turn > 0) == ("左" in said.group(1)), (route.steps, turn)
        checked += 1
    assert checked > 60


def test_behind_an_island_people_walk_and_behind_a_wall_nobody(navigation: Navigation, hall: Hall) -> None:
    floors = floor_indices(hall)
    met = set()
    for counter in hall.counters:
        row = row_of(navigation, counter.windows[0].code)
        if row.stands is None:
            continue
        met.add(row.stands)
        free = navigation.surroundings.floors[floors[counter.floor]].free
        behind = LineString(counter_outline(counter)).centroid
        x, y = math.cos(math.radians(row.heading_deg)), math.sin(math.radians(row.heading_deg))
        line = LineString([(behind.x, behind.y), (behind.x + 10 * x, behind.y + 10 * y)])
        assert (free.intersection(line).length > 0.5) == (row.stands == "island"), counter.id
    assert met == {"island", "wall"}


def test_the_door_that_is_named_is_the_one_that_is_gone_through(routes: list[Route], hall: Hall) -> None:
    doors = {
        (zone, beyond): next(door_line(wall, wall.doors[0]) for wall in hall.walls if wall.id == wall_id)
        for zone, beyond, wall_id in (
            ("税务厅", "社会民生区", "hall-a-south"),
            ("税务厅", "大厅", "hall-a-inner"),
            ("公安出入境厅", "综合服务区", "hall-b-south"),
            ("公安出入境厅", "大厅", "hall-b-inner"),
        )
    }
    named = re.compile("从(?:通往)?(.+?)(?:一侧)?的门走(?:进|出)(税务厅|公安出入境厅)")
    checked = 0
    for route in routes:
        for step in route.steps:
            found = named.search(step.text.zh)
            # A hall with two doors is never spoken of without saying which.
            assert (found is None) == (not re.search("走(?:进|出)(税务厅|公安出入境厅)", step.text.zh)), step.text.zh
            if found is None:
                continue
            line = LineString([point[:2] for point in route.legs[step.leg].points])
            assert line.intersects(LineString(doors[found.group(2), found.group(1)])), (route.steps, found.group())
            assert re.search("by the door (from|to) the ", step.text.en)
            checked += 1
    assert checked > 40


def test_who_goes_through_a_door_from_one_zone_into_the_next_is_told_so(routes: list[Route], hall: Hall) -> None:
    checked = 0
    for route in routes:
        for step in route.steps:
            if "穿过门走进" in step.text.zh:
                line = LineString([point[:2] for point in route.legs[step.leg].points])
                south = [
                    door_line(wall, wall.doors[0]) for wall in hall.walls if wall.id in {"hall-a-south", "hall-b-south"}
                ]
                assert any(line.intersects(LineString(door)) for door in south), route.steps
                assert "through the door into the " in step.text.en
                checked += 1
    assert checked > 5


def test_what_one_passes_is_on_the_side_of_the_thing_itself(navigation: Navigation, hall: Hall) -> None:
    """Between a machine and where one stands before it there is room to walk."""
    route = find_route(navigation, parse_spot(hall, "place:at-touch-f1-lifts-east"), parse_spot(hall, "window:F15"))
    assert isinstance(route, Route)
    passed = [step.text.zh for step in route.steps if "查询机" in step.text.zh]
    assert passed == ["前行15米，经过右手边的查询机"]


def test_who_stands_before_a_thing_first_goes_round_it(navigation: Navigation, hall: Hall) -> None:
    route = find_route(
        navigation, parse_spot(hall, "place:at-touch-f1-lifts-east"), parse_spot(hall, "window:H05"), "no_escalator"
    )
    assert isinstance(route, Route)
    assert [step.text.zh for step in route.steps][:2] == ["向右前方走，沿脚印走几步，向左前方走", "前行7米，到楼梯2"]


def test_behind_one_is_not_beside_one(navigation: Navigation, hall: Hall) -> None:
    route = find_route(navigation, parse_spot(hall, "place:at-self-a-2"), parse_spot(hall, "window:A20"))
    assert isinstance(route, Route)
    assert route.steps[0].text.zh.startswith("向左后方走，")
    assert route.steps[0].text.en.startswith("Turn sharp left and ")


def test_a_hall_with_one_door_is_entered_without_a_word_about_it(navigation: Navigation, hall: Hall) -> None:
    route = find_route(navigation, parse_spot(hall, "place:at-touch-f1-lifts-west"), parse_spot(hall, "window:G04"))
    assert isinstance(route, Route)
    assert not any("的门" in step.text.zh for step in route.steps)


@pytest.mark.parametrize(
    ("start", "goal", "profile", "said"),
    [
        # Off the escalator, out of the lift, off the stairs.
        ("entrance:main", "window:F07", "walk", "下扶梯后稍向右前方走"),
        ("place:lift-2-f1", "window:K05", "step_free", "出电梯后稍向左前方走"),
        ("place:at-touch-f2-west", "window:J01", "walk", "出楼梯口后稍向右前方走"),
        # In the doorway of a hall, of a zone.
        ("entrance:main", "window:B03", "walk", "从大厅一侧的门走进公安出入境厅，在取号机旁稍向左前方走"),
        ("place:service_desk", "window:C33", "walk", "走进社会民生区，稍向左前方走"),
        # In at the main door, where straight on is the service desk.
        ("entrance:main", "window:A18", "walk", "稍向左前方走，沿脚印前行45米"),
    ],
)
def test_a_slight_bend_is_told_where_straight_on_is_another_place(
    start: str, goal: str, profile: str, said: str, navigation: Navigation, hall: Hall
) -> None:
    route = find_route(navigation, parse_spot(hall, start), parse_spot(hall, goal), profile)
    assert isinstance(route, Route)
    assert any(said in step.text.zh for step in route.steps), route.steps


def test_who_goes_on_as_told_comes_near_where_the_next_step_begins(routes: list[Route]) -> None:
    """One walks as far as a step says, straight on from how one came, unless it says to turn."""
    long = checked = 0
    for route in routes:
        for step, after in pairwise(route.steps[:-1]):
            if step.leg != after.leg or re.search("转|[前后]方走", step.text.zh.rpartition("，")[2]):
                continue
            line = LineString([point[:2] for point in route.legs[step.leg].points])
            walked = sum(leg.length_m for leg in route.legs[: step.leg])
            back, here, there = (
                line.interpolate(max(place - walked, 0.0))
                for place in (max(after.at_m - 3.0, step.at_m), after.at_m, after.at_m + 8.0)
            )
            if here.distance(there) < 7.0 or back.distance(here) < 2.0:
                continue
            turn = turn_between(
                heading_between((back.x, back.y), (here.x, here.y)),
                heading_between((here.x, here.y), (there.x, there.y)),
            )
            long += abs(turn) > 35.0
            checked += 1
    assert checked > 200
    assert long == 0
