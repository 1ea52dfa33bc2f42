"""Every public page renders, in both languages, well formed, complete without script, and links only to what is there."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from wangcheng_site import Reader, read_page, wangcheng

from server.foundation.config import WEB

LANGUAGES = ("zh", "en")
KEY = re.compile(r"\b(?:common|hall|items|search|errors)\.[a-z_]+\b")
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "' OR 1=1 --",
    "../../../../etc/passwd",
    "%00",
    "\u202e\u0000\ufeff",
    "𠮷𠮷👨‍👩‍👧",
    "a" * 5000,
    "-1",
    "1e400",
    "NaN",
    "F1,nan,inf",
    "window:",
    "🚽" * 60,
)


def paths() -> list[str]:
    """Every page that the API names."""
    windows = wangcheng().get("/api/v1/windows").json["windows"]
    units = sorted({unit["code"] for window in windows for unit in window["units"]})
    items = [item["code"] for unit in units for item in wangcheng().get(f"/api/v1/units/{unit}").json["items"]]
    return [
        "/",
        "/units",
        "/walk",
        "/search",
        *(f"/units/{unit}" for unit in units),
        *(f"/windows/{window['code']}" for window in windows),
        *(f"/items/{item}" for item in items),
    ]


def check(path: str, lang: str) -> Reader:
    """A page is there, well formed, in its language, with nothing left unsaid."""
    answer = wangcheng().get(path, Cookie=f"lang={lang}")
    assert answer.status == 200, path
    assert answer.headers["content-language"] == lang
    reader = read_page(answer.text)
    assert reader.faults == [], path
    assert not KEY.search(reader.text), path
    assert "None" not in reader.text, path
    return reader


def test_the_api_names_58_units_172_windows_and_659_items() -> None:
    found = paths()
    assert [sum(path.startswith(start) for path in found) for start in ("/units/", "/windows/", "/items/")] == [
        58,
        172,
        659,
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_renders_and_every_link_leads_somewhere(lang: str) -> None:
    links = {link for path in paths() for link in check(path, lang).links}
    local = {urlsplit(link).path for link in links if link.startswith("/")}
    assert {link[:1] for link in links} <= {"/", "#"}
    known = set(paths())
    others = sorted(path for path in local - known if not path.startswith(("/track", "/desk")))
    assert len(others) > 700
    # One of each kind is opened; the others differ by the item's code alone, and items are known.
    kinds = {re.sub(r"[A-Z]\d\d-\d\d\d|U\d\d", "X", path): path for path in others}
    assert {path: wangcheng().get(path).status for path in kinds.values() if wangcheng().get(path).status >= 400} == {}
    goals = {parse_qs(urlsplit(link).query).get("to", [""])[0] for link in links if link.startswith("/walk?to=")}
    assert {goal.partition(":")[0] for goal in goals} == {"window", "unit", "item"}
    assert {f"/{goal.replace(':', 's/')}" for goal in goals} <= known


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_checklist_renders(lang: str) -> None:
    items = [path for path in paths() if path.startswith("/items/")][:: 1 if lang == "zh" else 20]
    links = [check(f"{path}/materials", lang).links for path in items]
    assert all(links)


def test_the_sheet_is_the_same_content_without_the_frame() -> None:
    for path in ("/units/U17", "/windows/D05", "/items/U17-002", "/search?q=%E7%BD%91%E5%90%A7", "/units", "/walk"):
        sheet, page = wangcheng().get(path, X_Sheet="1"), wangcheng().get(path)
        assert sheet.text.strip().startswith('<article class="sheet-content" data-title="')
        assert "<html" not in sheet.text
        assert "X-Sheet" in sheet.headers["vary"]
        assert "X-Sheet" in page.headers["vary"]
        assert read_page(sheet.text).faults == []
        assert len(sheet.body) < len(page.body)


def test_one_gets_from_the_front_to_the_application_by_links_and_forms_alone() -> None:
    front = check("/", "zh")
    assert [form["action"] for form in front.forms] == ["/search"]
    assert {"/walk", "/units", "/track"} <= set(front.links)
    found = read_page(wangcheng().get("/search?q=%E7%BD%91%E5%90%A7").text)
    assert "/items/U17-002" in found.links
    guide = check("/items/U17-002", "zh")
    assert "/items/U17-002/apply" in guide.links
    assert "/walk?to=item:U17-002" in guide.links
    way = read_page(wangcheng().get("/walk?to=item:U17-002").text)
    assert "正对面岛式柜台的那排窗口，从右数第三个就是D05窗口" in way.text
    assert wangcheng().get("/items/U17-002/apply").status in (200, 303)


def test_one_finds_the_nearest_of_a_kind_and_the_way_out_without_a_script() -> None:
    links = check("/walk?from=window:K01&to=window:A03", "zh").links
    toilet = next(link for link in links if "to=kind:accessible_toilet" in link)
    assert "到无障碍卫生间" in read_page(wangcheng().get(toilet).text).text
    leave = next(link for link in links if "to=leave" in link)
    assert "从K01到正门" in read_page(wangcheng().get(leave).text).text


@pytest.mark.parametrize(
    ("asked", "reached"), [("无障碍卫生间", "无障碍卫生间"), ("厕所", "卫生间"), ("取号", "取号机"), ("出口", "正门")]
)
def test_everyday_words_lead_to_the_nearest(asked: str, reached: str) -> None:
    assert (
        reached in read_page(wangcheng().get(f"/walk?from=window:K01&to={quote(asked)}").text).text.partition("到")[2]
    )


def test_a_guide_has_six_parts_and_says_what_it_lacks() -> None:
    guide = wangcheng().get("/items/U17-002").text
    for part in ("guide", "process", "materials", "ask", "apply", "track"):
        assert f'id="{part}"' in guide
    for words in ("办事指南", "办理流程", "材料下载", "在线咨询", "在线办理", "办件查询", "数据中暂无", "演示数据"):
        assert words in guide
    assert "7 个工作日" in guide
    assert guide.count("交过可免交") == 7


def test_a_comprehensive_window_lists_items_by_unit_and_filters_them() -> None:
    page = read_page(wangcheng().get("/windows/D07").text)
    assert {"U18", "U19", "U20", "U21", "U22"} <= set(page.ids)
    online = wangcheng().get("/windows/D07?online=1").text
    assert 'href="/items/U22-001"' in wangcheng().get("/windows/D07").text
    assert online.count("可网办</span>") == online.count('class="title"')
    assert "没有符合条件的事项" in wangcheng().get("/windows/D07?q=zzz").text


def test_an_unknown_thing_is_not_found_and_says_so() -> None:
    for path in ("/units/U99", "/windows/ZZ9", "/items/U17-999", "/items/U17-999/materials.csv", "/nothing"):
        answer = wangcheng().get(path)
        assert answer.status == 404, path
        assert read_page(answer.text).faults == []
    assert "U99" in wangcheng().get("/units/U99").text
    assert wangcheng().get("/h/elsewhere/units").status == 404


def test_a_window_code_may_be_written_small() -> None:
    assert wangcheng().get("/windows/d05").status == 200


def test_under_the_halls_own_address_links_stay_there() -> None:
    page = read_page(wangcheng().get("/h/wangcheng/items/U17-002").text)
    ours = [link for link in page.links if link.startswith("/")]
    assert ours
    assert all(link.startswith("/h/wangcheng/") for link in ours if "lang=" not in link)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(words: str) -> None:
    asked = quote(words, safe="")
    for path in (
        f"/search?q={asked}",
        f"/search?q=a&page={asked}",
        f"/walk?from={asked}&to={asked}",
        f"/walk?to=A01&profile={asked}&floor={asked}",
        f"/units/U17?q={asked}&online={asked}",
        f"/units?lang={asked}&theme={asked}&size={asked}",
        f"/windows/{asked}",
        f"/items/{asked}",
        f"/api/v1/search?q={asked}&limit={asked}",
        f"/api/v1/route?from={asked}&to={asked}&profile={asked}",
        f"/api/v1/hotspots?floor={asked}",
        f"/api/v1/hall?version={asked}",
        f"/bundle/{asked}/{asked}",
        f"/static/{asked}",
    ):
        answer = wangcheng().get(path)
        assert answer.status < 500, path
        if answer.headers["content-type"].startswith("text/html"):
            assert b"<script>alert" not in answer.body
            assert b"<img src=x" not in answer.body


def test_every_answer_carries_the_headers_that_protect() -> None:
    version = wangcheng().get("/api/v1/hall").json["version"]
    for path in ("/", "/nothing", "/api/v1/windows", "/api/v1/nothing", f"/bundle/{version}/manifest.json", "/healthz"):
        headers = wangcheng().get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path


def test_what_the_address_chooses_a_cookie_keeps() -> None:
    answer = wangcheng().get("/units?theme=dark&size=large&lang=en")
    assert 'data-theme="dark" data-text="large"' in answer.text
    assert 'lang="en"' in answer.text
    assert wangcheng().get("/units?theme=pink").text.count('data-theme="light"') == 1
    assert 'data-theme="contrast"' in wangcheng().get("/units", Cookie="theme=contrast").text


def test_data_are_marked_as_chinese_on_english_pages() -> None:
    page = wangcheng().get("/items/U17-002", Cookie="lang=en").text
    assert '<h1 lang="zh-Hans">' in page
    assert "Promised time" in page
    assert "7 working days" in page


def test_pages_name_each_style_once_and_no_other_host() -> None:
    page = wangcheng().get("/items/U17-002").text
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    styles = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    assert len(styles) == len(set(styles))
    if (WEB / "dist" / ".vite" / "manifest.json").is_file():
        assert {wangcheng().get(unquote(style)).status for style in styles} == {200}


@pytest.mark.parametrize(
    ("path", "front"), [("/h/wangcheng/nope", "/h/wangcheng/"), ("/h/elsewhere/", "/"), ("/h/elsewhere/units", "/")]
)
def test_a_page_that_is_not_there_leads_back_to_a_hall_that_is(path: str, front: str) -> None:
    answer = wangcheng().get(path)
    assert answer.status == 404
    links = read_page(answer.text).links
    assert front in links
    assert all(link.startswith(front) for link in links if not link.startswith(("/static/", "#", "?", "http")))
