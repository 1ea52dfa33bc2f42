"""Applications: from an item's page to a pre-acceptance number, without JavaScript."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest
from desk_world import FIRM_CODE, INDIVIDUAL, NUMBER, PERSON, another, browsing, fill_in, hand_in, photo, small_app
from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import IntegrityError

from server.applications.tables import application, application_event, application_timer, application_upload
from server.foundation.keys import FILES, STORE


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


async def test_a_firm_is_asked_for_other_things_and_other_documents(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/apply")
        await citizen.send("/items/U17-002/apply")
        draft = citizen.draft
        await citizen.send(f"/applications/{draft}/kind", kind="firm")
        firm = {"name": "测试网络有限公司", "contact": "测试人", "document": FIRM_CODE, "phone": "13900001234"}
        await citizen.send(f"/applications/{draft}/applicant", **firm)
        assert "营业执照" in citizen.text
        assert "身份证明" not in citizen.text
        files = [(f"file-{seq}", "a.jpg", photo()) for seq in (1, 3)]
        await citizen.upload(f"/applications/{draft}/materials", *files, going_on=True)
        assert citizen.address == f"/applications/{draft}/check"


async def test_who_may_only_be_a_person_is_not_asked(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U12-001/apply")
        await citizen.send("/items/U12-001/apply")
        assert citizen.address.endswith("/applicant")
        assert "第 1 步，共 3 步" in citizen.text


async def test_an_offline_item_says_where_to_go(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-009/apply")
        assert citizen.status == 200
        assert "还不能在网上办理" in citizen.text
        assert "A03" in citizen.text
        await citizen.open("/items/U17-002/apply")
        await citizen.send("/items/U17-009/apply")
        assert citizen.status == 422
        await citizen.open("/items/U99-001/apply")
        assert citizen.status == 404


async def test_what_was_typed_wrong_is_kept_and_told_twice(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U12-001/apply")
        await citizen.send("/items/U12-001/apply")
        address = f"/applications/{citizen.draft}/applicant"
        await citizen.send(address, **{**INDIVIDUAL, "phone": "<b>12"}, document=PERSON[:-1] + "1")
        assert citizen.status == 422
        assert 'id="error-summary" autofocus' in citizen.text
        assert citizen.text.count("号码的校验位不对") == 2
        assert 'value="&lt;b&gt;12"' in citizen.text
        assert 'aria-invalid="true"' in citizen.text


async def test_nothing_can_be_handed_in_with_a_document_missing(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await fill_in(citizen)
        draft = citizen.draft
        await citizen.upload(f"/applications/{draft}/materials", ("file-1", "a.jpg", photo()), going_on=True)
        assert citizen.status == 422
        assert "请上传“身份证明”" in citizen.text
        await citizen.send(f"/applications/{draft}/submit")
        assert citizen.status == 422
        assert not NUMBER.search(citizen.text)


async def test_a_draft_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await fill_in(citizen)
        draft = citizen.draft
        await citizen.open(f"/applications/{draft}")
        assert citizen.address == f"/applications/{draft}/materials"
        await citizen.open(f"/applications/{draft}/applicant")
        assert 'value="测试人"' in citizen.text
        async with another(citizen) as stranger:
            for page in ("", "/applicant", "/materials", "/check"):
                await stranger.open(f"/applications/{draft}{page}")
                assert stranger.status == 404
                assert "测试人" not in stranger.text


async def test_a_double_click_is_one_application(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/apply")
        form = citizen.hidden()
        answers = await asyncio.gather(*(citizen.client.post("/items/U17-002/apply", data=form) for _ in range(5)))
        assert len({answer.url.path for answer in answers}) == 1
        count = await citizen.app[STORE].read(count_of_applications)
        assert count == 1


def count_of_applications(conn: Connection) -> int:
    return int(conn.execute(select(func.count()).select_from(application)).scalar_one())


async def test_twenty_submits_at_once_give_one_number(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await fill_in(citizen)
        draft = citizen.draft
        files = [(f"file-{seq}", "a.jpg", photo()) for seq in (1, 2)]
        await citizen.upload(f"/applications/{draft}/materials", *files, going_on=True)
        form = citizen.hidden()
        answers = await asyncio.gather(
            *(
                citizen.client.post(f"/applications/{draft}/submit", data={**form, "idempotency_key": f"key {n % 3}"})
                for n in range(20)
            )
        )
        numbers = {NUMBER.findall(await answer.text())[0] for answer in answers}
        assert len(numbers) == 1
        store = citizen.app[STORE]
        assert await store.read(events) == [("submit", "draft", "submitted")]
        assert (
            await store.read(
                lambda conn: conn.execute(select(func.count()).select_from(application_timer)).scalar_one()
            )
            == 1
        )
        # Back to the form, and handed in once more.
        await citizen.open(f"/applications/{draft}/check")
        assert citizen.address == f"/applications/{draft}/receipt"


def events(conn: Connection) -> list[tuple[str, str, str]]:
    columns = (application_event.c.event, application_event.c.from_state, application_event.c.to_state)
    return [tuple(row) for row in conn.execute(select(*columns).order_by(application_event.c.id))]


async def test_a_program_submits_with_a_key_and_gets_the_same_answer_again(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await fill_in(citizen)
        draft = citizen.draft
        files = [(f"file-{seq}", "a.jpg", photo()) for seq in (1, 2)]
        await citizen.upload(f"/applications/{draft}/materials", *files, going_on=True)
        headers = {"Accept": "application/json", "Idempotency-Key": "one", "Content-Type": "application/json"}
        first = await citizen.client.post(f"/applications/{draft}/submit", headers=headers, data=b"{}")
        again = await citizen.client.post(f"/applications/{draft}/submit", headers=headers, data=b"{}")
        assert (first.status, again.status) == (201, 201)
        assert await first.json() == await again.json()
        otherwise = await citizen.client.post(f"/applications/{draft}/submit", headers=headers, data=b'{"other": 1}')
        assert (otherwise.status, (await otherwise.json())["error"]["code"]) == (422, "refused")
        other = {"Idempotency-Key": "one", "X-CSRF-Token": citizen.hidden()["csrf"]}
        await fill_in(citizen)
        refused = await citizen.client.post(
            f"/applications/{citizen.draft}/submit", headers={**headers, **other}, data=b"{}"
        )
        assert refused.status == 422


async def test_a_key_used_for_another_question_is_refused(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/units/U17/consult")
        key = citizen.hidden()
        question = {"name": "王女士", "phone": "13900001234", "text": "几点开门？"}
        first = await citizen.client.post("/units/U17/consult", data={**key, **question})
        again = await citizen.client.post("/units/U17/consult", data={**key, **question})
        other = await citizen.client.post("/units/U17/consult", data={**key, **question, "text": "几点关门？"})
        assert first.url == again.url
        assert other.status == 422


async def test_the_receipt_can_be_bookmarked_and_tells_nothing_of_the_applicant(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        async with another(citizen) as stranger:
            await stranger.open(citizen.address)
            assert stranger.status == 200
            assert number in stranger.text
            for secret in ("测试人", PERSON, "1234", "13900001234"):
                assert secret not in stranger.text.replace(number, "")


async def test_a_file_that_rotted_is_noticed_before_a_number_is_given(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await fill_in(citizen)
        draft = citizen.draft
        files = [(f"file-{seq}", "a.jpg", photo(40 + seq)) for seq in (1, 2)]
        await citizen.upload(f"/applications/{draft}/materials", *files, going_on=True)
        app = citizen.app
        digest = await app[STORE].read(
            lambda conn: conn.execute(
                select(application_upload.c.sha256).where(application_upload.c.material_seq == 2)
            ).scalar_one()
        )
        app[FILES].path(digest).write_bytes(b"rotten")
        await citizen.send(f"/applications/{draft}/submit")
        assert citizen.status == 422
        assert "“身份证明”的文件已损坏" in citizen.text


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_what_identifies_somebody_is_nowhere_in_the_data_folder_or_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with browsing(small_app(tmp_path)) as citizen:
        await hand_in(citizen)
        stored = everything_in(tmp_path)
    for secret in (PERSON, "13900001234", "测试人"):
        assert secret.encode() not in stored
        assert secret not in caplog.text


async def test_what_happened_can_be_neither_changed_nor_deleted(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await hand_in(citizen)
        store = citizen.app[STORE]
        with pytest.raises(IntegrityError, match="append-only"):
            await store.write(lambda conn: conn.execute(update(application_event).values(note="changed")))
        with pytest.raises(IntegrityError, match="append-only"):
            await store.write(lambda conn: conn.execute(text("DELETE FROM application_event")))


async def test_an_application_keeps_the_item_as_it_was(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        number = await hand_in(citizen)
        rename = text("UPDATE item SET name = '改了名的事项' WHERE code = 'U17-002'")
        await citizen.app[STORE].write(lambda conn: conn.execute(rename))
        await citizen.open("/track")
        await citizen.send("/track", number=number, phone="1234")
        assert "设立互联网上网服务营业场所经营单位审批" in citizen.text


async def test_the_desk_works_under_the_halls_own_address(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/h/wangcheng/items/U17-002/apply")
        assert 'action="/h/wangcheng/items/U17-002/apply"' in citizen.text
        await citizen.send("/h/wangcheng/items/U17-002/apply")
        assert citizen.address.startswith("/h/wangcheng/applications/")
