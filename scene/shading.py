"""Colours of surfaces in still light, worked out at their corners: what a renderer without shaders of its own draws.

The light is that of the walk (web/src/stage/programs.ts, light.ts) without what depends on where one looks from: the one that was
worked out for the hall where there is one, else a guess. Light is linear, colours come out as sRGB.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.mesh import Material
from scene.light.reading import BakedStorey, light_at

Floats = NDArray[np.floating[Any]]
Colours = NDArray[np.uint8]
Bools = NDArray[np.bool_]

LAMPS = 0.62
"""How bright the lamps are on average, 0 … 1."""
ABOVE = np.array([1.0, 0.985, 0.955], dtype=np.float32) * (0.64 + 0.48 * LAMPS)
BELOW = np.array([0.62, 0.595, 0.555], dtype=np.float32) * (0.74 + 0.36 * LAMPS)
DAYLIGHT = np.array([0.86, 0.95, 1.05], dtype=np.float32)
SUN = np.array([1.02, 0.93, 0.79], dtype=np.float32) * 0.8
TO_SUN = np.array([0.5, -0.6, 0.62], dtype=np.float32) / np.float32(np.linalg.norm([0.5, -0.6, 0.62]))
SKY_LOW = np.array([0.30, 0.31, 0.29], dtype=np.float32)
SKY_HIGH = np.array([0.52, 0.60, 0.70], dtype=np.float32)
ROOM = np.array([0.72, 0.75, 0.77], dtype=np.float32)
"""What steel mirrors, on average."""
LAMP_LIGHT = np.array([0.84, 0.82, 0.785], dtype=np.float32)
DAY_LIGHT = np.array([0.98, 1.03, 1.08], dtype=np.float32)
"""What the lamps and the sky through the windows give in the morning, as web/src/stage/hours.ts has it."""
FLOOR_FULL = 1.3
"""The light that floors are coloured for where theirs was worked out: a picture on them darkens it to what there is."""
BEFORE = 0.4
"""How far before an upright surface its light is looked up, metres: within a wall there is none."""
ALPHA: dict[Material, int] = {"glass": 62}


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A storey as its light sees it: bounds (x0, y0, x1, y1), z of its floor, its height; what was worked out of its light."""

    bounds: tuple[float, float, float, float]
    elevation: float
    height: float
    baked: BakedStorey | None = None


def lit_indoors(points: Floats, normals: Floats, colours: Colours, material: Material, room: Room) -> Colours:
    """Colours under lamps and daylight from the façade.

    points, normals: (n, 3) float32, metres, z up; colours: (n, 3) uint8, linear
    returns: (n, 4) uint8, sRGB and alpha
    """
    albedo = colours.astype(np.float32) / 255
    if material == "glow":
        return _finished(albedo * 1.12, material)
    is_ceiling = (normals[:, 2] < -0.9) & (points[:, 2] > room.elevation + room.height - 0.35)
    if room.baked is None:
        light = _guessed_light(points, normals, room, material)
        light = np.where(is_ceiling[:, None], np.float32(0.84 + 0.2 * LAMPS), light)
    elif material == "floor":
        light = np.broadcast_to(FLOOR_FULL * LAMP_LIGHT, albedo.shape)
    else:
        light = _baked_light(points, normals, room, room.baked, is_ceiling)
    return _finished(_steel(albedo, albedo * light, material), material)


def _baked_light(points: Floats, normals: Floats, room: Room, baked: BakedStorey, is_ceiling: Bools) -> Floats:
    """A thing stands in the storey's light: most from above, some back from the floor, daylight more from the sides."""
    lamps, day = light_at(baked.air, points[:, :2] + BEFORE * normals[:, :2])
    up = normals[:, 2] * 0.5 + 0.5
    up = up * up * (3 - 2 * up)
    # Sides differ a little, so that a corner reads as one even in even light.
    dimmed = (1 + 0.06 * normals[:, 0] + 0.04 * normals[:, 1]) * _standing(points, normals, room)
    h = _smooth(0.3, 1.0, _height(points, room) / room.height)
    dimmed *= 1 - 0.18 * h * h * (1 - np.abs(normals[:, 2]))
    above = light_at(baked.ceiling, points[:, :2])
    # The bake throws light back only once, and a ceiling has nothing else.
    lamps = np.where(is_ceiling, 1.3 * above[0], lamps * (0.42 + 0.62 * up) * dimmed)
    day = np.where(is_ceiling, 1.3 * above[1], day * (0.55 + 0.45 * up) * dimmed)
    return np.asarray(lamps[:, None] * LAMP_LIGHT + day[:, None] * DAY_LIGHT, dtype=np.float32)


