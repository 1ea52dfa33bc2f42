"""Light in small worlds whose answer is known: symmetry, shadow, windows, energy; and the files of a whole hall."""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import brotli
import numpy as np
import pytest
from corpus import good_source

from models import ceiling_lamp
from models.mesh import Model, Solid, assemble, box, paint
from scene.bundle import compose
from scene.composition import Composition, Placement
from scene.hall_file import parse_hall
from scene.kit import kit_shapes
from scene.light import gather as gathering
from scene.light.atlas import WALL_ROWS, make_atlas
from scene.light.bake import StoreyLight, bake
from scene.light.baking import bake_file
from scene.light.files import INDEX, SHADES, light_files, light_version, write_light
from scene.light.gather import SKY, Light, Patches, gather
from scene.light.rays import Floats, LightError
from scene.light.shades import shade, shades_of
from scene.light.smooth import Links, all_linked, fill, spread
from scene.light.world import MOST_ALBEDO, make_world

WANGCHENG = Path(__file__).parents[1] / "scene" / "halls" / "wangcheng.json"
ROOM = (8.0, 6.0, 3.0)
GREY = "#BBBBBB"


def room(*inside: Solid, without: int = 0, lamp: bool = True) -> Patches:
    """A closed room about the origin, with things in it, without `without` panels of its south wall, a lamp in its middle."""
    x, y, z = ROOM[0] / 2, ROOM[1] / 2, ROOM[2]
    slabs = [
        box((-x - 1, -y - 1, -0.2), (x + 1, y + 1, 0.0)),
        box((-x - 1, -y - 1, z), (x + 1, y + 1, z + 0.2)),
        box((-x - 1, y, -0.1), (x + 1, y + 0.2, z + 0.1)),
        box((-x - 0.2, -y - 1, -0.1), (-x, y + 1, z + 0.1)),
        box((x, -y - 1, -0.1), (x + 0.2, y + 1, z + 0.1)),
    ]
    panels = [box((-x + 2 * i, -y - 0.2, -0.1), (-x + 2 * i + 2, -y, z + 0.1)) for i in range(without, 4)]
    models: dict[str, Model] = {"shell:R": assemble([paint("matte", GREY, *slabs, *panels, *inside)])}
    places = [Placement(prototype="shell:R", floor=0, at=(0.0, 0.0, 0.0), heading_deg=0.0)]
    if lamp:
        models["ceiling_lamp"] = ceiling_lamp.build(z, length=2.0)
        places.append(Placement(prototype="ceiling_lamp", floor=0, at=(0.0, 0.0, 0.0), heading_deg=0.0))
    return Patches(make_world(Composition(models=models, placements=tuple(places))))


def floor_light(patches: Patches, *spots: tuple[float, float]) -> Light:
    points = np.array([(x, y, 0.02) for x, y in spots], dtype=np.float32)
    return gather(patches, patches.world.whole, points, np.tile(np.array([0, 0, 1], dtype=np.float32), (len(spots), 1)))


def grid() -> list[tuple[float, float]]:
    return [(x, y) for x in np.arange(-3.75, 4, 0.5) for y in np.arange(-2.75, 3, 0.5)]


