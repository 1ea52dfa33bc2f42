"""One hall is served for all tests in a browser; each module opens its own Chromium.

The Chromium is not kept for the whole session: Playwright's loop would then still run in this thread when the tests of the
server, which bring their own, come after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from papers import Papers, make_papers
from playwright.sync_api import Browser, ConsoleMessage, Page

from tools.browsing import ServedHall, launched_chromium, served_hall

OpenPage = Callable[..., Page]
PATIENCE_MS = 30_000


@pytest.fixture(scope="session")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHall]:
    """The real server with its own data folder."""
    with served_hall(tmp_path_factory.mktemp("hall") / "var") as served:
        yield served


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    """Ten papers as a citizen would photograph and scan them."""
    return make_papers(tmp_path_factory.mktemp("papers"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser with software WebGL."""
    with launched_chromium() as browser:
        yield browser


@pytest.fixture
def open_page(chromium: Browser, hall: ServedHall, tmp_path: Path) -> Iterator[OpenPage]:
    """Open a page in a fresh context: open_page(width, height, touch=…, javascript=…, still=…, sharpness=…).

    sharpness: pixels of the screen for one of the page. Whatever the console complains of fails the test.
    """
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_one(
            width: int = 1280,
            height: int = 720,
            *,
            touch: bool = False,
            javascript: bool = True,
            sharpness: float = 1,
            **more: object,
        ) -> Page:
            context = chromium.new_context(
                base_url=hall.address,
                viewport={"width": width, "height": height},
                has_touch=touch,
                is_mobile=touch,
                device_scale_factor=sharpness,
                java_script_enabled=javascript,
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
                reduced_motion="reduce" if more.get("still") else "no-preference",
            )
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            page.on("console", lambda message: complaints.extend(_complaint(message)))
            page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
            return page

        yield open_one
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """A refused form answers 422 and a missing page 404: that is the page's answer, not something that went wrong.

    Nor is it that a test cut the connection.
    """
    answered = any(text in message.text for text in ("status of 422", "status of 404", "ERR_INTERNET_DISCONNECTED"))
    return [f"{message.location.get('url')}: {message.text}"] if message.type == "error" and not answered else []
