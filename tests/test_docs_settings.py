"""docs/settings.md names every setting: environment variables, and the options of each verb of the command."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from tools.main import VERBS, make_parser

PROJECT = Path(__file__).parent.parent
PAGE = (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"\bHALL_[A-Z_]+\b")
READ = re.compile(r"\"(HALL_[A-Z_]+)\"")


def test_every_environment_variable_is_named() -> None:
    sources = [*PROJECT.glob("server/**/*.py"), *PROJECT.glob("tools/**/*.py")]
    read = {name for source in sources for name in READ.findall(source.read_text(encoding="utf-8"))}
    assert read == set(VARIABLE.findall(PAGE))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_named(verb: str) -> None:
    assert f"`hall {verb}" in PAGE
    section = PAGE.split(f"`hall {verb}", 1)[1].split("`hall ", 1)[0]
    assert [option for option in options_of(verb) if f"`{option}" not in section] == []


@pytest.mark.parametrize("bench", ["route", "scale", "http", "view"])
def test_every_bench_and_option_is_named(bench: str) -> None:
    section = PAGE.split(f"`hall bench {bench}`", 1)[1].split("`hall ", 1)[0]
    assert [option for option in options_in(parsers_in(parser_of("bench"))[bench]) if f"`{option}" not in section] == []
    assert list(parsers_in(parser_of("bench"))) == ["route", "scale", "http", "view"]


def options_of(verb: str) -> list[str]:
    """The long options of a verb, but for --help."""
    return options_in(parser_of(verb))


def options_in(parser: argparse.ArgumentParser) -> list[str]:
    """The long options of a parser, but for --help."""
    names = {name for action in parser._actions for name in action.option_strings}
    return sorted(name for name in names if name.startswith("--") and name != "--help")


def parser_of(verb: str) -> argparse.ArgumentParser:
    """The parser of a verb."""
    return parsers_in(make_parser([verb]))[verb]


def parsers_in(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parsers of what a parser chooses between."""
    choices: dict[str, argparse.ArgumentParser] = next(
        one for one in parser._actions if isinstance(one, argparse._SubParsersAction)
    ).choices
    return choices