def test_a_lamp_in_the_middle_lights_all_four_quarters_alike() -> None:
    spots = grid()
    light = floor_light(room(), *spots)
    quarters: list[Floats] = [
        (light.lamps + light.bounced)[[i for i, (x, y) in enumerate(spots) if x * sx > 0 and y * sy > 0]]
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    means = [float(quarter.mean()) for quarter in quarters]
    assert max(means) / min(means) < 1.02


def test_it_is_brightest_below_the_lamp() -> None:
    light = floor_light(room(), (0, 0), (2, 0), (3.8, 0), (0, 2.8))
    assert light.lamps[0] > light.lamps[1] > light.lamps[2] > 0
    assert light.lamps[0] > light.lamps[3]


def test_behind_a_wall_there_is_no_light_of_the_lamp_but_what_is_thrown_back() -> None:
    screen = box((1.9, -2.5, -0.1), (2.0, 2.5, 2.5))
    behind = floor_light(room(screen), (2.3, 0.0))
    assert behind.lamps[0] == 0.0
    assert behind.bounced[0] > 0.0
    assert behind.bounced[0] < floor_light(room(), (2.3, 0.0)).lamps[0]


def test_behind_a_wall_that_leaves_no_gap_it_is_dark() -> None:
    screen = box((1.9, -3.1, -0.1), (2.0, 3.1, 3.1))
    behind = floor_light(room(screen), (2.3, 0.0), (3.9, 2.9))
    assert behind.lamps.max() == behind.bounced.max() == behind.day.max() == 0.0


def test_a_closed_room_has_no_day_and_each_window_brings_more() -> None:
    day = [float(floor_light(room(without=n, lamp=False), *grid()).day.mean()) for n in range(5)]
    assert day[0] == 0.0
    assert all(fewer < more for fewer, more in pairwise(day))
    assert day[-1] < SKY


def test_daylight_fades_from_the_window_inwards() -> None:
    light = floor_light(room(without=4, lamp=False), (0, -2.8), (0, -1.5), (0, 0), (0, 2.5))
    assert list(light.day) == sorted(light.day, reverse=True)


def test_what_is_thrown_back_is_no_more_than_what_fell_on_the_brightest_spot() -> None:
    patches = room()
    light = floor_light(patches, *grid(), (0.0, 0.0))
    assert light.bounced.max() < MOST_ALBEDO * light.lamps.max()


def test_under_a_thing_it_is_darker_and_within_it_is_known_to_be_no_place() -> None:
    desk = box((-0.5, -0.5, 0.7), (0.5, 0.5, 0.75))
    block = box((2.0, 1.0, -0.1), (3.0, 2.0, 1.0))
    light = floor_light(room(desk, block), (0.0, 0.0), (-2.0, 0.0), (2.5, 1.5))
    assert light.lamps[0] + light.bounced[0] < 0.3 * light.lamps[1]
    assert light.open[0] < light.open[1] == pytest.approx(1.0, abs=0.05)
    assert light.buried[2] > 0.9
    assert light.buried[0] == light.buried[1] == 0.0


def test_evening_out_keeps_the_sum_and_does_not_pass_walls() -> None:
    values = np.zeros((6, 8), dtype=np.float32)
    values[3, 2] = 10.0
    links = all_linked(6, 8)
    wall = Links(links.right.copy(), links.below)
    wall.right[:, 3] = 0.0
    spread_out = spread(values, wall, 40)
    assert spread_out.sum() == pytest.approx(10.0, rel=1e-4)
    assert spread_out[:, 4:].max() == 0.0
    assert spread_out[:, :4].min() > 0.0


def test_what_is_not_known_is_taken_from_beside_it() -> None:
    values = np.full((5, 5), 2.0, dtype=np.float32)
    values[2, 2] = 99.0
    known = values < 50
    assert (fill(values, known) == 2.0).all()


def test_every_side_of_a_wall_has_a_strip_of_its_own() -> None:
    hall = parse_hall(WANGCHENG.read_bytes())
    for floor in hall.floors:
        atlas = make_atlas(hall, floor)
        taken = np.zeros((atlas.height, atlas.width), dtype=np.int64)
        for tile in (atlas.floor, atlas.ceiling, atlas.air):
            taken[tile.y : tile.y + tile.rows, tile.x : tile.x + tile.columns] += 1
        for strip in atlas.strips:
            assert strip.x + strip.columns <= atlas.width
            taken[strip.y : strip.y + WALL_ROWS, strip.x : strip.x + strip.columns] += 1
        assert taken.max() == 1


def test_the_same_hall_gives_the_same_light(tmp_path: Path) -> None:
    source = good_source("one_room")
    first, second = (bake_file(source, tmp_path / name, lambda *_: None) for name in "ab")
    assert first.name == second.name == light_version(source)
    names = sorted(path.name for path in first.iterdir())
    assert INDEX in names
    assert f"{INDEX}.br" in names
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)
    index = json.loads((first / INDEX).read_text())
    assert {storey["file"] for storey in index["storeys"]} <= set(names)


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    shares: list[float] = []
    bake_file(good_source("one_room"), tmp_path, lambda _, share: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.fixture(scope="module")
def shipped() -> tuple[tuple[StoreyLight, ...], dict[str, bytes]]:
    """The light of the hall that ships and its files, of a quarter of the rays: noisier than what ships, and so no smaller."""
    hall = parse_hall(WANGCHENG.read_bytes())
    composition = compose(hall, lambda *_: None)
    with pytest.MonkeyPatch.context() as patch:
        for rays in ("LAMP_RAYS", "SKY_RAYS", "PATCH_LAMP_RAYS", "PATCH_SKY_RAYS"):
            patch.setattr(gathering, rays, getattr(gathering, rays) // 4)
        storeys = bake(hall, composition, lambda *_: None)
    return storeys, light_files(storeys, shades_of(composition))


def test_each_storey_of_the_hall_that_ships_travels_in_under_25_kb(
    shipped: tuple[tuple[StoreyLight, ...], dict[str, bytes]],
) -> None:
    sizes = {name: len(data) for name, data in shipped[1].items() if name.endswith(".webp")}
    assert len(sizes) == len(shipped[0])
    assert max(sizes.values()) < 25_000, sizes


def test_the_light_of_the_whole_hall_that_ships_travels_in_under_60_kb(
    shipped: tuple[tuple[StoreyLight, ...], dict[str, bytes]],
) -> None:
    sizes = {
        name: len(data) if name.endswith(".webp") else len(brotli.compress(data)) for name, data in shipped[1].items()
    }
    assert {INDEX, SHADES} < set(sizes)
    assert sum(sizes.values()) < 60_000, sizes


def test_every_storey_of_the_hall_that_ships_is_lit(
    shipped: tuple[tuple[StoreyLight, ...], dict[str, bytes]],
) -> None:
    for storey in shipped[0]:
        tile = storey.atlas.floor
        floor = (storey.lamps + storey.day)[tile.y : tile.y + tile.rows, tile.x : tile.x + tile.columns]
        assert 0.3 < float(np.median(floor)) < 1.5
        assert np.isfinite(storey.lamps).all()
        assert storey.lamps.min() >= 0.0


def test_a_prototype_is_dark_where_its_own_parts_stand_close() -> None:
    foot, top = box((-0.1, -0.1, 0.0), (0.1, 0.1, 0.69)), box((-0.6, -0.6, 0.7), (0.6, 0.6, 0.75))
    shades = np.frombuffer(shade(assemble([paint("matte", GREY, foot, top)])), dtype=np.uint8)
    assert len(shades) == 16
    foot_low, foot_high, above = shades[:4], shades[4:8], shades[12:16]
    assert (above == 255).all()
    assert foot_high.max() < foot_low.min()


def test_shades_are_as_many_as_the_kit_has_vertices() -> None:
    composition = room_composition()
    shades = shades_of(composition)
    assert shades
    for name, data in shades.items():
        assert len(data) == sum(len(vertices) for vertices, _ in kit_shapes(composition.models[name]))


def test_a_new_light_replaces_the_old_as_a_whole(tmp_path: Path) -> None:
    write_light({INDEX: b"{}", "old.webp": b""}, tmp_path, "v")
    write_light({INDEX: b"{}", "new.webp": b""}, tmp_path, "v")
    assert [path.name for path in tmp_path.iterdir()] == ["v"]
    assert not (tmp_path / "v" / "old.webp").exists()


def test_without_embree_it_is_said_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("embreex", "embreex.mesh_construction", "embreex.rtcore_scene"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(LightError, match="embree"):
        bake(parse_hall(good_source("one_room")), room_composition(), lambda *_: None)
    with pytest.raises(LightError):
        bake_file(good_source("one_room"), tmp_path, lambda *_: None)
    assert list(tmp_path.iterdir()) == []


def room_composition() -> Composition:
    return compose(parse_hall(good_source("one_room")), lambda *_: None)
