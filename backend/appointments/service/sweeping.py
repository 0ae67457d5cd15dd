"""What the clock does: lapsed holds give their seats back, who did not come is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.appointments import queries, rules, sql
from backend.appointments.service.recording import SYSTEM, record
from backend.appointments.states import AppointmentState
from backend.database import fetch, transactional


@transactional
async def expire_holds(now: datetime) -> int:
    """Expire every lapsed hold and give the seats back, 500 at a time; returns how many there were."""
    done = 0
    while lapsed := await fetch(sql.EXPIRE_ALL, [now]):
        await _record_expired(lapsed, now)
        done += len(lapsed)
    return done


async def expire_before_hold(citizen_id: UUID, slot_id: UUID, now: datetime) -> None:
    """Expire the lapsed holds that stand in a new hold's way: on the slot, and the citizen's own."""
    await _record_expired(await fetch(sql.EXPIRE_BEFORE_HOLD, [now, slot_id, citizen_id]), now)


@transactional
async def record_missed(now: datetime, *, centre_id: int = 1) -> int:
    """Record as 未到场 who booked for a day that is over and never checked in; returns how many."""
    missed = await fetch(sql.MISS, [centre_id, rules.missed_through(now)])
    for row in missed:
        await record(await queries.find(row["id"]), "miss", AppointmentState.NO_SHOW, SYSTEM, now)
    return len(missed)


async def _record_expired(lapsed: list[dict[str, Any]], now: datetime) -> None:
    for row in lapsed:
        await record(await queries.find(row["id"]), "expire", AppointmentState.EXPIRED, SYSTEM, now)
