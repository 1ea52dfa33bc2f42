"""The service desk: a bow-fronted island one meets on entering."""

from __future__ import annotations

import math

from models.kind import Kind, Ring, Size

ARC_STEPS = 6


def outline(size: Size) -> Ring:
    """A bow: flat at the back (-x), an arc of a circle at the front, counter-clockwise."""
    width, depth, _ = size
    straight = depth * 0.55
    bow = depth - straight
    radius = (width * width / 4 + bow * bow) / (2 * bow)
    half = math.asin(width / 2 / radius)
    angles = [half * (2 * i / ARC_STEPS - 1) for i in range(ARC_STEPS + 1)]
    arc = [(depth / 2 - radius + radius * math.cos(a), radius * math.sin(a)) for a in angles]
    return ((-depth / 2, -width / 2), *arc, (-depth / 2, width / 2))


KIND = Kind(name="service_desk", zh="导服台", en="Service desk", size=(4.8, 2.0, 1.1), outline=outline)
