"""Making a pool's slots what its plan and the calendar say."""

from __future__ import annotations

from collections.abc import Sequence
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
    difference = compare(await loading.known(pool_id, frame), frame.planned(plan))
    if not difference:
        return 0
    await _write(pool_id, difference, plan, frame, settings.centre_id)
    await tell("staff", "slots", pool_id)
    return len(difference.added) + len(difference.changed) + len(difference.removed)


async def _write(pool_id: UUID, difference: Difference, plan: PoolPlan, frame: loading.Frame, centre_id: int) -> None:
    touched = [known.id for known, _ in difference.changed] + [slot.id for slot in difference.removed]
    await fetch(sql.LOCK_SLOTS, [touched])
    wanted = {slot.starts_at: slot for slot in (*difference.added, *(slot for _, slot in difference.changed))}
    values = [centre_id, frame.now, pool_id, *_columns(list(wanted.values()))]
    over = {}
    for row in await fetch(sql.WRITE_SLOTS, values):
        planned = wanted[row["starts_at"]]
        for side, most in (("online", planned.cap_online), ("staff", planned.cap_staff)):
            if row[f"used_{side}"] > most:
                over[row["id"], side] = row[f"used_{side}"] - most
    closed = await fetch(sql.CLOSE_SLOTS, [[slot.id for slot in difference.removed]])
    reasons = {row["id"]: _reason(plan, frame, row["starts_at"]) for row in closed}
    raised = conflicts.Raised(pool_id, centre_id, frame.now)
    await conflicts.end_holds(list(reasons), frame.now)
    await raised.for_closed(reasons)
    await raised.for_over(over, lambda at: plan.reason_on(local_day(at), at) or CHANGED)


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
