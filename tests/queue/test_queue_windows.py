"""Windows, the hall's screen, and the end of the day."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import orjson

from backend.common.clock import FixedClock
from backend.queue import service
from tests.appointments.booking import book
from tests.queue.hall_day import call_next, check_in, ok, open_window, refused, serve_next, step, walk_in, window_queue
from tests.support.people import Person


async def test_open_pause_close(clerk: Person) -> None:
    opened = await open_window(clerk)
    assert (opened["state_label"], opened["staff_name"]) == ("开放", clerk.name)
    assert [action["name"] for action in opened["actions"]] == ["pause", "close", "takes"]
    paused = await ok(await clerk.post("/api/v1/staff/windows/W01/pause", {"reason": "午休"}))
    assert (paused["state"], paused["pause_reason"]) == ("paused", "午休")
    assert [action["name"] for action in paused["actions"]] == ["open", "close", "takes"]
    refused(await clerk.post("/api/v1/staff/windows/W01/call-next"), 409, "window_not_open")
    closed = await ok(await clerk.post("/api/v1/staff/windows/W01/close"))
    assert (closed["state"], closed["staff_name"], closed["pause_reason"]) == ("closed", None, None)
    refused(await clerk.post("/api/v1/staff/windows/W01/close"), 409, "wrong_state")


async def test_a_window_has_one_clerk_and_a_clerk_one_window(clerk: Person, head: Person) -> None:
    await open_window(clerk)
    refused(await head.post("/api/v1/staff/windows/W01/open"), 409, "window_taken")
    refused(await clerk.post("/api/v1/staff/windows/W02/open"), 409, "at_other_window")
    await open_window(head, "W02")
    listed = {row["code"]: row for row in (await clerk.get("/api/v1/staff/windows")).json()["items"]}
    assert [action["name"] for action in listed["W02"]["actions"]] == ["close"]
    assert listed["W03"]["actions"] == []


async def test_a_window_with_somebody_at_it_stays_open(clerk: Person) -> None:
    await walk_in(clerk)
    await open_window(clerk)
    called = await call_next(clerk)
    refused(await clerk.post("/api/v1/staff/windows/W01/close"), 409, "ticket_in_hand")
    await step(clerk, called, "pass")
    await ok(await clerk.post("/api/v1/staff/windows/W01/close"))


async def test_a_window_calls_what_it_takes_today(clerk: Person, head: Person) -> None:
    other, wanted = await walk_in(clerk, "HZ01"), await walk_in(clerk, "HZ02")
    opened = await open_window(clerk)
    path = "/api/v1/staff/windows/W01/takes"
    body = {"version": opened["version"], "items": ["HZ02"], "departments": []}
    refused(await clerk.put(path, body | {"departments": ["SCJG"]}), 422, "invalid_input")
    refused(await clerk.put(path, body | {"items": ["NOPE"]}), 422, "invalid_input")
    refused(await head.put(path, body), 409, "window_taken")
    chosen = await ok(await clerk.put(path, body))
    assert (chosen["takes_items"], chosen["takes_departments"]) == (["HZ02"], [])
    refused(await clerk.put(path, body), 409, "stale")
    seen = await window_queue(clerk)
    assert ([row["id"] for row in seen["waiting"]], seen["untaken"]) == ([wanted["id"]], 1)
    assert (await call_next(clerk))["id"] == wanted["id"]
    await open_window(head, "W02")
    assert (await window_queue(head, "W02"))["untaken"] == 0
    assert (await call_next(head, "W02"))["id"] == other["id"]
    closed = await clerk.put("/api/v1/staff/windows/W02/takes", body)
    refused(closed, 409, "window_taken")


async def test_counts(clerk: Person, anonymous: Person) -> None:
    for _ in range(3):
        await walk_in(clerk)
    await open_window(clerk)
    await serve_next(clerk)
    await call_next(clerk)
    seen = await window_queue(clerk)
    assert (seen["counts"], seen["window"]["waiting"]) == ({"waiting": 1, "served_today": 1}, 1)
    [hall] = (await anonymous.get("/api/v1/queue/summary")).json()["halls"]
    assert (hall["code"], hall["waiting"], hall["serving"]) == ("DT", 1, 1)


async def test_the_hall_sees_calls_with_masked_names(clerk: Person, anonymous: Person) -> None:
    await walk_in(clerk, name="欧阳娜娜")
    waiting = [(await walk_in(clerk))["number"] for _ in range(2)]
    await open_window(clerk)
    await call_next(clerk)
    shown = await ok(await anonymous.get("/api/v1/display/DT/state"))
    [call] = shown["calls"]
    assert (call["name_masked"], call["window_number"], call["speech"]) == ("欧阳*", 1, "请 A 零零一 号到 1 号窗口")
    assert shown["waiting"] == [{"department_name": "公安局(户政)", "count": 2}]
    assert shown["next_numbers"] == waiting
    assert (await anonymous.get("/api/v1/display/NOPE/state")).status_code == 404
    assert (await anonymous.get("/api/v1/display/NOPE/events")).status_code == 404


async def test_the_halls_screen_changes_by_itself(clerk: Person, anonymous: Person) -> None:
    await walk_in(clerk)
    await open_window(clerk)
    async with asyncio.timeout(10), anonymous.http.stream("GET", "/api/v1/display/DT/events") as stream:
        lines = stream.aiter_lines()
        while await anext(lines) != "event: ready":
            pass
        called = await call_next(clerk)
        while await anext(lines) != "event: display":
            pass
        state = orjson.loads((await anext(lines)).removeprefix("data: "))
    assert [call["number"] for call in state["calls"]] == [called["number"]]


async def test_in_the_evening_everything_ends(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    missed, waiting = await book(citizen, item="HZ01"), await book(citizen, item="HZ02", place=3)
    await check_in(clerk, missed["code"])
    await open_window(clerk)
    await step(clerk, await call_next(clerk), "pass")
    await check_in(clerk, waiting["code"])
    await walk_in(clerk)
    await step(clerk, await call_next(clerk), "start")
    clock.advance(timedelta(hours=12))
    assert await service.close_day(clock.now()) == 3
    assert await service.close_day(clock.now()) == 0
    states = [(await citizen.get(f"/api/v1/appointments/{row['id']}")).json()["state"] for row in (missed, waiting)]
    assert states == ["no_show", "cancelled_by_centre"]


async def test_the_case_form_begins_with_the_citizens_papers(
    citizen: Person, clerk: Person, supervisor: Person
) -> None:
    booked = await book(citizen)
    ticket = await check_in(clerk, booked["code"])
    form = await ok(await clerk.get("/api/v1/staff/cases/prefill", ticket_id=ticket["id"]))
    assert form["applicant"] == {
        "kind": "个人",
        "name": "王小明",
        "id_kind": "居民身份证",
        "id_number": "110101199003070011",
        "phone": "13800000001",
    }
    assert form["item"]["code"] == "HZ01"
    assert {"name", "necessity", "form_text"} == set(form["materials"][0])
    walk = await walk_in(clerk)
    form = await ok(await clerk.get("/api/v1/staff/cases/prefill", ticket_id=walk["id"]))
    assert form["applicant"]["name"] is None
    assert (await supervisor.get("/api/v1/staff/cases/prefill", ticket_id=ticket["id"])).status_code == 403
