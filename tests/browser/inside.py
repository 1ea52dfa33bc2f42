"""What a visitor does in the three-dimensional hall, with a mouse or a finger, through what stands on the screen."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

# Software WebGL on two shared cores: a walk of a hundred metres takes a while.
WALK_MS = 240_000


def wait_for_hall(page: Page, mode: str) -> None:
    """Until the picture stands: "outside" or "walk"."""
    page.wait_for_function("mode => window.hall?.ready && window.hall.mode === mode", arg=mode, timeout=60_000)


def read(page: Page, name: str) -> Any:
    """A value of the page's `window.hall`."""
    return page.evaluate("name => window.hall[name]", name)


def press(page: Page, x: float, y: float) -> None:
    """A click, or a tap where there is a touch screen."""
    if page.evaluate("navigator.maxTouchPoints > 0"):
        page.touchscreen.tap(x, y)
    else:
        page.mouse.click(x, y)


def enter_hall(page: Page) -> None:
    """One click on the service centre leads in."""
    wait_for_hall(page, "outside")
    door = page.evaluate("window.hall.entranceOnScreen()")
    press(page, door["x"], door["y"])
    wait_for_hall(page, "walk")
    assert "/walk" in page.url


def find_item(page: Page, words: str, title: str) -> None:
    """Type an everyday word and choose the item among the suggestions."""
    page.get_by_role("combobox", name="想办什么事？").fill(words)
    page.get_by_role("option").filter(has_text=title).first.click()
    expect(page.locator(".walk-card")).to_contain_text(title)


def go_there(page: Page) -> str:
    """带我去: footprints lead from where one stands to a window. Returns the window's code."""
    page.locator(".walk-card").get_by_role("button", name="带我去").click()
    page.wait_for_function("() => window.hall.way !== null && window.hall.way.goal.startsWith('window:')")
    way = read(page, "way")
    assert way["length"] > 5
    assert not way["arrived"]
    expect(page.locator(".walk-ribbon")).to_be_visible()
    return str(way["goal"]).removeprefix("window:")


def arrive(page: Page) -> None:
    """Let oneself be walked along the footprints to their end."""
    page.locator(".walk-ribbon").get_by_role("button", name="跟着走").click()
    page.wait_for_function("() => window.hall.way?.arrived === true", timeout=WALK_MS)


def press_plate(page: Page, code: str) -> None:
    """办事点我, where it stands in the picture."""
    page.wait_for_function("code => window.hall.plates().some((one) => one.code === code)", arg=code)
    plate = page.evaluate("code => window.hall.plates().find((one) => one.code === code)", code)
    press(page, plate["x"], plate["y"])
    expect(page.locator(".walk-sheet")).to_be_visible()
    page.wait_for_url(f"**/windows/{code}")
