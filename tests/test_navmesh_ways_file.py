"""ways.bin holds what docs/ways_file.md says: a reader that knows only that page gets the navigation's ground back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import shapely
from corpus import GOOD, good_source
from numpy.typing import NDArray

from navmesh import Navigation, build_navigation, ways_file
from navmesh.navigation import Router
from navmesh.rides import rides_of
from scene.hall_file import parse_hall


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file as the page tells it. grounds, solids: (n, 2) float64 points; triangles: (t, 3), for each ground."""

    head: dict[str, Any]
    grounds: list[NDArray[np.float64]]
    solids: NDArray[np.float64]
    triangles: list[NDArray[np.int64]]


def read(data: bytes) -> Read:
    assert data[:4] == b"WAYS"
    version, head_bytes, index_bytes = np.frombuffer(data, "<u4", 3, 4).tolist()
    assert version == 1
    head = json.loads(data[16 : 16 + head_bytes])
    at = 16 + head_bytes
    counts = [sum(sum(sum(piece) for piece in pieces) for pieces in ground["floors"]) for ground in head["grounds"]]
    counts.append(sum(sum(floor["solids"]) for floor in head["floors"]))
    points = []
    for count in counts:
        points.append(np.frombuffer(data, "<f8", 2 * count, at).reshape(2, count).T)
        at += 16 * count
    triangles = []
    for ground in head["grounds"]:
        steps = np.frombuffer(data, f"<u{index_bytes}", 3 * ground["triangles"], at).astype(np.int64).reshape(-1, 3)
        first = np.cumsum(steps[:, :1], axis=0)
        triangles.append(np.concatenate((first, first + steps[:, 1:]), axis=1))
        at += steps.size * index_bytes
    assert at == len(data)
    return Read(head=head, grounds=points[:-1], solids=points[-1], triangles=triangles)


def navigation_of(name: str) -> Navigation:
    return build_navigation(parse_hall(good_source(name)))


def exact_routers(navigation: Navigation) -> dict[str, Router]:
    """The profiles that a browser finds the ways of."""
    return {name: router for name, router in navigation.routers.items() if router.guided is None}


@pytest.mark.parametrize("name", GOOD)
def test_the_ground_of_every_profile_comes_back_to_the_last_bit(name: str) -> None:
    navigation = navigation_of(name)
    found = read(ways_file(navigation))
    for profile, router in exact_routers(navigation).items():
        number = found.head["profiles"][profile]["ground"]
        assert found.head["grounds"][number]["radius"] == router.walker.radius
        assert found.grounds[number].tobytes() == np.ascontiguousarray(router.ground.mesh.xy).tobytes()
        assert as_set(found.triangles[number]) == as_set(router.ground.mesh.triangles)
        sizes = [[[len(ring) for ring in piece.rings] for piece in pieces] for pieces in router.ground.pieces]
        assert found.head["grounds"][number]["floors"] == sizes


def as_set(triangles: NDArray[np.int32] | NDArray[np.int64]) -> set[tuple[int, ...]]:
    """Triangles as they are turned, whichever corner is named first."""
    return {tuple(np.roll(row, -int(row.argmin())).tolist()) for row in triangles}


@pytest.mark.parametrize("name", GOOD)
def test_solids_connectors_and_goals_are_those_of_the_hall(name: str) -> None:
    surroundings = (navigation := navigation_of(name)).surroundings
    found = read(ways_file(navigation))
    assert [floor["id"] for floor in found.head["floors"]] == [plan.id for plan in surroundings.floors]
    corners = [shapely.get_coordinates(ring)[:-1] for plan in surroundings.floors for ring in rings_of(plan.solids)]
    np.testing.assert_array_equal(found.solids, np.concatenate([np.empty((0, 2)), *corners]))
    for link, told in zip(surroundings.links, found.head["connectors"], strict=True):
        assert (told["id"], told["kind"], told["closed"]) == (link.id, link.kind, link.closed)
        assert told["stops"] == [[stop.floor, stop.x, stop.y, stop.z] for stop in link.stops]
    assert found.head["goals"] == {
        goal.id: [goal.floor, goal.x, goal.y, goal.heading_deg] for goal in surroundings.goals
    }


def rings_of(area: shapely.Geometry) -> list[shapely.LinearRing]:
    return [ring for part in shapely.get_parts(area) for ring in shapely.get_rings(part)]


@pytest.mark.parametrize("name", GOOD)
def test_a_profile_has_the_rides_of_its_kinds_with_what_they_cost(name: str) -> None:
    navigation = navigation_of(name)
    found = read(ways_file(navigation))
    links = navigation.surroundings.links
    for profile, router in exact_routers(navigation).items():
        told = found.head["profiles"][profile]
        assert told["speed"] == router.walker.speed
        assert told["rides"] == [
            [ride.link, ride.first, ride.last, ride.seconds, ride.metres]
            for ride in rides_of(links, router.walker.speed)
            if links[ride.link].kind in router.walker.kinds
        ]


def test_the_same_hall_gives_the_same_bytes() -> None:
    assert ways_file(navigation_of(GOOD[0])) == ways_file(navigation_of(GOOD[0]))
