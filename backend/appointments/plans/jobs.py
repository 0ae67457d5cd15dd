"""What happens to plans by the clock, and after somebody entered something."""

from __future__ import annotations

from uuid import UUID

from backend.appointments.plans import conflicts
from backend.appointments.plans.rebuilding import rebuild
from backend.appointments.plans.reconciling import reconcile
from backend.outbox import Job, handler, schedule


@handler("appointments.rebuild")
async def follow(job: Job) -> None:
    """Have a pool's slots follow its plan."""
    await rebuild(UUID(job.payload["pool_id"]), job.now, settings=job.settings)


@schedule("appointments.lapse_conflicts", "*/5 * * * *")
async def lapse(job: Job) -> None:
    """Cancel bookings on closed slots that nobody answered for when their time has come."""
    await conflicts.lapse(job.now, centre_id=job.settings.centre_id)


@schedule("appointments.reconcile", "20 18 * * *", at_start=True)
async def nightly(job: Job) -> None:
    """At 2:20 local compare counters and rows; also when a worker starts, so that there always is a report."""
    await reconcile(job.now, centre_id=job.settings.centre_id)
