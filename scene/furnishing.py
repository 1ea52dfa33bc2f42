"""Furniture as placements."""

from __future__ import annotations

from functools import cache

import models
from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint
from models.palette import PAPER
from scene.composition import Composition, Placement, join, size_name
from scene.hall import Floor, Furniture, Hall
from scene.outlines import furniture_size
from scene.storeys import ceiling_over, floor_numbers, floors_by_id

# What one does not look for from afar.
CLUTTER = frozenset(("office_chair", "stool", "bin", "info_stand", "water_dispenser", "table"))


def compose_furniture(hall: Hall) -> Composition:
    """Everything that stands or hangs in the hall."""
    floors, numbers = floors_by_id(hall), floor_numbers(hall)
    return join(_compose(hall, piece, floors[piece.floor], numbers[piece.floor]) for piece in hall.furniture)


def _compose(hall: Hall, piece: Furniture, floor: Floor, number: int) -> Composition:
    name, model = _prototype(hall, piece, floor)
    placement = Placement(
        prototype=name,
        floor=number,
        at=(*piece.at, floor.elevation),
        heading_deg=piece.heading_deg,
        id=f"furniture:{piece.id}" if piece.kind in PICKED else None,
    )
    return Composition(
        models={name: model}, placements=(placement,), clutter=frozenset({name} if piece.kind in CLUTTER else ())
    )


PICKED = frozenset(("touch_terminal", "ticket_machine", "self_service_machine", "service_desk", "directory"))


def _prototype(hall: Hall, piece: Furniture, floor: Floor) -> tuple[str, Model]:
    """Name and mesh: things of the same kind and size share them."""
    kind = models.KINDS.get(piece.kind)
    if kind is None or kind.build is None:
        size = furniture_size(piece)
        return f"block:{size_name(*size)}", _block(size)
    size = size_under(hall, piece, floor, kind)
    name = kind.name if size == kind.size else f"{kind.name}:{size_name(*size)}"
    return name, _built(kind, size)


@cache
def _built(kind: Kind, size: Size) -> Model:
    """The mesh, made once for all things alike."""
    assert kind.build is not None  # noqa: S101  the caller has looked
    return kind.build(size)


def size_under(hall: Hall, piece: Furniture, floor: Floor, kind: Kind) -> Size:
    """How large a piece is; what hangs reaches the ceiling over it."""
    if piece.size is None and kind.to_ceiling:
        return (kind.size[0], kind.size[1], ceiling_over(hall, floor, piece.at))
    return furniture_size(piece)


def _block(size: Size) -> Model:
    """A thing of a kind we do not know: a plain body of its size."""
    width, depth, height = size
    bevel = min(0.02, *(length / 4 for length in size))
    return assemble([paint("matte", PAPER, box((-depth / 2, -width / 2, 0.0), (depth / 2, width / 2, height), bevel))])
