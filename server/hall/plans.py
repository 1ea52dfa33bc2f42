"""The bundle's floor plans with marks on them: windows to go to, the way there."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import Markup

from scene.hall import Floor
from server.foundation.texts import Language, Translated
from server.hall.published import Publication
from server.hall.windows import floor_name

SVG = "http://www.w3.org/2000/svg"
KEPT_PLANS = 16
KEPT_SETS = 256
# Metres shown round what is marked, and at least: below that one does not know the place again.
MARGIN, LEAST_WIDTH, LEAST_HEIGHT = 6.0, 42.0, 28.0
NUMBERS_ACROSS = 42
"""So many radii of a numbered disc are as wide as a plan."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A floor's plan as a page shows it; `style` is the address of its colours."""

    floor: Translated
    svg: Markup
    style: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who sees a plan: in which language, and under which hall's address its links go."""

    lang: Language
    prefix: str


def floor_plan(publication: Publication, floor: Floor, reader: Reader) -> Plan:
    """A whole floor without marks."""
    return _plan(
        publication, floor, _marked(_file(publication, floor), (), floor_name(floor)[reader.lang], reader.prefix)
    )


def window_plan(publication: Publication, codes: Iterable[str], reader: Reader) -> Plan | None:
    """The part of a floor round the first of the windows, with all of them on that floor marked."""
    windows = [publication.windows[code] for code in codes if code in publication.windows]
    if not windows:
        return None
    floor = windows[0].floor
    here = [window for window in windows if window.floor.id == floor.id]
    label = f"{floor_name(floor)[reader.lang]} {' '.join(window.code for window in here)}"
    stands = tuple((window.code, window.stand) for window in here)
    return _plan(publication, floor, _marked(_file(publication, floor), stands, label, reader.prefix))


def route_plans(publication: Publication, route: Mapping[str, Any], reader: Reader) -> tuple[Plan, ...]:
    """The part of each floor the route walks on, in its order, with its way drawn. route: JSON as of wire.RouteAnswer."""
    ways_on = _ways_by_floor(route)
    order = list(ways_on)
    plans = []
    for floor_id, ways in ways_on.items():
        last = "spot-goal" if floor_id == order[-1] else "spot-change"
        first = "spot-start" if floor_id == order[0] else "spot-change"
        marks = [_circle(first, ways[0][0], 0.6), _circle(last, ways[-1][-1], 0.6)]
        plans.append(_way_plan(publication, floor_id, ways, reader, marks))
    return tuple(plans)


def round_plans(
    publication: Publication, route: Mapping[str, Any], stops: Sequence[tuple[str, Point]], reader: Reader
) -> tuple[Plan, ...]:
    """The same of a round, with its stops numbered where they are: floors' ids and points, in their order."""
    return tuple(
        _way_plan(
            publication,
            floor_id,
            ways,
            reader,
            [],
            {number: at for number, (floor, at) in enumerate(stops, start=1) if floor == floor_id},
        )
        for floor_id, ways in _ways_by_floor(route).items()
    )


def _ways_by_floor(route: Mapping[str, Any]) -> dict[str, list[list[Point]]]:
    """The walks of a route on each floor, in its order."""
    found: dict[str, list[list[Point]]] = {}
    for leg in route["legs"]:
        if "floor" in leg:
            found.setdefault(str(leg["floor"]), []).append([(float(p[0]), float(p[1])) for p in leg["points"]])
    return found


def _way_plan(
    publication: Publication,
    floor_id: str,
    ways: Sequence[Sequence[Point]],
    reader: Reader,
    marks: Sequence[ET.Element],
    numbered: Mapping[int, Point] = MappingProxyType({}),
) -> Plan:
    """The part of a floor where the ways are, with them and their marks."""
    floor = next(floor for floor in publication.hall.floors if floor.id == floor_id)
    root = copy.deepcopy(_drawing(_file(publication, floor)))
    _crop(root, [point for way in ways for point in way])
    # As large as one can read, however large the part is that is shown.
    radius = float(root.get("viewBox", "0 0 1 1").split()[2]) / NUMBERS_ACROSS
    numbers = [mark for number, at in numbered.items() for mark in _number(number, at, radius)]
    _mark(root, [*_lines(ways), *marks, *numbers])
    return _plan(publication, floor, _written(root, floor_name(floor)[reader.lang], reader.prefix))


