"""What an application is about: the item and its materials, as they were when the draft was begun."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from server.items.records import Item, Material

FORM_VERSION = "applicant/1"

Kind = Literal["individual", "firm"]
KINDS: dict[str, tuple[Kind, ...]] = {"person": ("individual",), "firm": ("firm",), "both": ("individual", "firm")}
# Conditions of the catalogue that the applicant's kind already answers.
KIND_CONDITIONS: dict[str, Kind] = {"个人申请的": "individual", "单位申请的": "firm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A material that the item asks for. `condition` says in words when it is needed; empty = always."""

    seq: int
    name: str
    form: str
    copies: int
    source: str
    required: bool
    condition: str

    @property
    def must(self) -> bool:
        """Whether an application cannot be handed in without it."""
        return self.required and not self.condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An item with what an application to it needs to know."""

    code: str
    name: str
    unit_code: str
    unit_name: str
    audience: str
    promised_days: int
    delivery: str
    needs: tuple[Need, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Who may apply."""
        return KINDS[self.audience]

    def needs_of(self, kind: Kind) -> tuple[Need, ...]:
        """What this kind of applicant hands in: conditions that the kind answers are settled."""
        return tuple(_settled(need) for need in self.needs if KIND_CONDITIONS.get(need.condition, kind) == kind)


def subject_of(item: Item) -> Subject:
    """What the catalogue says today."""
    return Subject(
        code=item.code,
        name=item.name,
        unit_code=item.unit.code,
        unit_name=item.unit.name,
        audience=item.audience,
        promised_days=item.promised_days,
        delivery=item.delivery,
        needs=tuple(_need(material) for material in item.materials),
    )


def _need(material: Material) -> Need:
    return Need(
        seq=material.seq,
        name=material.name,
        form=material.form,
        copies=material.copies,
        source=material.source,
        required=material.required,
        condition=material.condition or "",
    )


def _settled(need: Need) -> Need:
    return replace(need, required=True, condition="") if need.condition in KIND_CONDITIONS else need


def dump_subject(subject: Subject) -> dict[str, Any]:
    """As it is stored in the application."""
    return asdict(subject)


def load_subject(stored: dict[str, Any]) -> Subject:
    """As it was stored."""
    return Subject(**{**stored, "needs": tuple(Need(**need) for need in stored["needs"])})


def version_of(subject: Subject) -> str:
    """Changes when anything in it changes."""
    text = json.dumps(dump_subject(subject), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
