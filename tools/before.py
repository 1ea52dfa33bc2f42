"""The first pictures of the hall beside those of today, on one sheet: docs/pictures/before-after.webp."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from PIL import Image

PROJECT = Path(__file__).parents[1]
FOLDER = "docs/pictures"
# The first commit that had pictures; those it had which are still taken from about the same place.
FIRST = "4bfcbfc"
NAMES = ("outside", "entrance", "route", "window")
WIDTH, HEIGHT, GAP = 720, 450, 8
PAPER = "#FAFBFC"


def before_after() -> bytes:
    """The sheet, PNG: a row for each picture, the first on the left, today's on the right."""
    sheet = Image.new("RGB", (2 * WIDTH + GAP, len(NAMES) * (HEIGHT + GAP) - GAP), PAPER)
    for row, name in enumerate(NAMES):
        file = f"{FOLDER}/{name}.webp"
        for column, picture in enumerate((_first(file), (PROJECT / file).read_bytes())):
            small = Image.open(io.BytesIO(picture)).convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
            sheet.paste(small, (column * (WIDTH + GAP), row * (HEIGHT + GAP)))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _first(file: str) -> bytes:
    found = subprocess.run(["git", "show", f"{FIRST}:{file}"], cwd=PROJECT, capture_output=True, check=False)  # noqa: S603, S607
    if found.returncode:
        raise RuntimeError(f"{FIRST}:{file} is not in the history here: fetch all of it (git fetch --unshallow).")
    return found.stdout
