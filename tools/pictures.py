"""`make pictures`: the pictures of README and ARCHITECTURE.

Most are taken by Chromium from a hall that is really being served, each by a function that leads a page to where it is
worth looking at; the others are drawn. `python -m tools.pictures NAME…` makes a few only.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from scene.hall_file import read_hall
from scene.light.baking import bake_file
from scene.picture_process import start_pictures
from scene.viewpoints import storey_view
from server.foundation.config import Config
from tools.before import before_after
from tools.bench import HALL
from tools.browsing import launched_chromium, served_hall
from tools.idea import draw_idea
from tools.trails import trails_webp

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
LARGEST = 300_000
QUALITIES = (88, 80, 70, 60)
PATIENCE_MS = 180_000
SETTLE_MS = 4_000
# Pages are drawn so much larger and made smaller again, so that no edge is a staircase.
FINER = 2
ITEM = "U17-002"
# Where one stands for the pictures of the halls: floor, place, heading.
HALLS: dict[str, tuple[str, float, float, float]] = {
    "hall-tax": ("F1", -34.5, 42.0, 130),
    "hall-exit-entry": ("F1", 34.0, 43.0, 20),
    "hall-construction": ("F2", -36.0, 44.0, 165),
    "hall-real-estate": ("F2", 35.5, 42.5, 42),
    "escalators": ("F1", -8.0, 10.2, 90),
}
HALL_IS = "mode => window.hall?.ready && window.hall.mode === mode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: who leads there, and on what screen."""

    lead: Callable[[Page], None]
    width: int = 1280
    height: int = 800
    phone: bool = False


def outside(page: Page) -> None:
    """The service centre from its forecourt."""
    page.goto("/?quality=high")
    page.wait_for_function(HALL_IS, arg="outside")


def entrance(page: Page) -> None:
    """The ground floor, as one comes in."""
    walk(page, "/walk")


def night(page: Page) -> None:
    """The service centre in the evening, its 24-hour zone lit."""
    page.goto("/?light=evening&quality=high")
    page.wait_for_function(HALL_IS, arg="outside")


def themed(name: str) -> Callable[[Page], None]:
    """One of the halls, from a place in it, with no tour to lead elsewhere."""
    floor, x, y, heading = HALLS[name]

    def lead(page: Page) -> None:
        walk(page, f"/walk?from={floor},{x},{y}&heading={heading}")
        page.get_by_role("button", name="结束").click()

    return lead


def route(page: Page) -> None:
    """On the way to the culture bureau."""
    walk(page, f"/walk?to=window:{window_of(page)}")
    page.wait_for_function("() => window.hall.way?.goal.startsWith('window:')")


def window(page: Page) -> None:
    """At the window, its plate pressed."""
    code = window_of(page)
    walk(page, f"/walk?from=window:{code}")
    page.wait_for_function("code => window.hall.plates().some((one) => one.code === code)", arg=code)
    plate = page.evaluate("code => window.hall.plates().find((one) => one.code === code)", code)
    page.mouse.click(plate["x"], plate["y"])
    page.locator(".walk-sheet #items a").first.wait_for()


def phone(page: Page) -> None:
    """The way on a phone."""
    route(page)


def plan(page: Page) -> None:
    """The same way without 3D."""
    page.goto(f"/walk?to=window:{window_of(page)}&plain=1")
    page.locator("main svg polyline").first.wait_for()
    page.wait_for_function("() => document.querySelector('main ol img')?.naturalWidth > 0")


def guide(page: Page) -> None:
    """What one has to know about an item."""
    page.goto(f"/items/{ITEM}")


def walk(page: Page, address: str) -> None:
    """Stand in the hall."""
    page.goto(f"{address}{'&' if '?' in address else '?'}quality=high")
    page.wait_for_function(HALL_IS, arg="walk")


def window_of(page: Page) -> str:
    """The first window where the item is handled."""
    unit = page.request.get(f"/api/v1/units/{ITEM.split('-', maxsplit=1)[0]}").json()
    return str(unit["windows"][0])


SHOTS = {
    "outside": Shot(lead=outside),
    "entrance": Shot(lead=entrance),
    "night": Shot(lead=night),
    "hall-tax": Shot(lead=themed("hall-tax")),
    "hall-exit-entry": Shot(lead=themed("hall-exit-entry")),
    "hall-construction": Shot(lead=themed("hall-construction")),
    "hall-real-estate": Shot(lead=themed("hall-real-estate")),
    "escalators": Shot(lead=themed("escalators")),
    "route": Shot(lead=route),
    "window": Shot(lead=window),
    "phone": Shot(lead=phone, width=390, height=844, phone=True),
    "plan": Shot(lead=plan),
    "guide": Shot(lead=guide),
}


DRAWINGS: dict[str, Callable[[], str]] = {"idea": draw_idea}


def overview() -> bytes:
    """The ground floor from above, as `hall render --above F1` draws it."""
    hall = read_hall(HALL)
    with start_pictures() as process:
        process.open_hall(HALL, {})
        return packed(process.draw_hall(storey_view(hall, "F1", 1280, 680), form="png"))


SHEETS: dict[str, Callable[[], bytes]] = {"trails": trails_webp, "overview": overview}
BEFORE = "before-after"


def main(names: list[str]) -> int:
    """Make the named pictures, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = names or [*DRAWINGS, *SHEETS, *SHOTS, BEFORE]
    for name, draw in DRAWINGS.items():
        if name in wanted:
            save(f"{name}.svg", draw().encode())
    for name, sheet in SHEETS.items():
        if name in wanted:
            save(f"{name}.webp", sheet())
    shots = [name for name in wanted if name in SHOTS]
    if shots:
        with tempfile.TemporaryDirectory() as folder:
            take_shots(Path(folder) / "var", shots)
    # Shows some of those that have just been taken.
    if BEFORE in wanted:
        save(f"{BEFORE}.webp", packed(before_after()))
    return 0


def take_shots(data: Path, names: list[str]) -> None:
    """Serve the hall in its own light, and take these."""
    bake_light(data)
    with served_hall(data) as hall, launched_chromium() as browser:
        for name in names:
            save(f"{name}.webp", packed(take(browser, hall.address, SHOTS[name])))


def bake_light(data: Path) -> None:
    """Put the light of the hall that ships where the server will look for it."""
    hall = Config(data=data)
    bake_file(hall.hall_file.read_bytes(), hall.light / hall.hall, lambda _doing, _share: None)


def save(name: str, content: bytes) -> None:
    """Write a picture, and say how large it is."""
    (FOLDER / name).write_bytes(content)
    print(f"docs/pictures/{name}: {len(content) / 1000:.0f} kB")


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """A screenshot, PNG."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": shot.width, "height": shot.height},
        has_touch=shot.phone,
        is_mobile=shot.phone,
        device_scale_factor=FINER,
        reduced_motion="reduce",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    shot.lead(page)
    page.wait_for_timeout(SETTLE_MS)
    png = page.screenshot(timeout=PATIENCE_MS)
    context.close()
    return smaller(png)


def smaller(png: bytes) -> bytes:
    """The picture as large as the page was laid out."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    out = io.BytesIO()
    picture.reduce(FINER).save(out, "PNG")
    return out.getvalue()


def packed(png: bytes) -> bytes:
    """As WebP, at the best quality that stays below the largest size."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise RuntimeError(f"The picture is larger than {LARGEST} bytes at any quality.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
