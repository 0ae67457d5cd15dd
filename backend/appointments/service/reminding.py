"""Reminders: the evening before, and an hour before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from backend.appointments import queries, waiting_sql
from backend.appointments.service.recording import notify
from backend.appointments.states import ReminderKind
from backend.common.clock import local, local_day
from backend.database import fetch, transactional
from backend.settings import Settings

HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)


async def remind(now: datetime, *, settings: Settings) -> int:
    """Send the reminders that are due, each once for a time, whatever runs twice; returns how many."""
    today, sent = local_day(now), await _remind(ReminderKind.HOUR, local_day(now), now + HOUR, now, settings)
    if local(now).hour >= settings.reminder_hour:
        sent += await _remind(ReminderKind.DAY, today + timedelta(days=1), now + _WEEK, now, settings)
    return sent


@transactional
async def _remind(kind: ReminderKind, day: date, until: datetime, now: datetime, settings: Settings) -> int:
    due = await fetch(waiting_sql.REMIND, [settings.centre_id, now, kind, day, until])
    for found in due:
        row = await queries.find(found["appointment_id"])
        await notify(row, f"appointments.remind_{kind}", f"{kind}:{row.slot.starts_at.isoformat()}", now)
    return len(due)
