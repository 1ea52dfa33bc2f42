"""A hall file in the making: lists of elements, and what already stands on each floor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

import models
from scene.outlines import placed

Element = dict[str, object]
Point = tuple[float, float]
Ring = Sequence[Point]

WALL_THICKNESS = 0.2
WALL_HEIGHT = 3.2
# Two things touch, rather than overlap, below this area (square metres).
TOUCH = 1e-6


# When the hall is open; the 24-hour zone always is.
OFFICE_HOURS = ({"days": "mon-fri", "from": "08:30", "to": "17:30"},)


class DraftError(Exception):
    """Two things of the plan stand in the same place."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been drawn so far. The invariant: no two solids of a floor overlap."""

    lists: dict[str, list[Element]] = field(default_factory=dict)
    solids: dict[str, list[tuple[str, Polygon]]] = field(default_factory=dict)
    kept_clear: dict[str, list[Polygon]] = field(default_factory=dict)

    def add(self, kind: str, element: Element) -> None:
        """Append to one of the hall's lists."""
        self.lists.setdefault(kind, []).append(element)

    def occupy(self, floor: str, name: str, shape: Polygon) -> None:
        """Take floor space; raises DraftError when something stands there already."""
        for other, solid in self.solids.setdefault(floor, []):
            if shape.intersection(solid).area > TOUCH:
                raise DraftError(f"{name} overlaps {other} on {floor}")
        self.solids[floor].append((name, shape))

    def is_free(self, floor: str, shape: Polygon, clearance: float) -> bool:
        """Whether a thing would stand `clearance` metres from everything, and out of what is kept clear."""
        return all(solid.distance(shape) >= clearance for _, solid in self.solids.get(floor, [])) and not any(
            area.intersects(shape) for area in self.kept_clear.get(floor, [])
        )


def rounded(value: float) -> float:
    """Millimetres are what a plan says; no -0.0."""
    return round(value, 3) + 0.0


def ring(points: Iterable[Point]) -> list[list[float]]:
    """Points as a file says them."""
    return [[rounded(x), rounded(y)] for x, y in points]


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[Point]:
    """Four corners, counter-clockwise, whatever the order of the sides."""
    left, right, low, high = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    return [(left, low), (right, low), (right, high), (left, high)]


def text(zh: str, en: str) -> dict[str, str]:
    """A name in both languages."""
    return {"zh": zh, "en": en}


def facing(side: int, heading_deg: int) -> int:
    """A heading of the east side, mirrored for the west."""
    return heading_deg % 360 if side == 1 else (180 - heading_deg) % 360


def add_area(
    draft: Draft, name: str, floor: str, kind: str, polygon: Ring, label: dict[str, str], *, public: bool = True
) -> None:
    """A part of the floor with a meaning; public=False is not walked."""
    area: Element = {"id": name, "floor": floor, "kind": kind, "name": label, "polygon": ring(polygon)}
    draft.add("areas", area if public else area | {"public": False})


def add_wall(
    draft: Draft,
    name: str,
    floor: str,
    line: Ring,
    *,
    doors: Iterable[tuple[float, float]] = (),
    thickness: float = WALL_THICKNESS,
    height: float = WALL_HEIGHT,
    glass: bool = False,
    staff: bool = False,
    door_height: float | None = None,
    named: Iterable[Element] = (),
) -> None:
    """A wall; doors are (metres along the line to the middle, width), those of the staff are kept closed.

    named: what the first doors have beside that: id, name, hours
    """
    wall: Element = {"id": name, "floor": floor, "line": ring(line), "thickness": thickness, "height": height}
    openings = [{"at": rounded(at), "width": rounded(width)} for at, width in doors]
    more: Element = ({"closed": True} if staff else {}) | ({"height": door_height} if door_height else {})
    if openings:
        told = [*named, *({} for _ in openings)]
        wall["doors"] = [opening | more | words for opening, words in zip(openings, told, strict=False)]
    if glass:
        wall["glass"] = True
    draft.add("walls", wall)
    solid = LineString(line).buffer(thickness / 2, cap_style="flat", join_style="mitre")
    draft.solids.setdefault(floor, []).extend((f"wall {name}", piece) for piece in _pieces(solid, line, openings))


def _pieces(solid: Polygon, line: Ring, doors: Iterable[dict[str, float]]) -> list[Polygon]:
    """A wall without its doors. Walls may meet each other, so that they are not asked whether they overlap."""
    start, end = np.array(line[0]), np.array(line[-1])
    along = (end - start) / np.hypot(*(end - start))
    rest: shapely.Geometry = solid
    for door in doors:
        ends = [start + along * (door["at"] + half * door["width"] / 2) for half in (-1, 1)]
        rest = shapely.difference(rest, LineString(ends).buffer(1.0, cap_style="flat"))
    return [piece for piece in shapely.get_parts(rest) if isinstance(piece, Polygon)]


def add_obstacle(draft: Draft, name: str, floor: str, polygon: Ring, height: float) -> None:
    """Something solid without a kind of its own."""
    draft.occupy(floor, f"obstacle {name}", Polygon(polygon))
    draft.add("obstacles", {"id": name, "floor": floor, "polygon": ring(polygon), "height": rounded(height)})


def furniture_shape(kind: str, at: Point, heading_deg: float, size: models.Size | None = None) -> Polygon | None:
    """What a piece covers of the floor; None when it covers nothing."""
    outline = models.outline_of(kind, size)
    return Polygon(placed(np.array(outline, dtype=np.float64), at, heading_deg)) if outline else None


def add_furniture(
    draft: Draft, name: str, floor: str, kind: str, at: Point, heading_deg: int, size: models.Size | None = None
) -> None:
    """A thing of a known kind; its size is the kind's unless said."""
    shape = furniture_shape(kind, at, heading_deg, size)
    if shape is not None:
        draft.occupy(floor, f"furniture {name}", shape)
    piece: Element = {
        "id": name,
        "floor": floor,
        "kind": kind,
        "at": [rounded(at[0]), rounded(at[1])],
        "heading_deg": heading_deg % 360,
    }
    draft.add("furniture", piece if size is None else piece | {"size": [rounded(s) for s in size]})


def add_where_free(
    draft: Draft, name: str, floor: str, kind: str, at: Point, heading_deg: int, *, clearance: float
) -> bool:
    """A thing on a grid, left out where something else stands; whether it was put there."""
    shape = furniture_shape(kind, at, heading_deg)
    if shape is None or not draft.is_free(floor, shape, clearance):
        return False
    add_furniture(draft, name, floor, kind, at, heading_deg)
    return True


def add_place(draft: Draft, name: str, floor: str, kind: str, at: Point, label: dict[str, str]) -> None:
    """A goal that is not a window."""
    draft.add(
        "places", {"id": name, "floor": floor, "at": [rounded(at[0]), rounded(at[1])], "kind": kind, "name": label}
    )


def add_sign(
    draft: Draft,
    name: str,
    floor: str,
    kind: str,
    at: Point,
    z: float,
    heading_deg: int,
    size: tuple[float, float],
    lines: Sequence[dict[str, str]],
    *,
    double: bool = False,
) -> None:
    """A board with text, read from its heading's side (and from behind where double)."""
    sign: Element = {
        "id": name,
        "floor": floor,
        "kind": kind,
        "at": [rounded(at[0]), rounded(at[1])],
        "z": rounded(z),
        "heading_deg": heading_deg % 360,
        "size": [rounded(size[0]), rounded(size[1])],
        "lines": list(lines),
    }
    draft.add("signs", sign | {"double": True} if double else sign)
