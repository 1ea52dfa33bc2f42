"""Fifty ways through the hall that ships, told word for word, and what must hold for the words of any way."""

from __future__ import annotations

import pytest
from golden_words import Told, golden, tell

from navmesh import Navigation, build_navigation
from scene.hall import Hall
from scene.hall_file import read_hall
from tools.compose_wangcheng import HALL_FILE


@pytest.fixture(scope="module")
def hall() -> Hall:
    return read_hall(HALL_FILE)


@pytest.fixture(scope="module")
def navigation(hall: Hall) -> Navigation:
    return build_navigation(hall)


@pytest.mark.parametrize("told", golden(), ids=lambda told: f"{told.start}-{told.goal}-{told.profile}")
def test_a_way_is_told_as_committed(told: Told, hall: Hall, navigation: Navigation) -> None:
    assert tell(navigation, hall, *told[:3]) == told


def test_there_are_fifty_of_them_for_all_profiles(navigation: Navigation) -> None:
    assert len(golden()) == 50
    assert {told.profile for told in golden()} == set(navigation.ways)
