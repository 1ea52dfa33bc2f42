"""What the catalogue says, frozen and plain. Days are working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Audience = Literal["person", "firm", "both"]
"""Whom an item is for: 个人, 法人, or either."""
AliasKind = Literal["unit", "item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An authority's office or a company that serves in the hall. `floor` counts from 1 as on the building's signs."""

    code: str
    name: str
    short_name: str
    zone: str
    floor: int
    windows: int
    online_agent: bool
    phone_hint: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A row of what has to be brought. `issuer` is the unit that issues it, where that is one of the hall's."""

    item_code: str
    seq: int
    name: str
    form: str
    copies: int
    source: str
    required: bool
    condition: str | None
    reusable: bool
    issuer: str | None
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item as its file has it. `statutory_days` None: the law sets no limit, or the data have none."""

    code: str
    unit_code: str
    name: str
    kind: str
    audience: Audience
    statutory_days: int | None
    promised_days: int
    fee: str
    online: bool
    visits: int
    result: str
    delivery: str
    basis: tuple[str, ...]
    keywords: tuple[str, ...]
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(ItemRow):
    """An item with the unit that is responsible and the materials in their order."""

    unit: Unit
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Which unit serves at which window of a hall, from one day to another (None: until further notice)."""

    hall_id: str
    window_code: str
    unit_code: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """An everyday word for a unit or an item."""

    word: str
    kind: AliasKind
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A whole catalogue out of its files. `digest` names its content."""

    digest: str
    units: tuple[Unit, ...]
    items: tuple[ItemRow, ...]
    materials: tuple[Material, ...]
    assignments: tuple[Assignment, ...]
    aliases: tuple[Alias, ...]
