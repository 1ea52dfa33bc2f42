"""The progress line of commands that take a while, on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from scene.bundle import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A bar until the block ends; nothing where stderr is no terminal."""
    form = "{desc:<18}{bar}{percentage:4.0f} % {elapsed}"
    with tqdm(total=100, bar_format=form, file=sys.stderr, disable=None) as bar:

        def progress(doing: str, share: float) -> None:
            bar.set_description_str(doing)
            bar.update(100 * share - bar.n)

        yield progress
