"""What can be found: entries with the words that lead to them, made once from the catalogue and the hall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scene.hall import Hall
from server.foundation.texts import LANGUAGES, Translated
from server.hall.windows import HallWindow, floor_name, translated
from server.items.records import Alias, ItemRow, Unit
from server.search.words import Spelling, spell

EntryKind = Literal["window", "unit", "item", "kind", "leave", "place"]
"""kind: the nearest place of a kind; leave: the nearest way out."""
Reason = Literal["name", "keyword", "alias", "unit", "code"]

# What people call places; the hall file has only their names.
PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "toilet": ("厕所", "洗手间", "卫生间", "toilet", "restroom", "wc"),
    "women_toilet": ("厕所", "洗手间", "卫生间", "女厕所", "女厕", "女洗手间", "toilet", "restroom", "wc", "ladies"),
    "men_toilet": ("厕所", "洗手间", "卫生间", "男厕所", "男厕", "男洗手间", "toilet", "restroom", "wc", "gents"),
    "accessible_toilet": ("厕所", "洗手间", "无障碍厕所", "残疾人厕所", "toilet", "accessible toilet"),
    "lift": ("电梯", "升降梯", "直梯", "lift", "elevator"),
    "stairs": ("楼梯", "stairs"),
    "ticket_machine": ("取号", "排号", "叫号", "拿号", "ticket"),
    "service_desk": ("服务台", "咨询台", "前台", "导办台", "问询", "information", "service desk"),
    "touch_terminal": ("查询机", "触摸屏", "自助终端", "terminal"),
    "self_service_machine": ("自助机", "自助", "自助终端", "24小时", "self service"),
    "exit": ("出口", "大门", "exit"),
}
# What the nearest of a kind is called, where a hall has several.
KIND_NAMES: dict[str, Translated] = {
    "toilet": {"zh": "卫生间", "en": "toilet"},
    "women_toilet": {"zh": "女卫生间", "en": "women's toilet"},
    "men_toilet": {"zh": "男卫生间", "en": "men's toilet"},
    "accessible_toilet": {"zh": "无障碍卫生间", "en": "accessible toilet"},
    "ticket_machine": {"zh": "取号机", "en": "ticket machine"},
    "touch_terminal": {"zh": "查询机", "en": "touch terminal"},
    "self_service_machine": {"zh": "自助机", "en": "self-service machine"},
    "service_desk": {"zh": "服务台", "en": "service desk"},
    "lift": {"zh": "电梯", "en": "lift"},
    "stairs": {"zh": "楼梯", "en": "stairs"},
}
LEAVE_WORDS = ("离开", "出口", "出去", "回家", "leave", "exit", "way out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that leads to an entry, and why it does."""

    spelling: Spelling
    shown: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that can be found. `order`: its place among equals.

    `window`: the first window that serves it; `unit`: the unit whose windows do.
    `texts`, `pinyins`, `initials`: all words' in one string, a line each, so that most entries are passed over at once.
    """

    kind: EntryKind
    code: str
    title: Translated
    words: tuple[Word, ...]
    window: str | None
    unit: str | None
    order: int
    texts: str
    pinyins: str
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogued:
    """What the database contributes. serving: window codes by unit."""

    units: Sequence[Unit]
    items: Sequence[ItemRow]
    aliases: Sequence[Alias]
    serving: Mapping[str, Sequence[str]]


def build_index(catalogued: Catalogued, hall: Hall, windows: Mapping[str, HallWindow]) -> tuple[Entry, ...]:
    """Entries in the order that equals are shown in: the nearest of a kind, windows, units, items, places."""
    found = (
        *_kinds(hall),
        *_windows(windows.values(), catalogued),
        *_units(catalogued),
        *_items(catalogued),
        *_places(hall),
    )
    return tuple(replace(entry, order=order) for order, entry in enumerate(found))


def _entry(
    kind: EntryKind,
    code: str,
    title: Translated,
    words: Iterable[tuple[str, Reason]],
    window: str | None = None,
    unit: str | None = None,
) -> Entry:
    distinct = {(spell(text).text, reason): (text, reason) for text, reason in words}.values()
    known = tuple(Word(spelling=spell(text), shown=text, reason=reason) for text, reason in distinct)
    return Entry(
        kind=kind,
        code=code,
        title=title,
        words=known,
        window=window,
        unit=unit,
        order=0,
        texts="\n".join(word.spelling.text for word in known),
        pinyins="\n".join(word.spelling.pinyin for word in known),
        initials="\n".join(word.spelling.initials for word in known),
    )


def kinds_of(hall: Hall) -> dict[str, Translated]:
    """Kinds of places of which there are several, and what they are called."""
    count = Counter(place.kind for place in hall.places)
    return {kind: name for kind, name in KIND_NAMES.items() if count[kind] > 1}


def _kinds(hall: Hall) -> Iterator[Entry]:
    for kind, name in kinds_of(hall).items():
        title: Translated = {"zh": f"最近的{name['zh']}", "en": f"Nearest {name['en']}"}
        words: list[tuple[str, Reason]] = [(name[lang], "name") for lang in LANGUAGES]
        words += [(title[lang], "name") for lang in LANGUAGES]
        words += [(word, "alias") for word in PLACE_WORDS.get(kind, ())]
        yield _entry("kind", kind, title, words)
    yield _entry("leave", "leave", {"zh": "离开大厅", "en": "Leave the hall"}, [(word, "name") for word in LEAVE_WORDS])


def _windows(windows: Iterable[HallWindow], catalogued: Catalogued) -> Iterator[Entry]:
    names = {unit.code: unit.short_name for unit in catalogued.units}
    at: dict[str, list[str]] = {}
    for unit, codes in catalogued.serving.items():
        for code in codes:
            at.setdefault(code, []).append(names[unit])
    for window in windows:
        served = "、".join(at.get(window.code, [])[:3])
        dash = f" · {served}" if served else ""
        title: Translated = {"zh": f"{window.code} 号窗口{dash}", "en": f"Window {window.code}{dash}"}
        yield _entry("window", window.code, title, [(window.code, "code")], window.code)


def _units(catalogued: Catalogued) -> Iterator[Entry]:
    for unit in catalogued.units:
        words: list[tuple[str, Reason]] = [(unit.name, "name"), (unit.short_name, "name"), (unit.code, "code")]
        words += [(alias.word, "alias") for alias in _aliases(catalogued, "unit", unit.code)]
        windows = catalogued.serving.get(unit.code, ())
        title: Translated = {"zh": unit.name, "en": unit.name}
        yield _entry("unit", unit.code, title, words, next(iter(windows), None), unit.code)


def _items(catalogued: Catalogued) -> Iterator[Entry]:
    units = {unit.code: unit for unit in catalogued.units}
    # What can be done online comes first among equals: it saves the way.
    for item in sorted(catalogued.items, key=lambda item: not item.online):
        unit = units[item.unit_code]
        words: list[tuple[str, Reason]] = [(item.name, "name"), (item.code, "code")]
        words += [(word, "keyword") for word in item.keywords]
        words += [(alias.word, "alias") for alias in _aliases(catalogued, "item", item.code)]
        words += [(unit.short_name, "unit"), (unit.name, "unit")]
        windows = catalogued.serving.get(item.unit_code, ())
        title: Translated = {"zh": item.name, "en": item.name}
        yield _entry("item", item.code, title, words, next(iter(windows), None), unit.code)


def _aliases(catalogued: Catalogued, kind: str, code: str) -> Iterator[Alias]:
    return (alias for alias in catalogued.aliases if alias.kind == kind and alias.code == code)


def _places(hall: Hall) -> Iterator[Entry]:
    floors = {floor.id: floor for floor in hall.floors}
    for place in hall.places:
        name = translated(place.name, place.id)
        floor = floor_name(floors[place.floor])
        title: Translated = {"zh": f"{name['zh']} · {floor['zh']}", "en": f"{name['en']} · {floor['en']}"}
        words: list[tuple[str, Reason]] = [(name["zh"], "name"), (name["en"], "name")]
        words += [(word, "alias") for word in PLACE_WORDS.get(place.kind, ())]
        yield _entry("place", place.id, title, words)
