"""Tracking by number and phone, and questions to a unit with their answers."""

from __future__ import annotations

import re
from pathlib import Path

from desk_world import NUMBER, HandClock, another, browsing, hand_in, small_app
from test_server_desk import log_in

from server.foundation.case_numbers import new_number, show_number

QUESTION = {"name": "王女士", "phone": "13900005678", "text": "开网吧要先办消防吗？\n面积有要求吗？"}


async def test_a_question_is_answered_under_a_name_and_read_with_the_phone(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/consult")
        assert "设立互联网上网服务营业场所经营单位审批" in citizen.text
        await citizen.send("/items/U17-002/consult", **QUESTION)
        assert citizen.address.endswith("/receipt")
        assert "2026年3月4日" in citizen.text
        number = NUMBER.findall(citizen.text)[0]
        async with another(citizen) as officer:
            await log_in(officer, tmp_path, "u17")
            address = re.search(r'href="(/desk/consultations/[^"]+)"', officer.text)
            assert address
            await officer.open(address[1])
            assert "139****5678" in officer.text
            await officer.send(address[1] + "/answer", text=" ")
            assert officer.status == 422
            await officer.send(address[1] + "/answer", text="要先通过消防安全检查。")
            await officer.send(address[1] + "/answer", text="再答一次。")
            assert officer.status == 409
            await citizen.open("/track")
            await citizen.send("/track", number=number, phone="5678")
            assert "罗志远的答复" in citizen.text
            assert "要先通过消防安全检查。" in citizen.text
            assert "再答一次" not in citizen.text


async def test_a_question_without_text_is_kept_as_typed(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/units/U12/consult")
        await citizen.send("/units/U12/consult", name="王女士", phone="1", text="")
        assert citizen.status == 422
        assert 'value="王女士"' in citizen.text
        assert "请写下您的问题" in citizen.text
        await citizen.open("/units/U99/consult")
        assert citizen.status == 404


async def test_wrong_and_unknown_get_the_same_answer(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        pages = []
        for typed, phone in ((number, "9999"), (show_number(new_number()), "1234")):
            await citizen.open("/track")
            await citizen.send("/track", number=typed, phone=phone)
            pages.append((citizen.status, citizen.text.replace(typed, "")))
        assert pages[0] == pages[1]
        assert pages[0][0] == 422


async def test_guessing_the_phone_of_a_number_ends_soon(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        await citizen.open("/track")
        form = citizen.hidden()
        answers = [
            (await citizen.client.post("/track", data={**form, "number": number, "phone": f"{n:04}"})).status
            for n in range(8)
        ]
        assert answers == [422] * 6 + [429] * 2


async def test_a_case_is_shown_for_half_an_hour_and_only_in_that_browser(tmp_path: Path) -> None:
    clock = HandClock()
    async with browsing(small_app(tmp_path, clock)) as citizen:
        number = await hand_in(citizen)
        await citizen.open("/track")
        await citizen.send("/track", number=number, phone="1234")
        await citizen.open(f"/track/{number}")
        assert "办理经过" in citizen.text
        async with another(citizen) as stranger:
            await stranger.open(f"/track/{number}")
            assert "办理经过" not in stranger.text
            clock.move(minutes=31)
            await citizen.open(f"/track/{number}")
            assert "办理经过" not in citizen.text
            assert number in citizen.text


async def test_the_deadline_passes_into_words(tmp_path: Path) -> None:
    clock = HandClock()
    async with browsing(small_app(tmp_path, clock)) as citizen:
        await hand_in(citizen)
        async with another(citizen) as officer:
            for hours, words in ((0, "还有 2 天"), (24, "明天到期"), (24, "今天到期"), (24, "已超期 1 天")):
                clock.move(hours=hours)
                await log_in(officer, tmp_path, "u17")
                assert words in officer.text
                await officer.send("/desk/logout")
