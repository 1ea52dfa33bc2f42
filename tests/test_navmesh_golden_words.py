"""Fifty ways through the hall that ships, told word for word, and what must hold for the words of any way."""

from __future__ import annotations

import math
import random
import re
from itertools import pairwise

import pytest
from golden_words import Told, golden, tell
from shapely.geometry import LineString

from navmesh import Navigation, Route, find_route
from navmesh.bends import heading_between, turn_between
from navmesh.words import numeral
from scene.hall import Hall
from scene.outlines import counter_stands


@pytest.mark.parametrize("told", golden(), ids=lambda told: f"{told.start}-{told.goal}-{told.profile}")
def test_a_way_is_told_as_committed(told: Told, hall: Hall, navigation: Navigation) -> None:
    assert tell(navigation, hall, *told[:3]) == told


def test_there_are_fifty_of_them_for_all_profiles(navigation: Navigation) -> None:
    assert len(golden()) == 50
    assert {told.profile for told in golden()} == set(exact_ways(navigation))


def exact_ways(navigation: Navigation) -> list[str]:
    """The profiles whose words are these: ways along guides have words of their own."""
    return [name for name, router in navigation.routers.items() if router.guided is None]


@pytest.fixture(scope="module")
def routes(navigation: Navigation) -> list[Route]:
    """Ways between any two goals, for any profile."""
    chance = random.Random(11)
    goals = navigation.surroundings.goals
    asked = [(chance.choice(goals), chance.choice(goals), chance.choice(exact_ways(navigation))) for _ in range(300)]
    found = [find_route(navigation, start, goal, profile) for start, goal, profile in asked]
    return [route for route in found if isinstance(route, Route)]


def at_metres(route: Route, leg: int, metres: float) -> tuple[float, float]:
    """Where one is on a walk after so many metres of the route, or at the walk's nearer end."""
    line = LineString([point[:2] for point in route.legs[leg].points])
    before = sum(one.length_m for one in route.legs[:leg])
    there = line.interpolate(min(max(metres - before, 0.0), line.length))
    return there.x, there.y


def test_left_and_right_are_the_sides_one_turns_to(routes: list[Route]) -> None:
    turned = re.compile("(左|右)转$|向(左|右)[前后]方走$")
    checked = 0
    for route in routes:
        # The last step is said at the goal, not at the turn before it.
        for step, after in pairwise(route.steps[:-1]):
            if step.leg != after.leg or not (said := turned.search(step.text.zh)):
                continue
            reach = [at_metres(route, step.leg, after.at_m + metres) for metres in (-5.0, 0.0, 5.0)]
            turn = turn_between(heading_between(reach[0], reach[1]), heading_between(reach[1], reach[2]))
            assert (turn > 0) == ("左" in said.group()), (route.steps, route.legs[step.leg].points, turn)
            assert ("left" in step.text.en.rpartition(", then ")[2]) == (turn > 0)
            checked += 1
    assert checked > 100


def test_the_window_is_the_one_that_is_counted(routes: list[Route], hall: Hall) -> None:
    rows = {window.code: counter for counter in hall.counters for window in counter.windows}
    checked = 0
    for route in routes:
        code = str(route.arrives.goal).removeprefix("window:")
        said = route.steps[-1].text.zh
        if code not in rows or "第" not in said:
            continue
        row = rows[code]
        stands = counter_stands(row)
        codes = [window.code for window in row.windows]
        here = stands[codes.index(code)]
        place = codes.index(code)
        from_left, from_right = numeral(place + 1), numeral(len(codes) - place)
        if "从左数" in said or "从右数" in said:
            assert f"从左数第{from_left}个" in said or f"从右数第{from_right}个" in said, said
            continue
        # Along the row: from the end one comes from to the other, or from one's own window on.
        before = at_metres(route, len(route.legs) - 1, route.length_m - 2.0)
        way = heading_between(before, here)
        is_left = turn_between(way, row.heading_deg + 180.0) > 0
        assert said.startswith("左手边" if is_left else "右手边"), said
        ahead = codes if is_left else codes[::-1]
        start = next((one for one in codes if at_metres(route, 0, 0.0) == stands[codes.index(one)]), None)
        ahead = ahead[ahead.index(start) + 1 :] if start is not None else ahead
        number = ahead.index(code) + 1
        assert f"第{numeral(number)}个" in said or f"倒数第{numeral(len(ahead) - number + 1)}个" in said, said
        # More than a few are counted from an end, and where the way begins within the row there is none.
        assert ("从近的一头数" in said) == (
            number > 3 and start is None and "倒数" not in said and "最后" not in said
        ), said
        checked += 1
    assert checked > 5


def test_landmarks_are_seen_on_the_way_to_them(routes: list[Route], navigation: Navigation) -> None:
    surroundings = navigation.surroundings
    checked = 0
    for route in routes:
        for step, after in pairwise(route.steps):
            if step.landmark is None:
                continue
            floor = route.legs[step.leg].from_floor
            marks = [one for one in surroundings.landmarks if (one.floor, one.name) == (floor, step.landmark)]
            # One looks out for it somewhere on the step: not too far, ahead of oneself, with nothing between.
            seen = False
            for k in range(100):
                metres = step.at_m + (after.at_m - step.at_m) * k / 100
                here, next_to = (at_metres(route, step.leg, metres + more) for more in (0.0, 0.2))
                for mark in marks:
                    there = (mark.x, mark.y)
                    aside = turn_between(heading_between(here, next_to), heading_between(here, there))
                    is_clear = not surroundings.floors[floor].solids.intersects(LineString([here, there]))
                    seen = seen or (math.dist(here, there) <= 15.0 and abs(aside) <= 62.0 and is_clear)
            assert seen, (route.arrives.goal, step.text)
            checked += 1
    assert checked > 50


def test_nobody_is_told_more_than_eight_steps_on_a_floor(routes: list[Route]) -> None:
    for route in routes:
        steps = [step.leg for step in route.steps]
        assert max(steps.count(leg) for leg in steps) <= 8, route.steps
