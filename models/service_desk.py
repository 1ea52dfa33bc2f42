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
from models.palette import BLUE, GRAPHITE, OAK, OAK_LIGHT, PAPER, RED, SCREEN_LIGHT, STEEL, STONE_LIGHT, WHITE

ARC_STEPS = 6
FINE_STEPS = 14
BAND_DEPTH = 0.75
SLAT = 0.2
# Spans of the bow, from -1 at its right end (-y) to 1; one wing is for who sits.
Span = tuple[float, float]
WHOLE: Span = (-1.0, 1.0)
HIGH: Span = (-1.0, 0.52)
LOW: Span = (0.52, 1.0)
LOW_TOP = 0.75


def _bow(size: Size, inset: float, steps: int, span: Span = WHOLE) -> list[Point]:
    """The front arc, `inset` behind the outline, from -y to +y, with the straight sides' front corners as its ends; or a span of it."""
    width, depth, _ = size
    bow = depth * 0.45
    radius = (width * width / 4 + bow * bow) / (2 * bow)
    half = math.asin((width / 2 - inset) / (radius - inset))
    angles = [half * (span[0] + (span[1] - span[0]) * i / steps) for i in range(steps + 1)]
    middle = depth / 2 - radius
    return [(middle + (radius - inset) * math.cos(a), (radius - inset) * math.sin(a)) for a in angles]


def outline(size: Size) -> Ring:
    """A bow: flat at the back (-x), an arc of a circle at the front, counter-clockwise; chords lie outside the arc."""
    width, depth, _ = size
    return ((-depth / 2, -width / 2), *_bow(size, 0.0, ARC_STEPS), (-depth / 2, width / 2))


def _band(size: Size, outer: float, inner: float, back: float, span: Span = WHOLE) -> list[Point]:
    """A curved counter in plan: between two insets of the outline, with straight sides to the back where the span reaches them."""
    x = -size[1] / 2 + back
    steps = max(3, round(FINE_STEPS * (span[1] - span[0]) / 2))
    front, behind = _bow(size, outer, steps, span), _bow(size, inner, steps, span)
    left = [(x, front[-1][1]), (x, behind[-1][1])] if span[1] == WHOLE[1] else []
    right = [(x, behind[0][1]), (x, front[0][1])] if span[0] == WHOLE[0] else []
    return [*front, *left, *reversed(behind), *right]


def _slatted(size: Size) -> list[Point]:
    """The high part's wooden front in plan: boards with grooves along the bow, plain at the sides and the back."""
    x = -size[1] / 2 + 0.03
    steps = 4 * round(size[0] / SLAT * (HIGH[1] - HIGH[0]) / 2)
    proud, groove = _bow(size, 0.085, steps, HIGH), _bow(size, 0.1, steps, HIGH)
    front = [(proud if i % 4 else groove)[i] for i in range(steps + 1) if i % 4 != 2]
    behind = _bow(size, BAND_DEPTH, FINE_STEPS, HIGH)
    return [*front, *reversed(behind), (x, behind[0][1]), (x, front[0][1])]


def build(size: Size) -> Model:
    """Wood and stone in a bow with a red line and the mark of information; one wing is low. Two places with drawers behind. About 1,700 triangles."""
    return assemble(
        [*_high_part(size), *_low_wing(size), *_mark(size), *_places(size, size[2] - 0.37), *_drawers(size)]
    )


def _high_part(size: Size) -> list[Part]:
    """For who stands: a wooden front with a desk behind it, and over it a white board that carries a shelf of stone."""
    top = size[2] - 0.3

    def band(outer: float, inner: float, back: float) -> list[Point]:
        return _band(size, outer, inner, back, HIGH)

    return [
        paint("matte", GRAPHITE, prism(band(0.14, BAND_DEPTH - 0.06, 0.06), 0.0, 0.1, caps=False)),
        paint("wood", OAK, prism(_slatted(size), 0.1, top - 0.16, caps=False)),
        paint("matte", RED, prism(band(0.08, 0.2, 0.03), top - 0.16, top - 0.12)),
        paint("matte", WHITE, prism(band(0.09, 0.16, 0.03), top - 0.12, size[2] - 0.04, caps=False)),
        paint("stone", STONE_LIGHT, prism(band(0.06, 0.4, 0.02), size[2] - 0.04, size[2])),
        paint("matte", PAPER, prism(band(0.15, BAND_DEPTH + 0.02, 0.03), top - 0.16, top - 0.07)),
    ]


