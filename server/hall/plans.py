"""The bundle's floor plans with marks on them: windows to go to, the way there."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from scene.hall import Floor
from server.foundation.texts import Language, Translated
from server.hall.published import Publication
from server.hall.windows import floor_name

SVG = "http://www.w3.org/2000/svg"
MARK_RADIUS = 0.9
KEPT_PLANS = 16

Point = tuple[float, float]


def window_plan(publication: Publication, codes: Iterable[str], lang: Language) -> tuple[Translated, Markup] | None:
    """The plan of the floor where the first of the windows is, with all of them on that floor marked."""
    windows = [publication.windows[code] for code in codes if code in publication.windows]
    if not windows:
        return None
    floor = windows[0].floor
    here = [window for window in windows if window.floor.id == floor.id]
    marks = [_circle("goal", window.stand) for window in here]
    label = f"{floor_name(floor)[lang]} {' '.join(window.code for window in here)}"
    return floor_name(floor), draw_plan(publication.folder, floor, marks, [window.code for window in here], label)


def floor_plan(publication: Publication, floor: Floor, lang: Language) -> tuple[Translated, Markup]:
    """A floor's plan without marks."""
    return floor_name(floor), draw_plan(publication.folder, floor, [], [], floor_name(floor)[lang])


def route_plans(
    publication: Publication, route: Mapping[str, Any], lang: Language
) -> tuple[tuple[Translated, Markup], ...]:
    """The plan of each floor the route walks on, in its order, with its way drawn. route: JSON of design 3.4."""
    floors = {floor.id: floor for floor in publication.hall.floors}
    legs = [leg for leg in route["legs"] if "floor" in leg]
    order = list(dict.fromkeys(str(leg["floor"]) for leg in legs))
    plans = []
    for number, floor_id in enumerate(order):
        ways = [[(float(p[0]), float(p[1])) for p in leg["points"]] for leg in legs if leg["floor"] == floor_id]
        marks = [*_lines(ways), _circle("here", ways[0][0])]
        if number == len(order) - 1:
            marks.append(_circle("goal", ways[-1][-1]))
        floor = floors[floor_id]
        plans.append((floor_name(floor), draw_plan(publication.folder, floor, marks, [], floor_name(floor)[lang])))
    return tuple(plans)


def draw_plan(folder: Path, floor: Floor, marks: Sequence[ET.Element], codes: Sequence[str], label: str) -> Markup:
    """The plan's SVG for a page: without its own colours (the page has them), with marks, named for those who listen."""
    root = copy.deepcopy(_plan(folder / f"plan-{floor.id}.svg"))
    root.set("role", "img")
    root.set("aria-label", label)
    for style in root.findall(f"{{{SVG}}}style"):
        root.remove(style)
    for code in codes:
        _add_class(root.find(f".//*[@id='w-{code}']"), "marked")
    group = ET.SubElement(root, f"{{{SVG}}}g", {"class": "marks"})
    group.extend(marks)
    ET.register_namespace("", SVG)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  our own drawing, written by an XML writer


@lru_cache(KEPT_PLANS)
def _plan(path: Path) -> ET.Element:
    return ET.fromstring(path.read_bytes())  # noqa: S314  our own file


def _add_class(element: ET.Element | None, name: str) -> None:
    if element is not None:
        element.set("class", f"{element.get('class', '')} {name}".strip())


def _lines(ways: Iterable[Sequence[Point]]) -> list[ET.Element]:
    """Each way twice: a light casing, and the blue line on it."""
    drawn = [" ".join(f"{x:.2f},{-y:.2f}" for x, y in way) for way in ways]
    return [
        ET.Element(f"{{{SVG}}}polyline", {"class": name, "points": points})
        for name in ("route-casing", "route")
        for points in drawn
    ]


def _circle(name: str, at: Point) -> ET.Element:
    place = {"class": name, "cx": f"{at[0]:.2f}", "cy": f"{-at[1]:.2f}", "r": f"{MARK_RADIUS:g}"}
    return ET.Element(f"{{{SVG}}}circle", place)
