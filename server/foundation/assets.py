"""Addresses of the built client, from Vite's manifest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One entry of the client: its file, the styles and the modules it needs, as addresses."""

    file: str
    css: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()


class Assets:
    """What Vite built. Empty when nothing was built: pages then come without style and script."""

    def __init__(self, entries: dict[str, Asset]) -> None:
        self._entries = entries

    def find(self, source: str) -> Asset | None:
        """The built form of a source file such as "src/page.ts"."""
        return self._entries.get(source)


def load_assets(dist: Path) -> Assets:
    """Read web/dist/.vite/manifest.json, where there is one."""
    manifest = dist / ".vite" / "manifest.json"
    if not manifest.is_file():
        return Assets({})
    chunks = json.loads(manifest.read_text("utf-8"))
    return Assets({source: _asset(source, chunks) for source, chunk in chunks.items() if chunk.get("isEntry")})


def _asset(source: str, chunks: dict[str, dict[str, object]]) -> Asset:
    seen = _imports(source, chunks, {})
    css = {str(style): None for name in (source, *seen) for style in _list(chunks[name], "css")}
    return Asset(
        file=_address(chunks[source]["file"]),
        css=tuple(_address(style) for style in css),
        preload=tuple(_address(chunks[name]["file"]) for name in seen),
    )


def _imports(source: str, chunks: dict[str, dict[str, object]], seen: dict[str, None]) -> dict[str, None]:
    for name in _list(chunks[source], "imports"):
        if name not in seen:
            seen[name] = None
            _imports(name, chunks, seen)
    return seen


def _list(chunk: dict[str, object], key: str) -> list[str]:
    found = chunk.get(key, [])
    return [str(entry) for entry in found] if isinstance(found, list) else []


def _address(file: object) -> str:
    return f"/static/{file}"
