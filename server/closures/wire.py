"""What the API says of closures, and what it is told."""

from __future__ import annotations

from datetime import datetime
from typing import NotRequired

from pydantic import ConfigDict, TypeAdapter, ValidationError

# pydantic cannot read typing's own before Python 3.12
from typing_extensions import TypedDict

from server.closures.checking import Asked
from server.closures.storage import Closure
from server.foundation.clock import SHANGHAI
from server.foundation.refusals import Malformed
from server.foundation.texts import Translated

ClosureAnswer = TypedDict(
    "ClosureAnswer",
    {"id": str, "target": str, "from": str, "to": str | None, "reason": Translated, "name": Translated},
)
"""Something that is closed. target: connector:ID, door:ID or entrance:ID; from, to: ISO 8601, to null until somebody ends it; name: the target's."""


class ListedClosure(ClosureAnswer):
    """A closure in force, or planned."""

    in_force: bool


class ClosuresAnswer(TypedDict):
    """Closures in force and planned, by when they begin."""

    closures: list[ListedClosure]


class DoorAnswer(TypedDict):
    """Where a door stands: points along it, metres."""

    floor: str
    line: list[tuple[float, float]]


class ClosedNow(ClosureAnswer):
    """A closure in force. door: where nobody can pass, when it is a door's."""

    door: DoorAnswer | None


class InForceAnswer(TypedDict):
    """All closures in force now, as `live` tells them."""

    closures: list[ClosedNow]


class ReasonBody(TypedDict):
    """Why, in a word or a few: 检修, repair."""

    __pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[misc]

    zh: str
    en: str


ClosureBody = TypedDict(
    "ClosureBody",
    {"target": str, "from": NotRequired[str | None], "to": NotRequired[str | None], "reason": ReasonBody},
)
"""What is to be closed. from, to: ISO 8601, in the hall's time unless a zone is named; without them now, and until ended."""
ClosureBody.__pydantic_config__ = ConfigDict(extra="forbid")  # type: ignore[attr-defined]

BODY: TypeAdapter[ClosureBody] = TypeAdapter(ClosureBody)


def parse_body(body: bytes) -> Asked:
    """What a body asks for; Malformed with the place when it is no such JSON."""
    try:
        asked = BODY.validate_json(body, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or None
        raise Malformed("closures.problem_body", where=where, reason=first["msg"]) from error
    reason = asked["reason"]
    return Asked(
        target=asked["target"],
        from_=asked.get("from") or "",
        to=asked.get("to") or "",
        reason={"zh": reason["zh"], "en": reason["en"]},
    )


def closure_answer(one: Closure, name: Translated) -> ClosureAnswer:
    """A closure as it goes out. name: its target's."""
    return {
        "id": one.id,
        "target": one.target,
        "from": _moment(one.from_at),
        "to": _moment(one.to_at) if one.to_at else None,
        "reason": {"zh": one.reason_zh, "en": one.reason_en},
        "name": name,
    }


def closed_now(one: Closure, name: Translated, door: DoorAnswer | None) -> ClosedNow:
    """A closure for those who walk."""
    return {**closure_answer(one, name), "door": door}


def listed_closure(one: Closure, name: Translated, now: datetime) -> ListedClosure:
    """A closure of the list."""
    return {**closure_answer(one, name), "in_force": one.is_in_force(now)}


def _moment(moment: datetime) -> str:
    return moment.astimezone(SHANGHAI).isoformat(timespec="seconds")
