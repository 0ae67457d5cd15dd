"""Calling, serving, passing over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import book
from tests.queue.hall_day import call_next, check_in, ok, open_window, refused, serve_next, step, walk_in, window_queue
from tests.support.people import Person


async def test_from_the_call_to_the_end(
    citizen: Person, clerk: Person, clock: FixedClock, run_jobs: Callable[[], Awaitable[int]]
) -> None:
    booked = await book(citizen)
    await check_in(clerk, booked["code"])
    await open_window(clerk)
    called = await call_next(clerk)
    assert (called["state_label"], called["window_number"], called["calls"]) == ("请到窗口", 1, 1)
    assert [action["name"] for action in called["actions"]] == [
        "start",
        "recall",
        "pass",
        "transfer",
        "leave",
        "correct",
    ]
    await run_jobs()
    notice = (await citizen.get("/api/v1/me/notices")).json()["items"][0]
    assert notice["title"] == "请到窗口"
    assert notice["text"].startswith("A001 号请到一楼 1 号窗口:居民身份证首次申领")
    clock.advance(timedelta(minutes=2))
    started = await step(clerk, await step(clerk, called, "recall"), "start")
    assert (started["state"], started["calls"], started["serving_since"][:16]) == ("serving", 2, "2026-11-23T09:02")
    done = await step(clerk, started, "finish", outcome="办结", note="已领回执")
    assert (done["state_label"], [action["name"] for action in done["actions"]]) == ("已办完", ["correct"])
    assert (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()["state"] == "served"
    periods = await fetch("SELECT verb FROM ticket_period WHERE ticket_id = $1 ORDER BY id", [called["id"]])
    assert [row["verb"] for row in periods] == ["issue", "call", "recall", "start", "finish"]


async def test_nobody_waits(clerk: Person) -> None:
    await open_window(clerk)
    answer = await clerk.post("/api/v1/staff/windows/W01/call-next")
    assert (answer.status_code, answer.json()) == (200, {"ticket": None})


async def test_the_booked_come_at_their_time_and_each_third_call_is_a_walk_in(
    citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    await open_window(clerk)
    walk_ins = [(await walk_in(clerk))["number"] for _ in range(2)]
    codes = [(await book(citizen, item=item))["code"] for item in ("HZ01", "HZ02", "HZ03")]
    clock.advance(timedelta(hours=1))
    booked = [(await check_in(clerk, code))["number"] for code in codes]
    waiting = [ticket["number"] for ticket in (await window_queue(clerk))["waiting"]]
    assert waiting == [booked[0], booked[1], walk_ins[0], booked[2], walk_ins[1]]
    assert [(await serve_next(clerk))["number"] for _ in range(5)] == waiting


async def test_one_person_at_a_window(clerk: Person) -> None:
    first, _ = await walk_in(clerk), await walk_in(clerk)
    await open_window(clerk)
    await call_next(clerk)
    again = await clerk.post("/api/v1/staff/windows/W01/call-next")
    assert refused(again, 409, "ticket_in_hand") == {"ticket_id": first["id"]}


async def test_who_missed_the_call_comes_back_after_three(clerk: Person) -> None:
    missed, *others = [await walk_in(clerk) for _ in range(5)]
    await open_window(clerk)
    passed = await step(clerk, await call_next(clerk), "pass")
    seen = await window_queue(clerk)
    assert ([row["number"] for row in seen["passed"]], seen["current"]) == ([missed["number"]], None)
    rejoined = await step(clerk, passed, "rejoin")
    assert (rejoined["state"], rejoined["ahead"], rejoined["window_number"]) == ("waiting", 3, None)
    order = [(await serve_next(clerk))["number"] for _ in range(5)]
    assert order == [*(other["number"] for other in others[:3]), missed["number"], others[3]["number"]]


async def test_who_missed_too_often_draws_a_new_number(clerk: Person) -> None:
    await walk_in(clerk)
    await open_window(clerk)
    passed = await step(clerk, await call_next(clerk), "pass")
    assert passed["rule_text"] == "过号可重新排队,等 3 位后再叫您。还可 2 次。"
    for _ in range(2):
        await step(clerk, passed, "rejoin")
        passed = await step(clerk, await call_next(clerk), "pass")
    assert (passed["rule_text"], [action["name"] for action in passed["actions"]]) == ("再过号要重新取号。", ["leave"])
    path = f"/api/v1/staff/tickets/{passed['id']}/rejoin"
    refused(await clerk.post(path, {"version": passed["version"]}), 409, "no_more_rejoin")


async def test_the_citizen_comes_back_with_one_tap(citizen: Person, stranger: Person, clerk: Person) -> None:
    booked = await book(citizen)
    await check_in(clerk, booked["code"])
    await open_window(clerk)
    await step(clerk, await call_next(clerk), "pass")
    mine = (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()["ticket"]
    assert [action["label"] for action in mine["actions"]] == ["重新排队"]
    path = f"/api/v1/me/tickets/{mine['id']}/rejoin"
    refused(await stranger.post(path, {"version": mine["version"]}), 404, "not_found")
    assert (await clerk.post(path, {"version": mine["version"]})).status_code == 401
    again = await ok(await citizen.post(path, {"version": mine["version"]}))
    assert (again["state"], again["actions"]) == ("waiting", [])
    refused(await citizen.post(path, {"version": again["version"]}), 409, "wrong_state")


async def test_the_phone_is_told_once_when_near_and_when_missed(
    citizen: Person, clerk: Person, run_jobs: Callable[[], Awaitable[int]]
) -> None:
    for _ in range(5):
        await walk_in(clerk)
    booked = await book(citizen, place=2)
    await check_in(clerk, booked["code"])
    await open_window(clerk)
    for told in (0, 1, 1, 1, 1):
        await serve_next(clerk)
        assert len(await _titles(citizen, "快轮到您了")) == told
    [text] = await _titles(citizen, "快轮到您了")
    assert text.startswith("A006 号前面还有 3 人:居民身份证首次申领")
    passed = await step(clerk, await call_next(clerk), "pass")
    [text] = await _titles(citizen, "您过号了")
    assert text.endswith("过号可重新排队,等 3 位后再叫您。还可 2 次。")
    await step(clerk, passed, "rejoin")
    await call_next(clerk)
    assert len(await _titles(citizen, "快轮到您了")) == 1
    assert len(await _titles(citizen, "请到窗口")) == 2


async def _titles(citizen: Person, title: str) -> list[str]:
    notices = (await citizen.get("/api/v1/me/notices")).json()["items"]
    return [notice["text"] for notice in notices if notice["title"] == title]


async def test_a_step_that_somebody_else_took_is_stale(clerk: Person) -> None:
    await walk_in(clerk)
    await open_window(clerk)
    called = await call_next(clerk)
    started = await step(clerk, called, "start")
    old = await clerk.post(f"/api/v1/staff/tickets/{called['id']}/pass", {"version": called["version"]})
    refused(old, 409, "stale")
    wrong = await clerk.post(f"/api/v1/staff/tickets/{called['id']}/pass", {"version": started["version"]})
    refused(wrong, 409, "wrong_state")
    bad = await clerk.post(
        f"/api/v1/staff/tickets/{called['id']}/finish", {"version": started["version"], "outcome": "好"}
    )
    refused(bad, 422, "invalid_input")


async def test_people_ahead_and_minutes(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    booked = await book(citizen)
    for _ in range(3):
        await walk_in(clerk)
    await check_in(clerk, booked["code"])
    path = f"/api/v1/appointments/{booked['id']}"
    ticket = (await citizen.get(path)).json()["ticket"]
    assert (ticket["ahead"], ticket["estimated_minutes"]) == (3, None)
    await open_window(clerk)
    assert (await citizen.get(path)).json()["ticket"]["estimated_minutes"] == 60
    clock.advance(timedelta(minutes=30))
    ticket = (await citizen.get(path)).json()["ticket"]
    assert (ticket["ahead"], ticket["estimated_minutes"]) == (0, 0)


@pytest.mark.parametrize("version", [-1, 2**31, 10**30])
async def test_a_version_no_row_can_have_is_refused_as_input(clerk: Person, version: int) -> None:
    answer = await clerk.post(f"/api/v1/staff/tickets/{uuid4()}/start", {"version": version})
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("bad_request", "invalid_input")
