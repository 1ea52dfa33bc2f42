"""`python -m tools.trial --out DIR`: do strangers find the window by the words alone? The material, and the score.

Readers get the steps of a way and plans without the way. The plates carry codes drawn at random, so that nobody can look
for the window's own; where the steps name it, they say "the window". What is to be said about the trial is in docs/trial.md.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from navmesh import Navigation, Route, build_navigation, find_route
from navmesh.plans import Spot
from scene.hall import Hall
from scene.hall_file import read_hall
from scene.plan import write_plan
from tools.browsing import launched_chromium
from tools.compose_wangcheng import HALL_FILE

ROUTES = 40
WIDTH_PX = 1600
LEAST_METRES = 12.0
# Without I and O, which look like digits.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
PROFILES = ("walk", "walk", "walk", "step_free", "no_escalator", "pram")
GUIDED = "guided"
LANGUAGES = ("zh", "en")
TRIAL = "trial.json"
# Two letters fill a plate; the plan's own size is for three, on a screen where one can look closer.
LARGER = ".window text{font-size:1.05px}.label{font-size:.9px;font-weight:700}.start{fill:#FF6A00;stroke:#14213D;stroke-width:.2}"
TASK = {
    "zh": "您站在橙色箭头处，面朝箭头所指方向。请按文字走到要去的窗口，写出窗口上的代码。",
    "en": "You stand at the orange arrow and face the way it points. Follow the text to the window, and name the code on it.",
}
GUIDED_TASK = {
    "zh": "您看不见，靠盲杖和手找盲道（图上黄线）、墙和柜台；图上的方块是柱子。" + TASK["zh"],
    "en": "You do not see: with a cane and a hand you find tactile paving (yellow on the plan), walls and counters; "
    "squares are columns. " + TASK["en"],
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One way to be followed. floors: those it walks on, in its order; code: that of the right window."""

    start: Spot
    language: str
    task: str
    steps: tuple[str, ...]
    floors: tuple[str, ...]
    code: str


def with_other_codes(hall: Hall, chance: random.Random) -> Hall:
    """The same hall with a code drawn at random on every plate: a letter and a digit."""
    codes = [f"{letter}{digit}" for letter in LETTERS for digit in range(1, 10)]
    chance.shuffle(codes)
    counters = []
    for counter in hall.counters:
        windows = [window.model_copy(update={"code": codes.pop()}) for window in counter.windows]
        counters.append(counter.model_copy(update={"windows": tuple(windows)}))
    return hall.model_copy(update={"counters": tuple(counters), "tours": ()})


def make_questions(
    hall: Hall,
    navigation: Navigation,
    chance: random.Random,
    ways: int = ROUTES,
    profiles: Sequence[str] = PROFILES,
) -> list[Question]:
    """So many ways to windows, half of them in Chinese, from where people set out."""
    goals = navigation.surroundings.goals
    windows = [goal for goal in goals if str(goal.id).startswith("window:")]
    starts = [goal for goal in goals if str(goal.id).startswith("entrance:")]
    starts += [
        goal for goal in goals if str(goal.id) in navigation.surroundings.facing_deg and "ticket" not in str(goal.id)
    ]
    questions: list[Question] = []
    asked = set()
    while len(questions) < ways:
        start = chance.choice(windows if chance.random() < 0.2 else starts)
        goal, profile = chance.choice(windows), chance.choice(profiles)
        route = find_route(navigation, start, goal, profile)
        if isinstance(route, Route) and route.length_m >= LEAST_METRES and (start.id, goal.id) not in asked:
            asked.add((start.id, goal.id))
            questions.append(_question(hall, route, start, goal, LANGUAGES[len(questions) % 2]))
    return questions


def _question(hall: Hall, route: Route, start: Spot, goal: Spot, language: str) -> Question:
    code = str(goal.id).removeprefix("window:")
    floors = dict.fromkeys(hall.floors[leg.to_floor].id for leg in route.legs if leg.connector is None)
    steps = (step.text.zh if language == "zh" else step.text.en for step in route.steps)
    return Question(
        start=start,
        language=language,
        task=(GUIDED_TASK if route.profile == GUIDED else TASK)[language],
        steps=tuple(without_code(step, code) for step in steps),
        floors=tuple(floors),
        code=code,
    )


def without_code(step: str, code: str) -> str:
    """A step that does not say which code the right window has."""
    return (
        step.replace(f"{code}窗口", "要去的窗口")
        .replace(f"Window {code}", "The window")
        .replace(f"window {code}", "the window")
    )


def make_trial(folder: Path, seed: int, ways: int = ROUTES, profiles: Sequence[str] = PROFILES) -> None:
    """Steps: 1. other codes, 2. the ways in words, 3. a picture of each start and of each floor, 4. the right answers apart."""
    chance = random.Random(seed)  # noqa: S311  nothing secret: the same seed gives the same trial
    hall = with_other_codes(read_hall(HALL_FILE), chance)
    navigation = build_navigation(hall)
    questions = make_questions(hall, navigation, chance, ways, profiles)
    folder.mkdir(parents=True, exist_ok=True)
    with launched_chromium() as browser:
        for floor in hall.floors:
            for part in ("whole", "west", "east"):
                _take(browser, _drawing(hall, floor.id, part), folder / f"floor-{floor.id}-{part}.png")
        for number, question in enumerate(questions, 1):
            where, facing = hall.floors[question.start.floor].id, _facing(navigation, question.start)
            drawing = _drawing(hall, where, "whole", _arrow(question.start, facing))
            _take(browser, drawing, folder / f"route-{number:02}.png")
    codes = sorted(window.code for counter in hall.counters for window in counter.windows)
    _write(folder / TRIAL, {"codes": codes, "routes": [_told(n, one) for n, one in enumerate(questions, 1)]})
    _write(answers_of(folder), {str(number): question.code for number, question in enumerate(questions, 1)})


