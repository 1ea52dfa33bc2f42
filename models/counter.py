"""A row of service windows: desk, glass, number band overhead, the officer's side, and the end panels.

One window's unit is `pitch` wide and lies in x from -depth (staff) to 0 (the citizen's edge), y within half a pitch.
The desk is for sitting: knees go under its overhang; the low one is for a wheelchair and has no stool.
"""

from __future__ import annotations

from models import office_chair
from models.face import Face
from models.mesh import (
    Model,
    Part,
    Point,
    Solid,
    assemble,
    box,
    move,
    paint,
    panel_to_x,
    place_parts,
    prism,
    profile_along_y,
    sheet,
    tilt,
    turn,
)
from models.palette import (
    BLUE,
    BLUE_DEEP,
    GLASS,
    GOLD,
    GRAPHITE,
    INK,
    LAMP,
    OAK,
    OAK_DARK,
    OAK_LIGHT,
    PAPER,
    RED,
    SCREEN_LIGHT,
    STEEL,
    STEEL_DARK,
    STONE_LIGHT,
    WHITE,
)
from models.screen import touch_screen

TOP = 0.78
TOP_LOW = 0.72
TOP_DEPTH = 0.86
KNEES = -0.26
KNEES_LOW = -0.44
GLASS_AT = -0.44
PLATE_SIZE = (0.46, 0.17)
NUMBER_HEIGHT = 0.38
BAND = (2.42, 2.9)
BAND_FRONT = -0.22
SLAT = 0.1


def top_height(low: bool) -> float:
    """Height of the worktop."""
    return TOP_LOW if low else TOP


def plate_face(pitch: float, low: bool) -> Face:
    """The plate 办事点我: it stands on the desk, left of the middle as the citizen sees."""
    return Face((-0.119, -0.27 * pitch, top_height(low) + 0.04 + PLATE_SIZE[1] / 2), PLATE_SIZE)


def number_face(pitch: float) -> Face:
    """The window's board in the band overhead."""
    return Face((BAND_FRONT + 0.022, 0.0, (BAND[0] + BAND[1]) / 2 + 0.01), (pitch - 0.16, NUMBER_HEIGHT))


def build_desk(pitch: float, depth: float, low: bool) -> Model:
    """What the citizen faces: front, worktop, glass, plate; and the cabinet behind the officer. About 380 triangles."""
    half, top = pitch / 2, top_height(low)
    knees = KNEES_LOW if low else KNEES
    return assemble(
        [
            *_front(half, top, knees),
            *_worktop(half, top, low),
            *_glass(half, top),
            *_plate_board(pitch, low),
            *_staff_side(half, depth, top, knees),
        ]
    )


def _front(half: float, top: float, knees: float) -> list[Part]:
    """A dark foot, a slatted wooden front, and a blue line under the worktop."""
    slats = _comb(knees, half)
    return [
        paint("matte", GRAPHITE, box((-0.8, -half, 0.0), (knees - 0.05, half, 0.09))),
        paint("wood", OAK, prism(slats, 0.09, top - 0.1, caps=False)),
        paint("matte", BLUE, box((knees - 0.04, -half, top - 0.1), (knees + 0.012, half, top - 0.07))),
        paint("matte", WHITE, box((knees - 0.04, -half, top - 0.07), (knees, half, top - 0.045))),
    ]


def _comb(front: float, half: float) -> list[Point]:
    """The plan of a board with vertical slats: a comb along y, closed 4 cm behind."""
    count = max(1, round(2 * half / SLAT))
    step = 2 * half / count
    points: list[Point] = [(front - 0.04, -half)]
    for i in range(count):
        y = -half + i * step
        points += [
            (front - 0.014, y),
            (front - 0.014, y + 0.18 * step),
            (front, y + 0.24 * step),
            (front, y + 0.94 * step),
        ]
    return [*points, (front - 0.014, half), (front - 0.04, half)]


def _worktop(half: float, top: float, low: bool) -> list[Part]:
    """A stone top with a rounded edge towards the citizen; the low one has a wooden edge instead."""
    edge = [(-0.03, top - 0.045), (-0.008, top - 0.036), (0.0, top - 0.022), (-0.006, top - 0.008), (-0.022, top)]
    slab = [*edge, (-TOP_DEPTH, top), (-TOP_DEPTH, top - 0.045)]
    strip = box((-0.055, -half + 0.06, top - 0.06), (-0.03, half - 0.06, top - 0.045))
    return [
        paint("wood" if low else "stone", OAK_LIGHT if low else STONE_LIGHT, profile_along_y(slab, -half, half)),
        paint("matte", BLUE if low else STEEL, strip),
    ]


