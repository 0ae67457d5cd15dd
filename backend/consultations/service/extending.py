"""More time: another class of question, or an extension asked before the deadline and decided by 综合协调科."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.errors import NotFound
from backend.consultations import deadlines, sql
from backend.consultations.clocks import timing
from backend.consultations.clocks.models import ConsultationExtension
from backend.consultations.clocks.settings import terms
from backend.consultations.models import Consultation
from backend.consultations.refusals import TooLate
from backend.consultations.rules import Colleague
from backend.consultations.service.handing_over import link_of
from backend.consultations.service.looking import looked_at
from backend.consultations.service.moving import again
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import Asked, Handling
from backend.database import transactional
from backend.notices import service as notices

OTHER_OFFICE = "要向其他科室核实"
SEVERAL = "要由几个窗口一起答复"


@transactional
async def consult(
    who: Colleague, consultation_id: UUID, version: int, office: str, person: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """The window head asks another office of the department; whom is on record (row 131).

    Raises: as `looking.looked_at`.
    """
    row = await looked_at(who, consultation_id, version, "consult", now, centre_id)
    await change(row, sql.NEXT, [row.id, version])
    await classed(row, Handling.OTHER, "consult", OTHER_OFFICE, now)
    await record(row, "consult", row.state, By.staff(who), now, note=f"{office} {person}")
    return await again(row)


@transactional
async def ask_for_time(
    who: Colleague, consultation_id: UUID, version: int, days: int, reason: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """Ask for further working days before the deadline, once per target.

    Raises: as `looking.looked_at`; Forbidden also when the time has passed or was given already.
    """
    row = await looked_at(who, consultation_id, version, "extend", now, centre_id)
    await ConsultationExtension.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        target=row.target,
        days=days,
        reason=reason,
        asked_by=who.id,
        asked_name=who.called,
    )
    await record(row, "extend", row.state, By.staff(who), now, note=reason)
    return await again(row)


@transactional
async def decide(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    granted: bool,
    reason: str,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Grant or refuse the wish for more time; a citizen is told of a new deadline and why.

    Raises: as `looking.looked_at`, and
        TooLate: the deadline has passed.
    """
    row = await looked_at(who, consultation_id, version, "decide", now, centre_id)
    if row.late_at or (now > row.due_at and not row.paused_at):
        raise TooLate()
    wish = await ConsultationExtension.get_or_none(consultation_id=row.id, state=Asked.ASKED)
    if wish is None:
        raise NotFound()
    await change(row, sql.NEXT, [row.id, version])
    await settle(wish, Asked.GRANTED if granted else Asked.REFUSED, who.called, now, reason)
    if granted:
        row.extended_days += wish.days
        await timing.count(row, "extended", now)
        await told(row, reason, now)
    await record(row, "extended" if granted else "unextended", row.state, By.staff(who), now, note=reason)
    return await again(row)


async def settle(
    wish: ConsultationExtension, state: Asked, name: str, now: datetime, reason: str | None = None
) -> None:
    """Write down what became of a wish for more time."""
    wish.state, wish.decided_at, wish.decided_name = state, now, name
    wish.decision = reason or ""
    await wish.save(update_fields=["state", "decided_at", "decided_name", "decision"])


async def classed(row: Consultation, handling: Handling, cause: str, why: str, now: datetime) -> None:
    """Put a question into another class and count its days anew from its start; the citizen is told what changed."""
    before = row.due_at
    row.handling, row.days = handling, (await terms(row.centre_id)).days_of(handling)
    await timing.count(row, cause, now)
    if row.due_at != before:
        await told(row, why, now)


async def told(row: Consultation, reason: str, now: datetime) -> None:
    """Tell the citizen the new deadline and why."""
    await notices.send(
        row.citizen_id,
        "consultations.due_changed",
        {"number": row.number, "reason": reason, "due": deadlines.due_text(row.due_at)},
        now=now,
        link=link_of(row),
        dedupe_key=f"consultation:{row.id}:due:{row.target}:{row.due_at.isoformat()}",
        centre_id=row.centre_id,
    )
