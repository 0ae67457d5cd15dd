"""The citizen's last word: 解决了 closes, 没解决 gives it back to the same clerk with a new deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.calendar import snapshot as calendar
from backend.common.errors import Stale
from backend.consultations import deadlines, queries, sql, threads
from backend.consultations.models import Consultation
from backend.consultations.refusals import AlreadyOpen
from backend.consultations.service.handing_over import set_deadline
from backend.consultations.service.recording import By, record
from backend.consultations.states import MACHINE, State
from backend.database import fetch, transactional
from backend.outbox import enqueue


@transactional
async def solved(citizen_id: UUID, consultation_id: UUID, comment: str | None, now: datetime) -> Consultation:
    """Close a consultation. Raises NotFound, WrongState."""
    row = await queries.mine(citizen_id, consultation_id)
    MACHINE.next(row.state, "solved")
    if not await fetch(sql.CLOSE, [row.id]):
        raise Stale()
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
    work = await calendar.load(row.centre_id)
    deadline = deadlines.due(work, now)
    if not await fetch(sql.REOPEN, [row.id, deadline.due_at]):
        raise Stale()
    await set_deadline(row, work, deadline, now)
    if comment is not None:
        await thread.citizen(comment)
    await thread.keep()
    await record(row, "unsolved", State.CLAIMED, By.citizen(citizen_id), now, note=comment)
    await row.refresh_from_db()
    return row
