"""What the pages of the hall show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from server.foundation.texts import Translated
from server.hall.plans import Plan
from server.items.pages import FloorUnits
from server.items.records import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """/: the building from outside, one field, one way in."""

    name: Translated
    floors: tuple[FloorUnits, ...]
    units: int
    windows: int
    items: int
    online: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneWindow:
    """A window with who serves there."""

    code: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneWindows:
    """A zone with its windows."""

    id: str
    name: Translated
    windows: tuple[ZoneWindow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorChoice:
    """A floor one can look at."""

    id: str
    label: str
    name: Translated
    zones: tuple[ZoneWindows, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way in words and pictures."""

    start: Translated
    goal: Translated
    goal_words: str
    length_m: int
    minutes: int
    steps: tuple[Translated, ...]
    pictures: tuple[str, ...]
    """What one sees at each step, as addresses, empty where that is the same as at the next; none where nothing can draw."""
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkPage:
    """/walk: the hall, in 3D and without."""

    name: Translated
    floors: tuple[FloorChoice, ...]
    floor: str
    plan: Plan
    profiles: tuple[str, ...]
    profile: str
    start: str
    goal: str
    ends: tuple[Translated, ...]
    kinds: Mapping[str, Translated]
    way: Way | None
    trouble: Translated | None
    is_visit: bool
    """Whether one's errands are shown in 3D; in words they have a page of their own."""
