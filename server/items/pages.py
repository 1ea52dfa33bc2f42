"""What the pages of units, windows and items show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from server.foundation.texts import Translated
from server.hall.plans import Plan
from server.items.records import Item, ItemRow, Material, Unit
from server.windows.board import WindowNow

# Lists this long get a filter.
FILTER_FROM = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the reader filters a list by."""

    query: str = ""
    online: bool = False

    @property
    def is_on(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.query) or self.online

    def keep(self, items: Iterable[ItemRow]) -> tuple[ItemRow, ...]:
        """The items that pass; a query may stand in the name, a keyword or the code."""
        return tuple(item for item in items if self._passes(item))

    def _passes(self, item: ItemRow) -> bool:
        if self.online and not item.online:
            return False
        wanted = self.query.casefold()
        return not wanted or any(wanted in word.casefold() for word in (item.name, item.code, *item.keywords))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCard:
    """A unit in the list of units."""

    unit: Unit
    windows: str
    items: int
    online: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneUnits:
    """A zone of a floor with its units."""

    name: Translated
    id: str
    cards: tuple[UnitCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorUnits:
    """A floor with its zones."""

    label: str
    name: Translated
    zones: tuple[ZoneUnits, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsPage:
    """/units"""

    floors: tuple[FloorUnits, ...]
    units: int
    windows: int
    items: int
    online: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLink:
    """A window one can go to."""

    code: str
    floor: Translated


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """/units/{unit}"""

    unit: Unit
    zone: Translated
    windows: tuple[WindowLink, ...]
    items: tuple[ItemRow, ...]
    total: int
    filter: Filter
    has_filter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitItems:
    """A unit at a window with its items."""

    unit: Unit
    items: tuple[ItemRow, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPage:
    """/windows/{code}: the sheet of a window."""

    code: str
    kind: str
    low: bool
    now: WindowNow
    floor: Translated
    zone: Translated | None
    units: tuple[UnitItems, ...]
    filter: Filter
    has_filter: bool
    total: int
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """A material with the unit that issues it."""

    material: Material
    issuer: Unit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """/items/{code}: the guide of an item with its six parts."""

    item: Item
    windows: tuple[WindowLink, ...]
    zone: Translated
    materials: tuple[MaterialRow, ...]
    required: int
    conditional: int
    reusable: int
    plan: Plan | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistPage:
    """/items/{code}/materials: the list of materials to print."""

    item: Item
    windows: tuple[WindowLink, ...]
    materials: tuple[MaterialRow, ...]


def window_span(codes: Iterable[str]) -> str:
    """Window codes in short: A01–A10, A12."""
    runs: list[list[str]] = []
    for code in sorted(codes):
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(_span(run) for run in runs)


def _span(run: list[str]) -> str:
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run)


def _follows(before: str, code: str) -> bool:
    letters, number = before.rstrip("0123456789"), before.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return number.isdigit() and code == f"{letters}{int(number) + 1:0{len(number)}d}"


def floors_of(
    floors: Iterable[tuple[str, Translated]], cards: Iterable[UnitCard], zones: Mapping[str, tuple[str, Translated]]
) -> tuple[FloorUnits, ...]:
    """Units by floor and zone, in the catalogue's order. zones: id and name by the catalogue's word for the zone."""
    ordered = sorted(cards, key=lambda card: card.unit.floor)
    by_floor = {number: tuple(group) for number, group in groupby(ordered, key=lambda card: card.unit.floor)}
    return tuple(
        FloorUnits(label=label, name=name, zones=_zones(by_floor[number], zones))
        for number, (label, name) in enumerate(floors, start=1)
        if number in by_floor
    )


def _zones(cards: tuple[UnitCard, ...], zones: Mapping[str, tuple[str, Translated]]) -> tuple[ZoneUnits, ...]:
    grouped: dict[str, list[UnitCard]] = {}
    for card in cards:
        grouped.setdefault(card.unit.zone, []).append(card)
    found = []
    for word, group in grouped.items():
        place, name = zones.get(word, (word, {"zh": word, "en": word}))
        found.append(ZoneUnits(id=place, name=name, cards=tuple(group)))
    return tuple(sorted(found, key=lambda zone: zone.id))
