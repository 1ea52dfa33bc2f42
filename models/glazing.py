"""Glass between steel bars: bays of a façade or a partition. A bay runs along +x from its mullion, glass in the plane y = 0."""

from __future__ import annotations

from models.mesh import Model, Solid, assemble, box, paint, sheet
from models.palette import GLASS, STEEL

BAY = 2.0
MULLION = (0.05, 0.12)
TRANSOM = 2.6


def build_bay(height: float) -> Model:
    """A mullion, BAY metres of sill, rail and head, the pane. 50 triangles."""
    bars = [mullion(0.0, height), *rails(0.0, BAY, height)]
    return assemble([paint("metal", STEEL, *bars), paint("glass", GLASS, pane(0.0, BAY, 0.0, height))])


def mullion(x: float, height: float) -> Solid:
    """An upright bar."""
    w, d = MULLION[0] / 2, MULLION[1] / 2
    return box((x - w, -d, 0.0), (x + w, d, height))


def rails(x0: float, x1: float, height: float) -> list[Solid]:
    """A sill, a head, and a rail above the doors' height where there is room over it."""
    d = MULLION[1] * 0.4
    levels = [(0.0, 0.1), (height - 0.1, height)] + ([(TRANSOM, TRANSOM + 0.05)] if height > TRANSOM + 0.8 else [])
    return [box((x0, -d, z0), (x1, d, z1)) for z0, z1 in levels]


def pane(x0: float, x1: float, z0: float, z1: float) -> Solid:
    """Glass, seen from both sides."""
    return sheet([(x0, 0.0, z0), (x1, 0.0, z0), (x1, 0.0, z1), (x0, 0.0, z1)])
