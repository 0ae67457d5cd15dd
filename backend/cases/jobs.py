"""Scheduled work on cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.cases import sql, wording
from backend.cases.models import Case
from backend.cases.service.accepting import deadline
from backend.cases.service.acting import SYSTEM, Change, write_event
from backend.cases.states import RUNNING
from backend.common.clock import local_day
from backend.database import fetch, transactional
from backend.outbox import Job, schedule


@schedule("cases.recount", "20 * * * *")
async def recount(job: Job) -> None:
    """Count promised days again where the holidays were not announced yet (暂定)."""
    for case in await Case.filter(centre_id=job.settings.centre_id, provisional=True, state__in=RUNNING):
        await _recount(case, job.now)


@transactional
async def _recount(case: Case, now: datetime) -> None:
    assert case.accepted_at is not None, "a provisional date is counted from acceptance"
    due = await deadline(case, case.accepted_at)
    if due is None or (due.due_at, due.provisional) == (case.promised_at, case.provisional):
        return
    changed = await Case.filter(id=case.id, version=case.version).update(
        promised_at=due.due_at, provisional=due.provisional, version=case.version + 1
    )
    if changed and due.due_at != case.promised_at:
        await write_event(case, "recount", SYSTEM, now, Change("办结日期有更新", wording.promise_sentence(due.due_at)))


@schedule("cases.forget_lookups", "40 19 * * *")
async def forget_lookups(job: Job) -> None:
    """Forget the counts of failed look-ups of past days."""
    await fetch(sql.FORGET_COUNTS, [local_day(job.now) - timedelta(days=1)])
