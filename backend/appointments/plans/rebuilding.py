"""Making a pool's slots what its plan and the calendar say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from backend.appointments.plans import conflicts, loading, sql
from backend.appointments.plans.rules import CHANGED, OFF_DAY, Difference, PoolPlan, compare
from backend.appointments.rules import PlannedSlot
from backend.common.clock import local_day
from backend.common.ids import new_id
from backend.database import fetch, transactional
from backend.settings import Settings
from backend.web.live import tell


@transactional
async def rebuild(pool_id: UUID, now: datetime, *, settings: Settings) -> int:
    """Add, change and close the pool's slots that have not begun; safe to repeat and to break off.

    What is taken stays: a slot with fewer places than bookings keeps its bookings, a closed one too, and all of them
    go to the conflict list in the same transaction. Holds on closed slots end at once.

    Returns:
        How many slots were added, changed or closed.

    Raises:
        NotFound: no such pool.
        NoCalendar: the calendar was never seeded.
    """
    await fetch(sql.LOCK_POOL, [pool_id])
    pool = await loading.pool(pool_id, settings.centre_id)
    frame = await loading.frame(now, settings)
    plan = await loading.plan_of(pool, frame.first)
    planned = frame.planned(plan)
    difference = compare(await loading.known(pool_id, frame), planned)
    raised = conflicts.Raised(pool_id, settings.centre_id, now)
    if difference:
        await _write(raised, difference, plan, frame)
        await tell("staff", "slots", pool_id)
        difference = replace(difference, over=compare(await loading.known(pool_id, frame), planned).over)
    await raised.for_over(_places_over(difference), lambda at: plan.reason_on(local_day(at), at) or CHANGED)
    return len(difference.added) + len(difference.changed) + len(difference.removed)


async def _write(raised: conflicts.Raised, difference: Difference, plan: PoolPlan, frame: loading.Frame) -> None:
    touched = [known.id for known, _ in difference.changed] + [slot.id for slot in difference.removed]
    await fetch(sql.LOCK_SLOTS, [touched])
    wanted = [*difference.added, *(planned for _, planned in difference.changed)]
    await fetch(sql.WRITE_SLOTS, [raised.centre_id, frame.now, raised.pool_id, *_columns(wanted)])
    closed = await fetch(sql.CLOSE_SLOTS, [[slot.id for slot in difference.removed]])
    reasons = {row["id"]: _reason(plan, frame, row["starts_at"]) for row in closed}
    await conflicts.end_holds(list(reasons), frame.now)
    await raised.for_closed(reasons)


def _places_over(difference: Difference) -> dict[tuple[UUID, str], int]:
    """How many places of which side are taken beyond the plan, by slot."""
    found = {}
    for known, planned in difference.over:
        found[known.id, "online"] = max(known.used_online - planned.cap_online, 0)
        found[known.id, "staff"] = max(known.used_staff - planned.cap_staff, 0)
    return found


def _reason(plan: PoolPlan, frame: loading.Frame, starts_at: datetime) -> str:
    day = local_day(starts_at)
    found = plan.reason_on(day, starts_at)
    return found or (CHANGED if frame.calendar.on(day).works else OFF_DAY)


def _columns(planned: Sequence[PlannedSlot]) -> list[list[object]]:
    return [
        [new_id() for _ in planned],
        [slot.day for slot in planned],
        [slot.starts_at for slot in planned],
        [slot.ends_at for slot in planned],
        [slot.cap_online for slot in planned],
        [slot.cap_staff for slot in planned],
    ]
