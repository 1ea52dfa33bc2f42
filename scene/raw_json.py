"""JSON text as plain values, refusing what JSON itself or a later reader could not keep.

The standard parser lets NaN, repeated keys and half characters pass, and says nothing of where they stand;
`read_json` finds them with their place before anything else looks at the values.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator

from scene.complaints import quoted, shown
from scene.problems import HallError, Problem, place_of

# The Wangcheng hall takes about 0.2 MB and 20,000 values; fifty times that is room enough for any real building,
# and few enough that the worst million values are refused within seconds.
LARGEST_FILE = 16 * 1024 * 1024
MOST_VALUES = 1_000_000
# A hall file is 6 levels deep; the rest is for fields we do not know.
DEEPEST = 64
# Python refuses to read integers beyond 4,300 digits; a double ends at 309.
LONGEST_INTEGER = 300

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]
Steps = tuple[str | int, ...]
Container = dict[str, JsonValue] | list[JsonValue]


class _Object(dict[str, JsonValue]):
    """A JSON object that remembers which keys came twice."""

    repeated: tuple[str, ...] = ()


def read_json(data: bytes) -> JsonValue:
    """The values of a UTF-8 JSON text; raises HallError with every place that is not sound."""
    if len(data) > LARGEST_FILE:
        size = f"{len(data) / 1e6:.1f} MB"
        raise _whole_file(f"the file has {size}, more than the {LARGEST_FILE // 1024**2} MiB a hall file may have")
    value = _parsed(_decoded(data))
    if problems := list(_unsound(value)):
        raise HallError(problems)
    return value


def _whole_file(message: str) -> HallError:
    return HallError([Problem("", message)])


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise _whole_file("the file is empty; a hall file is a JSON object")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _whole_file("the file is UTF-16; save it as UTF-8 without a byte order mark")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _whole_file("the file starts with a byte order mark; save it as UTF-8 without one")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise HallError([Problem(f"line {line}, byte {column}", message)]) from None


def _parsed(text: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(text, object_pairs_hook=_object, parse_int=_integer, parse_constant=float)
    except json.JSONDecodeError as error:
        raise _not_json(error, text) from None
    except RecursionError:
        raise _whole_file(f"the file nests lists and objects more than {DEEPEST} deep") from None
    return value


def _not_json(error: json.JSONDecodeError, text: str) -> HallError:
    comma = _comma_too_many(error.pos, text)
    if comma is not None:
        error = json.JSONDecodeError("one comma too many; take it away", text, comma)
    elif error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        error = json.JSONDecodeError("the file ends too early; it may have been cut off", text, error.pos)
    message = f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}"
    return HallError([Problem(f"line {error.lineno}, column {error.colno}", message)])


def _comma_too_many(position: int, text: str) -> int | None:
    """Where a comma stands before a closing bracket; the parser stops at the bracket or, since 3.13, at the comma."""
    comma = position if text[position : position + 1] == "," else len(text[:position].rstrip()) - 1
    is_one = comma >= 0 and text[comma] == "," and text[comma + 1 :].lstrip()[:1] in ("}", "]")
    return comma if is_one else None


def _object(pairs: list[tuple[str, JsonValue]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        made.repeated = tuple(key for key in made if times[key] > 1)
    return made


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else math.inf


def _unsound(root: JsonValue) -> Iterator[Problem]:
    """Problems of single values, in the order of the file; without recursion, as depth is one of them."""
    if (fault := _fault(root)) is not None:
        yield Problem("", fault)
    waiting: list[tuple[Steps, Container]] = [((), root)] if isinstance(root, (dict, list)) else []
    values = 0
    while waiting:
        steps, container = waiting.pop()
        values += len(container)
        if values > MOST_VALUES:
            yield Problem("", f"the file holds more than {MOST_VALUES:,} values, more than a hall can have")
            return
        if len(steps) >= DEEPEST:
            yield Problem(place_of(steps[:4]), f"nests lists and objects more than {DEEPEST} deep")
            return
        inner: list[tuple[Steps, Container]] = []
        for step, value in _entries(container):
            if (fault := _fault(value)) is not None:
                yield Problem(place_of((*steps, step)), fault)
            if isinstance(value, (dict, list)):
                inner.append(((*steps, step), value))
        waiting += reversed(inner)


def _entries(container: Container) -> Iterable[tuple[str | int, JsonValue]]:
    return container.items() if isinstance(container, dict) else enumerate(container)


def _fault(value: JsonValue) -> str | None:
    if isinstance(value, float):
        return None if math.isfinite(value) else _number_fault(value)
    if isinstance(value, str):
        is_broken = _is_broken(value)
        return "has half a character (a lone surrogate such as \\ud800); write the whole one" if is_broken else None
    return _object_fault(value) if isinstance(value, _Object) else None


def _number_fault(value: float) -> str:
    return "NaN is not a number; give one" if math.isnan(value) else "is infinite or too large; give a finite number"


def _object_fault(value: _Object) -> str | None:
    if _is_broken("".join(value)):
        return "has a field whose name has half a character (a lone surrogate); write the whole one"
    if value.repeated:
        return f"is given {quoted([shown(key) for key in value.repeated])} more than once; keep one"
    return None


def _is_broken(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)
