"""All kinds by name."""

from __future__ import annotations

from models import service_desk
from models.kind import Kind, ModelError, Ring, Size, nothing, octagon

_ALL = (
    service_desk.KIND,
    Kind(name="bench", zh="等候椅", en="Seats", size=(2.4, 0.7, 0.85)),
    Kind(name="plant", zh="绿植", en="Plant", size=(0.5, 0.5, 1.6), outline=octagon, overhang=0.3),
    Kind(name="planter", zh="花箱", en="Planter", size=(1.8, 0.45, 1.0), overhang=0.15),
    Kind(name="column", zh="立柱", en="Column", size=(0.8, 0.8, 4.8), to_ceiling=True),
    Kind(name="column_round", zh="圆柱", en="Round column", size=(0.9, 0.9, 4.8), outline=octagon, to_ceiling=True),
    Kind(name="touch_terminal", zh="查询机", en="Touch terminal", size=(0.6, 0.5, 1.55)),
    Kind(name="ticket_machine", zh="取号机", en="Ticket machine", size=(0.5, 0.45, 1.45)),
    Kind(name="self_service_machine", zh="自助机", en="Self-service machine", size=(0.8, 0.7, 1.9)),
    Kind(name="directory", zh="楼层索引", en="Directory", size=(1.2, 0.3, 2.2)),
    Kind(name="writing_desk", zh="填单台", en="Writing desk", size=(1.6, 0.7, 1.05)),
    Kind(name="info_stand", zh="资料架", en="Leaflets", size=(0.6, 0.4, 1.5)),
    Kind(name="bin", zh="垃圾桶", en="Bin", size=(0.36, 0.36, 0.8), outline=octagon),
    Kind(name="office_chair", zh="办公椅", en="Office chair", size=(0.6, 0.6, 1.0), outline=octagon),
    Kind(name="stool", zh="座凳", en="Stool", size=(0.38, 0.38, 0.45), outline=octagon),
    Kind(name="water_dispenser", zh="饮水机", en="Water", size=(0.4, 0.4, 1.3)),
    Kind(name="barrier", zh="隔离带", en="Queue barrier", size=(1.6, 0.1, 0.95)),
    Kind(name="sofa", zh="沙发", en="Sofa", size=(1.8, 0.8, 0.8)),
    Kind(name="table", zh="圆桌", en="Table", size=(0.7, 0.7, 0.72), outline=octagon),
    Kind(name="door_glass", zh="玻璃门", en="Glass door", size=(2.4, 0.12, 2.6), outline=nothing),
    Kind(name="hanging_display", zh="叫号屏", en="Call display", size=(2.4, 0.2, 3.9), outline=nothing, to_ceiling=True),
    Kind(name="government_building", zh="政府大楼", en="Government building", size=(72.0, 22.0, 30.0), outside=True),
    Kind(name="service_centre", zh="政务服务中心", en="Service centre", size=(100.0, 60.0, 16.0), outside=True),
    Kind(name="tree", zh="树", en="Tree", size=(0.5, 0.5, 7.5), outline=octagon, overhang=2.6, outside=True),
    Kind(name="flagpole", zh="旗杆", en="Flagpole", size=(0.8, 0.8, 13.0), overhang=2.6, outside=True),
    Kind(name="hedge", zh="绿篱", en="Hedge", size=(4.0, 0.8, 0.9), outside=True),
    Kind(name="lamp_post", zh="路灯", en="Lamp post", size=(0.4, 0.4, 6.0), overhang=1.2, outside=True),
    Kind(name="lawn", zh="草坪", en="Lawn", size=(20.0, 20.0, 0.12), outside=True),
    Kind(name="road", zh="道路", en="Road", size=(100.0, 9.0, 0.1), outside=True),
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
