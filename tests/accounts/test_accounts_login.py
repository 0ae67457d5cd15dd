"""Logging in through WeChat and out again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from backend.accounts.jobs import forget_sessions
from backend.database import fetch
from backend.outbox import Job


async def _code(app: Any, name: str) -> str:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{app.wechat}/control/login-code", json={"name": name})
    return str(answer.json()["code"])


async def test_the_token_is_stored_as_a_hash_only(app: Any) -> None:
    citizen = await app.citizen()
    token = citizen.http.headers["Authorization"].removeprefix("Bearer ")
    rows = await fetch("SELECT * FROM citizen_session")
    assert len(rows) == 1
    assert token not in str(rows)
    assert (await citizen.get("/api/v1/me")).status_code == 200


async def test_names_numbers_and_openids_are_not_readable_in_the_database(app: Any, citizen: Any) -> None:
    rows = await fetch("SELECT * FROM citizen") + await fetch("SELECT * FROM wechat_identity")
    async with httpx.AsyncClient(trust_env=False) as http:
        people = (await http.get(f"{app.wechat}/control/people")).json()
    wang = next(person for person in people if person["name"] == "王小明")
    for secret in ("王小明", "110101199003070011", "13800000001", wang["openid"]):
        assert secret not in str(rows)


async def test_the_same_person_is_the_same_citizen_on_both_channels(app: Any) -> None:
    phone = await app.citizen()
    browser = app.anonymous()
    url = (await browser.get("/api/v1/sessions/options", return_to=f"{app.base}/")).json()["oauth_url"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    body = {"channel": "h5", "code": await _code(app, "王小明"), "state": state}
    answer = await browser.post("/api/v1/sessions", body)
    assert answer.status_code == 201
    assert answer.json()["citizen"]["id"] == (await phone.get("/api/v1/me")).json()["id"]


async def test_twenty_first_log_ins_at_once_make_one_citizen(app: Any) -> None:
    people = await asyncio.gather(*(app.citizen("张伟") for _ in range(20)))
    answers = await asyncio.gather(*(person.get("/api/v1/me") for person in people))
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await fetch("SELECT 1 FROM citizen")) == 1


async def test_a_browser_must_bring_back_our_state(app: Any, clock: Any) -> None:
    browser = app.anonymous()
    for state in (None, "made-up"):
        body = {"channel": "h5", "code": "dev-王小明", "state": state}
        answer = await browser.post("/api/v1/sessions", body)
        assert (answer.status_code, answer.json()["code"]) == (401, "login_unfinished")
    assert await fetch("SELECT 1 FROM citizen") == []


async def test_a_code_works_once(app: Any) -> None:
    person, code = app.anonymous(), await _code(app, "王小明")
    first = await person.post("/api/v1/sessions", {"channel": "mp", "code": code}, key="tap-1")
    replay = await person.post("/api/v1/sessions", {"channel": "mp", "code": code}, key="tap-1")
    again = await person.post("/api/v1/sessions", {"channel": "mp", "code": code}, key="tap-2")
    assert first.status_code == 201
    assert replay.json() == first.json()
    assert replay.headers["Idempotent-Replayed"] == "true"
    assert (again.status_code, again.json()["code"]) == (401, "wechat_code_refused")


async def test_wechat_being_away_is_said_and_leaves_nothing(app: Any) -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(f"{app.wechat}/control/faults", json={"bad_gateway": 5})
    answer = await app.anonymous().post("/api/v1/sessions", {"channel": "mp", "code": "dev-王小明"})
    assert answer.status_code == 503
    assert await fetch("SELECT 1 FROM citizen") == []


async def test_logging_out_ends_this_session_at_once_and_no_other(app: Any) -> None:
    phone, tablet = await app.citizen(), await app.citizen()
    assert (await phone.delete("/api/v1/sessions/current")).status_code == 204
    assert (await phone.get("/api/v1/me")).status_code == 401
    assert (await tablet.get("/api/v1/me")).status_code == 200


async def test_a_session_expires(app: Any, clock: Any) -> None:
    citizen = await app.citizen()
    clock.advance(timedelta(days=30))
    assert (await citizen.get("/api/v1/me")).status_code == 401


async def test_tokens_that_are_none_are_nobody(app: Any) -> None:
    person = app.anonymous()
    for header in ("", "Bearer", "Basic abc", "Bearer " + "x" * 5000, "Bearer \u00ff"):
        answer = await person.http.get("/api/v1/me", headers={"Authorization": header.encode("latin-1")})
        assert answer.status_code == 401, header
        assert answer.json()["code"] == "not_logged_in"


async def test_log_in_options_without_wechat_say_why(app: Any) -> None:
    settings = app.app.ctx.settings
    app.app.ctx.settings = settings.model_copy(update={"wechat_appid": ""})
    answer = (await app.anonymous().get("/api/v1/sessions/options", return_to=f"{app.base}/")).json()
    assert answer["oauth_url"] is None
    assert "查询码" in answer["reason"]


async def test_ended_sessions_are_deleted_within_the_month_the_notice_promises(app: Any, clock: Any) -> None:
    left, stays = await app.citizen(), await app.citizen()
    await left.delete("/api/v1/sessions/current")
    clock.advance(timedelta(days=29, seconds=1))
    await forget_sessions(Job("accounts.forget_sessions", {}, clock.now(), app.settings, 1))
    assert len(await fetch("SELECT 1 FROM citizen_session")) == 1
    assert (await stays.get("/api/v1/me")).status_code == 200