def answers_of(folder: Path) -> Path:
    """The right answers lie beside the folder, so that it can be handed to readers as it is."""
    return folder.with_name(f"{folder.name}-right.json")


def _told(number: int, question: Question) -> Json:
    pictures = [f"floor-{floor}-{part}.png" for floor in question.floors for part in ("whole", "west", "east")]
    return {
        "number": number,
        "language": question.language,
        "task": question.task,
        "start": f"route-{number:02}.png",
        "floors": pictures,
        "steps": list(question.steps),
    }


def _facing(navigation: Navigation, start: Spot) -> float:
    return navigation.surroundings.facing_deg.get(str(start.id), start.heading_deg or 0.0)


def _arrow(at: Spot, facing_deg: float) -> str:
    """Where one stands is its tip, and it points the way one faces there."""
    turned = f"translate({at.x:.2f} {-at.y:.2f}) rotate({-facing_deg:.1f})"
    return f'<path class="start" transform="{turned}" d="M0 0L-3.7 1.3L-3 0L-3.7 -1.3Z"/>'


def _labels(hall: Hall, floor: str) -> str:
    """Lifts and stairs carry their names on signs, in the hall as here."""
    words = []
    for one in hall.connectors:
        for stop in one.stops:
            if stop.floor == floor and one.kind in {"lift", "stairs"} and one.name:
                x, y = stop.at
                words.append(f'<text class="label" x="{x}" y="{-y + 1.2}">{one.name.zh} {one.name.en}</text>')
    return "".join(words)


def _drawing(hall: Hall, floor_id: str, part: str, mark: str = "") -> str:
    """A floor, or its western or eastern half with something of the other; a mark on it."""
    floor = next(floor for floor in hall.floors if floor.id == floor_id)
    svg = write_plan(hall, floor).replace("</style>", f"{LARGER}</style>", 1)
    svg = svg.replace('<g class="route"></g>', f"<g>{_labels(hall, floor_id)}{mark}</g>")
    if part != "whole":
        x, y, width, height = (float(value) for value in svg.split('viewBox="', 1)[1].split('"', 1)[0].split())
        left = x if part == "west" else x + width * 0.45
        svg = svg.replace(
            f'viewBox="{x:g} {y:g} {width:g} {height:g}"', f'viewBox="{left:g} {y:g} {width * 0.55:g} {height:g}"'
        )
    return svg


def _take(browser: Browser, svg: str, path: Path) -> None:
    page = browser.new_page(viewport={"width": WIDTH_PX, "height": 900})
    page.set_content(f'<body style="margin:0"><style>svg{{display:block;width:{WIDTH_PX}px}}</style>{svg}</body>')
    page.screenshot(path=path, full_page=True)
    page.close()


def _write(path: Path, value: Json) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def score(right: Json, answers: Json) -> tuple[list[str], list[str]]:
    """The numbers answered rightly, and wrongly or not at all. Both: the code by the route's number."""
    hits = [number for number in right if str(answers.get(number, "")).strip().upper() == right[number]]
    return hits, [number for number in right if number not in hits]


def print_score(folder: Path, answers: Iterable[Path]) -> None:
    """The share of right answers of each reader, and which were wrong."""
    right = json.loads(answers_of(folder).read_text("utf-8"))
    for path in answers:
        given = json.loads(path.read_text("utf-8"))
        hits, misses = score(right, given)
        print(f"{path}: {len(hits)} of {len(right)} right, {len(hits) / len(right):.1%}")
        for number in misses:
            print(f"  {number}: {given.get(number, 'no answer')}, right is {right[number]}")


def main(argv: Sequence[str] | None = None) -> int:
    """Makes the material, or scores what readers answered."""
    parser = argparse.ArgumentParser(prog="python -m tools.trial", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder of the trial")
    parser.add_argument("--seed", type=int, default=1, help="another one makes another trial (default: 1)")
    parser.add_argument("--ways", type=int, default=ROUTES, metavar="N", help=f"how many (default: {ROUTES})")
    parser.add_argument(
        "--profile", metavar="NAME", help="of this profile only, such as guided (default: of all the others)"
    )
    parser.add_argument(
        "--score",
        type=Path,
        nargs="+",
        metavar="FILE",
        help='answers of readers, {"1": "Q7", …}: print the share of right ones',
    )
    args = parser.parse_args(argv)
    if args.score:
        print_score(args.out, args.score)
    else:
        make_trial(args.out, args.seed, args.ways, (args.profile,) if args.profile else PROFILES)
        print(f"{args.out / TRIAL} and its pictures are for readers; keep {answers_of(args.out)} from them")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
