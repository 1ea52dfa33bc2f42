"""Applications: from an item's page to a pre-acceptance number, without JavaScript."""

from __future__ import annotations

from pathlib import Path

from desk_world import PERSON, browsing, hand_in, small_app


async def test_a_person_applies_and_finds_the_application_again(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        assert citizen.status == 200
        assert citizen.address.endswith("/receipt")
        assert PERSON not in citizen.text
        await citizen.open("/track?number=" + number)
        await citizen.send("/track", number=number.replace("-", " ").lower(), phone="1234")
        assert citizen.address == f"/track/{number}"
        assert "等待预审" in citizen.text
        assert "2026年3月4日" in citizen.text
