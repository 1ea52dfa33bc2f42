"""Every plain page for everybody: no barrier that axe knows, nothing wider than the screen, no complaint in the console.

The Chromium of this module has no WebGL at all: what is looked at is what such a browser shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tools.browsing import launched_chromium

OpenPage = Callable[..., Page]
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ADDRESSES = [
    "/",
    "/walk",
    "/walk?to=window:A03",
    "/units",
    "/units/U17",
    "/windows/A03",
    "/items/U17-002",
    "/items/U17-002/apply",
    "/search?q=网吧",
    "/search?q=没有这种事",
    "/track",
    "/desk",
    "/no-such-page",
]
THEMES = ["light", "dark", "contrast"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched_chromium("--disable-3d-apis") as browser:
        yield browser


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_barrier_that_axe_knows(open_page: OpenPage, address: str) -> None:
    page = open_page(still=True)
    for theme in THEMES:
        visit(page, with_choice(address, f"theme={theme}"))
        assert barriers(page) == [], theme


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_fits_the_width_of_any_screen(open_page: OpenPage, address: str) -> None:
    for width in (320, 390, 1280):
        page = open_page(width, 700, touch=width < 500)
        for choice in ("lang=zh", "lang=en", "size=large"):
            visit(page, with_choice(address, choice))
            assert too_wide(page) == [], f"{width} px, {choice}"


def test_a_browser_without_webgl_keeps_the_plain_hall(open_page: OpenPage) -> None:
    page = open_page()
    visit(page, "/")
    expect(page.get_by_role("link", name="走进大厅")).to_be_visible()
    visit(page, "/walk")
    expect(page.locator("#plain")).to_be_visible()
    expect(page.locator("#plain a[href*='/windows/']").first).to_be_visible()


def with_choice(address: str, choice: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{choice}"


def visit(page: Page, address: str) -> None:
    answer = page.goto(address, wait_until="networkidle")
    assert answer is not None
    assert answer.status == (404 if address.startswith("/no-such") else 200), address


def barriers(page: Page) -> list[str]:
    """What axe finds: the rule and the element, one line each."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{one['id']}: {node['target'][0]} {node['failureSummary'].splitlines()[-1].strip()}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """The elements that stick out at the right when the page can be scrolled sideways."""
    script = """() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return [];
      return [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > width + 1)
        .map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)}`)
        .slice(-5);
    }"""
    found: list[str] = page.evaluate(script)
    return found
