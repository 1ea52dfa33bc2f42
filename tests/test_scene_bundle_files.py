"""kit.bin, layout.json and hall.glb: sound files that describe the same hall."""

from __future__ import annotations

import io
import itertools
import json
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import numpy as np
import pytest
import trimesh
from bundle_hall import small_source
from numpy.typing import NDArray
from shapely.geometry import MultiPoint, Point, Polygon

from models.mesh import Part
from scene.bundle import bundle_files, compose
from scene.composition import Composition
from scene.hall import Hall
from scene.hall_file import parse_hall, read_hall
from scene.open_zones import fronts_of
from scene.shell import build_shell
from scene.skylight import skylight_of
from scene.ways import gates_on, rides_of

WANGCHENG = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
TYPES = {5121: np.uint8, 5123: np.uint16, 5125: np.uint32, 5126: np.float32}
WIDTHS = {"SCALAR": 1, "VEC3": 3, "VEC4": 4}


class Glb:
    """A binary glTF, read anew without our writer."""

    def __init__(self, data: bytes) -> None:
        magic, version, length, text_length, kind = struct.unpack_from("<IIIII", data)
        assert (magic, version, length, kind) == (0x46546C67, 2, len(data), 0x4E4F534A)
        self.document: dict[str, Any] = json.loads(data[20 : 20 + text_length])
        binary_length, kind = struct.unpack_from("<II", data, 20 + text_length)
        assert kind == 0x004E4942
        self.binary = data[28 + text_length :]
        assert len(self.binary) == binary_length == self.document["buffers"][0]["byteLength"]

    def read(self, accessor: int) -> NDArray[Any]:
        """(count, width) values."""
        told = self.document["accessors"][accessor]
        view = self.document["bufferViews"][told["bufferView"]]
        component, width = TYPES[told["componentType"]], WIDTHS[told["type"]]
        size = np.dtype(component).itemsize * width
        stride = view.get("byteStride", size)
        start = view["byteOffset"] + told["byteOffset"]
        assert start % np.dtype(component).itemsize == 0
        assert told["byteOffset"] + (told["count"] - 1) * stride + size <= view["byteLength"]
        rows = [np.frombuffer(self.binary, component, width, start + i * stride) for i in range(told["count"])]
        return np.stack(rows)


@dataclass(frozen=True)
class KitPart:
    """positions (n, 3) metres, Y up; colours (n, 3) linear; faces (m, 3); ways (n, 3) metres, of what moves."""

    material: str
    positions: NDArray[np.float64]
    colours: NDArray[np.uint8]
    faces: NDArray[np.int64]
    ways: NDArray[np.float64] | None


@dataclass(frozen=True)
class KitThing:
    grid: float
    parts: list[KitPart]

    @property
    def points(self) -> NDArray[np.float64]:
        return np.concatenate([part.positions for part in self.parts])


def read_kit(data: bytes) -> dict[str, KitThing]:
    """A kit file, read anew from what docs/kit_file.md says."""
    magic, version, size = struct.unpack_from("<4sII", data)
    assert (magic, version) == (b"KITS", 1)
    head = json.loads(data[12 : 12 + size])
    ends = np.cumsum([12 + size, *head["streams"]])
    assert ends[-1] == len(data)
    levels, *axes, corners, colours, ways = (iter(data[a:b]) for a, b in itertools.pairwise(ends))
    kit = {}
    for told in head["prototypes"]:
        middle, parts = told.get("middle", [0, 0, 0]), []
        for material, vertices, faces in told["parts"]:
            columns = []
            for axis in range(3):
                heights = np.cumsum([signed(levels) for _ in range(number(levels))])
                ranks = np.cumsum([signed(axes[axis]) for _ in range(vertices)])
                columns.append(heights[ranks] * told["grid"] + middle[axis])
            steps = np.array([next(colours) for _ in range(3 * vertices)], dtype=np.uint8).reshape(3, -1)
            parts.append(
                KitPart(
                    head["materials"][material][0],
                    np.column_stack(columns),
                    np.cumsum(steps, axis=1, dtype=np.uint8).T,
                    read_faces(corners, faces),
                    read_ways(ways, vertices, told["grid"]) if head["materials"][material][0] == "moving" else None,
                )
            )
        kit[told["name"]] = KitThing(told["grid"], parts)
    assert all(next(stream, None) is None for stream in (levels, *axes, corners, colours, ways))
    return kit


