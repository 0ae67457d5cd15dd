"""Setting aside, sending on, adding, prioritising, leaving, correcting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch
from backend.queue import sql
from tests.queue.hall_day import call_next, ok, open_window, refused, step, walk_in, window_queue
from tests.support.people import Person


def _actions(ticket: dict[str, Any]) -> list[str]:
    return [action["name"] for action in ticket["actions"]]


async def _serving(clerk: Person) -> dict[str, Any]:
    await walk_in(clerk)
    await open_window(clerk)
    return await step(clerk, await call_next(clerk), "start")


async def test_who_is_set_aside_frees_the_window_and_comes_back(clerk: Person, clock: FixedClock) -> None:
    serving = await _serving(clerk)
    assert _actions(serving) == ["finish", "park", "transfer", "add_item", "correct"]
    clock.advance(timedelta(minutes=4))
    parked = await step(clerk, serving, "park")
    assert (parked["state_label"], _actions(parked)) == ("暂时挂起", ["finish", "resume", "transfer"])
    seen = await window_queue(clerk)
    assert ([row["id"] for row in seen["parked"]], seen["current"]) == ([serving["id"]], None)
    await walk_in(clerk)
    other = await call_next(clerk)
    busy = await clerk.post(f"/api/v1/staff/tickets/{parked['id']}/resume", {"version": parked["version"]})
    assert refused(busy, 409, "ticket_in_hand") == {"ticket_id": other["id"]}
    await step(clerk, other, "pass")
    clock.advance(timedelta(minutes=30))
    again = await step(clerk, parked, "resume")
    assert (again["state"], again["window_number"]) == ("serving", 1)
    clock.advance(timedelta(minutes=2))
    await step(clerk, again, "finish", outcome="办结")
    [row] = await fetch("SELECT served_seconds FROM ticket WHERE id = $1", [serving["id"]])
    assert row["served_seconds"] == 6 * 60


async def test_only_who_sits_at_an_open_window_goes_on(clerk: Person, head: Person) -> None:
    parked = await step(clerk, await _serving(clerk), "park")
    path = f"/api/v1/staff/tickets/{parked['id']}/resume"
    refused(await head.post(path, {"version": parked["version"]}), 409, "window_not_open")
    await open_window(head, "W02")
    assert (await step(head, parked, "resume"))["window_number"] == 2


async def test_sent_to_a_window_only_it_calls_and_the_place_is_kept(clerk: Person, head: Person) -> None:
    serving = await _serving(clerk)
    path = f"/api/v1/staff/tickets/{serving['id']}/transfer"
    closed = await clerk.post(path, {"version": serving["version"], "window": "W02"})
    refused(closed, 409, "target_not_open")
    refused(await clerk.post(path, {"version": serving["version"]}), 422, "invalid_input")
    await open_window(head, "W02")
    later = await walk_in(clerk)
    sent = await step(clerk, serving, "transfer", window="W02")
    assert (sent["state"], sent["wanted_window"], sent["window_number"]) == ("waiting", "W02", None)
    assert (await call_next(clerk))["id"] == later["id"]
    await walk_in(clerk)
    assert (await call_next(head, "W02"))["id"] == serving["id"]


async def test_when_the_window_closes_who_was_sent_there_waits_for_all(clerk: Person, head: Person) -> None:
    serving = await _serving(clerk)
    await open_window(head, "W02")
    await step(clerk, serving, "transfer", window="W02")
    await ok(await head.post("/api/v1/staff/windows/W02/close"))
    assert (await call_next(clerk))["id"] == serving["id"]


async def test_sent_to_another_department(clerk: Person, other_clerk: Person) -> None:
    serving = await _serving(clerk)
    bad = await clerk.post(
        f"/api/v1/staff/tickets/{serving['id']}/transfer", {"version": serving["version"], "department": "NOPE"}
    )
    refused(bad, 422, "invalid_input")
    path = f"/api/v1/staff/tickets/{serving['id']}/transfer"
    sent = await ok(await clerk.post(path, {"version": serving["version"], "department": "SCJG"}))
    assert (sent["number"], sent["department_code"]) == (serving["number"], "SCJG")
    await open_window(other_clerk, "W21")
    assert (await call_next(other_clerk, "W21"))["id"] == serving["id"]


async def test_one_more_matter_at_the_same_window(clerk: Person) -> None:
    serving = await _serving(clerk)
    more = await step(clerk, serving, "add_item", item_code="HZ02")
    assert ([item["code"] for item in more["more_items"]], more["state"]) == (["HZ02"], "serving")
    path = f"/api/v1/staff/tickets/{serving['id']}/items"
    again = await clerk.post(path, {"version": more["version"], "item_code": "HZ02"})
    refused(again, 409, "item_already_there")
    refused(await clerk.post(path, {"version": more["version"], "item_code": "NOPE"}), 404, "not_found")
    for code in ("HZ03", "HZ04", "HZ05"):
        more = await step(clerk, more, "add_item", item_code=code)
    full = await clerk.post(path, {"version": more["version"], "item_code": "HZ06"})
    refused(full, 409, "too_many_items")


async def test_a_priority_group_comes_first_and_is_audited(clerk: Person) -> None:
    first, second = await walk_in(clerk), await walk_in(clerk)
    path = f"/api/v1/staff/tickets/{second['id']}/priority"
    marked = await ok(await clerk.put(path, {"version": second["version"], "priority": "expecting"}))
    assert (marked["priority_label"], marked["ahead"]) == ("孕妇", 0)
    third = await walk_in(clerk, priority="disabled")
    waiting = [row["id"] for row in (await window_queue(clerk))["waiting"]]
    assert waiting == [second["id"], third["id"], first["id"]]
    back = await ok(await clerk.put(path, {"version": marked["version"], "priority": None}))
    assert (back["priority"], back["ahead"]) == (None, 2)
    lines = await fetch("SELECT facts FROM audit_line WHERE act = 'queue.priority' ORDER BY id")
    assert len(lines) == 2


async def test_who_has_gone_is_not_called(clerk: Person) -> None:
    gone, stays = await walk_in(clerk), await walk_in(clerk)
    left = await step(clerk, gone, "leave")
    assert (left["state_label"], _actions(left)) == ("已离开", [])
    await open_window(clerk)
    assert (await call_next(clerk))["id"] == stays["id"]


async def test_a_wrong_time_is_made_right_and_stays_on_record(clerk: Person, clock: FixedClock) -> None:
    await walk_in(clerk)
    await open_window(clerk)
    clock.advance(timedelta(minutes=10))
    called = await call_next(clerk)
    clock.advance(timedelta(minutes=10))
    serving = await step(clerk, called, "start")
    path = f"/api/v1/staff/tickets/{serving['id']}/correct-time"
    body = {"version": serving["version"], "moment": "start", "reason": "忘记按开始"}
    before = await clerk.post(path, body | {"at": "2026-11-23T09:09:00+08:00"})
    assert refused(before, 409, "time_out_of_order") == {}
    refused(await clerk.post(path, body | {"at": "2026-11-23T09:30:00+08:00"}), 409, "time_out_of_order")
    refused(await clerk.post(path, body | {"at": "2026-11-23T09:12:00+08:00", "moment": "finish"}), 409, "not_that_yet")
    right = await step(clerk, serving, "correct", at="2026-11-23T09:12:00+08:00", moment="start", reason="忘记按开始")
    assert right["serving_since"][:16] == "2026-11-23T09:12"
    clock.advance(timedelta(minutes=5))
    done = await step(clerk, right, "finish", outcome="办结")
    done = await step(clerk, done, "correct", at="2026-11-23T09:22:00+08:00", moment="finish", reason="早就办完了")
    [row] = await fetch("SELECT served_seconds FROM ticket WHERE id = $1", [done["id"]])
    assert row["served_seconds"] == 10 * 60
    stretches = await fetch(sql.STRETCHES_OF, [done["id"]])
    assert [(one["state"], _minutes(one)) for one in stretches] == [
        ("waiting", 10),
        ("called", 2),
        ("serving", 10),
        ("finished", None),
    ]
    [first, _] = await fetch("SELECT facts FROM audit_line WHERE act = 'queue.correct_time' ORDER BY id")
    assert "忘记" not in str(first["facts"])


def _minutes(stretch: dict[str, Any]) -> float | None:
    return (stretch["ended_at"] - stretch["began_at"]).total_seconds() / 60 if stretch["ended_at"] else None


@pytest.mark.parametrize(
    ("verb", "body"),
    [("park", {}), ("resume", {}), ("items", {"item_code": "HZ02"}), ("start", {})],
)
async def test_a_step_out_of_turn_is_refused(clerk: Person, verb: str, body: dict[str, str]) -> None:
    ticket = await walk_in(clerk)
    await open_window(clerk)
    answer = await clerk.post(f"/api/v1/staff/tickets/{ticket['id']}/{verb}", {"version": ticket["version"]} | body)
    refused(answer, 409, "wrong_state")
