"""等市民: a clerk asks back, the clock stands, and goes on with the answer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.catalogue.snapshot import Snapshot
from backend.common.states import WrongState
from backend.consultations import queries, sql, threads
from backend.consultations.clocks import timing
from backend.consultations.models import Consultation
from backend.consultations.offices import window_name
from backend.consultations.rules import Colleague
from backend.consultations.service.handing_over import added, link_of
from backend.consultations.service.looking import looked_at
from backend.consultations.service.moving import again
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import OPEN, Kind, State
from backend.database import transactional
from backend.notices import service as notices


@transactional
async def ask_back(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    words: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Ask the citizen for something that is missing. The clock stands from now on.

    Raises: as `looking.looked_at`.
    """
    row = await looked_at(who, consultation_id, version, "question", now, centre_id)
    thread = await threads.locked(row.conversation_id, now, centre_id)
    await change(row, sql.WAIT, [row.id, version, now])
    message = await thread.staff(words, window_name(who, row.department, snapshot), who.number, Kind.TEXT)
    await thread.keep()
    await timing.pause(row, words, now)
    await record(row, "question", State.WAITING, By.staff(who), now, note=words)
    await notices.send(
        row.citizen_id,
        "consultations.question",
        {"number": row.number},
        now=now,
        link=link_of(row),
        dedupe_key=f"message:{message.id}:question",
        centre_id=row.centre_id,
    )
    return await again(row)


@transactional
async def resume(
    who: Colleague, consultation_id: UUID, version: int, now: datetime, centre_id: int = 1
) -> Consultation:
    """Go on without the citizen's words in writing, e.g. after a call."""
    row = await looked_at(who, consultation_id, version, "resume", now, centre_id)
    await change(row, sql.GO_ON, [row.id])
    await timing.resume(row, now)
    await record(row, "resume", State.CLAIMED, By.staff(who), now)
    return await again(row)


@transactional
async def answer(citizen_id: UUID, consultation_id: UUID, words: str, now: datetime) -> Consultation:
    """The citizen writes what was asked for, or something more. Raises NotFound, WrongState."""
    found = await queries.mine(citizen_id, consultation_id)
    thread = await threads.locked(found.conversation_id, now, found.centre_id)
    row = await queries.mine(citizen_id, consultation_id)
    if row.state not in OPEN:
        raise WrongState(noun="咨询", state="已答复", verb="补充")
    await thread.citizen(words)
    await thread.keep()
    await added(row, By.citizen(citizen_id), now)
    return await again(row)
