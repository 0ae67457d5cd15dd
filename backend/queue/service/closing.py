"""The end of the day."""

from __future__ import annotations

from datetime import datetime

from backend.appointments import service as appointments
from backend.common.clock import local_day
from backend.database import fetch, fetch_one, transactional
from backend.queue import queries, sql
from backend.queue.models import Ticket
from backend.queue.service.recording import SYSTEM, record
from backend.queue.states import TICKETS, Outcome, TicketState
from backend.web.live import tell

_AT_WORK = (TicketState.SERVING, TicketState.PARKED)
_OPEN = (TicketState.WAITING, TicketState.CALLED, TicketState.PASSED, *_AT_WORK)


@transactional
async def close_day(now: datetime, *, centre_id: int = 1) -> int:
    """End every number of today and before and close every window; returns how many numbers there were.

    Who was being served or set aside counts as served (the clerk forgot to press); everybody else has left.
    """
    rows = await Ticket.filter(centre_id=centre_id, day__lte=local_day(now), state__in=_OPEN).order_by("id")
    for row in rows:
        await _end(row, now)
    for desk in await fetch(sql.CLOSE_ALL_DESKS, [centre_id]):
        await tell("staff", "queue", None, window=desk["code"])
    return len(rows)


async def _end(row: Ticket, now: datetime) -> None:
    serving = row.state in _AT_WORK
    verb = "finish" if serving else "leave"
    values = [row.id, row.version, TICKETS.next(row.state, verb), [row.state]]
    extra = [now, Outcome.OTHER, None] if serving else []
    if await fetch_one(sql.FINISH if serving else sql.LEAVE, [*values, *extra]) is None:
        return
    await record(await queries.ticket(row.id), verb, SYSTEM, now)
    if row.appointment_id is None:
        return
    if serving:
        await appointments.mark_served(row.appointment_id, now, actor=SYSTEM)
    else:
        await appointments.close_unserved(row.appointment_id, now, called=row.calls > 0, actor=SYSTEM)
