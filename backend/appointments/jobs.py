"""What happens by the clock."""

from __future__ import annotations

from backend.appointments import service
from backend.outbox import Job, schedule


@schedule("appointments.open_days", "7 * * * *", at_start=True)
async def open_days(job: Job) -> None:
    """Keep the slots of the coming days as the calendar says, an announcement of this morning included."""
    await service.open_days(job.now, settings=job.settings)


@schedule("appointments.expire", "* * * * *")
async def expire(job: Job) -> None:
    """Give back the seats of holds that nobody confirmed."""
    await service.expire_holds(job.now)


@schedule("appointments.miss", "30 12 * * *")
async def miss(job: Job) -> None:
    """In the evening (20:30 local) record who did not come."""
    await service.record_missed(job.now, centre_id=job.settings.centre_id)
