"""The search finds what a plain scan finds, ranks what is meant first, and says why."""

from __future__ import annotations

import asyncio
from functools import lru_cache
from urllib.parse import quote

import pytest
from wangcheng_site import wangcheng

from scene.hall_file import read_hall
from server.foundation.config import DEFAULT_HALL_FILE
from server.hall.lifetimes import CATALOGUES
from server.hall.windows import hall_windows
from server.items import storage
from server.items.catalogue import read_catalogue
from server.search.index import Catalogued, Entry, build_index
from server.search.ranking import Found, find
from server.search.words import bigrams, normalise, normalise_code, spell


@lru_cache(1)
def entries() -> tuple[Entry, ...]:
    """The index of the Wangcheng hall."""
    found = read_catalogue(CATALOGUES / "wangcheng")
    serving: dict[str, list[str]] = {}
    for one in found.assignments:
        serving.setdefault(one.unit_code, []).append(one.window_code)
    catalogued = Catalogued(units=found.units, items=found.items, aliases=found.aliases, serving=serving)
    hall = read_hall(DEFAULT_HALL_FILE)
    return build_index(catalogued, hall, hall_windows(hall))


def best(query: str) -> Found:
    """The first hit."""
    return find(entries(), query)[0]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("网吧", "U17-002"),
        ("wangba", "U17-002"),
        ("wang ba", "U17-002"),
        ("我想开一家网吧，要什么手续", "U17-002"),
        ("社保", "U07"),
        ("护照", "U04"),
        ("passport", "U04"),
        ("户口", "U03"),
        ("房产证", "U39"),
        ("营业执照", "U14-002"),
        ("身份证丢了怎么补办", "U03-013"),
        ("换驾驶执照", "U05-012"),
        ("driving licence", "U05-012"),
        ("文广局", "U17"),
        ("wgj", "U17"),
        ("A03", "A03"),
        ("ａ－３", "A03"),
        ("d05", "D05"),
        ("U17-002", "U17-002"),
        ("设立互联网上网服务营业场所经营单位审批", "U17-002"),
        ("自来水", "U52"),
        ("结婚", "U09-001"),
    ],
)
def test_what_is_meant_comes_first(query: str, code: str) -> None:
    assert best(query).entry.code == code


@pytest.mark.parametrize(
    ("query", "kind"), [("厕所", "toilet"), ("电梯", "lift"), ("取号", "ticket"), ("wc", "toilet")]
)
def test_places_are_found_by_what_people_call_them(query: str, kind: str) -> None:
    places = [hit.entry for hit in find(entries(), query) if hit.entry.kind == "place"]
    assert len(places) >= 4
    assert all(kind in place.code for place in places)


@pytest.mark.parametrize(("query", "code"), [("女厕", "women_toilet"), ("男厕所", "men_toilet")])
def test_womens_and_mens_toilets_are_told_apart(query: str, code: str) -> None:
    assert (best(query).entry.kind, best(query).entry.code) == ("kind", code)


def test_every_pair_of_letters_finds_what_a_plain_scan_finds() -> None:
    items = read_catalogue(CATALOGUES / "wangcheng").items
    words = {item.code: [normalise(word) for word in (item.name, *item.keywords)] for item in items}
    pairs = sorted({pair for own in words.values() for word in own for pair in bigrams(word)})
    for pair in pairs[::7]:
        found = {hit.entry.code for hit in find(entries(), pair)}
        missing = {code for code, own in words.items() if any(pair in word for word in own)} - found
        assert not missing, pair


def test_every_item_and_unit_is_first_by_its_own_name() -> None:
    catalogue = read_catalogue(CATALOGUES / "wangcheng")
    names: dict[str, set[str]] = {}
    for code, name in ((one.code, one.name) for some in (catalogue.items, catalogue.units) for one in some):
        names.setdefault(name, set()).add(code)
    for name, codes in list(names.items())[::5]:
        assert best(name).entry.code in codes


def test_several_words_must_all_be_there() -> None:
    hits = find(entries(), "身份证 丢")
    assert hits
    for hit in hits:
        words = " ".join(word.spelling.text for word in hit.entry.words)
        assert "身份证" in words
        assert "丢" in words


def test_what_can_be_done_online_comes_first_among_equals() -> None:
    items = {item.code: item.online for item in read_catalogue(CATALOGUES / "wangcheng").items}
    hits = [hit for hit in find(entries(), "网吧") if hit.entry.kind == "item" and hit.word.shown == "网吧"]
    same = [items[hit.entry.code] for hit in hits if hit.score == hits[0].score]
    assert same == sorted(same, reverse=True)


@pytest.mark.parametrize("query", ["", "   ", "，。！", "%%%", "\x00"])
def test_nothing_asked_is_nothing_found(query: str) -> None:
    assert find(entries(), query) == ()


def test_words_are_made_alike_before_they_are_compared() -> None:
    assert normalise("ＫＴＶ（歌厅）") == "ktv歌厅"
    assert normalise_code("A03") == normalise_code("a-3") == "a3"
    assert normalise_code("网吧") is None
    assert spell("网吧").pinyin == "wangba"
    assert spell("网吧").initials == "wb"


def test_the_api_says_why_and_where() -> None:
    answer = wangcheng().get(f"/api/v1/search?q={quote('网吧')}").json
    first = answer["hits"][0]
    assert (first["kind"], first["code"], first["window"]) == ("item", "U17-002", "D05")
    assert first["why"] == {"zh": "关键词：网吧", "en": "Keyword: 网吧"}
    assert answer["total"] >= len(answer["hits"])
    assert len(wangcheng().get("/api/v1/search?q=a&limit=3").json["hits"]) == 3
    assert wangcheng().get("/api/v1/search?q=a&limit=0").status == 400
    assert wangcheng().get("/api/v1/search?q=a&limit=x").json["error"]["where"] == "limit"


def test_what_was_not_found_is_kept_for_the_staff() -> None:
    from server.foundation.database import open_store

    for _ in range(2):
        assert wangcheng().get(f"/api/v1/search?q={quote('量子飞船')}").json["hits"] == []

    async def ask() -> tuple[tuple[str, int], ...]:
        store = await asyncio.to_thread(open_store, wangcheng().data / "hall.sqlite")
        found = await store.read(storage.missed_queries, "wangcheng")
        await store.close()
        return found

    assert dict(asyncio.run(ask()))["量子飞船"] == 2


def test_the_page_goes_on_from_page_to_page() -> None:
    first = wangcheng().get(f"/search?q={quote('补')}").text
    assert "page=2" in first
    second = wangcheng().get(f"/search?q={quote('补')}&page=2").text
    assert '<b aria-current="page">2</b>' in second
    assert wangcheng().get(f"/search?q={quote('补')}&page=99999").status == 200