def _glass(half: float, top: float) -> list[Part]:
    """A pane with a gap for papers under it, held by a post and the wooden cheek of the neighbour; its own stands on the left."""
    left, right = -half + 0.05, half
    pane = sheet(
        [
            (GLASS_AT, left, top + 0.14),
            (GLASS_AT, right, top + 0.14),
            (GLASS_AT, right, top + 0.66),
            (GLASS_AT, left, top + 0.66),
        ]
    )
    y = left + 0.02
    post = box((GLASS_AT - 0.015, y - 0.012, top), (GLASS_AT + 0.015, y + 0.012, top + 0.68))
    cheek = [(-0.8, top), (-0.14, top), (-0.14, top + 0.34), (-0.2, top + 0.48), (-0.3, top + 0.54), (-0.8, top + 0.54)]
    return [
        paint("glass", GLASS, pane),
        paint("matte", STEEL, post),
        paint("wood", OAK_LIGHT, profile_along_y(cheek, -half, -half + 0.032)),
    ]


def _plate_board(pitch: float, low: bool) -> list[Part]:
    """The little board the plate's text goes on, with a gold edge at its foot."""
    face, (w, h) = plate_face(pitch, low), PLATE_SIZE
    x, y, z = face.at
    low_z = top_height(low)
    board = box(
        (x - 0.02, y - w / 2 - 0.012, z - h / 2 - 0.012), (x - 0.003, y + w / 2 + 0.012, z + h / 2 + 0.012), 0.005
    )
    foot = box((x - 0.06, y - w / 2 + 0.03, low_z), (x + 0.012, y + w / 2 - 0.03, low_z + 0.03))
    return [paint("matte", BLUE, board), paint("matte", GOLD, foot)]


def _staff_side(half: float, depth: float, top: float, knees: float) -> list[Part]:
    """Drawers under the worktop, and a low cabinet at the back where the row is deep enough."""
    drawers = box((-0.82, half - 0.5, 0.06), (knees - 0.06, half - 0.06, top - 0.05))
    parts = [paint("matte", PAPER, drawers)]
    if depth >= 1.9:
        body = box((-depth + 0.02, -half, 0.06), (-depth + 0.42, half, 0.86))
        doors = [panel_to_x(-depth + 0.425, (y + 0.012, y + half - 0.012), (0.1, 0.84)) for y in (-half, 0.0)]
        grips = [panel_to_x(-depth + 0.427, (y - 0.008, y + 0.008), (0.5, 0.66)) for y in (-0.045, 0.045)]
        board = box((-depth, -half, 0.86), (-depth + 0.44, half, 0.89))
        parts += [paint("matte", STONE_LIGHT, body), paint("matte", WHITE, *doors)]
        parts += [paint("matte", STEEL_DARK, *grips), paint("wood", OAK, board)]
    return parts


def build_band(pitch: float, ceiling: float) -> Model:
    """The blue band overhead with the window's board, hung from the ceiling; lit from within below. About 110 triangles."""
    half, (low, high) = pitch / 2, BAND
    back = BAND_FRONT - 0.16
    face = number_face(pitch)
    w, h = face.size[0] / 2 + 0.012, face.size[1] / 2 + 0.012
    board = box((BAND_FRONT, -w, face.at[2] - h), (face.at[0] - 0.004, w, face.at[2] + h), 0.006)
    lips = [box((back - 0.01, -half, z), (BAND_FRONT + 0.03, half, z + 0.025)) for z in (low, high - 0.025)]
    rods = [box((back + 0.06, y - 0.011, high), (back + 0.082, y + 0.011, ceiling)) for y in (-half * 0.5, half * 0.5)]
    light = sheet(
        [
            (back + 0.03, -half, low - 0.001),
            (back + 0.03, half, low - 0.001),
            (BAND_FRONT - 0.03, half, low - 0.001),
            (BAND_FRONT - 0.03, -half, low - 0.001),
        ]
    )
    return assemble(
        [
            paint("matte", BLUE_DEEP, box((back, -half, low + 0.025), (BAND_FRONT, half, high - 0.025))),
            paint("matte", BLUE, board),
            paint("matte", WHITE, *lips),
            paint("matte", STEEL, *rods),
            paint("glow", LAMP, light),
        ]
    )


