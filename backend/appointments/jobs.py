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
    """End holds that nobody confirmed; what came free goes to the waiting list first, then to everybody."""
    await service.expire_holds(job.now, settings=job.settings)
    await service.offer_places(job.now, settings=job.settings)
    await service.release_places(job.now)


@schedule("appointments.remind", "* * * * *")
async def remind(job: Job) -> None:
    """Remind the evening before and an hour before."""
    await service.remind(job.now, settings=job.settings)


@schedule("appointments.miss", "30 12 * * *")
async def miss(job: Job) -> None:
    """In the evening (20:30 local) record who did not come, and end the wishes of the day."""
    await service.record_missed(job.now, settings=job.settings)
    await service.end_wishes(job.now, settings=job.settings)
