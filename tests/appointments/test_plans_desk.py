"""Clerks book, move and cancel for people on the phone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import book, free_slots, pass_the_delay
from tests.appointments.planning import API, WEDNESDAY
from tests.support.people import LI, Person
from tests.support.product import Product

CALLER = {"name": LI.name, "phone": LI.phone}


async def _slots(clerk: Person, day: str = WEDNESDAY, items: str = "HZ01") -> list[dict[str, Any]]:
    answer = await clerk.get(f"{API}/staff/desk-slots", items=items, day=day)
    assert answer.status_code == 200, answer.text
    days = {one["day"]: one["slots"] for one in answer.json()["days"]}
    return list(days.get(day, ()))


async def _book(clerk: Person, slot: str, *items: str, **more: Any) -> Any:
    return await clerk.post(
        f"{API}/staff/bookings", {"slot_id": slot, "item_codes": items or ("HZ01",), **CALLER} | more
    )


async def _used(slot: str) -> tuple[int, int]:
    [row] = await fetch("SELECT used_online, used_staff FROM slot WHERE id = $1", [slot])
    return row["used_online"], row["used_staff"]


async def test_a_caller_gets_a_place_kept_for_the_windows(app: Product, clerk: Person, citizen: Person) -> None:
    first = (await _slots(clerk))[0]
    made = await _book(clerk, first["id"], id_number=LI.id_number)
    assert made.status_code == 201, made.text
    seen = made.json()
    assert (seen["state_label"], seen["name_masked"], seen["when_text"]) == (
        "已预约",
        "李*",
        "11月25日(周三) 9:00–9:30",
    )
    assert seen["read_out"].startswith("已约好:11月25日(周三) 9:00–9:30,一楼 1、2 号窗口。签到码是 ")
    assert await _used(first["id"]) == (0, 1)
    taken = await _book(clerk, first["id"])
    assert (taken.status_code, taken.json()["code"]) == (409, "slot_taken")
    assert len(taken.json()["details"]["alternatives"]) == 3
    assert (await free_slots(citizen, day=WEDNESDAY))[0]["free"] == 2, "the citizens' own places are untouched"
    path = f"{API}/staff/bookings/{seen['id']}"
    gone = await clerk.post(f"{path}/cancel", {"version": seen["version"], "reason": "市民来电要求"})
    assert (gone.json()["state_label"], gone.json()["actions"]) == ("已取消", [])
    await pass_the_delay(app)
    assert await _used(first["id"]) == (0, 0)


async def test_a_clerk_moves_and_cancels_within_two_hours_and_nothing_counts(
    app: Product, clerk: Person, other_clerk: Person, citizen: Person, clock: FixedClock
) -> None:
    booked = await book(citizen, 5)
    clock.set(datetime.fromisoformat(booked["slot"]["start"]) - timedelta(minutes=20))
    assert (await citizen.post(f"{API}/appointments/{booked['id']}/cancel")).json()["code"] == "too_late"
    path = f"{API}/staff/bookings/{booked['id']}"
    assert (await other_clerk.get(path)).status_code == 404
    target = (await _slots(clerk))[2]["id"]
    body = {"version": booked["version"], "slot_id": target, "reason": "市民来电要求"}
    assert (await other_clerk.post(f"{path}/reschedule", body)).status_code == 404
    moved = await clerk.post(f"{path}/reschedule", body)
    assert (moved.status_code, moved.json()["when_text"]) == (200, "11月25日(周三) 10:00–10:30")
    assert (await clerk.post(f"{path}/reschedule", body)).json()["code"] in ("stale", "slot_taken")
    await pass_the_delay(app)
    assert (await _used(booked["slot"]["id"]), await _used(target)) == ((0, 0), (0, 1))
    late = await clerk.post(f"{path}/cancel", {"version": booked["version"], "reason": "其他"})
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    done = await clerk.post(f"{path}/cancel", {"version": moved.json()["version"], "reason": "其他"})
    assert done.status_code == 200
    assert [row["kind"] for row in await fetch("SELECT kind FROM credit_event")] == ["booked"]
    told = [row["title"] for row in (await citizen.get(f"{API}/me/notices")).json()["items"]]
    assert {"时间已改好", "预约已取消"} <= set(told)
    acts = await fetch("SELECT act, facts ->> 'reason' AS reason FROM audit_line WHERE act LIKE 'appointments.desk%'")
    assert [(row["act"], row["reason"]) for row in acts] == [
        ("appointments.desk_move", "asked"),
        ("appointments.desk_cancel", "other"),
    ]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"item_codes": []}, 422),
        ({"item_codes": ["HZ01"] * 1000}, 422),
        ({"item_codes": ["NOPE01"]}, 404),
        ({"phone": "123"}, 422),
        ({"name": ""}, 422),
        ({"id_number": "110101199003070012"}, 422),
        ({"slot_id": "01939000-0000-7000-8000-000000000000"}, 404),
    ],
)
async def test_bad_bookings_change_nothing(clerk: Person, change: dict[str, Any], status: int) -> None:
    body = {"slot_id": (await _slots(clerk))[0]["id"], "item_codes": ["HZ01"], **CALLER} | change
    assert (await clerk.post(f"{API}/staff/bookings", body)).status_code == status
    assert await fetch("SELECT id FROM appointment") == []


async def test_who_may_book_for_callers(
    clerk: Person, other_clerk: Person, supervisor: Person, citizen: Person
) -> None:
    slot = (await _slots(clerk))[0]["id"]
    assert (await _book(other_clerk, slot)).status_code == 404
    assert (await _book(supervisor, slot)).status_code == 403
    assert (await _book(citizen, slot)).status_code == 401
    assert (await other_clerk.get(f"{API}/staff/desk-slots", items="HZ01")).status_code == 404


async def test_a_caller_without_papers_is_a_name_and_a_phone(clerk: Person) -> None:
    made = await _book(clerk, (await _slots(clerk))[0]["id"])
    assert (made.status_code, made.json()["phone_masked"]) == (201, "138****0002"), made.text
    [row] = await fetch(
        "SELECT identity, id_number IS NULL AS unknown FROM citizen ORDER BY created_at DESC, id DESC LIMIT 1"
    )
    assert row == {"identity": "none", "unknown": True}
