"""What stands on tactile paving: no fault of the file, but those who follow the paving walk into it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from scene.hall import Hall
from scene.outlines import Outline, counter_outline, furniture_outline, polygons
from scene.problems import Problem

# Square metres that a thing may lie over paving before it is said to stand on it: less is how it was drawn.
OVERLAP = 0.01


def things_on_paving(hall: Hall) -> Iterator[Problem]:
    """Each obstacle, counter or piece of furniture on tactile paving: its place in the file, and on which strip."""
    strips = [area for area in hall.areas if area.kind == "tactile"]
    paving = shapely.STRtree(polygons([strip.polygon for strip in strips]))
    things = [thing for thing in _things(hall) if len(thing[2])]
    shapes = polygons([outline for _, _, outline in things])
    for thing, strip in sorted(paving.query(shapes, predicate="intersects").T.tolist()):
        place, floor, _ = things[thing]
        over = shapely.area(shapely.intersection(shapes[thing], paving.geometries[strip]))
        if floor == strips[strip].floor and over > OVERLAP:
            yield Problem(place, f"stands on the tactile paving {strips[strip].id}")


def _things(hall: Hall) -> Iterator[tuple[str, str, Outline]]:
    """Place in the file, floor, outline; an empty one of what hangs from the ceiling."""
    for index, obstacle in enumerate(hall.obstacles):
        yield f"obstacles[{index}]", obstacle.floor, obstacle.polygon
    for index, piece in enumerate(hall.furniture):
        yield f"furniture[{index}]", piece.floor, furniture_outline(piece)
    for index, counter in enumerate(hall.counters):
        yield f"counters[{index}]", counter.floor, counter_outline(counter)