def chair_behind(depth: float) -> float | None:
    """How far behind a desk's front edge the officer's chair stands, metres; None where there is no room for one."""
    return min(1.28, depth - 0.75) if depth >= 1.6 else None


def build_staff(pitch: float, depth: float, low: bool) -> Model:
    """The officer's things: screen, keyboard, papers, the rating tablet, and the chair. Seen from near only. About 460 triangles."""
    top = top_height(low)
    parts = [*_monitor(0.12 * pitch, top), *_desk_things(pitch, top)]
    chair = chair_behind(depth)
    if chair is not None:
        parts += place_parts(office_chair.build(office_chair.KIND.size), (-chair, 0.02 * pitch, 0.0), -6)
    return assemble(parts)


def _monitor(y: float, top: float) -> list[Part]:
    """A flat screen turned to the officer; citizens see its shell, with an emblem and a vent."""

    def at(solid: Solid) -> Solid:
        return move(turn(tilt(solid, 4), 168), (-0.62, y, top + 0.3))

    return [
        paint("matte", GRAPHITE, at(box((-0.014, -0.28, -0.165), (0.0, 0.28, 0.165)))),
        paint("matte", STEEL, at(box((-0.036, -0.25, -0.145), (-0.012, 0.25, 0.145), 0.01))),
        paint("matte", BLUE, at(turn(panel_to_x(0.037, (-0.022, 0.022), (-0.01, 0.034)), 180))),
        paint("matte", STEEL_DARK, at(turn(panel_to_x(0.037, (-0.12, 0.12), (-0.1, -0.09)), 180))),
        paint(
            "matte",
            STEEL_DARK,
            box((-0.608, y - 0.02, top), (-0.596, y + 0.02, top + 0.24)),
            box((-0.7, y - 0.11, top), (-0.54, y + 0.11, top + 0.012)),
        ),
        paint("glow", SCREEN_LIGHT, at(panel_to_x(0.002, (-0.265, 0.265), (-0.15, 0.15)))),
    ]


def _desk_things(pitch: float, top: float) -> list[Part]:
    """Keyboard, a tray of papers, a red folder, and the tablet on which the citizen rates the service."""
    tablet = [_leaning(part, (-0.3, 0.36 * pitch, top + 0.09)) for part in touch_screen(0.2, 0.13, 3, 1)]
    back = move(tilt(box((-0.014, -0.11, -0.075), (-0.001, 0.11, 0.075)), 25), (-0.3, 0.36 * pitch, top + 0.09))
    return [
        *tablet,
        paint("matte", GRAPHITE, back, box((-0.82, -0.12 * pitch, top), (-0.69, 0.12 * pitch, top + 0.02))),
        paint("matte", WHITE, box((-0.78, -0.36 * pitch, top), (-0.5, -0.22 * pitch, top + 0.05))),
        paint("matte", RED, box((-0.76, -0.34 * pitch, top + 0.05), (-0.52, -0.23 * pitch, top + 0.06))),
        paint("matte", INK, box((-0.36, 0.3 * pitch, top), (-0.28, 0.42 * pitch, top + 0.015))),
    ]


def _leaning(part: Part, to: tuple[float, float, float]) -> Part:
    solid = move(tilt(Solid(part.vertices, part.faces), 25), to)
    return Part(part.material, solid.vertices, solid.faces, part.colours)


def build_end(depth: float) -> Model:
    """The panel that closes a row on the citizen's right: 4 cm thick, its outer face at y = 0, the row at y < 0."""
    outline = [
        (-depth, 0.0),
        (-0.1, 0.0),
        (-0.1, TOP - 0.1),
        (-0.02, TOP - 0.045),
        (-0.02, TOP + 0.012),
        (-0.14, TOP + 0.012),
    ]
    outline += [
        (-0.14, TOP + 0.34),
        (-0.2, TOP + 0.48),
        (-0.3, TOP + 0.54),
        (-0.8, TOP + 0.54),
        (-0.86, TOP + 0.48),
        (-0.86, 0.89),
        (-depth, 0.89),
    ]
    foot = box((-depth, -0.041, 0.0), (-0.1, 0.0, 0.07))
    return assemble([paint("wood", OAK, profile_along_y(outline, -0.04, -0.0005)), paint("matte", OAK_DARK, foot)])