def _low_wing(size: Size) -> list[Part]:
    """For who sits in a wheelchair: a shelf with room for knees under it."""
    return [
        paint("matte", GRAPHITE, prism(_band(size, 0.48, BAND_DEPTH - 0.06, 0.06, LOW), 0.0, 0.1, caps=False)),
        paint("wood", OAK, prism(_band(size, 0.42, BAND_DEPTH, 0.03, LOW), 0.1, LOW_TOP - 0.08, caps=False)),
        paint("matte", RED, prism(_band(size, 0.09, BAND_DEPTH, 0.03, LOW), LOW_TOP - 0.08, LOW_TOP - 0.04)),
        paint("stone", STONE_LIGHT, prism(_band(size, 0.06, BAND_DEPTH + 0.02, 0.02, LOW), LOW_TOP - 0.04, LOW_TOP)),
    ]


def _mark(size: Size) -> list[Part]:
    """An "i" in a blue disc with a steel rim, in the middle of the front."""
    x, z = size[1] / 2 - 0.09, size[2] * 0.34
    rim = profile_along_x(circle(0.2, 16), 0.0, 0.018)
    disc = profile_along_x(circle(0.18, 16), 0.018, 0.024)
    dot = profile_along_x(circle(0.03, 11, (0.0, 0.092)), 0.024, 0.032)
    stem = [(-0.045, 0.035), (-0.045, 0.005), (-0.024, 0.005), (-0.024, -0.085), (-0.05, -0.085), (-0.05, -0.115)]
    stem += [(0.05, -0.115), (0.05, -0.085), (0.024, -0.085), (0.024, 0.035)]
    letter = profile_along_x(stem, 0.024, 0.032)
    there = (x, 0.0, z)
    return [
        paint("metal", STEEL, move(rim, there)),
        paint("matte", BLUE, move(disc, there)),
        paint("matte", WHITE, move(dot, there), move(letter, there)),
    ]


def _places(size: Size, desk: float) -> list[Part]:
    """A screen and a chair for each of two guides."""
    parts: list[Part] = []
    for y in (-0.22 * size[0], 0.14 * size[0]):
        at = size[1] / 2 - 0.72 - (y / size[0]) ** 2 * 2
        screen = box((-0.02, -0.25, -0.16), (0.015, 0.25, 0.16), 0.006)
        lit = turn(panel_to_x(0.016, (-0.235, 0.235), (-0.145, 0.145)), 180)
        foot = box((at - 0.06, y - 0.09, desk), (at + 0.06, y + 0.09, desk + 0.03))
        parts += [
            paint("matte", GRAPHITE, move(screen, (at, y, desk + 0.18)), foot),
            paint("glow", SCREEN_LIGHT, move(lit, (at - 0.005, y, desk + 0.18))),
            *place_parts(office_chair.build((0.6, 0.6, 0.95)), (-size[1] / 2 + 0.32, y, 0.0)),
        ]
    return parts


def _drawers(size: Size) -> list[Part]:
    """On the guides' side, beside their knees: drawers with steel handles, under the high part."""
    edge = _bow(size, BAND_DEPTH, FINE_STEPS)
    fronts, handles = [], []
    for y in (-0.36 * size[0], -0.04 * size[0]):
        x = min(at for at, along in edge if abs(along - y) < 0.35)
        for low, high in ((0.13, 0.4), (0.415, 0.62)):
            fronts.append(box((x - 0.02, y - 0.22, low), (x + 0.08, y + 0.22, high)))
            handles.append(box((x - 0.04, y - 0.08, high - 0.045), (x - 0.02, y + 0.08, high - 0.03)))
    return [paint("wood", OAK_LIGHT, *fronts), paint("metal", STEEL, *handles)]


KIND = Kind(name="service_desk", zh="导服台", en="Service desk", size=(4.8, 2.0, 1.1), outline=outline, build=build)
