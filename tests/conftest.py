"""The hall that ships, for tests that ask for it; and what ends with the whole run of tests."""

from __future__ import annotations

import sys

import pytest

from navmesh import Navigation, build_navigation
from scene.hall import Hall
from scene.hall_file import read_hall
from tools.compose_wangcheng import HALL_FILE


@pytest.fixture(scope="session")
def hall() -> Hall:
    """Wangcheng's."""
    return read_hall(HALL_FILE)


@pytest.fixture(scope="session")
def navigation(hall: Hall) -> Navigation:
    """All its ways."""
    return build_navigation(hall)


def pytest_sessionfinish() -> None:
    """Stop the server that tests share, where one was started."""
    site = sys.modules.get("wangcheng_site")
    if site is not None:
        site.close_wangcheng()
