"""The end of a case: the certificate is in the citizen's hands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.cases import rules, sql
from backend.cases.models import Case, Decision
from backend.cases.queries import by_id
from backend.cases.service.acting import SYSTEM, Actor, Change, move
from backend.cases.service.telling import tell_citizen
from backend.cases.states import CaseState
from backend.common.errors import NotFound
from backend.database import fetch, fetch_one, transactional

LAST_STEP = 32_767


@transactional
async def hold(case_id: UUID) -> Case:
    """Lock a case until the transaction ends and return it as it is now. Raises NotFound.

    Whoever changes a case's parcel holds the case first.
    """
    if await fetch_one(sql.HOLD, [case_id]) is None:
        raise NotFound()
    return await by_id(case_id)


@transactional
async def hand_over(case: Case, version: int, receiver_name: str, by: Actor, now: datetime) -> Case:
    """Give certificate or decision to somebody at the window; the case ends.

    Parameters:
        receiver_name: who signed for it; kept for staff only.

    Raises:
        WrongState, Stale: as in `acting.move`.
    """
    change = Change("已到窗口领取", None, f"领取人:{receiver_name}")
    moved = await _close(case, "hand_over", version, by, now, change)
    await tell_citizen(moved, "cases.closed", now)
    return moved


@transactional
async def close_delivered(case_id: UUID, now: datetime) -> None:
    """The courier reports the signature: the case ends. A case that ended otherwise stays as it is."""
    case = await hold(case_id)
    if case.state is CaseState.APPROVED:
        await _close(case, "deliver", case.version, SYSTEM, now, Change("快递已签收"))


@transactional
async def note_certificate(case_id: UUID, number: str, by: Actor, now: datetime) -> bool:
    """Compare the certificate in somebody's hand with the decision; a decision without a number takes this one.

    Returns:
        Whether it is the right certificate.
    """
    decision = await Decision.get_or_none(case_id=case_id, result="准予")
    if decision is None:
        return False
    if decision.certificate_number:
        return rules.same_certificate(decision.certificate_number, number)
    await Decision.filter(id=decision.id).update(certificate_number=number)
    await audit.record(by.actor, "cases.note_certificate", f"case:{case_id}", now, centre_id=decision.centre_id)
    return True


async def _close(case: Case, verb: str, version: int, by: Actor, now: datetime, change: Change) -> Case:
    finished = case.state is CaseState.APPROVED
    moved = await move(case, verb, version, by, now, change, step=None)
    if finished:
        await fetch(sql.STEPS_DONE, [case.id, LAST_STEP, now])
    return moved
