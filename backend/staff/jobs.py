"""Housekeeping of the staff slice."""

from __future__ import annotations

from backend.outbox import Job, schedule
from backend.staff import tries


@schedule("staff.forget_tries", "17 19 * * *")
async def forget_tries(job: Job) -> None:
    """Delete old log-in counts, at night in Shanghai."""
    await tries.forget_old(job.now)
