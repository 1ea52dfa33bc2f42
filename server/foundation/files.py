"""Files by their content: what is stored once is stored for good, under the SHA-256 of its bytes.

Order that survives a power cut: write → fsync the file → rename → fsync the folder; only then does a row name the file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Container
from pathlib import Path

from scene.folders import sync_folder, write_durably

CHUNK = 1 << 20


class Files:
    """A folder of files named by their SHA-256, two levels deep. All methods block: call them in a thread."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._incoming = root / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, digest: str) -> Path:
        """Where a stored file lies; `digest` is 64 lower-case hexadecimal digits."""
        return self._root / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """Store bytes durably and give their SHA-256."""
        digest = hashlib.sha256(data).hexdigest()
        place = self.path(digest)
        if self.is_intact(digest):
            place.touch()
        else:
            self._write(data, place)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a stored file; FileNotFoundError when there is none."""
        return self.path(digest).read_bytes()

    def is_intact(self, digest: str) -> bool:
        """Whether the file is there and its bytes still have this SHA-256."""
        place = self.path(digest)
        if not place.is_file():
            return False
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def new_incoming(self) -> Path:
        """An empty file of our own to stream an upload into; whoever asks deletes it."""
        handle, name = tempfile.mkstemp(dir=self._incoming)
        os.close(handle)
        return Path(name)

    def sweep_incoming(self) -> int:
        """Delete what half-finished uploads of an earlier run left behind; how many there were."""
        left = list(self._incoming.iterdir())
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def sweep(self, known: Container[str], older_than: float) -> int:
        """Delete files that nothing refers to and that were stored before `older_than` (a timestamp); how many there were.

        A file is stored before a row names it: what is young may be about to be named.
        """
        swept = 0
        for place in self._root.glob("??/*"):
            if place.parent.name + place.name not in known and place.stat().st_mtime < older_than:
                place.unlink()
                swept += 1
        return swept

    def _write(self, data: bytes, place: Path) -> None:
        incoming = self.new_incoming()
        write_durably(incoming, data)
        if not place.parent.exists():
            place.parent.mkdir(exist_ok=True, mode=0o700)
            sync_folder(self._root)
        incoming.rename(place)
        sync_folder(place.parent)
