"""What changes no state: first reading, internal notes, 催办."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.clock import local_day
from backend.common.ids import new_id
from backend.common.states import WrongState
from backend.consultations import queries, sql
from backend.consultations.clocks import sql as clock_sql
from backend.consultations.clocks import timing
from backend.consultations.models import Consultation
from backend.consultations.refusals import UrgedToday
from backend.consultations.rules import Colleague
from backend.consultations.service.looking import looked_at
from backend.consultations.service.moving import again
from backend.consultations.service.recording import By, record
from backend.consultations.states import MACHINE, OPEN, Alarm, Urging
from backend.database import fetch, fetch_one, transactional, vault


@transactional
async def read(who: Colleague, row: Consultation, now: datetime) -> None:
    """Keep that the department looked at it for the first time (row 129); others' looks do not count."""
    if row.read_at is not None or row.state not in OPEN or not _its_reader(who, row):
        return
    if await fetch(sql.READ, [row.id, now]):
        await fetch(clock_sql.READ, [row.id, now])
        await timing.cancel(row, now, kind=Alarm.UNREAD)


def _its_reader(who: Colleague, row: Consultation) -> bool:
    if row.confidential:
        return who.may_supervise
    return who.may_answer and who.department == row.department


@transactional
async def note(
    who: Colleague, consultation_id: UUID, version: int, words: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """Write something for colleagues only. Raises: as `looking.looked_at`."""
    row = await looked_at(who, consultation_id, version, "note", now, centre_id)
    await record(row, "note", row.state, By.staff(who), now, note=words)
    return await again(row)


@transactional
async def urge_as_citizen(citizen_id: UUID, consultation_id: UUID, now: datetime) -> Consultation:
    """催办, once a day.

    Raises:
        NotFound: not this citizen's.
        WrongState: it is answered.
        UrgedToday.
    """
    row = await queries.mine(citizen_id, consultation_id)
    if row.state not in OPEN:
        raise WrongState(noun="咨询", state=MACHINE.label(row.state), verb="催办")
    if not await _urged(row, Urging.CITIZEN, By.citizen(citizen_id), None, now):
        raise UrgedToday()
    return await again(row)


@transactional
async def urge(
    who: Colleague, consultation_id: UUID, version: int, words: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """催办 by supervision, with words for the window. Raises: as `looking.looked_at`."""
    row = await looked_at(who, consultation_id, version, "urge", now, centre_id)
    await _urged(row, Urging.SUPERVISION, By.staff(who), words, now)
    return await again(row)


async def _urged(row: Consultation, origin: Urging, by: By, words: str | None, now: datetime) -> bool:
    sealed = words and vault.seal_text(words, "consultation_urge.note")
    values = [new_id(), row.centre_id, now, row.id, origin, by.actor, local_day(now), sealed]
    if await fetch_one(clock_sql.URGE_ONCE, values) is None:
        return False
    await fetch(sql.URGED, [row.id])
    await record(row, "urge", row.state, by, now, note=words)
    return True
