"""The hall file's signs: a board for each, held as its place asks, and the faces its text goes on."""

from __future__ import annotations

import math

from shapely.geometry import LineString, Point, Polygon

from models import directory
from models.sign_board import Mount, SignBoard, build, thickness
from scene.composition import Composition, Placement, SignFace, ahead, join, size_name
from scene.extras import word
from scene.hall import Floor, Furniture, Hall, Sign
from scene.storeys import ceiling_over, floor_numbers, floors_by_id

HANGS_FROM = 2.1
WALL_REACH = 0.4
DIRECTORY_REACH = 0.6
LIFT = 0.003
MOUNTS: dict[str, Mount] = {"ceiling": "ceiling", "wall": "wall", "post": "post"}


def compose_signs(hall: Hall) -> Composition:
    """All boards and faces."""
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    return join(_compose(hall, sign, floors[sign.floor], numbers[sign.floor]) for sign in hall.signs)


def _compose(hall: Hall, sign: Sign, floor: Floor, number: int) -> Composition:
    totem = _directory_at(hall, sign)
    if totem is not None:
        moved = sign.model_copy(update={"at": totem.at})
        return Composition(models={}, placements=(), signs=_faces(moved, floor, number, directory.THICKNESS / 2))
    mount = _mount(hall, sign)
    if mount is None:
        return Composition(models={}, placements=(), signs=_faces(sign, floor, number, 0.0))
    board = SignBoard(
        width=sign.size[0],
        height=sign.size[1],
        low=sign.z - sign.size[1] / 2,
        ceiling=ceiling_over(hall, floor, sign.at) if mount == "ceiling" else sign.z,
        mount=mount,
    )
    name = f"sign_{mount}:{size_name(board.width, board.height, board.low, board.ceiling)}"
    placement = Placement(prototype=name, floor=number, at=(*sign.at, floor.elevation), heading_deg=sign.heading_deg)
    faces = _faces(sign, floor, number, thickness(mount) / 2)
    return Composition(models={name: build(board)}, placements=(placement,), signs=faces)


def _faces(sign: Sign, floor: Floor, number: int, out: float) -> tuple[SignFace, ...]:
    """The front, and the back where the sign is double; `out` = from the board's middle to its face."""
    ways = (("", 0.0), (":back", 180.0)) if sign.double else (("", 0.0),)
    middle = (*sign.at, floor.elevation + sign.z)
    return tuple(
        SignFace(
            id=sign.id + suffix,
            floor=number,
            kind=sign.kind,
            at=ahead(middle, sign.heading_deg + turned, (out + LIFT, 0.0, 0.0)),
            heading_deg=(sign.heading_deg + turned) % 360.0,
            size=sign.size,
            lines=sign.lines,
        )
        for suffix, turned in ways
    )


def _directory_at(hall: Hall, sign: Sign) -> Furniture | None:
    """The standing directory a sign belongs to."""
    if sign.kind != "directory":
        return None
    near = [
        piece
        for piece in hall.furniture
        if piece.kind == "directory" and piece.floor == sign.floor and math.dist(piece.at, sign.at) <= DIRECTORY_REACH
    ]
    return near[0] if near else None


def _mount(hall: Hall, sign: Sign) -> Mount | None:
    """How a sign is held; None when nothing is to be drawn behind its text."""
    told = word(sign, "mount")
    if told == "none":
        return None
    if told in MOUNTS:
        return MOUNTS[told]
    if _is_at_wall(hall, sign):
        return "wall"
    return "ceiling" if sign.z - sign.size[1] / 2 >= HANGS_FROM else "post"


def _is_at_wall(hall: Hall, sign: Sign) -> bool:
    at = Point(sign.at)
    walls = [LineString(wall.line) for wall in hall.walls if wall.floor == sign.floor]
    blocks = [Polygon(obstacle.polygon) for obstacle in hall.obstacles if obstacle.floor == sign.floor]
    return any(shape.distance(at) <= WALL_REACH for shape in (*walls, *blocks))
