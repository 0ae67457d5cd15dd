"""The centre's side of a complaint: 综合协调科, and supervision for reports of corruption."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.errors import Forbidden, Stale
from backend.database import transactional
from backend.evaluations import complaint_queries, rules
from backend.evaluations.models import Complaint
from backend.evaluations.rules import Official
from backend.evaluations.service import timing
from backend.evaluations.service.complaining import change
from backend.evaluations.service.recording import By, Note, record_complaint
from backend.evaluations.states import COMPLAINT, ComplaintKind, Target
from backend.evaluations.wording import complaint_link
from backend.notices import service as notices


@transactional
async def take(who: Official, complaint_id: UUID, version: int, now: datetime, centre_id: int = 1) -> Complaint:
    """Take it on. Raises NotFound, Forbidden, WrongState, Stale."""
    row = await _allowed(who, complaint_id, version, "take", centre_id)
    await change(row, "take", owner_id=who.id, owner_name=who.called)
    return await _done(row, "take", who, Note(), now)


@transactional
async def update(
    who: Official, complaint_id: UUID, version: int, words: str, now: datetime, centre_id: int = 1
) -> Complaint:
    """Tell the citizen how it goes; the deadline runs on. Raises as `take`."""
    row = await _allowed(who, complaint_id, version, "update", centre_id)
    await change(row, "update")
    await _notify(row, "evaluations.complaint_updated", now)
    return await _done(row, "update", who, Note(words, told=True), now)


@transactional
async def reply(
    who: Official, complaint_id: UUID, version: int, words: str, now: datetime, centre_id: int = 1
) -> Complaint:
    """Answer it; the deadline is met. Raises as `take`."""
    row = await _allowed(who, complaint_id, version, "reply", centre_id)
    await change(row, "reply", replied_at=now)
    await timing.stop(row.id, now, Target.REPLY)
    await _notify(row, "evaluations.complaint_replied", now)
    return await _done(row, "reply", who, Note(words, told=True), now)


@transactional
async def close(who: Official, complaint_id: UUID, version: int, now: datetime, centre_id: int = 1) -> Complaint:
    """Settle an answered one. Raises as `take`."""
    row = await _allowed(who, complaint_id, version, "close", centre_id)
    await change(row, "close")
    return await _done(row, "close", who, Note(), now)


@transactional
async def confide(
    who: Official, complaint_id: UUID, version: int, reason: str, now: datetime, centre_id: int = 1
) -> Complaint:
    """It is about corruption: supervision gets it, everybody else loses sight of it. The deadline runs on.

    Raises:
        as `take`.
    """
    row = await _allowed(who, complaint_id, version, "confide", centre_id)
    await change(row, "confide", kind=ComplaintKind.INTEGRITY, confidential=True, owner_id=None, owner_name=None)
    return await _done(row, "confide", who, Note(reason), now)


async def _allowed(who: Official, complaint_id: UUID, version: int, verb: str, centre_id: int) -> Complaint:
    row = await complaint_queries.for_staff(who, complaint_id, centre_id)
    if not who.handles(row.confidential):
        raise Forbidden()
    if row.version != version:
        raise Stale()
    COMPLAINT.next(row.state, verb)
    if verb not in rules.complaint_verbs(row.state, confidential=row.confidential, who=who):
        raise Forbidden()
    return row


async def _done(row: Complaint, verb: str, who: Official, note: Note, now: datetime) -> Complaint:
    await record_complaint(row, verb, COMPLAINT.next(row.state, verb), By.staff(who), now, note)
    await row.refresh_from_db()
    return row


async def _notify(row: Complaint, template: str, now: datetime) -> None:
    await notices.send(
        row.citizen_id,
        template,
        {"number": row.number},
        now=now,
        link=complaint_link(row),
        dedupe_key=f"{template}:{row.id}:{row.version}",
        centre_id=row.centre_id,
    )
