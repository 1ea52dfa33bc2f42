"""Closures: in effect at once on every route, begun and ended by the clock, kept over a restart; who may set them, and how."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from closures_world import HALL, LIFT, REPAIR, UP, Supervisor, closing_app, sign_in, supervising
from corpus import good_source
from desk_world import HandClock, another, browsing

from server.closures.board import CLOSURES, check_closures
from server.hall.published import HALLS


async def test_a_closure_is_in_effect_when_it_is_answered_and_no_more_when_it_is_ended(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        assert await supervisor.ridden() == ["up"]
        answer = await supervisor.close()
        assert answer.status == 201
        made = await answer.json()
        assert made == {
            "id": made["id"],
            "target": UP,
            "from": "2026-03-02T09:30:00+08:00",
            "to": None,
            "reason": REPAIR,
            "name": {"zh": "up", "en": "up"},
            "in_force": True,
        }
        assert await supervisor.ridden() == ["lift1"]
        assert await supervisor.listed() == [made]
        for _ in range(2):
            assert (await supervisor.end(made["id"])).status == 200
            assert await supervisor.ridden() == ["up"]
            assert await supervisor.listed() == []


async def test_a_way_round_a_closure_says_so_first(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        usual = await supervisor.way(to="F2,3,3")
        await supervisor.close(to="2026-03-02T15:00")
        found = await supervisor.way(to="F2,3,3")
        more = round(found["length_m"] - usual["length_m"])
        assert found["steps"][0] == {
            "text": {
                "zh": f"up检修至15:00，改走电梯，多走{more}米",
                "en": f"Up is closed for repair until 15:00; take the lift instead, {more} m more",
            },
            "leg": 0,
            "at_m": 0.0,
        }
        assert found["steps"][1:] != usual["steps"]
        assert found["steps"][1]["text"]["zh"].endswith("到1号电梯")
        down = await supervisor.browser.client.get("/api/v1/route?from=window:C01&to=entrance:main")
        assert "检修" not in json.dumps((await down.json())["steps"][0], ensure_ascii=False)


async def test_no_way_but_a_closed_one_is_told_with_why_and_until_when(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        await supervisor.close(LIFT, to="2026-03-05T08:00")
        error = (await supervisor.way("step_free"))["error"]
        assert error["message"] == {
            "zh": "1号电梯检修至3月5日8:00，没有其他通路",
            "en": "Lift 1 is closed for repair until 8:00 on 5 March; there is no other way",
        }
        assert error["reason"] == {"code": "closed", "profile": "step_free", "connectors": ["lift1"]}


async def test_a_planned_closure_begins_and_runs_out_by_itself(tmp_path: Path) -> None:
    clock = HandClock()
    async with supervising(closing_app(tmp_path, clock), tmp_path) as supervisor:
        await supervisor.close(**{"from": "2026-03-02T10:00+08:00", "to": "2026-03-02T10:05"})
        assert [one["in_force"] for one in await supervisor.listed()] == [False]
        assert await supervisor.ridden() == ["up"]
        await supervisor.move_clock(clock, minutes=30)
        assert [one["in_force"] for one in await supervisor.listed()] == [True]
        assert await supervisor.ridden() == ["lift1"]
        await supervisor.move_clock(clock, minutes=5)
        assert await supervisor.listed() == []
        assert await supervisor.ridden() == ["up"]


async def test_a_tour_leads_round_what_is_closed(tmp_path: Path) -> None:
    hall, path, data = json.loads(good_source(HALL)), tmp_path / "tour.json", tmp_path / "var"
    hall["tours"] = [{"id": "round", "name": {"zh": "上楼", "en": "Up"}, "stops": ["main", "lift_2", "C01"]}]
    path.write_text(json.dumps(hall))
    async with supervising(closing_app(data, hall=path), data) as supervisor:
        await supervisor.close()
        tour = await (await supervisor.browser.client.get("/api/v1/tours/round")).json()
        assert [leg["connector"] for leg in tour["legs"] if "connector" in leg] == ["lift1"]
        assert tour["steps"][0]["text"]["zh"].startswith("up检修，改走电梯")


async def test_a_server_whose_closures_do_not_follow_the_clock_is_not_ready(tmp_path: Path) -> None:
    async with browsing(closing_app(tmp_path)) as browser:
        assert await check_closures(browser.app) == (True, "ok")
        following = browser.app[CLOSURES].following
        assert following is not None
        following.cancel()
        await asyncio.wait([following])
        assert await check_closures(browser.app) == (False, "the clock is not followed")


async def test_a_plan_that_is_called_off_never_begins(tmp_path: Path) -> None:
    clock = HandClock()
    async with supervising(closing_app(tmp_path, clock), tmp_path) as supervisor:
        first = await (await supervisor.close(**{"from": "2026-03-02T10:00"})).json()
        await supervisor.close(LIFT, **{"from": "2026-03-02T10:01"})
        await supervisor.end(first["id"])
        await supervisor.move_clock(clock, minutes=31)
        assert [one.target for one in supervisor.app[CLOSURES].in_force] == [LIFT]
        assert await supervisor.ridden() == ["up"]


async def test_of_two_closures_the_longer_one_holds(tmp_path: Path) -> None:
    clock = HandClock()
    async with supervising(closing_app(tmp_path, clock), tmp_path) as supervisor:
        await supervisor.close(to="2026-03-02T11:00", reason={"zh": "保洁", "en": "cleaning"})
        await supervisor.close(to="2026-03-02T10:00")
        assert (await supervisor.way())["steps"][0]["text"]["zh"].startswith("up保洁至11:00")
        await supervisor.move_clock(clock, minutes=31)
        assert await supervisor.ridden() == ["lift1"]


async def test_a_restart_keeps_what_is_closed(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        await supervisor.close()
    async with browsing(closing_app(tmp_path)) as browser:
        citizen = Supervisor(browser)
        assert await citizen.ridden() == ["lift1"]
        assert [one["target"] for one in await citizen.listed()] == [UP]


async def test_every_version_one_can_ask_for_is_closed(tmp_path: Path) -> None:
    fresh = other_hall(tmp_path, "up", "up")
    async with browsing(closing_app(tmp_path / "var")) as before:
        first = before.app[HALLS].current.version
    async with supervising(closing_app(tmp_path / "var", hall=fresh), tmp_path / "var") as supervisor:
        older = f"&version={first}"
        assert first != supervisor.app[HALLS].current.version
        made = await (await supervisor.close()).json()
        assert await supervisor.ridden(more=older) == ["lift1"]
        await supervisor.end(made["id"])
        assert await supervisor.ridden(more=older) == ["up"]
        await supervisor.close()
        assert await supervisor.ridden(more=older) == ["lift1"]


async def test_a_target_that_the_hall_has_no_more_closes_nothing_and_is_shown_as_gone(tmp_path: Path) -> None:
    data = tmp_path / "var"
    async with supervising(closing_app(data), data) as supervisor:
        await supervisor.close()
    async with supervising(closing_app(data, hall=other_hall(tmp_path, "up", "new")), data) as supervisor:
        assert await supervisor.listed() == []
        assert await supervisor.ridden() == ["new"]
        page = await supervisor.browser.open("/desk/closures")
        assert "<code>connector:up</code>" in page
        assert "大厅里已没有此处" in page


def other_hall(folder: Path, name: str, changed: str) -> Path:
    """The small hall as another version, with a connector renamed."""
    hall = json.loads(good_source(HALL))
    for one in hall["connectors"]:
        one["id"] = changed if one["id"] == name else one["id"]
    path = folder / "other.json"
    path.write_text(json.dumps(hall))
    return path


async def test_the_same_key_again_closes_nothing_more(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        answers = [await supervisor.close(key="one") for _ in range(2)]
        assert [answer.status for answer in answers] == [201, 201]
        assert await answers[0].json() == await answers[1].json()
        assert len(await supervisor.listed()) == 1
        assert (await supervisor.close(LIFT, key="one")).status == 422


async def test_a_request_repeated_when_its_time_is_over_gets_the_same_answer(tmp_path: Path) -> None:
    clock = HandClock()
    async with supervising(closing_app(tmp_path, clock), tmp_path) as supervisor:
        first = await (await supervisor.close(key="one", to="2026-03-02T09:35")).json()
        await supervisor.move_clock(clock, minutes=6)
        again = await supervisor.close(key="one", to="2026-03-02T09:35")
        assert (again.status, await again.json()) == (201, {**first, "in_force": False})
        assert await supervisor.ridden() == ["up"]


BAD: tuple[tuple[dict[str, Any], int, str, str], ...] = (
    ({"target": "connector:stairs"}, 422, "target", "connector:up, connector:down, connector:lift1"),
    ({"target": "door:up"}, 422, "target", "There is no door:up"),
    ({"target": ""}, 422, "target", "Say what to close"),
    ({"target": "up" * 5000}, 422, "target", "There is no upup"),
    ({"from": "2026-03-02T15:00", "to": "2026-03-02T15:00"}, 422, "to", "end after it begins"),
    ({"from": "2026-03-02T15:00", "to": "2026-03-02T14:00"}, 422, "to", "end after it begins"),
    ({"from": "2026-03-02T07:00", "to": "2026-03-02T08:00"}, 422, "to", "over"),
    ({"to": "2026-03-02T08:00"}, 422, "to", "end after it begins"),
    ({"to": "2026-03-01T08:00"}, 422, "to", "a day ago"),
    ({"to": "2206-03-02T15:00"}, 422, "to", "two years from now"),
    ({"to": "9999-12-31T23:59:59-23:59"}, 422, "to", "two years from now"),
    ({"from": "0001-01-01T00:00+23:59"}, 422, "from", "a day ago"),
    ({"from": "2026-02-30T10:00"}, 422, "from", "no date and time"),
    ({"from": "2026-03-03"}, 422, "from", "no date and time"),
    ({"from": "tomorrow"}, 422, "from", "no date and time"),
    ({"reason": {"zh": "检修", "en": " \u200b "}}, 422, "reason.en", "in Chinese and in English"),
    ({"reason": {"zh": "检" * 81, "en": "repair"}}, 422, "reason.zh", "80"),
    ({"reason": {"zh": "检修"}}, 400, "reason.en", "the JSON"),
    ({"reason": "检修"}, 400, "reason", "the JSON"),
    ({"target": 7}, 400, "target", "the JSON"),
    ({"to": 1_800_000_000}, 400, "to", "the JSON"),
    ({"until": "2026-03-02T15:00"}, 400, "until", "the JSON"),
)


async def test_what_cannot_be_closed_is_refused_with_its_place(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        for more, status, where, said in BAD:
            answer = await supervisor.close(**more)
            error = (await answer.json())["error"]
            assert (answer.status, error["where"]) == (status, where), more
            assert said in error["message"]["en"], more
        for body in ("", "[]", "{", "null", '"target"'):
            headers = {"Content-Type": "application/json"}
            answer = await supervisor.browser.client.post("/api/v1/closures", data=body, headers=headers)
            assert answer.status == 400, body
        assert (await supervisor.end("nobodys")).status == 404
        assert await supervisor.listed() == []


async def test_only_supervisors_close_and_open_and_officers_look(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        made = await (await supervisor.close()).json()
        async with another(supervisor.browser) as citizen:
            for address in ("/api/v1/closures", f"/api/v1/closures/{made['id']}/end"):
                assert (await citizen.client.post(address, json={"target": UP})).status == 401
        async with another(supervisor.browser) as officer:
            await sign_in(officer, tmp_path, "u17")
            assert "检修" in officer.text
            assert "只有督查人员" in officer.text
            assert "/end" not in officer.text
            for address in ("/api/v1/closures", f"/api/v1/closures/{made['id']}/end"):
                assert (await officer.client.post(address, json={"target": LIFT, "reason": REPAIR})).status == 403
            await officer.open("/track")
            for address in ("/desk/closures", f"/desk/closures/{made['id']}/end"):
                await officer.open("/track")
                await officer.send(address, target=LIFT, reason="repair")
                assert officer.status == 403
        assert [one["id"] for one in await supervisor.listed()] == [made["id"]]


async def test_the_desk_closes_once_however_often_the_form_is_sent(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        browser = supervisor.browser
        await browser.open("/desk/closures")
        form = browser.text
        for _ in range(2):
            browser.text = form
            await browser.send("/desk/closures", target=LIFT, reason="drill", to="2026-03-02T15:00")
            assert (browser.status, browser.address) == (200, "/desk/closures")
        assert "正在关闭（1）" in browser.text
        assert "秦望" in browser.text
        [made] = await supervisor.listed()
        assert made["reason"] == {"zh": "应急演练", "en": "an emergency drill"}
        await browser.send(f"/desk/closures/{made['id']}/end")
        assert "正在关闭（0）" in browser.text
        assert "秦望于" in browser.text
        assert await supervisor.listed() == []


async def test_a_refused_form_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with supervising(closing_app(tmp_path), tmp_path) as supervisor:
        browser = supervisor.browser
        await browser.open("/desk/closures")
        await browser.send("/desk/closures", target=LIFT, reason="repair", reason_zh="换<b>灯", to="2026-03-01T15:00")
        assert browser.status == 422
        assert 'href="#reason_en"' in browser.text
        assert 'href="#to"' in browser.text
        assert 'value="换&lt;b&gt;灯"' in browser.text
        assert 'value="2026-03-01T15:00"' in browser.text
        assert f'<option value="{LIFT}" selected>' in browser.text
        assert await supervisor.listed() == []


@pytest.mark.parametrize("name", ["odd_names", "basement_to_second", "ramp_to_mezzanine"])
async def test_any_connector_of_any_hall_can_be_closed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "hall.json"
    path.write_text(json.dumps({**json.loads(good_source(name)), "id": HALL}))
    data = tmp_path / "var"
    async with supervising(closing_app(data, hall=path), data) as supervisor:
        connectors = supervisor.app[HALLS].current.hall.connectors
        for one in connectors:
            assert (await supervisor.close(f"connector:{one.id}")).status == 201
        assert {one["target"] for one in await supervisor.listed()} == {f"connector:{one.id}" for one in connectors}
        assert (await supervisor.browser.client.get("/desk/closures")).status == 200
