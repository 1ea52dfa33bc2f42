"""Hall files: what parses, what does not and why, and that nothing is lost on the way out again."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from corpus import BAD, BAD_TO_PARSE, GOOD, bad_source, expected_problems, good_document, good_source, to_source
from hypothesis import given, settings
from hypothesis import strategies as st

from scene.hall import Hall
from scene.hall_file import HallError, dump_hall, hall_schema, parse_hall, read_hall
from scene.problems import MOST_PROBLEMS, Problem
from scene.raw_json import LARGEST_FILE

SCHEMA_FILE = Path(__file__).parent.parent / "docs" / "hall.schema.json"
TEN_MEGABYTES = 10_000_000


def problems_of(source: bytes) -> list[str]:
    with pytest.raises(HallError) as raised:
        parse_hall(source)
    return [str(problem) for problem in raised.value.problems]


# --- good files


@pytest.mark.parametrize("name", GOOD)
def test_good_hall_comes_back_the_same(name: str) -> None:
    hall = parse_hall(good_source(name))
    again = parse_hall(dump_hall(hall))
    assert again == hall
    assert dump_hall(again) == dump_hall(hall)


@pytest.mark.parametrize("name", GOOD)
def test_dump_keeps_every_field_and_adds_none(name: str) -> None:
    assert json.loads(dump_hall(parse_hall(good_source(name)))) == good_document(name)


@pytest.mark.parametrize("name", GOOD)
def test_good_hall_agrees_with_the_schema(name: str) -> None:
    assert list(jsonschema.Draft202012Validator(hall_schema()).iter_errors(good_document(name))) == []


def test_good_halls_cover_every_list_and_every_kind_of_connector() -> None:
    halls = [parse_hall(good_source(name)) for name in GOOD]
    lists = [name for name, field in Hall.model_fields.items() if "tuple" in str(field.annotation)]
    assert all(any(getattr(hall, name) for hall in halls) for name in lists)
    kinds = {connector.kind for hall in halls for connector in hall.connectors}
    assert kinds == {"escalator", "stairs", "lift", "ramp"}


def test_dump_gives_one_thing_a_line() -> None:
    lines = dump_hall(parse_hall(good_source("one_room"))).decode().splitlines()
    assert ' {"id": "bench1", "floor": "F1", "kind": "bench", "at": [5.0, 4.0], "heading_deg": 90.0}' in lines


def test_read_hall_reads_a_file(tmp_path: Path) -> None:
    path = tmp_path / "hall.json"
    path.write_bytes(good_source("least"))
    assert read_hall(path).id == "least"


# --- bad files


@pytest.mark.parametrize("name", BAD_TO_PARSE)
def test_bad_hall_says_what_is_wrong_and_where(name: str) -> None:
    assert problems_of(bad_source(name)) == expected_problems(name)


def test_there_are_bad_halls_enough() -> None:
    assert len(BAD) >= 45


@pytest.mark.parametrize("name", BAD_TO_PARSE)
def test_messages_are_plain_english_in_one_line(name: str) -> None:
    for message in problems_of(bad_source(name)):
        assert not any(word in message for word in ("Input", "Tuple", "tuple", "validation", "NoneType", "\n"))


def test_a_failed_element_does_not_make_its_list_too_short() -> None:
    document = good_document("least")
    document["floors"][0]["height"] = "high"
    assert problems_of(to_source(document)) == ['floors[0].height: must be a number, not "high"']


def test_all_problems_are_told_up_to_a_readable_number() -> None:
    document = good_document("least")
    document["obstacles"] = [{"id": f"o{i}", "floor": "F1", "polygon": "?"} for i in range(MOST_PROBLEMS + 30)]
    problems = problems_of(to_source(document))
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[0] == 'obstacles[0].polygon: must be a list, not "?"'
    assert problems[-1] == "and 30 more problems; mend these first"


NONSENSE = {
    "words": b"nonsense, " * (TEN_MEGABYTES // 10),
    "zeros": bytes(TEN_MEGABYTES),
    "bytes": bytes(range(256)) * (TEN_MEGABYTES // 256),
    "brackets": b"[" * TEN_MEGABYTES,
    "braces": b'{"a":' * (TEN_MEGABYTES // 5),
    "digits": b"7" * TEN_MEGABYTES,
    "blanks": b" " * TEN_MEGABYTES,
    "numbers": b"[" + b"0," * (TEN_MEGABYTES // 2) + b"0]",
    "text": b'"' + b"x" * TEN_MEGABYTES + b'"',
    "floors": b'{"schema": "hall/1", "floors": [' + b"[]," * (TEN_MEGABYTES // 3) + b"0]}",
    "keys": b"{" + b",".join(b'"%07d":1' % i for i in range(TEN_MEGABYTES // 11)) + b"}",
}


@pytest.mark.parametrize("kind", NONSENSE)
def test_ten_megabytes_of_nonsense_are_refused_soon(kind: str) -> None:
    started = time.process_time()
    problems = problems_of(NONSENSE[kind])
    assert 1 <= len(problems) <= MOST_PROBLEMS + 1
    assert sum(map(len, problems)) < 100_000
    assert time.process_time() - started < 30


def test_a_file_beyond_the_limit_is_not_read() -> None:
    assert problems_of(b" " * (LARGEST_FILE + 1)) == ["the file has 16.8 MB, more than the 16 MiB a hall file may have"]


def test_error_gives_places_and_messages_apart() -> None:
    with pytest.raises(HallError) as raised:
        parse_hall(bad_source("window_code_twice"))
    assert raised.value.problems == (Problem("counters[1].windows[1].code", "A02 is already taken by counter c1"),)
    assert str(raised.value) == "counters[1].windows[1].code: A02 is already taken by counter c1"


# --- the schema


def test_schema_file_is_the_one_the_code_makes() -> None:
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == hall_schema()


def test_schema_is_a_schema() -> None:
    meta = jsonschema.Draft202012Validator(jsonschema.Draft202012Validator.META_SCHEMA)
    assert list(meta.iter_errors(hall_schema())) == []


@pytest.mark.parametrize("name", [name for name in BAD_TO_PARSE if name.startswith(("type_", "missing_", "kind_"))])
def test_schema_refuses_wrong_shapes(name: str) -> None:
    assert not jsonschema.Draft202012Validator(hall_schema()).is_valid(json.loads(bad_source(name)))


# --- properties

NUMBERS = st.floats(-1000, 1000, allow_nan=False)
LENGTHS = st.floats(0.001, 1000)
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NAMES = st.fixed_dictionaries({"zh": TEXT, "en": TEXT})
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
UNKNOWN: st.SearchStrategy[dict[str, Any]] = st.dictionaries(
    TEXT.map(lambda text: f"x-{text}"), JSON_VALUES, max_size=3
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Valid hall files of one or two rectangular floors with things of any size on them."""
    width, depth = draw(st.floats(40, 500)), draw(st.floats(40, 500))
    outline = [[0.0, 0.0], [width, 0.0], [width, depth], [0.0, depth]]
    floors = [
        {
            "id": f"F{i}",
            "ordinal": i,
            "elevation": 5.0 * i,
            "height": draw(LENGTHS),
            "outline": outline,
            "name": draw(NAMES),
        }
        for i in range(draw(st.integers(1, 3)))
    ]
    inside = st.tuples(st.floats(10, width - 10), st.floats(10, depth - 10)).map(list)
    floor = st.sampled_from([floor["id"] for floor in floors])
    counters = [
        {
            "id": f"c{i}",
            "floor": draw(floor),
            "at": draw(inside),
            "heading_deg": draw(NUMBERS),
            "kind": draw(TEXT),
            "pitch": draw(st.floats(0.5, 3)),
            "depth": draw(st.floats(0.2, 4)),
            "windows": [{"code": f"W{i}-{j}", "kind": "unit"} | draw(UNKNOWN) for j in range(draw(st.integers(1, 4)))],
        }
        for i in range(draw(st.integers(0, 3)))
    ]
    places = [
        {"id": f"p{i}", "floor": draw(floor), "at": draw(inside), "kind": draw(TEXT)} | draw(UNKNOWN) for i in range(2)
    ]
    document: dict[str, Any] = {
        "schema": "hall/1",
        "id": "any",
        "name": draw(NAMES),
        "floors": floors,
        "counters": counters,
    }
    return document | {"places": places} | draw(UNKNOWN)