def read_faces(stream: Iterator[int], faces: int) -> NDArray[np.int64]:
    fresh, corners = 0, []
    for _ in range(3 * faces):
        behind = number(stream)
        corners.append(fresh - behind)
        fresh += behind == 0
    return np.array(corners).reshape(-1, 3)


def read_ways(stream: Iterator[int], vertices: int, grid: float) -> NDArray[np.float64]:
    axes = [np.cumsum([signed(stream) for _ in range(vertices)]) for _ in range(3)]
    return np.column_stack(axes) * grid


def number(stream: Iterator[int]) -> int:
    value = shift = 0
    while (byte := next(stream)) > 127:
        value, shift = value | (byte & 127) << shift, shift + 7
    return value | byte << shift


def signed(stream: Iterator[int]) -> int:
    value = number(stream)
    return value >> 1 ^ -(value & 1)


def built(hall: Hall) -> tuple[Composition, dict[str, bytes]]:
    def quiet(step: str, share: float) -> None:
        pass

    composition = compose(hall, quiet)
    return composition, bundle_files(hall, composition, quiet)


@pytest.fixture(scope="module")
def small() -> tuple[Hall, Composition, dict[str, bytes]]:
    hall = parse_hall(small_source())
    return (hall, *built(hall))


@pytest.fixture(scope="module")
def wangcheng() -> tuple[Hall, Composition, dict[str, bytes]]:
    hall = read_hall(WANGCHENG)
    return (hall, *built(hall))


Built = tuple[Hall, Composition, dict[str, bytes]]


def test_the_kit_has_every_prototype_as_it_was_modelled(small: Built) -> None:
    """Face for face within a step of the grid, in the same colours; only faces that the grid makes a line of are gone."""
    _, composition, files = small
    kit = read_kit(files["kit.bin"])
    assert set(kit) == set(composition.models) == set(json.loads(files["layout.json"])["prototypes"])
    for name, thing in kit.items():
        wanted = [corner_set(part.vertices, part.faces, part.colours) for part in composition.models[name]]
        found = [corner_set(part.positions, part.faces, part.colours) for part in thing.parts]
        assert [part.material for part in thing.parts] == [part.material for part in composition.models[name]]
        assert thing.grid <= 0.005 or name == "site"
        for (points, colours, faces), (kept_points, kept_colours, kept_faces) in zip(wanted, found, strict=True):
            turned = np.column_stack([points[:, 0], points[:, 2], -points[:, 1]])
            assert np.allclose(turned.min(axis=0), kept_points.min(axis=0), atol=thing.grid), name
            assert np.allclose(turned.max(axis=0), kept_points.max(axis=0), atol=thing.grid), name
            assert kept_colours <= colours, name
            assert 0.97 * faces <= kept_faces <= faces, name


Corners = tuple[NDArray[np.float64], set[tuple[int, ...]], int]


def corner_set(points: NDArray[np.float64], faces: NDArray[np.int64], colours: NDArray[np.uint8]) -> Corners:
    """Corner points face by face, the colours used, the number of faces."""
    return points[faces.reshape(-1)], {tuple(colour) for colour in colours.tolist()}, len(faces)


