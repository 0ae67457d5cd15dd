"""The two steps of a staff log-in."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from backend.database import fetch
from backend.staff import totp

HEADERS = {"X-Yichuang": "console"}


def _browser(app: Any) -> Any:
    person = app.anonymous()
    person.http.headers.update(HEADERS)
    return person


async def _password(person: Any, login: dict[str, Any], password: str | None = None) -> Any:
    body = {"account": login["account"], "password": password or login["password"]}
    return await person.post("/api/v1/staff/sessions", body)


async def _code(person: Any, login: dict[str, Any], clock: Any) -> Any:
    return await person.post("/api/v1/staff/sessions/totp", {"code": totp.code_at(login["totp_secret"], clock.now())})


async def test_both_steps_open_a_session_no_script_can_read(app: Any, clock: Any) -> None:
    person, login = _browser(app), app.login("clerk", "GA-HZ")
    assert (await _password(person, login)).json()["stage"] == "totp"
    assert (await person.get("/api/v1/staff/me")).status_code == 401
    done = await _code(person, login, clock)
    assert done.json()["stage"] == "done"
    session = next(value for value in done.headers.get_list("set-cookie") if value.startswith("yc_staff="))
    assert all(part in session for part in ("HttpOnly", "SameSite=Strict", "Path=/api", "Max-Age=36000"))
    assert "Secure" not in session
    me = (await person.get("/api/v1/staff/me")).json()
    assert (me["account"], me["role_label"], me["department"]["code"]) == ("hz01", "窗口人员", "GA-HZ")
    rows = await fetch("SELECT token_hash FROM staff_session")
    assert not any(row["token_hash"] in session for row in rows)


async def test_behind_https_the_cookie_is_secure(app: Any) -> None:
    app.app.ctx.settings = app.settings.model_copy(update={"public_url": "https://yichuang.example"})
    answer = await _password(_browser(app), app.login("clerk"))
    assert "Secure" in answer.headers["set-cookie"]


async def test_a_wrong_log_in_never_says_what_is_wrong(app: Any) -> None:
    login = app.login("clerk", "GA-HZ")
    unknown = await _password(_browser(app), {"account": "nobody", "password": "correct horse battery"})
    wrong = await _password(_browser(app), login, "correct horse battery")
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json() | {"request_id": ""} == wrong.json() | {"request_id": ""}
    assert wrong.json()["code"] == "wrong_login"


async def test_five_wrong_passwords_pause_the_account_for_a_quarter_of_an_hour(app: Any, clock: Any) -> None:
    login = app.login("clerk", "GA-HZ")
    for account in (login, {"account": "nobody"}):
        answers = [await _password(_browser(app), account, "wrong-wrong-wrong") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    paused = await _password(_browser(app), login)
    assert (paused.status_code, paused.json()["details"]) == (429, {"retry_after": 900})
    clock.advance(timedelta(minutes=15))
    assert (await _password(_browser(app), login)).status_code == 200


async def test_parallel_guesses_do_not_outrun_the_count(app: Any) -> None:
    login = app.login("clerk", "GA-HZ")
    people = [_browser(app) for _ in range(12)]
    answers = await asyncio.gather(*(_password(person, login, f"wrong-wrong-{at}") for at, person in enumerate(people)))
    assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7


async def test_the_right_password_does_not_reset_the_count_of_codes(app: Any) -> None:
    """Who knows the password must not get five more codes by giving it again."""
    login, answers = app.login("clerk", "GA-HZ"), []
    for _ in range(6):
        person = _browser(app)
        await _password(person, login)
        answers.append((await person.post("/api/v1/staff/sessions/totp", {"code": "000000"})).status_code)
    assert answers == [401] * 5 + [429]


async def test_a_code_works_once(app: Any, clock: Any) -> None:
    login, first, second = app.login("clerk", "GA-HZ"), _browser(app), _browser(app)
    await _password(first, login)
    await _password(second, login)
    answers = await asyncio.gather(_code(first, login, clock), _code(second, login, clock))
    assert sorted(answer.status_code for answer in answers) == [200, 401]
    clock.advance(timedelta(seconds=30))
    await _password(second, login)
    assert (await _code(second, login, clock)).status_code == 200


async def test_the_code_must_follow_within_five_minutes(app: Any, clock: Any) -> None:
    login, person = app.login("clerk", "GA-HZ"), _browser(app)
    assert (await _code(person, login, clock)).json()["code"] == "login_expired"
    await _password(person, login)
    clock.advance(timedelta(minutes=5))
    assert (await _code(person, login, clock)).json()["code"] == "login_expired"


async def test_another_site_can_neither_log_in_nor_act(app: Any, clerk: Any) -> None:
    login, foreign = app.login("clerk", "SCJG"), app.anonymous()
    assert (await _password(foreign, login)).status_code == 403
    del clerk.http.headers["X-Yichuang"]
    assert (await clerk.get("/api/v1/staff/me")).status_code == 200
    assert (await clerk.delete("/api/v1/staff/sessions/current")).status_code == 403


async def test_logging_out_ends_the_session_at_once(clerk: Any) -> None:
    cookie = clerk.http.cookies["yc_staff"]
    assert (await clerk.delete("/api/v1/staff/sessions/current")).status_code == 204
    assert "yc_staff" not in clerk.http.cookies
    again = await clerk.http.get("/api/v1/staff/me", headers={"Cookie": f"yc_staff={cookie}"})
    assert again.status_code == 401


async def test_a_session_lasts_a_working_day(clerk: Any, clock: Any) -> None:
    clock.advance(timedelta(hours=9, minutes=59))
    assert (await clerk.get("/api/v1/staff/me")).status_code == 200
    clock.advance(timedelta(minutes=1))
    assert (await clerk.get("/api/v1/staff/me")).status_code == 401


async def test_a_citizens_token_is_no_staff_session(citizen: Any) -> None:
    token = citizen.http.headers["Authorization"].removeprefix("Bearer ")
    answer = await citizen.http.get("/api/v1/staff/me", headers={"Cookie": f"yc_staff={token}"})
    assert answer.status_code == 401


async def test_a_stopped_members_open_screen_goes_silent(admin: Any, clerk: Any) -> None:
    row = next(one for one in (await admin.get("/api/v1/staff/members")).json()["items"] if one["account"] == "hz01")
    ready = asyncio.Event()

    async def watch() -> None:
        async with clerk.http.stream("GET", "/api/v1/staff/events") as stream:
            async for _ in stream.aiter_lines():
                ready.set()

    watching = asyncio.create_task(watch())
    await asyncio.wait_for(ready.wait(), 5)
    await admin.post(f"/api/v1/staff/members/{row['id']}/disable", {"version": row["version"]})
    await asyncio.wait_for(watching, 5)
