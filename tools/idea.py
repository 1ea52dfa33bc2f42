"""The picture of how a way is found, drawn from the real tables of the Wangcheng hall: docs/pictures/idea.svg."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from navmesh import Navigation, Route, Spot, build_navigation, find_route
from navmesh.cells import MOST_CORNERS, WHOLE
from navmesh.mesh import CELL
from scene.hall_file import read_hall

HALL = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
FLOOR = 0
# Chosen so that the way bends a few times and both ends see a good deal; metres.
START, GOAL = (-13.4, 12.7), (21.6, 26.7)
VIEW = (-24.0, 7.0, 32.0, 32.0)
SCALE = 20
WALL, FLOOR_COLOUR, INK, BLUE, RED, GREY = "#D7DCE3", "#FAFBFC", "#14213D", "#1E5AA8", "#C8102E", "#8A94A3"

XY = tuple[float, float]


def draw_idea() -> str:
    """Steps: 1. the floor, 2. both cells with the corners they list, 3. the pairs looked up, 4. the way."""
    navigation = build_navigation(read_hall(HALL), ("walk",))
    route = find_route(navigation, Spot(floor=FLOOR, x=START[0], y=START[1]), Spot(floor=FLOOR, x=GOAL[0], y=GOAL[1]))
    if not isinstance(route, Route):
        raise TypeError("the picture's way is not there any more")
    way = [(x, y) for x, y, _ in route.legs[0].points]
    parts = [_floor(navigation)]
    for end, colour in ((START, BLUE), (GOAL, RED)):
        corners, is_whole = cell_list(navigation, end)
        parts += [_cell(navigation, end, colour), *_corners(end, corners, is_whole, colour)]
    parts += [_line(way[1:-1], INK, 3.0, "2 7"), _line(way[:2], BLUE, 4.0), _line(way[-2:], RED, 4.0)]
    parts += [_dot(START, 7, BLUE), _dot(GOAL, 7, RED), *_legend()]
    width, height = (VIEW[2] - VIEW[0]) * SCALE, (VIEW[3] - VIEW[1]) * SCALE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height + 100:.0f}" font-family="sans-serif">'
    return "\n".join([head, f'<rect width="100%" height="100%" fill="{WALL}"/>', *parts, "</svg>"]) + "\n"


def cell_list(navigation: Navigation, at: XY) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The corners, (n, 2) float64, that the cell of a point lists, and whether all of the cell sees them, (n,) bool."""
    ground = navigation.routers["walk"].ground
    mesh, tables = ground.mesh, ground.tables
    column, row = (int((at[axis] - mesh.cell_origin[FLOOR, axis]) / CELL) for axis in range(2))
    cell = mesh.cell_base[FLOOR] + row * mesh.cell_shape[FLOOR, 0] + column
    entries = tables.list_entry[tables.list_first[cell] : tables.list_first[cell + 1]]
    return tables.xy[tables.floor_node[FLOOR] + (entries & MOST_CORNERS)], (entries & WHOLE) > 0


def _floor(navigation: Navigation) -> str:
    rings = [ring for piece in navigation.routers["walk"].ground.pieces[FLOOR] for ring in piece.rings]
    path = " ".join("M" + " L".join(_at(point) for point in ring.tolist()) + " Z" for ring in rings)
    return f'<path d="{path}" fill="{FLOOR_COLOUR}" fill-rule="evenodd" stroke="{GREY}" stroke-width="1"/>'


def _cell(navigation: Navigation, at: XY, colour: str) -> str:
    origin = navigation.routers["walk"].ground.mesh.cell_origin[FLOOR]
    low = [float(origin[axis]) + int((at[axis] - origin[axis]) / CELL) * CELL for axis in range(2)]
    x, y = _xy((low[0], low[1] + CELL))
    side = CELL * SCALE
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{side}" height="{side}" fill="{colour}" fill-opacity="0.25"/>'


def _corners(eye: XY, corners: NDArray[np.float64], is_whole: NDArray[np.bool_], colour: str) -> list[str]:
    drawn = []
    for corner, whole in zip(corners.tolist(), is_whole.tolist(), strict=True):
        drawn.append(_line([eye, (corner[0], corner[1])], colour, 0.6))
        drawn.append(_dot((corner[0], corner[1]), 4, colour if whole else FLOOR_COLOUR, colour))
    return drawn


def _legend() -> list[str]:
    top = (VIEW[3] - VIEW[1]) * SCALE
    lines = (
        (
            BLUE,
            "start: its square metre lists the corners a way can go on by (full: seen from all of it, hollow: from a part)",
        ),
        (RED, "goal: so does its square metre"),
        (INK, "dotted: from corner to corner the table knows the distance; the least sum of three is the way"),
    )
    box = f'<rect y="{top:.0f}" width="100%" height="100" fill="#FFFFFF"/>'
    return [box] + [
        f'<circle cx="24" cy="{top + 25 + 26 * k:.0f}" r="6" fill="{colour}"/>'
        f'<text x="42" y="{top + 31 + 26 * k:.0f}" font-size="18" fill="{INK}">{escape(text)}</text>'
        for k, (colour, text) in enumerate(lines)
    ]


def _line(points: Sequence[XY], colour: str, width: float, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    joined = " ".join(_at(point) for point in points)
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'


def _dot(at: XY, radius: float, fill: str, stroke: str = "none") -> str:
    x, y = _xy(at)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{stroke}" stroke-width="1.5"/>'


def _xy(at: Sequence[float]) -> XY:
    return (at[0] - VIEW[0]) * SCALE, (VIEW[3] - at[1]) * SCALE


def _at(point: Sequence[float]) -> str:
    x, y = _xy(point)
    return f"{x:.1f},{y:.1f}"
