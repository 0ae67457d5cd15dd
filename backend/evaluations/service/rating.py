"""The citizen's side: the rating, and the one 追评 after a rectification."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import orjson

from backend.calendar import snapshot as calendar
from backend.database import fetch, transactional, vault
from backend.evaluations import departments, queries, rules, sql, terms
from backend.evaluations.models import Rating, Rectification
from backend.evaluations.refusals import AlreadyFollowed, AlreadyRated, NotRectifiedYet, RatingClosed
from backend.evaluations.service import timing
from backend.evaluations.service.recording import By, record
from backend.evaluations.states import DONE, RECTIFICATION, Grade, Target
from backend.settings import Settings


@dataclass(frozen=True)
class Opinion:
    """What a citizen gives: a grade, phrases of that grade, own words, and whether the department may call."""

    grade: Grade
    tags: list[str] = field(default_factory=list)
    words: str | None = None
    may_call: bool = False


@transactional
async def rate(citizen_id: UUID, rating_id: UUID, opinion: Opinion, settings: Settings, now: datetime) -> Rating:
    """Rate an ended matter, once. One of the two lowest grades opens a rectification.

    Raises:
        NotFound: also for somebody else's.
        InvalidInput: a phrase of another grade.
        AlreadyRated, RatingClosed.
    """
    row = await queries.mine(citizen_id, rating_id)
    tags = orjson.dumps(rules.check_tags(opinion.grade, opinion.tags)).decode()
    words = opinion.words and vault.seal_text(opinion.words, "rating.words")
    bad = rules.is_bad(opinion.grade)
    if not await fetch(sql.RATE, [row.id, opinion.grade, tags, words, opinion.may_call and bad, now]):
        await _refuse(row)
    await row.refresh_from_db()
    await record(row, "rate", By.citizen(citizen_id), now)
    if bad:
        await _open_rectification(row, settings, now)
    return row


async def _refuse(row: Rating) -> None:
    await row.refresh_from_db()
    raise AlreadyRated() if row.grade is not None else RatingClosed()


async def _open_rectification(row: Rating, settings: Settings, now: datetime) -> None:
    work = await calendar.load(row.centre_id)
    contact = terms.term(work, Target.CONTACT, now, settings.contact_working_days)
    rectify = terms.term(work, Target.RECTIFY, now, settings.rectify_working_days)
    await Rectification.create(
        centre_id=row.centre_id,
        created_at=now,
        rating_id=row.id,
        department=await departments.responsible(row.department, row.centre_id),
        state=RECTIFICATION.start,
        contact_due_at=contact.due_at,
        rectify_due_at=rectify.due_at,
    )
    for term in (contact, rectify):
        await timing.start(row.id, term, now, centre_id=row.centre_id)


@transactional
async def follow(citizen_id: UUID, rating_id: UUID, grade: Grade, words: str | None, now: datetime) -> Rating:
    """Say once what became of a 差评. The first grade stays as it is.

    Raises:
        NotFound: also for somebody else's.
        NotRectifiedYet: nothing was put right yet, or nothing had to be.
        AlreadyFollowed.
    """
    row = await queries.mine(citizen_id, rating_id)
    task = await Rectification.get_or_none(rating_id=row.id)
    if task is None or task.state not in DONE:
        raise NotRectifiedYet()
    sealed = words and vault.seal_text(words, "rating.follow_words")
    if not await fetch(sql.FOLLOW, [row.id, grade, sealed, now]):
        raise AlreadyFollowed()
    await row.refresh_from_db()
    await record(row, "follow", By.citizen(citizen_id), now)
    return row
