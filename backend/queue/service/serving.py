"""Serving whom one called."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import orjson

from backend import audit
from backend.appointments import service as appointments
from backend.catalogue import live
from backend.database import transactional, vault
from backend.outbox import enqueue
from backend.queue import queries, sql
from backend.queue.models import Ticket
from backend.queue.refusals import ItemAlreadyThere, TooManyItems
from backend.queue.service.changing import change
from backend.queue.service.issuing import more_item
from backend.queue.states import Outcome, Priority
from backend.web.access import Staff

MOST_ITEMS = 5
"""Items of one number; more would make everybody behind wait for one person."""


@transactional
async def start(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """The person is at the window. Raises as `changing.change`."""
    return await change(ticket_id, "start", version, staff, now, sql.START, now)


@transactional
async def finish(
    ticket_id: UUID, version: int, outcome: Outcome, note: str | None, staff: Staff, now: datetime
) -> Ticket:
    """The person has been served; a checked-in appointment is served with the ticket. Raises as `changing.change`."""
    sealed = vault.seal_text(note, "ticket.note") if note else None
    row = await change(ticket_id, "finish", version, staff, now, sql.FINISH, now, outcome, sealed)
    if row.appointment_id is not None:
        await appointments.mark_served(row.appointment_id, now, actor=staff.actor)
    await enqueue("evaluations.ask", {"kind": "ticket", "id": str(row.id)})
    return row


@transactional
async def add_item(ticket_id: UUID, version: int, item_code: str, staff: Staff, now: datetime) -> Ticket:
    """The person has another matter, done in one go.

    Raises:
        NotFound: no such item, or not a ticket of the clerk's windows.
        ItemAlreadyThere, TooManyItems: the number's own limits.
        Stale, WrongState: as `changing.change`.
    """
    guide = live.current().guide(item_code).guide
    row = await queries.ticket_for(ticket_id, staff)
    codes = [row.item_code, *(item["code"] for item in row.more_items)]
    if item_code in codes:
        raise ItemAlreadyThere()
    if len(codes) >= MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    added = orjson.dumps([more_item(guide.code, guide.name, guide.minutes)]).decode()
    return await change(ticket_id, "add_item", version, staff, now, sql.ADD_ITEM, added, guide.minutes)


@transactional
async def set_priority(ticket_id: UUID, version: int, priority: Priority | None, staff: Staff, now: datetime) -> Ticket:
    """Say that somebody who waits belongs to a priority group, or does not; audited. Raises as `changing.change`."""
    row = await change(ticket_id, "priority", version, staff, now, sql.SET_PRIORITY, priority)
    facts = {"priority": priority or "none"}
    await audit.record(staff.actor, "queue.priority", f"ticket:{row.id}", now, centre_id=row.centre_id, **facts)
    return row
