"""The service desk: a bow-fronted island one meets on entering."""

from __future__ import annotations

import math

from models import office_chair
from models.kind import Kind, Ring, Size
from models.mesh import (
    Model,
    Part,
    Point,
    assemble,
    box,
    circle,
    move,
    paint,
    panel_to_x,
    place_parts,
    prism,
    profile_along_x,
    turn,
)
from models.palette import GOLD, GRAPHITE, OAK, OAK_LIGHT, PAPER, RED, SCREEN_LIGHT, STEEL, STONE_LIGHT, WHITE

ARC_STEPS = 6
FINE_STEPS = 14
BAND_DEPTH = 0.75
SLAT = 0.2


def _bow(size: Size, inset: float, steps: int) -> list[Point]:
    """The front arc, `inset` behind the outline, from -y to +y, with the straight sides' front corners as its ends."""
    width, depth, _ = size
    bow = depth * 0.45
    radius = (width * width / 4 + bow * bow) / (2 * bow)
    half = math.asin((width / 2 - inset) / (radius - inset))
    angles = [half * (2 * i / steps - 1) for i in range(steps + 1)]
    middle = depth / 2 - radius
    return [(middle + (radius - inset) * math.cos(a), (radius - inset) * math.sin(a)) for a in angles]


def outline(size: Size) -> Ring:
    """A bow: flat at the back (-x), an arc of a circle at the front, counter-clockwise; chords lie outside the arc."""
    width, depth, _ = size
    return ((-depth / 2, -width / 2), *_bow(size, 0.0, ARC_STEPS), (-depth / 2, width / 2))


def _band(size: Size, outer: float, inner: float, back: float) -> list[Point]:
    """A curved counter in plan: between two insets of the outline, open at the back."""
    x = -size[1] / 2 + back
    front, behind = _bow(size, outer, FINE_STEPS), _bow(size, inner, FINE_STEPS)
    return [(x, front[0][1]), *front, (x, front[-1][1]), (x, behind[-1][1]), *reversed(behind), (x, behind[0][1])]


def _slatted(size: Size) -> list[Point]:
    """The wooden part in plan: boards with grooves along the bow, plain at sides and back."""
    x = -size[1] / 2 + 0.03
    steps = 4 * round(size[0] / SLAT)
    proud, groove = _bow(size, 0.085, steps), _bow(size, 0.1, steps)
    front = [(proud if i % 4 else groove)[i] for i in range(steps + 1) if i % 4 != 2]
    behind = _bow(size, BAND_DEPTH, FINE_STEPS)
    return [(x, front[0][1]), *front, (x, front[-1][1]), (x, behind[-1][1]), *reversed(behind), (x, behind[0][1])]


def build(size: Size) -> Model:
    """Wood and stone in a bow, a red line, a red disc with a gold star, and two places with drawers behind. About 1,700 triangles."""
    top = size[2] - 0.3
    return assemble(
        [
            paint("matte", GRAPHITE, prism(_band(size, 0.14, BAND_DEPTH - 0.06, 0.06), 0.0, 0.1, caps=False)),
            paint("wood", OAK, prism(_slatted(size), 0.1, top - 0.16, caps=False)),
            paint("matte", RED, prism(_band(size, 0.08, BAND_DEPTH, 0.03), top - 0.16, top - 0.12)),
            paint("matte", WHITE, prism(_band(size, 0.09, BAND_DEPTH, 0.03), top - 0.12, size[2] - 0.04, caps=False)),
            paint("stone", STONE_LIGHT, prism(_band(size, 0.06, 0.4, 0.02), size[2] - 0.04, size[2])),
            paint("matte", PAPER, prism(_band(size, 0.3, BAND_DEPTH + 0.02, 0.03), top - 0.1, top - 0.07)),
            *_emblem(size),
            *_places(size, top - 0.07),
            *_drawers(size),
        ]
    )


def _emblem(size: Size) -> list[Part]:
    """A red disc with a gold star in the middle of the front."""
    x, z = size[1] / 2 - 0.09, size[2] * 0.47
    disc = move(profile_along_x(circle(0.24, 20), 0.0, 0.03), (x, 0.0, z))
    star = move(profile_along_x(_star(0.17), 0.03, 0.036), (x, 0.0, z))
    return [paint("matte", RED, disc), paint("matte", GOLD, star)]


def _star(reach: float) -> list[Point]:
    """A five-pointed star with one point up, counter-clockwise in (y, z)."""
    radii = [reach if i % 2 == 0 else reach * 0.382 for i in range(10)]
    angles = [math.pi / 2 + math.pi * i / 5 for i in range(10)]
    return [(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles, strict=True)]


def _places(size: Size, desk: float) -> list[Part]:
    """A screen and a chair for each of two guides."""
    parts: list[Part] = []
    for y in (-0.2 * size[0], 0.2 * size[0]):
        at = size[1] / 2 - 0.72 - (y / size[0]) ** 2 * 2
        screen = box((-0.02, -0.25, -0.16), (0.015, 0.25, 0.16), 0.006)
        lit = turn(panel_to_x(0.016, (-0.235, 0.235), (-0.145, 0.145)), 180)
        foot = box((at - 0.06, y - 0.09, desk), (at + 0.06, y + 0.09, desk + 0.03))
        parts += [
            paint("matte", GRAPHITE, move(screen, (at, y, desk + 0.22)), foot),
            paint("glow", SCREEN_LIGHT, move(lit, (at - 0.005, y, desk + 0.22))),
            *place_parts(office_chair.build((0.6, 0.6, 0.95)), (-size[1] / 2 + 0.32, y, 0.0)),
        ]
    return parts


def _drawers(size: Size) -> list[Part]:
    """On the guides' side, beside their knees: drawers with steel handles."""
    edge = _bow(size, BAND_DEPTH, FINE_STEPS)
    fronts, handles = [], []
    for y in (-0.36 * size[0], 0.36 * size[0]):
        x = min(at for at, along in edge if abs(along - y) < 0.35)
        for low, high in ((0.13, 0.4), (0.415, 0.62)):
            fronts.append(box((x - 0.02, y - 0.22, low), (x + 0.08, y + 0.22, high)))
            handles.append(box((x - 0.04, y - 0.08, high - 0.045), (x - 0.02, y + 0.08, high - 0.03)))
    return [paint("wood", OAK_LIGHT, *fronts), paint("metal", STEEL, *handles)]


KIND = Kind(name="service_desk", zh="导服台", en="Service desk", size=(4.8, 2.0, 1.1), outline=outline, build=build)
