"""Templates, exceptions, closures, leave: what they do to the slots, and what is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backend.database import fetch
from tests.appointments.booking import board
from tests.appointments.planning import (
    API,
    MORNING,
    WEDNESDAY,
    closure,
    enter,
    exception,
    leave,
    overview,
    plan,
    pool,
    preview,
    request,
    slots_of,
    template,
)
from tests.support.people import Person

Jobs = Callable[[], Awaitable[int]]


async def test_the_screen_shows_pools_templates_and_days(coordinator: Person) -> None:
    seen = await overview(coordinator)
    assert [action["name"] for action in seen["actions"]] == ["closure", "exception", "leave", "template"]
    assert (seen["until"], seen["open_conflicts"], seen["reconciliation"]) == ("2026-12-07", 0, None)
    found = await plan(coordinator)
    assert [row["label"] for row in found["weekdays"]] == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    assert [row["start"] for row in found["weekdays"][0]["rows"]] == ["09:00", "13:30"]
    wednesday = found["days"][2]
    assert (wednesday["slots"], wednesday["places_online"], wednesday["places_staff"]) == (13, 26, 13)
    assert (found["days"][5]["works"], found["days"][5]["reason"]) == (False, "休息日")


async def test_a_closed_day_is_previewed_entered_told_and_taken_back(
    coordinator: Person, anonymous: Person, run_jobs: Jobs
) -> None:
    seen = await preview(coordinator, closure())
    [changed] = seen["pools"][0]["days"]
    assert (changed["removed"], changed["before"], changed["after"]) == (13, 39, 0)
    assert seen["text"] == "不影响已有预约。"
    assert len(await slots_of("GA-HZ", WEDNESDAY)) == 13, "a preview changes nothing"
    assert (await enter(coordinator, closure()))["text"] == "已记下,正在更新 1 个号池的号源。"
    await run_jobs()
    day = (await board(anonymous))["days"][2]
    assert (day["state_label"], day["reason"]) == ("休", "停电检修")
    [entry] = (await plan(coordinator))["entries"]
    assert entry["text"] == "11月25日 周三 全天 停号"
    path = f"{API}/staff/plans/exceptions/{entry['id']}/withdraw"
    assert (await coordinator.post(path)).status_code == 204
    await run_jobs()
    assert len(await slots_of("GA-HZ", WEDNESDAY)) == 13
    again = await coordinator.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "stale")


async def test_part_of_a_day_is_closed_in_several_pools(coordinator: Person, run_jobs: Jobs) -> None:
    await enter(coordinator, closure(start="10:10", end="11:30"), "GA-HZ", "SCJG")
    await run_jobs()
    for code in ("GA-HZ", "SCJG"):
        assert [slot["at"] for slot in await slots_of(code, WEDNESDAY)][:4] == ["09:00", "09:30", "11:30", "13:30"]


async def test_other_hours_and_capacity_for_a_day(coordinator: Person, run_jobs: Jobs) -> None:
    evening = {"start": "17:00", "end": "19:00", "minutes": 60, "cap_online": 5, "cap_staff": 0}
    await enter(coordinator, exception(MORNING, evening))
    await enter(coordinator, exception(MORNING | {"cap_online": 4}, evening))
    await run_jobs()
    slots = await slots_of("GA-HZ", WEDNESDAY)
    assert [(slot["at"], slot["cap_online"]) for slot in slots][-3:] == [("11:30", 4), ("17:00", 5), ("18:00", 5)]
    assert len((await plan(coordinator))["entries"]) == 1, "the newest rows of a day replace the older ones"


async def test_leave_of_a_window_takes_one_place_from_each_slot_of_its_pools(
    coordinator: Person, run_jobs: Jobs
) -> None:
    before = {code: await slots_of(code, WEDNESDAY) for code in ("GA-HZ", "SCJG")}
    window = (await pool(coordinator))["windows"][0]["code"]
    await enter(coordinator, leave(window), *())
    await run_jobs()
    assert [slot["cap_online"] for slot in await slots_of("GA-HZ", WEDNESDAY)] == [
        slot["cap_online"] - 1 for slot in before["GA-HZ"]
    ]
    assert await slots_of("SCJG", WEDNESDAY) == before["SCJG"]
    entry = next(row for row in (await plan(coordinator))["entries"] if row["kind"] == "leave")
    assert (await coordinator.post(f"{API}/staff/plans/leaves/{entry['id']}/withdraw")).status_code == 204
    await run_jobs()
    assert await slots_of("GA-HZ", WEDNESDAY) == before["GA-HZ"]


async def test_a_new_template_holds_from_its_day_on(coordinator: Person, run_jobs: Jobs) -> None:
    rows = MORNING | {"minutes": 20, "breaks": [{"start": "10:20", "end": "10:40"}]}
    await enter(coordinator, template(rows, since="2026-12-02"))
    await run_jobs()
    assert len(await slots_of("GA-HZ", WEDNESDAY)) == 13
    assert [slot["at"] for slot in await slots_of("GA-HZ", "2026-12-02")] == [
        *("09:00", "09:20", "09:40", "10:00", "10:40", "11:00", "11:20", "11:40")
    ]
    [coming] = (await plan(coordinator))["coming"]
    assert (coming["label"], coming["valid_from"]) == ("周三", "2026-12-02")
    await enter(coordinator, template(MORNING | {"cap_online": 0, "cap_staff": 0}, since="2026-12-02"))
    await run_jobs()
    assert await slots_of("GA-HZ", "2026-12-02") == [], "rows without places make no slots"


BAD: list[tuple[dict[str, Any], str]] = [
    (closure("2026-11-22"), "days"),
    (closure("2028-01-01"), "days"),
    (closure(start="10:00"), "end"),
    (closure(start="11:00", end="10:00"), "end"),
    (exception(days=("2026-11-28",)), "days"),
    (exception(MORNING, MORNING), "rows"),
    (exception(MORNING | {"end": "09:10"}), "rows"),
    (template(MORNING | {"start": "12:00", "end": "09:00"}), "rows"),
    (template(since="2026-11-22"), "valid_from"),
    (leave("W01", "2026-11-27", "2026-11-26"), "last_day"),
]


@pytest.mark.parametrize("way", ["preview", "changes"])
async def test_what_cannot_be_is_refused_by_field_and_changes_nothing(coordinator: Person, way: str) -> None:
    for change, field in BAD:
        refused = await coordinator.post(f"{API}/staff/plans/{way}", await request(coordinator, change, "GA-HZ"))
        assert refused.status_code == 422, change
        assert [one["field"] for one in refused.json()["details"]["fields"]] == [field], change
    for change in (closure(reason=""), closure() | {"kind": "party"}, template(weekdays=(9,)), leave("W99")):
        refused = await coordinator.post(f"{API}/staff/plans/{way}", await request(coordinator, change, "GA-HZ"))
        assert refused.status_code in (404, 422), change
    assert await fetch("SELECT id FROM slot_exception UNION ALL SELECT id FROM window_leave") == []


async def test_two_people_changing_a_pool_at_once(coordinator: Person, admin: Person) -> None:
    body = await request(coordinator, closure(), "GA-HZ")
    assert (await admin.post(f"{API}/staff/plans/changes", body)).status_code == 201
    late = await coordinator.post(f"{API}/staff/plans/changes", body)
    assert (late.status_code, late.json()["code"]) == (409, "stale")
    assert len(await fetch("SELECT id FROM slot_exception")) == 1
