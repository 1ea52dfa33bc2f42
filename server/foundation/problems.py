"""An expected refusal of a form's field: a value, not an exception."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with a field, as a key of the text catalogue and its values."""

    field: str
    key: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
