"""Asking for ratings, and the sweep of the timers."""

from __future__ import annotations

from uuid import UUID

from backend.evaluations.service import asking, sweeping
from backend.evaluations.states import Matter
from backend.outbox import Job, handler, schedule


@handler("evaluations.ask")
async def ask(job: Job) -> None:
    """A matter ended (payload: ``kind``, ``id``)."""
    kind, matter_id = Matter(job.payload["kind"]), UUID(job.payload["id"])
    await asking.ask(kind, matter_id, job.settings.rating_days, job.now, job.settings.centre_id)


@schedule("evaluations.sweep", "*/5 * * * *", at_start=True)
async def sweep(job: Job) -> None:
    """Reminders and late lights that are due, each in its own transaction."""
    for timer_id in await sweeping.due(job.now, job.settings.centre_id):
        await sweeping.fire(timer_id, job.now)
