"""extremitypathfinder: exact shortest ways among polygons, one environment for each floor."""

from __future__ import annotations

from typing import Any

import numpy as np
from extremitypathfinder import PolygonEnvironment

from tools.benching.timing import Query


def build(ground: dict[str, Any]) -> list[tuple[Any, float]]:
    """An environment with its visibility graph prepared, and the elevation, of each floor."""
    return [(build_environment(storey["rings"]), storey["elevation"]) for storey in ground["storeys"]]


def build_environment(rings: list[list[list[float]]]) -> Any:  # noqa: ANN401 - the peer carries no types
    """Boundary counter-clockwise, holes clockwise, as it asks for; `store` prepares the visibility graph too."""
    environment = PolygonEnvironment()
    environment.store(np.array(rings[0]), [np.array(ring) for ring in rings[1:]])
    return environment


def find_path(built: list[tuple[Any, float]], query: Query) -> list[list[float]]:
    """It checks itself that both ends lie in the polygon."""
    environment, elevation = built[int(query[0])]
    path, _ = environment.find_shortest_path((query[1], query[2]), (query[4], query[5]))
    return [[x, y, elevation] for x, y in path]
