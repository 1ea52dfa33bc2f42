"""The page's own router answers as navmesh does, and at once; `pytest -s` prints how soon and how far they differ."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from inside import find_item, read, wait_for_hall
from playwright.sync_api import Page, expect
from questions import Run, runs_of, touching_run
from shapely import LineString
from test_browser_closures import close, log_in

from navmesh import Navigation, NoRoute, Route, Spot, build_navigation, find_route
from scene.hall_file import read_hall
from tools.browsing import ServedHall

OpenPage = Callable[..., Page]
WANGCHENG = Path(__file__).parents[2] / "scene" / "halls" / "wangcheng.json"
QUESTIONS = 20_000
LEAST_SNAPPED = 1000
LEAST_WITHOUT_WAY = 1000
# Of each run, the ways whose footprints are compared.
WALKED = 150
AS_NAVMESH = 1e-6
# Lines nearer than this lead the same way, metres.
HAND = 0.1

ASK = """async ({profile, closed, starts, goals}) => {
  const ask = (from, i) => window.hall.find({from, to: goals[i], profile, closed});
  const tell = (found) => "reason" in found ? null
    : [found.length_m, found.duration_s, found.snapped_m.from > 0 || found.snapped_m.to > 0];
  return (await Promise.all(starts.map(ask))).map(tell);
}"""


@pytest.fixture(scope="module")
def navigation() -> Navigation:
    return build_navigation(read_hall(WANGCHENG))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    page = open_page()
    page.goto("/")
    wait_for_hall(page, "outside")
    return page


def test_the_browser_finds_the_ways_that_navmesh_finds(page: Page, navigation: Navigation) -> None:
    worst, snapped, without_way = 0.0, 0, 0
    runs = runs_of(navigation, QUESTIONS)
    for run in runs:
        answers: list[tuple[float, float, bool] | None] = page.evaluate(ASK, question(run))
        expected = run.lengths()
        found = np.array([(answer[0], answer[1]) if answer else (np.inf, np.inf) for answer in answers])
        has_way = np.isfinite(expected.duration_s)
        np.testing.assert_array_equal(np.isfinite(found[:, 1]), has_way)
        np.testing.assert_allclose(found[has_way, 0], expected.length_m[has_way], rtol=0, atol=AS_NAVMESH)
        np.testing.assert_allclose(found[has_way, 1], expected.duration_s[has_way], rtol=0, atol=AS_NAVMESH)
        worst = max(worst, float(np.abs(found[has_way, 0] - expected.length_m[has_way]).max()))
        snapped += sum(answer[2] for answer in answers if answer)
        without_way += int((~has_way).sum())
    asked = sum(len(run.starts) for run in runs)
    sys.stdout.write(
        f"\n{asked} ways, {snapped} from or to off the floor, {without_way} times none; at most {worst:.1e} m apart\n"
    )
    assert asked >= QUESTIONS
    assert snapped >= LEAST_SNAPPED
    assert without_way >= LEAST_WITHOUT_WAY


def question(run: Run) -> dict[str, Any]:
    starts, goals = run.words(run.starts), run.words(run.goals)
    return {"profile": run.profile, "closed": list(run.closed), "starts": starts, "goals": goals}


FIND = """({profile, closed, starts, goals}) =>
  Promise.all(starts.map((from, i) => window.hall.find({from, to: goals[i], profile, closed})))"""


def test_trails_and_footprints_lie_where_navmesh_lays_them(page: Page, navigation: Navigation) -> None:
    """Of two ways of one length, either may be taken: their trails are not compared."""
    compared, other = 0, 0
    for run in [touching_run(navigation), *runs_of(navigation, 8 * WALKED)]:
        answers = page.evaluate(FIND, question(run))
        for found, start, goal in zip(answers, run.starts, run.goals, strict=True):
            here, there = (Spot(floor=int(floor), x=float(x), y=float(y)) for floor, x, y in (start, goal))
            expected = find_route(run.navigation, here, there, run.profile)
            if isinstance(expected, NoRoute):
                assert "reason" in found
            elif is_other_way(found, expected):
                other += 1
            else:
                assert_same_trail(found, expected)
                compared += 1
    sys.stdout.write(f"\n{compared} trails compared; {other} other ways of the same length\n")
    assert compared >= 4 * WALKED
    assert other <= compared // 100


def is_other_way(found: dict[str, Any], expected: Route) -> bool:
    """Whether a way of the same length leads elsewhere: an exact line lies further than a hand from the other one."""
    lines = [LineString([point[:2] for point in leg.points]) for leg in expected.legs]
    theirs = [LineString([point[:2] for point in leg["points"]]) for leg in found["legs"]]
    return len(lines) != len(theirs) or any(
        line.hausdorff_distance(other) > HAND for line, other in zip(lines, theirs, strict=True)
    )


def assert_same_trail(found: dict[str, Any], expected: Route) -> None:
    trails = [trail for leg, trail in zip(expected.legs, expected.trails, strict=True) if leg.connector is None]
    walks = [leg["trail"] for leg in found["legs"] if "floor" in leg]
    assert [len(trail) for trail in walks] == [len(trail) for trail in trails]
    apart = [np.subtract(one, other) for one, other in zip(walks, trails, strict=True)]
    assert np.abs(np.concatenate(apart)).max() <= AS_NAVMESH
    prints = expected.footprints
    assert found["footprints"] == {
        "floor": list(prints.floor),
        "x": list(prints.x),
        "y": list(prints.y),
        "z": list(prints.z),
        "heading_deg": list(prints.heading_deg),
        "at_m": list(prints.at_m),
        "foot": prints.foot,
    }


ITEM = "设立互联网上网服务营业场所经营单位审批"
# Remembers when a press ends.
WATCH = """addEventListener("pointerup", ({timeStamp}) => { window.pressed = timeStamp; }, {capture: true})"""
# The nearest spot ahead that nothing stands on and no panel covers.
FREE_FLOOR = """() => {
  for (const metres of [4, 5, 6, 7]) {
    for (const turn of [10, 0, -10, 20, -20]) {
      const towards = ((hall.heading + turn) * Math.PI) / 180;
      const at = hall.spot(hall.floor, hall.x + metres * Math.cos(towards), hall.y + metres * Math.sin(towards));
      const isFree = at && document.elementFromPoint(at.x, at.y)?.tagName === "CANVAS";
      if (isFree && hall.under(at.x, at.y)?.kind === "floor") return at;
    }
  }
  return null;
}"""
STANDS_STILL = """() => {
  const before = window.lookedAlong;
  window.lookedAlong = window.hall.heading;
  return window.lookedAlong === before;
}"""
# As long as a finger rests.
PRESS_MS = 80


def test_footprints_come_at_once_and_without_the_server(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    page.evaluate(WATCH)
    find_item(page, "网吧", ITEM)
    page.context.set_offline(True)
    page.locator(".walk-card").get_by_role("button", name="带我去").click(delay=PRESS_MS)
    page.wait_for_function("() => window.hall.way?.goal.startsWith('window:')")
    pressed = after_press(page)
    assert read(page, "prints")["count"] > read(page, "way")["length"]
    ribbon = page.locator(".walk-ribbon")
    expect(ribbon).to_contain_text(f"前行 {round(read(page, 'way')['length'])} 米")
    expect(ribbon).to_contain_text("还有")
    before = read(page, "prints")["count"]
    page.wait_for_function(STANDS_STILL, polling=400)
    at = page.evaluate(FREE_FLOOR)
    # Not PRESS_MS: on a busy machine that can become too long for a tap.
    page.mouse.click(at["x"], at["y"])
    page.wait_for_function("() => window.hall.prints.at > window.pressed", polling=20)
    tapped = after_press(page)
    sys.stdout.write(
        f"\nfootprints {pressed:.0f} ms after 带我去, {tapped:.0f} ms after a click on the floor; no server\n"
    )
    page.wait_for_function("before => !window.hall.travelling && window.hall.prints.count === before", arg=before)


def after_press(page: Page) -> float:
    """Milliseconds between the end of the press and the footprints."""
    found: float = page.evaluate("window.hall.prints.at - window.pressed")
    return found


def test_without_the_server_the_way_to_another_floor_names_what_takes_one_there(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/walk?lang=en")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way !== null")
    page.context.set_offline(True)
    page.evaluate("window.hall.goTo('window:K01')")
    page.wait_for_function("() => window.hall.way?.goal === 'window:K01'")
    page.get_by_role("button", name="All steps").click()
    steps = page.locator("#walk-steps li").all_inner_texts()
    assert [step.partition(" ")[0] for step in steps] == ["Walk", "Take", "Walk", "Take", "Walk", "You"]
    assert steps[1].startswith("Take Escalator")
    assert steps[1].endswith("to Level 2")


def test_closing_what_the_way_leads_over_leads_another_way(open_page: OpenPage, hall: ServedHall) -> None:
    page = open_page()
    page.goto("/walk?to=window:K01&profile=step_free")
    wait_for_hall(page, "walk")
    page.wait_for_function("() => window.hall.way?.goal === 'window:K01'")
    before = read(page, "way")["length"]
    staff = open_page(javascript=False)
    log_in(staff, hall)
    close(staff, "connector:lift-2")
    expect(page.locator(".walk-ribbon")).to_contain_text("电梯2 已关闭，已改道")
    assert read(page, "way")["length"] > before + 1
    close(staff, "connector:lift-1")
    expect(page.get_by_role("status").filter(has_text="没有其他通路")).to_be_attached()
    assert read(page, "way") is None
    while staff.locator("form[action$='/end']").count():
        staff.locator("form[action$='/end'] button").first.click()
        staff.wait_for_load_state()
    page.wait_for_function("() => window.hall.goTo('window:K01').then(() => window.hall.way !== null)")
    assert abs(read(page, "way")["length"] - before) < 1e-6
