"""What the API says of units, windows and items. Names of the catalogue are Chinese only."""

from __future__ import annotations

from dataclasses import dataclass

from scene.hall import WindowKind
from server.foundation.texts import Translated
from server.items.records import Audience
from server.windows.board import WindowState


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """A unit by name."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemName:
    """An item by name."""

    code: str
    name: str
    unit: str
    online: bool
    promised_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSummary:
    """A window in the list. `stand`: where one stands before it, metres. `zone`: the id of the area it lies in.

    `until`: ISO 8601, when it closes or opens; `waiting`: how many, null when nobody told it of late.
    """

    code: str
    floor: str
    kind: WindowKind
    stand: tuple[float, float]
    units: tuple[UnitName, ...]
    zone: str | None
    state: WindowState
    until: str | None
    waiting: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """All windows of the hall."""

    windows: tuple[WindowSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAnswer(WindowSummary):
    """A window with what can be done there."""

    items: tuple[ItemName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAnswer:
    """A unit, where it serves and what for."""

    code: str
    name: str
    short_name: str
    zone: str
    windows: tuple[str, ...]
    items: tuple[ItemName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialAnswer:
    """A row of what has to be brought. `issuer`: the unit that issues it."""

    seq: int
    name: str
    form: str
    copies: int
    source: str
    required: bool
    condition: str | None
    reusable: bool
    issuer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """An item's guide. Days are working days; `statutory_days` null: not in the data."""

    code: str
    name: str
    unit: UnitName
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
    windows: tuple[str, ...]
    materials: tuple[MaterialAnswer, ...]
    illustrative: bool
    note: Translated
