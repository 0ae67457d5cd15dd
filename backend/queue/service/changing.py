"""One step of a ticket, by compare-and-set."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.errors import Stale
from backend.database import fetch_one
from backend.queue import queries
from backend.queue.models import Ticket
from backend.queue.service.recording import record
from backend.queue.states import TICKETS
from backend.web.access import Staff


async def change(
    ticket_id: UUID, verb: str, version: int, staff: Staff, now: datetime, statement: str, *values: object
) -> Ticket:
    """A clerk's step; as `step`.

    Raises:
        NotFound: not a ticket of the clerk's windows.
    """
    row = await queries.ticket_for(ticket_id, staff)
    return await step(row, verb, version, staff.actor, now, statement, *values)


async def step(
    row: Ticket, verb: str, version: int, actor: str, now: datetime, statement: str, *values: object
) -> Ticket:
    """Take a step of `states.TICKETS` with a statement of `sql` and record it; in the caller's transaction.

    Parameters:
        version: what the person saw.
        values: the statement's parameters from ``$5`` on.

    Raises:
        Stale: somebody else was faster.
        WrongState: the step is not allowed now.
    """
    if row.version != version:
        raise Stale()
    state = TICKETS.next(row.state, verb)
    sources = [source.value for source in TICKETS.sources(verb)]
    if await fetch_one(statement, [row.id, version, state, sources, *values]) is None:
        raise Stale()
    changed = await queries.ticket(row.id)
    await record(changed, verb, actor, now)
    return changed
