"""The plans' colours as a stylesheet: pages allow no style inside, so what a plan carries for itself comes as plan.css."""

from __future__ import annotations

import re

from scene.plan import STYLE

ROOT = ".plan-drawing"
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def plan_css() -> bytes:
    """The rules of a plan's own style, for drawings inside a page and nothing else there."""
    rules = (f"{_selectors(names)}{{{body}}}" for names, body in RULE.findall(STYLE))
    return ("\n".join(rules) + "\n").encode()


def _selectors(names: str) -> str:
    return ",".join(ROOT if name.strip() == "svg" else f"{ROOT} {name.strip()}" for name in names.split(","))
