"""Who serves at which window, as its sign says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from server.items import storage
from server.items.records import Unit

# More units than this have no room on a sign.
MOST_NAMES = 2
ALL_SERVICES = ("综合窗口", "All services")


def window_titles(conn: Connection, hall_id: str, on: date) -> Mapping[str, tuple[str, str]]:
    """In Chinese and English, by window."""
    units = {unit.code: unit for unit in storage.units(conn)}
    serving = storage.assignments(conn, hall_id, on)
    return {code: _title([units[one] for one in found]) for code, found in sorted(serving.items())}


def _title(units: list[Unit]) -> tuple[str, str]:
    return ALL_SERVICES if len(units) > MOST_NAMES else ("、".join(unit.short_name for unit in units), "")
