"""An appeal against a rating that seems wrong: asked by the department, decided by supervision."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.errors import Forbidden, Stale
from backend.database import fetch, transactional, vault
from backend.evaluations import queries, rules, sql
from backend.evaluations.models import RatingAppeal, Rectification
from backend.evaluations.queries import File
from backend.evaluations.rules import Official
from backend.evaluations.service import timing
from backend.evaluations.service.recording import By, Note, record
from backend.evaluations.states import APPEAL, OPEN, RECTIFICATION, Appealing, Target
from backend.evaluations.wording import link_of
from backend.notices import service as notices


@transactional
async def appeal(who: Official, rating_id: UUID, reason: str, now: datetime, centre_id: int = 1) -> File:
    """Ask supervision to look at a 差评 again, once. The rectification's terms run on meanwhile.

    Raises:
        NotFound, Forbidden: not this department's, or asked before.
    """
    found = await _allowed(who, rating_id, "appeal", centre_id)
    await RatingAppeal.create(
        centre_id=centre_id,
        created_at=now,
        rating_id=rating_id,
        state=APPEAL.start,
        reason=reason,
        asked_by=who.id,
        asked_by_name=who.called,
    )
    await record(found.rating, "appeal", By.staff(who), now, Note(reason))
    return await queries.for_staff(who, rating_id, centre_id)


@transactional
async def decide(who: Official, rating_id: UUID, upheld: bool, reason: str, now: datetime, centre_id: int = 1) -> File:
    """Uphold an appeal or not. Upheld: the rating stays as it is, out of the statistics, and nothing has to be put
    right any more; the citizen is told.

    Raises:
        NotFound, Forbidden.
        Stale: decided meanwhile.
    """
    verb = "uphold" if upheld else "reject"
    found = await _allowed(who, rating_id, verb, centre_id)
    sealed = vault.seal_text(reason, "rating_appeal.decision")
    target = APPEAL.next(Appealing.ASKED, verb)
    if not await fetch(sql.DECIDE, [rating_id, target, sealed, who.id, who.called, now]):
        raise Stale()
    await record(found.rating, verb, By.staff(who), now, Note(reason, told=upheld))
    if upheld:
        await _withdraw(found, now)
    return await queries.for_staff(who, rating_id, centre_id)


async def _allowed(who: Official, rating_id: UUID, verb: str, centre_id: int) -> File:
    found = await queries.for_staff(who, rating_id, centre_id)
    if verb not in rules.officials_verbs(found.given, found.responsible, who):
        raise Forbidden()
    return found


async def _withdraw(found: File, now: datetime) -> None:
    row, task = found.rating, found.task
    await fetch(sql.DISCOUNT, [row.id])
    if task is not None and task.state in OPEN:
        values = {"state": RECTIFICATION.next(task.state, "withdraw"), "version": task.version + 1}
        if not await Rectification.filter(id=task.id, version=task.version).update(**values):
            raise Stale()
    await timing.stop(row.id, now, Target.CONTACT, Target.RECTIFY)
    await notices.send(
        row.citizen_id,
        "evaluations.discounted",
        {"title": row.title},
        now=now,
        link=link_of(row),
        dedupe_key=f"rating:{row.id}:discounted",
        centre_id=row.centre_id,
    )
