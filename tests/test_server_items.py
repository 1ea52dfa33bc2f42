"""The catalogue: read strictly, kept in the database, loaded again without losing what applications refer to."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from server.foundation.database import Store, open_store
from server.hall.lifetimes import CATALOGUES
from server.items import storage
from server.items.catalogue import CatalogueError, read_catalogue
from server.items.pages import Filter, window_span
from server.items.records import Assignment

WANGCHENG = CATALOGUES / "wangcheng"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await asyncio.to_thread(open_store, tmp_path / "hall.sqlite")
    yield opened
    await opened.close()


def test_the_catalogue_has_what_the_seed_article_says() -> None:
    found = read_catalogue(WANGCHENG)
    assert (len(found.units), len(found.items), len(found.materials)) == (58, 659, 2791)
    assert sum(item.online for item in found.items) == 202
    assert sum(unit.online_agent for unit in found.units) == 50
    assert len({one.window_code for one in found.assignments}) == 172


def test_everyday_words_add_150_and_more_to_the_keywords() -> None:
    found = read_catalogue(WANGCHENG)
    names = {item.code: f"{item.name};{';'.join(item.keywords)}" for item in found.items}
    new = [one for one in found.aliases if one.kind == "item" and one.word not in names[one.code].split(";")]
    assert len(new) >= 150


@pytest.mark.parametrize(
    ("file", "line", "before", "after", "said"),
    [
        ("units.csv", 2, ",12,1,", ",zwölf,1,", "units.csv:2:windows: expected a whole number"),
        ("units.csv", 3, "U02", "U01", "units.csv:3:unit_code: U01 is already in line 2"),
        ("items.csv", 2, ",法人,20,", ",公司,20,", "items.csv:2:audience: expected one of 个人, 法人"),
        ("items.csv", 2, ",20,5,", ",20,25,", "items.csv:2:promised_days: 25 days are more than the statutory 20"),
        ("items.csv", 2, "U01-001,U01", "U01-001,U99", "items.csv:2:unit_code: U99 is not in the catalogue"),
        ("items.csv", 1, "visits", "trips", "items.csv:1:: expected the columns item_code,unit_code"),
        ("items.csv", 2, "税费", "税费,", "items.csv:2:: expected 15 cells, found 16"),
        ("items.csv", 2, "专票;", "专票;;", "items.csv:2:keywords: must not be empty"),
        ("materials.csv", 2, "原件,1,", "原件,1.5,", "materials.csv:2:copies: expected a whole number"),
        ("windows.csv", 2, "2016-01-01", "2016-13-01", "windows.csv:2:valid_from: expected a date"),
        ("windows.csv", 2, "2016-01-01,", "2016-01-01,2015-01-01", "windows.csv:2:valid_to: lies before valid_from"),
        ("aliases.csv", 2, "item", "thing", "aliases.csv:2:kind: expected one of unit, item"),
    ],
)
def test_an_error_names_file_line_and_column(
    tmp_path: Path, file: str, line: int, before: str, after: str, said: str
) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(WANGCHENG, folder)
    lines = (folder / file).read_text("utf-8").splitlines(keepends=True)
    if file == "aliases.csv":
        lines[line - 1] = lines[line - 1].replace(",unit,", ",thing,").replace(",item,", ",thing,")
    else:
        lines[line - 1] = lines[line - 1].replace(before, after, 1)
    (folder / file).write_text("".join(lines), "utf-8")
    with pytest.raises(CatalogueError) as error:
        read_catalogue(folder)
    assert said in str(error.value)


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(WANGCHENG, folder)
    (folder / "units.csv").unlink()
    (folder / "aliases.csv").write_bytes(b"word,kind,code\n\xff\xfe")
    with pytest.raises(CatalogueError, match="2 problems") as error:
        read_catalogue(folder)
    assert {problem.file for problem in error.value.problems} == {"units.csv", "aliases.csv"}


async def test_what_is_loaded_is_what_was_read(store: Store) -> None:
    found = read_catalogue(WANGCHENG)
    await store.write(storage.load_catalogue, "wangcheng", found, NOW)
    assert await store.read(storage.loaded_digest, "wangcheng") == found.digest
    assert await store.read(storage.units) == found.units
    assert await store.read(storage.items) == found.items
    item = await store.read(storage.find_item, "U17-002")
    assert item is not None
    assert item.unit.short_name == "文广局"
    assert item.materials == tuple(one for one in found.materials if one.item_code == "U17-002")
    assert set(await store.read(storage.aliases)) == set(found.aliases)


async def test_an_item_that_vanished_is_no_longer_listed_but_kept(store: Store) -> None:
    found = read_catalogue(WANGCHENG)
    fewer = replace(
        found,
        digest="other",
        items=tuple(item for item in found.items if item.code != "U17-002"),
        materials=tuple(one for one in found.materials if one.item_code != "U17-002"),
        aliases=tuple(one for one in found.aliases if one.code != "U17-002"),
    )
    await store.write(storage.load_catalogue, "wangcheng", found, NOW)
    await store.write(storage.load_catalogue, "wangcheng", fewer, NOW)
    assert await store.read(storage.find_item, "U17-002") is None
    assert len(await store.read(storage.items)) == 658
    await store.write(storage.load_catalogue, "wangcheng", found, NOW)
    assert await store.read(storage.find_item, "U17-002") is not None


async def test_a_unit_moves_to_another_window_on_its_day(store: Store) -> None:
    found = read_catalogue(WANGCHENG)
    moved = replace(
        found,
        assignments=(
            Assignment(
                hall_id="wangcheng",
                window_code="D05",
                unit_code="U17",
                valid_from=date(2016, 1, 1),
                valid_to=date(2026, 3, 1),
            ),
            Assignment(
                hall_id="wangcheng", window_code="K01", unit_code="U17", valid_from=date(2026, 3, 2), valid_to=None
            ),
        ),
    )
    await store.write(storage.load_catalogue, "wangcheng", moved, NOW)
    assert await store.read(storage.windows_of_unit, "wangcheng", "U17", date(2026, 3, 1)) == ("D05",)
    assert await store.read(storage.windows_of_unit, "wangcheng", "U17", TODAY) == ("K01",)
    assert [unit.code for unit in await store.read(storage.units_of_window, "wangcheng", "K01", TODAY)] == ["U17"]
    assert await store.read(storage.units_of_window, "elsewhere", "K01", TODAY) == ()


async def test_questions_that_found_nothing_are_counted(store: Store) -> None:
    for query in ("飞船", "飞船", "火箭"):
        await store.write(storage.note_missed_query, "wangcheng", query, NOW)
    assert await store.read(storage.missed_queries, "wangcheng") == (("飞船", 2), ("火箭", 1))
    assert await store.read(storage.missed_queries, "elsewhere") == ()


def test_window_codes_are_told_in_short() -> None:
    assert window_span(["A03", "A01", "A02", "A05", "B06", "B07"]) == "A01–A03, A05, B06, B07"
    assert window_span([]) == ""
    assert window_span(["A09", "A10", "A11", "X", "7"]) == "7, A09–A11, X"


def test_a_filter_looks_into_names_keywords_and_codes() -> None:
    items = [item for item in read_catalogue(WANGCHENG).items if item.unit_code == "U17"]
    assert [item.code for item in Filter(query="网吧").keep(items)] == ["U17-002", "U17-003"]
    assert [item.code for item in Filter(query="ktv").keep(items)] == ["U17-004", "U17-005"]
    assert [item.code for item in Filter(query="u17-00", online=True).keep(items)] == [
        "U17-001",
        "U17-002",
        "U17-003",
        "U17-006",
        "U17-008",
    ]
