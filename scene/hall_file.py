"""Hall files: bytes to a valid Hall and back, and their JSON Schema.

`parse_hall` is the only way in: a Hall it returns is valid, and what it raises names every place that is not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scene.checks import check_hall
from scene.complaints import complaints
from scene.hall import Hall
from scene.problems import HallError, Problem
from scene.raw_json import read_json

__all__ = ["HallError", "Problem", "dump_hall", "hall_schema", "parse_hall", "read_hall"]


def parse_hall(data: bytes) -> Hall:
    """The hall a `hall/1` file describes; raises HallError with every problem and its place."""
    read_json(data)
    try:
        hall = Hall.model_validate_json(data)
    except ValidationError as error:
        raise HallError(complaints(error.errors(include_url=False))) from None
    problems = check_hall(hall)
    if problems:
        raise HallError(problems)
    return hall


def read_hall(path: Path) -> Hall:
    """The hall of a file; raises HallError, or OSError when the file cannot be read."""
    return parse_hall(path.read_bytes())


def dump_hall(hall: Hall) -> bytes:
    """A hall as a `hall/1` file: what was absent stays absent, unknown fields stay; one thing to a line."""
    return _written(hall.model_dump(by_alias=True, exclude_unset=True)).encode()


def _written(document: dict[str, Any]) -> str:
    fields = [f"{_compact(key)}: {_lines(value)}" for key, value in document.items()]
    return "{\n" + ",\n".join(fields) + "\n}\n"


def _lines(value: object) -> str:
    """Lists of objects take a line each, so that a change of one thing is a change of one line."""
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        return "[\n " + ",\n ".join(_compact(entry) for entry in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def hall_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `hall/1`: shapes and ranges; what needs geometry only parse_hall can say."""
    schema = Hall.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema | {"title": "hall/1"}
