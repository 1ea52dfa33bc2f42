"""People: few, always the same, and never where one walks."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from shapely.geometry import MultiPoint, Polygon

from models import person
from scene.composition import Composition
from scene.hall import Hall
from scene.hall_file import read_hall
from scene.outlines import counter_outline, furniture_outline
from scene.people import compose_people, is_taken
from tools.bench import HALL

# Feet may reach so far out of a seat's outline: nobody's middle comes nearer to it.
FEET = 0.3


@pytest.fixture(scope="module")
def hall() -> Hall:
    return read_hall(Path(HALL))


@pytest.fixture(scope="module")
def people(hall: Hall) -> Composition:
    return compose_people(hall)


def test_people_are_the_same_every_time(hall: Hall, people: Composition) -> None:
    assert compose_people(hall).placements == people.placements


def test_they_are_few_and_may_be_left_out_when_far(people: Composition) -> None:
    assert 40 < len(people.placements) < 160
    assert set(people.models) == people.clutter


def test_everybody_keeps_to_a_row_or_a_seat(hall: Hall, people: Composition) -> None:
    """Within what routes keep off already: people add no obstacle, and need none."""
    taken = {
        number: [
            *(Polygon(counter_outline(row)) for row in hall.counters if row.floor == floor.id),
            *(
                Polygon(furniture_outline(piece))
                for piece in hall.furniture
                if piece.floor == floor.id and piece.kind == "bench"
            ),
        ]
        for number, floor in enumerate(hall.floors)
    }
    for one in people.placements:
        turn = math.radians(one.heading_deg)
        c, s = math.cos(turn), math.sin(turn)
        body = MultiPoint(
            [
                (one.at[0] + x * c - y * s, one.at[1] + x * s + y * c)
                for part in people.models[one.prototype]
                for x, y, _ in part.vertices.tolist()
            ]
        ).convex_hull
        assert any(body.within(shape.buffer(FEET)) for shape in taken[one.floor]), one


def test_clerks_look_at_who_comes(hall: Hall, people: Composition) -> None:
    headings = {round(row.heading_deg, 3) for row in hall.counters}
    clerks = [one for one in people.placements if "clerk" in one.prototype]
    assert 0.3 < len(clerks) / sum(len(row.windows) for row in hall.counters) < 0.5
    assert {round(one.heading_deg, 3) for one in clerks} <= headings


@pytest.mark.parametrize("pose", ["clerk", "seated", "standing"])
def test_a_person_is_as_tall_as_people_are_and_costs_at_most_620_triangles(pose: person.Pose) -> None:
    model = person.build(person.Person(pose=pose))
    high = max(float(part.vertices[:, 2].max()) for part in model)
    assert high == pytest.approx(1.7 if pose == "standing" else 1.27, abs=0.03)
    assert sum(len(part.faces) for part in model) <= 620


def test_seats_are_taken_evenly() -> None:
    taken = [number for number in range(200) if is_taken(number, 0.1)]
    assert len(taken) == pytest.approx(20, abs=1)
    assert max(b - a for a, b in itertools.pairwise(taken)) <= 21