def test_a_kit_part_has_no_corner_twice(small: Built) -> None:
    """A client makes normals part by part from shared corners; what is twice travels twice."""
    for name, thing in read_kit(small[2]["kit.bin"]).items():
        for part in thing.parts:
            assert len(np.unique(np.column_stack([part.positions, part.colours]), axis=0)) == len(part.positions), name
            assert len(np.unique(part.faces)) == len(part.positions), name


def test_an_escalators_steps_end_where_the_next_ones_were(small: Built) -> None:
    """So a client may begin again with the first phase after the last, and nobody sees it."""
    kit = read_kit(small[2]["kit.bin"])
    (steps,) = (
        part for name, one in kit.items() if name.startswith("escalator") for part in one.parts if part.ways is not None
    )
    assert steps.ways is not None
    now = {tuple(np.round(point, 3)) for point in steps.positions}
    later = [tuple(np.round(point, 3)) for point in steps.positions + steps.ways]
    gone_on = sum(any(math.dist(point, other) < 0.003 for other in now) for point in later)
    assert gone_on >= len(later) * 0.9
    assert (np.linalg.norm(steps.ways, axis=1) > 0.3).all()


def test_an_escalator_that_goes_up_is_green_at_its_foot_and_red_at_its_head(small: Built) -> None:
    hall, composition, _ = small
    (up,) = (one for one in hall.connectors if one.id == "up")
    marks = {one.prototype.split(":")[1]: one for one in composition.placements if one.prototype.startswith("marks:")}
    ends = {"go": up.stops[0], "no": up.stops[1]}
    assert {name: one.floor for name, one in marks.items()} == {"go": 0, "no": 1}
    for name, stop in ends.items():
        assert math.dist(marks[name].at[:2], stop.at) == pytest.approx(0.6)


def test_layout_places_everything_where_it_was_composed(small: Built) -> None:
    _, composition, files = small
    layout = json.loads(files["layout.json"])
    table = layout["placements"]
    rows = list(zip(*(table[key] for key in ("floor", "prototype", "x", "y", "z", "heading", "id")), strict=True))
    assert rows == sorted(rows, key=lambda row: row[:4])
    wanted = sorted(
        (
            one.floor,
            layout["prototypes"].index(one.prototype),
            *(round(1000 * v) for v in one.at),
            round(10 * one.heading_deg) % 3600,
            one.id or "",
        )
        for one in composition.placements
    )
    assert sorted((*row[:6], row[6] or "") for row in rows) == wanted


def test_every_window_can_be_picked_and_has_its_number_and_its_plate(small: Built) -> None:
    _, _, files = small
    layout = json.loads(files["layout.json"])
    codes = layout["windows"]["code"]
    picked = [name for name in layout["placements"]["id"] if name and name.startswith("window:")]
    assert sorted(picked) == [f"window:{code}" for code in codes]
    for kind in ("window", "plate"):
        assert [sign["window"] for sign in layout["signs"] if sign["kind"] == kind] == codes


def test_a_double_sign_has_two_faces_and_a_directory_text_lies_on_its_board(small: Built) -> None:
    _, _, files = small
    signs = {sign["id"]: sign for sign in json.loads(files["layout.json"])["signs"]}
    front, back = signs["zone-board"], signs["zone-board:back"]
    assert (front["heading_deg"], back["heading_deg"]) == (0, 180)
    assert front["at"][0] - back["at"][0] == pytest.approx(0.096, abs=0.01)
    assert signs["index-text"]["at"] == pytest.approx([21, 8 - 0.053, 1.2])
    assert signs["exterior:name"]["lines"] == [{"zh": "小厅", "en": "Small hall"}]


