"""Look into an uploaded file: is it what it says, and is it harmless? Runs in a process of its own (foundation.workers).

A picture is decoded and written anew, so that nothing but its pixels is kept (no EXIF, no place, no comment, no second file
behind it). A PDF is kept as it is, and refused when anything in it acts by itself or hides a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageOps

MOST_PIXELS = 60_000_000
MOST_PDF_OBJECTS = 200_000
DEEPEST = 60
JPEG_QUALITY = 90

FORMATS = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".pdf": "pdf"}
MAGIC = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}

# Keys of a PDF whose presence anywhere is a refusal, and the word for it in the text catalogue.
FORBIDDEN_KEYS = {
    "/JavaScript": "javascript",
    "/JS": "javascript",
    "/Launch": "launch",
    "/OpenAction": "open_action",
    "/AA": "open_action",
    "/EmbeddedFiles": "embedded",
    "/EmbeddedFile": "embedded",
    "/EF": "embedded",
    "/RichMedia": "embedded",
    "/RichMediaContent": "embedded",
    "/XFA": "javascript",
}
# The same as values of /S (kind of action), /Type and /Subtype.
FORBIDDEN_NAMES = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
    "/EmbeddedFile": "embedded",
    "/FileAttachment": "embedded",
    "/RichMedia": "embedded",
    "/GoToE": "embedded",
}
NAMING_KEYS = ("/S", "/Type", "/Subtype")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a file is; or `problem`, the end of a text key "apply.problem_file_…". `rewritten` = take the output, not the input."""

    media_type: str = ""
    rewritten: bool = False
    problem: str = ""


def inspect(source: str, output: str, suffix: str) -> Verdict:
    """Inspect the file at `source`, named with this suffix; a picture is written anew to `output`."""
    expected = FORMATS.get(suffix)
    if expected is None:
        return Verdict(problem="kind")
    with Path(source).open("rb") as file:
        start = file.read(16)
    if not start:
        return Verdict(problem="empty")
    if not start.startswith(MAGIC[expected]):
        return Verdict(
            problem="disguised" if any(start.startswith(magic) for magic in MAGIC.values()) else "not_genuine"
        )
    problem = pdf_problem(source) if expected == "pdf" else rewrite_picture(source, output, expected)
    if problem:
        return Verdict(problem=problem)
    return Verdict(media_type=MEDIA_TYPES[expected], rewritten=expected != "pdf")


def rewrite_picture(source: str, output: str, expected: str) -> str:
    """Write the pixels, upright, and nothing else; the problem, or nothing."""
    try:
        with Image.open(source, formats=[expected.upper()]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return "pixels"
            picture.load()
            pixels = _bare(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError:
        return "pixels"
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError):
        return "damaged"
    if expected == "jpeg":
        pixels.save(output, "JPEG", quality=JPEG_QUALITY)
    else:
        pixels.save(output, "PNG", compress_level=6)
    return ""


def _bare(picture: Image.Image) -> Image.Image:
    """The pixels in a new picture of a plain mode: what else the file said stays behind."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    elif picture.mode in ("LA", "PA", "P", "RGBa", "La"):
        picture = picture.convert("RGBA")
    elif picture.mode not in ("L", "RGB", "RGBA"):
        picture = picture.convert("RGB")
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def pdf_problem(source: str) -> str:
    """The first thing in a PDF that is not taken, or nothing."""
    try:
        with pikepdf.open(source) as pdf:
            if pdf.is_encrypted:
                return "encrypted"
            if len(pdf.objects) > MOST_PDF_OBJECTS:
                return "too_complex"
            return _pages_problem(pdf) or _objects_problem(pdf)
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, ValueError, RecursionError, MemoryError):
        return "damaged"


def _pages_problem(pdf: pikepdf.Pdf) -> str:
    return "" if len(pdf.pages) > 0 else "damaged"


def _objects_problem(pdf: pikepdf.Pdf) -> str:
    """Every object of the file, also those that nothing refers to, and what is nested in them."""
    for one in (pdf.trailer, *pdf.objects):
        problem = _object_problem(one, DEEPEST)
        if problem:
            return problem
    return ""


def _object_problem(one: object, depth: int) -> str:
    """Nested values only: what is referred to is an object of its own and comes in its turn."""
    if depth == 0:
        return "too_complex"
    if isinstance(one, pikepdf.Array):
        return _first(_object_problem(entry, depth - 1) for entry in _direct(list(one)))
    if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
        entries = dict(one.items())
        return _entries_problem(entries) or _first(
            _object_problem(entry, depth - 1) for entry in _direct(list(entries.values()))
        )
    return ""


def _entries_problem(entries: Mapping[str, object]) -> str:
    for key, word in FORBIDDEN_KEYS.items():
        if key in entries:
            return word
    return _first(FORBIDDEN_NAMES.get(str(entries[key]), "") for key in NAMING_KEYS if key in entries)


def _direct(values: list[object]) -> list[object]:
    return [value for value in values if not getattr(value, "is_indirect", False)]


def _first(problems: Iterable[str]) -> str:
    return next((problem for problem in problems if problem), "")
