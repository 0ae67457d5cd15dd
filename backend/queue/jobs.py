"""What happens by the clock in the hall."""

from __future__ import annotations

from backend.outbox import Job, schedule
from backend.queue import service


@schedule("queue.close_day", "0 13 * * *")
async def close_day(job: Job) -> None:
    """In the evening (21:00 local) end what is left of the day."""
    await service.close_day(job.now, centre_id=job.settings.centre_id)
