"""Reads of ratings and rectifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.common.errors import NotFound
from backend.evaluations.models import Rating, RatingAppeal, RatingEvent, Rectification
from backend.evaluations.rules import Given, Official
from backend.evaluations.states import OPEN, UNRECTIFIED, Appealing, Rectifying


@dataclass(frozen=True)
class File:
    """A rating with what belongs to it."""

    rating: Rating
    task: Rectification | None
    appeal: RatingAppeal | None

    @property
    def given(self) -> Given:
        """What the rules look at."""
        row = self.rating
        return Given(
            grade=row.grade,
            open_until=row.open_until,
            counted=row.counted,
            followed=row.follow_grade is not None,
            published=row.published_words is not None,
            has_words=bool(row.words),
            rectifying=self.task.state if self.task else None,
            appealing=self.appeal.state if self.appeal else None,
        )

    @property
    def responsible(self) -> str:
        """The department that works on it."""
        return self.task.department if self.task else self.rating.department


async def mine(citizen_id: UUID, rating_id: UUID) -> Rating:
    """One rating of this citizen, asked or given. Raises NotFound, also for somebody else's."""
    row = await Rating.get_or_none(id=rating_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def page_of_mine(citizen_id: UUID, view: str, now: datetime, cursor: UUID | None, limit: int) -> list[Rating]:
    """What a citizen may rate now (``pending``), or has rated, newest first."""
    rows = Rating.filter(citizen_id=citizen_id)
    pending = Q(grade__isnull=True, open_until__gte=now)
    rows = rows.filter(pending if view == "pending" else Q(grade__isnull=False))
    last = await Rating.get_or_none(id=cursor, citizen_id=citizen_id) if cursor else None
    if last is not None:
        rows = rows.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, id__lt=last.id))
    return await rows.order_by("-created_at", "-id").limit(limit)


async def pending_of(citizen_id: UUID, now: datetime) -> int:
    """How many matters a citizen may rate now."""
    return await Rating.filter(citizen_id=citizen_id, grade__isnull=True, open_until__gte=now).count()


async def files(rows: Sequence[Rating]) -> list[File]:
    """Ratings with their rectifications and appeals, in their order."""
    ids = [row.id for row in rows]
    tasks = {task.rating_id: task for task in await Rectification.filter(rating_id__in=ids)}
    appeals = {appeal.rating_id: appeal for appeal in await RatingAppeal.filter(rating_id__in=ids)}
    return [File(row, tasks.get(row.id), appeals.get(row.id)) for row in rows]


async def file(row: Rating) -> File:
    """One rating with what belongs to it."""
    return (await files([row]))[0]


async def for_staff(who: Official, rating_id: UUID, centre_id: int = 1) -> File:
    """A given rating that this person may read. Raises NotFound."""
    row = await Rating.get_or_none(id=rating_id, centre_id=centre_id, grade__isnull=False)
    if row is None:
        raise NotFound()
    found = await file(row)
    if not who.reads(row.department, row.window) and found.responsible not in who.own:
        raise NotFound()
    return found


async def events(rating_id: UUID) -> list[RatingEvent]:
    """What happened to it, in order."""
    return await RatingEvent.filter(rating_id=rating_id).order_by("id")


@dataclass(frozen=True)
class Wanted:
    """A list of the console: a view, and what it is narrowed to."""

    view: str
    grade: int | None
    department: str | None
    since: datetime | None
    until: datetime | None


async def staff_page(
    who: Official, wanted: Wanted, now: datetime, cursor: UUID | None, limit: int, centre_id: int = 1
) -> list[Rating]:
    """Ratings of one view, newest first."""
    rows = _readable(Rating.filter(centre_id=centre_id, grade__isnull=False), who)
    rows = _narrowed(rows, wanted)
    ids = await _in_view(wanted.view, now, centre_id)
    if ids is not None:
        rows = rows.filter(id__in=ids)
    if cursor is not None:
        last = await Rating.get_or_none(id=cursor)
        if last is not None and last.rated_at is not None:
            rows = rows.filter(Q(rated_at__lt=last.rated_at) | Q(rated_at=last.rated_at, id__lt=last.id))
    return await rows.order_by("-rated_at", "-id").limit(limit)


async def counts(who: Official, now: datetime, centre_id: int = 1) -> Mapping[str, int]:
    """How many ratings each view holds that has to be worked on."""
    rows = _readable(Rating.filter(centre_id=centre_id, grade__isnull=False), who)
    found = {}
    for view in ("open", "late", "call_back", "appeals"):
        ids = await _in_view(view, now, centre_id)
        found[view] = await rows.filter(id__in=ids).count() if ids else 0
    return found


def _readable(rows: QuerySet[Rating], who: Official) -> QuerySet[Rating]:
    if who.departments is None:
        return rows
    if who.whole_department:
        return rows.filter(department__in=list(who.departments))
    return rows.filter(window__in=list(who.windows))


def _narrowed(rows: QuerySet[Rating], wanted: Wanted) -> QuerySet[Rating]:
    facts = {
        "grade": wanted.grade,
        "department": wanted.department,
        "rated_at__gte": wanted.since,
        "rated_at__lt": wanted.until,
    }
    return rows.filter(**{name: value for name, value in facts.items() if value is not None})


async def _in_view(view: str, now: datetime, centre_id: int) -> list[UUID] | None:
    """The ratings of a view that is about rectifications or appeals; None: all. Only open ones are listed, so these
    stay short."""
    if view == "all":
        return None
    if view == "appeals":
        return _ids(await RatingAppeal.filter(centre_id=centre_id, state=Appealing.ASKED).values_list("rating_id"))
    tasks = Rectification.filter(_TASKS[view], centre_id=centre_id)
    if view == "late":
        tasks = tasks.filter(late(now))
    return _ids(await tasks.values_list("rating_id"))


_TASKS = {
    "open": Q(state__in=UNRECTIFIED),
    "call_back": Q(state=Rectifying.RECTIFIED),
    "late": Q(state__in=OPEN),
}


def late(now: datetime) -> Q:
    """Rectifications whose running term is over."""
    return Q(state=Rectifying.WAITING, contact_due_at__lt=now) | Q(state__in=UNRECTIFIED, rectify_due_at__lt=now)


def _ids(rows: Sequence[tuple[UUID, ...]]) -> list[UUID]:
    return [row[0] for row in rows]
