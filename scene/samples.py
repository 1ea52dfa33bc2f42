"""One of everything a hall can show, by name: the kinds of the registry, and what is drawn from counters, connectors and signs."""

from __future__ import annotations

from collections.abc import Callable

from models import ceiling_lamp, counter, door_frame, escalator, glazing, lift, person, sign_board, stairs
from models.kind import ModelError
from models.mesh import Model, assemble, place_parts
from models.palette import SLATE
from models.registry import KINDS

PITCH, DEPTH, CEILING = 1.6, 2.4, 3.0


def sample_names() -> tuple[str, ...]:
    """All names, those of the registry first."""
    return (*(name for name, kind in KINDS.items() if kind.build), *_MADE)


def sample(name: str) -> Model:
    """The model of that name in its usual size; ModelError with the names there are when there is none."""
    if name in _MADE:
        return _MADE[name]()
    kind = KINDS.get(name)
    if kind is None or kind.build is None:
        raise ModelError(f"there is no kind {name!r} to draw; kinds are {', '.join(sorted(sample_names()))}")
    return kind.build(kind.size)


def _counter(*, low: bool) -> Model:
    parts = (
        counter.build_desk(PITCH, DEPTH, low),
        counter.build_band(PITCH, CEILING),
        counter.build_staff(PITCH, DEPTH, low),
    )
    return assemble([part for model in parts for part in model])


def _escalator(body: escalator.Escalator) -> Model:
    """One that goes up, with its marks."""
    no = place_parts(escalator.build_marks(body.width, enters=False), (body.run, 0.0, body.rise), 180.0)
    return assemble([*escalator.build(body), *escalator.build_marks(body.width, enters=True), *no])


def _climbing(model: Model) -> Model:
    """With its foot to the front: what climbs does so to +x."""
    return place_parts(model, (0.0, 0.0, 0.0), 180.0)


def _turned(model: Model) -> Model:
    """With its face to the front: it runs along +x."""
    return place_parts(model, (0.0, 0.0, 0.0), 90.0)


def _sign(mount: sign_board.Mount, low: float) -> Model:
    return sign_board.build(sign_board.SignBoard(width=2.4, height=0.6, low=low, ceiling=3.6, mount=mount))


_MADE: dict[str, Callable[[], Model]] = {
    "counter": lambda: _counter(low=False),
    "counter_low": lambda: _counter(low=True),
    "counter_end": lambda: counter.build_end(DEPTH),
    "escalator": lambda: _climbing(_escalator(escalator.Escalator(run=11.0, rise=4.8, hangs=True))),
    "stairs": lambda: _climbing(stairs.build(stairs.Stairs(run=9.0, rise=4.8))),
    "stairs_dog_leg": lambda: _climbing(stairs.build_dog_leg(4.8)),
    "ramp": lambda: _climbing(stairs.build_ramp(stairs.Stairs(run=7.2, rise=0.6))),
    "lift": lambda: lift.build(lift.Lift(height=4.5)),
    "sign_hanging": lambda: _sign("ceiling", 2.6),
    "sign_on_wall": lambda: _sign("wall", 2.2),
    "sign_on_post": lambda: _sign("post", 1.4),
    "door_frame": lambda: _turned(
        door_frame.build(door_frame.DoorFrame(width=1.8, depth=0.2, height=2.4, steel=False))
    ),
    "glazing": lambda: _turned(glazing.build_bay(4.5)),
    "person_clerk": lambda: person.build(person.Person(pose="clerk", long_hair=True)),
    "person_seated": lambda: person.build(person.Person(pose="seated", coat=SLATE)),
    "ceiling_lamp": lambda: ceiling_lamp.build(3.0),
}