def _guessed_light(points: Floats, normals: Floats, room: Room, material: Material) -> Floats:
    """Lamps everywhere alike, daylight by the distance from the façade."""
    up = normals[:, 2] * 0.5 + 0.5
    light = _mix(BELOW, ABOVE, up * up * (3 - 2 * up))
    x0, y0, x1, y1 = room.bounds
    away = np.column_stack([x1 - points[:, 0], y1 - points[:, 1], points[:, 0] - x0, points[:, 1] - y0])
    away = np.maximum(away, 0)
    facing = np.maximum(np.column_stack([normals[:, :2], -normals[:, :2]]), 0)
    day = (facing * _fall(away / 9)).sum(axis=1)
    near = _fall(away.min(axis=1) / 5)
    light += DAYLIGHT * (0.42 * day + 0.16 * near * (0.35 + 0.65 * up))[:, None]
    light *= (1 + 0.09 * normals[:, 0] + 0.055 * normals[:, 1])[:, None]
    # Floors get their contact shadows from a picture of their own.
    if material != "floor":
        under = 1 - 0.18 * _fall((room.height - _height(points, room)) / 0.5) * (1 - np.abs(normals[:, 2]))
        light *= (_standing(points, normals, room) * under)[:, None]
    return light


def _height(points: Floats, room: Room) -> Floats:
    return np.asarray(np.clip(points[:, 2] - room.elevation, 0, room.height))


def _standing(points: Floats, normals: Floats, room: Room) -> Floats:
    """How much of the light reaches what stands on the floor, (n,): less near it."""
    h = _height(points, room)
    low = 1 - 0.34 * _fall(h / 0.22) * (1 - _smooth(-0.2, 0.8, normals[:, 2])) - 0.12 * _fall(h / 1.1)
    return np.asarray(low, dtype=np.float32)


def floor_shares(lamps: Floats, day: Floats) -> Colours:
    """What a floor's picture says where so much light of lamps and day falls on it, (rows, columns) each.

    returns: (rows, columns, 3) uint8, shares of the floor's colour in FLOOR_FULL
    """
    stone = np.float32(0.7)
    light = lamps.reshape(-1, 1) * LAMP_LIGHT + day.reshape(-1, 1) * DAY_LIGHT
    found = _finished(stone * light, "floor")[:, :3].astype(np.float32)
    full = _finished(stone * FLOOR_FULL * LAMP_LIGHT[None], "floor")[:, :3]
    return np.asarray(np.round(np.clip(found / full, 0, 1) * 255), dtype=np.uint8).reshape(*lamps.shape, 3)


def lit_outdoors(normals: Floats, colours: Colours, material: Material) -> Colours:
    """Colours under a clear sky; arrays as in lit_indoors."""
    albedo = colours.astype(np.float32) / 255
    if material == "glow":
        return _finished(albedo, material)
    light = _mix(SKY_LOW, SKY_HIGH, normals[:, 2] * 0.5 + 0.5)
    light += SUN * np.maximum(normals @ TO_SUN, 0)[:, None]
    return _finished(_steel(albedo, albedo * light, material), material)


def _steel(albedo: Floats, colour: Floats, material: Material) -> Floats:
    return 0.5 * colour + 0.5 * albedo * ROOM * 1.15 if material == "metal" else colour


def _mix(low: Floats, high: Floats, share: Floats) -> Floats:
    return np.asarray(low + (high - low) * share[:, None], dtype=np.float32)


def _fall(x: Floats) -> Floats:
    """Falls like exp(-x), as the walk's light does."""
    y = 1 / (1 + 0.45 * x + 0.22 * x * x)
    return np.asarray(y * y, dtype=np.float32)


def _smooth(low: float, high: float, x: Floats) -> Floats:
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), dtype=np.float32)


def _finished(colour: Floats, material: Material) -> Colours:
    """Khronos' neutral tone mapping, then sRGB: (n, 4) uint8."""
    least = colour.min(axis=1)
    colour = colour - np.where(least < 0.08, least - 6.25 * least * least, 0.04)[:, None]
    peak = np.maximum(colour.max(axis=1), 1e-6)
    pressed = np.where(peak < 0.76, peak, 1 - 0.0576 / np.maximum(peak - 0.52, 1e-6))
    wash = 1 - 1 / (0.15 * np.maximum(peak - pressed, 0) + 1)
    colour = colour * (pressed / peak)[:, None] * (1 - wash[:, None]) + (pressed * wash)[:, None]
    srgb = np.where(colour <= 0.0031308, 12.92 * colour, 1.055 * np.maximum(colour, 0) ** (1 / 2.4) - 0.055)
    alpha = np.full(len(colour), ALPHA.get(material, 255), dtype=np.uint8)
    return np.column_stack([np.clip(np.round(srgb * 255), 0, 255).astype(np.uint8), alpha])
