"""A question changes hands: claimed, forwarded, returned, and decided about by 综合协调科."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.catalogue.places import COORDINATION
from backend.catalogue.snapshot import Snapshot
from backend.common.errors import InvalidInput
from backend.consultations import rules, sql
from backend.consultations.clocks import timing
from backend.consultations.clocks.models import ConsultationStay
from backend.consultations.models import Consultation
from backend.consultations.rules import RETURNS, Colleague
from backend.consultations.service.looking import looked_at
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import Alarm, State
from backend.database import transactional


@transactional
async def claim(who: Colleague, consultation_id: UUID, version: int, now: datetime, centre_id: int = 1) -> Consultation:
    """Take a question on. Of two who try one wins; the other is told `Stale`.

    Raises: as `looking.looked_at`.
    """
    row = await looked_at(who, consultation_id, version, "claim", now, centre_id)
    await change(row, sql.CLAIM, [row.id, version, who.id, who.name, who.number])
    await timing.cancel(row, now, kind=Alarm.UNCLAIMED)
    await record(row, "claim", State.CLAIMED, By.staff(who), now)
    return await again(row)


@transactional
async def forward(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    department: str,
    reason: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Give a question to another department with a reason (row 135). The clock goes on (row 133).

    A department without a window is answered for by 综合协调科 (row 128).

    Raises: as `looking.looked_at`, and
        InvalidInput: no such department, or the one it is with already.
    """
    row = await looked_at(who, consultation_id, version, "forward", now, centre_id)
    target = stationed(department, snapshot)
    if target == row.department:
        raise InvalidInput("department", "已经在这个部门。请选别的部门。")
    return await _hand_on(row, "forward", target, reason, who, now)


@transactional
async def give_back(
    who: Colleague, consultation_id: UUID, version: int, reason: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """Return a question to 综合协调科 with a reason. The clock goes on."""
    row = await looked_at(who, consultation_id, version, "return", now, centre_id)
    return await _hand_on(row, "return", COORDINATION, reason, who, now)


@transactional
async def arbitrate(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    department: str,
    reason: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Decide whose it is: that department can no longer forward or return it."""
    row = await looked_at(who, consultation_id, version, "arbitrate", now, centre_id)
    row.settled, row.arbitration = True, False
    return await moved(row, "arbitrate", stationed(department, snapshot), By.staff(who), now, note=reason)


async def moved(
    row: Consultation, verb: str, target: str, by: By, now: datetime, *, note: str | None = None
) -> Consultation:
    """Put a question into a department's pool, with ``returns``, ``arbitration`` and ``settled`` as the row says."""
    await timing.leave(row, verb, now)
    window = row.window if target == row.department else None
    await change(row, sql.MOVE, [row.id, row.version, target, window, row.returns, row.arbitration, row.settled])
    await timing.arrive(row, target, now)
    await record(row, verb, State.ROUTED, by, now, department=target, note=note)
    return await again(row)


def stationed(department: str, snapshot: Snapshot) -> str:
    """The department that answers: 综合协调科 for one without a window. Raises InvalidInput."""
    known = snapshot.departments.get(department)
    if known is None:
        raise InvalidInput("department", "没有这个部门。请重新选择。")
    return known.code if known.stationed else COORDINATION


async def again(row: Consultation) -> Consultation:
    """The row as it is now."""
    await row.refresh_from_db()
    return row


async def _hand_on(
    row: Consultation, verb: str, target: str, reason: str, who: Colleague, now: datetime
) -> Consultation:
    """Move it on; the second time it comes back 综合协调科 has to decide (退单拉锯)."""
    visited = [stay.department for stay in await ConsultationStay.filter(consultation_id=row.id)]
    if rules.is_return(verb, target, visited, by_router=who.may_route):
        row.returns += 1
        row.arbitration = row.returns >= RETURNS
    target = COORDINATION if row.arbitration else target
    return await moved(row, verb, target, By.staff(who), now, note=reason)
