"""plan-<floor>.svg: the floor as a drawing one reads at a glance: zones in tints with their names, windows with their codes as links, ways up and down.

Coordinates are hall metres with y turned down: a point (x, y) of the hall is at (x, -y). Labels stand upright.
The last group, `<g class="route">`, is empty: a route goes there as a polyline in the same coordinates.
Colours are the site's tokens where they are defined; classes let a page style the rest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from scene.composition import ahead
from scene.extras import flag
from scene.hall import Area, Connector, Counter, Entrance, Floor, Hall, Place, Text, Window
from scene.outlines import counter_outline, furniture_outline, placed, window_middles
from scene.polygons import polygons_of
from scene.storeys import slab_of
from scene.walls import standing
from scene.ways import Ride, body_of, rides_of, shaft_of

MARGIN = 3.0
CELL_DEPTH = 1.25

STYLE = """
svg{font-family:"Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
.ground{fill:var(--plan-ground,#EEF1F4)}.floor{fill:var(--plan-floor,#FFFFFF);stroke:var(--plan-line,#9AA5B4);stroke-width:.12}
.void{fill:var(--plan-ground,#EEF1F4);stroke:var(--plan-line,#9AA5B4);stroke-width:.08}.void-mark{stroke:var(--plan-line,#C3CBD6);stroke-width:.06;fill:none}
.zone{fill:var(--plan-zone,#E3ECF8)}.zone-1{fill:var(--plan-zone-1,#E8F1E6)}.zone-2{fill:var(--plan-zone-2,#F8EEDD)}.zone-3{fill:var(--plan-zone-3,#F3E8F1)}.zone-4{fill:var(--plan-zone-4,#E2F1F3)}
.waiting{fill:var(--plan-waiting,#EDF1F6)}.lobby{fill:var(--plan-lobby,#F8F6F0)}.self_service{fill:var(--plan-zone-4,#DFF0F4)}.toilet{fill:var(--plan-toilet,#E4E9F4)}
.closed{fill:var(--plan-closed,#DCDFE4)}.tactile{fill:var(--plan-tactile,#F2C230)}
.wall{fill:var(--plan-wall,#3C4657)}.glass{stroke:var(--plan-glass,#6FA3D8);stroke-width:.22;fill:none}.block{fill:var(--plan-block,#B9C0CA)}
.thing{fill:var(--plan-thing,#D5DAE1);stroke:var(--plan-line,#9AA5B4);stroke-width:.04}.plant{fill:var(--plan-plant,#A9CB93)}.bench{fill:var(--plan-bench,#B4C7E0)}.service_desk{fill:var(--plan-desk,#C8102E)}
.column{fill:var(--plan-column,#8E98A6)}
.row{fill:var(--plan-row,#D8B98C)}
.window rect{fill:var(--plan-window,#1E5AA8);stroke:var(--plan-floor,#fff);stroke-width:.08}.window text{fill:#fff;font-size:.56px;font-weight:700;font-variant-numeric:tabular-nums}
.window.comprehensive rect{fill:var(--plan-window-comprehensive,#17707E)}.window.low rect{stroke:#FFD166;stroke-width:.12}.window:hover rect,.window:focus rect,.window.goal rect{fill:var(--plan-goal,#C8102E)}
.name,.name-en,.small,.small-en{paint-order:stroke;stroke:var(--plan-floor,#fff);stroke-width:.16;stroke-linejoin:round}
text{text-anchor:middle;dominant-baseline:central;fill:var(--plan-ink,#14213D)}
.name{font-size:1.5px;font-weight:700}.name-en{font-size:.72px;fill:var(--plan-soft,#55617A)}.small{font-size:.8px}.small-en{font-size:.5px;fill:var(--plan-soft,#55617A)}
.way{fill:var(--plan-way,#FFFFFF);stroke:var(--plan-way-line,#51607A);stroke-width:.08}.tread{stroke:var(--plan-way-line,#9BA6B8);stroke-width:.05}.arrow{fill:none;stroke:var(--plan-way-line,#1E5AA8);stroke-width:.18;stroke-linecap:round;stroke-linejoin:round}
.sign{fill:var(--plan-sign,#1E5AA8)}.sign-ink{fill:#fff;stroke:none}.sign-line{fill:none;stroke:#fff;stroke-width:.14;stroke-linecap:round;stroke-linejoin:round}
.entrance{fill:var(--plan-entrance,#C8102E)}
.route polyline{fill:none;stroke:var(--footprint,#2F8CFF);stroke-width:.5;stroke-linejoin:round;stroke-linecap:round}
"""


def write_plan(hall: Hall, floor: Floor) -> str:
    """The drawing of one floor."""
    x0, y0, x1, y1 = Polygon(floor.outline).bounds
    box = f"{_n(x0 - MARGIN)} {_n(-y1 - MARGIN)} {_n(x1 - x0 + 2 * MARGIN)} {_n(y1 - y0 + 2 * MARGIN)}"
    label = floor.name or Text(zh=floor.id, en=floor.id)
    layers = [
        _ground(floor, x0, y0, x1, y1),
        *_areas(hall, floor),
        *_voids(floor),
        *_furniture(hall, floor),
        *_solids(hall, floor),
        *_ways(hall, floor),
        *_counters(hall, floor),
        *_names(hall, floor),
        *_places(hall, floor),
        *_entrances(hall, floor),
        _scale_bar(x0, y0),
    ]
    title = f"<title>{escape(hall.name.zh)} {escape(label.zh)} · {escape(hall.name.en)}, {escape(label.en)}</title>"
    body = "\n".join(layer for layer in layers if layer)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" class="plan" role="img" data-floor="{escape(floor.id)}">'
    return f'{head}\n{title}\n<style>{STYLE}</style>\n{body}\n<g class="route"></g>\n</svg>\n'


# --- writing shapes -------------------------------------------------------------------------------------------------


def _n(value: float) -> str:
    """A number with at most two decimals."""
    return f"{round(value, 2) + 0.0:g}"


def _at(x: float, y: float) -> str:
    return f"{_n(x)} {_n(-y)}"


def _path(shape: BaseGeometry, css: str) -> str:
    """A filled shape with its holes."""
    rings = [ring for polygon in polygons_of(shape) for ring in (polygon.exterior, *polygon.interiors)]
    if not rings:
        return ""
    data = "".join("M" + "L".join(_at(x, y) for x, y in list(ring.coords)[:-1]) + "Z" for ring in rings)
    return f'<path class="{css}" fill-rule="evenodd" d="{data}"/>'


def _ring(points: Iterable[Sequence[float]], css: str) -> str:
    return f'<path class="{css}" d="M{"L".join(_at(point[0], point[1]) for point in points)}Z"/>'


def _line(points: Iterable[Sequence[float]], css: str) -> str:
    return f'<path class="{css}" d="M{"L".join(_at(point[0], point[1]) for point in points)}"/>'


def _text(at: tuple[float, float], css: str, words: str) -> str:
    return f'<text class="{css}" x="{_n(at[0])}" y="{_n(-at[1])}">{escape(words)}</text>'


# --- floor, areas, solids -------------------------------------------------------------------------------------------


def _ground(floor: Floor, x0: float, y0: float, x1: float, y1: float) -> str:
    ground = f'<rect class="ground" x="{_n(x0 - MARGIN)}" y="{_n(-y1 - MARGIN)}" width="{_n(x1 - x0 + 2 * MARGIN)}" height="{_n(y1 - y0 + 2 * MARGIN)}"/>'
    return ground + _path(slab_of(floor), "floor")


def _voids(floor: Floor) -> list[str]:
    """Holes with a diagonal cross, as architects draw them."""
    marks = []
    for void in floor.voids:
        x0, y0, x1, y1 = Polygon(void).bounds
        marks += [
            _path(Polygon(void), "void"),
            _line([(x0, y0), (x1, y1)], "void-mark"),
            _line([(x0, y1), (x1, y0)], "void-mark"),
        ]
    return marks


def _areas(hall: Hall, floor: Floor) -> list[str]:
    slab = slab_of(floor)
    zones = 0
    drawn = []
    for area in hall.areas:
        if area.floor == floor.id:
            css = area.kind if area.public else "closed"
            if css == "zone":
                css = f"zone zone-{zones % 5}"
                zones += 1
            drawn.append(_path(Polygon(area.polygon).intersection(slab), escape(css)))
    return drawn


def _solids(hall: Hall, floor: Floor) -> list[str]:
    """Walls solid, glass as a blue line, obstacles grey unless a connector draws itself there."""
    walls = [wall for wall in hall.walls if wall.floor == floor.id]
    plain = unary_union([standing(wall) for wall in walls if not flag(wall, "glass")])
    panes = [line for wall in walls if flag(wall, "glass") for line in _pane_lines(wall.line, standing(wall))]
    ways = unary_union([body for ride in rides_of(hall) for body in [body_of(ride)]])
    blocks = [Polygon(one.polygon) for one in hall.obstacles if one.floor == floor.id]
    free = [block for block in blocks if block.intersection(ways).area < 0.7 * block.area]
    return [*(_path(block, "block") for block in free), _path(plain, "wall"), *panes]


def _pane_lines(line: Sequence[tuple[float, float]], body: BaseGeometry) -> list[str]:
    kept = LineString(line).intersection(body)
    return [_line(part.coords, "glass") for part in shapely.get_parts(kept) if part.length > 0.05]


def _furniture(hall: Hall, floor: Floor) -> list[str]:
    """Outlines; plants round and green, columns dark."""
    drawn = []
    for piece in hall.furniture:
        if piece.floor == floor.id:
            outline = furniture_outline(piece)
            if len(outline) >= 3:
                css = {"planter": "plant", "column_round": "column"}.get(piece.kind, piece.kind)
                drawn.append(_ring(outline, f"thing {escape(css)}"))
    return drawn


# --- counters -------------------------------------------------------------------------------------------------------


def _counters(hall: Hall, floor: Floor) -> list[str]:
    drawn = []
    for counter in hall.counters:
        if counter.floor == floor.id:
            drawn.append(_ring(counter_outline(counter), "row"))
            middles = window_middles(counter)
            drawn += [_window(counter, window, middle) for window, middle in zip(counter.windows, middles, strict=True)]
    return drawn


def _window(counter: Counter, window: Window, middle: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    """A cell at the row's front edge with its code, a link to the window's page."""
    half, depth = counter.pitch / 2 - 0.03, min(CELL_DEPTH, counter.depth)
    local = np.array([(-depth, -half), (0.0, -half), (0.0, half), (-depth, half)])
    cell = Polygon(placed(local, (float(middle[0]), float(middle[1])), counter.heading_deg))
    x0, y0, x1, y1 = cell.bounds
    if shapely.minimum_rotated_rectangle(cell).area < 0.98 * (x1 - x0) * (y1 - y0):
        shape = _ring(list(cell.exterior.coords)[:-1], "cell")
    else:
        shape = f'<rect x="{_n(x0)}" y="{_n(-y1)}" width="{_n(x1 - x0)}" height="{_n(y1 - y0)}" rx=".12"/>'
    css = f"window {window.kind}{' low' if window.low else ''}"
    code = escape(window.code)
    label = _text((cell.centroid.x, cell.centroid.y), "code", window.code)
    return f'<a class="{css}" id="w-{code}" href="/windows/{quote(window.code, safe="")}"><title>{code} 号窗口 · Window {code}</title>{shape}{label}</a>'


# --- ways up and down -----------------------------------------------------------------------------------------------


def _ways(hall: Hall, floor: Floor) -> list[str]:
    rides = [ride for ride in rides_of(hall) if floor.id in {ride.low.id, ride.high.id}]
    lifts = [one for one in hall.connectors if one.kind == "lift" and floor.id in {stop.floor for stop in one.stops}]
    cores: dict[str, Ride] = {ride.connector.id: ride for ride in rides if ride.core}
    straight = [ride for ride in rides if not ride.core]
    return [
        *(_straight(ride) for ride in straight),
        *(_core(ride) for ride in cores.values()),
        *(_lift(one) for one in lifts),
    ]


def _title(connector: Connector) -> str:
    name = connector.name or Text(zh=connector.id, en=connector.id)
    return f"<title>{escape(name.zh)} · {escape(name.en)}</title>"


def _straight(ride: Ride) -> str:
    """An escalator or a stair: treads across, an arrow along the way it goes."""
    body = body_of(ride)
    corners = list(body.exterior.coords)[:4]
    length, half = math.dist(corners[0], corners[1]), math.dist(corners[1], corners[2]) / 2
    origin = ((corners[0][0] + corners[3][0]) / 2, (corners[0][1] + corners[3][1]) / 2, 0.0)

    def there(x: float, y: float) -> tuple[float, float]:
        point = ahead(origin, ride.heading_deg, (x, y, 0.0))
        return point[0], point[1]

    treads = [_line([there(x, -half), there(x, half)], "tread") for x in np.arange(0.6, length - 0.3, 0.6).tolist()]
    ends = (0.18 * length, 0.82 * length)
    start, end = ends if ride.connector.direction != "down" else ends[::-1]
    back = 0.5 if end > start else -0.5
    arrow = _line([there(start, 0), there(end, 0)], "arrow")
    tips = _line([there(end - back, -0.4), there(end, 0), there(end - back, 0.4)], "arrow")
    return f"<g>{_title(ride.connector)}{_ring(corners, 'way')}{''.join(treads)}{arrow}{tips}</g>"


def _core(ride: Ride) -> str:
    """A dog-leg stair: two flights of treads and a turning arrow."""
    depth = body_of(ride)
    corners = list(depth.exterior.coords)[:4]
    run = math.dist(corners[0], corners[1]) - ride.width
    half = math.dist(corners[1], corners[2]) / 2
    origin = ((corners[0][0] + corners[3][0]) / 2, (corners[0][1] + corners[3][1]) / 2, 0.0)

    def there(x: float, y: float) -> tuple[float, float]:
        point = ahead(origin, ride.heading_deg, (x, y, 0.0))
        return point[0], point[1]

    treads = [
        _line([there(x, side * half), there(x, side * 0.1)], "tread")
        for side in (-1, 1)
        for x in np.arange(0.3, run, 0.3).tolist()
    ]
    turn = [there(0.4, -half / 2), there(run + 0.8, -half / 2), there(run + 0.8, half / 2), there(0.5, half / 2)]
    tip = [there(0.95, half / 2 - 0.35), there(0.5, half / 2), there(0.95, half / 2 + 0.35)]
    arrows = _line(turn, "arrow") + _line(tip, "arrow")
    return f"<g>{_title(ride.connector)}{_ring(corners, 'way')}{''.join(treads)}{arrows}</g>"


def _lift(connector: Connector) -> str:
    """The shaft with the sign for lifts."""
    shaft = shaft_of(connector)
    middle = shaft.centroid
    side = min(1.6, math.sqrt(shaft.area) * 0.62)
    return f"<g>{_title(connector)}{_ring(list(shaft.exterior.coords)[:4], 'way')}{_badge((middle.x, middle.y), side, LIFT)}</g>"


# --- signs ----------------------------------------------------------------------------------------------------------

# Drawn in a box from -1 to 1, y down.
LIFT = '<path class="sign-line" d="M-.35 -.05L-.35 .55M-.62 -.28L-.35 -.55L-.08 -.28M-.35 -.55L-.35 .0M.35 .05L.35 -.55M.08 .28L.35 .55L.62 .28M.35 .55L.35 0"/>'
PERSON = '<circle class="sign-ink" cx="{x}" cy="-.5" r=".2"/>'
WOMAN = (
    PERSON.format(x="-.38")
    + '<path class="sign-ink" d="M-.38 -.25L-.7 .35L-.5 .35L-.5 .75L-.26 .75L-.26 .35L-.06 .35Z"/>'
)
MAN = (
    PERSON.format(x=".38")
    + '<path class="sign-ink" d="M.12 -.25L.64 -.25L.64 .25L.54 .25L.54 .75L.22 .75L.22 .25L.12 .25Z"/>'
)
TOILET = WOMAN + MAN
ACCESSIBLE = '<circle class="sign-ink" cx="-.12" cy="-.62" r=".17"/><path class="sign-line" d="M-.12 -.38L-.12 .12L.32 .12L.5 .6M-.12 -.12L.25 -.12M-.35 .02A.42 .42 0 1 0 .26 .42"/>'
INFORMATION = '<circle class="sign-ink" cx="0" cy="-.5" r=".17"/><path class="sign-ink" d="M-.15 -.18L.15 -.18L.15 .68L-.15 .68Z"/>'
TICKET = '<path class="sign-line" d="M-.6 -.4L.6 -.4L.6 -.12A.12 .12 0 0 0 .6 .12L.6 .4L-.6 .4L-.6 .12A.12 .12 0 0 0 -.6 -.12ZM.15 -.38L.15 .38"/>'
BADGES = {
    "toilet": TOILET,
    "women_toilet": f'<g transform="translate(.38 0)">{WOMAN}</g>',
    "men_toilet": f'<g transform="translate(-.38 0)">{MAN}</g>',
    "accessible_toilet": ACCESSIBLE,
    "touch_terminal": INFORMATION,
    "service_desk": INFORMATION,
    "ticket_machine": TICKET,
}


def _badge(at: tuple[float, float], side: float, drawing: str) -> str:
    """A blue square with a white sign."""
    half = _n(side / 2)
    return f'<g transform="translate({_at(*at)}) scale({half})"><rect class="sign" x="-1" y="-1" width="2" height="2" rx=".3"/>{drawing}</g>'


def _places(hall: Hall, floor: Floor) -> list[str]:
    """What one looks for: toilets, terminals, ticket machines, the service desk."""
    return [_place(place) for place in hall.places if place.floor == floor.id and place.kind in BADGES]


def _place(place: Place) -> str:
    name = place.name or Text(zh=place.id, en=place.id)
    side = 1.5 if place.kind.endswith("toilet") or place.kind == "service_desk" else 0.9
    return f"<g><title>{escape(name.zh)} · {escape(name.en)}</title>{_badge(place.at, side, BADGES[place.kind])}</g>"


def _entrances(hall: Hall, floor: Floor) -> list[str]:
    return [_entrance(entrance) for entrance in hall.entrances if entrance.floor == floor.id]


def _entrance(entrance: Entrance) -> str:
    """A red arrowhead pointing in."""
    name = entrance.name or Text(zh="入口", en="Entrance")
    at = (*entrance.at, 0.0)
    corners = [
        ahead(at, entrance.heading_deg, (x, y, 0.0)) for x, y in ((0.9, 0.0), (-0.7, 0.8), (-0.3, 0.0), (-0.7, -0.8))
    ]
    label = ahead(at, entrance.heading_deg, (-1.6, 0.0, 0.0))
    title = f"<title>{escape(name.zh)} · {escape(name.en)}</title>"
    return f"<g>{title}{_ring(corners, 'entrance')}{_text((label[0], label[1]), 'small', '入口')}</g>"


# --- names ----------------------------------------------------------------------------------------------------------


def _names(hall: Hall, floor: Floor) -> list[str]:
    """The names of areas where there is room, kept off the counters."""
    taken = unary_union(
        [Polygon(counter_outline(one)) for one in hall.counters if one.floor == floor.id]
        + [Polygon(void) for void in floor.voids]
        + [body_of(ride) for ride in rides_of(hall) if floor.id in {ride.low.id, ride.high.id}]
    )
    things = [furniture_outline(piece) for piece in hall.furniture if piece.floor == floor.id]
    stands = unary_union([Polygon(outline) for outline in things if len(outline) >= 3])
    written: list[Polygon] = []
    drawn = []
    for area in sorted((area for area in hall.areas if area.floor == floor.id), key=_importance):
        found = _name(area, taken.union(stands), written) or _name(area, taken, written)
        if found is not None:
            drawn.append(found[0])
            written.append(found[1])
    return drawn


def _importance(area: Area) -> tuple[bool, float]:
    return area.kind != "zone", -Polygon(area.polygon).area


def _name(area: Area, taken: BaseGeometry, written: list[Polygon]) -> tuple[str, Polygon] | None:
    """Both languages at the first place with room for them, and the room they take."""
    if area.name is None or area.kind in {"toilet", "tactile"}:
        return None
    big = area.kind == "zone"
    size, small = (1.5, 0.72) if big else (0.8, 0.5)
    width = max(len(area.name.zh) * size, len(area.name.en) * small * 0.56) + 0.4
    shape = Polygon(area.polygon)
    free = shape.difference(unary_union([taken, *written]))
    for spot in _spots(shape, free):
        room = shapely.box(spot[0] - width / 2, spot[1] - size * 1.1, spot[0] + width / 2, spot[1] + size * 0.8)
        if free.contains(room):
            css = "name" if big else "small"
            english = (spot[0], spot[1] - size * 0.5 - small * 0.6)
            return _text((spot[0], spot[1] + 0.1 * size), css, area.name.zh) + _text(
                english, css + "-en", area.name.en
            ), room
    return None


def _spots(shape: Polygon, free: BaseGeometry) -> list[tuple[float, float]]:
    """Places for a name, the best first: the middle, then what is nearest to it of a grid, as far as it lies free."""
    middle = shape.representative_point() if not shape.contains(shape.centroid) else shape.centroid
    x0, y0, x1, y1 = shape.bounds
    grid = [(float(x), float(y)) for x in np.arange(x0 + 1, x1, 1.0) for y in np.arange(y0 + 0.8, y1, 0.8)]
    near = sorted(grid, key=lambda spot: math.dist(spot, (middle.x, middle.y)))
    return [(middle.x, middle.y), *(spot for spot in near if free.contains(Point(spot)))]


def _scale_bar(x0: float, y0: float) -> str:
    """Ten metres."""
    y = -y0 + MARGIN * 0.55
    bar = f'<path class="tread" style="stroke-width:.12" d="M{_n(x0)} {_n(y)}h10m-10 -.3v.6m10 -.6v.6"/>'
    return bar + f'<text class="small-en" x="{_n(x0 + 5)}" y="{_n(y + 0.6)}">10 m</text>'
