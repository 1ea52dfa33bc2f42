"""All kinds by name."""

from __future__ import annotations

from models import (
    barrier,
    bench,
    bollard,
    column,
    directory,
    door,
    flagpole,
    government_building,
    hanging_display,
    hedge,
    info_stand,
    lamp_post,
    litter_bin,
    office_chair,
    person,
    plant,
    planter,
    self_service_machine,
    service_desk,
    sofa,
    stool,
    table,
    ticket_machine,
    touch_terminal,
    tree,
    water_dispenser,
    writing_desk,
)
from models.kind import Kind, ModelError, Ring, Size

_ALL = (
    service_desk.KIND,
    bench.KIND,
    sofa.KIND,
    table.KIND,
    plant.KIND,
    planter.KIND,
    column.SQUARE,
    column.ROUND,
    touch_terminal.KIND,
    ticket_machine.KIND,
    self_service_machine.KIND,
    directory.KIND,
    writing_desk.KIND,
    info_stand.KIND,
    litter_bin.KIND,
    water_dispenser.KIND,
    barrier.KIND,
    office_chair.KIND,
    stool.KIND,
    door.KIND,
    hanging_display.KIND,
    government_building.KIND,
    tree.KIND,
    hedge.KIND,
    flagpole.KIND,
    lamp_post.KIND,
    bollard.KIND,
    person.VISITOR,
    Kind(name="service_centre", zh="政务服务中心", en="Service centre", size=(100.0, 60.0, 16.0), outside=True),
    Kind(name="lawn", zh="草坪", en="Lawn", size=(20.0, 20.0, 0.12), outside=True),
    Kind(name="road", zh="道路", en="Road", size=(100.0, 9.0, 0.1), outside=True),
    Kind(name="path", zh="步道", en="Path", size=(2.0, 20.0, 0.1), outside=True),
    Kind(name="forecourt", zh="广场", en="Forecourt", size=(40.0, 20.0, 0.1), outside=True),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def kind_of(name: str) -> Kind:
    """The kind of that name; ModelError with the names there are when there is none."""
    if name not in KINDS:
        raise ModelError(f"there is no kind {name!r}; kinds are {', '.join(sorted(KINDS))}")
    return KINDS[name]


def size_of(name: str) -> Size:
    """Default (w, d, h) of a kind."""
    return kind_of(name).size


def outline_of(name: str, size: Size | None = None) -> Ring:
    """What a kind covers of the floor, in its own coordinates, counter-clockwise; empty when it covers nothing."""
    kind = kind_of(name)
    return kind.outline(size or kind.size)
