"""A citizen's word against a line of the record, and its decision."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend import audit
from backend.appointments import credit_sql
from backend.appointments.credit_models import CreditAppeal, CreditEvent
from backend.appointments.refusals import AppealKnown
from backend.appointments.states import APPEALS, AppealState, CreditKind
from backend.common.clock import local_day
from backend.common.errors import NotFound, Stale
from backend.database import fetch_one, transactional
from backend.notices import service as notices
from backend.web.access import Staff
from backend.web.live import tell

APPEALABLE = (CreditKind.NO_SHOW, CreditKind.CANCEL)


@transactional
async def appeal(citizen_id: UUID, event_id: UUID, words: str, now: datetime) -> CreditAppeal:
    """Object to a line of one's record, once.

    Raises:
        NotFound: not this citizen's line, or one that cannot be objected to.
        AppealKnown: an objection was made already.
    """
    line = await CreditEvent.get_or_none(id=event_id, citizen_id=citizen_id, kind__in=APPEALABLE)
    if line is None:
        raise NotFound()
    row = CreditAppeal(
        centre_id=line.centre_id,
        created_at=now,
        citizen_id=citizen_id,
        event_id=line.id,
        words=words,
        state=AppealState.PENDING,
    )
    try:
        await row.save(force_create=True)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise AppealKnown() from None
    await tell("staff", "appeal", row.id)
    return row


@transactional
async def decide(appeal_id: UUID, version: int, verb: str, reason: str, staff: Staff, now: datetime) -> CreditAppeal:
    """Uphold an appeal (the line does not count any more) or refuse it.

    Parameters:
        verb: ``uphold`` or ``refuse``.
        reason: what the citizen is told.

    Raises:
        NotFound: no such appeal.
        WrongState: it was decided before.
        Stale: it changed meanwhile.
    """
    row = await CreditAppeal.get_or_none(id=appeal_id).select_related("event")
    if row is None:
        raise NotFound()
    state = APPEALS.next(row.state, verb)
    if await fetch_one(credit_sql.DECIDE, [row.id, version, state, reason, staff.id, now]) is None:
        raise Stale()
    if state is AppealState.UPHELD:
        await _pardon(row.event, now, local_day(now))
    await audit.record(staff.actor, f"appointments.{verb}_appeal", f"appeal:{row.id}", now, centre_id=row.centre_id)
    await _tell(row, state, reason, now)
    return await CreditAppeal.get(id=row.id).select_related("event")


async def _pardon(line: CreditEvent, now: datetime, today: date) -> None:
    await CreditEvent.create(
        centre_id=line.centre_id,
        created_at=now,
        citizen_id=line.citizen_id,
        kind=CreditKind.PARDON,
        day=today,
        appointment_id=line.appointment_id,
        pardons=line.id,
    )


async def _tell(row: CreditAppeal, state: AppealState, reason: str, now: datetime) -> None:
    await notices.send(
        row.citizen_id,
        "appointments.appeal_decided",
        {"result": APPEALS.label(state), "reason": reason},
        now=now,
        link="/pages/appointments/credit",
        dedupe_key=f"appeal:{row.id}",
        centre_id=row.centre_id,
    )