@settings(max_examples=150, deadline=None)
@given(documents())
def test_any_valid_hall_comes_back_the_same(document: dict[str, Any]) -> None:
    hall = parse_hall(to_source(document))
    dumped = dump_hall(hall)
    assert json.loads(dumped) == document
    assert parse_hall(dumped) == hall
    assert dump_hall(parse_hall(dumped)) == dumped


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_at_all_raise_anything_but_a_hall_error(source: bytes) -> None:
    with pytest.raises(HallError):
        parse_hall(source)


@st.composite
def spoilt(draw: st.DrawFn) -> dict[str, Any]:
    """A good hall with one value, anywhere in it, replaced by any other."""
    document = good_document(draw(st.sampled_from(GOOD)))
    spot: Any = document
    while True:
        key = draw(st.sampled_from(sorted(spot) if isinstance(spot, dict) else range(len(spot))))
        if not isinstance(spot[key], (dict, list)) or not spot[key] or draw(st.integers(0, 3)) == 0:
            break
        spot = spot[key]
    spot[key] = draw(JSON_VALUES)
    return document


@settings(max_examples=400, deadline=None)
@given(spoilt())
def test_one_spoilt_value_is_either_harmless_or_told(document: dict[str, Any]) -> None:
    try:
        hall = parse_hall(to_source(document))
    except HallError as error:
        told = error.problems
    else:
        told = (Problem("", "harmless"),)
        assert parse_hall(dump_hall(hall)) == hall
    assert told
    assert all(problem.message for problem in told)
