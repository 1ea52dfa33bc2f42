"""The texts of the pages: each in both languages, each used, with the same placeholders; and the components' examples."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from server.foundation.config import WEB
from server.foundation.pages import make_templates
from server.foundation.texts import load_texts

AREAS = ("closures", "common", "hall", "items", "live", "search")
TEXTS = load_texts(WEB / "texts")
SOURCES = "\n".join(
    path.read_text("utf-8")
    for folder, kind in ((WEB / "templates", "*.html"), (WEB.parent / "server", "*.py"))
    for path in sorted(folder.rglob(kind))
)
# "items.kind_" ~ page.kind in a template, f"search.why_{…}" in Python
BUILT = re.compile(
    r"""["']((?:closures|common|hall|items|live|search)\.[a-z_]+_)["']\s*~|f["']((?:closures|common|hall|items|live|search)\.[a-z_]+_)\{"""
)
PREFIXES = tuple({first or second for first, second in BUILT.findall(SOURCES)})
COMPONENTS = json.loads((WEB / "templates" / "components" / "components.json").read_text("utf-8"))
EXAMPLES = [(name, number) for name, examples in COMPONENTS.items() for number in range(len(examples))]


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_used(area: str) -> None:
    keys = [key for key in TEXTS.entries if key.startswith(f"{area}.")]
    unused = [key for key in keys if not re.search(rf"\b{re.escape(key)}\b", SOURCES) and not key.startswith(PREFIXES)]
    assert unused == []


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r"""["']((?:closures|common|hall|items|live|search)\.[a-z_]*[a-z])["']""", SOURCES))
    files = ("json", "csv", "html", "sqlite")
    assert sorted(key for key in asked - set(TEXTS.entries) if key.rpartition(".")[2] not in files) == []


def test_both_languages_say_the_same_things() -> None:
    for key, text in TEXTS.entries.items():
        assert set(re.findall(r"\{\w+\}", text["zh"])) == set(re.findall(r"\{\w+\}", text["en"])), key
        assert all(said.strip() for said in text.values()), key


def test_every_component_has_examples() -> None:
    folder = WEB / "templates" / "components"
    files = {path.stem for path in folder.glob("*.html")}
    assert files - set(COMPONENTS) == set()
    for name in files:
        text = (folder / f"{name}.html").read_text("utf-8")
        assert text.startswith(f"{{# {name}("), f"{name}.html begins with its parameters"


@pytest.mark.parametrize(("name", "number"), EXAMPLES)
def test_a_component_shows_what_its_example_says(name: str, number: int) -> None:
    example = COMPONENTS[name][number]
    arguments = ", ".join(f"{key}={key}" for key in example["arguments"])
    template = make_templates(WEB / "templates").from_string(
        f'{{% from "components/{name}.html" import {name} with context %}}{{{{ {name}({arguments}) }}}}'
    )

    def say(key: str, **values: object) -> str:
        return TEXTS.t(key, "zh", **values)

    html = template.render(t=say, url=str, local=lambda text: text["zh"], lang="zh", **example["arguments"])
    for part in example["shows"]:
        assert part in html


def test_icons_are_those_that_are_listed() -> None:
    folder = WEB / "templates"
    listed = set(json.loads((folder / "components" / "icons.json").read_text("utf-8")))
    made = set(re.findall(r'name == "([a-z0-9-]+)"', (folder / "components" / "icon.html").read_text("utf-8")))
    assert made == listed
    used = {name for path in folder.rglob("*.html") for name in re.findall(r'icon\("([a-z0-9-]+)"\)', _text(path))}
    assert used <= listed


def _text(path: Path) -> str:
    return path.read_text("utf-8")
