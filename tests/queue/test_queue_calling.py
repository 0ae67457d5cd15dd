"""Calling, serving, passing over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import book
from tests.queue.hall_day import call_next, check_in, open_window, refused, serve_next, step, walk_in, window_queue
from tests.support.people import Person


async def test_from_the_call_to_the_end(
    citizen: Person, clerk: Person, clock: FixedClock, run_jobs: Callable[[], Awaitable[int]]
) -> None:
    booked = await book(citizen)
    await check_in(clerk, booked["code"])
    await open_window(clerk)
    called = await call_next(clerk)
    assert (called["state_label"], called["window_number"], called["calls"]) == ("请到窗口", 1, 1)
    assert [action["name"] for action in called["actions"]] == ["start", "recall", "pass"]
    await run_jobs()
    notice = (await citizen.get("/api/v1/me/notices")).json()["items"][0]
    assert notice["title"] == "请到窗口"
    assert notice["text"].startswith("A001 号请到一楼 1 号窗口:居民身份证首次申领")
    clock.advance(timedelta(minutes=2))
    started = await step(clerk, await step(clerk, called, "recall"), "start")
    assert (started["state"], started["calls"], started["serving_since"][:16]) == ("serving", 2, "2026-11-23T09:02")
    done = await step(clerk, started, "finish", outcome="办结", note="已领回执")
    assert (done["state_label"], done["actions"]) == ("已办完", [])
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
