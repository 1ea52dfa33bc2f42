"""People who give the hall its scale: clerks on their chairs, visitors on the seats. Few, always the same, and never where one walks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from models import person
from models.bench import SEAT
from models.counter import chair_behind
from models.mesh import Model
from models.palette import BLUE_DEEP, SLATE
from models.person import Person
from scene.composition import Composition, Placement, Spot, ahead, join
from scene.hall import Hall
from scene.outlines import furniture_size, window_middles
from scene.storeys import floor_numbers, floors_by_id

# The golden ratio's steps spread them evenly, and without a random generator.
STEP = 0.6180339887
CLERKS = 0.4
SEATED = 0.09
# Clerks sit so far before the middle of their chairs, metres.
AT_DESK = 0.08
LOOKS: dict[str, Person] = {
    "clerk:0": Person(pose="clerk", coat=BLUE_DEEP, long_hair=True),
    "clerk:1": Person(pose="clerk", coat=BLUE_DEEP),
    "seated:0": Person(pose="seated", coat=SLATE),
    "seated:1": Person(pose="seated", coat="#A98F74", long_hair=True),
    "seated:2": Person(pose="seated", coat="#6F8477", legs=SLATE),
}
_look = cache(person.build)


def compose_people(hall: Hall) -> Composition:
    """All of them."""
    return join([_clerks(hall), _visitors(hall)])


def is_taken(number: int, share: float) -> bool:
    """Whether the seat of that number has somebody on it, where `share` of all have."""
    return (number * STEP) % 1.0 < share


def _clerks(hall: Hall) -> Composition:
    """Behind some of the windows, on the chair that stands there."""
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    rows = [(row, chair) for row in hall.counters if (chair := chair_behind(row.depth)) is not None]
    places = [(row, chair, at) for row, chair in rows for at in window_middles(row).tolist()]
    return _people(
        (
            f"clerk:{number % 2}",
            numbers[row.floor],
            ahead((*at, floors[row.floor].elevation), row.heading_deg, (AT_DESK - chair, 0.0, 0.0)),
            row.heading_deg,
        )
        for number, (row, chair, at) in enumerate(places)
        if is_taken(number, CLERKS)
    )


def _visitors(hall: Hall) -> Composition:
    """On some of the seats."""
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    seats = [(piece, y) for piece in hall.furniture if piece.kind == "bench" for y in _seats(furniture_size(piece)[0])]
    return _people(
        (
            f"seated:{number % 3}",
            numbers[piece.floor],
            ahead((*piece.at, floors[piece.floor].elevation), piece.heading_deg, (-0.02, y, 0.0)),
            piece.heading_deg,
        )
        for number, (piece, y) in enumerate(seats)
        if is_taken(number, SEATED)
    )


def _seats(width: float) -> list[float]:
    """Where across a bench its seats are."""
    count = max(1, round(width / SEAT))
    return [((i + 0.5) / count - 0.5) * width for i in range(count)]


def _people(found: Iterable[tuple[str, int, Spot, float]]) -> Composition:
    """Look, floor, place and heading of each."""
    placements = tuple(
        Placement(prototype=f"person_{look}", floor=floor, at=at, heading_deg=heading)
        for look, floor, at, heading in found
    )
    models: dict[str, Model] = {f"person_{look}": _look(one) for look, one in LOOKS.items()}
    used = {one.prototype for one in placements}
    return Composition(
        models={name: model for name, model in models.items() if name in used},
        placements=placements,
        clutter=frozenset(used),
    )
