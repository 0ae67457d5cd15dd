"""Bookings whose place went away: who is told what, what the citizen and the desk can do, how it ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.appointments.plans import conflicts
from backend.appointments.plans.rebuilding import rebuild
from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import book, free_slots, hold, pass_the_delay
from tests.appointments.planning import API, MORNING, WEDNESDAY, closure, enter, exception, overview, preview
from tests.support.people import WANG, Person
from tests.support.product import Product

Jobs = Callable[[], Awaitable[int]]


async def _conflicts(person: Person, view: str = "open") -> list[dict[str, Any]]:
    answer = await person.get(f"{API}/staff/conflicts", view=view)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def _mine(citizen: Person, booked: dict[str, Any]) -> dict[str, Any]:
    return dict((await citizen.get(f"{API}/appointments/{booked['id']}")).json())


async def _credit_lines() -> list[str]:
    return [row["kind"] for row in await fetch("SELECT kind FROM credit_event ORDER BY id")]


async def _counts_are_right() -> bool:
    rows = await fetch(
        "SELECT slot.id FROM slot LEFT JOIN appointment_slot seat ON seat.slot_id = slot.id AND released_at IS NULL"
        " GROUP BY slot.id HAVING used_online + used_staff <> count(seat.id)"
    )
    return not rows


async def test_a_closed_day_tells_its_citizens_who_move_for_free(
    coordinator: Person, clerk: Person, citizen: Person, stranger: Person, run_jobs: Jobs
) -> None:
    booked = await book(citizen, day=WEDNESDAY)
    held = await hold(stranger, (await free_slots(stranger, day=WEDNESDAY))[3]["id"])
    seen = await preview(coordinator, closure())
    assert (seen["hit"], seen["pools"][0]["hits"][0]["when_text"]) == (1, booked["when_text"])
    await enter(coordinator, closure())
    await run_jobs()
    await run_jobs()
    mine = await _mine(citizen, booked)
    assert (mine["state"], mine["displaced"]) == ("booked", "停电检修")
    assert mine["next_text"] == "这个时间办不了了。请选新时间,不计取消次数。"
    assert (await _mine(stranger, held))["state"] == "cancelled_by_centre", "a hold ends at once"
    told = {row["title"]: row["text"] for row in (await citizen.get(f"{API}/me/notices")).json()["items"]}
    assert "停电检修" in told["请改预约时间"]
    [row] = await _conflicts(clerk)
    assert (row["state_label"], row["name_masked"], row["reason"]) == ("待答复", "王*", "停电检修")
    assert [action["name"] for action in row["actions"]] == ["phone", "call", "move", "cancel", "keep"]
    near = (await citizen.get(f"{API}/appointments/{booked['id']}/alternatives")).json()["slots"]
    assert len(near) == 3
    moved = await citizen.post(f"{API}/appointments/{booked['id']}/reschedule", {"slot_id": near[0]["id"]})
    assert (moved.status_code, moved.json()["displaced"]) == (200, None)
    assert await _conflicts(clerk) == []
    [done] = await _conflicts(clerk, "done")
    assert (done["state_label"], done["now_text"]) == ("已改期", moved.json()["when_text"])
    assert (await overview(coordinator))["open_conflicts"] == 0
    assert await _credit_lines() == ["booked"]


async def test_giving_up_a_place_the_centre_took_counts_nothing_and_has_no_latest_time(
    app: Product, coordinator: Person, citizen: Person, clock: FixedClock, run_jobs: Jobs
) -> None:
    booked = await book(citizen, 3)
    await enter(coordinator, closure("2026-11-23"))
    await run_jobs()
    clock.set(datetime.fromisoformat(booked["slot"]["start"]) - timedelta(minutes=5))
    answer = await citizen.post(f"{API}/appointments/{booked['id']}/cancel")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled_by_citizen")
    assert [row["state"] for row in await fetch("SELECT state FROM booking_conflict")] == ["cancelled"]
    assert await _credit_lines() == ["booked"]
    await pass_the_delay(app)
    assert await _counts_are_right()


async def test_a_conflict_nobody_answers_ends_when_its_time_comes(
    coordinator: Person, citizen: Person, clock: FixedClock, run_jobs: Jobs
) -> None:
    booked = await book(citizen, day=WEDNESDAY)
    await enter(coordinator, closure())
    await run_jobs()
    assert await conflicts.lapse(clock.now()) == 0
    clock.set(datetime.fromisoformat(booked["slot"]["start"]))
    assert (await conflicts.lapse(clock.now()), await conflicts.lapse(clock.now())) == (1, 0)
    assert (await _mine(citizen, booked))["state"] == "cancelled_by_centre"
    assert await _counts_are_right()


async def test_staff_settle_conflicts_by_phone(
    coordinator: Person, clerk: Person, other_clerk: Person, citizen: Person, run_jobs: Jobs
) -> None:
    await book(citizen, day=WEDNESDAY)
    await enter(coordinator, closure())
    await run_jobs()
    assert await _conflicts(other_clerk) == []
    [row] = await _conflicts(clerk)
    path = f"{API}/staff/conflicts/{row['id']}"
    assert (await other_clerk.post(f"{path}/call", {"version": 1})).status_code == 404
    assert (await clerk.post(f"{path}/phone")).json() == {"phone": WANG.phone}
    [line] = await fetch(
        "SELECT actor FROM audit_line WHERE act = 'personal_data.read' AND facts ->> 'why' = 'conflict'"
    )
    assert line["actor"].startswith("staff:")
    called = (await clerk.post(f"{path}/call", {"version": 1, "note": "下午再打"})).json()
    assert (called["state_label"], called["note"]) == ("已电话联系", "下午再打")
    assert (await _conflicts(coordinator))[0]["note"] is None, "the office sees no personal words"
    stale = await clerk.post(f"{path}/keep", {"version": 1})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    kept = (await clerk.post(f"{path}/keep", {"version": 2})).json()
    assert (kept["state_label"], kept["actions"]) == ("照常办理", [])
    assert (await clerk.post(f"{path}/call", {"version": 3})).json()["code"] == "wrong_state"


async def test_less_room_than_bookings_keeps_them_and_asks_staff(
    app: Product, coordinator: Person, clerk: Person, citizen: Person, stranger: Person, run_jobs: Jobs
) -> None:
    first = await book(citizen, day=WEDNESDAY)
    second = await book(stranger, day=WEDNESDAY)
    assert first["slot"]["id"] == second["slot"]["id"]
    change = exception(MORNING | {"cap_online": 1})
    assert [hit["over"] for hit in (await preview(coordinator, change))["pools"][0]["hits"]] == [True]
    await enter(coordinator, change)
    await run_jobs()
    [row] = await _conflicts(clerk)
    assert (row["appointment_id"], row["over"]) == (second["id"], True), "the newest is asked first"
    assert (await _mine(stranger, second))["displaced"] is None
    [slot] = await fetch("SELECT cap_online, used_online FROM slot WHERE id = $1", [first["slot"]["id"]])
    assert slot == {"cap_online": 2, "used_online": 2}
    kept = await clerk.post(f"{API}/staff/conflicts/{row['id']}/keep", {"version": row["version"]})
    assert kept.status_code == 200
    [pool] = await fetch("SELECT id FROM pool WHERE code = 'GA-HZ'")
    await rebuild(pool["id"], app.clock.now(), settings=app.settings)
    assert await _conflicts(clerk) == [], "who may keep the place is not asked about it again"


@pytest.mark.parametrize("times", [1, 3])
async def test_a_rebuild_that_is_done_again_raises_nothing_twice(
    app: Product, coordinator: Person, citizen: Person, run_jobs: Jobs, times: int
) -> None:
    await book(citizen, day=WEDNESDAY)
    await enter(coordinator, closure())
    [pool] = await fetch("SELECT id FROM pool WHERE code = 'GA-HZ'")
    changed = [await rebuild(pool["id"], app.clock.now(), settings=app.settings) for _ in range(times)]
    await run_jobs()
    assert changed == [13, 0, 0][:times]
    assert len(await fetch("SELECT id FROM booking_conflict")) == 1
    assert len(await fetch("SELECT id FROM notice WHERE template = 'appointments.displaced'")) == 1
