"""`hall render`: a picture of a hall, or of one kind of thing from four sides, without a display."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from scene.hall import Hall
from scene.picture_process import Form, PictureError, PictureProcess, start_pictures
from scene.samples import sample_names
from scene.viewpoints import EYE, storey_view, window_view
from scene.views import View
from tools.errors import CommandError
from tools.hall_argument import load_hall

ALL = "all"
Draw = Callable[[], bytes]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`hall render`, its arguments and its help."""
    parser = subparsers.add_parser(
        "render",
        help="a picture of a hall, or of one kind of thing",
        description="Draws a hall from a point of it, or one kind of thing from four sides, without a display: by EGL where there is one"
        " (on Debian: libegl1, libgl1-mesa-dri), else in software.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("hall", type=Path, nargs="?", metavar="HALL.json", help="a hall file, hall/1")
    what.add_argument("--kind", help="a kind by name, or all: then --out is a folder")
    parser.add_argument("--at", metavar="FLOOR,X,Y|window:CODE", help="where to stand; the first entrance without it")
    parser.add_argument("--above", metavar="FLOOR", help="a whole floor from above, its ceiling off")
    parser.add_argument("--heading", type=float, help="where to look, degrees counter-clockwise from east")
    parser.add_argument("--pitch", type=float, default=-5.0, help="upwards, degrees (-5)")
    parser.add_argument("--size", default="1280x720", metavar="WxH", help="pixels (1280x720)")
    parser.add_argument(
        "--light", type=Path, metavar="DIR", help="its light, a folder that `hall bake` has written; a guess without it"
    )
    parser.add_argument("--backend", choices=("egl", "software"), help="this one only; the first that works without it")
    parser.add_argument("--times", type=int, default=1, metavar="N", help="draw it so often, and tell the quickest")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .webp or a .png")


def run(args: argparse.Namespace) -> int:
    """Draws, and tells on stderr what drew, and how quickly at best."""
    try:
        with start_pictures(*([args.backend],) if args.backend else ()) as process:
            quickest = min(_save(path, draw, args.times) for path, draw in _jobs(args, process))
            print(f"drawn by {process.backend}, in {1000 * quickest:.0f} ms at best", file=sys.stderr)
    except PictureError as error:
        raise CommandError([str(error)]) from None
    except OSError as error:
        raise CommandError([f"{args.out}: {error.strerror or error}"]) from None
    return 0


def _save(path: Path, draw: Draw, times: int) -> float:
    """The seconds of the quickest drawing."""
    taken = []
    for _ in range(max(1, times)):
        start = time.perf_counter()
        picture = draw()
        taken.append(time.perf_counter() - start)
    path.write_bytes(picture)
    return min(taken)


def _jobs(args: argparse.Namespace, process: PictureProcess) -> list[tuple[Path, Draw]]:
    """Where pictures go, and what draws each."""
    if args.kind == ALL:
        args.out.mkdir(parents=True, exist_ok=True)
        return [(args.out / f"{name}.webp", partial(process.draw_kind, name)) for name in sample_names()]
    form = _form(args.out)
    if args.kind:
        return [(args.out, partial(process.draw_kind, args.kind, form))]
    given = load_hall(args.hall)
    view = _view(given.hall, args)
    process.open_hall(given.path, {}, args.light)
    return [(args.out, partial(process.draw_hall, view, (), form))]


def _form(path: Path) -> Form:
    if path.suffix not in {".png", ".webp"}:
        raise CommandError([f"{path}: pictures are .webp or .png"])
    return "png" if path.suffix == ".png" else "webp"


def _view(hall: Hall, args: argparse.Namespace) -> View:
    width, height = _size(args.size)
    if args.above:
        try:
            return storey_view(hall, args.above, width, height)
        except KeyError:
            raise CommandError([f"--above {args.above}: there is no such floor"]) from None
    if args.at and args.at.startswith("window:"):
        try:
            return window_view(hall, args.at.removeprefix("window:"), width, height)
        except KeyError:
            raise CommandError([f"--at {args.at}: there is no such window"]) from None
    entrance = hall.entrances[0]
    floor, x, y = _spot(args.at) if args.at else (entrance.floor, *entrance.at)
    elevations = {one.id: one.elevation for one in hall.floors}
    if floor not in elevations:
        raise CommandError([f"--at {args.at}: there is no floor {floor}"])
    heading = args.heading if args.heading is not None else entrance.heading_deg
    return View(
        eye=(x, y, elevations[floor] + EYE), heading_deg=heading, pitch_deg=args.pitch, width_px=width, height_px=height
    )


def _spot(text: str) -> tuple[str, float, float]:
    try:
        floor, x, y = text.split(",")
        return floor, float(x), float(y)
    except ValueError:
        raise CommandError([f"--at {text}: a place is FLOOR,X,Y such as F1,12.5,8.0, or window:A03"]) from None


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()) or not (16 <= int(width) <= 4096 and 16 <= int(height) <= 4096):
        raise CommandError([f"--size {text}: a size is such as 1280x720, at most 4096x4096"])
    return int(width), int(height)