@lru_cache(KEPT_SETS)
def _marked(path: Path, stands: tuple[tuple[str, Point], ...], label: str, prefix: str) -> Markup:
    """A floor with windows marked, or whole and without marks; kept, because the same few are asked for all day."""
    root = copy.deepcopy(_drawing(path))
    for code, _ in stands:
        _add_class(root.find(f".//*[@id='w-{code}']"), "goal")
    if stands:
        _mark(root, [_circle("spot-goal", stand, 0.45) for _, stand in stands])
        _crop(root, [stand for _, stand in stands])
    return _written(root, label, prefix)


def _written(root: ET.Element, label: str, prefix: str) -> Markup:
    """A drawing as markup with a name for those who hear it, its links under the reader's address."""
    for link in root.iter(f"{{{SVG}}}a"):
        link.set("href", prefix + link.get("href", ""))
    root.set("aria-label", label)
    ET.register_namespace("", SVG)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704  our own drawing, written by an XML writer


def _plan(publication: Publication, floor: Floor, svg: Markup) -> Plan:
    return Plan(floor=floor_name(floor), svg=svg, style=f"/bundle/{publication.version}/plan.css")


def _file(publication: Publication, floor: Floor) -> Path:
    return publication.folder / f"plan-{floor.id}.svg"


@lru_cache(KEPT_PLANS)
def _drawing(path: Path) -> ET.Element:
    """A plan for use inside a page: its own style is in plan.css, because pages allow none inside."""
    root = ET.fromstring(path.read_bytes())  # noqa: S314  our own file
    root.set("class", "plan-drawing")
    # As a picture its links would be hidden from who cannot see it.
    root.set("role", "group")
    for style in root.findall(f"{{{SVG}}}style"):
        root.remove(style)
    for element in root.iter():
        element.attrib.pop("style", None)
    return root


def _add_class(element: ET.Element | None, name: str) -> None:
    if element is not None:
        element.set("class", f"{element.get('class', '')} {name}".strip())


def _mark(root: ET.Element, marks: Sequence[ET.Element]) -> None:
    ET.SubElement(root, f"{{{SVG}}}g", {"class": "marks"}).extend(marks)


def _crop(root: ET.Element, points: Sequence[Point]) -> None:
    """Show the part of the plan where the points are, in the proportions of a page."""
    left, top, width, height = (float(value) for value in root.get("viewBox", "0 0 1 1").split())
    xs, ys = [x for x, _ in points], [-y for _, y in points]
    wide = max(max(xs) - min(xs) + 2 * MARGIN, LEAST_WIDTH)
    high = max(max(ys) - min(ys) + 2 * MARGIN, LEAST_HEIGHT)
    wide = min(width, max(wide, high * LEAST_WIDTH / LEAST_HEIGHT))
    high = min(height, max(high, wide * LEAST_HEIGHT / LEAST_WIDTH))
    x = min(max((min(xs) + max(xs) - wide) / 2, left), left + width - wide)
    y = min(max((min(ys) + max(ys) - high) / 2, top), top + height - high)
    root.set("viewBox", f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f}")


def _lines(ways: Iterable[Sequence[Point]]) -> list[ET.Element]:
    """Each way twice: a light casing, and the blue line on it."""
    drawn = [" ".join(f"{x:.2f},{-y:.2f}" for x, y in way) for way in ways]
    return [
        ET.Element(f"{{{SVG}}}polyline", {"class": name, "points": points})
        for name in ("way-casing", "way-line")
        for points in drawn
    ]


def _circle(name: str, at: Point, radius: float) -> ET.Element:
    place = {"class": name, "cx": f"{at[0]:.2f}", "cy": f"{-at[1]:.2f}", "r": f"{radius:g}"}
    return ET.Element(f"{{{SVG}}}circle", place)


def _number(number: int, at: Point, radius: float) -> list[ET.Element]:
    """A disc with a number."""
    place = {"x": f"{at[0]:.2f}", "y": f"{-at[1] + 0.4 * radius:.2f}"}
    text = ET.Element(f"{{{SVG}}}text", {**place, "font-size": f"{1.2 * radius:.2f}", "text-anchor": "middle"})
    text.text = str(number)
    return [_circle("spot-stop", at, radius), text]
