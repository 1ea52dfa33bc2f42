"""docs/http.md names every address of the server, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from server.app import make_app
from server.foundation.config import Config

PAGE = (Path(__file__).parent.parent / "docs" / "http.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)")


def served(data: Path) -> set[tuple[str, str]]:
    """(method, address) of every route, without the second one that each has under /h/{hall}."""
    app = make_app(Config(data=data))
    found = {(route.method, route.resource.canonical) for route in app.router.routes() if route.resource is not None}
    return {(method, path) for method, path in found if method != "HEAD" and not path.startswith("/h/{hall}")}


def test_every_address_is_named(tmp_path: Path) -> None:
    assert sorted(served(tmp_path) - set(NAMED.findall(PAGE))) == []


def test_every_named_address_is_served(tmp_path: Path) -> None:
    assert sorted(set(NAMED.findall(PAGE)) - served(tmp_path)) == []
