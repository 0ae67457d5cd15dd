"""What the clock does: lapsed holds end, places given back become free, who did not come is recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.appointments import queries, rules, seat_sql
from backend.appointments.service.crediting import write
from backend.appointments.service.recording import SYSTEM, record
from backend.appointments.service.wished import close_offer
from backend.appointments.states import AppointmentState, CreditKind
from backend.database import fetch, transactional
from backend.settings import Settings


@transactional
async def expire_holds(now: datetime, *, settings: Settings) -> int:
    """End every lapsed hold, 500 at a time; returns how many there were. Their places become free by and by."""
    done = 0
    while lapsed := await fetch(seat_sql.EXPIRE_ALL, [now, *delays(settings)]):
        await _record_expired(lapsed, now)
        done += len(lapsed)
    return done


async def expire_own(citizen_id: UUID, now: datetime, settings: Settings) -> bool:
    """End the citizen's own lapsed hold, which stands in a new one's way; returns whether there was one."""
    lapsed = await fetch(seat_sql.EXPIRE_OWN, [now, *delays(settings), citizen_id])
    await _record_expired(lapsed, now)
    return bool(lapsed)


@transactional
async def release_places(now: datetime) -> int:
    """Let everybody have the places whose delay is over; returns how many there were.

    Run it after the waiting list was asked.
    """
    done = 0
    while places := (await fetch(seat_sql.RELEASE_DUE, [now]))[0]["places"]:
        done += places
    return done


@transactional
async def record_missed(now: datetime, *, settings: Settings) -> int:
    """Record as 未到场 who booked for a day that is over and never checked in; returns how many."""
    missed = await fetch(seat_sql.MISS, [settings.centre_id, rules.missed_through(now)])
    for found in missed:
        row = await queries.find(found["id"])
        await record(row, "miss", AppointmentState.NO_SHOW, SYSTEM, now)
        await write(row, CreditKind.NO_SHOW, now, settings)
    return len(missed)


def delays(settings: Settings) -> list[int]:
    """From and to how many minutes a place that was given back waits before it is free."""
    return [settings.release_delay_least_minutes, settings.release_delay_most_minutes]


async def _record_expired(lapsed: list[dict[str, Any]], now: datetime) -> None:
    for found in lapsed:
        row = await queries.find(found["id"])
        await record(row, "expire", AppointmentState.EXPIRED, SYSTEM, now)
        await close_offer(row, "lapse", SYSTEM, now)
