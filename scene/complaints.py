"""What pydantic found wrong, said in plain words with the remedy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from scene.problems import Problem, place_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

LONGEST_QUOTE = 40
# Nothing in a hall has more fields of its own; an object that does is not worth a guess.
MOST_FIELDS = 100
# How many lists deep under its field a point [x, y] lies.
POINT_DEPTH: Mapping[str, int] = {"at": 0, "stand": 0, "outline": 1, "polygon": 1, "line": 1, "voids": 2}
# Lists of numbers that are not points.
SHAPES: Mapping[tuple[str, str], str] = {
    ("furniture", "size"): "[width, depth, height]",
    ("site", "size"): "[width, depth, height]",
    ("signs", "size"): "[width, height]",
}
LIST_OF: Mapping[str, str] = {
    "outline": "corners",
    "voids": "corners",
    "polygon": "corners",
    "line": "points",
    "stops": "stops",
    "windows": "windows",
    "floors": "floors",
    "lines": "lines",
}


def complaints(errors: Sequence[ErrorDetails]) -> list[Problem]:
    """One problem for each place, in the order of the file's fields, without follow-on errors."""
    found: dict[str, Problem] = {}
    for error in errors:
        if not _follows_from_another(error):
            problem = _complaint(error)
            found.setdefault(problem.place, problem)
    return list(found.values())


def _follows_from_another(error: ErrorDetails) -> bool:
    """A list counts as too short once an element of it failed; it is only when the file's own list is."""
    return error["type"] == "too_short" and len(error["input"]) >= error.get("ctx", {})["min_length"]


def _complaint(error: ErrorDetails) -> Problem:
    steps = error["loc"]
    if error["type"] == "missing" and steps and isinstance(steps[-1], int):
        return Problem(place_of(steps[:-1]), _wrong_count(error, steps[:-1]))
    if error["type"] == "too_long":
        return Problem(place_of(steps), _wrong_count(error, steps))
    return Problem(place_of(steps), _message(error))


def _message(error: ErrorDetails) -> str:
    wanted = WANTED_TYPES.get(error["type"])
    if wanted is not None:
        subject = "" if error["loc"] else "a hall file "
        return f"{subject}must be {_expected(error, wanted)}, not {shown(error['input'])}"
    say = MESSAGES.get(error["type"])
    return say(error) if say is not None else error["msg"]


def _expected(error: ErrorDetails, wanted: str) -> str:
    return _list_name(error["loc"]) if wanted == "a list" else wanted


def _list_name(steps: Sequence[str | int]) -> str:
    """What belongs in this place of the file: `[x, y]`, `[width, height]` or just a list."""
    name = _field(steps)
    depth = len(steps) - 1 - max((index for index, step in enumerate(steps) if step == name), default=0)
    if POINT_DEPTH.get(name) == depth:
        return "[x, y]"
    return SHAPES.get((str(steps[0]), name), "a list") if steps else "a list"


def _field(steps: Sequence[str | int]) -> str:
    return next((step for step in reversed(steps) if isinstance(step, str)), "")


def _wrong_count(error: ErrorDetails, steps: Sequence[str | int]) -> str:
    return f"must be {_list_name(steps)}, but is a list of {len(error['input'])}"


def _too_short(error: ErrorDetails) -> str:
    name = _field(error["loc"])
    least = error.get("ctx", {})["min_length"]
    count = len(error["input"])
    return f"needs at least {least} {_noun(name, least)}, but has {count}"


def _noun(name: str, count: int) -> str:
    noun = LIST_OF.get(name, "entries")
    return noun.removesuffix("s") if count == 1 else noun


def _missing(error: ErrorDetails) -> str:
    name = str(error["loc"][-1])
    given = error["input"] if isinstance(error["input"], dict) else {}
    near = get_close_matches(name, [str(key) for key in islice(given, MOST_FIELDS)], n=1, cutoff=0.75)
    return f'is missing; is "{near[0]}" meant to be it?' if near else "is missing"


def _limit(words: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda error: f"must be {words} {error.get('ctx', {})[key]:.10g}, but is {shown(error['input'])}"


def _not_one_of(error: ErrorDetails) -> str:
    expected = error.get("ctx", {})["expected"].replace("'", '"')
    return f"must be {expected}, not {shown(error['input'])}"


WANTED_TYPES: Mapping[str, str] = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "an object",
    "dict_type": "an object",
}
MESSAGES: Mapping[str, Callable[[ErrorDetails], str]] = {
    "missing": _missing,
    "too_short": _too_short,
    "literal_error": _not_one_of,
    "greater_than": _limit("more than", "gt"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than_equal": _limit("at most", "le"),
    "string_too_short": lambda _: "must not be empty",
    "string_too_long": lambda error: f"must have at most {error.get('ctx', {})['max_length']} characters",
}


def shown(value: object) -> str:
    """A value of the file as a reader would call it, short enough for a line."""
    for kind, word in ((dict, "an object"), (list, "a list")):
        if isinstance(value, kind):
            return word
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"


def quoted(names: Iterator[str] | Sequence[str], most: int = 8) -> str:
    """`F1, F2, F3 and 9 more`."""
    every = list(names)
    more = len(every) - most
    return ", ".join(every) if more <= 0 else f"{', '.join(every[:most])} and {more} more"


def shown_point(point: tuple[float, float]) -> str:
    """`(12.5, 8)`: to the micrometre, large coordinates too."""
    x, y = (f"{value:.6f}".rstrip("0").removesuffix(".") for value in point)
    return f"({x}, {y})"
