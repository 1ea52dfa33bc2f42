"""A street lamp with two arms."""

from __future__ import annotations

from models.kind import Kind, Size
from models.mesh import Model, assemble, box, paint, revolve
from models.palette import GRAPHITE, LAMP, STEEL_DARK


def build(size: Size) -> Model:
    """About 110 triangles."""
    width, _, height = size
    r = width / 2
    pole = revolve([(r, 0.0), (r, 0.1), (0.07, 0.25), (0.05, height)], 11)
    arm = box((-0.04, -1.1, height - 0.05), (0.04, 1.1, height + 0.0))
    heads = [box((-0.12, y - 0.35, height - 0.1), (0.12, y + 0.35, height - 0.05)) for y in (-0.8, 0.8)]
    lights = [box((-0.1, y - 0.32, height - 0.115), (0.1, y + 0.32, height - 0.1)) for y in (-0.8, 0.8)]
    return assemble(
        [paint("matte", STEEL_DARK, pole, arm), paint("matte", GRAPHITE, *heads), paint("glow", LAMP, *lights)]
    )


KIND = Kind(name="lamp_post", zh="路灯", en="Lamp post", size=(0.4, 0.4, 6.0), overhang=1.2, outside=True, build=build)
