"""Serving whom one called, or going on without them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments import service as appointments
from backend.database import transactional, vault
from backend.outbox import enqueue
from backend.queue import queries, rules, sql
from backend.queue.models import Ticket
from backend.queue.service.changing import change
from backend.queue.service.recording import tell_waiting
from backend.queue.states import Outcome
from backend.web.access import Staff


@transactional
async def start(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """The person is at the window. Raises as `changing.change`."""
    return await change(ticket_id, "start", version, staff, now, sql.START, now)


@transactional
async def pass_over(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Nobody came. Raises as `changing.change`."""
    return await change(ticket_id, "pass", version, staff, now, sql.PASS)


@transactional
async def rejoin(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Who missed the call waits again; three others come first. Raises as `changing.change`."""
    row = await queries.ticket_for(ticket_id, staff)
    after = await queries.calls_of(row.department, now, row.centre_id) + rules.REJOIN_AFTER
    rejoined = await change(ticket_id, "rejoin", version, staff, now, sql.REJOIN, after)
    await tell_waiting(row.department, now, row.centre_id)
    return rejoined


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
