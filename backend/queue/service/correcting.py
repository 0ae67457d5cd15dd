"""A time that a clerk pressed too late or too early, made right; the wrong one stays on record."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from backend import audit
from backend.common.clock import local
from backend.common.errors import Stale
from backend.database import fetch, fetch_one, transactional
from backend.queue import queries, rules, sql
from backend.queue.models import Ticket, TicketPeriod
from backend.queue.refusals import NotThatYet, TimeOutOfOrder
from backend.queue.service.recording import show
from backend.web.access import Staff

Moment = Literal["call", "start", "finish"]
_VERBS: dict[Moment, tuple[str, ...]] = {"call": ("call",), "start": ("start", "resume"), "finish": ("finish",)}
_SET = {"call": sql.SET_CALLED, "start": sql.SET_SERVING, "finish": sql.SET_FINISHED}


@transactional
async def correct_time(
    ticket_id: UUID, version: int, moment: Moment, at: datetime, reason: str, staff: Staff, now: datetime
) -> Ticket:
    """Say when somebody was really called, came or was done. Audited, with the old and the new time.

    Parameters:
        moment: the last call, the last start, or the end.
        at: between what happened before and what happened next (or now).

    Raises:
        NotFound: not a ticket of the clerk's windows.
        NotThatYet: the ticket has no such moment.
        TimeOutOfOrder: ``at`` does not fit.
        Stale: somebody else was faster.
    """
    row = await queries.ticket_for(ticket_id, staff)
    stretches = await fetch(sql.STRETCHES_OF, [row.id])
    place = rules.last_place([one["verb"] for one in stretches], _VERBS[moment])
    if place is None:
        raise NotThatYet()
    _require_order([one["began_at"] for one in stretches], place, at, now)
    if await fetch_one(_SET[moment], [row.id, version, at]) is None:
        raise Stale()
    was = stretches[place]
    await _keep(row, was["id"], at, reason, staff, now)
    facts = {"moment": moment, "was": was["began_at"].isoformat(), "is": at.isoformat()}
    await audit.record(staff.actor, "queue.correct_time", f"ticket:{row.id}", now, centre_id=row.centre_id, **facts)
    return await queries.ticket(row.id)


def _require_order(times: list[datetime], place: int, at: datetime, now: datetime) -> None:
    earliest = times[place - 1] if place else times[place]
    latest = times[place + 1] if place + 1 < len(times) else now
    if not earliest <= at <= latest:
        raise TimeOutOfOrder(earliest=f"{local(earliest):%H:%M:%S}", latest=f"{local(latest):%H:%M:%S}")


async def _keep(row: Ticket, corrects: UUID, at: datetime, reason: str, staff: Staff, now: datetime) -> None:
    await TicketPeriod.create(
        centre_id=row.centre_id,
        created_at=now,
        ticket_id=row.id,
        day=row.day,
        department=row.department,
        verb="correct",
        state=row.state,
        window=row.window,
        origin=row.origin,
        priority=row.priority is not None,
        actor=staff.actor,
        corrects=corrects,
        began_at=at,
        reason=reason,
    )
    await show(row)
