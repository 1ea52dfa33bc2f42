"""Staff: logins made at the first start, sessions, locks, and a role for every route."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from aiohttp import web
from desk_world import LIFETIMES, HandClock, another, browsing, hand_in, small_app
from test_server_desk import log_in, password_of

from server.app import make_app
from server.foundation.config import Config
from server.foundation.security import SAFE_METHODS

# Every address and who may use it. A new route fails the test until it is written down here.
STAFF = {
    "GET /desk",
    "GET /desk/applications/{application}",
    "POST /desk/applications/{application}/preaccept",
    "GET /desk/applications/{application}/uploads/{upload}",
    "GET /desk/consultations/{consultation}",
    "POST /desk/consultations/{consultation}/answer",
    "GET /desk/closures",
    "POST /desk/closures",
    "POST /desk/closures/{closure}/end",
}
STAFF_PROGRAMS = {"POST /api/v1/closures", "POST /api/v1/closures/{closure}/end", "PUT /api/v1/queues"}
OWNER = {
    "GET /applications/{draft}",
    "GET /applications/{draft}/kind",
    "POST /applications/{draft}/kind",
    "GET /applications/{draft}/applicant",
    "POST /applications/{draft}/applicant",
    "GET /applications/{draft}/materials",
    "POST /applications/{draft}/materials",
    "GET /applications/{draft}/uploads/{upload}",
    "POST /applications/{draft}/uploads/{upload}/remove",
    "GET /applications/{draft}/check",
    "POST /applications/{draft}/submit",
}
ANYBODY = {
    "GET /items/{item}/apply",
    "POST /items/{item}/apply",
    "GET /applications/{draft}/receipt",
    "GET /units/{unit}/consult",
    "POST /units/{unit}/consult",
    "GET /items/{item}/consult",
    "POST /items/{item}/consult",
    "GET /consultations/{consultation}/receipt",
    "GET /track",
    "POST /track",
    "GET /track/{number}",
    "GET /desk/login",
    "POST /desk/login",
    "POST /desk/logout",
}
VALUES = {
    "application": "nobodys",
    "draft": "nobodys",
    "upload": "nobodys",
    "consultation": "nobodys",
    "closure": "nobodys",
    "item": "U17-002",
    "unit": "U17",
    "number": "0000-0000-0000-0000",
}


def routes_of(app: web.Application) -> set[str]:
    """Every route as "METHOD path", once for the plain address and once under its hall."""
    return {f"{route.method} {route.resource.canonical}" for route in app.router.routes() if route.resource} - {
        f"HEAD {resource.canonical}" for resource in app.router.resources()
    }


def test_every_route_has_a_role(tmp_path: Path) -> None:
    routes = routes_of(make_app(Config(data=tmp_path)))
    plain = {route for route in routes if " /h/{hall}" not in route}
    assert {route.replace(" /h/{hall}", " ") for route in routes - plain} <= plain
    named = STAFF | STAFF_PROGRAMS | OWNER | ANYBODY
    assert named <= plain
    # What the hall, the items and the search answer is for anybody, and only to be read.
    assert {route.split()[0] for route in plain - named} == {"GET"}
    assert not [route for route in plain - named if "/desk" in route or "/applications" in route]


def addresses(routes: set[str]) -> list[tuple[str, str]]:
    filled = [re.sub(r"\{(\w+)\}", lambda match: VALUES[match[1]], route) for route in sorted(routes)]
    return [(route.split()[0], prefix + route.split()[1]) for route in filled for prefix in ("", "/h/wangcheng")]


async def test_staff_routes_lead_everybody_else_to_the_log_in(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/track")
        for method, address in addresses(STAFF):
            data = citizen.hidden() if method == "POST" else None
            answer = await citizen.client.request(method, address, data=data, allow_redirects=False)
            assert answer.status == 303, address
            assert answer.headers["Location"].startswith(address.split("/desk")[0] + "/desk/login?next="), address
            as_program = {"Accept": "application/json"}
            answer = await citizen.client.request(method, address, data=data, headers=as_program)
            assert answer.status == 401, address


async def test_programs_of_nobody_are_told_to_log_in(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        for method, address in addresses(STAFF_PROGRAMS):
            assert (await citizen.client.request(method, address, json={})).status == 401, address


async def test_an_application_does_not_exist_for_anybody_else(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/track")
        for method, address in addresses(OWNER):
            data = citizen.hidden() if method == "POST" else None
            answer = await citizen.client.request(method, address, data=data, allow_redirects=False)
            assert answer.status == 404, address


async def test_every_write_refuses_a_foreign_page_and_a_missing_token(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/track")
        token = citizen.hidden()["csrf"]
        for method, address in addresses(STAFF | STAFF_PROGRAMS | OWNER | ANYBODY):
            if method in SAFE_METHODS:
                continue
            for headers, data in (
                ({"Sec-Fetch-Site": "cross-site", "X-CSRF-Token": token}, {}),
                ({"Origin": "https://elsewhere.example", "X-CSRF-Token": token}, {}),
                ({"Origin": "null", "X-CSRF-Token": token}, {}),
                ({"Origin": "http://[", "X-CSRF-Token": token}, {}),
                ({"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json"}, None),
                ({}, {"a": "b"}),
                ({"X-CSRF-Token": "0" * 64}, {"a": "b"}),
                ({"Content-Type": "text/plain"}, None),
                ({}, None),
            ):
                answer = await citizen.client.request(
                    method, address, data=data, headers=headers, allow_redirects=False
                )
                assert answer.status == 403 or (answer.status == 404 and "/materials" in address), (address, headers)


async def test_a_form_with_files_cannot_slip_past_the_token(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await citizen.open("/items/U17-002/apply")
        body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        answer = await citizen.client.post("/items/U17-002/apply", data=body, headers=headers)
        assert answer.status == 403


async def test_the_first_start_writes_logins_only_the_owner_can_read(tmp_path: Path) -> None:
    for _ in range(2):
        async with browsing(small_app(tmp_path)) as somebody:
            await log_in(somebody, tmp_path, "supervisor")
    assert stat.S_IMODE((tmp_path / "staff-logins.txt").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


async def test_an_officer_sees_the_own_unit_and_a_supervisor_all(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as citizen:
        await hand_in(citizen)
        draft = citizen.draft
        for login, sees in (("u17", True), ("u12", False), ("supervisor", True)):
            async with another(citizen) as officer:
                await log_in(officer, tmp_path, login)
                assert (draft in officer.text) == sees
                await officer.open(f"/desk/applications/{draft}")
                assert officer.status == (200 if sees else 404)


async def test_a_session_ends_when_idle_and_on_logging_out(tmp_path: Path) -> None:
    clock = HandClock()
    async with browsing(small_app(tmp_path, clock)) as officer:
        await log_in(officer, tmp_path, "u17")
        for _ in range(3):
            clock.move(minutes=14)
            await officer.open("/desk")
            assert officer.address == "/desk"
        clock.move(minutes=16)
        await officer.open("/desk")
        assert officer.address.startswith("/desk/login")
        await log_in(officer, tmp_path, "u17")
        stolen = officer.client.session.cookie_jar.filter_cookies(officer.client.make_url("/desk"))["staff"].value
        await officer.send("/desk/logout")
        async with another(officer) as thief:
            answer = await thief.client.get("/desk", headers={"Cookie": f"staff={stolen}"}, allow_redirects=False)
            assert answer.status == 303


async def test_logging_in_gives_a_new_id_in_a_guarded_cookie(tmp_path: Path) -> None:
    async with browsing(small_app(tmp_path)) as officer:
        officer.client.session.cookie_jar.update_cookies({"staff": "planted"})
        await officer.open("/desk/login")
        data = {**officer.hidden(), "login": "u17", "password": password_of(tmp_path, "u17"), "next": "//evil.example"}
        answer = await officer.client.post("/desk/login", data=data, allow_redirects=False)
        assert answer.headers["Location"] == "/desk"
        cookie = answer.headers["Set-Cookie"]
        assert "staff=" in cookie
        assert "planted" not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie


async def test_five_wrong_passwords_lock_the_login_for_a_while(tmp_path: Path) -> None:
    clock = HandClock()
    async with browsing(small_app(tmp_path, clock)) as officer:
        await officer.open("/desk/login")
        form = officer.hidden()
        for login in ("u17", "nobody"):
            tries = [
                (await officer.client.post("/desk/login", data={**form, "login": login, "password": "wrong"})).status
                for _ in range(6)
            ]
            assert tries == [422] * 5 + [429]
        right = {**form, "login": "u17", "password": password_of(tmp_path, "u17")}
        assert (await officer.client.post("/desk/login", data=right)).status == 429
        clock.move(minutes=16)
        assert (await officer.client.post("/desk/login", data=right)).status == 200


async def test_under_https_cookies_belong_to_the_host_alone(tmp_path: Path) -> None:
    app = make_app(Config(data=tmp_path, https=True), clock=HandClock(), opened=LIFETIMES)
    async with browsing(app) as citizen:
        answer = await citizen.client.get("/track")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-visitor=")
        assert "Secure" in cookie
        assert "Path=/;" in cookie
        assert "Domain" not in cookie
