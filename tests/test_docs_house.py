"""README and ARCHITECTURE tell the truth about the tree: make targets, links, paths; and the layers hold."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PAGES = [PROJECT / "README.md", PROJECT / "ARCHITECTURE.md", *sorted(PROJECT.glob("docs/*.md"))]
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
README = (PROJECT / "README.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*  ## ", MAKEFILE, re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PATH = re.compile(r"`((?:[a-z_]+/)+(?:[a-z0-9_]+\.(?:py|ts|json|csv|md|css))?)`")
# What a model may stand on, beside Python itself and its own package.
MODEL_IMPORTS = {"numpy", "trimesh", "mapbox_earcut", "models"}


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_target_is_named(target: str) -> None:
    assert f"make {target}" in README


def test_every_named_make_target_exists() -> None:
    named = {word for page in PAGES for word in re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))}
    assert named - set(TARGETS) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_path_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    paths = [path for path in PATH.findall(text) if not (PROJECT / path).exists()]
    assert links + paths == []


def test_the_overview_of_navmesh_names_every_file() -> None:
    overview = ast.get_docstring(ast.parse((PROJECT / "navmesh" / "__init__.py").read_text(encoding="utf-8"))) or ""
    files = {path.stem for path in PROJECT.glob("navmesh/*.py")} - {"__init__"}
    assert files - set(re.findall(r"\w+", overview)) == set()


def test_models_import_only_meshes_and_numbers() -> None:
    allowed = MODEL_IMPORTS | set(sys.stdlib_module_names)
    found = {
        f"{path.relative_to(PROJECT)}: {name}"
        for path in PROJECT.glob("models/**/*.py")
        for name in imported(path)
        if name.split(".")[0] not in allowed
    }
    assert found == set()


def imported(path: Path) -> list[str]:
    """The modules that a file imports."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    return plain + [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
