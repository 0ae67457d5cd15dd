"""Clocks through HTTP and the sweep: reminded, warned, late, paused, extended, counted anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from backend.calendar import service as calendar
from backend.calendar.announcements import AnnouncedDay
from backend.common.clock import SHANGHAI, FixedClock
from backend.common.workcalendar import DayKind, DayRule
from backend.consultations.clocks import sweeping
from backend.database import fetch
from backend.outbox import schedules
from backend.wiring import load_jobs
from tests.consultations.talking import BASIS, act, answered, ask_person, done, listed, names, refused
from tests.support.people import Person
from tests.support.product import Product

DESK = "/api/v1/staff/consultations"
PHONE = "000-88000001"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


async def sweep(clock: FixedClock, to: str | None = None) -> int:
    """Let the clock come to ``to`` and fire what is due."""
    if to is not None:
        clock.set(at(to))
    return await sweeping.sweep(PHONE, clock.now())


async def verbs(row: dict[str, str]) -> list[str]:
    rows = await fetch("SELECT verb FROM consultation_event WHERE consultation_id = $1 ORDER BY id", [row["id"]])
    return [event["verb"] for event in rows]


async def notices(citizen: Person) -> list[str]:
    return [notice["title"] for notice in (await citizen.get("/api/v1/me/notices")).json()["items"]]


async def test_reminded_warned_late_and_back_to_the_pool(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    assert await sweep(clock, "2026-11-24 13:44") == 1  # nobody opened it: 首次阅看
    assert await sweep(clock, "2026-11-24 13:45") == 1
    assert await sweep(clock) == 0
    assert await sweep(clock, "2026-11-25 11:36") == 1
    clock.set(at("2026-11-25 17:01"))
    assert await sweep(clock) == 1
    assert (await verbs(row))[2:] == ["unread", "remind", "warn", "late", "pool"]
    clerk = await app.staff("clerk", "GA-HZ")
    [late] = await listed(clerk, "late")
    assert (late["light"], late["owner"], late["state"]) == ("late", None, "routed")
    assert names(late) == ["claim", "forward", "return", "note"]
    refused(await act(clerk, claimed, "reply", body="好", basis=BASIS), 409, "stale")
    mine = (await citizen.get(f"/api/v1/consultations/{row['id']}")).json()
    assert (mine["late"], mine["remedy_phone"] is not None) == (True, True)
    assert (await notices(citizen))[0] == "抱歉,答复晚了"
    assert await sweep(clock, "2026-11-23 09:00") == 0, "a clock that jumps back fires nothing again"
    assert await sweep(clock, "2026-12-01 09:00") == 2, "the new stay: unread and not taken"
    timers = await fetch("SELECT count(*) AS open FROM sla_event WHERE fired_at IS NULL AND cancelled_at IS NULL")
    assert timers[0]["open"] == 0


async def test_a_department_may_keep_or_hand_up_what_is_late(
    app: Product, citizen: Person, stranger: Person, clerk: Person, coordinator: Person, clock: FixedClock
) -> None:
    terms = "/api/v1/staff/consultation-terms"
    rule = await coordinator.put(f"{terms}/departments/GA-HZ", {"on_late": "coordination"})
    assert rule.json()["late_rules"][0]["on_late"] == "coordination"
    _, row = await ask_person(citizen)
    await done(clerk, row, "claim")
    await sweep(clock, "2026-11-26 09:00")
    coordinator = await app.staff("coordinator")
    [board] = await listed(coordinator, "late")
    assert (board["department"]["code"], board["id"]) == ("ZX", row["id"])
    await coordinator.put(f"{terms}/departments/GA-HZ", {"on_late": "keep"})
    _, other = await ask_person(stranger)
    clerk = await app.staff("clerk", "GA-HZ")
    await done(clerk, other, "claim")
    await sweep(clock, "2026-12-01 09:00")
    clock.advance(timedelta(minutes=1))
    [kept] = await listed(await app.staff("clerk", "GA-HZ"), "mine")
    assert (kept["id"], kept["light"]) == (other["id"], "late")


async def test_the_clock_stands_while_the_citizen_is_waited_for(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    talk, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    clock.set(at("2026-11-23 10:00"))
    waiting = await done(clerk, claimed, "question", words="请问是在哪里丢的?")
    assert (waiting["state"], waiting["paused"], names(waiting)) == ("waiting", True, ["resume", "note"])
    mine = (await citizen.get(f"/api/v1/consultations/{row['id']}")).json()
    assert (mine["waiting_for"], mine["due_text"], names(mine)) == (
        "请问是在哪里丢的?",
        "请先补充窗口要的内容",
        ["add"],
    )
    assert (await notices(citizen))[0] == "请补充内容"
    assert [one["id"] for one in await listed(clerk, "waiting")] == [row["id"]]
    clock.set(at("2026-11-23 12:00"))
    back = await citizen.post(f"/api/v1/consultations/{row['id']}/messages", {"text": "在火车上丢的"})
    assert (back.json()["state"], back.json()["due_text"]) == ("claimed", "最迟 11月26日 11:00 答复")
    assert back.json()["deadline_explanation"][0]["paused"] == 120
    refused(await act(clerk, waiting, "resume"), 409, "stale")
    detail = (await clerk.get(f"{DESK}/{row['id']}")).json()
    again = await done(clerk, detail, "question", words="几号丢的?")
    resumed = await done(clerk, again, "resume")
    assert resumed["state"] == "claimed"
    await talk.heard(citizen, "二十号")
    assert (await verbs(row))[2:] == ["question", "add", "question", "resume", "add"]


async def test_a_citizen_who_says_nothing_does_not_stop_the_clock_for_ever(
    citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    await done(clerk, await done(clerk, row, "claim"), "question", words="请补充照片")
    assert await sweep(clock, "2026-11-30 16:59") == 1  # 首次阅看 only: everything else stands
    await sweep(clock, "2026-11-30 17:00")
    assert (await verbs(row))[-1] == "silent"
    [state] = await fetch("SELECT state, due_at FROM consultation")
    assert (state["state"], state["due_at"]) == ("claimed", at("2026-12-03 17:00"))


async def test_more_time_is_asked_before_the_deadline_and_told(
    app: Product, citizen: Person, clerk: Person, coordinator: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    asked = await done(clerk, claimed, "extend", days=2, reason="要到派出所核实")
    assert "extend" not in names(asked)
    [wish] = (await coordinator.get("/api/v1/staff/coordination/extensions")).json()["items"]
    assert (wish["days"], wish["would_be_due"]) == (2, "2026-11-27T17:00:00+08:00")
    assert "decide" in names(wish["consultation"])
    refused(await act(clerk, asked, "decide", granted=True, reason="好"), 403, "forbidden")
    granted = await done(coordinator, asked, "decide", granted=True, reason="要核实底档")
    assert granted["due_at"] == "2026-11-27T17:00:00+08:00"
    assert [line["text"] for line in granted["deadline_explanation"]][-1] == "第 4 个工作日(延期)"
    assert [one["cause"] for one in granted["deadlines"]] == ["ask", "extended"]
    assert (await notices(citizen))[0] == "答复时间有变"
    refused(await act(clerk, granted, "extend", days=1, reason="再要"), 403, "forbidden")
    clock.set(at("2026-11-28 09:00"))
    await sweep(clock)
    assert (await verbs(row))[-2:] == ["late", "pool"]


async def test_more_time_that_nobody_decided_lapses(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    asked = await done(clerk, await done(clerk, row, "claim"), "extend", days=2, reason="要核实")
    clock.set(at("2026-11-25 18:00"))
    refused(await act(await app.staff("coordinator"), asked, "decide", granted=True, reason="好"), 409, "too_late")
    await sweep(clock)
    assert "lapsed" in await verbs(row)
    [wish] = await fetch("SELECT state FROM consultation_extension")
    assert wish["state"] == "lapsed"


async def test_another_office_of_the_department_takes_three_days(citizen: Person, clerk: Person, head: Person) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    refused(await act(clerk, claimed, "consult", office="治安科", person="老李"), 403, "forbidden")
    changed = await done(head, claimed, "consult", office="治安科", person="老李")
    assert (changed["handling"], changed["due_at"]) == ("other", "2026-11-26T17:00:00+08:00")
    assert changed["events"][-1]["text"].endswith("治安科 老李")
    assert (await notices(citizen))[0] == "答复时间有变"


async def test_reading_and_taking_have_clocks_of_their_own(
    app: Product, citizen: Person, clerk: Person, other_clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    await clerk.get(f"{DESK}/{row['id']}")
    assert await sweep(clock, "2026-11-23 11:59") == 0
    assert await sweep(clock, "2026-11-23 12:00") == 1
    assert (await verbs(row))[-1] == "unclaimed"
    clock.set(at("2026-11-23 14:30"))
    moved = await done(clerk, row, "forward", department="SCJG", reason="问的是执照")
    assert [(stay["department"]["code"], stay["minutes"]) for stay in moved["stays"]] == [
        ("GA-HZ", 240),
        ("SCJG", None),
    ]
    [theirs] = await listed(other_clerk)
    assert (theirs["unread"], theirs["due_at"]) == (True, row["due_at"])
    await sweep(clock, "2026-11-23 15:30")
    assert (await verbs(row))[-1] == "unread"


async def test_not_solved_begins_the_next_target(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    await clerk.get(f"{DESK}/{row['id']}")
    replied = await answered(clerk, row)
    assert all(one["done"] for one in replied["clocks"])
    await sweep(clock, "2026-11-26 10:00")
    await citizen.post(f"/api/v1/consultations/{row['id']}/unsolved", {})
    detail = (await (await app.staff("clerk", "GA-HZ")).get(f"{DESK}/{row['id']}")).json()
    assert [(one["target"], one["cause"]) for one in detail["deadlines"]] == [(1, "ask"), (2, "unsolved")]
    assert detail["target"] == 2
    assert await sweep(clock, "2026-12-10 10:00") == 3
    assert [one for one in await verbs(row) if one in ("remind", "warn", "late")] == ["remind", "warn", "late"]


async def test_an_answer_after_the_deadline_is_late_even_if_nobody_swept(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    _, row = await ask_person(citizen)
    clock.set(at("2026-11-25 17:00:30"))
    clerk = await app.staff("clerk", "GA-HZ")
    await answered(clerk, row)
    await sweep(clock)
    assert "late" in await verbs(row)
    assert "pool" not in await verbs(row)
    assert "抱歉,答复晚了" not in await notices(citizen)


async def test_a_holiday_that_is_announced_moves_deadlines_and_timers_once(citizen: Person, clock: FixedClock) -> None:
    _, row = await ask_person(citizen)
    await sweep(clock)
    off = AnnouncedDay(date(2026, 11, 24), DayRule(DayKind.HOLIDAY, name="临时放假"))
    await calendar.import_announcement([off], centre_id=1, now=clock.now(), source="测试")
    await sweep(clock, "2026-11-25 09:30")
    mine = (await citizen.get(f"/api/v1/consultations/{row['id']}")).json()
    assert (mine["due_text"], mine["due_changed"]) == ("最迟 11月26日 17:00 答复", True)
    assert mine["deadline_explanation"][1]["text"] == "临时放假"
    assert (await notices(citizen))[0] == "答复时间有变"
    await sweep(clock, "2026-11-26 17:00")
    found = await verbs(row)
    assert [found.count(one) for one in ("calendar", "remind", "warn", "late")] == [1, 1, 1, 1]


async def test_the_sweep_is_a_job_of_every_minute() -> None:
    load_jobs()
    assert schedules["consultations.clocks"].cron == "* * * * *"
    assert schedules["consultations.clocks"].at_start


async def test_one_timer_that_fails_does_not_stop_the_others(
    citizen: Person, stranger: Person, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (citizen, stranger):
        await ask_person(person)
    [first] = await fetch("SELECT id FROM sla_event WHERE kind = 'unread' ORDER BY id LIMIT 1")
    whole = sweeping.act

    async def fails(event: sweeping.SlaEvent, *rest: object) -> None:
        if event.id == first["id"]:
            raise RuntimeError("broken")
        await whole(event, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sweeping, "act", fails)
    clock.advance(timedelta(hours=1))
    assert await sweep(clock) == 1
    monkeypatch.undo()
    assert await sweep(clock) == 1
