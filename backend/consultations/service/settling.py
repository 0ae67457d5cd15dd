"""The citizen's last word: 解决了 closes, 没解决 gives it back to the same clerk with a new deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.consultations import queries, sql, threads
from backend.consultations.clocks import timing
from backend.consultations.models import Consultation
from backend.consultations.refusals import AlreadyOpen
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import MACHINE, State
from backend.database import transactional
from backend.outbox import enqueue


@transactional
async def solved(citizen_id: UUID, consultation_id: UUID, comment: str | None, now: datetime) -> Consultation:
    """Close a consultation. Raises NotFound, WrongState."""
    row = await queries.mine(citizen_id, consultation_id)
    MACHINE.next(row.state, "solved")
    await change(row, sql.CLOSE, [row.id])
    await record(row, "solved", State.CLOSED, By.citizen(citizen_id), now, note=comment)
    await enqueue("evaluations.ask", {"kind": "consultation", "id": str(row.id)})
    await row.refresh_from_db()
    return row


@transactional
async def unsolved(citizen_id: UUID, consultation_id: UUID, comment: str | None, now: datetime) -> Consultation:
    """Give a consultation back to who answered it, with a new deadline beside the old one.

    Raises:
        NotFound, WrongState.
        AlreadyOpen: a later question of the same conversation waits for its answer.
    """
    row = await queries.mine(citizen_id, consultation_id)
    thread = await threads.locked(row.conversation_id, now, row.centre_id)
    MACHINE.next(row.state, "unsolved")
    if await queries.waiting_of(row.conversation_id) is not None:
        raise AlreadyOpen()
    await change(row, sql.REOPEN, [row.id])
    row.target += 1
    await timing.begin(row, "unsolved", now)
    if comment is not None:
        await thread.citizen(comment)
    await thread.keep()
    await record(row, "unsolved", State.CLAIMED, By.citizen(citizen_id), now, note=comment)
    await row.refresh_from_db()
    return row
