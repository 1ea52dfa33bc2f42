"""Small halls for the tests of navmesh: hand-made floors, and random ones full of traps."""

from __future__ import annotations

import json
import math
import random
from typing import Any

from scene.hall import Hall
from scene.hall_file import parse_hall

Json = dict[str, Any]
XY = tuple[float, float]

# 0 m: the very faces of things.  0.3 m: the walk profile.
RADII = {"thin": 0.0, "wide": 0.3}


def box(x0: float, y0: float, x1: float, y1: float) -> list[list[float]]:
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def floor(number: int, outline: list[list[float]], **more: Any) -> Json:
    """Floor F1, F2 … 4 m apart."""
    return {
        "id": f"F{number}",
        "ordinal": number - 1,
        "elevation": 4.0 * (number - 1),
        "height": 3.5,
        "outline": outline,
        **more,
    }


def connector(name: str, kind: str, direction: str, *stops: tuple[str, float, float], **more: Any) -> Json:
    """A connector named after its id."""
    return {
        "id": name,
        "kind": kind,
        "direction": direction,
        "stops": [{"floor": where, "at": [x, y]} for where, x, y in stops],
        "name": {"zh": name, "en": name},
        **more,
    }


def make_hall(floors: list[Json], **lists: Any) -> Hall:
    """A hall of these floors; every other list of the file by its name; obstacles may be plain polygons of F1."""
    obstacles = [
        {"id": f"o{n}", "floor": "F1", "polygon": given} if isinstance(given, list) else {"id": f"o{n}", **given}
        for n, given in enumerate(lists.pop("obstacles", []))
    ]
    document: Json = {
        "schema": "hall/1",
        "id": "test",
        "name": {"zh": "试验厅", "en": "Test hall"},
        "floors": floors,
        "obstacles": obstacles,
        "profiles": {
            name: {"radius": radius, "speed": 1.2, "connectors": ["escalator", "stairs", "lift", "ramp"]}
            for name, radius in RADII.items()
        },
        **lists,
    }
    return parse_hall(json.dumps(document).encode())


def random_hall(seed: int) -> Hall:
    """Two floors of 24 x 16 m: touching rectangles, T and L walls, turned islands, courtyards, pillars in doorways."""
    chance = random.Random(seed)
    floors, obstacles, walls = [], [], []
    for number in (1, 2):
        where = f"F{number}"
        voids = [box(10.5, 6.0, 13.5, 9.0)] if chance.random() < 0.6 else []
        floors.append(floor(number, box(0, 0, 24, 16), voids=voids))
        polygons = [*_touching(chance), *_islands(chance)]
        walls += [{"id": f"w{number}.{n}", "floor": where, **wall} for n, wall in enumerate(_walls(chance, polygons))]
        obstacles += [{"id": f"p{number}.{n}", "floor": where, "polygon": ring} for n, ring in enumerate(polygons)]
    return make_hall(floors, obstacles=obstacles, walls=walls, connectors=_connectors(chance))


def _touching(chance: random.Random) -> list[list[list[float]]]:
    """Rectangles on a half-metre grid: they share faces, parts of faces, and single corners."""
    rings = []
    for _ in range(14):
        x, y = chance.randrange(4, 42) / 2, chance.randrange(4, 26) / 2
        w, h = chance.randrange(1, 5) / 2, chance.randrange(1, 5) / 2
        rings.append(box(x, y, min(x + w, 22), min(y + h, 14)))
        if chance.random() < 0.4:
            rings.append(box(x - 0.5, y - 0.5, x, y))
    return rings


def _islands(chance: random.Random) -> list[list[list[float]]]:
    """Turned rectangles, some of them touching along a slanted face or overlapping."""
    rings = []
    for _ in range(6):
        x, y, angle = chance.uniform(4, 20), chance.uniform(4, 12), chance.choice([0.3, 0.5, math.pi / 4, 1.1])
        w, h = chance.uniform(0.4, 2), chance.uniform(0.4, 2)
        rings.append(_turned(x, y, w, h, angle))
        if chance.random() < 0.5:
            rings.append(_turned(x + w * math.cos(angle), y + w * math.sin(angle), w, h, angle))
    return rings


def _turned(x: float, y: float, w: float, h: float, angle: float) -> list[list[float]]:
    c, s = math.cos(angle), math.sin(angle)
    return [[x + a * c - b * s, y + a * s + b * c] for a, b in ((0, 0), (w, 0), (w, h), (0, h))]


def _walls(chance: random.Random, polygons: list[list[list[float]]]) -> list[Json]:
    """A T, an L, a courtyard with a door; a pillar stands in one doorway."""
    x, y = chance.randrange(12, 36) / 2, chance.randrange(8, 20) / 2
    cx, cy = chance.randrange(4, 30) / 2, chance.randrange(4, 18) / 2
    width = chance.choice([0.7, 1.0, 1.6])
    courtyard = [[cx, cy], [cx + 4, cy], [cx + 4, cy + 3], [cx, cy + 3], [cx, cy]]
    doors = [{"at": chance.choice([2.0, 5.5, 9.0]), "width": width}] if chance.random() < 0.8 else []
    polygons.append(box(cx + 1.9, cy - 0.1, cx + 2.1, cy + 0.1))
    return [
        {"line": [[x - 3, y], [x + 3, y]], "thickness": 0.2, "height": 3, "doors": [{"at": 1.5, "width": 1.2}]},
        {"line": [[x, y], [x, y + 3]], "thickness": 0.2, "height": 3},
        {"line": [[x - 3, y], [x - 3, y - 2], [x - 5, y - 3]], "thickness": 0.3, "height": 3},
        {"line": courtyard, "thickness": 0.2, "height": 3, "doors": doors},
    ]


def _connectors(chance: random.Random) -> list[Json]:
    """Along the hall's rim, where nothing stands."""
    return [
        connector("up", "escalator", "up", ("F1", 1, 1), ("F2", 1, 6)),
        connector("down", "escalator", "down", ("F1", 23, 1), ("F2", 23, 6)),
        connector("stairs", "stairs", "both", ("F1", 23, 15), ("F2", 20, 15), closed=chance.random() < 0.3),
        connector("lift", "lift", "both", ("F1", 1, 15), ("F2", 1, 15), seconds=chance.choice([0, 5, 12]), wait_s=3),
    ]
