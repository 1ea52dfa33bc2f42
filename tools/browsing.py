"""A hall being served, and a Chromium that looks at it: for the README's pictures and the tests in a browser.

Playwright is a tool of development; only `tools.pictures`, `tools.trial` and tests/browser import this module.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

# Software WebGL that needs no graphics card, and no calls home.
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
ADDRESS = re.compile(r"http://127\.0\.0\.1:[0-9]+")
FIRST_START_SECONDS = 240.0
STOP_SECONDS = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedHall:
    """A running `hall serve`: its address without a slash at the end, and its data folder."""

    address: str
    data: Path

    def password_of(self, login: str) -> str:
        """The first password of a member of staff, from the file that the first start wrote."""
        return self._staff(login)[1]

    def name_of(self, login: str) -> str:
        """The name that citizens see."""
        return self._staff(login)[3]

    def _staff(self, login: str) -> list[str]:
        lines = (self.data / "staff-logins.txt").read_text("utf-8").splitlines()
        return next(line.split("\t") for line in lines if line.startswith(f"{login}\t"))


@contextmanager
def served_hall(data: Path) -> Iterator[ServedHall]:
    """Serve the default hall on a free port, with a data folder of its own, in office hours, until the block ends.

    Its light is what lies in the folder already: to work it out would take the processor from whoever looks.
    """
    log = data.parent / f"{data.name}.log"
    command = [sys.executable, "-m", "tools.office_hours", "serve", "--data", str(data), "--port", "0"]
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(  # noqa: S603
            command,
            env={**os.environ, "HALL_BAKE": "0"},
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        yield ServedHall(address=_wait_for_address(server, log), data=data)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for_address(server: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + FIRST_START_SECONDS
    while time.monotonic() < deadline:
        said = log.read_text("utf-8", errors="replace")
        if found := ADDRESS.search(said):
            return found.group()
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"The hall did not start:\n{log.read_text('utf-8', errors='replace')[-3000:]}")


def find_chromium() -> str:
    """The path of this machine's Chromium."""
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    raise RuntimeError("There is no Chromium here. On Debian: apt-get install chromium fonts-noto-cjk")


@contextmanager
def launched_chromium(*flags: str) -> Iterator[Browser]:
    """A headless Chromium with software WebGL; `flags` are added to the usual ones."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*CHROMIUM_FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()
