"""The staff pages: what waits, pre-accepting under a name, answering; and who may do what."""

from __future__ import annotations

from pathlib import Path

from desk_world import PERSON, Browser, another, browsing, hand_in, small_app


def password_of(folder: Path, login: str) -> str:
    """What the first start wrote down."""
    lines = (folder / "staff-logins.txt").read_text("utf-8").splitlines()
    return next(line.split("\t")[1] for line in lines if line.startswith(f"{login}\t"))


async def log_in(browser: Browser, folder: Path, login: str) -> None:
    await browser.open("/desk")
    assert browser.address == "/desk/login?next=/desk"
    await browser.send("/desk/login", login=login, password=password_of(folder, login), next="/desk")
    assert browser.address == "/desk"


async def test_an_officer_pre_accepts_and_the_citizen_sees_who_and_when(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        draft = citizen.draft
        async with another(citizen) as officer:
            await log_in(officer, tmp_path, "u17")
            assert "设立互联网上网服务营业场所经营单位审批" in officer.text
            await officer.open(f"/desk/applications/{draft}")
            assert PERSON not in officer.text
            assert "990*************37" in officer.text
            await officer.send(f"/desk/applications/{draft}/preaccept")
            assert "已预受理" in officer.text
            await officer.send(f"/desk/applications/{draft}/preaccept")
            await citizen.open("/track")
            await citizen.send("/track", number=number, phone="1234")
            assert "经办人：罗志远" in citizen.text
