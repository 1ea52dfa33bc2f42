"""`hall bench view`: what the walk weighs and costs to draw, beside a bare three.js page with one cube, in one browser.

Software WebGL: milliseconds a frame are what this machine's processors need, not a phone's. At most 60 frames a second,
as browsers have it: without that limit the page's own compositing leaves the hall's pictures no processor.
"""

from __future__ import annotations

import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

from scene.hall import Hall
from scene.outlines import window_stands
from tools.benching.cube_page import served_cube
from tools.benching.processes import MissingPeerError, say
from tools.benching.viewers import viewer_scripts
from tools.browsing import launched_chromium, served_hall
from tools.hall_argument import load_hall

SCREENS = {"desk": (1280, 720), "phone": (390, 844)}
PATIENCE_MS = 120_000
WATCH = Path(__file__).parent / "page_watch.js"
# Bytes by what they are for, by the end of their address.
KINDS = {
    "kit.bin": "geometry",
    "layout.json": "geometry",
    "ways.bin": "ways",
    ".js": "scripts",
    ".css": "styles",
    ".woff2": "fonts",
    ".webp": "pictures",
}
SAMPLE = """
async ([seconds]) => {
  const { hall } = window, draws = [], triangles = [], gaps = [];
  const canvas = document.querySelector("canvas");
  const end = performance.now() + seconds * 1000;
  let [frames, since] = [hall.frames, performance.now()];
  await new Promise((done) => {
    const look = () => {
      const now = performance.now();
      if (hall.frames > frames) {
        gaps.push((now - since) / (hall.frames - frames));
        draws.push(hall.draws);
        triangles.push(hall.triangles);
        [frames, since] = [hall.frames, now];
      }
      if (now > end || hall.way?.arrived) done();
      else setTimeout(look, 0);
    };
    look();
  });
  return { gaps, draws, triangles, ratio: canvas.width / canvas.clientWidth };
}
"""
Row = dict[str, Any]
Report = dict[str, Any]


def measure_view(hall_path: Path, *, seconds: float, cache: Path) -> Report:
    """The report. seconds: of walking on each floor and screen; cache: where other viewers' packages are kept"""
    hall = load_hall(hall_path).hall
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="hall-bench-") as name:
        folder = Path(name)
        with served_hall(folder / "var") as served, launched_chromium() as browser:
            for screen in SCREENS:
                say(f"the hall, {screen} …")
                rows.append(hall_row(browser, served.address, hall, screen, seconds))
            with served_cube(folder / "cube") as address:
                for screen in SCREENS:
                    say(f"one cube, {screen} …")
                    rows.append(cube_row(browser, address, screen, seconds))
    say("other viewers' scripts …")
    missing: dict[str, str] = {}
    try:
        scripts = viewer_scripts(cache)
    except MissingPeerError as error:
        scripts, missing = [], {"viewers": str(error)}
    return {"rows": rows, "scripts": scripts, "ratios": ratios_of(rows), "missing": missing}


def hall_row(browser: Browser, address: str, hall: Hall, screen: str, seconds: float) -> Row:
    """The walk with nothing cached, then a walk on each floor."""
    with opened(browser, screen) as (page, requests):
        page.goto(f"{address}/walk")
        first = first_frame_ms(page)
        page.wait_for_load_state("networkidle")
        weights = weights_of(requests)
        walks = []
        for floor, ends in farthest_windows(hall).items():
            page.goto(f"{address}/walk?from=window:{ends[0]}&to=window:{ends[1]}")
            page.wait_for_function("() => window.hall?.ready && window.hall.way !== null")
            page.locator(".walk-ribbon").get_by_role("button", name="跟着走").click()
            page.wait_for_function("() => window.hall.travelling")
            walks.append({"floor": floor, **sampled(page, seconds)})
    return {"page": "hall", "screen": screen, "bytes": weights, "first_frame_ms": first, "walks": walks}


def cube_row(browser: Browser, address: str, screen: str, seconds: float) -> Row:
    """The bare page. Its script is counted as Brotli packs it, like all of the hall's."""
    with opened(browser, screen) as (page, requests):
        page.goto(address)
        first = first_frame_ms(page)
        weights = weights_of(requests)
        walks = [{"floor": None, **sampled(page, seconds)}]
    return {"page": "one cube", "screen": screen, "bytes": weights, "first_frame_ms": first, "walks": walks}


@contextmanager
def opened(browser: Browser, screen: str) -> Iterator[tuple[Page, list[Request]]]:
    """A page in a fresh context, and what it asks for."""
    width, height = SCREENS[screen]
    phone = screen == "phone"
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=phone, is_mobile=phone, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=WATCH)
    page = context.new_page()
    requests: list[Request] = []
    # Playwright writes on the handler, which a list's own method does not allow.
    context.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108
    try:
        yield page, requests
    finally:
        context.close()


