"""A matter ended: its citizen is asked once what it was like."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from backend.database import fetch, transactional
from backend.evaluations import matters, sql
from backend.evaluations.matters import Ended
from backend.evaluations.models import Rating
from backend.evaluations.service.recording import SYSTEM, record
from backend.evaluations.states import Matter
from backend.evaluations.wording import link_of
from backend.notices import service as notices


@transactional
async def ask(kind: Matter, matter_id: UUID, days: int, now: datetime, centre_id: int = 1) -> None:
    """Offer the matter for rating, and ask for it with one notice. Safe to repeat.

    Parameters:
        days: in which it can be rated.

    Raises:
        NotFound: there is no such matter.
    """
    ended = await matters.ended(kind, matter_id)
    if ended is None:
        return
    row = await _offered(ended, days, now, centre_id)
    if ended.asks and row.grade is None:
        await _notify(row, now)


async def _offered(ended: Ended, days: int, now: datetime, centre_id: int) -> Rating:
    """The row. Its id says nothing about when: a time-ordered one would tell the window who had just been there."""
    facts = [ended.kind, ended.id, ended.citizen_id, ended.department, ended.window, ended.title, ended.number]
    known = await fetch(sql.ASK, [uuid4(), centre_id, now, *facts, now, now + timedelta(days=days)])
    row = await Rating.get(centre_id=centre_id, kind=ended.kind, matter_id=ended.id)
    if known:
        await record(row, "ask", SYSTEM, now)
    return row


async def _notify(row: Rating, now: datetime) -> None:
    await notices.send(
        row.citizen_id,
        "evaluations.asked",
        {"title": row.title},
        now=now,
        link=link_of(row),
        dedupe_key=f"rating:{row.id}:asked",
        centre_id=row.centre_id,
    )
