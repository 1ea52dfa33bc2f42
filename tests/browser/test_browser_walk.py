"""The walk in a real browser: what it may weigh, and that a keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable

from inside import read, wait_for_hall
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
SCRIPT_BYTES = 200_000
GEOMETRY_BYTES = 60_000


def test_walk_weighs_little(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk")
    wait_for_hall(page, "walk")
    weights: dict[str, int] = page.evaluate(
        "() => Object.fromEntries(performance.getEntriesByType('resource').map((one) => [one.name, one.encodedBodySize]))"
    )
    scripts = {name: size for name, size in weights.items() if name.endswith(".js")}
    geometry = {name: size for name, size in weights.items() if name.endswith(("kit.bin", "layout.json"))}
    assert len(geometry) == 2
    assert 0 < sum(scripts.values()) < SCRIPT_BYTES, scripts
    assert 0 < sum(geometry.values()) < GEOMETRY_BYTES, geometry


def test_keyboard_walks_and_opens_the_window_one_faces(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk?from=window:D05")
    wait_for_hall(page, "walk")
    heading = read(page, "heading")
    page.keyboard.down("KeyQ")
    page.wait_for_function("before => Math.abs(window.hall.heading - before) > 2", arg=heading)
    page.keyboard.up("KeyQ")
    before = read(page, "x"), read(page, "y")
    page.keyboard.down("KeyS")
    page.wait_for_function("([x, y]) => Math.hypot(window.hall.x - x, window.hall.y - y) > 0.2", arg=list(before))
    page.keyboard.up("KeyS")
    page.goto("/walk?from=window:D05")
    wait_for_hall(page, "walk")
    page.keyboard.press("Enter")
    expect(page.locator(".walk-sheet")).to_contain_text("D05")
    page.keyboard.press("Escape")
    expect(page.locator(".walk-sheet")).to_be_hidden()


def test_walk_speaks_english(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk?lang=en&to=window:D05")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way?.goal === 'window:D05'")
    expect(page.locator(".walk-ribbon")).to_contain_text("Step 1 of")
    expect(page.get_by_role("combobox", name="What do you want to do?")).to_have_attribute(
        "placeholder", "What do you want to do?"
    )
