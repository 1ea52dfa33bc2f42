"""Who sits where: the rows of windows, zone by zone, and what is special about a window."""

from __future__ import annotations

from dataclasses import dataclass

PITCH = 1.6
DEPTH = 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone of the catalogue; its letter begins the codes of its windows."""

    letter: str
    floor: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of windows side by side: `at` = middle of its front edge, `units` from left to right with their numbers."""

    id: str
    letter: str
    at: tuple[float, float]
    heading_deg: int
    units: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """Number of windows."""
        return sum(number for _, number in self.units)

    @property
    def half(self) -> float:
        """Half the row's width, metres."""
        return self.count * PITCH / 2


ZONES: dict[str, Zone] = {
    zone.letter: zone
    for zone in (
        Zone(letter="A", floor="F1", zh="税务厅", en="Tax Hall"),
        Zone(letter="B", floor="F1", zh="公安出入境厅", en="Public Security and Exit-Entry Hall"),
        Zone(letter="C", floor="F1", zh="社会民生区", en="Social Affairs"),
        Zone(letter="D", floor="F1", zh="综合服务区", en="General Services"),
        Zone(letter="E", floor="F1", zh="公共事业区", en="Public Utilities"),
        Zone(letter="F", floor="F2", zh="项目审批区", en="Project Approval"),
        Zone(letter="G", floor="F2", zh="城乡建设厅", en="Urban and Rural Construction Hall"),
        Zone(letter="H", floor="F2", zh="不动产登记厅", en="Real Estate Registration Hall"),
        Zone(letter="J", floor="F3", zh="中介服务区", en="Intermediary Services"),
        Zone(letter="K", floor="F3", zh="党群服务区", en="Party and Mass Organisations"),
    )
}

# Codes run on from row to row of a zone, so that one meets them in order: in the open zones outwards from the lobby,
# in the halls clockwise. Units that belong together stand together.
ROWS: tuple[Row, ...] = (
    Row(id="row-a-west", letter="A", at=(-45.2, 44.6), heading_deg=0, units=(("U01", 12),)),
    Row(id="row-a-north", letter="A", at=(-35.0, 55.2), heading_deg=270, units=(("U02", 10),)),
    Row(id="row-b-north", letter="B", at=(31.6, 55.2), heading_deg=270, units=(("U04", 5),)),
    Row(id="row-b-east", letter="B", at=(45.2, 44.6), heading_deg=180, units=(("U03", 6), ("U05", 6))),
    Row(id="row-c-inner", letter="C", at=(-28.2, 15.5), heading_deg=0, units=(("U06", 6), ("U12", 3))),
    Row(id="row-c-outer", letter="C", at=(-34.8, 15.5), heading_deg=180, units=(("U09", 5), ("U11", 2), ("U13", 2))),
    Row(id="row-c-west", letter="C", at=(-45.2, 15.5), heading_deg=0, units=(("U07", 7), ("U08", 4), ("U10", 4))),
    Row(id="row-d-inner", letter="D", at=(28.2, 15.5), heading_deg=180, units=(("U15", 4), ("U17", 2), ("U22", 1))),
    Row(
        id="row-d-outer",
        letter="D",
        at=(34.8, 15.5),
        heading_deg=0,
        units=(("U18", 1), ("U19", 2), ("U20", 2), ("U21", 2)),
    ),
    Row(id="row-d-east", letter="D", at=(45.2, 15.5), heading_deg=180, units=(("U14", 8), ("U23", 4), ("U16", 2))),
    Row(
        id="row-e",
        letter="E",
        at=(0.0, 55.2),
        heading_deg=270,
        units=tuple((f"U{number}", 2 if number < 53 else 1) for number in range(51, 59)),
    ),
    Row(
        id="row-f",
        letter="F",
        at=(0.0, 55.2),
        heading_deg=270,
        units=(
            ("U24", 3),
            ("U25", 1),
            ("U26", 1),
            ("U27", 2),
            ("U28", 2),
            ("U29", 2),
            ("U30", 1),
            ("U31", 1),
            ("U32", 2),
        ),
    ),
    Row(id="row-g-west", letter="G", at=(-45.2, 44.6), heading_deg=0, units=(("U33", 5), ("U34", 4), ("U38", 2))),
    Row(id="row-g-north", letter="G", at=(-35.0, 55.2), heading_deg=270, units=(("U35", 5), ("U36", 3), ("U37", 1))),
    Row(id="row-h-north", letter="H", at=(34.0, 55.2), heading_deg=270, units=(("U39", 8),)),
    Row(id="row-h-east", letter="H", at=(45.2, 44.6), heading_deg=180, units=(("U40", 4), ("U41", 4))),
    Row(id="row-j", letter="J", at=(-32.0, 21.1), heading_deg=0, units=(("U42", 2), ("U43", 1), ("U44", 2))),
    Row(
        id="row-k",
        letter="K",
        at=(32.0, 21.1),
        heading_deg=180,
        units=(("U45", 1), ("U46", 1), ("U47", 1), ("U48", 1), ("U49", 1), ("U50", 1)),
    ),
)

# Windows where several units are served: the window's own unit stays the first, these come after it.
COMPREHENSIVE: dict[str, tuple[str, ...]] = {
    "A12": ("U02",),
    "A13": ("U01",),
    "C18": ("U11", "U12"),
    "D07": ("U18", "U19", "U20", "U21"),
    "D14": ("U18", "U19", "U20", "U22"),
    "F05": ("U25", "U30", "U31"),
    "G20": ("U36", "U38"),
    "H08": ("U40",),
    "J05": ("U43",),
    "K06": ("U45", "U46", "U47", "U48", "U49"),
}
CONSULTATION = frozenset({"A01", "B06", "C01", "D15", "F01", "G01", "H01", "J01", "K01"})
COLLECTION = frozenset({"B05", "E10", "H07"})
LOW = frozenset({"A02", "A22", "B01", "B07", "C02", "C17", "C33", "D04", "D13", "D16", "E05", "F08", "G02", "G19"}) | {
    "H06",
    "H16",
    "J02",
    "K02",
}


def codes_of(row: Row) -> list[str]:
    """The codes of a row's windows, left to right."""
    first = 1 + sum(other.count for other in ROWS[: ROWS.index(row)] if other.letter == row.letter)
    return [f"{row.letter}{first + index:02d}" for index in range(row.count)]


def primary_units() -> list[tuple[str, str]]:
    """(window code, unit whose own window it is), in the order of the codes."""
    pairs: list[tuple[str, str]] = []
    for row in ROWS:
        units = [unit for unit, number in row.units for _ in range(number)]
        pairs.extend(zip(codes_of(row), units, strict=True))
    return sorted(pairs)


def assignments() -> list[tuple[str, str]]:
    """(window code, unit served there): each window's own unit first, then the others of a comprehensive window."""
    return [(code, unit) for code, own in primary_units() for unit in (own, *COMPREHENSIVE.get(code, ()))]


def kind_of_window(code: str) -> str:
    """What a window is for."""
    if code in COMPREHENSIVE:
        return "comprehensive"
    if code in CONSULTATION:
        return "consultation"
    return "collection" if code in COLLECTION else "unit"
