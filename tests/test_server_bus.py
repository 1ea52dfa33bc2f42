"""What every bus does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from server.foundation.bus import Bus, BusFull, TooManyOfOne

MakeBus = Callable[[int, int], Bus]

BUSES: tuple[MakeBus, ...] = (Bus,)
pytestmark = pytest.mark.parametrize("make_bus", BUSES)


async def test_everybody_hears_what_changes_after_they_began_to_listen(make_bus: MakeBus) -> None:
    bus = make_bus(2, 2)
    bus.publish("before")
    with bus.listen() as first, bus.listen() as second:
        bus.publish("closures")
        assert [await one.changed() for one in (first, second)] == [{"closures"}, {"closures"}]
        waiting = asyncio.create_task(first.changed())
        await asyncio.sleep(0)
        assert not waiting.done()
        bus.publish("hall")
        assert await waiting == {"hall"}


async def test_who_is_slow_hears_of_each_topic_once(make_bus: MakeBus) -> None:
    bus = make_bus(1, 1)
    with bus.listen() as slow:
        for _ in range(1000):
            bus.publish("closures")
            bus.publish("hall")
        assert await slow.changed() == {"closures", "hall"}
        bus.publish("hall")
        assert await slow.changed() == {"hall"}


async def test_as_many_listen_as_may_and_a_place_comes_free(make_bus: MakeBus) -> None:
    bus = make_bus(1, 1)
    with bus.listen():
        assert len(bus) == 1
        with pytest.raises(BusFull), bus.listen():
            pass
    assert len(bus) == 0
    with bus.listen():
        assert len(bus) == 1


async def test_nobody_takes_all_places_alone(make_bus: MakeBus) -> None:
    bus = make_bus(3, 2)
    with bus.listen("one"), bus.listen("one"):
        with pytest.raises(TooManyOfOne), bus.listen("one"):
            pass
        with bus.listen("other"):
            assert len(bus) == 3
    with bus.listen("one"):
        assert len(bus) == 1


async def test_a_closed_bus_sends_everybody_home(make_bus: MakeBus) -> None:
    bus = make_bus(2, 2)
    with bus.listen() as listener:
        waiting = asyncio.create_task(listener.changed())
        await asyncio.sleep(0)
        bus.close()
        assert await waiting == set()
        assert await listener.changed() == set()
        with bus.listen() as late:
            assert await late.changed() == set()
