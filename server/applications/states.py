"""The life of an application: one function says what an event makes of a state.

The whole life has more states (correcting, accepted, reviewing, suspended, decided, delivering, closed, refused, withdrawn, lapsed);
a state is added here together with the event that leads to it.
"""

from __future__ import annotations

from typing import Literal, get_args

from server.foundation.refusals import Conflict

State = Literal["draft", "submitted", "preaccepted"]
Event = Literal["submit", "preaccept"]

STATES: tuple[State, ...] = get_args(State)
EVENTS: tuple[Event, ...] = get_args(Event)

TRANSITIONS: dict[tuple[State, Event], State] = {
    ("draft", "submit"): "submitted",
    ("submitted", "preaccept"): "preaccepted",
}

PREACCEPT_DAYS = 2
"""Working days within which an application is pre-accepted: the promise of the online desk."""


def next_state(state: State, event: Event) -> State:
    """What the event makes of the state; Conflict when it cannot happen there."""
    found = TRANSITIONS.get((state, event))
    if found is None:
        raise Conflict(reason=f"{event} does not apply to an application that is {state}")
    return found


def parse_state(text: str) -> State:
    """A state as the database has it."""
    return next(state for state in STATES if state == text)
