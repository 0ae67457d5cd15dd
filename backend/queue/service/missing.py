"""Who does not come when called: passed over, back in the line, or gone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments import service as appointments
from backend.database import transactional
from backend.queue import policy, queries, rules, sql
from backend.queue.models import Ticket
from backend.queue.refusals import NoMoreRejoin
from backend.queue.service.changing import change, step
from backend.queue.service.telling import notify_passed, tell_waiting
from backend.web.access import Citizen, Staff


@transactional
async def pass_over(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Nobody came. Raises as `changing.change`."""
    row = await change(ticket_id, "pass", version, staff, now, sql.PASS)
    await notify_passed(row, now)
    return row


@transactional
async def rejoin(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Who missed the call waits again, after some others, so many times at most.

    Raises:
        NoMoreRejoin: that was the last time.
        NotFound, Stale, WrongState: as `changing.change`.
    """
    return await _rejoin(await queries.ticket_for(ticket_id, staff), version, staff.actor, now)


@transactional
async def rejoin_mine(ticket_id: UUID, version: int, citizen: Citizen, now: datetime) -> Ticket:
    """`rejoin` from the citizen's phone. Raises NotFound for somebody else's number."""
    return await _rejoin(await queries.ticket_of(ticket_id, citizen.id), version, citizen.actor, now)


async def _rejoin(row: Ticket, version: int, actor: str, now: datetime) -> Ticket:
    rule = policy.current()
    if rules.rejoins_left(row.rejoins, rule) == 0:
        raise NoMoreRejoin()
    after = await queries.calls_of(row.department, now, row.centre_id) + rule.rejoin_after
    rejoined = await step(row, "rejoin", version, actor, now, sql.REJOIN, after)
    await tell_waiting(row.department, now, row.centre_id)
    return rejoined


@transactional
async def leave(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """The person has gone; an appointment ends with the number. Raises as `changing.change`."""
    row = await change(ticket_id, "leave", version, staff, now, sql.LEAVE)
    if row.appointment_id is not None:
        await appointments.close_unserved(row.appointment_id, now, called=row.calls > 0, actor=staff.actor)
    await tell_waiting(row.department, now, row.centre_id)
    return row