def test_kit_and_plain_model_hold_the_same_hall(small: Built) -> None:
    """What the client puts together from kit and layout is what the plain file shows: box for box."""
    hall, composition, files = small
    kit, layout = read_kit(files["kit.bin"]), json.loads(files["layout.json"])
    scene = trimesh.load_scene(io.BytesIO(files["hall.glb"]), file_type="glb")
    plain = Glb(files["hall.glb"])
    table = layout["placements"]
    boxes = []
    for prototype, x, y, z, heading in zip(
        *(table[key] for key in ("prototype", "x", "y", "z", "heading")), strict=True
    ):
        points = kit[layout["prototypes"][prototype]].points
        angle = math.radians(heading / 10)
        c, s = math.cos(angle), math.sin(angle)
        placed = points @ np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]]) + np.array([x, z, -y]) / 1000
        boxes.append((placed.min(axis=0), placed.max(axis=0)))
    low, high = np.min([b[0] for b in boxes], axis=0), np.max([b[1] for b in boxes], axis=0)
    assert np.allclose(scene.bounds, [low, high], atol=0.03)
    things = [node for node in plain.document["nodes"] if "mesh" in node]
    assert len(things) == len(composition.placements)
    names = {node["name"] for node in plain.document["nodes"]}
    assert {"F1", "F2", "outside", "window:A01", "connector:up", "furniture:desk"} <= names
    roots = [plain.document["nodes"][index]["name"] for index in plain.document["scenes"][0]["nodes"]]
    assert roots == [*(floor.id for floor in hall.floors), "outside"]


def test_the_plain_model_has_unit_normals(small: Built) -> None:
    plain = Glb(small[2]["hall.glb"])
    for mesh in plain.document["meshes"]:
        for primitive in mesh["primitives"]:
            lengths = np.linalg.norm(plain.read(primitive["attributes"]["NORMAL"]), axis=1)
            assert np.allclose(lengths, 1, atol=1e-3), mesh["name"]


# --- the shell ------------------------------------------------------------------------------------------------------


def upward_area(hall: Hall, floor: int) -> float:
    area = 0.0
    for part in build_shell(hall, hall.floors[floor]):
        if part.material == "floor":
            a, b, c = (part.vertices[part.faces[:, i]] for i in range(3))
            area += float(np.cross(b - a, c - a)[:, 2].sum() / 2)
    return area


def test_the_slab_covers_the_floor_without_its_voids(small: Built) -> None:
    hall = small[0]
    assert upward_area(hall, 0) == pytest.approx(40 * 30, abs=0.01)
    assert upward_area(hall, 1) == pytest.approx(40 * 30 - 120 - 4.2 * 6.6, abs=0.01)


def test_the_top_floor_has_a_roof_of_glass_over_its_largest_void(small: Built) -> None:
    hall = small[0]
    assert skylight_of(hall, hall.floors[0]).is_empty
    roof = skylight_of(hall, hall.floors[1])
    assert Polygon(hall.floors[1].voids[0]).buffer(-1.0).contains(roof)
    down = [part for part in build_shell(hall, hall.floors[1]) if part.material == "matte"]
    ceiling = sum(area_looking_down(part, hall.floors[1].height) for part in down)
    assert ceiling == pytest.approx(40 * 30 - roof.area, abs=0.01)


