"""Calling people to a window."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.database import fetch_one, transactional
from backend.queue import hall, lines, queries, sql
from backend.queue.models import Ticket
from backend.queue.refusals import WindowNotOpen
from backend.queue.service.changing import change
from backend.queue.service.recording import record
from backend.queue.service.telling import notify_called, tell_waiting
from backend.queue.service.windows import require_empty
from backend.queue.states import WindowState
from backend.web.access import Staff


@transactional
async def call_next(code: str, staff: Staff, now: datetime, *, centre_id: int = 1) -> Ticket | None:
    """Call the next person to a window (`rules.call_order`); None when nobody waits.

    Two windows that call at once get different people: each skips whom the other is calling.

    Raises:
        NotFound, Forbidden: no such window, or not of the clerk's department.
        WindowNotOpen: the window is closed or paused.
        TicketInHand: somebody is called or served there.
    """
    window = hall.window_for(staff, code)
    desk = await fetch_one(sql.LOCK_DESK, [centre_id, code])
    if desk is None or desk["state"] != WindowState.OPEN:
        raise WindowNotOpen()
    await require_empty(code, centre_id)
    takes = lines.takes_of(window, desk["departments"], desk["items"])
    order = await lines.line_at(takes, now, centre_id)
    called = await fetch_one(sql.CLAIM, [[row.id for row in order], code, window.number, now])
    if called is None:
        return None
    row = await queries.ticket(called["id"])
    await record(row, "call", staff.actor, now)
    await notify_called(row, now)
    await tell_waiting(row.department, now, centre_id)
    return row


@transactional
async def recall(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Call the same person once more. Raises as `changing.change`."""
    row = await change(ticket_id, "recall", version, staff, now, sql.RECALL, now)
    await notify_called(row, now)
    return row
