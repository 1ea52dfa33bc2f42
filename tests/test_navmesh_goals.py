"""All windows from one point: the same lengths as one by one, and a first point that lies on the fastest way."""

from __future__ import annotations

import numpy as np
import pytest
from navmesh_halls import box, floor, make_hall
from test_navmesh_exact import WANGCHENG, random_points

from navmesh import Navigation, ProfileError, Spot, build_navigation, goal_lengths, lengths, lengths_to_goals, paths
from scene.hall_file import read_hall


@pytest.mark.parametrize("profile", ["walk", "step_free"])
def test_lengths_to_all_goals_are_those_of_each(profile: str) -> None:
    hall = read_hall(WANGCHENG)
    navigation = build_navigation(hall, (profile,))
    goals = np.array([(goal.floor, goal.x, goal.y) for goal in navigation.surroundings.goals])
    starts = random_points(hall, navigation.routers[profile].walker.radius, 40, np.random.default_rng(3))
    for start in starts:
        found = goal_lengths(navigation, Spot(floor=int(start[0]), x=start[1], y=start[2]), profile)
        assert found is not None
        one_by_one = lengths(navigation, np.broadcast_to(start, goals.shape), goals, profile)
        np.testing.assert_allclose(found.duration_s, one_by_one.duration_s, rtol=0, atol=1e-6)
        np.testing.assert_allclose(found.length_m, one_by_one.length_m, rtol=0, atol=1e-6)
        first = np.column_stack((np.full(len(goals), start[0]), found.first))
        onward = lengths(navigation, first, goals, profile).length_m
        before = np.hypot(*(found.first - start[1:]).T)
        np.testing.assert_allclose(before + onward, found.length_m, rtol=0, atol=2e-6)


def test_each_length_to_a_goal_of_its_own_is_the_one_to_that_point() -> None:
    hall = read_hall(WANGCHENG)
    navigation = build_navigation(hall, ("step_free",))
    goals, random = navigation.surroundings.goals, np.random.default_rng(5)
    starts = random_points(hall, navigation.routers["step_free"].walker.radius, 500, random)
    numbers = random.integers(len(goals), size=len(starts))
    ends = np.array([(goals[number].floor, goals[number].x, goals[number].y) for number in numbers])
    found = lengths_to_goals(navigation, starts, numbers, "step_free")
    known = lengths(navigation, starts, ends, "step_free")
    np.testing.assert_allclose(found.length_m, known.length_m, rtol=0, atol=1e-6)
    np.testing.assert_allclose(found.duration_s, known.duration_s, rtol=0, atol=1e-6)


def test_there_are_no_lengths_from_within_a_wall() -> None:
    hall = make_hall([floor(1, box(0, 0, 20, 20))], obstacles=[box(4, 4, 16, 16)])
    assert goal_lengths(build_navigation(hall), Spot(floor=0, x=10, y=10), "wide") is None


def test_tables_are_not_asked_for_ways_along_guides(navigation: Navigation) -> None:
    start, one = Spot(floor=0, x=0, y=6), np.array([(0.0, 0.0, 6.0)])
    with pytest.raises(ProfileError, match="guided is led along guides"):
        goal_lengths(navigation, start, "guided")
    with pytest.raises(ProfileError, match="guided is led along guides"):
        lengths_to_goals(navigation, one, np.array([0]), "guided")
    with pytest.raises(ProfileError, match="guided is led along guides"):
        paths(navigation, one, one, "guided")
