"""What happens by the clock."""

from __future__ import annotations

from backend.catalogue import live
from backend.consultations.clocks import sweeping
from backend.outbox import Job, schedule


@schedule("consultations.clocks", "* * * * *", at_start=True)
async def clocks(job: Job) -> None:
    """Every minute fire the timers that were reached, those of a long stop included."""
    phone = live.current().book.centre.supervision_phone
    await sweeping.sweep(phone, job.now, job.settings.centre_id)
