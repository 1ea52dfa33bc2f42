"""What ends with the whole run of tests."""

from __future__ import annotations

import sys


def pytest_sessionfinish() -> None:
    """Stop the server that tests share, where one was started."""
    site = sys.modules.get("wangcheng_site")
    if site is not None:
        site.close_wangcheng()
