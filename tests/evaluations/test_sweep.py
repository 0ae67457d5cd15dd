"""Reminders and late lights are rows: each is fired once, whoever sweeps and however late."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import datetime, timedelta

from backend.common.clock import SHANGHAI, FixedClock
from backend.evaluations import jobs
from backend.evaluations.models import ComplaintEvent, RatingEvent
from backend.evaluations.service import sweeping
from backend.outbox import Job
from tests.evaluations.rated import API, RunJobs, complain, contacted, handle, ok, rated, seen
from tests.support.people import Person
from tests.support.product import Product


async def _sweep(app: Product) -> None:
    await jobs.sweep(Job("evaluations.sweep", {}, app.clock.now(), app.settings, 1))


async def _fired() -> Counter[str]:
    rows = await RatingEvent.filter(verb__in=("remind", "late"))
    return Counter(f"{row.verb} {row.note}" for row in rows)


async def test_each_call_of_a_term_comes_once(
    app: Product, citizen: Person, clerk: Person, run_jobs: RunJobs, clock: FixedClock
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    await _sweep(app)
    assert await _fired() == {}
    clock.set(datetime(2026, 11, 24, 17, 1, tzinfo=SHANGHAI))
    sweeps = (sweeping.fire(timer, clock.now()) for timer in await sweeping.due(clock.now()) for _ in range(3))
    assert sum(await asyncio.gather(*sweeps)) == 2
    await _sweep(app)
    assert await _fired() == {"remind 联系市民:快到期": 1, "late 联系市民:已超期": 1}
    head, supervisor = await app.staff("head", "GA-HZ"), await app.staff("supervisor")
    assert (await seen(head, row))["due"]["light"] == "late"
    watched = await ok(await supervisor.get(f"{API}/staff/ratings/lates"))
    assert [one["id"] for one in watched["ratings"]] == [row["id"]]

    await contacted(head, row)
    assert (await ok(await supervisor.get(f"{API}/staff/ratings/lates")))["ratings"] == []
    clock.advance(timedelta(days=60))
    await _sweep(app)
    await _sweep(app)
    assert (await _fired())["late 整改到位:已超期"] == 1


async def test_a_late_answer_is_said_with_an_apology(
    app: Product, citizen: Person, coordinator: Person, clock: FixedClock
) -> None:
    row = await complain(citizen)
    answered = await complain(citizen)
    taken = await ok(await handle(coordinator, answered, "take"))
    await ok(await handle(coordinator, taken, "reply", words="已解决。"))
    clock.set(datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI))
    await _sweep(app)
    await _sweep(app)
    assert sorted([event.verb for event in await ComplaintEvent.filter(complaint_id=row["id"])]) == [
        "late",
        "remind",
        "submit",
    ]
    notices = (await ok(await citizen.get(f"{API}/me/notices")))["items"]
    assert [one["text"] for one in notices if one["title"] == "投诉答复晚了"] == [
        "抱歉,TS2611-0001 没按时答复。监察人员已看到并在催办。"
    ]
    supervisor = await app.staff("supervisor")
    lates = await ok(await supervisor.get(f"{API}/staff/ratings/lates"))
    assert [one["number"] for one in lates["complaints"]] == ["TS2611-0001"]
