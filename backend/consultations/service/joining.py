"""联合答复: 综合协调科 asks several windows, each answers by its own deadline, 综合协调科 merges (seed row 132)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from backend.calendar import snapshot as calendar
from backend.catalogue.places import COORDINATION
from backend.catalogue.snapshot import Snapshot
from backend.common.errors import InvalidInput, NotFound
from backend.consultations import sql
from backend.consultations.clocks import rules, timing
from backend.consultations.clocks.rules import WARNED, Term
from backend.consultations.clocks.settings import terms
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.models import Consultation
from backend.consultations.rules import Colleague
from backend.consultations.service.extending import SEVERAL, classed
from backend.consultations.service.looking import looked_at
from backend.consultations.service.moving import again, stationed
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import Alarm, Handling
from backend.database import transactional


@transactional
async def request(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    departments: Sequence[str],
    words: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Ask departments for their opinion. The question becomes a joint one; its clock goes on from its start.

    Raises: as `looking.looked_at`, and
        InvalidInput: a department that does not exist, has no window, or was asked already.
    """
    row = await looked_at(who, consultation_id, version, "opinions", now, centre_id)
    codes = await _fresh(row, departments, snapshot)
    await change(row, sql.NEXT, [row.id, version])
    if row.handling is not Handling.JOINT:
        await classed(row, Handling.JOINT, "opinions", SEVERAL, now)
    place = await JointOpinion.filter(consultation_id=row.id).count()
    for number, code in enumerate(codes, place + 1):
        await _asked(row, number, code, words, now)
    names = "、".join(snapshot.department(code).name for code in codes)
    await record(row, "opinions", row.state, By.staff(who), now, note=f"{names}:{words}")
    return await again(row)


@transactional
async def give(
    who: Colleague, consultation_id: UUID, version: int, words: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """Write the own department's opinion.

    Raises: as `looking.looked_at`; NotFound also when the department was not asked.
    """
    row = await looked_at(who, consultation_id, version, "opinion", now, centre_id)
    wanted = await JointOpinion.get_or_none(
        consultation_id=row.id, target=row.target, department=who.department, given_at=None
    )
    if wanted is None:
        raise NotFound()
    await change(row, sql.TOUCH, [row.id])
    wanted.given_at, wanted.given_by, wanted.given_name, wanted.words = now, who.id, who.called, words
    await wanted.save(update_fields=["given_at", "given_by", "given_name", "words"])
    await timing.cancel(row, now, target=f"opinion:{wanted.place}")
    await record(row, "opinion", row.state, By.staff(who), now)
    return await again(row)


async def _fresh(row: Consultation, departments: Sequence[str], snapshot: Snapshot) -> list[str]:
    known = {one.department for one in await JointOpinion.filter(consultation_id=row.id, target=row.target)}
    codes = list(dict.fromkeys(departments))
    for place, code in enumerate(codes):
        if stationed(code, snapshot) != code or code == COORDINATION:
            raise InvalidInput(f"departments.{place}", "这个部门没有窗口。请选别的部门。")
        if code in known:
            raise InvalidInput(f"departments.{place}", "已经问过这个部门了。")
    return codes


async def _asked(row: Consultation, place: int, department: str, words: str, now: datetime) -> None:
    """An opinion is due within its own days, and never after the answer itself."""
    work = await calendar.load(row.centre_id)
    term = Term(now, (await terms(row.centre_id)).opinion_days)
    counted = rules.count(work, term)
    due_at = min(counted.due_at, row.due_at)
    await JointOpinion.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        place=place,
        target=row.target,
        department=department,
        asked=words,
        due_at=due_at,
    )
    warn_at = min(rules.at_level(work, term, counted.budget, WARNED), due_at)
    for level, at in ((WARNED, warn_at), (100, due_at)):
        await timing.plan(row, f"opinion:{place}", Alarm.OPINION, level, at, now)
