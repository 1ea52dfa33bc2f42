"""The bus: says that something changed, never what. Who hears it looks for the present state.

So a slow listener misses nothing but states that are over, and its queue is as short as the list of topics. The same holds when
several processes share the bus of a database: what was committed is told, and read from there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class BusFull(Exception):
    """As many listen as may."""


class TooManyOfOne(BusFull):
    """As many listen for one of those who ask as may."""


class Listener:
    """Somebody who wants to know what changed. Made by `Bus.listen`."""

    def __init__(self) -> None:
        self._topics: set[str] = set()
        self._woken = asyncio.Event()
        self._closed = False

    async def changed(self) -> frozenset[str]:
        """What changed since the last time, as soon as anything did; nothing at all when the bus is closed."""
        await self._woken.wait()
        topics = frozenset(self._topics)
        self._topics.clear()
        if not self._closed:
            self._woken.clear()
        return topics

    def tell(self, topic: str) -> None:
        """Something changed."""
        self._topics.add(topic)
        self._woken.set()

    def close(self) -> None:
        """Nothing will change any more."""
        self._closed = True
        self._woken.set()


class Bus:
    """The bus of one process and one event loop. At most `most` listen at a time, for each of those who ask at most `most_each`."""

    def __init__(self, most: int, most_each: int) -> None:
        self.most, self.most_each = most, most_each
        self._listeners: dict[Listener, str] = {}
        self._closed = False

    def __len__(self) -> int:
        """How many listen."""
        return len(self._listeners)

    @contextmanager
    def listen(self, who: str = "") -> Iterator[Listener]:
        """Hear every change from now on. who: whose places are counted together. Raises BusFull."""
        if len(self._listeners) >= self.most:
            raise BusFull
        # Counted anew, not kept: a few hundred comparisons for each page that connects.
        if sum(one == who for one in self._listeners.values()) >= self.most_each:
            raise TooManyOfOne
        listener = Listener()
        if self._closed:
            listener.close()
        self._listeners[listener] = who
        try:
            yield listener
        finally:
            del self._listeners[listener]

    def publish(self, topic: str) -> None:
        """Tell everybody who listens that a topic changed."""
        for listener in self._listeners:
            listener.tell(topic)

    def close(self) -> None:
        """Let everybody who listens go home: the server stops."""
        self._closed = True
        for listener in self._listeners:
            listener.close()