def first_frame_ms(page: Page) -> float:
    """From the start of the navigation until the first picture stands."""
    return float(page.wait_for_function("() => window.noted.firstFrame || false").json_value())


def weights_of(requests: Sequence[Request]) -> dict[str, int]:
    """Bytes of bodies as they travelled, by kind."""
    weights: dict[str, int] = defaultdict(int)
    for request in requests:
        path = urlsplit(request.url).path
        kind = next((kind for end, kind in KINDS.items() if path.endswith(end)), "other")
        weights["page" if request.resource_type == "document" else kind] += request.sizes()["responseBodySize"]
    return {**dict(sorted(weights.items())), "all": sum(weights.values())}


def sampled(page: Page, seconds: float) -> Row:
    """What frames cost while somebody walks, and what is in the graphics memory."""
    seen = page.evaluate(SAMPLE, [seconds])
    # The first frames still compile.
    gaps = sorted(seen["gaps"][3:] or seen["gaps"])
    return {
        "frame_ms": statistics.fmean(gaps),
        "frame_p95_ms": gaps[int(len(gaps) * 0.95)],
        "frames": len(gaps),
        "draws": max(seen["draws"]),
        "triangles": max(seen["triangles"]),
        "pixel_ratio": seen["ratio"],
        "texture_mb": page.evaluate("() => window.noted.textureBytes") / 1e6,
    }


def farthest_windows(hall: Hall) -> dict[str, tuple[str, str]]:
    """Of each floor the two windows that lie farthest apart."""
    ends: dict[str, tuple[str, str]] = {}
    for floor in hall.floors:
        stands = [(code, stand.at) for code, stand in window_stands(hall).items() if stand.floor == floor.id]
        if len(stands) > 1:
            stands.sort(key=lambda one: one[1])
            ends[floor.id] = stands[0][0], stands[-1][0]
    return ends


def ratios_of(rows: Sequence[Row]) -> dict[str, float]:
    """The hall's figures by those of one cube on the same screen."""
    found = {(row["page"], row["screen"]): row for row in rows}
    ratios = {}
    for screen in SCREENS:
        hall, cube = found["hall", screen], found["one cube", screen]
        ratios[f"first_frame, {screen}"] = hall["first_frame_ms"] / cube["first_frame_ms"]
        ratios[f"bytes, {screen}"] = hall["bytes"]["all"] / cube["bytes"]["all"]
    return ratios


def print_view(report: Report) -> None:
    """The tables for people."""
    kinds = sorted({kind for row in report["rows"] for kind in row["bytes"]} - {"all"})
    print(f"{'first view, kB':20}{'all':>9}" + "".join(f"{kind:>10}" for kind in kinds) + f"{'first frame ms':>16}")
    for row in report["rows"]:
        print(
            f"{row['page'] + ', ' + row['screen']:20}{row['bytes']['all'] / 1000:9.1f}"
            + "".join(f"{row['bytes'].get(kind, 0) / 1000:10.1f}" for kind in kinds)
            + f"{row['first_frame_ms']:16.0f}"
        )
    titles = ("ms/frame", "p95", "draws", "triangles", "ratio", "textures MB")
    print(f"\n{'walking':20}" + "".join(f"{title:>13}" for title in titles))
    for row in report["rows"]:
        for walk in row["walks"]:
            name = f"{row['page']}, {row['screen']} {walk['floor'] or ''}"
            print(
                f"{name:20}{walk['frame_ms']:13.1f}{walk['frame_p95_ms']:13.1f}{walk['draws']:13d}{walk['triangles']:13d}"
                f"{walk['pixel_ratio']:13.2f}{walk['texture_mb']:13.1f}"
            )
    print(f"\n{'scripts of viewers':32}{'kB':>9}{'Brotli kB':>11}")
    for script in report["scripts"]:
        print(
            f"{script['name'] + ' ' + script['version']:32}{script['bytes'] / 1000:9.1f}{script['brotli'] / 1000:11.1f}"
        )
    for name, why in report["missing"].items():
        print(f"{name} missing: {why}")
    print(
        "\nBytes are those of bodies as they travelled, nothing cached, until nothing more is asked for; ratio: canvas pixels by"
        "\nCSS pixels, which the hall lowers where frames are slow; textures: all that lie in the graphics memory."
    )


def view_json(report: Report) -> str:
    """The report as one line."""
    return json.dumps(report, ensure_ascii=False)
