"""The bundle's ways.bin: all that a browser needs to find the same ways itself. docs/ways_file.md tells its bytes.

Polygons and their triangles travel, tables of distances do not: a reader makes what it needs of them in milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from navmesh.navigation import Ground, Navigation, Router
from navmesh.plans import Spot, Surroundings, Words
from navmesh.rides import Link, rides_of

MAGIC = b"WAYS"
VERSION = 1
# Numbers of eight bytes begin at multiples of eight.
ALIGNED = 8

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Json = dict[str, Any]


def ways_file(navigation: Navigation) -> bytes:
    """The same navigation gives the same bytes. Steps: 1. the words and counts, 2. coordinates, 3. triangles.

    Ways along guides are the server's to find: their profiles are left out.
    """
    grounds = {router.walker.radius: router.ground for router in _exact(navigation).values()}
    solids = [_rings(plan.solids) for plan in navigation.surroundings.floors]
    head = _head(navigation, grounds, solids)
    index = np.dtype("<u2" if all(len(ground.mesh.xy) <= 1 << 16 for ground in grounds.values()) else "<u4")
    text = json.dumps(head, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    text += b" " * (-len(text) % ALIGNED)
    numbers = np.array([VERSION, len(text), index.itemsize], dtype="<u4").tobytes()
    coordinates = [_columns(ground.mesh.xy) for ground in grounds.values()]
    coordinates.append(_columns(np.concatenate([np.empty((0, 2)), *(ring for rings in solids for ring in rings)])))
    triangles = [_steps(ground.mesh.triangles).astype(index).tobytes() for ground in grounds.values()]
    return b"".join((MAGIC, numbers, text, *coordinates, *triangles))


def _exact(navigation: Navigation) -> dict[str, Router]:
    """The profiles whose ways are the exact ones."""
    return {name: router for name, router in navigation.routers.items() if router.guided is None}


def _head(navigation: Navigation, grounds: dict[float, Ground], solids: Sequence[Sequence[Floats]]) -> Json:
    """The head of docs/ways_file.md. solids: of each floor the rings of what stands there, (n, 2) float64, metres"""
    surroundings = navigation.surroundings
    radii = list(grounds)
    return {
        "floors": [
            {"id": plan.id, "elevation": plan.elevation, "solids": [len(ring) for ring in rings]}
            for plan, rings in zip(surroundings.floors, solids, strict=True)
        ],
        "connectors": [
            _connector(link, name) for link, name in zip(surroundings.links, surroundings.link_names, strict=True)
        ],
        "profiles": {
            name: _profile(surroundings, router, radii.index(router.walker.radius))
            for name, router in _exact(navigation).items()
        },
        "goals": {goal.id: _goal(goal) for goal in surroundings.goals},
        "grounds": [_ground(radius, ground) for radius, ground in grounds.items()],
    }


def _connector(link: Link, name: Words) -> Json:
    """A connector as the hall file has it; closures of now are not told."""
    turns = {"turns": True} if link.turns else {}
    return turns | {
        "id": link.id,
        "name": {"zh": name.zh, "en": name.en},
        "kind": link.kind,
        "closed": link.closed,
        "stops": [[stop.floor, stop.x, stop.y, stop.z] for stop in link.stops],
    }


def _profile(surroundings: Surroundings, router: Router, ground: int) -> Json:
    """rides: connector, first and last stop, seconds, metres; those of closed connectors too, as they may open."""
    links, walker = surroundings.links, router.walker
    rides = [
        [ride.link, ride.first, ride.last, ride.seconds, ride.metres]
        for ride in rides_of(links, walker.speed)
        if links[ride.link].kind in walker.kinds
    ]
    return {"ground": ground, "speed": walker.speed, "rides": rides}


def _goal(goal: Spot) -> list[float | None]:
    return [goal.floor, goal.x, goal.y, goal.heading_deg]


def _ground(radius: float, ground: Ground) -> Json:
    """floors: of each floor its pieces, of each piece the number of points of its rings."""
    floors = [[[len(ring) for ring in piece.rings] for piece in pieces] for pieces in ground.pieces]
    return {"radius": radius, "floors": floors, "triangles": len(ground.mesh.triangles)}


def _rings(area: BaseGeometry) -> list[Floats]:
    """All rings of an area, outer and inner alike, not closed: each (n, 2) float64, metres."""
    rings = [ring for part in shapely.get_parts(area) for ring in shapely.get_rings(part)]
    return [shapely.get_coordinates(ring)[:-1] for ring in rings]


def _columns(xy: Floats) -> bytes:
    """All x, then all y: neighbours on a wall share one of them, which packs well. xy: (n, 2) float64, metres"""
    return np.ascontiguousarray(xy.T).astype("<f8").tobytes()


def _steps(triangles: Ints) -> Ints:
    """Triangles (t, 3) int32 in the file's order, as small numbers: half of what they are in any order, packed.

    Steps: 1. turn each so that its lowest vertex comes first, 2. sort them by that, 3. the first as what it adds to the
    one before, the other two as what they add to the first.
    """
    lowest = triangles.argmin(axis=1)[:, None]
    turned = np.take_along_axis(triangles, (lowest + np.arange(3)) % 3, axis=1)
    rows = turned[np.lexsort((turned[:, 2], turned[:, 1], turned[:, 0]))]
    first = rows[:, :1]
    return np.concatenate((np.diff(first, axis=0, prepend=0), rows[:, 1:] - first), axis=1)
