"""The bare three.js page of `hall bench view`: bundled like the client, and served as it is packed."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli

from tools.benching.processes import PROJECT

HERE = Path(__file__).parent / "cube"
TYPES = {"index.html": "text/html; charset=utf-8", "cube.min.js": "text/javascript"}


@contextmanager
def served_cube(folder: Path) -> Iterator[str]:
    """The page's address, until the block ends. folder: for its files"""
    files = {name: brotli.compress((build_cube(folder) / name).read_bytes()) for name in TYPES}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.lstrip("/") or "index.html"
            if name not in files:
                self.send_error(404)
                return
            self.send_response(200)
            for field, value in {
                "Content-Type": TYPES[name],
                "Content-Encoding": "br",
                "Content-Length": str(len(files[name])),
            }.items():
                self.send_header(field, value)
            self.end_headers()
            self.wfile.write(files[name])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def build_cube(folder: Path) -> Path:
    """The page with the parts of three.js that it needs, by the bundler that the client is built with."""
    if not (folder / "cube.min.js").exists():
        shutil.copytree(HERE, folder)
        (folder / "node_modules").symlink_to(PROJECT / "web" / "node_modules")
        rolldown = PROJECT / "web" / "node_modules" / ".bin" / "rolldown"
        subprocess.run(  # noqa: S603 - the command is ours
            [str(rolldown), "cube.js", "--file", "cube.min.js", "--format", "esm", "--minify"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
    return folder