def area_looking_down(part: Part, z: float) -> float:
    """Of the triangles of a part that lie at z."""
    corners = part.vertices[part.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    level = (np.abs(corners[:, :, 2] - z) < 1e-6).all(axis=1) & (across[:, 2] < 0)
    return float(-across[level, 2].sum() / 2)


def test_railings_stand_round_voids_and_open_at_connectors(small: Built) -> None:
    hall = small[0]
    rails = [part for part in build_shell(hall, hall.floors[1]) if part.material == "glass"]
    points = np.concatenate([part.vertices for part in rails])
    # The roof over the void is of glass too.
    points = points[points[:, 2] < 2.0]
    ring = Polygon(hall.floors[1].voids[0])
    assert (np.array([ring.exterior.distance(Point(p[:2])) for p in points if p[1] < 20.2]) < 0.15).all()
    gates = gates_on(hall, hall.floors[1])
    assert len(gates) == len(rides_of(hall)) == 2
    middles = rails[0].vertices[rails[0].faces].mean(axis=1)
    assert not any(gate.buffer(-0.1).contains(Point(x, y)) for gate in gates for x, y, _ in middles)


def test_walls_leave_their_doors_open(small: Built) -> None:
    """Nothing of the shell stands in the door of the inner wall, at (26, 5), below its head; without the door, the wall does."""
    hall = small[0]
    doorless = hall.model_copy(update={"walls": tuple(wall.model_copy(update={"doors": ()}) for wall in hall.walls)})
    door = Polygon([(25.8, 4.5), (26.2, 4.5), (26.2, 5.5), (25.8, 5.5)])
    assert not faces_in(hall, door)
    assert faces_in(doorless, door)


def faces_in(hall: Hall, where: Polygon) -> int:
    """How many faces of the ground floor's shell reach over a part of the floor, at a height where people are."""
    faces = [corners for part in build_shell(hall, hall.floors[0]) for corners in part.vertices[part.faces]]
    upright = [one for one in faces if one[:, 2].min() < 2.0 and one[:, 2].max() > 0.3]
    return sum(MultiPoint(one[:, :2]).convex_hull.intersects(where) for one in upright)


# --- budgets --------------------------------------------------------------------------------------------------------


def test_kit_and_layout_of_wangcheng_travel_in_under_60_kb(wangcheng: Built) -> None:
    files = wangcheng[2]
    sizes = {name: len(brotli.compress(files[name], quality=11)) for name in ("kit.bin", "layout.json")}
    assert sum(sizes.values()) < 60_000, sizes


def test_a_storey_of_wangcheng_is_drawn_from_at_most_200k_triangles(wangcheng: Built) -> None:
    hall, composition, _ = wangcheng
    counts = {name: sum(len(part.faces) for part in model) for name, model in composition.models.items()}
    for number in range(len(hall.floors)):
        drawn = [
            one for one in composition.placements if one.floor == number and one.prototype not in composition.clutter
        ]
        assert sum(counts[one.prototype] for one in drawn) <= 200_000


def test_every_display_tells_on_both_sides_of_the_windows_next_to_it(wangcheng: Built) -> None:
    hall, _, files = wangcheng
    layout = json.loads(files["layout.json"])
    at = dict(
        zip(layout["windows"]["code"], zip(*(layout["windows"][k] for k in ("x", "y")), strict=True), strict=True)
    )
    displays = [sign for sign in layout["signs"] if sign["kind"] == "display"]
    assert len(displays) == 2 * sum(piece.kind == "hanging_display" for piece in hall.furniture)
    for sign in displays:
        assert 3 <= len(sign["windows"]) <= 6
        assert max(math.dist(at[code], sign["at"][:2]) for code in sign["windows"]) < 12, sign["id"]
    assert len({code for sign in displays for code in sign["windows"]}) > 120


def test_the_zone_that_never_closes_shows_its_name_and_greener_glass_to_the_street(wangcheng: Built) -> None:
    hall, composition, _ = wangcheng
    (front,) = fronts_of(hall)
    assert front.area.id == "self-service"
    assert (front.middle[1], front.heading_deg % 360) == (0.0, 270.0)
    assert front.width == pytest.approx(13.1, abs=0.1)
    (sign,) = (one for one in composition.signs if one.id.startswith("open:"))
    assert sign.lines == (front.area.name,)
    panes = [part for part in composition.models["exterior"] if part.material == "metal"]
    red, green, blue = np.concatenate([part.colours for part in panes]).T.astype(float)
    assert ((green > 0.84 * blue) & (blue > 1.3 * red)).any()
    assert (green[blue > 1.3 * red] <= 0.72 * blue[blue > 1.3 * red]).any()


def test_wangcheng_has_a_plate_for_each_of_its_172_windows(wangcheng: Built) -> None:
    assert len(json.loads(wangcheng[2]["hotspots.json"])) == 172
